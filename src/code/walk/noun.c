/* The arguments of a noun that carries an act: what hangs on it, what its light verb has, whose
 * plan it is, of whom it is said. */
#include "code/walk/parts.h"

/* Passes a noun upward through "a series of", "the start of", conjunction. */
static uint32_t noun_top(const struct reading *r, uint32_t noun) {
    for (int i = 0; i < MAX_CLIMB; i++) {
        uint32_t head = r->tokens[noun].head;
        enum deprel d = (enum deprel)r->tokens[noun].deprel;
        if (head == NONE)
            return noun;
        bool is_part = deprel_basic(d) == DEP_nmod && lemma_is(r, case_of(r, noun), "of") &&
                       (r->tokens[head].upos == UPOS_NUM ||
                        lemma_in(r, head,
                                 "most some many several few half majority dozen hundred series "
                                 "round start end beginning wave spate day week month "
                                 "campaign string day one part type kind number possibility "
                                 "prospect idea threat form act resumption continuation"));
        bool is_example = deprel_basic(d) == DEP_nmod && is_noun(r, head) &&
                          lemma_in(r, case_of(r, noun), "include including like such");
        if ((d == DEP_conj && is_noun(r, head)) || is_part || is_example)
            noun = head;
        else
            return noun;
    }
    return noun;
}

/* "Face sanctions", "escaped from a bombing", "came under fire": the subject undergoes it. */
static bool is_undergone(const struct reading *r, uint32_t verb, uint32_t noun) {
    enum deprel d = deprel_basic((enum deprel)r->tokens[noun].deprel);
    uint32_t marker = case_of(r, noun);
    if (lemma_in(r, verb, "survive escape flee dodge evade"))
        return d == DEP_obj || lemma_is(r, marker, "from");
    if (lemma_in(r, verb,
                 "face suffer undergo avoid fear sustain incur endure withstand repel repulse draw "
                 "attract "
                 "elicit earn garner"))
        return d == DEP_obj;
    return d == DEP_obl && lemma_is(r, marker, "under") &&
           lemma_in(r, verb, "come fall be remain stay get");
}

/* "There was criticism from Kyiv", "faced anger from Paris": what the tree hangs on the verb is
 * whose the noun is. */
static void add_source(const struct reading *r, uint32_t verb, struct arguments *out) {
    for (uint32_t c = r->first_child[verb]; c != NONE; c = r->next_sibling[c]) {
        uint32_t marker = case_of(r, c);
        if (deprel_basic((enum deprel)r->tokens[c].deprel) == DEP_obl &&
            lemma_in(r, marker, "from by among"))
            walk_add(out, walk_preposition(r, r->lemma[marker]), c, 1);
    }
}

/* "called the deal painful", "what residents called the heaviest attack": it is named, not called.
 */
static bool is_named(const struct reading *r, uint32_t verb) {
    uint32_t head = r->tokens[verb].head;
    if (!lemma_is(r, verb, "call"))
        return false;
    bool is_fused = deprel_basic((enum deprel)r->tokens[verb].deprel) == DEP_acl && head != NONE &&
                    lemma_is(r, head, "what");
    return is_fused || child_with(r, verb, DEP_xcomp) != NONE;
}

bool walk_is_answered(const struct reading *r, uint32_t noun) {
    uint32_t marker = case_of(r, noun);
    return marker != NONE && marker > 0 && lemma_in(r, marker, "for to against") &&
           lemma_in(r, marker - 1,
                    "retaliation revenge reprisal response reaction retribution vengeance payback "
                    "answer punishment");
}

