/* POST /api/v1/reports: what `harbinger add` takes as a file comes as a body (JSON lines, a feed, a
 * page, a mail, plain text, packed or not), is read by the same readers, coded and entered, each
 * report in a transaction of its own, so that no other writer waits for the coder; then the picture
 * is brought up. One body at a time. */
#define _GNU_SOURCE /* memfd_create */
#include "base/json_out.h"
#include "ingest/inputs.h"
#include "picture/picture.h"
#include "serve/routes.h"

#include <sys/mman.h>
#include <unistd.h>

enum { MOST_REASONS = 100 };

struct posting {
    struct exchange *x;
    struct store *store;
    struct inputs inputs;
    struct csv_map map;
    struct input input;
    struct arena reading, entering;
    struct report report;
    struct text text;
    struct coded coded;
    uint64_t n_added, n_there, n_aside;
    struct json_out reasons; /* items of an array */
};

/* The body as a file that the readers can be given. */
static hb_status open_body(void *context, const char *url, bool is_named, int *fd,
                           struct origin *from, struct hb_error *err) {
    const struct exchange *x = context;
    (void)from;
    if (!is_named) /* a body that names addresses does not send the server to them */
        return error_set(err, HB_ERR_INPUT, 0, "%.100s: addresses in a body are not fetched", url);
    *fd = memfd_create("reports", MFD_CLOEXEC);
    bool is_whole = *fd >= 0 && write(*fd, x->body.p, x->body.n) == (ssize_t)x->body.n &&
                    lseek(*fd, 0, SEEK_SET) == 0;
    if (is_whole)
        return HB_OK;
    if (*fd >= 0)
        close(*fd);
    *fd = -1; /* the readers would read on */
    return error_set(err, HB_ERR_SYSTEM, 0, "no memory for the body");
}

static void set_aside(struct posting *p, const struct hb_error *why) {
    const char *colon = strrchr(p->input.name, ':');
    struct json_out *j = &p->reasons;
    if (p->n_aside++ >= MOST_REASONS)
        return;
    json_object(j);
    json_key(j, "report");
    json_text(j, colon && colon[1] != '/' ? colon + 1 : "1");
    json_key(j, "reason");
    json_text(j, why->message);
    json_end_object(j);
}

static hb_status enter(struct posting *p, struct hb_error *err) {
    struct store_report r = {&p->report, &p->text, &p->coded, p->x->adding->coder_name};
    bool is_new = false;
    hb_status status = store_begin_adding(p->store, err);
    arena_reset(&p->entering);
    if (status == HB_OK)
        status = store_add(p->store, &r, &p->entering, &is_new, err);
    if (status == HB_OK)
        status = store_commit(p->store, err);
    if (status != HB_OK) {
        store_rollback(p->store);
        return status;
    }
    p->n_added += is_new;
    p->n_there += !is_new;
    return HB_OK;
}

static hb_status read_all(struct posting *p) {
    hb_status status = HB_OK;
    while (status == HB_OK && inputs_next(&p->inputs, &p->input)) {
        struct hb_error why = {0};
        arena_reset(&p->reading);
        hb_status one = input_read(&p->input, &p->reading, &p->report, &why);
        if (one == HB_OK)
            one =
                coder_run(p->x->adding->coder, &p->report, &p->reading, &p->text, &p->coded, &why);
        if (one != HB_OK)
            set_aside(p, &why);
        else
            status = enter(p, &p->x->err);
    }
    return status;
}

static hb_status add_all(struct posting *p) {
    struct ingest_options options = ingest_defaults();
    char address[] = "http://posted/", *paths[] = {address};
    struct hb_error *err = &p->x->err;
    hb_status status = inputs_open(paths, 1, &options, &p->map, &p->inputs, err);
    if (status != HB_OK)
        return status;
    p->inputs.opener = (struct inputs_opener){open_body, p->x};
    status = store_open(p->x->adding->archive, STORE_WRITE, &p->store, err);
    if (status == HB_OK)
        status = store_only_add(p->store, err);
    if (status == HB_OK)
        status = read_all(p);
    if (status == HB_OK)
        status = picture_refresh(p->store, NULL, err);
    store_close(p->store);
    inputs_close(&p->inputs);
    return status;
}

static void put_counts(struct posting *p) {
    struct json_out j = {0};
    json_object(&j);
    json_key(&j, "added");
    json_integer(&j, (int64_t)p->n_added);
    json_key(&j, "there");
    json_integer(&j, (int64_t)p->n_there);
    json_key(&j, "set_aside");
    json_integer(&j, (int64_t)p->n_aside);
    json_key(&j, "reasons");
    json_array(&j);
    buffer_put(&j.out, p->reasons.out.p, p->reasons.out.n);
    json_end_array(&j);
    json_end_object(&j);
    json_newline(&j);
    j.out.failed |= p->reasons.out.failed;
    p->x->reply->body = j.out;
    p->x->reply->media = "application/json";
    p->x->reply->status = p->n_added ? 201 : p->n_there ? 200 : 400;
}

hb_status api_add(struct exchange *x) {
    struct posting p = {.x = x, .inputs.fd = -1};
    if (!x->adding || !x->adding->coder)
        return error_set(&x->err, HB_ERR_USAGE, 0, "this server only reads");
    if (!x->body.n)
        return error_set(&x->err, HB_ERR_USAGE, 0, "a body with reports is needed");
    pthread_mutex_lock(x->adding->turn);
    hb_status status = add_all(&p);
    pthread_mutex_unlock(x->adding->turn);
    if (status == HB_OK)
        put_counts(&p);
    buffer_free(&p.reasons.out);
    buffer_free(&p.input.bytes);
    arena_free(&p.reading);
    arena_free(&p.entering);
    return status;
}
