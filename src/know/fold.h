/* The folded key of a name: what is left when case, accents, punctuation, articles and the usual
 * variants of transliteration fall away, so that al-Sisi, el-Sissi and Elsisi, Qaddafi, Gaddafi and
 * Kadhafi, Zelensky and Zelenskiy meet without listing. */
#ifndef HB_KNOW_FOLD_H
#define HB_KNOW_FOLD_H

#include "base/str.h"

enum { FOLD_MAX = 64 };

/* Writes the key of one token (UTF-8) to out and returns its length in bytes, 0 for a token that
 * falls away (punctuation, "the", "al", "'s"). Longer tokens are cut at FOLD_MAX. */
uint32_t fold_token(str token, char out[FOLD_MAX]);

/* The keys of a name's tokens, split at spaces and hyphens, one behind the other. Returns the
 * length; what goes beyond `size` is left out. */
uint32_t fold_name(str name, char *out, uint32_t size);
/* Hash of a name's letters without case, accents and punctuation; pieces are added one by one,
 * beginning with hash 0. */
uint32_t fold_letters(uint32_t hash, str piece);
/* "al", "el", "the": falls away wherever it stands. */
bool fold_is_article(str token);

/* An acronym (all capitals or digits, 2-7 letters, periods allowed) has a second key that keeps its
 * letters:
 * "=EU" for EU and E.U. Returns 0 if the token is none. */
uint32_t fold_acronym(str token, char out[FOLD_MAX]);

/* Hash of a name as it is written, but for case, spaces and punctuation: tells Cameroon from
 * Cameron where their keys meet. Pieces are added one by one, beginning with hash 0. */
uint32_t fold_exact(uint32_t hash, str piece);

#endif
