/* Small questions about words, for those who look at the outside of a text (datelines, credits).
 * Case is folded for ASCII letters only: every word that is asked for is ASCII. */
#ifndef HB_INGEST_WORDS_H
#define HB_INGEST_WORDS_H

#include "base/str.h"

bool words_is(str a, const char *lower);     /* a equals `lower` but for case */
bool words_starts(str a, str prefix);        /* a begins with prefix but for case */
bool words_begin(str a, const char *prefix); /* the same for a literal */
/* First place of `needle` in a at or after `from`, but for case; UINT32_MAX if there is none. */
uint32_t words_find(str a, const char *needle, uint32_t from);
/* The word without quotes, brackets, stops and commas around it. */
str words_strip(str word);
/* Cuts the next run without white space off *rest; false at the end. */
bool words_next(str *rest, str *word);
bool words_is_capital(str word);   /* begins with an upper-case letter */
bool words_is_all_upper(str word); /* two letters at least, none in lower case */
/* True if all words are capitalised, numbers, or "of", "and", "by" and the like; at most `most`
 * words and at least one capitalised. What bylines and credits look like, and sentences do not. */
bool words_is_name_list(str s, uint32_t most);
/* Does the text end a sentence (stop, question or exclamation mark, closing quotes allowed)? */
bool words_ends_sentence(str s);
/* Number of sentences, roughly: stops followed by white space and a capital, and the end. */
uint32_t words_sentences(str s);
/* A news agency or a house that credits photographs: "AP", "Reuters", "Getty Images". */
bool words_is_agency(str s);

#endif
