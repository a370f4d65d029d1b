/* The shared walk over the tree. Surface relations of Universal Dependencies become deep roles:
 *
 *   X was hit by Y             nsubj:pass → obj, obl:agent → subj
 *   X, hit by Y                acl with a past participle: its noun is the obj
 *   X, who hit Y               the relative pronoun is replaced by the noun it stands for
 *   X agreed to hit Y          xcomp: the subject is shared; with verbs of ordering the object is
 *   X came and hit Y           conj: the subject is shared, and the voice where no auxiliary says
 *                              otherwise
 *   X came, hitting Y          advcl without a subject: the governing clause's
 *   X launched a raid on Y     a noun under a light verb takes its subject and its prepositions
 *
 * Subjects are found in subject.c, passives and their agents in passive.c, arguments of nouns in
 * noun.c. Climbing is bounded, so a malformed tree costs no more than a good one. */
#include "code/walk/parts.h"

void walk_add(struct arguments *out, struct role role, uint32_t token, uint8_t distance) {
    if (token == NONE || out->n == MAX_ARGUMENTS)
        return;
    for (uint32_t i = 0; i < out->n; i++)
        if (out->items[i].token == token && out->items[i].role.name == role.name &&
            out->items[i].role.word == role.word)
            return;
    out->items[out->n++] = (struct argument){role, token, distance};
}

struct role walk_role(enum role_name name) {
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

struct role walk_preposition(const struct reading *r, str word) {
    return (struct role){ROLE_PREPOSITION, know_word(r->know, word)};
}

/* "Out of", "away from": the preposition that the first word leads to, NONE. */
static uint32_t second_marker(const struct reading *r, uint32_t noun, uint32_t marker) {
    uint32_t next = marker + 1;
    bool is_pair = next < noun && r->tokens[next].upos == UPOS_ADP &&
                   (r->tokens[next].head == noun || r->tokens[next].head == marker) &&
                   lemma_in(r, marker, "out away back off down up on in over");
    return is_pair ? next : NONE;
}

/* "In support of X", "to the defense of X", "in solidarity with X": one preposition of two. */
static void add_complex(const struct reading *r, uint32_t marker, uint32_t noun,
                        struct arguments *out, uint8_t distance) {
    if (!lemma_in(r, marker, "in to") ||
        !lemma_in(r, noun, "support favor favour defense defence solidarity praise condemnation"))
        return;
    for (uint32_t c = r->first_child[noun]; c != NONE; c = r->next_sibling[c]) {
        uint32_t second = case_of(r, c);
        if (r->tokens[c].deprel != DEP_nmod || !lemma_in(r, second, "of with for"))
            continue;
        walk_add(out, role_of_case(r, second), c, distance);
    }
}

void walk_add_prepositional(const struct reading *r, uint32_t token, struct arguments *out,
                            uint8_t distance) {
    for (uint32_t c = r->first_child[token]; c != NONE; c = r->next_sibling[c]) {
        enum deprel d = deprel_basic((enum deprel)r->tokens[c].deprel);
        if (d != DEP_obl && d != DEP_nmod && d != DEP_advcl && d != DEP_acl)
            continue;
        uint32_t marker = case_of(r, c);
        if (marker == NONE && (d == DEP_advcl || d == DEP_acl))
            marker = child_with(r, c, DEP_mark); /* accused of killing, for killing */
        if (marker == NONE || r->tokens[c].deprel == DEP_nmod_poss)
            continue;
        uint32_t what = walk_resolve_relative(r, token, c), second = second_marker(r, c, marker);
        walk_add(out, role_of_case(r, marker), what, distance);
        add_complex(r, marker, what, out, distance);
        if (second != NONE)
            walk_add(out, role_of_case(r, second), what, distance);
    }
}

/* "was killed" in "X, which was killed"; objects that a clause leaves as a gap. */
static void add_gap_object(const struct reading *r, uint32_t verb, struct arguments *out) {
    if (r->tokens[verb].deprel != DEP_acl_relcl || has_role(out, ROLE_OBJ) ||
        lemma_in(r, child_with(r, verb, DEP_advmod), "where when why"))
        return;
    uint32_t noun = r->tokens[verb].head;
    for (uint32_t i = 0; i < out->n; i++)
        if (out->items[i].token == noun)
            return;
    uint32_t subject = walk_own_subject(r, verb);
    bool is_owner = subject != NONE && /* "Haftar, whose army is fighting": no gap */
                    lemma_in(r, child_with(r, subject, DEP_nmod_poss), "whose who");
    bool is_adverbial = subject != NONE && lemma_is(r, case_of(r, subject), "as"); /* no relative */
    if (subject != NONE && !is_owner && !is_adverbial)
        walk_add(out, walk_role(ROLE_OBJ), noun, 0);
}

/* "attacked and killed civilians": an object to the right serves the verbs before it. */
static void add_shared_object(const struct reading *r, uint32_t verb, struct arguments *out) {
    if (has_role(out, ROLE_OBJ) || out->is_passive)
        return;
    for (uint32_t c = r->first_child[verb]; c != NONE; c = r->next_sibling[c])
        if (r->tokens[c].deprel == DEP_conj && is_verb(r, c) && c > verb && c - verb <= 3 &&
            walk_own_subject(r, c) == NONE && child_with(r, c, DEP_obj) != NONE)
            walk_add(out, walk_role(ROLE_OBJ), child_with(r, c, DEP_obj), 1);
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

/* Who undergoes it stands right before the verb: the subject above does not do it. */
static void drop_shared_subject(struct arguments *out) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < out->n; i++)
        if (out->items[i].role.name != ROLE_SUBJ || out->items[i].distance == 0)
            out->items[n++] = out->items[i];
    out->n = n;
}

