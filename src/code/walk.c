/* The shared walk over the tree. Surface relations of Universal Dependencies become deep roles:
 *
 *   X was hit by Y          nsubj:pass → obj, obl:agent → subj
 *   X, hit by Y             acl with a past participle: its noun is the obj
 *   X, who hit Y            the relative pronoun is replaced by the noun it stands for
 *   X agreed to hit Y       xcomp: the subject is shared; with verbs of ordering the object is
 *   X came and hit Y        conj: the subject is shared, and the voice where no auxiliary says
 * otherwise X came, hitting Y       advcl without a subject: the governing clause's X launched a
 * raid on Y  a noun under a light verb takes its subject and its prepositions
 *
 * Climbing is bounded, so a malformed tree costs no more than a good one. */
#include "code/walk.h"

enum { MAX_CLIMB = 12 };

static void add(struct arguments *out, struct role role, uint32_t token, uint8_t distance) {
    if (token == NONE || out->n == MAX_ARGUMENTS)
        return;
    for (uint32_t i = 0; i < out->n; i++)
        if (out->items[i].token == token && out->items[i].role.name == role.name &&
            out->items[i].role.word == role.word)
            return;
    out->items[out->n++] = (struct argument){role, token, distance};
}

static struct role role_named(enum role_name name) {
    return (struct role){(uint16_t)name, 0};
}

static struct role role_of_case(const struct reading *r, uint32_t marker) {
    return (struct role){ROLE_PREPOSITION, r->word[marker]};
}

static bool has_role(const struct arguments *a, enum role_name name) {
    for (uint32_t i = 0; i < a->n; i++)
        if (a->items[i].role.name == name)
            return true;
    return false;
}

static bool is_participle(const struct reading *r, uint32_t token) {
    str xpos = lang_xpos(r->coder->model, &r->tokens[token]);
    return str_is(xpos, "VBN") ||
           (str_is(xpos, "VBD") && !is_noun(r, token) &&
            (r->tokens[token].deprel == DEP_acl || r->tokens[token].deprel == DEP_amod));
}

bool is_passive(const struct reading *r, uint32_t verb) {
    bool has_passive_subject = false;
    for (uint32_t c = r->first_child[verb]; c != NONE; c = r->next_sibling[c]) {
        if (r->tokens[c].deprel == DEP_aux_pass)
            return true;
        has_passive_subject |=
            r->tokens[c].deprel == DEP_nsubj_pass || r->tokens[c].deprel == DEP_csubj_pass;
    }
    if (has_passive_subject)
        return !str_is(lang_xpos(r->coder->model, &r->tokens[verb]), "VBD");
    if (!is_participle(r, verb))
        return false;
    enum deprel d = (enum deprel)r->tokens[verb].deprel;
    bool has_subject = child_with(r, verb, DEP_nsubj) != NONE;
    bool has_auxiliary = child_with(r, verb, DEP_aux) != NONE;
    bool has_object = child_with(r, verb, DEP_obj) != NONE;
    if (d == DEP_acl || d == DEP_amod || d == DEP_advcl || d == DEP_xcomp) /* reported killed */
        return !has_subject && !has_auxiliary && !has_object;
    if (d == DEP_conj && !has_subject && !has_auxiliary && !has_object) {
        uint32_t head = r->tokens[verb].head;
        return head != NONE && is_verb(r, head) && r->tokens[head].deprel != DEP_conj &&
               is_passive(r, head);
    }
    return false;
}

static bool is_relative_pronoun(const struct reading *r, uint32_t t) {
    return lemma_in(r, t, "who which that whom whose") &&
           (r->tokens[t].upos == UPOS_PRON || r->tokens[t].upos == UPOS_DET ||
            r->tokens[t].upos == UPOS_SCONJ);
}

/* The noun that a relative clause hangs on, when `verb` is in one (through conjunction). */
static uint32_t relative_antecedent(const struct reading *r, uint32_t verb) {
    for (int i = 0; i < MAX_CLIMB && verb != NONE; i++) {
        enum deprel d = (enum deprel)r->tokens[verb].deprel;
        if (d == DEP_acl_relcl)
            return r->tokens[verb].head;
        if (d != DEP_conj && d != DEP_xcomp && d != DEP_ccomp)
            return NONE;
        verb = r->tokens[verb].head;
    }
    return NONE;
}

