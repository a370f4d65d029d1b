/* One act, two carriers. A verb and the noun it governs often tell one act ("resumed talks", "the
 * suspension of aid"), so do two nouns side by side ("bombings and other strikes") and two verbs of
 * which one says what the other is for; the guidelines' trigger keeps it and takes the other's
 * parties. An attack and its dead are harm.c's, an act told again by another name again.c's.
 * Quadratic in the acts of a sentence, which are few. */
#include "code/merge/parts.h"

#include <string.h>

bool act_has_party(const uint32_t *list, uint32_t n, uint32_t token) {
    for (uint32_t i = 0; i < n; i++)
        if (list[i] == token)
            return true;
    return false;
}

void act_take_parties(uint32_t *to, uint32_t *n, const uint32_t *from, uint32_t m) {
    for (uint32_t i = 0; i < m && *n < ACT_PARTIES; i++)
        if (!act_has_party(to, *n, from[i]))
            to[(*n)++] = from[i];
}

/* Is `token` an argument of the act? *found becomes it. */
static bool has_argument(const struct act *a, uint32_t token, struct argument *found) {
    for (uint32_t i = 0; i < a->arguments.n; i++)
        if (a->arguments.items[i].token == token) {
            *found = a->arguments.items[i];
            return true;
        }
    return false;
}

bool act_is_hostile(enum plover_type t) {
    return plover_quad(t) == 4;
}

/* "A series of | raids", "several of the | attacks": the noun that measures an act stands for it.
 */
static uint32_t phrase_of(const struct reading *r, uint32_t noun) {
    return measure_of(r, noun,
                      "series wave spate string round number several many some most one two all "
                      "dozen");
}

static bool is_consumed(const struct act *a, uint32_t token) {
    for (uint32_t i = 0; i < a->n_consumed; i++)
        if (a->consumed[i] == token)
            return true;
    return false;
}

/* "Used water cannon and tear gas": beside what the frame names. */
static bool is_beside_consumed(const struct reading *r, const struct act *a, uint32_t token) {
    return r->tokens[token].deprel == DEP_conj && r->tokens[token].head != NONE &&
           is_consumed(a, r->tokens[token].head);
}

static void add_mode(struct act *a, enum plover_mode mode) {
    for (uint32_t i = 0; i < a->n_modes; i++)
        if (a->modes[i] == mode)
            return;
    if (a->n_modes < ACT_MODES)
        a->modes[a->n_modes++] = mode;
}

bool merge_have_other_actors(const struct act *a, const struct act *b) {
    for (uint32_t i = 0; i < b->n_actors; i++)
        if (act_has_party(a->actors, a->n_actors, b->actors[i]))
            return false;
    return a->n_actors > 0 && b->n_actors > 0;
}

static void give_parties(struct act *keep, const struct act *drop) {
    if (keep->n_actors == 0)
        act_take_parties(keep->actors, &keep->n_actors, drop->actors, drop->n_actors);
    if (keep->n_recipients == 0)
        for (uint32_t i = 0; i < drop->n_recipients; i++)
            if (!act_has_party(keep->actors, keep->n_actors, drop->recipients[i]))
                act_take_parties(keep->recipients, &keep->n_recipients, &drop->recipients[i], 1);
    for (uint32_t m = 0; m < drop->n_modes && keep->type == drop->type; m++)
        add_mode(keep, drop->modes[m]);
}

void merge_two_acts(struct reading *r, struct act *keep, struct act *drop) {
    merge_victims(r, keep, drop);
    bool are_mutual = (keep->frame->flags & drop->frame->flags & FRAME_MUTUAL) != 0;
    if (are_mutual && keep->type == drop->type) /* "it will resume | talks with Europe" */
        act_take_parties(keep->actors, &keep->n_actors, drop->actors, drop->n_actors);
    give_parties(keep, drop);
    drop->is_dropped = true;
    drop->carrier = keep->token;
}

struct act *merge_carrier_of(struct acts *acts, size_t from, const struct act *dropped) {
    uint32_t token = dropped->carrier;
    for (int steps = 0; steps < 8 && token != NONE; steps++) {
        struct act *a = act_at(acts, from, token);
        if (a)
            return a;
        uint32_t next = NONE;
        for (size_t i = from; i < acts->n; i++)
            if (acts->items[i].token == token)
                next = acts->items[i].carrier;
        token = next;
    }
    return NULL;
}

