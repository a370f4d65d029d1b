/* Tense for the placing of weekdays and months. It is read off the auxiliaries, the Penn tag and,
 * where a form has no tense of its own (infinitives, participles, nouns), off the word above it, a
 * bounded number of times. Words that announce (due, scheduled, ahead of) make a future whatever
 * their own tense. */
#include "code/when/tense.h"

enum { MAX_CLIMB = 8 };

static bool announces(const struct reading *r, uint32_t t) {
    if (lemma_is(r, t, "set") && child_with(r, t, DEP_obj) != NONE)
        return false; /* "set a door on fire" */
    return lemma_in(r, t,
                    "due set schedule expect slate plan likely intend prepare vow pledge promise "
                    "agree invite") ||
           ((operators_of(r, t) & OP_PLAN) != 0 && !lemma_in(r, t, "try attempt"));
}

static bool is_infinitive(const struct reading *r, uint32_t t) {
    for (uint32_t c = r->first_child[t]; c != NONE && c < t; c = r->next_sibling[c])
        if (lemma_is(r, c, "to") &&
            (r->tokens[c].deprel == DEP_mark || r->tokens[c].upos == UPOS_PART))
            return true;
    return false;
}

/* What the auxiliaries and the copula say; TENSE_UNKNOWN if there are none. */
static enum time_tense auxiliary_tense(const struct reading *r, uint32_t t) {
    enum time_tense tense = TENSE_UNKNOWN;
    for (uint32_t c = r->first_child[t]; c != NONE; c = r->next_sibling[c]) {
        enum deprel d = deprel_basic((enum deprel)r->tokens[c].deprel);
        if (d != DEP_aux && d != DEP_cop)
            continue;
        str xpos = lang_xpos(r->coder->model, &r->tokens[c]);
        if (str_is(xpos, "MD"))
            return TENSE_FUTURE;
        if (lemma_is(r, c, "have") || str_is(xpos, "VBD"))
            tense = TENSE_PAST;
        else if (tense == TENSE_UNKNOWN && (str_is(xpos, "VBZ") || str_is(xpos, "VBP")))
            tense = TENSE_PRESENT;
    }
    return tense;
}

/* The tense of a token by its own words; TENSE_UNKNOWN: look above. */
static enum time_tense own_tense(const struct reading *r, uint32_t t) {
    /* due, is scheduled, expected; but "proposed" in the active tells of the past */
    bool is_finite = str_is(lang_xpos(r->coder->model, &r->tokens[t]), "VBD");
    if (!is_noun(r, t) && announces(r, t) && !is_finite &&
        !lemma_in(r, t, "vow pledge promise agree invite"))
        return TENSE_FUTURE;
    enum time_tense tense = auxiliary_tense(r, t);
    if (tense != TENSE_UNKNOWN || is_noun(r, t))
        return tense;
    if (is_infinitive(r, t))
        return TENSE_UNKNOWN;
    str xpos = lang_xpos(r->coder->model, &r->tokens[t]);
    if (str_is(xpos, "VBD"))
        return TENSE_PAST;
    if (str_is(xpos, "VBP") &&
        lemma_in(r, t, "hit burst cut put set shut hurt quit split spread cast thrust let"))
        return TENSE_PAST; /* news that tells when tells what was */
    if (str_is(xpos, "VBZ") || str_is(xpos, "VBP"))
        return TENSE_PRESENT;
    enum deprel d = (enum deprel)r->tokens[t].deprel;
    bool is_reduced = d == DEP_acl || d == DEP_amod || d == DEP_advcl;
    if (str_is(xpos, "VBN") && is_reduced)
        return TENSE_PAST;
    return TENSE_UNKNOWN;
}

static bool looks_ahead(const struct reading *r, uint32_t token) {
    uint32_t marker = is_noun(r, token) ? case_of(r, token) : child_with(r, token, DEP_mark);
    return lemma_in(r, marker, "ahead before until till pending");
}

enum time_tense when_tense(const struct reading *r, uint32_t token) {
    bool is_infinite = false;
    for (int i = 0; i < MAX_CLIMB && token != NONE; i++) {
        enum deprel d = (enum deprel)r->tokens[token].deprel;
        enum time_tense tense = own_tense(r, token);
        if (tense != TENSE_PAST && looks_ahead(r, token))
            return TENSE_FUTURE;
        if (is_infinite && announces(r, token))
            return TENSE_FUTURE;
        if (tense != TENSE_UNKNOWN) {
            bool is_done =
                (operators_of(r, token) & (OP_ASPECT | OP_LIGHT | OP_CAUSE | OP_FAIL)) != 0 ||
                lemma_in(r, token, "try attempt");
            if (is_infinite && tense == TENSE_PAST && !is_done)
                return TENSE_FUTURE;
            return tense;
        }
        if (is_infinitive(r, token)) {
            if (d == DEP_acl || d == DEP_csubj || d == DEP_root)
                return TENSE_FUTURE;
            is_infinite = d == DEP_xcomp;
        }
        token = r->tokens[token].head;
    }
    return TENSE_UNKNOWN;
}