/* "Outraged Hamas, | which vowed revenge": the head of the noun phrase that ends before the
 * pronoun. */
static uint32_t noun_before(const struct reading *r, uint32_t pronoun) {
    uint32_t low = r->text->sentences[r->sentence[pronoun]].first, t = pronoun;
    while (t > low && r->tokens[t - 1].upos == UPOS_PUNCT)
        t--;
    if (t == low || !is_noun(r, t - 1))
        return NONE;
    uint32_t noun = t - 1;
    for (int i = 0; i < MAX_CLIMB; i++) {
        enum deprel d = deprel_basic((enum deprel)r->tokens[noun].deprel);
        uint32_t head = r->tokens[noun].head;
        bool is_inside = d == DEP_flat || d == DEP_compound || d == DEP_appos;
        if (!is_inside || head == NONE || head > pronoun || !is_noun(r, head))
            break;
        noun = head;
    }
    return noun;
}

static uint32_t resolve_relative(const struct reading *r, uint32_t verb, uint32_t argument) {
    if (argument == NONE || !is_relative_pronoun(r, argument))
        return argument;
    uint32_t noun = relative_antecedent(r, verb);
    if (noun == NONE && r->tokens[verb].deprel == DEP_advcl_relcl)
        noun = noun_before(r, argument);
    return noun == NONE ? argument : noun;
}

static uint32_t own_subject(const struct reading *r, uint32_t verb) {
    for (uint32_t c = r->first_child[verb]; c != NONE; c = r->next_sibling[c]) {
        enum deprel d = (enum deprel)r->tokens[c].deprel;
        if (d == DEP_nsubj || d == DEP_nsubj_pass || d == DEP_nsubj_outer)
            return resolve_relative(r, verb, c);
    }
    return NONE;
}

/* By-phrase of a passive. */
static uint32_t own_agent(const struct reading *r, uint32_t verb) {
    for (uint32_t c = r->first_child[verb]; c != NONE; c = r->next_sibling[c]) {
        enum deprel d = (enum deprel)r->tokens[c].deprel;
        if (d == DEP_obl_agent || (d == DEP_obl && lemma_is(r, case_of(r, c), "by")))
            return c;
    }
    return NONE;
}

static uint32_t own_oblique(const struct reading *r, uint32_t verb) {
    for (uint32_t c = r->first_child[verb]; c != NONE; c = r->next_sibling[c])
        if (deprel_basic((enum deprel)r->tokens[c].deprel) == DEP_obl &&
            lemma_in(r, case_of(r, c), "to on"))
            return c;
    return NONE;
}

static uint32_t own_object(const struct reading *r, uint32_t verb) {
    uint32_t o = child_with(r, verb, DEP_obj);
    return resolve_relative(r, verb, o);
}

static bool is_infinitive(const struct reading *r, uint32_t verb) {
    return lemma_is(r, child_with(r, verb, DEP_mark), "to");
}

/* The verb whose argument, or whose argument's modifier, the noun is. */
static uint32_t governing_verb(const struct reading *r, uint32_t noun) {
    for (int i = 0; i < MAX_CLIMB && noun != NONE; i++) {
        uint32_t head = r->tokens[noun].head;
        if (head == NONE || is_verb(r, head))
            return head;
        enum deprel d = deprel_basic((enum deprel)r->tokens[noun].deprel);
        if (d != DEP_nmod && d != DEP_conj && d != DEP_compound && d != DEP_appos)
            return NONE;
        noun = head;
    }
    return NONE;
}

/* "U.S. efforts to end it", "a Coalition plan to strike": the name before the noun, NONE. */
static uint32_t named_modifier(const struct reading *r, uint32_t noun) {
    for (uint32_t c = r->first_child[noun]; c != NONE && c < noun; c = r->next_sibling[c]) {
        enum deprel d = (enum deprel)r->tokens[c].deprel;
        bool is_named = r->hit_at[c] != NONE || r->tokens[c].upos == UPOS_PROPN;
        if ((d == DEP_compound || d == DEP_amod) && is_named)
            return c;
    }
    return NONE;
}

