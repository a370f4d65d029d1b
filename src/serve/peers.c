/* Connections and addresses, so that none takes more than its share: how long a connection has been
 * sending its request or taking its answer, however busily (MHD itself ends those that are idle),
 * and how many requests an address has made of late (a token bucket each). Addresses are kept in a
 * table of fixed size; two that share a slot share its tokens, which errs on the side of refusing.
 */
#include "base/alloc.h"
#include "serve/server.h"

#include <netinet/in.h>
#include <sys/socket.h>

struct peer {
    struct server *server;
    struct peer *before, *next;
    int socket;
    enum peer_state state;
    time_t since;
};

enum { SLOTS = 4096, USUAL_RATE = 200, BURST_SECONDS = 2 };

struct rates {
    pthread_mutex_t mutex;
    double per_second;
    struct {
        double tokens;
        double filled; /* seconds */
    } slots[SLOTS];
};

static double seconds_now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

bool peers_open(struct server *s) {
    pthread_mutex_init(&s->peers_mutex, NULL);
    s->rates = mem_zeroed(1, sizeof *s->rates);
    if (!s->rates)
        return false;
    pthread_mutex_init(&s->rates->mutex, NULL);
    s->rates->per_second = s->options.rate ? s->options.rate : USUAL_RATE;
    return true;
}

void peers_close(struct server *s) {
    if (s->rates)
        pthread_mutex_destroy(&s->rates->mutex);
    mem_free(s->rates);
    pthread_mutex_destroy(&s->peers_mutex);
}

void peer_came(struct server *s, struct MHD_Connection *c, void **slot) {
    struct peer *p = mem_zeroed(1, sizeof *p);
    *slot = p;
    if (!p)
        return;
    p->server = s;
    p->socket = MHD_get_connection_info(c, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;
    p->since = (time_t)seconds_now();
    pthread_mutex_lock(&s->peers_mutex);
    p->next = s->peers;
    if (p->next)
        p->next->before = p;
    s->peers = p;
    pthread_mutex_unlock(&s->peers_mutex);
}

void peer_went(struct server *s, void **slot) {
    struct peer *p = *slot;
    if (!p)
        return;
    pthread_mutex_lock(&s->peers_mutex);
    *(p->before ? &p->before->next : &s->peers) = p->next;
    if (p->next)
        p->next->before = p->before;
    pthread_mutex_unlock(&s->peers_mutex);
    *slot = NULL;
    mem_free(p);
}

void peer_note(struct MHD_Connection *c, enum peer_state state) {
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(c, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    struct peer *p = info ? info->socket_context : NULL;
    if (!p)
        return;
    pthread_mutex_lock(&p->server->peers_mutex);
    p->state = state;
    p->since = (time_t)seconds_now();
    pthread_mutex_unlock(&p->server->peers_mutex);
}

void peers_sweep(struct server *s) {
    time_t now = (time_t)seconds_now();
    pthread_mutex_lock(&s->peers_mutex);
    for (struct peer *p = s->peers; p; p = p->next) {
        bool is_late = (p->state == PEER_ASKING && now - p->since > HEAD_SECONDS) ||
                       (p->state == PEER_TAKING && now - p->since > REPLY_SECONDS);
        if (is_late) /* MHD sees its end and closes it */
            shutdown(p->socket, SHUT_RDWR);
    }
    pthread_mutex_unlock(&s->peers_mutex);
}

static uint64_t hash_of(const struct sockaddr *a) {
    if (a->sa_family == AF_INET6)
        return hash_bytes(&((const struct sockaddr_in6 *)(const void *)a)->sin6_addr, 8, 6);
    return hash_bytes(&((const struct sockaddr_in *)(const void *)a)->sin_addr, 4, 4);
}

bool rate_take(struct server *s, struct MHD_Connection *c) {
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(c, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    struct rates *r = s->rates;
    if (!info || !info->client_addr)
        return false;
    size_t at = hash_of(info->client_addr) % SLOTS;
    double now = seconds_now(), most = r->per_second * BURST_SECONDS;
    pthread_mutex_lock(&r->mutex);
    double tokens = r->slots[at].filled == 0
                        ? most
                        : r->slots[at].tokens + (now - r->slots[at].filled) * r->per_second;
    tokens = tokens > most ? most : tokens;
    bool may = tokens >= 1;
    r->slots[at].tokens = may ? tokens - 1 : tokens;
    r->slots[at].filled = now;
    pthread_mutex_unlock(&r->mutex);
    return may;
}
