/* Bare dates ("… Wednesday") are what a parser trained on other text hangs wrong most often, and
 * newswire puts them in few places: before the finite verb ("parliament Thursday approved"), right
 * behind the verb ("met Friday with"), in front of the sentence ("On Friday, …"), or at the end of
 * the verb's phrase ("killed two people Monday"). So the tree is believed where it gives a verb
 * that word order allows, and word order decides elsewhere. A noun keeps the date where it names an
 * act and is no mere object ("in attacks Sunday", "the slaying of X in January"). Linear in the
 * sentence. */
#include "code/when/owner.h"

enum { MAX_LEFT = 30 };

static bool is_finite(const struct reading *r, uint32_t t) {
    str xpos = lang_xpos(r->coder->model, &r->tokens[t]);
    return str_is(xpos, "VBD") || str_is(xpos, "VBZ") || str_is(xpos, "VBP") || str_is(xpos, "MD");
}

/* The verb that an auxiliary helps. */
static uint32_t full_verb(const struct reading *r, uint32_t t) {
    uint32_t h = r->tokens[t].head;
    enum deprel d = deprel_basic((enum deprel)r->tokens[t].deprel);
    return (d == DEP_aux || d == DEP_cop) && h != NONE ? h : t;
}

bool when_is_act_noun(const struct reading *r, uint32_t t) {
    return is_noun(r, t) && r->word[t] != WORD_NONE && know_frames(r->know, r->word[t], 'n').n > 0;
}

static bool is_reporting(const struct reading *r, uint32_t t) {
    return is_verb(r, t) && (operators_of(r, t) & (OP_REPORT | OP_DENY)) != 0;
}

bool when_is_clausal(const struct reading *r, uint32_t t) {
    if (r->tokens[t].upos != UPOS_VERB || (t > 0 && lemma_in(r, t - 1, "of")))
        return false; /* a memorandum of understanding */
    enum deprel d = (enum deprel)r->tokens[t].deprel;
    return d != DEP_amod && d != DEP_compound && deprel_basic(d) != DEP_aux && d != DEP_cop &&
           d != DEP_case && d != DEP_mark;
}

static bool is_infinitive(const struct reading *r, uint32_t t) {
    return t > 0 && lemma_is(r, t - 1, "to");
}

/* The main verb to the right: the first finite one outside relative clauses. */
static uint32_t verb_to_the_right(const struct reading *r, uint32_t from, uint32_t end) {
    for (uint32_t t = from; t < end; t++) {
        enum deprel own = (enum deprel)r->tokens[t].deprel;
        bool is_bare = r->tokens[t].upos == UPOS_VERB && (own == DEP_root || own == DEP_ccomp) &&
                       !is_infinitive(r, t);
        if (!is_finite(r, t) && !is_bare)
            continue;
        uint32_t v = full_verb(r, t);
        bool is_relative =
            false; /* by its pronoun: a parser that loses a front also finds relatives */
        for (uint32_t k = t; k-- > from && t - k < 4;)
            is_relative |= lemma_in(r, k, "who which that whose where");
        if (!is_relative)
            return v;
    }
    return NONE;
}

/* Is the noun the object of a verb that is no light one? Then the date behind it is the verb's. */
static bool is_mere_object(const struct reading *r, uint32_t noun) {
    uint32_t h = r->tokens[noun].head;
    if (h != NONE && r->tokens[noun].deprel == DEP_nmod && lemma_is(r, case_of(r, noun), "of") &&
        is_noun(r, h)) {
        noun = h; /* a memorandum of understanding */
        h = r->tokens[noun].head;
    }
    enum deprel d = deprel_basic((enum deprel)r->tokens[noun].deprel);
    return d == DEP_obj && h != NONE && is_verb(r, h) &&
           !(operators_of(r, h) & (OP_LIGHT | OP_ASPECT));
}

static uint32_t word_to_the_left(const struct reading *r, uint32_t from, uint32_t begin) {
    for (uint32_t t = from, n = 0; t-- > begin && n < MAX_LEFT; n++) {
        if (when_is_clausal(r, t))
            return t;
        if (when_is_act_noun(r, t) && r->tokens[t].deprel != DEP_compound && !is_mere_object(r, t))
            return t;
    }
    return NONE;
}

/* A present reporting verb leaves its date to what is reported: "police say on Saturday gunmen
 * killed …". */
static uint32_t pass_report(const struct reading *r, uint32_t verb, uint32_t last, uint32_t end) {
    str xpos = lang_xpos(r->coder->model, &r->tokens[verb]);
    if (!is_reporting(r, verb) || str_is(xpos, "VBD") || str_is(xpos, "VBN"))
        return verb;
    uint32_t told = child_with(r, verb, DEP_ccomp);
    if (told == NONE)
        told = verb_to_the_right(r, last > verb ? last : verb + 1, end);
    return told == NONE ? verb : told;
}