/* Fills what the tree left open: "as NATO forces | launched", "journalists | kidnapped two weeks
 * ago". */
static void add_adjacent(const struct reading *r, uint32_t verb, struct arguments *out) {
    str xpos = lang_xpos(r->coder->model, &r->tokens[verb]);
    bool is_finite = str_is(xpos, "VBD") || str_is(xpos, "VBZ") || str_is(xpos, "VBP");
    bool is_past = str_is(xpos, "VBN") || str_is(xpos, "VBD");
    bool has_own = walk_own_subject(r, verb) != NONE;
    if (has_own || out->is_passive || r->tokens[verb].deprel == DEP_acl ||
        r->tokens[verb].deprel == DEP_amod)
        return;
    uint32_t noun = adjacent_noun(r, verb);
    bool is_taken = noun != NONE && r->tokens[noun].head == verb;
    if (is_taken && is_finite && r->tokens[noun].deprel == DEP_compound)
        walk_add(out, walk_role(ROLE_SUBJ), noun, 0); /* no noun is a verb's compound */
    if (noun == NONE || is_taken)
        return;
    if (str_is(xpos, "VBN") && child_with(r, verb, DEP_obj) != NONE &&
        lemma_in(r, case_of(r, noun), "after before since")) {
        drop_shared_subject(out); /* "after gangs | freed inmates" */
        walk_add(out, walk_role(ROLE_SUBJ), noun, 0);
        return;
    }
    if (is_finite && walk_is_opening_apposition(r, verb, noun)) {
        walk_add(out, walk_role(ROLE_SUBJ), noun, 0);
        return;
    }
    if (is_past && !has_role(out, ROLE_OBJ)) {
        walk_add(out, walk_role(ROLE_OBJ), noun, 0);
        drop_shared_subject(out);
    } else if (is_finite)
        walk_add(out, walk_role(ROLE_SUBJ), noun, 0);
}

/* "A court ordered four people detained": who gives the order does it. */
static void add_commander(const struct reading *r, uint32_t verb, struct arguments *out) {
    uint32_t noun = r->tokens[verb].head;
    bool is_acl =
        r->tokens[verb].deprel == DEP_acl && noun != NONE && r->tokens[noun].deprel == DEP_obj;
    uint32_t above = is_acl                                ? r->tokens[noun].head
                     : r->tokens[verb].deprel == DEP_xcomp ? noun
                                                           : NONE;
    if (!out->is_passive && !(is_acl && walk_is_participle(r, verb)))
        return;
    if (above != NONE && lemma_in(r, above, "have see")) { /* "farmers had their land seized" */
        walk_add(out, walk_preposition(r, STR("from")), walk_subject(r, above), 1);
        walk_add(out, walk_preposition(r, STR("against")), walk_subject(r, above), 1);
        return;
    }
    if (above == NONE || !lemma_in(r, above, "order command want get") || has_role(out, ROLE_SUBJ))
        return;
    walk_add(out, walk_role(ROLE_SUBJ), walk_subject(r, above), 1);
}

