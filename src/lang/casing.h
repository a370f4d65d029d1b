/* Casing: headlines In Title Case and IN CAPITALS, read as running text would write them. */
#ifndef HB_LANG_CASING_H
#define HB_LANG_CASING_H

#include "lang/names.h"
#include "lang/tagger.h"

/* Gives the tokens of such lines the form that running text would have ("Russia Bombs Kharkiv":
 * "bombs"), and joins the sentences that such a line was cut into; the source, offsets and all
 * other lines stay as they are. Between tokenizer and tagger. Linear in tokens; new forms lie in
 * the arena. False without memory. */
bool casing_mend(const struct tagger *g, const struct names_model *m, struct arena *a,
                 struct text *t);

#endif
