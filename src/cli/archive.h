/* Opening an archive to ask it, as every question does: with its picture brought up where that can
 * be done, and a word on stderr where it cannot. */
#ifndef HB_CLI_ARCHIVE_H
#define HB_CLI_ARCHIVE_H

#include "export/rows.h"
#include "picture/picture.h"

/* *out is owned by the caller: store_close. */
hb_status archive_open(const char *verb, const char *path, struct store **out,
                       struct hb_error *err);
/* A store_sink that prints rows on stdout; `rows` is a struct rows. */
bool archive_print_row(void *rows, const struct store_row *row);

#endif
