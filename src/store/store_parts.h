/* What the files of this room share. Private to src/store. */
#ifndef HB_STORE_STORE_PARTS_H
#define HB_STORE_STORE_PARTS_H

#include "store/db.h"
#include "store/store.h"

enum {
    STORE_STATEMENTS = 128, /* more than the room has */
    NOTED_DAYS = 512
};

struct store {
    struct db db;
    struct {
        const char *sql; /* a literal, compared by address */
        struct db_statement *statement;
    } kept[STORE_STATEMENTS]; /* prepared once, used again */
    uint32_t n_kept;
    void (*pass)(const char *point); /* NULL: nobody watches */
    bool (*may_go_on)(void *guard);  /* NULL: questions take as long as they take */
    void *guard;
    int64_t coder;              /* key of the last coder of this transaction, or 0 */
    uint64_t coder_name;        /* hash of its name */
    date_day noted[NOTED_DAYS]; /* days whose tally this transaction noted as stale, some of them,
                                   each in its own place; 0: none */
    int64_t begun, ended;       /* milliseconds: the last begin, and the last commit */
    uint64_t entered;    /* hash of the id of the report that this transaction entered last */
    int64_t entered_key; /* 0: none */
    struct {
        void *thing; /* NULL: nothing is kept (fold_keep) */
        void (*drop)(void *thing);
        int64_t version; /* of the archive, when it was true */
    } fold;
};

/* A row of an answer: the data base's, or one of cells that a fold made (q NULL). */
struct store_row {
    struct db_statement *q;
    const struct row_cell *cells;
    uint32_t n;
};

void store_pass(const struct store *s, const char *point);
/* What a fold keeps is not true any more. */
void store_drop_kept(struct store *s);
/* The data base's last error as ours: what, and what to do. Returns HB_ERR_SYSTEM (HB_ERR_MEMORY).
 */
hb_status store_fail(const struct store *s, const char *doing, struct hb_error *err);
hb_status store_execute(struct store *s, const char *sql, struct hb_error *err);
/* A statement of a literal, ready to be bound; kept until the store closes. NULL on failure. */
struct db_statement *store_statement(struct store *s, const char *sql);
/* Binds a string; {NULL,0} or "" becomes NULL. */
void bind_str(struct db_statement *q, int at, str value);
/* The same where the column may not be NULL: "" stays. */
void bind_text(struct db_statement *q, int at, str value);

/* Enters the words by which a report is found. */
bool words_enter(struct store *s, int64_t report, str title, str text);

/* Writing rows of a report: a statement is started, its values put, and finished; the first failure
 * makes the rest do nothing. */
struct writing {
    struct store *store;
    int64_t report;         /* key */
    struct db_statement *q; /* the statement that is being bound; NULL after a failure */
    int64_t key;            /* of the new row (put_new_key); 0: it gets its own */
    bool has_failed;
};
void writing_start(struct writing *w, const char *sql);
void writing_finish(struct writing *w);
/* Binds a key for a new row of a table, first of all values; the other gives it when it is in. */
void put_new_key(struct writing *w, const char *table);
int64_t finish_new(struct writing *w);
void put_integer(struct writing *w, int at, int64_t v);
void put_name(struct writing *w, int at, const char *z); /* z must outlive the statement */

/* Key of a report that was entered last in this transaction, or is there already; 0: neither. */
int64_t entered_key(struct store *s, str id, bool *has_failed);

#endif
