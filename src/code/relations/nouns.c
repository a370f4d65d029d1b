/* What nouns say of standing facts: support and its givers ("with the help of Russia", "in support
 * of X", "support from Y"), control ("X's control of Y", "took control of", "under the control
 * of"), kin and foes ("an ally of X", "X's rival Y"), alliances, and the prefixes pro- and anti-.
 */
#include "code/relations/parts.h"

static const struct fact backs = {RELATION_BACKS, CHANGE_NONE};
static const struct fact allied = {RELATION_ALLIED, CHANGE_NONE};

/* The verb that a noun is the object of, or hangs on behind a preposition; NONE. */
static uint32_t verb_above(const struct reading *r, uint32_t noun) {
    uint32_t up = r->tokens[noun].head;
    while (up < noun && r->tokens[noun].deprel == DEP_conj) {
        noun = up;
        up = r->tokens[noun].head;
    }
    return up != NONE && is_verb(r, up) ? up : NONE;
}

/* ---- support ---- */

static bool from_support(struct reading *r, uint32_t t, struct relations *out) {
    uint32_t verb = verb_above(r, t), marker = case_of(r, t);
    uint32_t giver = phrase_after(r, t, "from by"), taker = phrase_after(r, t, "for to");
    uint32_t of = phrase_after(r, t, "of"), owner = child_with(r, t, DEP_nmod_poss);
    uint32_t subject = verb == NONE ? NONE : walk_subject(r, verb);
    if (owner != NONE && r->tokens[owner].deprel != DEP_nmod_poss)
        owner = NONE;
    if (lemma_is(r, marker, "in") && lemma_is(r, t, "support")) { /* strikes in support of B */
        giver = subject;
        taker = of;
    } else if (giver != NONE && taker == NONE) { /* B received support from A */
        taker = subject;
    } else if (of != NONE && giver == NONE) { /* B has the support of A, with the help of A */
        giver = of;
        taker = taker == NONE ? subject : taker;
    } else if (owner != NONE) {                     /* A's support for B; B enjoys A's support */
        bool is_with = lemma_is(r, marker, "with"); /* "retook it with A's help" */
        giver = owner;
        taker = taker == NONE && (is_with || lemma_in(r, verb,
                                                      "have enjoy receive win get secure gain "
                                                      "rely count"))
                    ? subject
                    : taker;
    } else if (taker != NONE && giver == NONE) { /* A voiced support for B */
        giver = subject;
    } else if (verb != NONE && taker == NONE) { /* A gave B support */
        struct arguments a;
        walk_arguments(r, verb, &a);
        giver = subject;
        taker = argument_of(&a, ROLE_IOBJ);
        if (taker == NONE && lemma_in(r, verb, "provide give offer pledge lend extend send"))
            taker = argument_after(r, &a, "to for");
    }
    if (lemma_in(r, verb,
                 "request ask seek want need demand lack lose await expect urge appeal end stop "
                 "halt cease cut withdraw suspend reject oppose condemn criticize criticise deny"))
        return true;
    bool is_aid = lemma_in(r, t, "help assistance aid");
    if (is_aid && (giver == NONE || taker == NONE || !is_armed(r, giver) || !is_armed(r, taker)))
        return true;
    return relation_add(r, out, backs, giver, taker, t);
}

/* ---- control ---- */

static enum hold_change change_by(const struct reading *r, uint32_t verb) {
    if (lemma_in(r, verb, "take seize gain regain wrest assume retake win recapture establish"))
        return CHANGE_TOOK;
    if (lemma_in(r, verb, "lose cede relinquish surrender"))
        return CHANGE_LOST;
    return lemma_in(r, verb, "fight battle vie compete struggle contest dispute") ? CHANGE_CONTESTS
                                                                                  : CHANGE_HOLDS;
}

/* "Separatists control much of Donetsk", where the tagger took the verb for the noun: the nouns on
 * both sides. NONE where it is the noun. */
static uint32_t held_behind(const struct reading *r, uint32_t t) {
    bool is_bare = t > 0 && r->sentence[t - 1] == r->sentence[t] && is_noun(r, t - 1) &&
                   child_with(r, t, DEP_det) == NONE && case_of(r, t) == NONE;
    for (uint32_t u = t + 1; is_bare && u < r->n_tokens && u < t + 5; u++) {
        enum upos p = (enum upos)r->tokens[u].upos;
        if (r->sentence[u] != r->sentence[t])
            return NONE;
        if (is_noun(r, u) || lemma_in(r, u, "much most all half"))
            return u;
        if (p != UPOS_DET && p != UPOS_ADJ && p != UPOS_ADV && p != UPOS_NUM)
            return NONE;
    }
    return NONE;
}