static void noun_from_governor(const struct reading *r, uint32_t noun, struct arguments *out) {
    uint32_t top = noun_top(r, noun);
    uint32_t verb = r->tokens[top].head;
    enum deprel d = deprel_basic((enum deprel)r->tokens[top].deprel);
    if (verb != NONE && lemma_is(r, verb, "responsible") && lemma_is(r, case_of(r, top), "for"))
        walk_add(out, walk_role(ROLE_SUBJ), walk_subject(r, verb), 1);
    if (verb != NONE && lemma_in(r, verb, "target subject victim object") &&
        lemma_is(r, case_of(r, top), "of"))
        walk_add(out, walk_preposition(r, STR("on")), walk_own_subject(r, verb), 1);
    if (verb != NONE && lemma_in(r, verb, "target victim") && lemma_is(r, case_of(r, top), "of") &&
        r->tokens[verb].deprel == DEP_nsubj && child_with(r, r->tokens[verb].head, DEP_cop) != NONE)
        walk_add(out, walk_preposition(r, STR("on")), r->tokens[verb].head, 1);
    if (verb != NONE && is_noun(r, verb) && lemma_in(r, case_of(r, verb), "in at") &&
        lemma_in(r, case_of(r, top), "for on") && child_with(r, verb, DEP_cop) != NONE &&
        !walk_is_answered(r, noun))
        walk_add(out, walk_role(ROLE_SUBJ), walk_own_subject(r, verb), 1); /* is in X for talks */
    if (verb == NONE || !is_verb(r, verb) || walk_is_answered(r, noun))
        return;
    if (lemma_in(r, verb, "flee escape") &&
        lemma_in(r, noun, "fighting war violence conflict clash unrest fight battle"))
        return; /* who flees a war takes no part in it */
    if (is_undergone(r, verb, top)) {
        walk_add(out, walk_preposition(r, STR("on")), walk_subject(r, verb), 1);
        walk_add(out, walk_preposition(r, STR("against")), walk_subject(r, verb), 1);
        add_source(r, verb, out);
        return;
    }
    if (lemma_is(r, verb, "be") && child_with(r, verb, DEP_expl) != NONE) {
        add_source(r, verb, out);
        return;
    }
    if (lemma_in(r, verb,
                 "fear dread ignore defy flout violate breach resist brief inform")) /* another's */
        return;
    if (d == DEP_obj && is_named(r, verb))
        return;
    uint32_t operators = operators_of(r, verb);
    bool is_object = d == DEP_obj || r->tokens[top].deprel == DEP_nsubj_pass;
    bool is_gap = false;
    uint32_t marker = case_of(r, top);
    bool is_oblique = d == DEP_obl &&
                      lemma_in(r, marker, "in into at during on to for with through by") &&
                      !(lemma_is(r, marker, "for") && lemma_in(r, verb, "wait hope pray look"));
    if (!is_object && !is_oblique && !is_gap)
        return;
    bool is_cut_short =
        lemma_is(r, verb, "cut") && verb + 1 < r->n_tokens && lemma_is(r, verb + 1, "short");
    uint32_t wanted = OP_LIGHT | OP_WANT | OP_PLAN | OP_CAUSE | OP_ASPECT | OP_DENY;
    if (!(operators & wanted) && !is_oblique && !is_cut_short)
        return;
    if (is_object && (operators & OP_LIGHT))
        out->light = verb;
    bool is_light = (operators & (OP_LIGHT | OP_ASPECT)) != 0 || /* "helped with a gift of" */
                    (lemma_is(r, marker, "with") &&
                     lemma_in(r, noun, "contribution donation gift grant pledge loan"));
    walk_add(out, walk_role(ROLE_SUBJ), walk_subject(r, verb), is_oblique && !is_light ? 2 : 1);
    if (is_object || is_light)
        walk_add_prepositional(r, verb, out, 1);
}

/* A word of the clause and not of the noun phrase behind it. */
static bool is_clause_word(const struct reading *r, uint32_t t) {
    enum deprel d = deprel_basic((enum deprel)r->tokens[t].deprel);
    return d == DEP_nsubj || d == DEP_obl || d == DEP_aux || d == DEP_cop ||
           (is_verb(r, t) && d != DEP_amod && d != DEP_compound);
}

/* "Is a critic of", "has become the target", "are on alert": the subject of a noun that is said of
 * somebody. */
