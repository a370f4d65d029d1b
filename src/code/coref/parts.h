/* Parts of coref.c: what the tree says of a pronoun and a candidate before it (tree.c), and
 * how a candidate is described for the weights of coref.tsv (features.c). Private to them and
 * to their trainer. */
#ifndef HB_CODE_COREF_PARTS_H
#define HB_CODE_COREF_PARTS_H

#include "code/who/who.h"

enum { COREF_CANDIDATES = 128, ANSWER_NONE = 255 };

enum wanted { WANT_PERSON, WANT_MANY, WANT_BODY, WANT_LAND };

/* A pronoun whose antecedent is asked for. */
struct anaphora {
    uint32_t token;
    enum wanted wanted;
    uint32_t likely; /* whom grammar suggests, NONE */
    uint32_t other;  /* the other argument of its verb, whom it can't mean; NONE */
    uint32_t taken;  /* its entity, NONE */
    uint32_t n;      /* candidates, the nearest first */
    uint32_t candidates[COREF_CANDIDATES];
};

/* One answer to each question of coref.tsv, ANSWER_NONE where it does not arise. */
struct coref_view {
    uint8_t answer[ANAPHORA_QUESTIONS];
};

/* Is it a pronoun of the third person, or "the 58-year-old"? Fills all of *out. */
bool coref_begin(const struct reading *r, uint32_t token, struct anaphora *out);
/* Are its candidates weighed by coref.tsv, and by which of its columns? */
static inline bool coref_is_learned(const struct anaphora *a) {
    return a->wanted == WANT_PERSON || a->wanted == WANT_MANY;
}
static inline enum anaphor coref_sort(const struct anaphora *a) {
    return a->wanted == WANT_PERSON ? ANAPHOR_HE : ANAPHOR_THEY;
}
void coref_describe(const struct reading *r, const struct anaphora *a, uint32_t index,
                    struct coref_view *out);
float coref_weigh(const struct anaphora_weights *w, const struct coref_view *v);

/* 1: the mention is known to be of the pronoun's gender, -1: of the other, 0: who knows. */
int coref_agreement(const struct reading *r, uint32_t pronoun, const struct mention *m);

/* ---- tree.c ---- */

bool coref_is_possessive(const struct reading *r, uint32_t t);
/* A pronoun that is not possessive never stands for another argument of its own verb. */
bool coref_is_bound(const struct reading *r, uint32_t pronoun, uint32_t t);
/* "They arrested X and released him": the object of the verb beside which the pronoun's stands. */
bool coref_is_parallel(const struct reading *r, uint32_t pronoun, uint32_t t);
/* "X called on the authorities to …, and they refused": who answers is whom another addressed. */
bool coref_is_answered(const struct reading *r, uint32_t pronoun, uint32_t t);
/* The subject of the verb whose object the pronoun is, also where it stands in a clause above: "X
 * phoned Y to congratulate him"; NONE. */
uint32_t coref_subject_beside(const struct reading *r, uint32_t pronoun);
/* Whom grammar suggests: "NATO said it would …", "the rebels laid down their arms": the subject of
 * the verb of saying over the pronoun's clause, or of the verb whose argument is what belongs to
 * it; NONE. */
uint32_t coref_suggested(const struct reading *r, uint32_t pronoun);
/* "The EU punished Iran for its arrests": whose the deed is for which somebody is judged; "freed
 * the pupils whom rebels held after they were abducted": who undergoes both; NONE. */
uint32_t coref_judged(const struct reading *r, uint32_t pronoun);

/* ---- entity.c ---- */

/* 'm' or 'f' as the word shows, 0 if it does not. */
char coref_word_gender(const struct reading *r, uint32_t t);

#endif
