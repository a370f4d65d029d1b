/* Words of sentences, compared without grammar: what two tellings of one matter have in common. */
#ifndef HB_PICTURE_WORDS_H
#define HB_PICTURE_WORDS_H

#include "base/str.h"

/* Words that carry meaning, of four letters and more, which two texts have in common, by their
 * first five letters. */
uint32_t words_shared(str a, str b);
/* How many such words a text has. */
uint32_t words_count(str s);
/* Does one of the phrases (split by '|', in lower case) begin at a word of the text, in any case?
 */
bool phrases_have(str s, const char *phrases);

#endif
