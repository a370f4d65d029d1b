/* The time expressions of a text, each with the word that it dates. Private to this folder. */
#ifndef HB_CODE_WHEN_ITEMS_H
#define HB_CODE_WHEN_ITEMS_H

#include "code/reading.h"
#include "code/when/expressions.h"

struct item {
    struct time_expression expression;
    uint32_t first, last; /* tokens, last exclusive */
    uint32_t head;        /* the token by which the expression hangs in the tree */
    uint32_t owner;       /* the word it dates, NONE */
    uint32_t next_owned;  /* index into items, NONE */
    struct time_value value;
    bool is_placed; /* value holds */
    bool is_before; /* stands before its noun: Monday's attack, the 2003 invasion */
};

struct when_index {
    struct {
        struct item *items;
        size_t n, capacity;
    } items;
    uint32_t *item_at;     /* [n_tokens] index into items, NONE */
    uint32_t *first_owned; /* [n_tokens] index into items, NONE */
};

struct item *when_item(const struct reading *r, uint32_t i);
/* The expression that covers the token, NONE. */
uint32_t when_item_at(const struct reading *r, uint32_t t);
/* Counted from something said elsewhere: two days after. */
bool when_is_relational(const struct item *x);
/* until, before, by and after say where the act is not. */
bool when_is_usable(const struct reading *r, const struct item *x);
/* An act's own date is better the more exactly it is given; lengths come last, the nearest first.
 */
int when_rank(const struct item *x, uint32_t token);
/* The best expression that `token` owns, NONE. */
uint32_t when_direct(const struct reading *r, uint32_t token);
/* The expression that dates the act on `token`, its own or its clause's; NONE. Once all are placed.
 */
uint32_t when_find(const struct reading *r, uint32_t token);

#endif