/* "An effort by the government to prosecute": whose plan it is, told before the infinitive. */
static uint32_t author_of(const struct reading *r, uint32_t noun, uint32_t infinitive) {
    for (uint32_t c = r->first_child[noun]; c != NONE && c < infinitive; c = r->next_sibling[c])
        if (r->tokens[c].deprel == DEP_nmod && lemma_in(r, case_of(r, c), "by from"))
            return c;
    return NONE;
}

/* The surface subject that a verb shares with the clause above, one step up. */
static uint32_t climb_subject(const struct reading *r, uint32_t verb) {
    for (int i = 0; i < MAX_CLIMB; i++) {
        uint32_t head = r->tokens[verb].head;
        enum deprel d = (enum deprel)r->tokens[verb].deprel;
        if (head == NONE)
            return NONE;
        if (d == DEP_acl_relcl)
            return NONE; /* a gap that is not the subject is filled elsewhere */
        if (d == DEP_acl && !is_infinitive(r, verb))
            return head;
        if (d ==
            DEP_acl) { /* "his plan to attack", "flew in on a visit to urge": whose noun it is */
            uint32_t owner = child_with(r, head, DEP_nmod_poss);
            uint32_t above = governing_verb(r, head);
            if (above != NONE && r->tokens[head].deprel == DEP_obj &&
                r->tokens[head].head == above && (operators_of(r, above) & (OP_CAUSE | OP_WANT)) &&
                !(operators_of(r, above) & OP_LIGHT && !lemma_in(r, above, "order prompt direct")))
                return head; /* wants the forces to leave */
            if (owner != NONE && r->tokens[owner].deprel == DEP_nmod_poss)
                return owner;
            owner = author_of(r, head, verb);
            if (owner == NONE)
                owner = named_modifier(r, head);
            if (owner != NONE)
                return owner;
            verb = above;
            if (verb == NONE)
                return NONE;
            uint32_t s = is_passive(r, verb) ? own_agent(r, verb) : own_subject(r, verb);
            if (s != NONE)
                return s;
            continue;
        }
        if (d != DEP_xcomp && d != DEP_conj && d != DEP_advcl && d != DEP_ccomp &&
            d != DEP_parataxis)
            return NONE;
        if (d == DEP_ccomp || d == DEP_parataxis)
            return NONE;
        if (!is_verb(r, head) && r->tokens[head].upos != UPOS_ADJ && d != DEP_conj)
            return own_subject(r, head);
        if (d == DEP_xcomp && !is_infinitive(r, verb) && own_object(r, head) != NONE &&
            lemma_in(r, head, "see catch find target leave hear watch show film spot record"))
            return own_object(r, head); /* saw the soldiers firing */
        if (d == DEP_xcomp && (operators_of(r, head) & OP_CAUSE)) {
            uint32_t o = own_object(r, head);
            if (o == NONE)
                o = child_with(r, head, DEP_iobj);
            if (o == NONE && is_passive(r, head))
                o = own_subject(r, head);
            if (o != NONE)
                return o;
        }
        uint32_t s = own_subject(r, head);
        if (s != NONE && is_passive(r, head) && !is_passive(r, verb) && d == DEP_advcl &&
            own_agent(r, head) != NONE)
            s = own_agent(r, head);
        if (s != NONE)
            return s;
        verb = head;
    }
    return NONE;
}

uint32_t walk_subject(const struct reading *r, uint32_t verb) {
    if (is_passive(r, verb))
        return own_agent(r, verb);
    uint32_t s = own_subject(r, verb);
    return s != NONE ? s : climb_subject(r, verb);
}

static void add_prepositional(const struct reading *r, uint32_t token, struct arguments *out,
                              uint8_t distance) {
    for (uint32_t c = r->first_child[token]; c != NONE; c = r->next_sibling[c]) {
        enum deprel d = deprel_basic((enum deprel)r->tokens[c].deprel);
        if (d != DEP_obl && d != DEP_nmod && d != DEP_advcl && d != DEP_acl)
            continue;
        uint32_t marker = case_of(r, c);
        if (marker == NONE && (d == DEP_advcl || d == DEP_acl))
            marker = child_with(r, c, DEP_mark); /* accused of killing, for killing */
        if (marker != NONE && r->tokens[c].deprel != DEP_nmod_poss)
            add(out, role_of_case(r, marker), resolve_relative(r, token, c), distance);
    }
}

