/* A sketch of a report's words, by which another report with nearly the same words is found and
 * compared: agency copy under another headline, with paragraphs cut, a dateline or a credit added.
 */
#ifndef HB_INGEST_SKETCH_H
#define HB_INGEST_SKETCH_H

#include "base/str.h"

enum { SKETCH_KEYS = 8 };

struct sketch {
    uint64_t *shingles; /* [n_shingles] hashes of three words that follow each other, ascending */
    uint64_t *figures;  /* [n_figures] hashes of numbers and names of weekdays, ascending */
    uint32_t n_shingles, n_figures;
};

/* Of a text of any length (what follows its first 20,000 words is not looked at). Lies in the
 * arena; false without memory. O(n log n). */
bool sketch_make(str text, struct arena *a, struct sketch *out);

/* How alike, 0 to 1: the share of the shorter one's shingles that the longer one has too; 0 where
 * either is too short to tell, or their numbers and days differ though the words do not (a daily
 * report that is written by a pattern). O(n). Symmetric. */
double sketch_likeness(const struct sketch *a, const struct sketch *b);
/* From here on, two reports are copies of one. */
#define SKETCH_COPY 0.65

/* The shingles under which a report is looked up: its SKETCH_KEYS smallest. *n: how many. Two texts
 * that share the part J of all their shingles have one of them in common with a chance of about
 * 1 - (1 - J)^8. Borrowed from the sketch. */
const uint64_t *sketch_keys(const struct sketch *s, uint32_t *n);

#endif
