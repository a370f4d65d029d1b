/* What the files that know of sockets and threads share. Private to src/serve. */
#ifndef HB_SERVE_SERVER_H
#define HB_SERVE_SERVER_H

#include "serve/exchange.h"
#include "serve/guard.h"
#include "serve/serve.h"

#include <microhttpd.h>
#include <pthread.h>
#include <stdatomic.h>

enum {
    WORKERS = 4,             /* answer questions */
    STREAMERS = 4,           /* give long answers */
    WAITING = 256,           /* jobs that wait for a worker; more are told to come again */
    LIVE = 64,               /* readers of live updates */
    CONNECTIONS = 1000,      /* sockets */
    IDLE_SECONDS = 15,       /* of a connection without a request, or that takes nothing */
    HEAD_SECONDS = 20,       /* to send a request */
    REPLY_SECONDS = 120,     /* to take an answer that is held whole */
    ANSWER_SECONDS = 20,     /* of a processor, for a question */
    STREAM_SECONDS = 1800,   /* of a processor, for a long answer */
    LATEST_SECONDS = 60,     /* for a question, on a machine that has others to serve */
    STALL_SECONDS = 20,      /* that a reader of a long answer may take nothing */
    HEAD_BYTES = 24 << 10,   /* memory of a connection: request line, head, buffers */
    BODY_BYTES = 4 << 20,    /* of a POST */
    POSTING = 8,             /* bodies at a time */
    MEMORY_MIB = 192,        /* resident pages; a question that would take more is ended */
    ANSWER_BYTES = 16 << 20, /* held whole */
    PIPE_BYTES = 1 << 18
};

enum job_state { JOB_NEW, JOB_WAITING, JOB_STREAMING, JOB_DONE };

/* A request on its way. It belongs to its connection; a worker that writes into its pipe holds it
 * too. */
struct job {
    struct server *server;
    struct job *next; /* in the queue, or in the list of live readers */
    struct MHD_Connection *connection;
    int socket;
    struct arena arena;
    struct request request;
    struct hb_error why; /* the address could not be read */
    const struct route *route;
    str rest;
    struct request_head head;
    struct reply reply;
    struct buffer body; /* of a POST */
    bool is_posting;    /* counted in server->n_posting */
    bool has_begun;     /* the head was looked at */
    uint64_t version, tag;
    unsigned n_looks;          /* of the worker, whether it may go on */
    bool is_starved;           /* it was ended for lack of memory */
    time_t due, due_of_thread; /* a worker must be done: seconds of the clock, of its own */

    pthread_mutex_t mutex;
    pthread_cond_t moved;
    enum job_state state;
    unsigned n_holders;
    bool is_suspended, is_gone /* nobody reads on */, is_over /* all is in the pipe */, has_failed;
    struct shared *answer;       /* made by a worker, or kept */
    struct MHD_Response *stream; /* the head of a long answer */
    struct buffer pipe;
    size_t n_taken; /* of the pipe */
    bool is_live;
    uint64_t seen; /* live: the version that was told */
    time_t told;   /* when something was sent last */
};

struct queue {
    pthread_mutex_t mutex;
    pthread_cond_t filled;
    struct job *first, *last;
    uint32_t n;
    bool is_closed;
};

struct worker {
    pthread_t thread;
    struct server *server;
    struct queue *queue;
    struct store *store;
    bool is_running;
};

/* An answer that several may be sent at once. */
struct shared {
    atomic_uint n_holders;
    struct reply reply;
};

struct peer;  /* a connection */
struct rates; /* of addresses */
struct cache; /* of answers */

struct server {
    struct serve_options options;
    struct guard guard;
    struct MHD_Daemon *daemon;
    struct queue answers, streams;
    struct worker workers[WORKERS + STREAMERS];
    struct store *watched; /* asked for the archive's version alone */
    pthread_mutex_t watching;
    int64_t last_seen; /* of the watched connection */
    atomic_uint_fast64_t version;
    uint64_t nonce; /* of this run, in tags */
    pthread_t watcher;
    bool has_watcher;
    atomic_bool is_closing;
    pthread_mutex_t live_mutex;
    struct job *live;
    uint32_t n_live;
    char news[160]; /* the last change, as readers of live updates are sent it */
    pthread_mutex_t peers_mutex;
    struct peer *peers;
    struct rates *rates;
    struct cache *cache;
    pthread_mutex_t turn; /* one adds at a time */
    struct adding adding;
    atomic_uint n_posting;
};

/* ---- jobs (jobs.c) ---- */

/* False: too many wait. The connection is suspended until the job is done or streams. */
bool queue_put(struct queue *q, struct job *j);
bool workers_start(struct server *s, struct hb_error *err);
void workers_stop(struct server *s);
struct job *job_new(struct server *s, str target);
void job_let_go(struct job *j);
/* The archive's version now, as the watched connection sees it. O(1). */
uint64_t server_version(struct server *s);

/* ---- answers (daemon.c) ---- */

/* Serves at a socket that listens, and takes it; NULL where it cannot. */
struct MHD_Daemon *daemon_start(struct server *s, int socket, bool is_v6);
/* The fields that all answers have. */
void response_add_fields(struct MHD_Response *m, const char *media);

/* ---- what is watched (watch.c, peers.c, cache.c) ---- */

bool watcher_start(struct server *s, struct hb_error *err);
void watcher_stop(struct server *s);
enum MHD_Result live_begin(struct job *j);
void live_end(struct job *j);

bool peers_open(struct server *s);
void peers_close(struct server *s);
void peer_came(struct server *s, struct MHD_Connection *c, void **slot);
void peer_went(struct server *s, void **slot);
enum peer_state { PEER_ASKING, PEER_WAITING, PEER_TAKING };
void peer_note(struct MHD_Connection *c, enum peer_state state);
/* Ends connections that have had their time. */
void peers_sweep(struct server *s);
/* May this address ask once more now? */
bool rate_take(struct server *s, struct MHD_Connection *c);

bool cache_open(struct server *s);
void cache_close(struct server *s);
/* Takes the reply's body; NULL without memory. Held by the caller, until shared_let_go. */
struct shared *shared_new(struct reply *r);
struct shared *shared_hold(struct shared *a);
void shared_let_go(void *answer);
/* A kept answer that the caller holds, or NULL. */
struct shared *cache_get(struct server *s, str target, uint64_t version);
void cache_put(struct server *s, str target, uint64_t version, struct shared *answer);

#endif
