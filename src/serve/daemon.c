/* The thread that owns the sockets: MHD's callbacks. It looks at a request's head, answers what
 * needs no archive, and hands the rest to workers; when one is done, the same callback is called
 * again and sends what was made. Nothing here waits for anything. */
#include "base/alloc.h"
#include "serve/html.h"
#include "serve/server.h"
#include "serve/web_files.h"

#include <stdio.h>
#include <stdlib.h>

/* ---- answers ---- */

void response_add_fields(struct MHD_Response *m, const char *media) {
    static const char policy[] =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'";
    MHD_add_response_header(m, "Content-Type", media);
    MHD_add_response_header(m, "Content-Security-Policy", policy);
    MHD_add_response_header(m, "X-Content-Type-Options", "nosniff");
    MHD_add_response_header(m, "X-Frame-Options", "DENY");
    MHD_add_response_header(m, "Referrer-Policy", "no-referrer");
    MHD_add_response_header(m, "Cross-Origin-Opener-Policy", "same-origin");
    MHD_add_response_header(m, "Cross-Origin-Resource-Policy", "same-origin");
    MHD_add_response_header(m, "Permissions-Policy", "geolocation=(), camera=(), microphone=()");
}

static enum MHD_Result queue(struct job *j, unsigned status, struct MHD_Response *m) {
    if (!m)
        return MHD_NO;
    enum MHD_Result result = MHD_queue_response(j->connection, status, m);
    MHD_destroy_response(m);
    peer_note(j->connection, PEER_TAKING);
    return result;
}

static void tag_of(const struct job *j, char tag[40]) {
    snprintf(tag, 40, "\"%016llx-%llx\"",
             (unsigned long long)hash_mix(hash_str(j->request.target), j->server->nonce),
             (unsigned long long)j->version);
}

/* The same address with another cursor. */
static void add_next(struct job *j, struct MHD_Response *m, const char *cursor) {
    struct buffer b = {.maximum = 2 * REQUEST_TARGET};
    buffer_text(&b, "<");
    uint32_t n = 0;
    while (n < j->request.target.n && j->request.target.p[n] != '?')
        n++;
    buffer_put(&b, j->request.target.p, n);
    url_query(&b, &j->request, "cursor", cursor, "&");
    buffer_put(&b, ">; rel=\"next\"", sizeof ">; rel=\"next\"");
    if (!b.failed)
        MHD_add_response_header(m, "Link", b.p);
    buffer_free(&b);
}

static enum MHD_Result send_answer(struct job *j, struct shared *a) {
    const struct reply *r = &a->reply;
    struct MHD_Response *m = MHD_create_response_from_buffer_with_free_callback_cls(
        r->body.n, r->body.p, shared_let_go, shared_hold(a));
    char tag[40];
    if (!m) {
        shared_let_go(a);
        return MHD_NO;
    }
    response_add_fields(m, r->media);
    if (r->status == 200 && j->route && j->route->kind == ROUTE_ANSWER) {
        tag_of(j, tag);
        MHD_add_response_header(m, "ETag", tag);
        MHD_add_response_header(m, "Cache-Control", "no-cache");
    } else {
        MHD_add_response_header(m, "Cache-Control", "no-store");
    }
    if (r->next[0] && j->route && !j->route->is_page)
        add_next(j, m, r->next);
    if (r->status == 401)
        MHD_add_response_header(m, "WWW-Authenticate", "Bearer");
    if (r->status == 405)
        MHD_add_response_header(m, "Allow", "GET, HEAD");
    if (r->status == 429 || r->status == 503)
        MHD_add_response_header(m, "Retry-After", "2");
    return queue(j, r->status, m);
}

static enum MHD_Result send_reply(struct job *j, struct reply *r) {
    struct shared *a = shared_new(r);
    enum MHD_Result result = a ? send_answer(j, a) : MHD_NO;
    shared_let_go(a);
    buffer_free(&r->body); /* there is one only where nobody took it */
    return result;
}

static enum MHD_Result refuse(struct job *j, unsigned status, const char *why) {
    struct reply r = {0};
    bool is_page = !route_is_api(j->request.path) && !str_starts(j->request.path, STR("/static/"));
    reply_problem(&r, is_page, status, why);
    return send_reply(j, &r);
}

static enum MHD_Result send_unchanged(struct job *j, const char *tag) {
    struct MHD_Response *m = MHD_create_response_from_buffer(0, "", MHD_RESPMEM_PERSISTENT);
    if (m) {
        MHD_add_response_header(m, "ETag", tag);
        MHD_add_response_header(m, "Cache-Control", "no-cache");
    }
    return queue(j, 304, m);
}

/* ---- what needs no archive ---- */