static void add_predicate_subject(const struct reading *r, uint32_t noun, struct arguments *out) {
    uint32_t subject = child_with(r, noun, DEP_cop) != NONE ? walk_own_subject(r, noun) : NONE;
    uint32_t head = r->tokens[noun].head, mark = child_with(r, noun, DEP_mark);
    if (subject == NONE && lemma_in(r, mark, "while when") && head != NONE && is_noun(r, head))
        subject = head; /* "the president while meeting with …", a caption */
    if (subject == NONE && head != NONE && r->tokens[noun].deprel == DEP_appos &&
        lemma_in(r, noun, "critic opponent"))
        subject = head; /* "a pastor, a critic of the president" */
    if (subject == NONE && head != NONE && r->tokens[noun].deprel == DEP_xcomp &&
        lemma_in(r, head, "become remain be stay"))
        subject = walk_subject(r, head);
    if (subject == NONE || lemma_in(r, subject, "it this that there"))
        return;
    bool is_under = lemma_is(r, case_of(r, noun), "under") ||
                    (lemma_is(r, noun, "trial") && lemma_is(r, case_of(r, noun), "on"));
    walk_add(out, is_under ? walk_preposition(r, STR("against")) : walk_role(ROLE_SUBJ), subject,
             0);
}

/* "A complaint with the court | against X": whom it is against was hung on where it was brought. */
static void add_inner_opponent(const struct reading *r, uint32_t noun, struct arguments *out) {
    for (uint32_t c = r->first_child[noun]; c != NONE; c = r->next_sibling[c])
        for (uint32_t k = r->first_child[c]; c > noun && k != NONE; k = r->next_sibling[k])
            if (lemma_in(r, case_of(r, c), "with in to at before by") &&
                r->tokens[k].deprel == DEP_nmod && lemma_is(r, case_of(r, k), "against"))
                walk_add(out, walk_preposition(r, STR("against")), k, 0);
}

/* The last that stands behind a noun as its modifier or apposition, NONE. */
static uint32_t last_modifier(const struct reading *r, uint32_t noun) {
    uint32_t last = NONE;
    for (uint32_t c = r->first_child[noun]; c != NONE; c = r->next_sibling[c])
        if (c > noun && (r->tokens[c].deprel == DEP_nmod || r->tokens[c].deprel == DEP_appos))
            last = c;
    return last;
}

/* "The arrest of X | by police": the agent that was hung on the one who undergoes it. */
static void add_inner_agent(const struct reading *r, uint32_t noun, struct arguments *out) {
    for (uint32_t c = r->first_child[noun]; c != NONE; c = r->next_sibling[c]) {
        bool is_undergoer = c > noun && (lemma_in(r, case_of(r, c), "of on against") ||
                                         r->tokens[c].deprel == DEP_appos);
        uint32_t below = is_undergoer ? c : NONE;
        for (int i = 0; i < 3 && below != NONE; i++) {
            uint32_t next = last_modifier(r, below);
            if (next != NONE && lemma_is(r, case_of(r, next), "by"))
                walk_add(out, walk_preposition(r, STR("by")), next, 0);
            below = next;
        }
    }
}

/* "Months of threats | by the president": the phrase right behind the noun, hung on a verb that is
 * no passive. */
static void add_next_agent(const struct reading *r, uint32_t noun, struct arguments *out) {
    uint32_t marker = noun + 1;
    if (marker >= r->n_tokens || r->sentence[marker] != r->sentence[noun] ||
        !str_is(r->tokens[marker].form, "by") || r->tokens[marker].deprel != DEP_case)
        return;
    uint32_t agent = r->tokens[marker].head, verb = agent == NONE ? NONE : r->tokens[agent].head;
    if (agent != NONE && is_noun(r, agent) && agent > marker && verb != NONE && verb < noun &&
        is_verb(r, verb) && !is_passive(r, verb))
        walk_add(out, walk_preposition(r, STR("by")), agent, 0);
}

/* "A gift of ten million | to the agency", "the easing of sanctions | on Norway": to whom, against
 * and with whom it is was hung on what it is of. */
static void add_inner_party(const struct reading *r, uint32_t noun, struct arguments *out) {
    for (uint32_t c = r->first_child[noun]; c != NONE; c = r->next_sibling[c]) {
        if (c < noun || r->tokens[c].deprel != DEP_nmod || !lemma_is(r, case_of(r, c), "of"))
            continue;
        for (uint32_t k = r->first_child[c]; k != NONE; k = r->next_sibling[k])
            if (k > c && r->tokens[k].deprel == DEP_nmod &&
                lemma_in(r, case_of(r, k), "to for on with against between"))
                walk_add(out, walk_preposition(r, r->lemma[case_of(r, k)]), k, 1);
    }
}

