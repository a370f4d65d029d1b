/* Rows that a fold answers with: cells filled by name's position, then given to the reader. */
#ifndef HB_PICTURE_ANSWER_H
#define HB_PICTURE_ANSWER_H

#include "store/store.h"

enum { ANSWER_COLUMNS = 32 };

struct answer {
    struct arena *arena; /* borrows: texts of numbers */
    struct row_cell cells[ANSWER_COLUMNS];
    uint32_t n;              /* columns */
    uint64_t limit, n_given; /* rows; limit 0: all */
    bool is_over;            /* the reader has enough */
    store_sink *sink;
    void *context;
};

/* Columns are named by a NULL-terminated list that outlives the answer. */
struct answer answer_open(struct arena *a, const char *const *columns, uint32_t limit,
                          store_sink *sink, void *context);
/* Empty text is nothing. Cells keep their value until answer_give. */
void answer_text(struct answer *x, uint32_t column, str value);
void answer_integer(struct answer *x, uint32_t column, int64_t value);
void answer_real(struct answer *x, uint32_t column, double value, int decimals);
/* Gives the row and empties the cells. */
void answer_give(struct answer *x);

/* Appends an item to a list of texts ("a; b") unless it is there; the list grows in the arena. */
str list_add(struct arena *a, str list, str item, const char *separator);
/* printf into the arena. */
str text_of(struct arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
