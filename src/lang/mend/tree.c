/* The order of the mends, and the last word after them: what leaves the room is a tree. Each mend
 * sees a few words; two of them may, on words in an order that neither expects, close a circle or
 * leave two roots, and whoever walks the tree would never come back. Every token climbs until it
 * meets the root, a token known to be good, or its own path; there the circle is cut. Each token is
 * passed at most twice.
 */
#include "lang/mend/mend.h"

enum { UNKNOWN, ON_PATH, GOOD };

static uint32_t single_root(struct token *tokens, uint32_t first, uint32_t last) {
    uint32_t root = TOKEN_NONE;
    for (uint32_t i = first; i < last; i++) {
        if (tokens[i].head != TOKEN_NONE && (tokens[i].head < first || tokens[i].head >= last))
            tokens[i].head = TOKEN_NONE; /* a head in another sentence is none */
        if (tokens[i].head != TOKEN_NONE)
            continue;
        if (root == TOKEN_NONE) {
            tokens[i].deprel = DEP_root; /* mends climb by relations: only this one has no head */
            root = i;
            continue;
        }
        tokens[i].head = root;
        tokens[i].deprel = DEP_parataxis;
    }
    return root;
}

static void cut_circles(struct token *tokens, uint32_t first, uint32_t last, uint32_t *root,
                        uint8_t *state) {
    for (uint32_t i = first; i < last; i++) {
        uint32_t at = i;
        while (at != TOKEN_NONE && state[at - first] == UNKNOWN) {
            state[at - first] = ON_PATH;
            at = tokens[at].head;
        }
        if (at != TOKEN_NONE && state[at - first] == ON_PATH) {
            tokens[at].head = *root;
            tokens[at].deprel = *root == TOKEN_NONE ? DEP_root : DEP_dep;
            *root = *root == TOKEN_NONE ? at : *root;
        }
        for (at = i; at != TOKEN_NONE && state[at - first] == ON_PATH; at = tokens[at].head)
            state[at - first] = GOOD;
    }
}

bool mend_to_tree(struct arena *a, struct text *t) {
    uint32_t longest = 1;
    for (uint32_t s = 0; s < t->n_sentences; s++) {
        uint32_t n = t->sentences[s].last - t->sentences[s].first;
        longest = n > longest ? n : longest;
    }
    uint8_t *state = ARENA_NEW(a, uint8_t, longest);
    for (uint32_t s = 0; state && s < t->n_sentences; s++) {
        uint32_t first = t->sentences[s].first, last = t->sentences[s].last;
        memset(state, UNKNOWN, last - first);
        uint32_t root = single_root(t->tokens, first, last);
        cut_circles(t->tokens, first, last, &root, state);
    }
    return state != NULL;
}

bool mend_parsed(const struct tagger *g, struct arena *a, struct text *t) {
    mend_roots(g, t);
    if (!mend_to_tree(a, t)) /* the mends that follow climb it */
        return false;
    mend_clauses(g, t);
    mend_trees(t);
    mend_phrases(g, t);
    if (!mend_to_tree(a, t) || !mend_verbs(g, a, t) || !mend_arguments(g, a, t) ||
        !mend_deeds(g, a, t))
        return false;
    mend_mains(g, t);
    mend_headlines(g, t);
    mend_joints(g, t);
    if (!mend_forms(g, a, t))
        return false;
    mend_agents(t);
    mend_insertions(t);
    mend_tenses(g, t);
    if (!mend_bounds(g, a, t))
        return false;
    mend_attributions(g, t);
    mend_behind(t);
    mend_reaches(g, t);
    mend_scenes(g, t);
    return mend_to_tree(a, t) && mend_subordinates(g, a, t) && mend_lists(g, a, t) &&
           mend_to_tree(a, t) && mend_lost(g, a, t);
}