/* verb v, and noun n that is one of its arguments */
static void merge_pair(struct reading *r, struct act *v, struct act *n, const struct argument *g) {
    if (r->tokens[v->token].head == n->token && r->tokens[v->token].deprel == DEP_amod) {
        if (v->type == n->type && lemma_in(r, v->token, "attempt fail thwart foil"))
            merge_two_acts(r, n, v); /* an attempted coup */
        return;                      /* "the NATO-backed ouster": two acts */
    }
    if (is_consumed(v, n->token) && !(v->frame->flags & FRAME_TRIGGER_OBJ)) {
        if (!act_is_hostile(n->type) || v->type != PLOVER_ACCUSE)
            merge_two_acts(r, v, n);
        else if (n->n_recipients == 0 &&
                 (n->n_actors == 0 || act_has_party(v->actors, v->n_actors, n->actors[0])))
            n->is_dropped = true;
        return; /* a deed that is condemned and told with its parties is news */
    }
    if (v->frame->flags & FRAME_TRIGGER_OBJ && g->role.name == ROLE_OBJ) {
        if (v->type != n->type) { /* a resignation that is announced: the verb says what it is */
            n->type = v->type;
            n->cameo = v->cameo;
            n->n_modes = v->n_modes;
            memcpy(n->modes, v->modes, sizeof n->modes);
        }
        merge_two_acts(r, n, v);
        return;
    }
    bool is_subject = g->role.name == ROLE_SUBJ;
    bool is_show = lemma_in(r, n->token, "show display demonstration drill exercise maneuver");
    bool is_oblique = /* "fired missiles in a show of force", but not "sent troops in a convoy" */
        g->role.name == ROLE_PREPOSITION &&
        str_in(know_word_text(r->know, g->role.word), v->type != PLOVER_MOBILIZE
                                                          ? "for in during by with on under"
                                                      : is_show ? "on to in during"
                                                                : "on to");
    bool is_price = lemma_is(r, n->token, "exchange"); /* freed A in exchange for B: two releases */
    if (v->type == n->type && is_oblique && !is_price && !walk_is_answered(r, n->token) &&
        !merge_have_other_actors(v, n)) { /* met for talks, claimed responsibility for the attack */
        bool is_assault = n->type == PLOVER_ASSAULT;
        merge_two_acts(r, is_assault ? n : v, is_assault ? v : n);
        return;
    }
    if (v->type == n->type && (is_subject || g->role.name == ROLE_OBJ || n->light == v->token))
        merge_two_acts(r, n, v);
}

/* "In the deadliest attack, an air strike killed four": what else the verb of an act names by "in"
 * is that act again. */
static void merge_obliques(struct reading *r, struct acts *acts, size_t from) {
    for (size_t i = from; i < acts->n; i++) {
        const struct act *v = &acts->items[i];
        struct act *keep =
            v->is_dropped && is_verb(r, v->token) ? merge_carrier_of(acts, from, v) : NULL;
        for (size_t k = from; keep && k < acts->n; k++) {
            struct act *n = &acts->items[k];
            struct argument g;
            if (n != keep && !n->is_dropped && n->type == keep->type && n->frame->pos == 'n' &&
                !merge_have_other_actors(keep, n) && has_argument(v, phrase_of(r, n->token), &g) &&
                ((g.role.name == ROLE_SUBJ && n->type == PLOVER_ASSAULT) ||
                 (g.role.name == ROLE_PREPOSITION &&
                  str_in(know_word_text(r->know, g.role.word), "in during by with"))))
                merge_two_acts(r, keep, n);
        }
    }
}

/* Where the last of several nouns plays, they all do: "bombings and other strikes in Baghdad". */
static bool is_place_of(const struct reading *r, uint32_t t) {
    return lemma_in(r, case_of(r, t), "in at near around across outside");
}

static bool has_place(const struct reading *r, uint32_t noun) {
    for (uint32_t c = r->first_child[noun]; c != NONE; c = r->next_sibling[c])
        if (is_place_of(r, c))
            return true;
    return false;
}

/* Named apart from the noun `head` before it: by an article, a number, an owner, a name or parties
 * of its own. */
static bool is_named_apart(const struct reading *r, const struct act *a, uint32_t head) {
    bool is_placed_apart = has_place(r, head);
    for (uint32_t c = r->first_child[a->token]; c != NONE; c = r->next_sibling[c]) {
        enum deprel d = deprel_basic((enum deprel)r->tokens[c].deprel);
        if (d == DEP_det || d == DEP_nummod || r->tokens[c].deprel == DEP_nmod_poss ||
            r->tokens[c].upos == UPOS_NUM ||
            (r->tokens[c].upos == UPOS_PROPN && (is_placed_apart || !is_place_of(r, c))))
            return true;
    }
    for (uint32_t i = 0; i < a->arguments.n; i++) {
        const struct argument *g = &a->arguments.items[i];
        bool is_party = act_has_party(a->actors, a->n_actors, g->token) ||
                        act_has_party(a->recipients, a->n_recipients, g->token);
        bool is_kind = g->role.name == ROLE_MOD && r->tokens[g->token].upos != UPOS_PROPN;
        if (is_party && !is_kind && g->distance == 0 && r->tokens[g->token].head == a->token)
            return true; /* "guerrilla strikes" are of a kind */
    }
    return false;
}

