/* Answers that were made since the archive last changed, so that what is asked again and again (the
 * brief, a view's first page) is made once. An answer is shared by the cache and by those who are
 * being sent it, and goes with the last of them; the one longest unused leaves the cache first. A
 * look-up compares some hundred hashes. */
#include "base/alloc.h"
#include "serve/server.h"

enum { ENTRIES = 256, MOST_BYTES = 24 << 20, MOST_OF_ONE = 2 << 20 };

struct entry {
    uint64_t hash, version, used;
    str target;            /* owned copy: two addresses may share a hash */
    struct shared *answer; /* NULL: a free entry */
};

struct cache {
    pthread_mutex_t mutex;
    struct entry entries[ENTRIES];
    size_t bytes;
    uint64_t clock;
};

struct shared *shared_new(struct reply *r) {
    struct shared *a = mem_zeroed(1, sizeof *a);
    if (!a)
        return NULL;
    atomic_init(&a->n_holders, 1);
    a->reply = *r;
    r->body = (struct buffer){0};
    return a;
}

struct shared *shared_hold(struct shared *a) {
    atomic_fetch_add(&a->n_holders, 1);
    return a;
}

void shared_let_go(void *answer) {
    struct shared *a = answer;
    if (!a || atomic_fetch_sub(&a->n_holders, 1) != 1)
        return;
    buffer_free(&a->reply.body);
    mem_free(a);
}

bool cache_open(struct server *s) {
    s->cache = mem_zeroed(1, sizeof *s->cache);
    if (s->cache)
        pthread_mutex_init(&s->cache->mutex, NULL);
    return s->cache != NULL;
}

static void drop(struct cache *c, struct entry *e) {
    if (!e->answer)
        return;
    c->bytes -= e->answer->reply.body.n;
    shared_let_go(e->answer);
    mem_free((char *)e->target.p);
    *e = (struct entry){0};
}

void cache_close(struct server *s) {
    if (!s->cache)
        return;
    for (int i = 0; i < ENTRIES; i++)
        drop(s->cache, &s->cache->entries[i]);
    pthread_mutex_destroy(&s->cache->mutex);
    mem_free(s->cache);
}

struct shared *cache_get(struct server *s, str target, uint64_t version) {
    struct cache *c = s->cache;
    struct shared *found = NULL;
    uint64_t hash = hash_str(target);
    pthread_mutex_lock(&c->mutex);
    for (int i = 0; i < ENTRIES && !found; i++) {
        struct entry *e = &c->entries[i];
        if (!e->answer || e->hash != hash || e->version != version || !str_equal(e->target, target))
            continue;
        e->used = ++c->clock;
        found = shared_hold(e->answer);
    }
    pthread_mutex_unlock(&c->mutex);
    return found;
}

/* A free entry, an outdated one, or the one longest unused. */
static struct entry *choose(struct cache *c, uint64_t version) {
    struct entry *oldest = &c->entries[0];
    for (int i = 0; i < ENTRIES; i++) {
        struct entry *e = &c->entries[i];
        if (!e->answer || e->version != version)
            return e;
        if (e->used < oldest->used)
            oldest = e;
    }
    return oldest;
}

static struct entry *oldest_of(struct cache *c) {
    struct entry *oldest = NULL;
    for (int i = 0; i < ENTRIES; i++)
        if (c->entries[i].answer && (!oldest || c->entries[i].used < oldest->used))
            oldest = &c->entries[i];
    return oldest;
}

void cache_put(struct server *s, str target, uint64_t version, struct shared *answer) {
    struct cache *c = s->cache;
    size_t bytes = answer->reply.body.n;
    char *copy = bytes <= MOST_OF_ONE ? mem_resize(NULL, (size_t)target.n + 1) : NULL;
    if (!copy)
        return;
    memcpy(copy, target.p, target.n);
    pthread_mutex_lock(&c->mutex);
    struct entry *e = choose(c, version);
    drop(c, e);
    *e = (struct entry){
        hash_str(target), version, ++c->clock, {copy, target.n}, shared_hold(answer)};
    c->bytes += bytes;
    while (c->bytes > MOST_BYTES)
        drop(c, oldest_of(c));
    pthread_mutex_unlock(&c->mutex);
}
