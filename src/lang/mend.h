/* Mends tags by what a sentence must have, between tagger and parser. */
#ifndef HB_LANG_MEND_H
#define HB_LANG_MEND_H

#include "lang/tagger.h"

/* A sentence of running text without any finite verb, but with a past participle that no auxiliary
 * governs, has its past tense there: "Protesters called (VBN → VBD) for his resignation." Linear in
 * tokens. */
void mend_tags(const struct tagger *g, struct text *t);

#endif