static bool from_control(struct reading *r, uint32_t t, struct relations *out) {
    uint32_t verb = verb_above(r, t), held = phrase_after(r, t, "of over");
    uint32_t holder = child_with(r, t, DEP_nmod_poss);
    struct fact fact = {RELATION_HOLDS, CHANGE_HOLDS};
    uint32_t subject = child_with(r, t, DEP_nsubj), object = child_with(r, t, DEP_obj);
    if (subject != NONE && object != NONE && child_with(r, t, DEP_cop) == NONE)
        return relation_add(r, out, fact, subject, object, t);
    uint32_t behind = held_behind(r, t), before = t - 1;
    if (behind != NONE) {
        while (r->tokens[before].deprel == DEP_flat && r->tokens[before].head < before)
            before = r->tokens[before].head;
        return relation_add(r, out, fact, before, behind, t);
    }
    if (lemma_is(r, case_of(r, t), "under")) { /* the town is under the control of A, A's control */
        uint32_t up = r->tokens[t].head;
        holder = holder == NONE ? held : holder;
        held = verb != NONE ? walk_subject(r, verb) : up;
        if (up == NONE || r->tokens[t].deprel == DEP_root)
            held = child_with(r, t, DEP_nsubj);
        return relation_add(r, out, fact, holder, held, t);
    }
    if (held == NONE && verb != NONE)
        held = phrase_after(r, verb, "of over");
    if (holder == NONE)
        holder = verb != NONE                        ? walk_subject(r, verb)
                 : child_with(r, t, DEP_cop) != NONE ? child_with(r, t, DEP_nsubj)
                                                     : NONE;
    if (verb != NONE)
        fact.change = change_by(r, verb);
    return relation_add(r, out, fact, holder, held, t);
}

/* "Troops under the command of A": who leads them. */
static bool from_command(struct reading *r, uint32_t t, struct relations *out) {
    uint32_t verb = verb_above(r, t), commander = phrase_after(r, t, "of");
    if (!lemma_is(r, case_of(r, t), "under"))
        return true;
    if (commander == NONE)
        commander = child_with(r, t, DEP_nmod_poss);
    uint32_t led = verb != NONE ? walk_subject(r, verb) : r->tokens[t].head;
    if (child_with(r, t, DEP_cop) != NONE)
        led = child_with(r, t, DEP_nsubj);
    return relation_add(r, out, (struct fact){RELATION_LEADS, CHANGE_NONE}, commander, led, t);
}

/* "Haftar's Libyan National Army": a body with a name of its own that is a person's, who leads it.
 * "Assad's regime" says no more than who is meant. */
static bool from_following(struct reading *r, uint32_t t, struct relations *out) {
    uint32_t owner = child_with(r, t, DEP_nmod_poss);
    if (owner == NONE || (r->hit_at[t] == NONE && r->tokens[t].name != NAME_ORG))
        return true;
    struct mention m = who_look(r, owner);
    if (m.kind != ENTITY_PERSON || m.is_pronoun || m.is_plural ||
        (r->hit_at[owner] == NONE && r->tokens[owner].name != NAME_PER))
        return true;
    return relation_add(r, out, (struct fact){RELATION_LEADS, CHANGE_NONE}, owner, t, t);
}

/* "The Houthi stronghold of Hodeidah", "Raqqa, a bastion of Islamic State" */
static bool from_stronghold(struct reading *r, uint32_t t, struct relations *out) {
    uint32_t holder = NONE, held = r->tokens[t].deprel == DEP_appos ? r->tokens[t].head : NONE;
    for (uint32_t c = r->first_child[t]; c != NONE; c = r->next_sibling[c]) {
        enum deprel d = (enum deprel)r->tokens[c].deprel;
        const struct mention look = who_look(r, c), *m = &look;
        bool is_place = m->kind == ENTITY_PLACE;
        if ((d == DEP_compound || d == DEP_amod || d == DEP_nmod_poss ||
             lemma_is(r, case_of(r, c), "of")) &&
            m->is_known && !is_place)
            holder = c;
        else if ((d == DEP_nmod || d == DEP_appos || d == DEP_nmod_desc) && is_place)
            held = c;
    }
    return relation_add(r, out, (struct fact){RELATION_HOLDS, CHANGE_HOLDS}, holder, held, t);
}

/* ---- arms ---- */

