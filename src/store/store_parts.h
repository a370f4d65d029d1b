/* What the files of this room share. Private to src/store. */
#ifndef HB_STORE_STORE_PARTS_H
#define HB_STORE_STORE_PARTS_H

#include "store/store.h"

#include <sqlite3.h>

enum { STORE_STATEMENTS = 24 };

struct store {
    sqlite3 *db;
    struct {
        const char *sql; /* a literal, compared by address */
        sqlite3_stmt *statement;
    } kept[STORE_STATEMENTS]; /* prepared once, used again */
    uint32_t n_kept;
};

/* SQLite's last error as ours: what, and what to do. Returns HB_ERR_SYSTEM (HB_ERR_MEMORY). */
hb_status store_fail(const struct store *s, const char *doing, struct hb_error *err);
hb_status store_execute(struct store *s, const char *sql, struct hb_error *err);
/* A statement of a literal, ready to be bound; kept until the store closes. NULL on failure. */
sqlite3_stmt *store_statement(struct store *s, const char *sql);
/* Binds a string; {NULL,0} or "" becomes NULL. */
void bind_str(sqlite3_stmt *q, int at, str value);
/* The same where the column may not be NULL: "" stays. */
void bind_text(sqlite3_stmt *q, int at, str value);

#endif