/* "Helping Iran build a plant": whom the tree makes the subject of the bare infinitive is helped.
 */
static void add_helped(const struct reading *r, uint32_t verb, struct arguments *out) {
    uint32_t clause = child_with(r, verb, DEP_ccomp);
    if (clause == NONE || has_role(out, ROLE_OBJ) || !lemma_in(r, verb, "help let make") ||
        child_with(r, clause, DEP_mark) != NONE || child_with(r, clause, DEP_aux) != NONE)
        return;
    walk_add(out, walk_role(ROLE_OBJ), walk_own_subject(r, clause), 0);
    walk_add(out, walk_role(ROLE_XCOMP), clause, 0);
}

/* "Ordered the network to close", "wants the forces to leave": an infinitive that the tree hangs on
 * the object or beside it is what the object is to do. */
static void add_lost_infinitive(const struct reading *r, uint32_t verb, struct arguments *out) {
    uint32_t object = walk_own_object(r, verb);
    bool is_told = object != NONE && lemma_in(r, verb,
                                              "advise urge tell press pressure instruct "
                                              "encourage persuade implore exhort nudge "
                                              "cajole coax prod goad entreat counsel enjoin "
                                              "importune challenge dare remind admonish");
    if ((!(operators_of(r, verb) & (OP_CAUSE | OP_WANT)) && !is_told) || has_role(out, ROLE_XCOMP))
        return;
    const uint32_t tops[] = {object, verb};
    for (size_t i = object == NONE; i < 2; i++)
        for (uint32_t c = r->first_child[tops[i]]; c != NONE; c = r->next_sibling[c]) {
            enum deprel d = (enum deprel)r->tokens[c].deprel;
            if (c > verb && is_verb(r, c) && walk_is_infinitive(r, c) &&
                (d == DEP_acl || d == DEP_advcl || d == DEP_obl || d == DEP_nmod)) {
                walk_add(out, walk_role(ROLE_XCOMP), c, 0);
                return;
            }
        }
}

/* "Fired and landed a live round on a protester": so does a phrase with a preposition. */
static void add_shared_oblique(const struct reading *r, uint32_t verb, struct arguments *out) {
    for (uint32_t c = r->first_child[verb]; c != NONE; c = r->next_sibling[c])
        if (r->tokens[c].deprel == DEP_conj && is_verb(r, c) && c > verb && c - verb <= 3 &&
            walk_own_subject(r, c) == NONE && !out->is_passive)
            walk_add_prepositional(r, c, out, 1);
}

/* "Blamed both Egypt and Jordan": a noun is a predicate only of verbs of becoming and naming. */
static bool is_object_taken_for_clause(const struct reading *r, uint32_t verb, uint32_t noun) {
    return noun > verb && is_noun(r, noun) && case_of(r, noun) == NONE &&
           child_with(r, noun, DEP_cop) == NONE && child_with(r, verb, DEP_obj) == NONE &&
           !lemma_in(r, verb,
                     "become remain be seem appear call name appoint elect stay turn prove make "
                     "dub label declare end look feel sound brand deem consider crown select");
}

static void add_oblique_of(const struct reading *r, uint32_t noun, const char *markers,
                           struct arguments *out) {
    for (uint32_t c = r->first_child[noun]; c != NONE; c = r->next_sibling[c]) {
        uint32_t marker = case_of(r, c);
        enum deprel d = (enum deprel)r->tokens[c].deprel;
        if ((d == DEP_nmod || d == DEP_obl) && lemma_in(r, marker, markers))
            walk_add(out, role_of_case(r, marker), walk_resolve_relative(r, noun, c), 1);
    }
}

/* "Gave five million euros to Malawi": a phrase that the tree hangs on the object is the verb's.
 * One with "of" is so only where the object is control or an evacuation ("took control of the
 * town"), one with "between" only behind "broker"; "to" is the verb's also on the last of a list
 * ("sent grain and fuel to Zimbabwe") and on what the object is of ("returned dozens of statues to
 * Cambodia"). */
