/* A program that was built without libnats has no queue, and says so. */
#include "stream/queue.h"

hb_status queue_open(const struct queue_options *o, struct queue **out, struct hb_error *err) {
    (void)o;
    *out = NULL;
    return error_set(err, HB_ERR_SYSTEM, 0,
                     "this program was built without libnats (libnats-dev, then build again)");
}

void queue_close(struct queue *q) {
    (void)q;
}

hb_status queue_fetch(struct queue *q, struct queued *out, unsigned room, int milliseconds,
                      unsigned *n, struct hb_error *err) {
    (void)q, (void)out, (void)room, (void)milliseconds;
    *n = 0;
    return error_set(err, HB_ERR_SYSTEM, 0, "no queue");
}

bool queue_is_empty(struct queue *q) {
    (void)q;
    return true;
}

void queue_done(struct queue *q, struct queued *m) {
    (void)q, (void)m;
}

void queue_again(struct queue *q, struct queued *m, int pause_milliseconds) {
    (void)q, (void)m, (void)pause_milliseconds;
}

bool queue_bury(struct queue *q, struct queued *m, const char *reason) {
    (void)q, (void)m, (void)reason;
    return false;
}

void queue_hold(struct queue *q, const struct queued *m) {
    (void)q, (void)m;
}
