/* Statements of the fold, in one line each. Private to src/store. */
#ifndef HB_STORE_FOLD_PARTS_H
#define HB_STORE_FOLD_PARTS_H

#include "store/fold.h"
#include "store/store_parts.h"

/* Runs a literal with whole numbers as its parameters. */
hb_status fold_run(struct store *s, const char *sql, const int64_t *values, int n,
                   struct hb_error *err);
#define FOLD_RUN(s, sql, err, ...)                                                                 \
    fold_run((s), (sql), (const int64_t[]){__VA_ARGS__},                                           \
             (int)(sizeof((const int64_t[]){__VA_ARGS__}) / sizeof(int64_t)), (err))
/* The first column of each row, for one whole number. */
hb_status fold_list(struct store *s, const char *sql, int64_t value, struct arena *a,
                    struct fold_keys *out, struct hb_error *err);
/* The first column of the first row; `otherwise` where there is none. */
hb_status fold_number(struct store *s, const char *sql, int64_t value, int64_t otherwise,
                      int64_t *out, struct hb_error *err);
/* Ends a query: HB_OK where it came to its end. */
hb_status fold_end(struct store *s, struct db_statement *q, int step, struct hb_error *err);
/* A column copied into the arena; {NULL,0} for nothing. */
str fold_text_of(struct db_statement *q, int column, struct arena *a);
/* An ISO day, DATE_NONE for nothing. */
date_day fold_day_of(struct db_statement *q, int column);

/* The shingles of a report that is about to go. */
void shingles_forget(struct writing *w);

#endif
