/* One address after the other; what is there goes into a file without a name, so that it is read
 * like any other. A person who names an address may fetch it: robots.txt, which speaks to programs
 * that roam, is not asked. Addresses that stand in files are another matter: there it is, and one
 * host is not asked twice within a second. */
#define _GNU_SOURCE /* memfd_create */
#include "cli/web.h"

#include "stream/fetch.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static hb_status keep(const struct fetched *a, int *fd, struct origin *from, struct hb_error *err) {
    size_t written = 0;
    *fd = memfd_create("page", MFD_CLOEXEC);
    while (*fd >= 0 && written < a->body.n) {
        ssize_t n = write(*fd, a->body.p + written, a->body.n - written);
        if (n < 0 && errno != EINTR) {
            close(*fd);
            *fd = -1;
        }
        written += n > 0 ? (size_t)n : 0;
    }
    if (*fd < 0 || lseek(*fd, 0, SEEK_SET) < 0)
        return error_set(err, HB_ERR_SYSTEM, 0, "keeping a page: %s", strerror(errno));
    snprintf(from->url, sizeof from->url, "%.*s", (int)a->final_url.n, a->final_url.p);
    snprintf(from->charset, sizeof from->charset, "%.*s", (int)a->charset.n,
             a->charset.n ? a->charset.p : "");
    return HB_OK;
}

static hb_status fetch(struct fetcher *f, const char *url, int *fd, struct origin *from,
                       struct hb_error *err) {
    struct fetched a;
    hb_status status = fetcher_ask(f, str_from(url), (str){NULL, 0}, (str){NULL, 0}, NULL, err);
    if (status != HB_OK)
        return status;
    if (!fetcher_next(f, &a))
        return error_set(err, HB_ERR_SYSTEM, 0, "nothing came");
    if (a.err.code == HB_OK)
        return keep(&a, fd, from, err);
    *err = a.err;
    return err->code;
}

static hb_status open_address(void *context, const char *url, bool is_named, int *fd,
                              struct origin *from, struct hb_error *err) {
    struct web *w = context;
    struct fetch_options o = fetch_defaults();
    struct fetcher *f = is_named ? NULL : w->pages;
    o.allows_private = w->allows_private;
    o.heeds_robots = !is_named;
    hb_status status = f ? HB_OK : fetcher_open(&o, &f, err);
    if (status == HB_OK)
        status = fetch(f, url, fd, from, err);
    if (is_named)
        fetcher_close(f);
    else
        w->pages = f;
    return status;
}

struct inputs_opener web_opener(struct web *w) {
    return (struct inputs_opener){open_address, w};
}

void web_close(struct web *w) {
    fetcher_close(w->pages);
    w->pages = NULL;
}