/* "Died in the attack, reportedly carried out by X": a participle right behind the noun, wherever
 * it hangs. */
static void add_late_agent(const struct reading *r, uint32_t noun, struct arguments *out) {
    uint32_t high = r->text->sentences[r->sentence[noun]].last, t = noun + 1;
    while (t < high && (r->tokens[t].upos == UPOS_PUNCT || r->tokens[t].upos == UPOS_ADV))
        t++;
    if (t < high && t > noun + 1 && is_verb(r, t) && r->tokens[t].deprel == DEP_advcl &&
        is_passive(r, t))
        walk_add(out, walk_role(ROLE_SUBJ), walk_own_agent(r, t), 0);
}

static uint32_t own_oblique(const struct reading *r, uint32_t verb) {
    for (uint32_t c = r->first_child[verb]; c != NONE; c = r->next_sibling[c])
        if (deprel_basic((enum deprel)r->tokens[c].deprel) == DEP_obl &&
            lemma_in(r, case_of(r, c), "to on"))
            return c;
    return NONE;
}

/* "The attacks that X carried out", "in which X took part": who does the act by the clause about
 * it. */
static void add_relative_doer(const struct reading *r, uint32_t noun, uint32_t verb,
                              struct arguments *out) {
    uint32_t subject = walk_own_subject(r, verb);
    if (is_passive(r, verb))
        subject = walk_own_agent(r, verb);
    if (subject == NONE || subject == noun || !is_verb(r, verb) ||
        !(operators_of(r, verb) & OP_LIGHT))
        return;
    walk_add(out, walk_role(ROLE_SUBJ), subject, 0);
    walk_add_prepositional(r, verb, out, 1);
}

/* "Youth-led demonstrations", "the opposition-organized march": who leads them, no name of the
 * tables. */
static void add_leader(const struct reading *r, uint32_t participle, struct arguments *out) {
    bool is_led = participle > 1 && lemma_in(r, participle, "lead organize organise") &&
                  str_is(r->tokens[participle - 1].form, "-") && is_noun(r, participle - 2) &&
                  r->hit_at[participle - 2] == NONE;
    if (is_led)
        walk_add(out, walk_role(ROLE_MOD), participle - 2, 0);
}

/* What hangs on the noun itself: owners, modifiers, participles and clauses. */
static void add_dependent(const struct reading *r, uint32_t noun, uint32_t c,
                          struct arguments *out) {
    enum deprel d = (enum deprel)r->tokens[c].deprel;
    if (d == DEP_nmod_poss) {
        walk_add(out, walk_role(ROLE_POSS), walk_resolve_relative(r, noun, c), 0);
    } else if (d == DEP_compound || d == DEP_amod || d == DEP_nmod_desc || d == DEP_nmod_unmarked) {
        walk_add(out, walk_role(ROLE_MOD), c, 0);
        if (d == DEP_amod)
            add_leader(r, c, out);
        if (d == DEP_compound) /* "a (rebel rocket) attack" */
            walk_add(out, walk_role(ROLE_MOD), child_with(r, c, DEP_compound), 0);
    } else if (d == DEP_acl && is_passive(r, c)) { /* talks held by, an attack blamed on */
        bool is_blamed = lemma_in(r, c, "blame ascribe attribute pin");
        walk_add(out, walk_role(ROLE_SUBJ), is_blamed ? own_oblique(r, c) : walk_own_agent(r, c),
                 0);
        walk_add_prepositional(r, c, out, 1);
    }
    if (d == DEP_acl_relcl)
        add_relative_doer(r, noun, c, out);
    if (d == DEP_nsubj && c < noun) /* "is a critic of", a verb that was taken for a noun */
        walk_add(out, walk_role(ROLE_SUBJ), walk_resolve_relative(r, noun, c), 1);
}

