/* The rows of a report on their way into the archive. They are made without it, by the thread that
 * coded the report, and entered by the one that writes, which has nothing left to work out:
 *
 *   report + text + coded ─facts_write→ rows ─rows_enter→ tables
 *
 * Keys that only the archive gives stand for themselves until then. Private to src/store. */
#ifndef HB_STORE_ROWS_H
#define HB_STORE_ROWS_H

#include "base/date.h"
#include "store/store.h"

enum row_value_kind {
    ROW_INTEGER,
    ROW_REAL,
    ROW_TEXT,
    ROW_REPORT, /* the report's key */
    ROW_PARENT  /* the key of the last row that has one of its own */
};

struct row_value {
    uint8_t kind; /* enum row_value_kind */
    uint8_t at;   /* position in the statement, from 1 on */
    uint32_t n;   /* bytes of a text */
    union {
        int64_t integer;
        double real;
        const char *text;
    } is;
};

struct ready_row {
    const char *sql;   /* a literal */
    const char *table; /* not NULL: the row gets a key of its own, its first value */
    uint32_t begin, n; /* of its values */
    bool has_parent;   /* left out where the last row with a key was there already */
};

/* Lists and texts lie in the arena, which is marked failed if they do not. */
struct rows {
    struct arena *arena;
    struct {
        struct row_value *items;
        size_t n, capacity;
    } values;
    struct {
        struct ready_row *items;
        size_t n, capacity;
    } list;
};

/* Begins a row: of a table whose rows have keys, of what hangs on such a row, or of the report. */
void rows_start_keyed(struct rows *r, const char *table, const char *sql);
void rows_start_child(struct rows *r, const char *sql); /* the parent's key is its first value */
void rows_start(struct rows *r, const char *sql);       /* the report's key is its first value */

/* Puts values of the row that was begun last; what is not put is nothing. Texts are copied. */
void rows_report(struct rows *r, int at);
void rows_integer(struct rows *r, int at, int64_t v);
void rows_real(struct rows *r, int at, double v);
void rows_text(struct rows *r, int at, str s);
void rows_str(struct rows *r, int at, str s);          /* {NULL,0} or "" is nothing */
void rows_name(struct rows *r, int at, const char *z); /* a literal, not copied */
void rows_day(struct rows *r, int at, date_day day);   /* DATE_NONE is nothing */

/* The facts of a report whose id is `id`; false without memory. O(text + facts). */
bool facts_write(struct rows *r, const struct store_report *source, str id);

struct writing;
/* Enters them for the report w->report. O(rows). */
void rows_enter(struct writing *w, const struct rows *r);

#endif
