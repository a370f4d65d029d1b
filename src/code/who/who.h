/* Who: the country, body and sector of a noun phrase, by composition; entities through the report.
 */
#ifndef HB_CODE_WHO_H
#define HB_CODE_WHO_H

#include "code/reading.h"

/* Finds the story's country, then resolves every nominal of the report in order, so that names are
 * known before the pronouns that follow them. False without memory. */
bool who_prepare(struct reading *r);

/* The mention headed at `token` (made on first asking). Never NULL once who_prepare succeeded;
 * unknown parties have place "---", as has whoever is asked for while his own mention is made. The
 * pointer holds until the next call that makes a mention. */
const struct mention *who_mention(struct reading *r, uint32_t token);

/* Heads of all the parties that an argument names: its conjuncts, what "of" or "between" hold, NP
 * heads below quantity nouns. Returns how many (at most `limit`). */
uint32_t who_expand(struct reading *r, uint32_t token, uint32_t *heads, uint32_t limit);

/* Places of the other owners that share a noun: "envoys from Israel and Syria", "Indian and Chinese
 * soldiers" have one head and two countries. Returns how many beside the first (at most `limit`).
 */
uint32_t who_other_owners(struct reading *r, uint32_t token, str *places, uint32_t limit);
/* Adds to n places those of a pair that owns the mention: "the leaders of the two countries". */
uint32_t who_pair_owners(struct reading *r, uint32_t token, str *places, uint32_t n,
                         uint32_t limit);
/* What "the two leaders", "the two armies" are of their states: GOV, MIL; "" of sides. */
str who_pair_sector(const struct reading *r, uint32_t head);
/* "The two sides" where no two were named together: the two states that the report has named most
 * before, if no third is named as often, else a state and the rebels in it ("SSD", "SSD-REB"). */
bool who_two_sides(struct reading *r, uint32_t token, str sides[2]);
/* "X met Y. The two men …": two who stand apart. */
bool who_two_apart(struct reading *r, uint32_t token, uint32_t two[2]);
/* The head of those for whom a plural pronoun or "both leaders" stands, NONE. */
uint32_t who_antecedent(struct reading *r, uint32_t token);
/* Of what a quantity is: "dozens of protesters", "more than 400 prisoners"; NONE. */
uint32_t who_under_quantity(const struct reading *r, uint32_t token);
/* PLACE-SECTOR, in the arena. */
str who_code(struct reading *r, str place, str sector);

/* The same without making one: nothing is remembered where nobody asked before. */
struct mention who_look(struct reading *r, uint32_t token);

/* A mention as a party of an event. */
struct party who_party(struct reading *r, uint32_t token);

/* Phrase of a noun: determiners, modifiers, flat parts; not its relative clauses or appositions. */
void who_extent(const struct reading *r, uint32_t head, uint32_t *first, uint32_t *last);

/* Coreference (coref.c): the token whose mention a pronoun stands for, NONE. */
uint32_t coref_antecedent(struct reading *r, uint32_t pronoun);
/* Why a pronoun took its antecedent: the answers of coref.tsv by which that stood out most. */
enum { COREF_REASONS = 3 };
struct coref_reason {
    enum anaphora_question question;
    uint32_t answer;
    float weight; /* above the mean of the candidates */
};
/* Returns how many, the strongest first; 0 where rules chose. */
uint32_t coref_reasons(const struct reading *r, uint32_t pronoun, uint32_t antecedent,
                       struct coref_reason out[COREF_REASONS]);
/* "The 58-year-old": stands for somebody as a pronoun does. */
bool coref_is_age(const struct reading *r, uint32_t t);
/* The entity of a mention: found by table actor, full name or last name; else made. */
uint32_t entity_of(struct reading *r, const struct mention *m);
/* 'm' or 'f' as the words of a mention show, 0 if they do not. */
char mention_gender(const struct reading *r, const struct mention *m);
/* An earlier entity of the report with this last name (lower case), NONE. */
uint32_t entity_by_last_name(const struct reading *r, str last_name);

#endif