/* "Rocket fire from B", "came under B's mortar fire": who fires, at whom, with what. */
static bool from_fire(struct reading *r, uint32_t t, struct relations *out) {
    uint32_t shooter = phrase_after(r, t, "from by"), verb = verb_above(r, t);
    uint32_t at = NONE;
    if (shooter == NONE)
        shooter = child_with(r, t, DEP_nmod_poss);
    if (lemma_in(r, verb, "receive take draw come face meet sustain encounter return propel")) {
        at = walk_subject(r, verb);
        shooter = shooter == NONE ? phrase_after(r, verb, "from") : shooter;
    }
    if (!relation_add(r, out, (struct fact){RELATION_FIGHTS, CHANGE_NONE}, shooter, at, t))
        return false;
    const struct fact holds = {RELATION_HOLDS, CHANGE_HOLDS};
    for (uint32_t c = r->first_child[t]; c != NONE && shooter != NONE; c = r->next_sibling[c])
        if (r->tokens[c].deprel == DEP_compound && is_arm(r, c) &&
            !relation_add(r, out, holds, shooter, c, t))
            return false;
    uint32_t first = r->tokens[t].deprel == DEP_conj ? r->tokens[t].head : NONE;
    return first == NONE || !is_arm(r, first) || /* "machine gun and rocket fire" */
           relation_add(r, out, holds, shooter, first, t);
}

/* "The use of chemical weapons by A", "A was involved in the use of mines". */
static bool from_use(struct reading *r, uint32_t t, struct relations *out) {
    uint32_t arms = phrase_after(r, t, "of"), user = phrase_after(r, t, "by");
    uint32_t owner = child_with(r, t, DEP_nmod_poss);
    if (arms == NONE)
        return true;
    if (user == NONE)
        user = owner != NONE ? owner : doer_above(r, t);
    return relation_add(r, out, (struct fact){RELATION_HOLDS, CHANGE_HOLDS}, user, arms, t);
}

/* ---- kin and foes ---- */

/* "A and B are allies": each is the other's. */
static bool add_each_other(struct reading *r, uint32_t t, uint32_t first, struct fact fact,
                           struct relations *out) {
    bool are_many = str_is(lang_xpos(r->coder->model, &r->tokens[t]), "NNS");
    for (uint32_t c = r->first_child[first]; c != NONE && are_many; c = r->next_sibling[c])
        if (r->tokens[c].deprel == DEP_conj && who_look(r, c).is_known &&
            !relation_add(r, out, fact, first, c, t))
            return false;
    return true;
}

static bool from_kin(struct reading *r, uint32_t t, struct fact fact, struct relations *out) {
    uint32_t holder = NONE, other = NONE, up = r->tokens[t].head;
    enum deprel d = (enum deprel)r->tokens[t].deprel;
    if (up != NONE && is_noun(r, up) && (d == DEP_appos || d == DEP_nmod_desc || d == DEP_compound))
        holder = up;
    for (uint32_t c = r->first_child[t]; c != NONE; c = r->next_sibling[c]) {
        enum deprel k = (enum deprel)r->tokens[c].deprel;
        if (k == DEP_nmod_poss || (k == DEP_nmod && lemma_in(r, case_of(r, c), "of to")) ||
            ((k == DEP_compound || k == DEP_amod) && r->hit_at[c] != NONE))
            other = c;
        else if ((k == DEP_appos || k == DEP_flat || k == DEP_nmod_desc) && is_noun(r, c))
            holder = c;
        else if (k == DEP_nsubj && child_with(r, t, DEP_cop) != NONE)
            holder = c;
    }
    bool is_listed = d == DEP_conj && other != NONE && r->tokens[other].upos == UPOS_PRON;
    if (is_listed && holder == NONE &&
        fact.kind == RELATION_ALLIED) /* "the Houthis and their allies" */
        return relation_add(r, out, fact, up, t, t);
    if (other == NONE && holder != NONE && holder > t) /* "its | ally Belarus" */
        other = child_with(r, holder, DEP_nmod_poss);
    if (other == NONE && holder != NONE && child_with(r, t, DEP_cop) != NONE)
        return add_each_other(r, t, holder, fact, out);
    if (holder == NONE || other == NONE || other == holder || !who_look(r, other).is_known)
        return true;
    return relation_add(r, out, fact, holder, other, t);
}

/* An alliance, or a pact of arms; a trade pact makes no allies. */
static bool is_military(const struct reading *r, uint32_t t) {
    if (lemma_is(r, t, "alliance"))
        return true;
    for (uint32_t c = r->first_child[t]; c != NONE; c = r->next_sibling[c])
        if (lemma_in(r, c, "defense defence security military mutual alliance non-aggression"))
            return true;
    return false;
}