/* "was killed" in "X, which was killed"; objects that a clause leaves as a gap. */
static void add_gap_object(const struct reading *r, uint32_t verb, struct arguments *out) {
    if (r->tokens[verb].deprel != DEP_acl_relcl || has_role(out, ROLE_OBJ))
        return;
    uint32_t noun = r->tokens[verb].head;
    for (uint32_t i = 0; i < out->n; i++)
        if (out->items[i].token == noun)
            return;
    if (own_subject(r, verb) != NONE)
        add(out, role_named(ROLE_OBJ), noun, 0);
}

/* "attacked and killed civilians": an object to the right serves the verbs before it. */
static void add_shared_object(const struct reading *r, uint32_t verb, struct arguments *out) {
    if (has_role(out, ROLE_OBJ) || out->is_passive)
        return;
    for (uint32_t c = r->first_child[verb]; c != NONE; c = r->next_sibling[c])
        if (r->tokens[c].deprel == DEP_conj && is_verb(r, c) && c > verb && c - verb <= 3 &&
            own_subject(r, c) == NONE && child_with(r, c, DEP_obj) != NONE)
            add(out, role_named(ROLE_OBJ), child_with(r, c, DEP_obj), 1);
}

/* An indirect object without a direct one, or an oblique without a preposition that is no time. */
static uint32_t bare_complement(const struct reading *r, uint32_t verb) {
    for (uint32_t c = r->first_child[verb]; c != NONE; c = r->next_sibling[c]) {
        enum deprel d = (enum deprel)r->tokens[c].deprel;
        bool is_bare = d == DEP_iobj ||
                       (d == DEP_obl && case_of(r, c) == NONE && r->tokens[c].upos == UPOS_PROPN);
        if (is_bare && c > verb &&
            !lemma_in(r, c,
                      "monday tuesday wednesday thursday friday saturday sunday january february "
                      "march april may june "
                      "july august september october november december today yesterday tomorrow"))
            return c;
    }
    return NONE;
}

/* "Iran-backed", "U.S.-led": the first half acts upon what the participle modifies. */
static uint32_t hyphenated_agent(const struct reading *r, uint32_t participle) {
    if (participle < 2 || !str_is(r->tokens[participle - 1].form, "-") ||
        r->sentence[participle - 2] != r->sentence[participle])
        return NONE;
    uint32_t t = participle - 2;
    return is_noun(r, t) || r->tokens[t].upos == UPOS_ADJ ? t : NONE;
}

/* "Detained pro-democracy activists": the noun at the end of the modifiers. */
static uint32_t modified_noun(const struct reading *r, uint32_t modifier) {
    uint32_t noun = r->tokens[modifier].head;
    for (int i = 0; i < 4 && noun != NONE; i++) {
        enum deprel d = (enum deprel)r->tokens[noun].deprel;
        uint32_t up = r->tokens[noun].head;
        if ((d != DEP_compound && d != DEP_amod) || up == NONE || up < noun || !is_noun(r, up))
            break;
        noun = up;
    }
    return noun;
}

/* Where the tree gives a verb no subject: the noun right before it, past adverbs and auxiliaries. A
 * parser that loses its way mostly loses the longer links, not the words side by side. */
static uint32_t adjacent_noun(const struct reading *r, uint32_t verb) {
    uint32_t low = r->text->sentences[r->sentence[verb]].first;
    for (uint32_t t = verb; t > low && verb - t < 4;) {
        t--;
        enum upos u = (enum upos)r->tokens[t].upos;
        if (u == UPOS_NOUN || u == UPOS_PROPN || u == UPOS_PRON) {
            while (r->tokens[t].deprel == DEP_flat && r->tokens[t].head < t &&
                   r->tokens[t].head != NONE)
                t = r->tokens[t].head;
            return t;
        }
        if (u != UPOS_ADV && u != UPOS_AUX)
            return NONE;
    }
    return NONE;
}

/* Fills what the tree left open: "as NATO forces | launched", "journalists | kidnapped two weeks
 * ago". */
