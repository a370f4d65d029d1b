/* In which language is a text? Enough to keep what is not English from being read as if it were. */
#ifndef HB_INGEST_LANGUAGE_H
#define HB_INGEST_LANGUAGE_H

#include "base/str.h"

/* ISO 639-1 of the language of most of a text ("en", "pt"); for a script that several share, the
 * script's commonest ("ru", "ar", "hi"); NULL: it cannot be told (too short, names alone). The
 * first 4,000 bytes are looked at. */
const char *language_of(str text);
/* "Portuguese" for "pt"; the code itself where there is no name. */
const char *language_name(const char *code);

#endif
