/* Mends tags and trees by what the grammar of the treebanks always has, before and after the
 * parser. */
#ifndef HB_LANG_MEND_H
#define HB_LANG_MEND_H

#include "lang/tagger.h"

enum { LONGEST_MENDED = 200 }; /* tokens of a sentence */

/* A sentence of running text without any finite verb has one in the first past form behind a noun,
 * whatever the tagger took it for: "Protesters called (VBN → VBD) for his resignation", "police
 * shot (NN → VBD) two men". A past form between names is no participle, a capital between a capital
 * and a verb no verb. Linear in tokens. False without memory. */
bool mend_tags(const struct tagger *g, struct arena *a, struct text *t);

/* Before mend_presents: the verb of a headline that the tagger took for a noun, "Russia bombs
 * Kharkiv". Linear in tokens. False without memory. */
bool mend_title_verbs(const struct tagger *g, struct arena *a, struct text *t);

/* Is the lower-case form one of the presents that headlines are full of? */
bool mend_is_headline_verb(str lower);

/* Before mend_tags and the parser: words of news that are always nouns, and a verb of the third
 * person in a sentence that has no other verb. Linear in tokens. False without memory. */
bool mend_presents(const struct tagger *g, struct arena *a, struct text *t);

/* After the parser and before the names are found: all that follow, in their order. False without
 * memory. */
bool mend_parsed(const struct tagger *g, struct arena *a, struct text *t);

/* After the parser: the mark that ends a sentence hangs on its root; "be" under what is no verb is
 * a copula. Linear in tokens. */
void mend_trees(struct text *t);

/* After the parser: a finite verb that hangs on a noun before it without a subject of its own takes
 * that noun as its subject and stands in its place. Sentences of up to 200 tokens; linear in them
 * but for the few that are mended. */
void mend_clauses(const struct tagger *g, struct text *t);

/* After the parser: a finite verb that hangs as a modifier in a sentence whose root is a noun is
 * the root. Linear in tokens. */
void mend_roots(const struct tagger *g, struct text *t);

/* After the parser: a noun with a subject and nothing that a noun has is a verb, and gets a verb's
 * tag and lemma; a participle behind an auxiliary takes the place of the noun it was hung on.
 * False without memory. */
bool mend_verbs(const struct tagger *g, struct arena *a, struct text *t);

/* After the parser: a verb that is a subject is a noun, a second subject the place of the first, a
 * phrase without a preposition the object that its verb lacks. Linear in tokens but for the few
 * that are mended. False without memory. */
bool mend_arguments(const struct tagger *g, struct arena *a, struct text *t);

/* What a noun of a deed governs: "the arrest of a priest | by police", "the seizure by Iran | of a
 * tanker". O(tokens of a sentence) for each of its nouns. False without memory. */
bool mend_deeds(const struct tagger *g, struct arena *a, struct text *t);

/* What the forms of two words say of each other: a past is joined to no gerund, who is told not to
 * do is an object, a number stands under what it counts. Sentences of up to 200 tokens; linear in
 * them but for the few that are mended. False without memory. */
bool mend_forms(const struct tagger *g, struct arena *a, struct text *t);

/* The finite verb behind an insertion is the sentence's, where a noun was taken for its head: "The
 * chancellor, X, | disagreed". Sentences of up to 200 tokens; linear in them but for verbs without
 * a subject in a sentence whose root is a noun. False without memory. */
bool mend_lost(const struct tagger *g, struct arena *a, struct text *t);

/* A verb behind "by" is no agent: "rebels backed by Turkey control the crossing". Linear in tokens,
 * but for the sentences that are mended. */
void mend_agents(struct text *t);

/* What stands behind a noun and is the noun's own: "after the coup | in July", "an attack on X |
 * that killed". Sentences of up to 200 tokens; linear in them but for those that are mended. */
void mend_behind(struct text *t);

/* Where a phrase of news reaches to: "talks on Sunday | with X", "a plot by soldiers | to kill",
 * "after gangs | set fire". Sentences of up to 200 tokens; linear in them but for those that are
 * mended. */
void mend_reaches(const struct tagger *g, struct text *t);

/* A finite verb behind a conjunction has what stands between them for its subject: "when forces
 * loyal to X | opened fire". Sentences of up to 200 tokens; linear in them but for verbs without a
 * subject. False without memory. */
bool mend_subordinates(const struct tagger *g, struct arena *a, struct text *t);

/* What "and" joins: "burned posters, and a union | called for a boycott". Sentences of up to 200
 * tokens; linear in them but for those that are mended. False without memory. */
bool mend_lists(const struct tagger *g, struct arena *a, struct text *t);

/* Words of time and place that swallowed a clause or its subject: "a day after gunmen | stormed
 * out", "on Sunday night | thousands ignored". Sentences of up to 200 tokens; linear in them but
 * for those that are mended. */
void mend_scenes(const struct tagger *g, struct text *t);

/* "Turkey to send troops": the infinitive of a headline is its main verb; "Armenia, Azerbaijan |
 * trade fire": two that it lists are its subject. Linear in tokens. */
void mend_headlines(const struct tagger *g, struct text *t);

/* The verb of a sentence whose subject or day was taken for its head. */
void mend_mains(const struct tagger *g, struct text *t);

/* Verbs and predicates that hang on the wrong word: whose deed the second of two is. */
void mend_joints(const struct tagger *g, struct text *t);

/* A clause between commas behind the subject ("the group, led by X, | called") is not the
 * sentence's: the verb behind it is. Linear in tokens, but for the sentences that are mended. */
void mend_insertions(struct text *t);

/* A verb in the past joined to one of saying in the present belongs to what is said; a perfect
 * without "been" is active. Sentences of up to 200 tokens; linear in them but for the few that are
 * mended. */
void mend_tenses(const struct tagger *g, struct text *t);

/* A phrase that reaches into the clause behind it, or ends before its list does: "since rebels |
 * rose up", "A, B and C say". Linear in tokens, but for the few that are mended. False without
 * memory. */
bool mend_bounds(const struct tagger *g, struct arena *a, struct text *t);

/* Who is named behind the last comma of a statement and says no more is its speaker: "…, the mayor
 * of Santiago, X, said on Monday." Linear in tokens, but for the sentences that are mended. */
void mend_attributions(const struct tagger *g, struct text *t);

/* After the names are found: "sent to Haiti | 400 officers", an object behind a phrase that was
 * taken for its end. Sentences of up to 200 tokens; linear in them but for those that are mended.
 */
void mend_shifts(struct text *t);

/* After the names are found: a person's name that hangs flat under the word before it ("Turkish
 * President X") takes its place. Linear in tokens, but for the sentences that are mended. */
void mend_names(struct text *t);

/* After both: noun phrases end where a preposition, a possessive pronoun or the last comma before a
 * verb of saying says so. Linear in tokens but for verbs of saying without a subject. */
void mend_phrases(const struct tagger *g, struct text *t);

/* After all others: every sentence has one root and no circle. Linear in tokens. False without
 * memory. */
bool mend_to_tree(struct arena *a, struct text *t);

#endif
