/* Pages packed by zstd, one frame each: its checksum tells later whether a page is still what was
 * packed. A page is packed where it is read, on many threads; entering it costs a row. Unpacking
 * trusts no length that the archive gives: a page is never larger than ingest reads one. */
#include "store/raw.h"

#include "base/limits.h"
#include "store/fold_parts.h"

#include <stdio.h>
#include <zstd.h>

enum { LEVEL = 6, MOST_WINDOW_BITS = 23 };

hb_status raw_pack(str bytes, struct raw_page *out, struct hb_error *err) {
    char piece[16 << 10];
    ZSTD_CCtx *c = ZSTD_createCCtx();
    ZSTD_inBuffer in = {bytes.n ? bytes.p : "", bytes.n, 0};
    size_t left = 1;
    buffer_reset(&out->packed);
    out->n_bytes = bytes.n;
    bool is_fine = c && !ZSTD_isError(ZSTD_CCtx_setParameter(c, ZSTD_c_compressionLevel, LEVEL)) &&
                   !ZSTD_isError(ZSTD_CCtx_setParameter(c, ZSTD_c_checksumFlag, 1)) &&
                   !ZSTD_isError(ZSTD_CCtx_setPledgedSrcSize(c, bytes.n));
    while (is_fine && left) {
        ZSTD_outBuffer to = {piece, sizeof piece, 0};
        left = ZSTD_compressStream2(c, &to, &in, ZSTD_e_end);
        is_fine = !ZSTD_isError(left);
        buffer_put(&out->packed, piece, to.pos);
    }
    ZSTD_freeCCtx(c);
    return is_fine && !out->packed.failed
               ? HB_OK
               : error_set(err, HB_ERR_MEMORY, 0, "no memory to keep a page");
}

/* False: the frame is damaged, or opens to another length. */
static bool unpack(str packed, int64_t n_bytes, struct buffer *out) {
    char piece[64 << 10];
    ZSTD_DStream *z = ZSTD_createDStream();
    ZSTD_inBuffer in = {packed.p, packed.n, 0};
    size_t left = 1, most = limits_default().page_bytes;
    buffer_reset(out);
    if (z)
        ZSTD_DCtx_setParameter(z, ZSTD_d_windowLogMax, MOST_WINDOW_BITS);
    while (z && left && out->n <= most) {
        ZSTD_outBuffer to = {piece, sizeof piece, 0};
        left = ZSTD_decompressStream(z, &to, &in);
        buffer_put(out, piece, to.pos);
        if (ZSTD_isError(left) || (left && in.pos == in.size && to.pos < to.size))
            break; /* damaged, or cut off */
    }
    ZSTD_freeDStream(z);
    return left == 0 && in.pos == in.size && !out->failed && (int64_t)out->n == n_bytes;
}

/* The row goes by the report's key, not by a question, so that on a server it is sent with the
 * others of its table and not, with all that was entered before it, for itself: of two who enter
 * the same reports each would wait for one that the other has. */
hb_status raw_keep(struct store *s, struct store_id id, const struct raw_page *page, str charset,
                   struct hb_error *err) {
    struct writing w = {.store = s};
    w.report = entered_key(s, str_from(id.z), &w.has_failed);
    if (!w.report && !w.has_failed)
        return HB_OK; /* withdrawn meanwhile */
    writing_start(&w, "INSERT INTO raw (report, charset, n_bytes, page) VALUES (?, ?, ?, ?) ON "
                      "CONFLICT DO NOTHING");
    if (w.q) {
        put_integer(&w, 1, w.report);
        bind_str(w.q, 2, charset);
        put_integer(&w, 3, (int64_t)page->n_bytes);
        db_bind_bytes(w.q, 4, (str){page->packed.p, (uint32_t)page->packed.n});
    }
    writing_finish(&w);
    return w.has_failed ? store_fail(s, "keeping a page", err) : HB_OK;
}

/* The frame in a column; borrowed until the next row. */
static str frame_of(struct db_statement *q, int column) {
    str page = db_bytes(q, column);
    return page.p ? page : STR("");
}

hb_status raw_get(struct store *s, str id, struct buffer *out, struct hb_error *err) {
    struct db_statement *q = store_statement(
        s, "SELECT w.n_bytes, w.page FROM report r LEFT JOIN raw w ON w.report = r.key WHERE r.id "
           "= ?1 OR r.given_id = ?1 ORDER BY r.id <> ?1, r.id LIMIT 1");
    if (q)
        bind_text(q, 1, id);
    int step = q ? db_step(q) : DB_FAILED, shown = id.n < 60 ? (int)id.n : 60;
    hb_status status = HB_OK;
    if (step == DB_DONE)
        status = error_set(err, HB_ERR_INPUT, 0, "%.*s: no such report", shown, id.p);
    else if (step != DB_ROW)
        status = store_fail(s, "reading a page", err);
    else if (db_is_nothing(q, 1))
        status = error_set(err, HB_ERR_INPUT, 0,
                           "%.*s: its page was not kept ('add --keep-raw' keeps it)", shown, id.p);
    else if (!unpack(frame_of(q, 1), db_integer(q, 0), out))
        status =
            error_set(err, HB_ERR_INPUT, 0, "%.*s: the page that is kept is damaged", shown, id.p);
    if (q)
        db_reset(q);
    return status;
}

hb_status raw_check(struct store *s, void (*say)(void *context, const char *fault), void *context,
                    uint64_t *n_faults, struct hb_error *err) {
    struct buffer page = {0};
    char fault[80];
    struct db_statement *q =
        store_statement(s, "SELECT w.n_bytes, w.page, coalesce(r.id, '?') FROM raw w LEFT JOIN "
                           "report r ON r.key = w.report ORDER BY w.report");
    int step = DB_FAILED;
    while (q && (step = db_step(q)) == DB_ROW) {
        if (unpack(frame_of(q, 1), db_integer(q, 0), &page))
            continue;
        snprintf(fault, sizeof fault, "page is damaged: %.20s", db_text(q, 2).p);
        say(context, fault);
        ++*n_faults;
    }
    if (q)
        db_reset(q);
    buffer_free(&page);
    return step == DB_DONE ? HB_OK : store_fail(s, "checking pages", err);
}