static struct act *last_before(struct acts *acts, size_t from, const struct act *n) {
    struct act *best = NULL;
    for (size_t i = from; i < acts->n; i++) {
        struct act *a = &acts->items[i];
        if (!a->is_dropped && a->type == n->type && a->token < n->token &&
            (!best || a->token > best->token))
            best = a;
    }
    return best;
}

/* "Ambushes and suicide bombings", "a bombing, another attack ascribed to the rebels": nouns side
 * by side that name no parties apart are one act. */
static void merge_neighbours(struct reading *r, struct acts *acts, size_t from) {
    for (size_t i = from; i < acts->n; i++) {
        struct act *n = &acts->items[i];
        enum deprel d = (enum deprel)r->tokens[n->token].deprel;
        if (n->is_dropped || n->frame->pos != 'n')
            continue;
        bool is_again = merge_is_resumptive(r, n->token);
        if (!is_again && d != DEP_conj && d != DEP_appos)
            continue;
        struct act *head =
            is_again ? last_before(acts, from, n) : act_at(acts, from, r->tokens[n->token].head);
        if (is_again && head)
            merge_two_acts(r, head, n);
        else if (head && head->frame->pos == 'n' && head->type == n->type &&
                 act_is_hostile(n->type) && (d == DEP_appos || !is_named_apart(r, n, head->token)))
            merge_two_acts(r, head, n);
    }
}

/* A patrol that is attacked is a party, no act. */
static void drop_parties(const struct reading *r, struct acts *acts, size_t from) {
    for (size_t i = from; i < acts->n; i++)
        for (size_t k = from; k < acts->n; k++) {
            struct act *n = &acts->items[i], *v = &acts->items[k];
            if (i != k && !n->is_dropped && !v->is_dropped && !is_verb(r, n->token) &&
                (act_has_party(v->recipients, v->n_recipients, n->token) ||
                 act_has_party(v->actors, v->n_actors, n->token)))
                n->is_dropped = true;
        }
}

/* "Sent troops to help": the infinitive says what the verb is done for. */
static bool is_purpose(const struct reading *r, uint32_t infinitive, uint32_t verb) {
    enum deprel rel = r->tokens[infinitive].deprel;
    return r->tokens[infinitive].head == verb && (rel == DEP_xcomp || rel == DEP_advcl) &&
           lemma_is(r, child_with(r, infinitive, DEP_mark), "to");
}

/* "Claimed responsibility for kidnapping": the deed that is claimed. */
static bool is_cause_of_claim(const struct reading *r, const struct act *deed,
                              const struct act *claim) {
    struct argument g;
    return lemma_is(r, claim->token, "claim") && lemma_is(r, mark_of(r, deed->token), "for") &&
           has_argument(claim, deed->token, &g);
}

/* "Stopped shooting": the deed that one ceases. */
static bool is_ceased(const struct reading *r, const struct act *v, const struct act *n) {
    return v->type == PLOVER_RETREAT && act_is_hostile(n->type) &&
           r->tokens[n->token].head == v->token && r->tokens[n->token].deprel == DEP_xcomp &&
           lemma_in(r, v->token, "stop cease halt end quit suspend");
}

/* "Launched missiles | targeting troops": the one act is told of the other's object. */
static bool is_of_object(const struct reading *r, const struct act *v, const struct act *n) {
    struct argument g;
    return r->tokens[n->token].deprel == DEP_acl && has_argument(v, r->tokens[n->token].head, &g) &&
           g.role.name == ROLE_OBJ;
}

/* "Launched missiles targeting troops": what is said of the missiles is the act. */
static bool is_said_of_object(const struct reading *r, const struct act *v, const struct act *n) {
    return v->type == PLOVER_MOBILIZE && n->type == PLOVER_ASSAULT && is_of_object(r, v, n);
}

/* "Fired rockets aimed at the port": what they are aimed at is what is fired at. */
static bool is_aim_of_shot(const struct reading *r, const struct act *v, const struct act *n) {
    return v->type == PLOVER_ASSAULT && (n->type == PLOVER_ASSAULT || n->type == PLOVER_MOBILIZE) &&
           lemma_in(r, n->token, "target aim direct head bind") && is_of_object(r, v, n);
}