static void add_object_oblique(const struct reading *r, uint32_t verb, struct arguments *out) {
    uint32_t object = child_with(r, verb, DEP_obj);
    if (object == NONE)
        return;
    add_oblique_of(r, object,
                   "to from with for against about over at on into onto toward towards near", out);
    if (lemma_in(r, object, "control evacuation"))
        add_oblique_of(r, object, "of", out);
    if (lemma_in(r, verb, "broker mediate"))
        add_oblique_of(r, object, "between", out);
    for (uint32_t c = r->first_child[object]; c != NONE; c = r->next_sibling[c]) {
        bool is_part = r->tokens[c].deprel == DEP_nmod && lemma_in(r, case_of(r, c), "of from");
        if (is_part || (r->tokens[c].deprel == DEP_conj && is_noun(r, c)))
            add_oblique_of(r, c, "to", out);
    }
}

/* "Weapons | from Iran | reached Sudan": what the subject comes from is the verb's. */
static void add_origin(const struct reading *r, uint32_t verb, struct arguments *out) {
    uint32_t subject = walk_own_subject(r, verb);
    if (subject != NONE && lemma_in(r, verb, "reach arrive come land flow pour"))
        add_oblique_of(r, subject, "from", out);
}

/* "Is meeting at the Pentagon | with the defense secretary": whom the tree hangs on the place. */
static void add_place_company(const struct reading *r, uint32_t verb, struct arguments *out) {
    for (uint32_t c = r->first_child[verb]; c != NONE; c = r->next_sibling[c])
        if (c > verb && r->tokens[c].deprel == DEP_obl && lemma_in(r, case_of(r, c), "at in on"))
            add_oblique_of(r, c, "with", out);
}

/* "To back the prime minister's government | against LNA commander X": a long phrase that the tree
 * gave away; the noun right before "against" is who is helped. */
static uint32_t object_before_against(const struct reading *r, uint32_t verb) {
    uint32_t end = r->text->sentences[r->sentence[verb]].last;
    if (!lemma_in(r, verb, "back support help assist aid defend reinforce"))
        return NONE;
    for (uint32_t t = verb + 1; t < end && t < verb + 14 && !is_verb(r, t); t++)
        if (lemma_is(r, t, "against"))
            return is_noun(r, t - 1) ? t - 1 : NONE;
    return NONE;
}

/* "Suspended $30m | in aid": what the money is. */
static void add_money(const struct reading *r, uint32_t verb, struct arguments *out) {
    uint32_t sum = child_with(r, verb, DEP_obj);
    bool is_sum =
        sum != NONE && (r->tokens[sum].upos == UPOS_NUM || r->tokens[sum].upos == UPOS_SYM ||
                        lemma_in(r, sum, "million billion m bn dollar euro pound $"));
    for (uint32_t c = is_sum ? r->first_child[sum] : NONE; c != NONE; c = r->next_sibling[c])
        if (r->tokens[c].deprel == DEP_nmod && lemma_is(r, case_of(r, c), "in")) {
            walk_add(out, walk_preposition(r, STR("in")), c, 0);
            add_oblique_of(r, c, "to for", out); /* $275 million in weapons for Kyiv */
        }
}

/* "Stripped Catalonia | of its autonomy": what the tree hangs on the object is the verb's. */
static void add_taken(const struct reading *r, uint32_t verb, struct arguments *out) {
    uint32_t object = child_with(r, verb, DEP_obj);
    if (object == NONE || !lemma_in(r, verb,
                                    "strip deprive rob relieve rid cleanse accuse acquit suspect "
                                    "convict remind absolve caution warn"))
        return;
    add_oblique_of(r, object, "of", out);
    for (uint32_t c = r->first_child[object]; c != NONE; c = r->next_sibling[c]) {
        uint32_t marker = child_with(r, c, DEP_mark); /* suspected them | of spying */
        if (c > object && r->tokens[c].deprel == DEP_acl && lemma_is(r, marker, "of"))
            walk_add(out, role_of_case(r, marker), c, 1);
    }
    for (uint32_t c = r->first_child[object]; c != NONE; c = r->next_sibling[c])
        if (r->tokens[c].deprel == DEP_appos ||
            r->tokens[c].deprel == DEP_flat) /* star X | of it */
            add_oblique_of(r, c, "of", out);
}

