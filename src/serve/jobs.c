/* Work on requests outside the thread that owns the sockets. A connection whose job waits is
 * suspended: MHD does not look at it until the worker resumes it. A suspended socket is not watched
 * either, so a worker looks itself, now and then, whether its asker is still there, and stops
 * asking the archive for one who is gone or has had his time.
 *
 * A long answer: the worker fills the job's pipe and sleeps while it is full; MHD's reader takes
 * from it and suspends the connection while it is empty. Whoever makes the other one's wait over
 * wakes it, under the job's mutex. */
#include "base/alloc.h"
#include "serve/server.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

struct job *job_new(struct server *s, str target) {
    struct job *j = mem_zeroed(1, sizeof *j);
    if (!j)
        return NULL;
    j->server = s;
    j->n_holders = 1;
    j->arena.maximum = 256u << 20;
    pthread_mutex_init(&j->mutex, NULL);
    pthread_condattr_t steady;
    pthread_condattr_init(&steady);
    pthread_condattr_setclock(&steady, CLOCK_MONOTONIC);
    pthread_cond_init(&j->moved, &steady);
    pthread_condattr_destroy(&steady);
    str kept = str_copy(&j->arena, target);
    request_parse(kept, &j->arena, &j->request, &j->why);
    return j;
}

void job_let_go(struct job *j) {
    pthread_mutex_lock(&j->mutex);
    unsigned n = --j->n_holders;
    pthread_mutex_unlock(&j->mutex);
    if (n)
        return;
    if (j->stream)
        MHD_destroy_response(j->stream);
    shared_let_go(j->answer);
    buffer_free(&j->reply.body);
    buffer_free(&j->body);
    buffer_free(&j->pipe);
    arena_free(&j->arena);
    pthread_cond_destroy(&j->moved);
    pthread_mutex_destroy(&j->mutex);
    mem_free(j);
}

bool queue_put(struct queue *q, struct job *j) {
    pthread_mutex_lock(&q->mutex);
    bool has_room = q->n < WAITING && !q->is_closed;
    if (has_room) {
        MHD_suspend_connection(j->connection);
        j->state = JOB_WAITING;
        j->n_holders++;
        j->next = NULL;
        *(q->last ? &q->last->next : &q->first) = j;
        q->last = j;
        q->n++;
        pthread_cond_signal(&q->filled);
    }
    pthread_mutex_unlock(&q->mutex);
    return has_room;
}

static struct job *queue_take(struct queue *q) {
    pthread_mutex_lock(&q->mutex);
    while (!q->first && !q->is_closed)
        pthread_cond_wait(&q->filled, &q->mutex);
    struct job *j = q->first;
    if (j) {
        q->first = j->next;
        q->n--;
        if (!q->first)
            q->last = NULL;
    }
    pthread_mutex_unlock(&q->mutex);
    return j;
}

static struct timespec after(int seconds) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    t.tv_sec += seconds;
    return t;
}

/* Seconds of a processor that this thread has had. */
static time_t own_seconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return t.tv_sec;
}

/* Has the other side closed the connection? Looks without taking anything. */
static bool has_hung_up(int socket) {
    char byte;
    ssize_t n = recv(socket, &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    return n == 0 || (n < 0 && errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR);
}

/* Is the program within its share of the machine's memory? What folds over a whole large archive
 * would take more; all allocations of an answer happen between two of these looks. */
static bool has_memory(const struct server *s) {
    char z[64] = "";
    unsigned long pages = 0;
    int fd = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
    ssize_t n = fd < 0 ? -1 : read(fd, z, sizeof z - 1);
    if (fd >= 0)
        close(fd);
    bool is_read = n > 0 && sscanf(z, "%*u %lu", &pages) == 1;
    unsigned long most = s->options.memory ? s->options.memory : MEMORY_MIB;
    return !is_read || pages / (1048576ul / (unsigned long)sysconf(_SC_PAGESIZE)) < most;
}

/* Asked by the store while a question runs. */
static bool may_go_on(void *context) {
    struct job *j = context;
    enum { LOOKS = 8 };
    if (j->n_looks++ % LOOKS == 0)
        j->is_starved |= !has_memory(j->server);
    bool is_late = own_seconds() > j->due_of_thread || after(0).tv_sec > j->due;
    pthread_mutex_lock(&j->mutex);
    bool is_wanted = !j->is_gone;
    /* once it streams, the socket is MHD's to watch and to close */
    bool is_silent = j->state == JOB_WAITING && has_hung_up(j->socket);
    pthread_mutex_unlock(&j->mutex);
    return !is_late && !j->is_starved && is_wanted && !is_silent &&
           !atomic_load(&j->server->is_closing);
}

/* ---- long answers ---- */

static void wake_reader(struct job *j) {
    if (j->is_suspended) {
        j->is_suspended = false;
        MHD_resume_connection(j->connection);
    }
}

/* MHD's reader of an answer of unknown length. */
static ssize_t take_from_pipe(void *context, uint64_t at, char *out, size_t room) {
    struct job *j = context;
    ssize_t n = 0;
    (void)at;
    pthread_mutex_lock(&j->mutex);
    size_t left = j->pipe.n - j->n_taken;
    if (left) {
        n = (ssize_t)(left < room ? left : room);
        memcpy(out, j->pipe.p + j->n_taken, (size_t)n);
        j->n_taken += (size_t)n;
        if (j->n_taken == j->pipe.n)
            j->n_taken = j->pipe.n = 0;
        pthread_cond_signal(&j->moved);
    } else if (j->has_failed || j->is_gone) {
        n = MHD_CONTENT_READER_END_WITH_ERROR;
    } else if (j->is_over) {
        n = MHD_CONTENT_READER_END_OF_STREAM;
    } else {
        j->is_suspended = true;
        MHD_suspend_connection(j->connection);
    }
    pthread_mutex_unlock(&j->mutex);
    return n;
}

/* The first piece: the head of the answer is known now. */
static void begin_stream(struct job *j) {
    j->stream =
        MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, 1 << 15, take_from_pipe, j, NULL);
    if (j->stream)
        response_add_fields(j->stream, j->reply.media);
    j->state = JOB_STREAMING;
    MHD_resume_connection(j->connection);
}

