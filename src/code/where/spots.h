/* Spots: the places of a text with their tokens, found and disambiguated. Private to where.c. */
#ifndef HB_CODE_WHERE_SPOTS_H
#define HB_CODE_WHERE_SPOTS_H

#include "code/reading.h"

struct spot {
    uint32_t first, last; /* tokens, last exclusive */
    uint32_t head;        /* token by which the name hangs in the tree */
    struct place place;
    uint32_t index;          /* into r->places, NONE: not a place of its own (the White House) */
    uint32_t preposition;    /* the word before the phrase: in, near, to …, NONE */
    const struct hit *hit;   /* the tables' places of the name, NULL: none */
    struct town_match towns; /* the gazetteer's; n 0: none */
    int score;               /* the evidence for `place` */
    uint32_t index_of_spot;  /* where the neighbors are known, else NONE */
    bool is_country;
    bool is_seat;     /* stands for a government: the White House */
    bool is_doubtful; /* several places bear the name, and nothing but their size speaks for one */
};

struct where_index {
    struct {
        struct spot *items; /* ascending */
        size_t n, capacity;
    } spots;
    str scene;                   /* the country where most of the story happens, "" */
    uint32_t *first_of_sentence; /* [n_sentences + 1] index into spots */
};

/* Fills r->where and r->places. False without memory. */
bool spots_find(struct reading *r);

#endif
