/* An archive in a file of SQLite: opening it, its version, its manners. Private to src/store. */
#ifndef HB_STORE_DB_FILE_H
#define HB_STORE_DB_FILE_H

#include "store/db.h"
#include "store/store.h"

enum { WAIT_MILLISECONDS = 20000 };

/* A new archive gets version 1's schema and then every later step. */
struct file_options {
    const char *path;
    enum store_access access;
    int version; /* of the archive, as the program knows it */
    const char *schema;
    const char *const *steps; /* [version - 1] each brings version i + 1 to i + 2 */
};
/* The data base is to be closed by the caller after a failure too. */
hb_status file_open(struct db *db, const struct file_options *o, struct hb_error *err);
/* A pragma's number, or another that a statement gives. */
hb_status file_number(struct db *db, const char *sql, int64_t *out, struct hb_error *err);

/* May an archive of this version be opened by a program that knows versions up to `known`? */
hb_status version_check(int64_t version, int known, bool is_new, bool may_write,
                        struct hb_error *err);
/* A fault as a message: what went wrong, and what to do. Returns HB_ERR_SYSTEM, or HB_ERR_MEMORY,
 * HB_ERR_LIMIT. */
hb_status db_fail(const struct db *db, const char *doing, struct hb_error *err);

/* Does a writer wait for another one (WAIT_MILLISECONDS at most), or give up at once? */
void file_be_patient(struct db *db, bool is_patient);

#endif