/* "An alliance between A and B", "A signed a pact to defend B", "A's alliance with B" */
static bool from_alliance(struct reading *r, uint32_t t, struct relations *out) {
    uint32_t between = phrase_after(r, t, "between"), with = phrase_after(r, t, "with");
    uint32_t verb = verb_above(r, t), side = child_with(r, t, DEP_nmod_poss);
    if (between != NONE)
        return relation_add_listed(r, out, allied, between, t);
    if (side == NONE && verb != NONE && !lemma_in(r, verb, "break leave end scrap condemn reject"))
        side = walk_subject(r, verb);
    if (with == NONE && verb != NONE)
        with = phrase_after(r, verb, "with");
    uint32_t aim = child_with(r, t, DEP_acl);
    if (aim == NONE && t + 2 < r->n_tokens && lemma_is(r, t + 1, "to") && is_verb(r, t + 2))
        aim = t + 2;
    if (with == NONE && aim != NONE && lemma_in(r, aim, "defend support help protect back assist"))
        with = child_with(r, aim, DEP_obj);
    if (with == NONE && is_military(r, t)) /* "A and B signed a defense pact" */
        return relation_add_listed(r, out, allied, side, t);
    return relation_add(r, out, allied, side, with, t);
}

/* "A and B are at war": each fights, or is at odds with, the other. */
static bool from_state_of_war(struct reading *r, uint32_t t, struct relations *out) {
    uint32_t first = child_with(r, t, DEP_cop) != NONE ? child_with(r, t, DEP_nsubj) : NONE;
    struct fact fact = {lemma_is(r, t, "war") ? RELATION_FIGHTS : RELATION_OPPOSES, CHANGE_NONE};
    return relation_add_listed(r, out, fact, first, t);
}

/* ---- prefixes ---- */

/* "Pro-Russian rebels", "anti-ISIS coalition": what the prefix is joined to, as a mention of its
 * own, NONE. Where the hyphen makes a token the name stands behind it. */
static bool from_prefix(struct reading *r, uint32_t noun, struct relations *out) {
    for (uint32_t c = r->first_child[noun]; c != NONE && c < noun; c = r->next_sibling[c]) {
        str form = r->lemma[c];
        bool is_pro = str_starts(form, STR("pro-")), is_anti = str_starts(form, STR("anti-"));
        if (!is_pro && !is_anti)
            continue;
        const struct mention look = who_look(r, c), *m = &look;
        if (m->is_known &&
            !relation_add(r, out,
                          (struct fact){is_pro ? RELATION_ALLIED : RELATION_OPPOSES, CHANGE_NONE},
                          noun, c, c))
            return false;
    }
    return true;
}

bool relations_from_noun(struct reading *r, uint32_t t, struct relations *out) {
    if (r->first_child[t] == NONE && r->tokens[t].head == NONE)
        return true;
    if (lemma_in(r, t, "support backing help assistance aid sponsorship patronage"))
        return from_support(r, t, out);
    if (lemma_is(r, t, "control"))
        return from_control(r, t, out);
    if (lemma_is(r, t, "fire"))
        return from_fire(r, t, out);
    if (lemma_in(r, t, "war loggerheads odds") && lemma_is(r, case_of(r, t), "at"))
        return from_state_of_war(r, t, out);
    if (lemma_in(r, t, "use possession deployment"))
        return from_use(r, t, out);
    if (lemma_in(r, t, "stronghold bastion"))
        return from_stronghold(r, t, out);
    if (lemma_in(r, t, "command leadership"))
        return from_command(r, t, out);
    if (lemma_in(r, t,
                 "army force militia faction movement party brigade group alliance front coalition "
                 "council union") &&
        !from_following(r, t, out))
        return false;
    if (lemma_in(r, t, "ally partner"))
        return from_kin(r, t, allied, out);
    bool is_armorer = lemma_is(r, t, "supplier") &&
                      lemma_in(r, child_with(r, t, DEP_compound), "arms arm weapon weapons");
    if (is_armorer || lemma_in(r, t, "supporter backer sponsor patron"))
        return from_kin(r, t, backs, out);
    if (lemma_in(r, t, "enemy rival foe opponent critic adversary"))
        return from_kin(r, t, (struct fact){RELATION_OPPOSES, CHANGE_NONE}, out);
    if (lemma_in(r, t, "alliance pact treaty"))
        return from_alliance(r, t, out);
    return from_prefix(r, t, out);
}
