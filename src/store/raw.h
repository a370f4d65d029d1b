/* Pages as they came, kept beside the reports that were read from them (raw.sql). */
#ifndef HB_STORE_RAW_H
#define HB_STORE_RAW_H

#include "base/buffer.h"
#include "store/store.h"

/* A page's bytes, packed so that they take a fifth of their room. */
struct raw_page {
    struct buffer packed; /* a zstd frame; its owner resets and frees it */
    uint64_t n_bytes;     /* unpacked */
};
/* Packs a page; may be called on any thread. HB_ERR_MEMORY. O(n). */
hb_status raw_pack(str bytes, struct raw_page *out, struct hb_error *err);

/* Keeps a page with the report of this content that is there; one that is kept already stays.
 * Inside store_begin and store_commit. `charset` may be {NULL,0}. */
hb_status raw_keep(struct store *s, struct store_id id, const struct raw_page *page, str charset,
                   struct hb_error *err);
/* The page of a report, named by its id or the record's own, into `out`. HB_ERR_INPUT: there is no
 * such report, none is kept for it, or what is kept is damaged. */
hb_status raw_get(struct store *s, str id, struct buffer *out, struct hb_error *err);
/* Unpacks each page that is kept; each that is not what was packed is given to `say` and counted.
 */
hb_status raw_check(struct store *s, void (*say)(void *context, const char *fault), void *context,
                    uint64_t *n_faults, struct hb_error *err);

#endif
