/* The day between subject and verb, which agencies write and treebanks do not know. */
#ifndef HB_LANG_DAY_WORDS_H
#define HB_LANG_DAY_WORDS_H

#include "lang/parser.h"

/* Parses as parser_run does, but for days between a subject and its verb or right behind a verb:
 * they are hung on the verb without the parser having seen them. Linear in tokens. */
hb_status parse_around_days(const struct parser *p, struct arena *a, struct text *t,
                            struct hb_error *err);

#endif