/* "Raised tariffs, | hitting back at Washington": what one does, told as an answer. */
static bool is_answer(const struct reading *r, const struct act *v, const struct act *n) {
    return n->type == v->type && r->tokens[n->token].head == v->token &&
           r->tokens[n->token].deprel == DEP_advcl && child_with(r, n->token, DEP_mark) == NONE &&
           lemma_in(r, n->token, "hit strike retaliate respond react escalate");
}

/* "Fired in the air to disperse the crowd": what the shots are for is what they do. */
static bool is_dispersal(const struct reading *r, const struct act *v, const struct act *n) {
    return v->type == PLOVER_ASSAULT && n->type == PLOVER_COERCE &&
           is_purpose(r, n->token, v->token) &&
           lemma_in(r, n->token, "disperse scatter break clear");
}

static void merge_verbs(struct reading *r, struct act *v, struct act *n) {
    bool is_same_type = n->type == v->type;
    if ((is_same_type && is_purpose(r, n->token, v->token)) || is_ceased(r, v, n) ||
        is_aim_of_shot(r, v, n) || is_answer(r, v, n) || is_dispersal(r, v, n))
        merge_two_acts(r, v, n);
    else if (is_said_of_object(r, v, n) || (is_same_type && is_cause_of_claim(r, n, v)))
        merge_two_acts(r, n, v);
}

/* "A probe into allegations against X": what is looked into is not said once more. */
static bool is_claim_probed(const struct reading *r, const struct act *v, const struct act *n) {
    return v->type == PLOVER_ACCUSE && n->type == PLOVER_ACCUSE && v->n_modes &&
           v->modes[0] == MODE_INVESTIGATE && is_noun(r, n->token) &&
           (r->tokens[n->token].head == v->token || r->tokens[n->token].head == v->light) &&
           lemma_in(r, case_of(r, n->token), "into of over");
}

/* "Launched an offensive on Monday to drive out X": what the noun's verb is done for. */
static bool is_aim_of_noun(const struct reading *r, const struct act *n, const struct act *v) {
    return n->type == PLOVER_ASSAULT && v->type == n->type && n->light != NONE &&
           is_purpose(r, v->token, n->light) && v->token > n->token;
}

/* "Suspended aid and cooperation": what is cut off beside the object is no friendly act either. */
static bool is_cut_beside(const struct reading *r, const struct act *v, const struct act *n) {
    struct argument g;
    return act_is_hostile(v->type) && v->type != PLOVER_ASSAULT && !act_is_hostile(n->type) &&
           r->tokens[n->token].deprel == DEP_conj &&
           has_argument(v, r->tokens[n->token].head, &g) && g.role.name == ROLE_OBJ &&
           case_of(r, n->token) == NONE;
}

static void merge_two(struct reading *r, struct act *v, struct act *n) {
    struct argument g;
    if (v->frame->pos != 'v') {
        bool is_ended = act_is_hostile(v->type) && !act_is_hostile(n->type) &&
                        is_consumed(v, n->token); /* the suspension of aid is no aid */
        bool is_aim = is_verb(r, n->token) && is_aim_of_noun(r, v, n);
        if (is_ended || is_aim || is_claim_probed(r, v, n))
            merge_two_acts(r, v, n);
    } else if (is_verb(r, n->token)) {
        merge_verbs(r, v, n);
    } else if ((v->type == PLOVER_ASSAULT && n->type == PLOVER_ASSAULT &&
                is_beside_consumed(r, v, n->token)) ||
               is_cut_beside(r, v, n)) {
        merge_two_acts(r, v, n);
    } else if (has_argument(v, phrase_of(r, n->token), &g)) {
        merge_pair(r, v, n, &g);
    }
}

/* A verb and its noun, an attack and its dead, the same act by two nouns. */
static void merge_pairs(struct reading *r, struct acts *acts, size_t from) {
    for (size_t i = from; i < acts->n; i++)
        for (size_t k = from; k < acts->n; k++)
            if (i != k && !acts->items[i].is_dropped && !acts->items[k].is_dropped)
                merge_two(r, &acts->items[i], &acts->items[k]);
}

/* The verb of which the noun, or what counts it ("thousands of people"), is the subject; else the
 * noun. */
static uint32_t verb_of_subject(const struct reading *r, uint32_t noun) {
    uint32_t top = noun;
    for (int i = 0; i < 4 && r->tokens[top].deprel == DEP_nmod && r->tokens[top].head != NONE &&
                    lemma_is(r, case_of(r, top), "of");
         i++)
        top = r->tokens[top].head;
    return r->tokens[top].deprel == DEP_nsubj ? r->tokens[top].head : noun;
}

