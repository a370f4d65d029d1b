/* Bytes of some encoding → UTF-8. */
#ifndef HB_INGEST_CHARSET_H
#define HB_INGEST_CHARSET_H

#include "base/error.h"
#include "base/str.h"

/* Brings bytes to UTF-8. What they are in is told by a byte-order mark, else by `declared` (a name
 * as headers give it; {NULL,0}: none), else by a meta element among the first 4096 bytes, else they
 * are UTF-8 if they are well-formed, else Windows-1252. A name that nobody knows counts as none.
 * Bytes that have no meaning become U+FFFD. UTF-8 comes back as it is, without its mark. {NULL,0}
 * without memory. O(n). */
str charset_to_utf8(struct arena *a, str bytes, str declared);

#endif
