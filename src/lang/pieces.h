/* The parts of a sentence that are parsed apart from it: insertions and clauses behind a semicolon.
 */
#ifndef HB_LANG_PIECES_H
#define HB_LANG_PIECES_H

#include "lang/parser.h"
#include "lang/tagger.h"

/* Parses as parse_around_days does, but for what stands between two commas before a sentence's verb
 * and for what a semicolon parts: each is parsed alone and hung on the rest. A past that was taken
 * for a participle, or the other way round, is given its tag where such a piece shows which it is.
 * Linear in tokens. HB_ERR_MEMORY only. */
hb_status parse_in_pieces(const struct tagger *g, const struct parser *p, struct arena *a,
                          struct text *t, struct hb_error *err);

#endif
