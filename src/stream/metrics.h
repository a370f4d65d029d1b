/* What a worker has done, as Prometheus reads it: text on a port of this machine. */
#ifndef HB_STREAM_METRICS_H
#define HB_STREAM_METRICS_H

#include "base/error.h"
#include "stream/worker.h"

struct metrics;

/* Serves GET /metrics and /healthz on 127.0.0.1 from a thread of its own until metrics_close. Port
 * 0: one that is free, see metrics_port. Borrows the counts. */
hb_status metrics_open(uint16_t port, const struct worker_counts *counts, struct metrics **out,
                       struct hb_error *err);
uint16_t metrics_port(const struct metrics *m);
/* NULL does nothing. */
void metrics_close(struct metrics *m);

#endif
