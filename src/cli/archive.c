/* A question wants the picture of all reports. Where reports have come that the picture does not
 * know (an `add` was cut off, or is still running), it is brought up first, unless the archive
 * cannot be written to or another program is writing; then what is there is asked, and said so. */
#include "cli/archive.h"

#include "cli/cli.h"
#include "store/fold.h"

#include <stdio.h>

hb_status archive_open(const char *verb, const char *path, struct store **out,
                       struct hb_error *err) {
    struct hb_error why;
    bool may_write = store_may_write(path), is_stale = false;
    hb_status status = HB_ERR_SYSTEM;
    if (may_write)
        status = store_open(path, STORE_WRITE, out, err);
    if (status != HB_OK)
        status = store_open(path, STORE_READ, out, err);
    if (status == HB_OK)
        status = store_is_stale(*out, &is_stale, err);
    if (status != HB_OK || !is_stale)
        return status;
    store_be_patient(*out, false);
    if (!may_write || picture_refresh(*out, NULL, &why) != HB_OK)
        cli_say(verb, "the picture is older than the reports ('harbinger refresh' brings it up)");
    store_be_patient(*out, true);
    return HB_OK;
}

bool archive_print_row(void *context, const struct store_row *row) {
    struct rows *rows = context;
    buffer_reset(&rows->out.out);
    rows_put(rows, row);
    return fwrite(rows->out.out.p, 1, rows->out.out.n, stdout) == rows->out.out.n;
}