/* "A plan to go", "a claim that they went", "calls for voters to reject": a clause below a noun. */
static void add_clause(const struct reading *r, uint32_t c, struct arguments *out) {
    uint32_t mark = child_with(r, c, DEP_mark);
    if (lemma_is(r, mark, "for"))
        walk_add(out, walk_preposition(r, STR("for")), walk_own_subject(r, c), 0);
    if (is_verb(r, c) && walk_is_infinitive(r, c))
        walk_add(out, walk_role(ROLE_XCOMP), c, 0);
    else if (is_verb(r, c) && lemma_is(r, mark, "that"))
        walk_add(out, walk_role(ROLE_CCOMP), c, 0);
}

/* Names of the tables inside the noun phrase, however deep they hang. */
static void add_names_before(const struct reading *r, uint32_t noun, struct arguments *out) {
    for (uint32_t t = noun; t > 0 && noun - t < 6 && r->sentence[t - 1] == r->sentence[noun]; t--) {
        uint32_t up = r->tokens[t - 1].head;
        bool is_inside = up != NONE && up <= noun && up + 6 > noun &&
                         r->tokens[t - 1].deprel != DEP_case && !is_clause_word(r, t - 1);
        if (!is_inside)
            return;
        enum deprel d = (enum deprel)r->tokens[t - 1].deprel;
        bool is_of_participle = str_is(r->tokens[t].form, "-") && t + 1 < noun &&
                                walk_is_participle(r, t + 1) && /* the NATO-backed ouster */
                                !lemma_in(r, t + 1, "lead head run command organize launch");
        if (r->hit_at[t - 1] != NONE && (d == DEP_compound || d == DEP_amod) && !is_of_participle)
            walk_add(out, walk_role(ROLE_MOD), t - 1, 0);
    }
}

/* "Russian raids and shelling": what the first of two nouns has serves the second. */
static void add_from_first(const struct reading *r, uint32_t first, struct arguments *out) {
    walk_add(out, walk_role(ROLE_POSS), child_with(r, first, DEP_nmod_poss), 1);
    for (uint32_t c = r->first_child[first]; c != NONE; c = r->next_sibling[c])
        if (r->tokens[c].deprel == DEP_amod && c < first)
            walk_add(out, walk_role(ROLE_MOD), c, 1);
}

/* "Freed three women | in exchange | for 90 prisoners": what the tree hangs beside the noun. */
static void add_price(const struct reading *r, uint32_t noun, struct arguments *out) {
    uint32_t head = r->tokens[noun].head;
    if (head == NONE || !lemma_in(r, noun, "exchange return") ||
        !lemma_is(r, case_of(r, noun), "in"))
        return;
    for (uint32_t c = r->first_child[head]; c != NONE; c = r->next_sibling[c])
        if (c > noun && case_of(r, c) == noun + 1 && lemma_is(r, noun + 1, "for"))
            walk_add(out, walk_preposition(r, STR("for")), c, 0);
}

void walk_noun(const struct reading *r, uint32_t noun, struct arguments *out) {
    uint32_t head = r->tokens[noun].head;
    enum deprel link = (enum deprel)r->tokens[noun].deprel;
    out->light = NONE;
    for (uint32_t c = r->first_child[noun]; c != NONE; c = r->next_sibling[c]) {
        add_dependent(r, noun, c, out);
        if (r->tokens[c].deprel == DEP_acl && c > noun)
            add_clause(r, c, out);
        if (r->tokens[c].deprel == DEP_acl && lemma_in(r, c, "involve include"))
            walk_add(out, walk_role(ROLE_POSS), walk_own_object(r, c), 0);
    }
    add_names_before(r, noun, out);
    walk_add_prepositional(r, noun, out, 0);
    add_price(r, noun, out);
    add_predicate_subject(r, noun, out);
    add_inner_agent(r, noun, out);
    add_inner_opponent(r, noun, out);
    add_inner_party(r, noun, out);
    add_late_agent(r, noun, out);
    add_next_agent(r, noun, out);
    if (head != NONE && link == DEP_conj && is_noun(r, head))
        add_from_first(r, head, out);
    if (head != NONE && link == DEP_compound)
        walk_add(out, walk_role(ROLE_HEAD), head, 0);
    if (link != DEP_appos || head == NONE)
        noun_from_governor(r, noun, out);
}
