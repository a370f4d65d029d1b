/* Why mentions were taken for one happening. */
#ifndef HB_PICTURE_EXPLAIN_H
#define HB_PICTURE_EXPLAIN_H

#include "store/store.h"

/* A row a mention of the happening that an event tells (by its id, 16 hex digits), the leading one
 * first: the columns of src/store/ask/explain.sql, then `joined` (the id of the mention before it
 * that it matches best) and `because` (what speaks for it, with its weight). Mentions in copies are
 * folded into their original's row. *n (may be NULL): rows given; 0 where there is no such event.
 */
hb_status picture_explain(struct store *s, str id, store_sink *sink, void *context, uint64_t *n,
                          struct hb_error *err);

#endif
