/* An archive in a file of SQLite: opening it, its version, its manners. Private to src/store. */
#ifndef HB_STORE_DB_FILE_H
#define HB_STORE_DB_FILE_H

#include "store/db.h"

/* The data base is to be closed by the caller after a failure too. */
hb_status file_open(struct db *db, const struct db_options *o, struct hb_error *err);
/* A pragma's number, or another that a statement gives. */
hb_status file_number(struct db *db, const char *sql, int64_t *out, struct hb_error *err);

/* Does a writer wait for another one (20 seconds at most), or give up at once? */
void file_be_patient(struct db *db, bool is_patient);

#endif
