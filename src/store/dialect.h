/* The SQL of this room, said to PostgreSQL. Both understand most of it; what differs:
 *
 *   ?, ?3, :since             $1, $3, $n                 values
 *   LIMIT ?                   LIMIT nullif($1, -1)       -1 is all
 *   ORDER BY a, b DESC        … NULLS FIRST, … NULLS LAST, and indices so too
 *   INTEGER, REAL, BLOB       BIGINT, DOUBLE PRECISION, BYTEA
 *   TEXT                      TEXT COLLATE "C"           in tables: bytes decide the order
 *   key INTEGER PRIMARY KEY   an identity that goes by DIALECT_KEYS
 *   STRICT, WITHOUT ROWID, CREATE VIRTUAL TABLE …;       nothing
 *   group_concat, char        string_agg, chr
 *   max(a, b), min(a, b)      greatest, least
 *   a CROSS JOIN b ON         a JOIN b ON
 *   report_words MATCH ?      words @@ to_tsquery('harbinger.words', $1)
 *   --@ SQL                   SQL                        what SQLite takes as a comment
 *
 * Functions that PostgreSQL lacks are made there (server/functions.sql). Private to src/store. */
#ifndef HB_STORE_DIALECT_H
#define HB_STORE_DIALECT_H

#include "base/buffer.h"
#include "base/str.h"

enum {
    DIALECT_VALUES = 64, /* more than any statement has */
    DIALECT_NAME = 16,   /* bytes of a value's name, or of a table's, with its NUL */
    DIALECT_KEYS = 64    /* a number of a sequence stands for so many keys */
};

struct dialect {
    struct buffer sql; /* NUL-terminated */
    uint32_t n_values;
    bool is_used[DIALECT_VALUES + 1]; /* does the statement name the n-th value? */
    char names[DIALECT_VALUES + 1][DIALECT_NAME];

    /* An INSERT of one row whose conflicts do nothing can enter many rows by arrays:
     * many, the arrays ("$1::bigint[], …"), many_names, conditions, many_end. */
    bool is_many;
    char table[DIALECT_NAME];
    struct buffer many, many_names, many_end;
};

/* False: no memory, or it is no SQL of this room. */
bool dialect_translate(str sql, struct dialect *out);
void dialect_free(struct dialect *d);

/* An FTS5 query as to_tsquery reads it: words, "phrases", prefix*, AND, OR, NOT, brackets, a column
 * before a colon. False with a reason (a literal) where it cannot be read. */
bool dialect_query(str query, struct buffer *out, const char **reason);
/* The words of a text as the index knows them: lower case, without accents, split by blanks. */
void dialect_words(str text, struct buffer *out);

#endif