static bool is_fronted(const struct reading *r, uint32_t first, uint32_t begin) {
    for (uint32_t t = begin; t < first; t++) {
        enum upos u = (enum upos)r->tokens[t].upos;
        bool is_opening = u == UPOS_PUNCT || u == UPOS_CCONJ || u == UPOS_ADV || u == UPOS_ADP;
        if (!is_opening && !lemma_in(r, t, "also late early later meanwhile elsewhere separately"))
            return false;
    }
    return true;
}

bool when_is_content(const struct reading *r, uint32_t verb, uint32_t left) {
    if (lemma_in(r, verb, "accuse blame suspect"))
        return r->tokens[left].upos == UPOS_VERB;
    bool is_call =
        lemma_is(r, verb, "call") && verb + 1 < r->n_tokens && lemma_in(r, verb + 1, "for on upon");
    return (is_call || lemma_is(r, verb, "invite")) &&
           (lemma_in(r, left,
                     "summit meeting talk conference session rally march protest strike "
                     "demonstration election vote referendum") ||
            (left > 0 && lemma_is(r, left - 1, "to")));
}

static uint32_t by_order(const struct reading *r, uint32_t first, uint32_t last, uint32_t tree) {
    const struct sentence *s = &r->text->sentences[r->sentence[first]];
    uint32_t before = first;
    while (before > s->first && r->tokens[before - 1].upos == UPOS_ADV)
        before--;
    before = before > s->first ? before - 1 : NONE;
    if (is_fronted(r, first, s->first)) {
        uint32_t v = verb_to_the_right(r, last, s->last);
        return v != NONE ? v : tree;
    }
    bool is_participle = before != NONE && before == tree && when_is_clausal(r, before) &&
                         (r->tokens[before].deprel == DEP_acl ||
                          (last < s->last && r->tokens[last].upos == UPOS_AUX));
    if (is_participle) /* "the man arrested Friday was …" */
        return before;
    bool is_noun_dated = before != NONE && before == tree && when_is_act_noun(r, tree);
    if (last < s->last && (is_finite(r, last) || when_is_clausal(r, last)) && !is_noun_dated)
        return full_verb(r, last);
    if (before != NONE && when_is_clausal(r, before))
        return before;
    if (tree != NONE && is_verb(r, tree)) {
        uint32_t left = word_to_the_left(r, first, s->first);
        bool is_before = left != NONE && left > tree && tree < first;
        bool is_closer = is_before && (is_reporting(r, tree) || when_is_content(r, tree, left));
        return is_closer ? left : tree;
    }
    if (tree != NONE && when_is_act_noun(r, tree) && tree < first && !is_mere_object(r, tree))
        return tree;
    uint32_t left = word_to_the_left(r, first, s->first);
    return left != NONE ? left : tree;
}

/* The head of the noun phrase that goes on behind a date: "the July 21 | attacks", "last week's |
 * suicide bombing". */
static uint32_t noun_behind(const struct reading *r, uint32_t last, uint32_t end) {
    uint32_t found = NONE;
    for (uint32_t t = last; t < end && t < last + 6; t++) {
        enum upos u = (enum upos)r->tokens[t].upos;
        if (u == UPOS_NOUN)
            found = t;
        else if (u != UPOS_ADJ && u != UPOS_PROPN && u != UPOS_NUM && !lemma_in(r, t, "-"))
            break;
    }
    return found;
}

uint32_t when_owner(const struct reading *r, uint32_t first, uint32_t core, uint32_t last,
                    uint32_t tree, bool is_before) {
    const struct sentence *s = &r->text->sentences[r->sentence[first]];
    bool is_possessive = last < s->last && lemma_in(r, last, "'s \xe2\x80\x99s '");
    uint32_t led = core > s->first ? core - 1 : NONE;
    bool is_led =
        led != NONE && (r->tokens[led].upos == UPOS_DET || r->tokens[led].upos == UPOS_ADJ ||
                        r->tokens[led].upos == UPOS_PRON);
    is_led |= core < last && lemma_is(r, core, "the");
    if (is_possessive || is_led) {
        uint32_t noun = noun_behind(r, is_possessive ? last + 1 : last, s->last);
        if (noun != NONE && (is_possessive || when_is_act_noun(r, noun)))
            return noun;
    }
    bool is_modifier =
        is_before && tree != NONE && is_noun(r, tree) && tree - last < 8 &&
        (is_possessive || is_led || r->tokens[first].upos == UPOS_NOUN || first == s->first);
    uint32_t owner = is_modifier ? tree : by_order(r, first, last, tree);
    return owner == NONE ? NONE : pass_report(r, owner, last, s->last);
}
