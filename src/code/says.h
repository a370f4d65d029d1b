/* Says: on whose word an act rests; quotes and their speakers. */
#ifndef HB_CODE_SAYS_H
#define HB_CODE_SAYS_H

#include "code/what.h"

/* Finds the quotes of the text and who speaks them; first persons inside resolve to the speaker. To
 * be called before who_prepare. False without memory. */
bool says_quotes(struct reading *r);

enum says_way {
    SAYS_NOBODY,
    SAYS_ACCORDING, /* according to X */
    SAYS_ASIDE,     /* …, X said */
    SAYS_CLAUSE,    /* X said that … */
    SAYS_DENIAL,    /* X denied that … */
    SAYS_REPORT,    /* X's statement that … */
    SAYS_QUOTE      /* "…", where X speaks */
};
struct says_answer {
    uint32_t speaker; /* head token, NONE */
    uint32_t word;    /* said, denied, statement; NONE */
    enum says_way way;
};
/* On whose word the act on `token` rests, and what shows it. */
struct says_answer says_ask(struct reading *r, uint32_t token);

/* Head token of the mention to whom the sentence gives the act, NONE when nobody is named.
 * *is_denial: the speaker denies it. */
uint32_t says_by(struct reading *r, uint32_t token, bool *is_denial);

/* Is the noun a report or claim that somebody denies: "denied reports that …"? */
bool says_denies_report(const struct reading *r, uint32_t noun);

/* "In Saturday's bombings", "of the 2005 blast", "recent protests": a deed that is known before
 * anybody speaks of it, and on nobody's word. */
bool says_is_background(const struct reading *r, uint32_t noun);

/* Does the token stand between quotation marks? */
bool says_is_quoted(const struct reading *r, uint32_t token);

#endif
