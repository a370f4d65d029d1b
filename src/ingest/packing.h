/* What HTTP packs a message's body with (RFC 9110, 8.4.1). */
#ifndef HB_INGEST_PACKING_H
#define HB_INGEST_PACKING_H

#include "base/buffer.h"

/* Unpacks a body by the name that Content-Encoding gives: gzip, x-gzip, deflate, br (RFC 7932),
 * zstd (RFC 8878), and the same one after the other ("gzip, br" is undone from its end). At most
 * about `most` bytes are made of it; what is damaged or cut off gives what came before. False: a
 * name that is not known. "" and "identity" leave it as it is. */
bool packing_open(str packed, str names, size_t most, struct buffer *out);

#endif