/* "Declared Hamas a terrorist group": of two objects the second says what the first is, or is given
 * to it. */
static void add_object(const struct reading *r, uint32_t verb, uint32_t object,
                       struct arguments *out) {
    uint32_t first = child_with(r, verb, DEP_obj);
    walk_add(out, walk_role(ROLE_OBJ), walk_resolve_relative(r, verb, object), 0);
    if (first == object || first > object)
        return;
    walk_add(out, walk_role(ROLE_IOBJ), first, 0);
    walk_add(out, walk_role(ROLE_XCOMP), object, 0);
}

/* Verbs that name a thing without "as": "called it a coup", but "described it as a coup". */
static const char calling[] = "call label brand dub term consider";

/* "Called the decision | a tragedy", "ruled the tariffs | illegal": what is said of the object,
 * which the tree hangs behind it as one more name or adjective. */
static void add_verdict(const struct reading *r, uint32_t verb, struct arguments *out) {
    uint32_t object = child_with(r, verb, DEP_obj);
    bool is_naming = lemma_in(r, verb, calling);
    if (object == NONE || has_role(out, ROLE_XCOMP) ||
        !(is_naming || lemma_in(r, verb, "declare rule find deem pronounce")))
        return;
    for (uint32_t c = r->first_child[object]; c != NONE; c = r->next_sibling[c]) {
        enum deprel d = (enum deprel)r->tokens[c].deprel;
        uint32_t article = child_with(r, c, DEP_det);
        bool is_name = d == DEP_appos && is_noun(r, c);
        if (is_naming && (article != object + 1 || !lemma_in(r, article, "a an")))
            continue;
        if (c > object && (is_name || (d == DEP_amod && r->tokens[c].upos == UPOS_ADJ)))
            walk_add(out, walk_role(ROLE_XCOMP), c, 0);
    }
}

/* "Mr. Anderson's killing": whose death it is, where the gerund has no object; else "Moscow's
 * shelling of": who does it. Either way the clause above has no say. */
static bool is_killed_owner(const struct reading *r, uint32_t verb) {
    if (child_with(r, verb, DEP_obj) != NONE ||
        !lemma_in(r, verb,
                  "kill murder assassinate behead execute lynch poison abduct kidnap jail"))
        return false;
    for (uint32_t c = r->first_child[verb]; c != NONE; c = r->next_sibling[c])
        if (c > verb && lemma_is(r, case_of(r, c), "of"))
            return false;
    return true;
}

/* "The killing of civilians": what "of" names is the gerund's object. */
static void add_gerund_object(const struct reading *r, uint32_t verb, struct arguments *out) {
    if (has_role(out, ROLE_OBJ) || !str_is(lang_xpos(r->coder->model, &r->tokens[verb]), "VBG"))
        return;
    for (uint32_t c = r->first_child[verb]; c != NONE; c = r->next_sibling[c])
        if (c > verb && is_noun(r, c) && lemma_is(r, case_of(r, c), "of"))
            walk_add(out, walk_role(ROLE_OBJ), c, 0);
}

/* The subject, by its deep role; returns it as it stands. */
static uint32_t add_subject(const struct reading *r, uint32_t verb, struct arguments *out) {
    uint32_t surface = walk_own_subject(r, verb), owner = child_with(r, verb, DEP_nmod_poss);
    uint8_t distance = surface == NONE;
    if (surface == NONE && owner != NONE)
        walk_add(out, walk_role(is_killed_owner(r, verb) ? ROLE_OBJ : ROLE_SUBJ), owner, 0);
    else if (surface == NONE)
        surface = walk_climb_subject(r, verb);
    walk_add(out, walk_role(out->is_passive ? ROLE_OBJ : ROLE_SUBJ), surface, distance);
    if (!out->is_passive)
        return surface;
    if (child_with(r, verb, DEP_obj) != NONE) /* monitors were denied access */
        walk_add(out, walk_role(ROLE_IOBJ), surface, distance);
    uint32_t agent = walk_own_agent(r, verb);
    walk_add(out, walk_role(ROLE_SUBJ), agent != NONE ? agent : walk_stray_agent(r, verb), 0);
    if (r->tokens[verb].deprel == DEP_acl && r->tokens[verb].head != NONE &&
        lemma_in(r, r->tokens[verb].head, "those that dead casualty victim")) /* were among those */
        walk_add(out, walk_role(ROLE_OBJ), walk_among_whom(r, r->tokens[verb].head), 0);
    if (r->tokens[verb].deprel == DEP_acl && walk_is_among_those(r, r->tokens[verb].head))
        walk_add(out, walk_role(ROLE_OBJ), r->tokens[r->tokens[verb].head].head, 0);
    if (lemma_in(r, verb, "ally engage involve embroil lock unite align")) /* are allied with */
        walk_add(out, walk_role(ROLE_SUBJ), surface, distance);
    return surface;
}