static enum MHD_Result send_health(struct job *j) {
    struct reply r = {.status = 200, .media = "text/plain; charset=utf-8"};
    buffer_text(&r.body, "ok\n");
    return send_reply(j, &r);
}

static enum MHD_Result send_own_file(struct job *j) {
    const char *root = j->server->options.web_root;
    struct reply r = {.status = 200};
    if (web_file_read(root, j->rest, &r.body, &r.media))
        return send_reply(j, &r);
    buffer_free(&r.body);
    return refuse(j, 404, "there is no such file");
}

static enum MHD_Result send_file(struct job *j) {
    if (j->server->options.web_root)
        return send_own_file(j);
    const struct web_file *f = web_file_named(j->rest);
    struct buffer plain = {0};
    bool takes_gzip = str_contains(j->head.accept_encoding, STR("gzip"));
    if (!f)
        return refuse(j, 404, "there is no such file");
    if (str_contains(j->head.if_none_match, str_from(f->etag)))
        return send_unchanged(j, f->etag);
    if (!takes_gzip)
        web_file_unpack(f, &plain);
    struct MHD_Response *m =
        takes_gzip ? MHD_create_response_from_buffer(f->n_gzip, (void *)(uintptr_t)f->gzip,
                                                     MHD_RESPMEM_PERSISTENT)
                   : MHD_create_response_from_buffer(plain.n, plain.p, MHD_RESPMEM_MUST_COPY);
    buffer_free(&plain);
    if (!m)
        return MHD_NO;
    response_add_fields(m, f->media);
    MHD_add_response_header(m, "ETag", f->etag);
    MHD_add_response_header(m, "Cache-Control", "no-cache");
    MHD_add_response_header(m, "Vary", "Accept-Encoding");
    if (takes_gzip)
        MHD_add_response_header(m, "Content-Encoding", "gzip");
    return queue(j, 200, m);
}

/* Opened with the token in the address: kept as a cookie, and the address is left behind. */
static enum MHD_Result send_login(struct job *j) {
    struct MHD_Response *m = MHD_create_response_from_buffer(0, "", MHD_RESPMEM_PERSISTENT);
    char cookie[300];
    int n = snprintf(cookie, sizeof cookie, "harbinger=%s; Path=/; HttpOnly; SameSite=Strict",
                     j->server->guard.token);
    if (!m)
        return MHD_NO;
    if (n < 0 || (size_t)n >= sizeof cookie) {
        MHD_destroy_response(m);
        return MHD_NO;
    }
    response_add_fields(m, "text/plain; charset=utf-8");
    MHD_add_response_header(m, "Set-Cookie", cookie);
    MHD_add_response_header(m, "Location", "/");
    MHD_add_response_header(m, "Cache-Control", "no-store");
    return queue(j, 303, m);
}

/* ---- a request ---- */

static enum MHD_Result note_field(void *context, enum MHD_ValueKind kind, const char *key,
                                  const char *value) {
    (void)kind;
    head_note(context, str_from(key), str_from(value));
    return MHD_YES;
}