static void add_adjacent(const struct reading *r, uint32_t verb, struct arguments *out) {
    str xpos = lang_xpos(r->coder->model, &r->tokens[verb]);
    bool is_finite = str_is(xpos, "VBD") || str_is(xpos, "VBZ") || str_is(xpos, "VBP");
    bool is_past = str_is(xpos, "VBN") || str_is(xpos, "VBD");
    bool has_own = own_subject(r, verb) != NONE;
    if (has_own || out->is_passive || r->tokens[verb].deprel == DEP_acl ||
        r->tokens[verb].deprel == DEP_amod)
        return;
    uint32_t noun = adjacent_noun(r, verb);
    if (noun == NONE || r->tokens[noun].head == verb)
        return;
    if (is_past && !has_role(out, ROLE_OBJ))
        add(out, role_named(ROLE_OBJ), noun, 0);
    else if (is_finite)
        add(out, role_named(ROLE_SUBJ), noun, 0);
}

/* "A court ordered four people detained": who gives the order does it. */
static void add_commander(const struct reading *r, uint32_t verb, struct arguments *out) {
    uint32_t noun = r->tokens[verb].head;
    bool is_acl =
        r->tokens[verb].deprel == DEP_acl && noun != NONE && r->tokens[noun].deprel == DEP_obj;
    uint32_t above = is_acl                                ? r->tokens[noun].head
                     : r->tokens[verb].deprel == DEP_xcomp ? noun
                                                           : NONE;
    if (!out->is_passive && !(is_acl && is_participle(r, verb)))
        return;
    if (above == NONE || !lemma_in(r, above, "order command have want get see") ||
        has_role(out, ROLE_SUBJ))
        return;
    add(out, role_named(ROLE_SUBJ),
        is_passive(r, above) ? own_agent(r, above) : own_subject(r, above), 1);
}

/* "Helping Iran build a plant": whom the tree makes the subject of the bare infinitive is helped.
 */
static void add_helped(const struct reading *r, uint32_t verb, struct arguments *out) {
    uint32_t clause = child_with(r, verb, DEP_ccomp);
    if (clause == NONE || has_role(out, ROLE_OBJ) || !lemma_in(r, verb, "help let make") ||
        child_with(r, clause, DEP_mark) != NONE || child_with(r, clause, DEP_aux) != NONE)
        return;
    add(out, role_named(ROLE_OBJ), own_subject(r, clause), 0);
    add(out, role_named(ROLE_XCOMP), clause, 0);
}

/* "Ordered the network to close", "wants the forces to leave": an infinitive that the tree hangs on
 * the object or beside it is what the object is to do. */
static void add_lost_infinitive(const struct reading *r, uint32_t verb, struct arguments *out) {
    if (!(operators_of(r, verb) & (OP_CAUSE | OP_WANT)) || has_role(out, ROLE_XCOMP))
        return;
    uint32_t object = own_object(r, verb);
    const uint32_t tops[] = {object, verb};
    for (size_t i = object == NONE; i < 2; i++)
        for (uint32_t c = r->first_child[tops[i]]; c != NONE; c = r->next_sibling[c]) {
            enum deprel d = (enum deprel)r->tokens[c].deprel;
            if (c > verb && is_verb(r, c) && is_infinitive(r, c) &&
                (d == DEP_acl || d == DEP_advcl)) {
                add(out, role_named(ROLE_XCOMP), c, 0);
                return;
            }
        }
}

/* "Fired and landed a live round on a protester": so does a phrase with a preposition. */
static void add_shared_oblique(const struct reading *r, uint32_t verb, struct arguments *out) {
    for (uint32_t c = r->first_child[verb]; c != NONE; c = r->next_sibling[c])
        if (r->tokens[c].deprel == DEP_conj && is_verb(r, c) && c > verb && c - verb <= 3 &&
            own_subject(r, c) == NONE && !out->is_passive)
            add_prepositional(r, c, out, 1);
}

/* "Blamed both Egypt and Jordan": a noun is a predicate only of verbs of becoming and naming. */
static bool is_object_taken_for_clause(const struct reading *r, uint32_t verb, uint32_t noun) {
    return noun > verb && is_noun(r, noun) && case_of(r, noun) == NONE &&
           child_with(r, noun, DEP_cop) == NONE && child_with(r, verb, DEP_obj) == NONE &&
           !lemma_in(r, verb,
                     "become remain be seem appear call name appoint elect stay turn prove make "
                     "dub label declare end look feel sound brand deem consider crown select");
}

