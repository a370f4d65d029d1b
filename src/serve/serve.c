/* Starting and ending the server. */
#include "serve/serve.h"

#include "base/alloc.h"
#include "serve/server.h"

#include <arpa/inet.h>
#include <errno.h>
#include <malloc.h>
#include <string.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <unistd.h>

union address {
    struct sockaddr any;
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;
};

static bool read_address(const char *text, uint16_t port, union address *out, bool *is_of_machine) {
    memset(out, 0, sizeof *out);
    if (strcmp(text, "localhost") == 0)
        text = "127.0.0.1";
    if (inet_pton(AF_INET, text, &out->v4.sin_addr) == 1) {
        out->v4.sin_family = AF_INET;
        out->v4.sin_port = htons(port);
        *is_of_machine = ntohl(out->v4.sin_addr.s_addr) >> 24 == 127;
        return true;
    }
    if (inet_pton(AF_INET6, text, &out->v6.sin6_addr) != 1)
        return false;
    out->v6.sin6_family = AF_INET6;
    out->v6.sin6_port = htons(port);
    *is_of_machine = IN6_IS_ADDR_LOOPBACK(&out->v6.sin6_addr);
    return true;
}

enum { BACKLOG = 1024 };

/* A socket each, and the files of the archive's connections. */
static void allow_files(void) {
    enum { WANTED = CONNECTIONS + 200 };
    struct rlimit r;
    if (getrlimit(RLIMIT_NOFILE, &r) == 0 && r.rlim_cur < WANTED) {
        r.rlim_cur = r.rlim_max < WANTED ? r.rlim_max : WANTED;
        setrlimit(RLIMIT_NOFILE, &r);
    }
}

/* A socket that listens, so that the port is known before the first request comes; -1 and errno. */
static int open_socket(const union address *a, uint16_t *port) {
    bool is_v6 = a->any.sa_family == AF_INET6;
    socklen_t size = is_v6 ? sizeof a->v6 : sizeof a->v4;
    union address bound;
    int yes = 1, fd = socket(a->any.sa_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0)
        return -1;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (is_v6)
        setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &yes, sizeof yes);
    if (bind(fd, &a->any, size) != 0 || listen(fd, BACKLOG) != 0 ||
        getsockname(fd, &bound.any, &size) != 0) {
        int why = errno;
        close(fd);
        errno = why;
        return -1;
    }
    *port = ntohs(is_v6 ? bound.v6.sin6_port : bound.v4.sin_port);
    return fd;
}

static hb_status listen_at(struct server *s, const union address *a, struct hb_error *err) {
    int fd = open_socket(a, &s->guard.port);
    if (fd < 0)
        return error_set(err, HB_ERR_SYSTEM, 0, "cannot listen at %.60s port %u: %s",
                         s->options.address, s->options.port, strerror(errno));
    s->daemon = daemon_start(s, fd, a->any.sa_family == AF_INET6);
    if (s->daemon)
        return HB_OK;
    close(fd);
    return error_set(err, HB_ERR_SYSTEM, 0, "the HTTP server cannot be started");
}

/* Threads share heaps: one each would keep for itself what its largest question took. */
static void share_heaps(void) {
#ifdef M_ARENA_MAX
    mallopt(M_ARENA_MAX, 2);
    mallopt(M_MMAP_THRESHOLD, 1 << 20); /* a forecast's blocks go back when it is made */
#endif
}

static hb_status start(struct server *s, const union address *a, struct hb_error *err) {
    bool has_peers = peers_open(s), has_cache = cache_open(s);
    pthread_mutex_init(&s->turn, NULL);
    allow_files();
    share_heaps();
    if (!has_peers || !has_cache)
        return error_set(err, HB_ERR_MEMORY, 0, "no memory to serve");
    if (getrandom(&s->nonce, sizeof s->nonce, 0) != (ssize_t)sizeof s->nonce)
        s->nonce = (uint64_t)(uintptr_t)s ^ (uint64_t)time(NULL);
    if (!watcher_start(s, err) || !workers_start(s, err))
        return err->code;
    return listen_at(s, a, err);
}

hb_status serve_open(const struct serve_options *o, struct server **out, struct hb_error *err) {
    union address a;
    bool is_of_machine;
    *out = NULL;
    if (!read_address(o->address, o->port, &a, &is_of_machine))
        return error_set(err, HB_ERR_USAGE, 0,
                         "'%.60s': an address in numbers is needed, as in 127.0.0.1 or ::1",
                         o->address);
    if (!is_of_machine && !o->token)
        return error_set(err, HB_ERR_USAGE, 0,
                         "'%.60s' can be reached from other machines: a token is needed (--token)",
                         o->address);
    struct server *s = mem_zeroed(1, sizeof *s);
    if (!s)
        return error_set(err, HB_ERR_MEMORY, 0, "no memory to serve");
    s->options = *o;
    s->adding = (struct adding){o->archive, o->coder, o->coder_name, &s->turn};
    s->guard = (struct guard){.address = o->address,
                              .host = o->host,
                              .port = o->port,
                              .token = o->token,
                              .needs_token = !is_of_machine};
    hb_status status = start(s, &a, err);
    if (status != HB_OK) {
        serve_close(s);
        return status;
    }
    *out = s;
    return HB_OK;
}

uint16_t serve_port(const struct server *s) {
    return s->guard.port;
}

/* MHD ends only when no connection is suspended: workers finish first, and the watcher wakes the
 * readers of live updates. */
void serve_close(struct server *s) {
    if (!s)
        return;
    atomic_store(&s->is_closing, true);
    workers_stop(s);
    watcher_stop(s);
    if (s->daemon)
        MHD_stop_daemon(s->daemon);
    cache_close(s);
    peers_close(s);
    pthread_mutex_destroy(&s->turn);
    pthread_mutex_destroy(&s->watching);
    pthread_mutex_destroy(&s->live_mutex);
    mem_free(s);
}