static void read_head(struct job *j, const char *method, const char *version) {
    j->head = (struct request_head){.method = str_from(method),
                                    .is_http10 = strcmp(version, "HTTP/1.1") != 0};
    MHD_get_connection_values(j->connection, MHD_HEADER_KIND, note_field, &j->head);
    j->socket =
        MHD_get_connection_info(j->connection, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;
    j->route = route_find(j->request.path, str_is(j->head.method, "POST"), &j->rest);
}

/* 0: go on. */
static unsigned check(struct job *j, const char **why) {
    const struct guard *g = &j->server->guard;
    if (!rate_take(j->server, j->connection)) {
        *why = "too many requests from this address";
        return 429;
    }
    if (j->why.code != HB_OK) {
        *why = j->why.message;
        return j->why.code == HB_ERR_LIMIT ? 414 : 400;
    }
    unsigned status = guard_check(g, &j->head, j->route, why);
    if (!status && !j->route) {
        *why = "there is no such place";
        return 404;
    }
    return status;
}

/* A body that is too long, or one too many, is refused before it comes. */
static unsigned check_body(struct job *j, const char **why) {
    enum { DIGITS = 7 }; /* of 4194304 */
    str length = j->head.content_length;
    if (j->route->kind != ROUTE_ADD)
        return 0;
    if (length.n > DIGITS || (length.n == DIGITS && strtol(length.p, NULL, 10) > BODY_BYTES)) {
        *why = "a body has 4 MiB at most";
        return 413;
    }
    j->is_posting = true;
    if (atomic_fetch_add(&j->server->n_posting, 1) < POSTING)
        return 0;
    *why = "others are adding; try again soon";
    return 503;
}

static enum MHD_Result begin(struct job *j, const char *method, const char *version) {
    const char *why = NULL;
    read_head(j, method, version);
    j->has_begun = true;
    unsigned status = check(j, &why);
    bool is_login = status == 401 && j->route && str_is(j->request.path, "/") &&
                    guard_is_token(&j->server->guard, request_parameter(&j->request, "token"));
    if (is_login)
        return send_login(j);
    if (!status)
        status = check_body(j, &why);
    return status ? refuse(j, status, why) : MHD_YES;
}

static enum MHD_Result hand_over(struct job *j) {
    struct server *s = j->server;
    struct queue *q = j->route->kind == ROUTE_ANSWER ? &s->answers : &s->streams;
    char tag[40];
    if (j->body.failed)
        return refuse(j, 413, "a body has 4 MiB at most");
    j->version = server_version(s);
    if (j->route->kind == ROUTE_ANSWER) {
        tag_of(j, tag);
        if (str_contains(j->head.if_none_match, str_from(tag)))
            return send_unchanged(j, tag);
        struct shared *kept = cache_get(s, j->request.target, j->version);
        enum MHD_Result result = kept ? send_answer(j, kept) : MHD_NO;
        shared_let_go(kept);
        if (kept)
            return result;
    }
    peer_note(j->connection, PEER_WAITING);
    return queue_put(q, j) ? MHD_YES : refuse(j, 503, "too many questions wait; ask again soon");
}

static enum MHD_Result go_on(struct job *j) {
    switch (j->route->kind) {
    case ROUTE_QUICK:
        return j->rest.n ? send_file(j) : send_health(j);
    case ROUTE_LIVE:
        peer_note(j->connection, PEER_WAITING);
        return j->server->n_live < LIVE ? live_begin(j)
                                        : refuse(j, 503, "too many read live updates");
    default:
        return hand_over(j);
    }
}

/* Called when the head is there, for each piece of a body, when all is there, and again when a
 * worker has made the answer. */
static enum MHD_Result on_request(void *context, struct MHD_Connection *connection, const char *url,
                                  const char *method, const char *version, const char *piece,
                                  size_t *n_piece, void **slot) {
    struct job *j = *slot;
    (void)context;
    (void)url;
    if (!j)
        return MHD_NO;
    if (!j->has_begun) {
        j->connection = connection;
        return begin(j, method, version);
    }
    if (*n_piece) {
        j->body.maximum = BODY_BYTES;
        buffer_put(&j->body, piece, *n_piece);
        *n_piece = 0;
        return MHD_YES;
    }
    pthread_mutex_lock(&j->mutex);
    enum job_state state = j->state;
    pthread_mutex_unlock(&j->mutex);
    if (state == JOB_NEW)
        return go_on(j);
    if (state == JOB_STREAMING)
        return j->stream ? MHD_queue_response(connection, 200, j->stream) : MHD_NO;
    return j->answer ? send_answer(j, j->answer) : MHD_NO;
}

static void *on_address(void *context, const char *target, struct MHD_Connection *connection) {
    (void)connection;
    return job_new(context, str_from(target));
}

static void on_end(void *context, struct MHD_Connection *connection, void **slot,
                   enum MHD_RequestTerminationCode why) {
    struct job *j = *slot;
    (void)context;
    (void)why;
    if (!j)
        return;
    *slot = NULL;
    live_end(j);
    if (j->is_posting)
        atomic_fetch_sub(&j->server->n_posting, 1);
    pthread_mutex_lock(&j->mutex);
    j->is_gone = true;
    pthread_cond_signal(&j->moved);
    pthread_mutex_unlock(&j->mutex);
    job_let_go(j);
    peer_note(connection, PEER_ASKING);
}

static void on_connection(void *context, struct MHD_Connection *connection, void **slot,
                          enum MHD_ConnectionNotificationCode what) {
    if (what == MHD_CONNECTION_NOTIFY_STARTED)
        peer_came(context, connection, slot);
    else
        peer_went(context, slot);
}

struct MHD_Daemon *daemon_start(struct server *s, int socket, bool is_v6) {
    unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME |
                     (is_v6 ? (unsigned)MHD_USE_IPv6 : 0u);
    return MHD_start_daemon(flags, 0, NULL, NULL, on_request, s, MHD_OPTION_LISTEN_SOCKET, socket,
                            MHD_OPTION_URI_LOG_CALLBACK, on_address, s, MHD_OPTION_NOTIFY_COMPLETED,
                            on_end, s, MHD_OPTION_NOTIFY_CONNECTION, on_connection, s,
                            MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_SECONDS,
                            MHD_OPTION_CONNECTION_LIMIT, (unsigned)CONNECTIONS,
                            MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)HEAD_BYTES,
                            MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_END);
}