static bool flush(struct exchange *x) {
    struct job *j = x->context;
    struct timespec patience = after(STALL_SECONDS);
    size_t taken = 0;
    pthread_mutex_lock(&j->mutex);
    if (j->state == JOB_WAITING)
        begin_stream(j);
    buffer_put(&j->pipe, j->reply.body.p, j->reply.body.n);
    wake_reader(j);
    while (!j->is_gone && j->pipe.n - j->n_taken > PIPE_BYTES) {
        if (j->n_taken != taken)
            patience = after(STALL_SECONDS);
        taken = j->n_taken;
        if (pthread_cond_timedwait(&j->moved, &j->mutex, &patience) == ETIMEDOUT &&
            j->n_taken == taken)
            j->is_gone = true;
    }
    bool is_read = !j->is_gone && !j->pipe.failed && !atomic_load(&j->server->is_closing);
    pthread_mutex_unlock(&j->mutex);
    buffer_reset(&j->reply.body);
    return is_read;
}

/* ---- workers ---- */

static void finish(struct job *j) {
    pthread_mutex_lock(&j->mutex);
    if (j->state == JOB_STREAMING) {
        bool is_whole = j->reply.status == 200 && !atomic_load(&j->server->is_closing);
        if (is_whole) /* else the body is a problem, which nobody looks for at an answer's end */
            buffer_put(&j->pipe, j->reply.body.p, j->reply.body.n);
        j->has_failed = !is_whole || j->pipe.failed;
        j->is_over = true;
        wake_reader(j);
    } else {
        j->answer = shared_new(&j->reply);
        bool is_kept = j->answer && j->route->kind == ROUTE_ANSWER && j->reply.status == 200;
        if (is_kept)
            cache_put(j->server, j->request.target, j->version, j->answer);
        j->state = JOB_DONE;
        MHD_resume_connection(j->connection);
    }
    pthread_mutex_unlock(&j->mutex);
}

static void answer(struct worker *w, struct job *j) {
    bool is_stream = j->route->kind == ROUTE_STREAM;
    struct exchange x = {.store = w->store,
                         .request = &j->request,
                         .route = j->route,
                         .rest = j->rest,
                         .arena = &j->arena,
                         .title = w->server->options.title,
                         .body = {j->body.p, (uint32_t)j->body.n},
                         .adding = &w->server->adding,
                         .reply = &j->reply,
                         .flush = is_stream ? flush : NULL,
                         .context = j};
    j->due_of_thread = own_seconds() + (is_stream ? STREAM_SECONDS : ANSWER_SECONDS);
    j->due = after(is_stream ? STREAM_SECONDS : LATEST_SECONDS).tv_sec;
    j->reply.body.maximum = ANSWER_BYTES;
    store_guard(w->store, may_go_on, j);
    exchange_run(&x);
    store_guard(w->store, NULL, NULL);
    if (j->is_starved && j->reply.status != 200)
        reply_problem(&j->reply, j->route->is_page, 503,
                      "the answer takes more memory than the server may: ask for less (since, "
                      "actor, place)");
}

/* The first page is what is opened first, and takes longest where the archive is large: it is made
 * before anybody asks. */
static void make_first_page(struct worker *w) {
    struct job *j = job_new(w->server, STR("/"));
    if (!j)
        return;
    j->route = route_find(STR("/"), false, &j->rest);
    j->version = server_version(w->server);
    answer(w, j);
    if (j->reply.status == 200 && (j->answer = shared_new(&j->reply)))
        cache_put(w->server, STR("/"), j->version, j->answer);
    job_let_go(j);
}

static void *run_worker(void *context) {
    struct worker *w = context;
    if (w == w->server->workers)
        make_first_page(w);
    for (struct job *j; (j = queue_take(w->queue));) {
        answer(w, j);
        finish(j);
        job_let_go(j);
    }
    return NULL;
}

static void queue_open(struct queue *q) {
    pthread_mutex_init(&q->mutex, NULL);
    pthread_cond_init(&q->filled, NULL);
}

bool workers_start(struct server *s, struct hb_error *err) {
    queue_open(&s->answers);
    queue_open(&s->streams);
    for (int i = 0; i < WORKERS + STREAMERS; i++) {
        struct worker *w = &s->workers[i];
        w->server = s;
        w->queue = i < WORKERS ? &s->answers : &s->streams;
        if (store_open(s->options.archive, STORE_READ, &w->store, err) != HB_OK)
            return false;
        w->is_running = pthread_create(&w->thread, NULL, run_worker, w) == 0;
        if (!w->is_running) {
            error_set(err, HB_ERR_SYSTEM, 0, "no thread could be started");
            return false;
        }
    }
    return true;
}

static void queue_close(struct queue *q) {
    pthread_mutex_lock(&q->mutex);
    q->is_closed = true;
    pthread_cond_broadcast(&q->filled);
    pthread_mutex_unlock(&q->mutex);
}

/* What waits is still answered, quickly: every question is told to stop. */
void workers_stop(struct server *s) {
    queue_close(&s->answers);
    queue_close(&s->streams);
    for (int i = 0; i < WORKERS + STREAMERS; i++) {
        struct worker *w = &s->workers[i];
        if (w->is_running)
            pthread_join(w->thread, NULL);
        store_close(w->store);
    }
}