/* "Took to the streets shouting and waving flags": what a crowd does while it marches. */
static void merge_shouts(struct reading *r, struct acts *acts, size_t from) {
    for (size_t i = from; i < acts->n; i++) {
        struct act *n = &acts->items[i];
        enum deprel d = (enum deprel)r->tokens[n->token].deprel;
        if (n->is_dropped || n->type != PLOVER_PROTEST || !is_verb(r, n->token) ||
            !lemma_in(r, n->token,
                      "shout chant wave hold carry sing march gather break smash burn") ||
            (d != DEP_advcl && d != DEP_conj && d != DEP_acl && d != DEP_xcomp))
            continue;
        uint32_t above = r->tokens[n->token].head;
        if (d == DEP_acl && above < n->token) /* "thousands of people waving flags rallied" */
            above = verb_of_subject(r, above);
        struct act *first = act_at(acts, from, above);
        if (first && first->type == PLOVER_PROTEST && child_with(r, n->token, DEP_nsubj) == NONE)
            merge_two_acts(r, first, n);
    }
}

/* "Blocked the road and threw stones": what a crowd that has risen throws is an attack beside the
 * riot (guideline 7); what it burns or smashes is the riot's. */
static void turn_violent(const struct reading *r, struct acts *acts, size_t from) {
    for (size_t i = from; i < acts->n; i++) {
        struct act *n = &acts->items[i];
        uint32_t verb = is_verb(r, n->token) || n->light == NONE ? n->token : n->light;
        if (n->is_dropped || n->type != PLOVER_PROTEST || r->tokens[verb].deprel != DEP_conj ||
            !lemma_in(r, verb, "throw hurl pelt lob toss"))
            continue;
        const struct act *first = act_at(acts, from, r->tokens[verb].head);
        if (!first || first->type != PLOVER_PROTEST)
            continue;
        n->type = PLOVER_ASSAULT;
        n->n_modes = 1;
        n->modes[0] = MODE_PRIMITIVE;
        n->cameo = (str){NULL, 0};
    }
}

/* "An offensive to capture the city" is one act; a trigger inside another's words is that act. */
static void merge_inner(struct reading *r, struct acts *acts, size_t from) {
    for (size_t i = from; i < acts->n; i++)
        for (size_t k = from; k < acts->n; k++) {
            struct act *n = &acts->items[i], *v = &acts->items[k];
            if (i != k && !n->is_dropped && !v->is_dropped && n->type == v->type &&
                v->frame->pos == 'v' && r->tokens[v->token].deprel == DEP_acl &&
                r->tokens[v->token].head == n->token)
                merge_two_acts(r, n, v);
        }
    for (size_t i = from; i < acts->n; i++)
        for (size_t k = from; k < acts->n; k++) {
            struct act *a = &acts->items[i], *b = &acts->items[k];
            if (i != k && !a->is_dropped && !b->is_dropped && a->first <= b->token &&
                b->token < a->last && a->last - a->first > b->last - b->first)
                b->is_dropped = true;
        }
}

/* "Arrived in Delhi on her first visit": he who comes visits. */
static void merge_visits(struct reading *r, struct acts *acts, size_t from) {
    for (size_t i = from; i < acts->n; i++) {
        struct act *n = &acts->items[i];
        uint32_t verb = r->tokens[n->token].head;
        if (n->is_dropped || n->type != PLOVER_CONSULT || verb == NONE ||
            !lemma_in(r, n->token, "visit trip tour") ||
            !lemma_in(r, case_of(r, n->token), "in on for during"))
            continue;
        struct act *v = act_at(acts, from, verb);
        if (v && !v->is_dropped && v->type == PLOVER_CONSULT && is_verb(r, verb))
            merge_two_acts(r, v, n);
    }
}

void merge_acts(struct reading *r, struct acts *acts, size_t from) {
    merge_launches(r, acts, from);
    merge_harm(r, acts, from, true);
    merge_pairs(r, acts, from);
    merge_harm(r, acts, from, false);
    merge_blows(r, acts, from);
    merge_obliques(r, acts, from);
    merge_again(r, acts, from);
    merge_neighbours(r, acts, from);
    merge_shouts(r, acts, from);
    merge_beginnings(r, acts, from);
    merge_visits(r, acts, from);
    drop_parties(r, acts, from);
    merge_inner(r, acts, from);
    turn_violent(r, acts, from);
}
