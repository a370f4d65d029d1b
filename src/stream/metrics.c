/* libmicrohttpd with one thread, loopback only, few connections, short time-outs: nothing that is
 * sent to it is read but the first line. */
#include "stream/metrics.h"

#include "base/alloc.h"
#include "base/buffer.h"

#include <arpa/inet.h>
#include <microhttpd.h>
#include <stdio.h>
#include <string.h>

enum { MOST_CONNECTIONS = 16, TIMEOUT_S = 5 };

struct metrics {
    struct MHD_Daemon *daemon;
    const struct worker_counts *counts; /* borrows */
    uint16_t port;
};

static void put_counter(struct buffer *b, const char *name, const char *help, uint64_t value) {
    char z[320];
    int n = snprintf(z, sizeof z,
                     "# HELP harbinger_worker_%s %s\n# TYPE harbinger_worker_%s counter\n"
                     "harbinger_worker_%s %llu\n",
                     name, help, name, name, (unsigned long long)value);
    buffer_put(b, z, (size_t)n);
}

static void put_all(struct buffer *b, const struct worker_counts *c) {
    put_counter(b, "reports_added_total", "Reports that were new to the archive.", c->n_new);
    put_counter(b, "reports_known_total", "Reports that were in the archive already.", c->n_known);
    put_counter(b, "reports_retried_total", "Reports that could not be read and come again.",
                c->n_again);
    put_counter(b, "reports_buried_total", "Reports put to the dead letters.", c->n_buried);
    put_counter(b, "events_total", "Events in the reports that were added.", c->n_events);
    put_counter(b, "bytes_total", "Bytes of reports entered.", c->n_bytes);
    put_counter(b, "batches_total", "Transactions.", c->n_batches);
}

static enum MHD_Result answer(void *context, struct MHD_Connection *connection, const char *url,
                              const char *method, const char *version, const char *body,
                              size_t *body_size, void **state) {
    const struct metrics *m = context;
    struct buffer b = {0};
    bool is_known = strcmp(url, "/metrics") == 0 || strcmp(url, "/healthz") == 0;
    (void)version, (void)body, (void)state;
    *body_size = 0;
    if (strcmp(method, "GET") != 0 || !is_known)
        buffer_text(&b, "not found\n");
    else if (strcmp(url, "/healthz") == 0)
        buffer_text(&b, "ok\n");
    else
        put_all(&b, m->counts);
    struct MHD_Response *r =
        MHD_create_response_from_buffer(b.n, b.p ? b.p : "", MHD_RESPMEM_MUST_COPY);
    buffer_free(&b);
    if (!r)
        return MHD_NO;
    MHD_add_response_header(r, "Content-Type", "text/plain; version=0.0.4; charset=utf-8");
    enum MHD_Result result =
        MHD_queue_response(connection, is_known ? MHD_HTTP_OK : MHD_HTTP_NOT_FOUND, r);
    MHD_destroy_response(r);
    return result;
}

hb_status metrics_open(uint16_t port, const struct worker_counts *counts, struct metrics **out,
                       struct hb_error *err) {
    struct sockaddr_in local = {.sin_family = AF_INET, .sin_port = htons(port)};
    local.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    struct metrics *m = mem_zeroed(1, sizeof *m);
    *out = NULL;
    if (!m)
        return error_set(err, HB_ERR_MEMORY, 0, "no memory for metrics");
    m->counts = counts;
    m->daemon = MHD_start_daemon(
        MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_POLL, 0, NULL, NULL, answer, m,
        MHD_OPTION_SOCK_ADDR, &local, MHD_OPTION_CONNECTION_LIMIT, (unsigned)MOST_CONNECTIONS,
        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)TIMEOUT_S, MHD_OPTION_END);
    const union MHD_DaemonInfo *info =
        m->daemon ? MHD_get_daemon_info(m->daemon, MHD_DAEMON_INFO_BIND_PORT) : NULL;
    if (!info) {
        metrics_close(m);
        return error_set(err, HB_ERR_SYSTEM, 0, "metrics cannot be served on 127.0.0.1:%u", port);
    }
    m->port = info->port;
    *out = m;
    return HB_OK;
}

uint16_t metrics_port(const struct metrics *m) {
    return m->port;
}

void metrics_close(struct metrics *m) {
    if (!m)
        return;
    if (m->daemon)
        MHD_stop_daemon(m->daemon);
    mem_free(m);
}
