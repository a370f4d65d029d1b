/* Whole archives from a file to a server and back. */
#ifndef HB_STORE_COPY_H
#define HB_STORE_COPY_H

#include "store/store.h"

/* Copies all of an archive, the picture included, into one that holds nothing yet, in one
 * transaction; keys stay, so that both answer every question with the same bytes. HB_ERR_USAGE
 * where `to` holds something, or the picture of `from` is older than its reports. O(archive). */
hb_status store_copy(struct store *from, struct store *to, struct hb_error *err);

#endif