/* "Died at the hands of X", "abuse at the hands of X": who does it. */
static void add_hands(const struct reading *r, uint32_t noun, struct arguments *out) {
    uint32_t whose = child_with(r, noun, DEP_nmod);
    if (lemma_is(r, noun, "hand") && lemma_is(r, case_of(r, noun), "at") && whose != NONE &&
        lemma_is(r, case_of(r, whose), "of"))
        walk_add(out, walk_preposition(r, STR("by")), whose, 0);
}

/* "Fined the Mintz Group | $1.5 million": the receiver that the tree hung on the sum. */
static void add_receiver(const struct reading *r, uint32_t verb, uint32_t object,
                         struct arguments *out) {
    uint32_t receiver = child_with(r, object, DEP_compound);
    if (receiver != NONE && receiver < object && r->tokens[object].upos == UPOS_SYM &&
        lemma_in(r, verb, "fine give lend grant promise offer pledge award pay send owe"))
        walk_add(out, walk_role(ROLE_IOBJ), receiver, 0);
}

static void add_dependent(const struct reading *r, uint32_t verb, uint32_t c, uint32_t surface,
                          struct arguments *out) {
    switch (deprel_basic((enum deprel)r->tokens[c].deprel)) {
    case DEP_nsubj: /* a list whose members the parser hung side by side */
        if (c != surface && is_noun(r, c) && c < verb)
            walk_add(out, walk_role(out->is_passive ? ROLE_OBJ : ROLE_SUBJ), c, 0);
        break;
    case DEP_obl:
        add_hands(r, c, out);
        break;
    case DEP_obj:
        if (out->is_passive && lemma_in(r, verb,
                                        "designate declare label brand name call dub term deem "
                                        "appoint elect proclaim")) {
            walk_add(out, walk_role(ROLE_XCOMP), c, 0); /* "was declared a terrorist group" */
            break;
        }
        add_object(r, verb, c, out);
        add_receiver(r, verb, c, out);
        break;
    case DEP_iobj:
        walk_add(out, walk_role(ROLE_IOBJ), walk_resolve_relative(r, verb, c), 0);
        break;
    case DEP_xcomp:
        walk_add(out, walk_role(is_object_taken_for_clause(r, verb, c) ? ROLE_OBJ : ROLE_XCOMP), c,
                 0);
        break;
    case DEP_ccomp:
        walk_add(out, walk_role(ROLE_CCOMP), c, 0);
        break;
    default:
        break;
    }
}

/* "Posted a message blaming Iran": who is the subject over the noun that the participle explains;
 * "ignored U.N. resolutions demanding", rather whose the noun is. */
static void add_author(const struct reading *r, uint32_t verb, struct arguments *out) {
    uint32_t noun = r->tokens[verb].head, owner = child_with(r, noun, DEP_nmod_poss);
    bool is_past = walk_is_participle(r, verb) && child_with(r, verb, DEP_obj) != NONE;
    bool is_person = r->tokens[noun].name == NAME_PER; /* "Canada's Carney, vowing to": he does */
    bool is_foiled = walk_is_infinitive(r, verb) && walk_is_foiled(r, noun);
    /* is_past: "said the tsunami | destroyed the port", the noun did it itself */
    if (is_past || is_person || is_foiled)
        return;
    if (owner == NONE)
        owner = walk_named_modifier(r, noun);
    walk_add(out, walk_role(ROLE_SUBJ), owner, 1);
    uint32_t above = walk_governing_verb(r, noun);
    bool is_of_others = /* "resigned after protests calling for it" */
        lemma_in(r, case_of(r, noun),
                 "after before since following despite amid amidst during over against because") ||
        walk_is_answered(r, noun);
    bool is_undergone = /* "a draft calling for … was vetoed by X" */
        r->tokens[noun].deprel == DEP_nsubj_pass;
    bool is_of_people = /* "arrested the leaders of a protest | calling for it" */
        r->tokens[noun].deprel == DEP_nmod &&
        lemma_in(r, r->tokens[noun].head, "leader organizer organiser member participant author");
    if (above != NONE && !is_of_others && !is_undergone && !is_of_people)
        walk_add(out, walk_role(ROLE_SUBJ),
                 is_passive(r, above) ? walk_own_agent(r, above) : walk_own_subject(r, above), 2);
}

