/* The blocks of a text: which of its paragraphs are headline, dateline, body, caption or credit. */
#ifndef HB_INGEST_BLOCKS_H
#define HB_INGEST_BLOCKS_H

#include "ingest/report.h"

struct blocks {
    struct block *items; /* ascending, never overlapping, white space trimmed; all other bytes of
                            the text are white space */
    size_t n, capacity;
    struct civil dateline_date; /* month 0: none; year 0: not written */
    struct civil line_date;     /* of a date line of its own; month 0: none */
    str dateline_place;
};

/* text is normalised. False without memory. O(n). */
bool blocks_find(str text, struct arena *a, struct blocks *out);

#endif