/* "Gave five million euros to Malawi": a phrase that the tree hangs on the object is the verb's,
 * but for one with "of". */
static void add_object_oblique(const struct reading *r, uint32_t verb, struct arguments *out) {
    uint32_t object = child_with(r, verb, DEP_obj);
    for (uint32_t c = object == NONE ? NONE : r->first_child[object]; c != NONE;
         c = r->next_sibling[c]) {
        uint32_t marker = case_of(r, c);
        if (r->tokens[c].deprel == DEP_nmod && lemma_in(r, marker, "to from with for against"))
            add(out, role_of_case(r, marker), resolve_relative(r, object, c), 1);
    }
}

static void verb_arguments(const struct reading *r, uint32_t verb, struct arguments *out) {
    out->is_passive = is_passive(r, verb);
    uint32_t surface = own_subject(r, verb);
    uint8_t distance = surface == NONE;
    if (surface == NONE)
        surface = climb_subject(r, verb);
    if (out->is_passive) {
        add(out, role_named(ROLE_OBJ), surface, distance);
        add(out, role_named(ROLE_SUBJ), own_agent(r, verb), 0);
    } else {
        add(out, role_named(ROLE_SUBJ), surface, distance);
    }
    for (uint32_t c = r->first_child[verb]; c != NONE; c = r->next_sibling[c]) {
        switch (deprel_basic((enum deprel)r->tokens[c].deprel)) {
        case DEP_nsubj: /* a list whose members the parser hung side by side */
            if (c != surface && is_noun(r, c) && c < verb && !out->is_passive)
                add(out, role_named(ROLE_SUBJ), c, 0);
            else if (c != surface && is_noun(r, c) && c < verb)
                add(out, role_named(ROLE_OBJ), c, 0);
            break;
        case DEP_obj:
            add(out, role_named(ROLE_OBJ), resolve_relative(r, verb, c), 0);
            break;
        case DEP_iobj:
            add(out, role_named(ROLE_IOBJ), resolve_relative(r, verb, c), 0);
            break;
        case DEP_xcomp:
            add(out, role_named(is_object_taken_for_clause(r, verb, c) ? ROLE_OBJ : ROLE_XCOMP), c,
                0);
            break;
        case DEP_ccomp:
            add(out, role_named(ROLE_CCOMP), c, 0);
            break;
        default:
            break;
        }
    }
    if (r->tokens[verb].deprel == DEP_amod) {
        uint32_t noun = modified_noun(r, verb);
        if (is_participle(r, verb)) {
            add(out, role_named(ROLE_SUBJ), hyphenated_agent(r, verb), 0);
            add(out, role_named(ROLE_OBJ), noun, 0);
        } else {
            add(out, role_named(ROLE_SUBJ), noun, 0);
        }
    }
    if (!has_role(out, ROLE_OBJ) &&
        !out->is_passive) /* a noun right behind the verb, whatever it was called */
        add(out, role_named(ROLE_OBJ), bare_complement(r, verb), 0);
    if (r->tokens[verb].deprel == DEP_acl &&
        !out->is_passive) { /* "posted a message blaming Iran" */
        uint32_t above = governing_verb(r, r->tokens[verb].head);
        if (above != NONE)
            add(out, role_named(ROLE_SUBJ),
                is_passive(r, above) ? own_agent(r, above) : own_subject(r, above), 1);
    }
    add_gap_object(r, verb, out);
    add_shared_object(r, verb, out);
    add_adjacent(r, verb, out);
    add_prepositional(r, verb, out, 0);
    add_shared_oblique(r, verb, out);
    add_object_oblique(r, verb, out);
    add_lost_infinitive(r, verb, out);
    add_helped(r, verb, out);
    add_commander(r, verb, out);
}