static void verb_arguments(const struct reading *r, uint32_t verb, struct arguments *out) {
    if (walk_add_hyphenated(r, verb, out))
        return;
    out->is_passive = is_passive(r, verb);
    uint32_t surface = add_subject(r, verb, out);
    for (uint32_t c = r->first_child[verb]; c != NONE; c = r->next_sibling[c])
        add_dependent(r, verb, c, surface, out);
    if (r->tokens[verb].deprel == DEP_amod)
        walk_add_modified(r, verb, out);
    if (!has_role(out, ROLE_OBJ) && !out->is_passive)
        walk_add(out, walk_role(ROLE_OBJ), object_before_against(r, verb), 0);
    if (!has_role(out, ROLE_OBJ) && !out->is_passive)
        walk_add(out, walk_role(ROLE_OBJ), bare_complement(r, verb), 0);
    if (r->tokens[verb].deprel == DEP_acl && !out->is_passive)
        add_author(r, verb, out);
    add_gerund_object(r, verb, out);
    add_gap_object(r, verb, out);
    add_shared_object(r, verb, out);
    add_adjacent(r, verb, out);
    walk_add_prepositional(r, verb, out, 0);
    add_shared_oblique(r, verb, out);
    add_object_oblique(r, verb, out);
    add_place_company(r, verb, out);
    add_lost_infinitive(r, verb, out);
    add_helped(r, verb, out);
    add_commander(r, verb, out);
    add_taken(r, verb, out);
    add_origin(r, verb, out);
    add_verdict(r, verb, out);
    add_money(r, verb, out);
}

/* "What it called | Israeli violations", "what he described as | aggression": what is so called. */
static uint32_t what_is_called(const struct reading *r, uint32_t what) {
    uint32_t verb = lemma_is(r, what, "what") ? child_with(r, what, DEP_acl_relcl) : NONE;
    if (lemma_in(r, verb, calling) || lemma_is(r, verb, "deem"))
        return child_with(r, verb, DEP_obj);
    if (!lemma_in(r, verb, "describe characterize characterise regard see view portray"))
        return NONE;
    for (uint32_t c = r->first_child[verb]; c != NONE; c = r->next_sibling[c])
        if (r->tokens[c].deprel == DEP_obl && lemma_is(r, case_of(r, c), "as"))
            return c;
    return NONE;
}

/* Arguments of words that neither are verbs nor nouns. */
static void other_arguments(const struct reading *r, uint32_t token, struct arguments *out) {
    uint32_t s = walk_own_subject(r, token);
    if (s == NONE)
        s = walk_climb_subject(r, token);
    if (s == NONE && r->tokens[token].deprel == DEP_amod)
        s = r->tokens[token].head;
    walk_add(out, walk_role(ROLE_SUBJ), s, 0);
    walk_add(out, walk_role(ROLE_XCOMP), child_with(r, token, DEP_xcomp), 0);
    walk_add(out, walk_role(ROLE_CCOMP), child_with(r, token, DEP_ccomp), 0);
    walk_add_prepositional(r, token, out, 0);
}

void walk_arguments(const struct reading *r, uint32_t token, struct arguments *out) {
    out->n = 0;
    out->light = NONE;
    out->is_passive = false;
    if (is_verb(r, token))
        verb_arguments(r, token, out);
    else if (is_noun(r, token))
        walk_noun(r, token, out);
    else
        other_arguments(r, token, out);
    for (uint32_t i = 0; i < out->n; i++) {
        uint32_t called = what_is_called(r, out->items[i].token);
        if (called != NONE && called > out->items[i].token)
            out->items[i].token = called;
    }
}
