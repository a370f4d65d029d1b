/* What changes while one looks: a thread asks once a second for the archive's version (SQLite's
 * data_version of one connection, which another's commit changes), tells those who read live
 * updates, and ends connections that have had their time. A reader of updates costs a suspended
 * connection; every quarter of a minute it is sent a comment, which finds out whether he is there.
 */
#include "serve/server.h"

#include "store/evidence.h"

#include <stdio.h>
#include <time.h>

enum { HEARTBEAT_SECONDS = 15 };

uint64_t server_version(struct server *s) {
    struct hb_error unused;
    int64_t seen = 0;
    pthread_mutex_lock(&s->watching);
    if (store_version(s->watched, &seen, &unused) == HB_OK && seen != s->last_seen) {
        s->last_seen = seen;
        atomic_fetch_add(&s->version, 1);
    }
    uint64_t version = atomic_load(&s->version);
    pthread_mutex_unlock(&s->watching);
    return version;
}

static time_t now_seconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec;
}

/* How many reports, and the day of the newest; into `news`, which readers are sent. */
static void make_news(struct server *s) {
    struct arena a = {0};
    struct hb_error unused;
    struct store_counts n = {0};
    str newest = {NULL, 0};
    pthread_mutex_lock(&s->live_mutex);
    bool is_read = s->live != NULL;
    pthread_mutex_unlock(&s->live_mutex);
    if (!is_read)
        return;
    pthread_mutex_lock(&s->watching);
    store_count(s->watched, &n, &unused);
    store_newest(s->watched, &a, &newest, &unused);
    pthread_mutex_unlock(&s->watching);
    pthread_mutex_lock(&s->live_mutex);
    snprintf(s->news, sizeof s->news,
             "event: reports\ndata: {\"n_reports\":%lld,\"newest\":\"%.*s\"}\n\n",
             (long long)n.reports, newest.n < 10 ? (int)newest.n : 10, newest.p ? newest.p : "");
    pthread_mutex_unlock(&s->live_mutex);
    arena_free(&a);
}

static void wake_readers(struct server *s) {
    uint64_t version = atomic_load(&s->version);
    time_t now = now_seconds();
    pthread_mutex_lock(&s->live_mutex);
    for (struct job *j = s->live; j; j = j->next) {
        bool is_due =
            j->seen != version || now - j->told >= HEARTBEAT_SECONDS || atomic_load(&s->is_closing);
        if (!j->is_suspended || !is_due)
            continue;
        j->is_suspended = false;
        MHD_resume_connection(j->connection);
    }
    pthread_mutex_unlock(&s->live_mutex);
}

static void *watch(void *context) {
    struct server *s = context;
    const struct timespec second = {1, 0};
    uint64_t told = atomic_load(&s->version);
    while (!atomic_load(&s->is_closing)) {
        nanosleep(&second, NULL);
        uint64_t version = server_version(s);
        if (version != told)
            make_news(s);
        told = version;
        wake_readers(s);
        peers_sweep(s);
    }
    wake_readers(s);
    return NULL;
}

bool watcher_start(struct server *s, struct hb_error *err) {
    pthread_mutex_init(&s->watching, NULL);
    pthread_mutex_init(&s->live_mutex, NULL);
    if (store_open(s->options.archive, STORE_READ, &s->watched, err) != HB_OK)
        return false;
    server_version(s);
    s->has_watcher = pthread_create(&s->watcher, NULL, watch, s) == 0;
    if (!s->has_watcher)
        error_set(err, HB_ERR_SYSTEM, 0, "no thread could be started");
    return s->has_watcher;
}

void watcher_stop(struct server *s) {
    if (s->has_watcher)
        pthread_join(s->watcher, NULL);
    store_close(s->watched);
    s->watched = NULL;
}

static ssize_t read_live(void *context, uint64_t at, char *out, size_t room) {
    static const char hello[] = "retry: 3000\n: connected\n\n", beat[] = ":\n\n";
    struct job *j = context;
    struct server *s = j->server;
    uint64_t version = atomic_load(&s->version);
    time_t now = now_seconds();
    const char *text = NULL;
    ssize_t n = 0;
    pthread_mutex_lock(&s->live_mutex);
    if (at == 0)
        text = hello;
    else if (j->seen != version)
        text = s->news;
    else if (now - j->told >= HEARTBEAT_SECONDS)
        text = beat;
    if (atomic_load(&s->is_closing))
        n = MHD_CONTENT_READER_END_OF_STREAM;
    else if (text && strlen(text) <= room) {
        n = (ssize_t)strlen(text);
        memcpy(out, text, (size_t)n);
        j->seen = at ? version : j->seen;
        j->told = now;
    }
    if (n == 0) {
        j->is_suspended = true;
        MHD_suspend_connection(j->connection);
    }
    pthread_mutex_unlock(&s->live_mutex);
    return n;
}

enum MHD_Result live_begin(struct job *j) {
    struct server *s = j->server;
    struct MHD_Response *m =
        MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, 1024, read_live, j, NULL);
    if (!m)
        return MHD_NO;
    pthread_mutex_lock(&s->live_mutex);
    j->seen = atomic_load(&s->version);
    j->next = s->live;
    s->live = j;
    s->n_live++;
    j->is_live = true;
    pthread_mutex_unlock(&s->live_mutex);
    response_add_fields(m, "text/event-stream");
    MHD_add_response_header(m, "Cache-Control", "no-store");
    enum MHD_Result result = MHD_queue_response(j->connection, 200, m);
    MHD_destroy_response(m);
    return result;
}

void live_end(struct job *j) {
    struct server *s = j->server;
    if (!j->is_live)
        return;
    pthread_mutex_lock(&s->live_mutex);
    struct job **at = &s->live;
    while (*at && *at != j)
        at = &(*at)->next;
    if (*at)
        *at = j->next;
    s->n_live--;
    pthread_mutex_unlock(&s->live_mutex);
}
