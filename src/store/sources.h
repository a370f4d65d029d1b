/* Followed sources in an archive (sources.sql). Writing happens inside store_begin and
 * store_commit. */
#ifndef HB_STORE_SOURCES_H
#define HB_STORE_SOURCES_H

#include "store/store.h"

struct followed {
    int64_t key;
    str url, etag, last_modified; /* in the arena given */
    int64_t next_time;            /* seconds since 1970 */
    uint32_t n_errors;
};

/* Enters a source if it is not there; a title that is given is kept. */
hb_status sources_follow(struct store *s, str url, str title, struct hb_error *err);
/* Those that are due at a time, by address; [*n] of them in the arena. *soonest: when the next one
 * is due (INT64_MAX: none). */
hb_status sources_due(struct store *s, int64_t now, struct arena *a, struct followed **out,
                      uint32_t *n, int64_t *soonest, struct hb_error *err);
/* Was an entry read before? `entry` is sixteen hex digits. */
hb_status sources_is_seen(struct store *s, int64_t source, const char *entry, bool *out,
                          struct hb_error *err);
/* What became of an entry. */
enum entry_fate { ENTRY_NEW, ENTRY_KNOWN, ENTRY_ASIDE };
hb_status sources_note_entry(struct store *s, int64_t source, const char *entry,
                             enum entry_fate fate, struct hb_error *err);
/* The feed was read to its end, or was unchanged ({NULL,0}: what was kept stays). */
hb_status sources_succeeded(struct store *s, int64_t source, str etag, str last_modified,
                            int64_t now, int64_t next_time, struct hb_error *err);
hb_status sources_failed(struct store *s, int64_t source, str reason, int64_t next_time,
                         struct hb_error *err);

#endif