/* Passes a noun upward through "a series of", "the start of", conjunction. */
static uint32_t noun_top(const struct reading *r, uint32_t noun) {
    for (int i = 0; i < MAX_CLIMB; i++) {
        uint32_t head = r->tokens[noun].head;
        enum deprel d = (enum deprel)r->tokens[noun].deprel;
        if (head == NONE)
            return noun;
        bool is_part = deprel_basic(d) == DEP_nmod && lemma_is(r, case_of(r, noun), "of") &&
                       lemma_in(r, head,
                                "series round start end beginning wave spate day week month "
                                "campaign string day one part type kind number possibility "
                                "prospect idea threat form act resumption continuation");
        if ((d == DEP_conj && is_noun(r, head)) || is_part)
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
    if (lemma_in(r, verb, "face suffer undergo sustain incur endure withstand repel repulse"))
        return d == DEP_obj;
    return d == DEP_obl && lemma_is(r, marker, "under") &&
           lemma_in(r, verb, "come fall be remain stay get");
}

static void noun_from_governor(const struct reading *r, uint32_t noun, struct arguments *out) {
    uint32_t top = noun_top(r, noun);
    uint32_t verb = r->tokens[top].head;
    enum deprel d = deprel_basic((enum deprel)r->tokens[top].deprel);
    if (verb != NONE && lemma_is(r, verb, "responsible") && lemma_is(r, case_of(r, top), "for"))
        add(out, role_named(ROLE_SUBJ), own_subject(r, verb), 1);
    if (verb != NONE && lemma_in(r, verb, "target subject victim object") &&
        lemma_is(r, case_of(r, top), "of"))
        add(out, (struct role){ROLE_PREPOSITION, know_word(r->know, STR("on"))},
            own_subject(r, verb), 1);
    if (verb == NONE || !is_verb(r, verb))
        return;
    if (is_undergone(r, verb, top)) {
        add(out, (struct role){ROLE_PREPOSITION, know_word(r->know, STR("on"))},
            walk_subject(r, verb), 1);
        add(out, (struct role){ROLE_PREPOSITION, know_word(r->know, STR("against"))},
            walk_subject(r, verb), 1);
        return;
    }
    uint32_t operators = operators_of(r, verb);
    bool is_object = d == DEP_obj || r->tokens[top].deprel == DEP_nsubj_pass;
    bool is_gap = false;
    uint32_t marker = case_of(r, top);
    bool is_oblique =
        d == DEP_obl && lemma_in(r, marker, "in into at during on to for with through by");
    if (!is_object && !is_oblique && !is_gap)
        return;
    uint32_t wanted = OP_LIGHT | OP_WANT | OP_PLAN | OP_CAUSE | OP_ASPECT;
    if (!(operators & wanted) && !is_oblique)
        return;
    if (is_object && (operators & OP_LIGHT))
        out->light = verb;
    bool is_light = (operators & (OP_LIGHT | OP_ASPECT)) != 0;
    add(out, role_named(ROLE_SUBJ), walk_subject(r, verb), is_oblique && !is_light ? 2 : 1);
    if (is_object || is_light)
        add_prepositional(r, verb, out, 1);
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
    uint32_t subject = child_with(r, noun, DEP_cop) != NONE ? own_subject(r, noun) : NONE;
    uint32_t head = r->tokens[noun].head;
    if (subject == NONE && head != NONE && r->tokens[noun].deprel == DEP_xcomp &&
        lemma_in(r, head, "become remain be stay"))
        subject = walk_subject(r, head);
    if (subject == NONE || lemma_in(r, subject, "it this that there"))
        return;
    bool is_under = lemma_is(r, case_of(r, noun), "under");
    add(out,
        is_under ? (struct role){ROLE_PREPOSITION, know_word(r->know, STR("against"))}
                 : role_named(ROLE_SUBJ),
        subject, 0);
}

/* "Died in the attack, reportedly carried out by X": a participle right behind the noun, wherever
 * it hangs. */
static void add_late_agent(const struct reading *r, uint32_t noun, struct arguments *out) {
    uint32_t high = r->text->sentences[r->sentence[noun]].last, t = noun + 1;
    while (t < high && (r->tokens[t].upos == UPOS_PUNCT || r->tokens[t].upos == UPOS_ADV))
        t++;
    if (t < high && t > noun + 1 && is_verb(r, t) && r->tokens[t].deprel == DEP_advcl &&
        is_passive(r, t))
        add(out, role_named(ROLE_SUBJ), own_agent(r, t), 0);
}

static void noun_arguments(const struct reading *r, uint32_t noun, struct arguments *out) {
    out->light = NONE;
    for (uint32_t c = r->first_child[noun]; c != NONE; c = r->next_sibling[c]) {
        enum deprel d = (enum deprel)r->tokens[c].deprel;
        if (d == DEP_nmod_poss)
            add(out, role_named(ROLE_POSS), resolve_relative(r, noun, c), 0);
        else if (d == DEP_compound || d == DEP_amod || d == DEP_nmod_desc ||
                 d == DEP_nmod_unmarked) {
            add(out, role_named(ROLE_MOD), c, 0);
            if (d == DEP_compound) /* "a (rebel rocket) attack" */
                add(out, role_named(ROLE_MOD), child_with(r, c, DEP_compound), 0);
        } else if (d == DEP_acl &&
                   is_passive(r, c)) { /* talks held by, an attack carried out by, blamed on */
            add(out, role_named(ROLE_SUBJ),
                lemma_in(r, c, "blame ascribe attribute pin") ? own_oblique(r, c) : own_agent(r, c),
                0);
            add_prepositional(r, c, out, 1);
        }
        if (d == DEP_acl && (lemma_in(r, c, "involve include"))) {
            add(out, role_named(ROLE_POSS), own_object(r, c), 0);
        }
    }
    for (uint32_t t = noun; t > 0 && noun - t < 6 && r->sentence[t - 1] == r->sentence[noun]; t--) {
        uint32_t up = r->tokens[t - 1].head;
        bool is_inside = up != NONE && up <= noun && up + 6 > noun &&
                         r->tokens[t - 1].deprel != DEP_case && !is_clause_word(r, t - 1);
        if (!is_inside)
            break;
        enum deprel d = (enum deprel)r->tokens[t - 1].deprel;
        if (r->hit_at[t - 1] != NONE && (d == DEP_compound || d == DEP_amod))
            add(out, role_named(ROLE_MOD), t - 1, 0);
    }
    add_prepositional(r, noun, out, 0);
    add_predicate_subject(r, noun, out);
    add_late_agent(r, noun, out);
    uint32_t head = r->tokens[noun].head;
    if (head != NONE && r->tokens[noun].deprel == DEP_conj && is_noun(r, head)) {
        uint32_t owner = child_with(r, head, DEP_nmod_poss);
        add(out, role_named(ROLE_POSS), owner, 1);
        for (uint32_t c = r->first_child[head]; c != NONE; c = r->next_sibling[c])
            if (r->tokens[c].deprel == DEP_amod && c < head)
                add(out, role_named(ROLE_MOD), c, 1);
    }
    if (head != NONE && (r->tokens[noun].deprel == DEP_compound))
        add(out, role_named(ROLE_HEAD), head, 0);
    if (r->tokens[noun].deprel == DEP_appos && head != NONE)
        return;
    noun_from_governor(r, noun, out);
}

void walk_arguments(const struct reading *r, uint32_t token, struct arguments *out) {
    out->n = 0;
    out->light = NONE;
    out->is_passive = false;
    if (is_verb(r, token)) {
        verb_arguments(r, token, out);
        return;
    }
    if (is_noun(r, token)) {
        noun_arguments(r, token, out);
        return;
    }
    uint32_t s = own_subject(r, token);
    if (s == NONE)
        s = climb_subject(r, token);
    if (s == NONE && r->tokens[token].deprel == DEP_amod)
        s = r->tokens[token].head;
    add(out, role_named(ROLE_SUBJ), s, 0);
    add(out, role_named(ROLE_XCOMP), child_with(r, token, DEP_xcomp), 0);
    add(out, role_named(ROLE_CCOMP), child_with(r, token, DEP_ccomp), 0);
    add_prepositional(r, token, out, 0);
}

uint32_t walk_governor(const struct reading *r, uint32_t token, enum deprel *link) {
    uint32_t at = token;
    for (int i = 0; i < MAX_CLIMB; i++) {
        uint32_t head = r->tokens[at].head;
        enum deprel d = (enum deprel)r->tokens[at].deprel;
        if (head == NONE)
            return NONE;
        if (d == DEP_conj && is_verb(r, head) == is_verb(r, token)) {
            at = head;
            continue;
        }
        if (link)
            *link = d;
        return head;
    }
    return NONE;
}
