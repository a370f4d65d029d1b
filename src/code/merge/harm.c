/* One attack, several words. The guidelines ask for one event per attack, at the attack's own word:
 * the dead and wounded told of it ("a blast that killed 13"), the shot that it was fired by and the
 * fighting that it began are no acts beside it. What belongs to one assertion the tree says: the
 * way between the two words leads through no clause that is said or set apart. Quadratic in the
 * acts of a sentence, each pair walking at most seven arcs. */
#include "code/merge/parts.h"

static bool is_harm(const struct reading *r, const struct act *a) {
    return a->type == PLOVER_ASSAULT &&
           (a->frame->n_rest == 0 || lemma_is(r, a->token, "leave")) && /* left three dead */
           lemma_in(r, a->token,
                    "kill wound injure die hurt maim dead death casualty perish slay leave claim "
                    "wounded injured");
}

/* "Ambushed a convoy of policemen, killing 76": a bare number counts those whom the attack names.
 */
static void take_victims(const struct reading *r, struct act *attack, const struct act *harm) {
    for (uint32_t i = 0; i < harm->n_recipients; i++) {
        uint32_t t = harm->recipients[i];
        bool is_bare = (r->tokens[t].upos == UPOS_NUM || lemma_in(r, t, "dozen score hundred")) &&
                       r->first_child[t] == NONE;
        if (!act_has_party(attack->actors, attack->n_actors, t) &&
            !(is_bare && attack->n_recipients))
            act_take_parties(attack->recipients, &attack->n_recipients, &t, 1);
    }
}

/* "A bomb hit a market, killing eight": of what was hit and who died in it, the dead are the
 * victims. A building or village that belongs to somebody of a name stays. */
static void drop_scenes(struct reading *r, struct act *attack, const struct act *harm) {
    bool has_victims = false;
    for (uint32_t k = 0; k < harm->n_recipients; k++)
        has_victims |= r->tokens[harm->recipients[k]].upos != UPOS_NUM;
    uint32_t kept = 0;
    for (uint32_t k = 0; k < attack->n_recipients; k++) {
        const struct mention *m = who_mention(r, attack->recipients[k]);
        bool is_scene = m->actor == NONE && m->kind != ENTITY_PERSON && !m->is_plural &&
                        str_in(m->sector, "CVL EDU BUS REL MED");
        if (!is_scene || !has_victims)
            attack->recipients[kept++] = attack->recipients[k];
    }
    attack->n_recipients = kept;
}

void merge_victims(struct reading *r, struct act *keep, const struct act *drop) {
    if (keep->type != PLOVER_ASSAULT)
        return;
    if (is_harm(r, drop))
        drop_scenes(r, keep, drop);
    if (drop->type == PLOVER_ASSAULT && keep->n_recipients)
        take_victims(r, keep, drop);
}

static uint32_t depth_of(const struct reading *r, uint32_t t) {
    uint32_t n = 0;
    for (; t != NONE && n < 64; t = r->tokens[t].head)
        n++;
    return n;
}

/* Is `noun` the act's own noun, one over it ("a series of"), or one below it, on which the tree
 * hung the clause ("the bombing in Beirut that killed 20")? */
static bool is_series_of(const struct reading *r, uint32_t noun, uint32_t act) {
    if (noun == act)
        return true;
    if (noun != NONE && r->tokens[act].head == noun && lemma_is(r, case_of(r, act), "of") &&
        r->tokens[act].deprel == DEP_nmod)
        return true;
    for (int i = 0; i < 3 && noun != NONE && noun > act && is_noun(r, noun); i++) {
        enum deprel d = deprel_basic((enum deprel)r->tokens[noun].deprel);
        if (d != DEP_nmod && d != DEP_compound && d != DEP_flat)
            return false;
        noun = r->tokens[noun].head;
        if (noun == act)
            return true;
    }
    return false;
}

/* "Clashes that left dozens | dead", "left 23 people | dead": what the verb left. */
static bool is_left_by(const struct reading *r, uint32_t dead, uint32_t verb) {
    uint32_t over = r->tokens[dead].head;
    return lemma_is(r, verb, "leave") &&
           (over == verb || (over != NONE && r->tokens[over].head == verb));
}

/* Words of one assertion: on the way between them lies no clause that is said, set beside or
 * relative, and no conjunct with a subject of its own. */
static bool are_joined(const struct reading *r, uint32_t a, uint32_t b) {
    uint32_t da = depth_of(r, a), db = depth_of(r, b), steps = 0;
    const uint32_t start = a, end = b;
    while (a != b && a != NONE && b != NONE && steps++ < 7) {
        uint32_t *low = da >= db ? &a : &b;
        enum deprel d = (enum deprel)r->tokens[*low].deprel;
        bool is_start = *low == start || is_left_by(r, start, *low);
        if (d == DEP_acl_relcl && is_start && is_series_of(r, r->tokens[*low].head, end))
            return true; /* "a blast that killed 13", "a series of raids that left 20 dead" */
        if (d == DEP_ccomp || d == DEP_parataxis || d == DEP_acl_relcl || d == DEP_appos)
            return false;
        bool is_toll = d == DEP_conj && /* "were killed and two others were wounded when" */
                       lemma_in(r, *low, "kill wound injure hurt maim wounded injured") &&
                       lemma_in(r, r->tokens[*low].head, "kill wound injure hurt die");
        bool is_apart = (d == DEP_conj && !is_toll) ||
                        (d == DEP_advcl &&
                         lemma_in(r, child_with(r, *low, DEP_mark), "while whereas although"));
        if (is_apart && is_verb(r, *low) && child_with(r, *low, DEP_nsubj) != NONE)
            return false;
        *low = r->tokens[*low].head;
        da -= low == &a;
        db -= low == &b;
    }
    return a == b && a != NONE;
}

/* "Killed the leader and overran the land": a later deed with an object of its own. */
static bool follows(const struct reading *r, const struct act *later, const struct act *harm) {
    uint32_t t = later->token;
    if (!is_verb(r, t) || t < harm->token || child_with(r, t, DEP_obj) == NONE)
        return false;
    for (int steps = 0; steps < 3 && r->tokens[t].deprel == DEP_conj; steps++) {
        t = r->tokens[t].head;
        if (t == harm->token)
            return true;
    }
    return false;
}

/* "The blast that killed 13 and injured 23": who carries the first carries the second. */
static struct act *harm_beside(const struct reading *r, struct acts *acts, size_t from,
                               const struct act *v) {
    if (r->tokens[v->token].deprel != DEP_conj || !is_verb(r, v->token))
        return NULL;
    for (size_t i = from; i < acts->n; i++) {
        const struct act *first = &acts->items[i];
        if (first->token == r->tokens[v->token].head && first->is_dropped &&
            first->carrier != NONE && is_harm(r, first))
            return merge_carrier_of(acts, from, first);
    }
    return NULL;
}

/* "Killed by gunmen | who attacked a checkpoint": told of the one who did it. */
static bool is_deed_of_agent(const struct reading *r, const struct act *harm, const struct act *n) {
    uint32_t doer = r->tokens[n->token].head;
    return r->tokens[n->token].deprel == DEP_acl_relcl && doer != NONE &&
           r->tokens[doer].deprel == DEP_obl_agent && r->tokens[doer].head == harm->token;
}

/* "Killed 31 as a vote was held to replace a lawmaker | murdered in May": another's death. */
static bool is_told_of_another(const struct reading *r, const struct act *v, const struct act *n) {
    return r->tokens[v->token].deprel == DEP_acl || r->tokens[n->token].deprel == DEP_acl;
}

/* "Killed a bomber | trying to assassinate X": what he does who is killed. */
static bool is_deed_of_victim(const struct reading *r, const struct act *harm,
                              const struct act *deed) {
    uint32_t t = deed->token;
    for (int i = 0; i < 3 && r->tokens[t].head != NONE; i++, t = r->tokens[t].head)
        if (r->tokens[t].deprel == DEP_acl &&
            act_has_party(harm->recipients, harm->n_recipients, r->tokens[t].head))
            return deed->n_actors && deed->actors[0] == r->tokens[t].head;
    return false;
}

/* "After they attacked": does a clause date the deed of the verb over it? */
static bool dates(const struct reading *r, uint32_t clause, uint32_t verb) {
    return r->tokens[clause].deprel == DEP_advcl && r->tokens[clause].head == verb &&
           lemma_in(r, child_with(r, clause, DEP_mark), "after before since");
}

/* "Killed five days after insurgents overran the town": a clause that measures the time between. */
static bool is_days_apart(const struct reading *r, const struct act *harm, const struct act *deed) {
    if (!dates(r, deed->token, harm->token))
        return false;
    for (uint32_t c = r->first_child[deed->token]; c != NONE && c < deed->token;
         c = r->next_sibling[c])
        if (lemma_in(r, c, "day week month year"))
            return true;
    return false;
}

/* "Stormed a hijacked train and killed all aboard": a word for what was done to it before. */
static bool is_attribute(const struct reading *r, const struct act *deed) {
    return r->tokens[deed->token].deprel == DEP_amod &&
           (is_verb(r, deed->token) || r->tokens[deed->token].upos == UPOS_ADJ);
}

/* "Jets bombed the port after a drone | killed a man in the city": what others did before. */
static bool is_apart_in_time(const struct reading *r, const struct act *harm,
                             const struct act *deed) {
    uint32_t t = harm->token;
    return is_verb(r, t) && dates(r, t, deed->token) && is_verb(r, deed->token) &&
           child_with(r, t, DEP_obj) != NONE && merge_have_other_actors(harm, deed);
}

/* "Police killed 39 members of a sect | after they attacked a station": what others did first; "in
 * support of the army's offensive": what others do. */
static bool is_of_others(const struct reading *r, const struct act *harm, const struct act *deed) {
    return r->tokens[harm->token].deprel != DEP_acl_relcl && merge_have_other_actors(harm, deed) &&
           (is_noun(r, deed->token) || dates(r, deed->token, harm->token));
}

void merge_harm(struct reading *r, struct acts *acts, size_t from, bool is_relative) {
    for (size_t i = from; i < acts->n; i++) {
        struct act *v = &acts->items[i], *best = harm_beside(r, acts, from, v);
        if (v->is_dropped || !is_harm(r, v) ||
            (is_relative && r->tokens[v->token].deprel != DEP_acl_relcl))
            continue;
        for (size_t k = from; k < acts->n; k++) {
            struct act *n = &acts->items[k];
            bool is_earlier_harm = is_harm(r, n) && k < i;
            if (k == i || n->is_dropped || n->type != PLOVER_ASSAULT || follows(r, n, v) ||
                is_apart_in_time(r, v, n) || is_days_apart(r, v, n) || is_attribute(r, n) ||
                is_deed_of_victim(r, v, n) || is_of_others(r, v, n) ||
                (is_harm(r, n) && (!is_earlier_harm || is_told_of_another(r, v, n))) ||
                (!are_joined(r, v->token, n->token) && !is_deed_of_agent(r, v, n)))
                continue;
            bool is_nearer =
                best && (k > i ? k - i : i - k) < (size_t)(best > v ? best - v : v - best);
            if (!best || (is_harm(r, best) && !is_harm(r, n)) ||
                (is_harm(r, best) == is_harm(r, n) && is_nearer))
                best = n;
        }
        if (!best)
            continue;
        drop_scenes(r, best, v);
        take_victims(r, best, v);
        merge_two_acts(r, best, v);
    }
}

/* "Claimed the strikes | that hit two plants": what the strikes hit they hit by that one deed. */
void merge_blows(struct reading *r, struct acts *acts, size_t from) {
    for (size_t i = from; i < acts->n; i++) {
        struct act *v = &acts->items[i];
        uint32_t blow = r->tokens[v->token].head, who = child_with(r, v->token, DEP_nsubj);
        if (v->is_dropped || v->type != PLOVER_ASSAULT || blow == NONE ||
            r->tokens[v->token].deprel != DEP_acl_relcl || who == NONE ||
            !lemma_in(r, who, "that which") ||
            !lemma_in(
                r, v->token,
                "hit strike destroy set damage target level flatten devastate wreck rip tear"))
            continue;
        struct act *n = NULL;
        for (size_t k = from; k < acts->n && !n; k++)
            if (acts->items[k].token == blow)
                n = acts->items[k].is_dropped ? merge_carrier_of(acts, from, &acts->items[k])
                                              : &acts->items[k];
        if (n && n != v && n->type == PLOVER_ASSAULT && !merge_have_other_actors(n, v))
            merge_two_acts(r, n, v);
    }
}

void merge_launches(const struct reading *r, struct acts *acts, size_t from) {
    for (size_t i = from; i < acts->n; i++) {
        struct act *n = &acts->items[i];
        uint32_t weapon = r->tokens[n->token].head;
        if (n->is_dropped || n->type != PLOVER_ASSAULT || weapon == NONE ||
            r->tokens[n->token].deprel != DEP_acl || !lemma_in(r, n->token, "fire launch") ||
            r->tokens[weapon].deprel != DEP_nsubj)
            continue;
        struct act *hit = act_at(acts, from, r->tokens[weapon].head);
        if (!hit || hit->type != PLOVER_ASSAULT || !is_verb(r, hit->token))
            continue;
        if (n->n_actors) {
            hit->n_actors = 0;
            act_take_parties(hit->actors, &hit->n_actors, n->actors, n->n_actors);
        }
        n->is_dropped = true;
        n->carrier = hit->token;
    }
}

void merge_beginnings(struct reading *r, struct acts *acts, size_t from) {
    for (size_t i = from; i < acts->n; i++) {
        struct act *n = &acts->items[i];
        uint32_t verb = r->tokens[n->token].head;
        if (n->is_dropped || n->type != PLOVER_ASSAULT || n->n_actors || !is_noun(r, n->token) ||
            verb == NONE || r->tokens[n->token].deprel != DEP_nsubj ||
            !lemma_in(r, verb, "begin start erupt break ensue occur happen"))
            continue;
        for (size_t k = from; k < acts->n; k++) {
            struct act *v = &acts->items[k];
            uint32_t mark = child_with(r, v->token, DEP_mark);
            if (mark == NONE)
                mark = child_with(r, v->token, DEP_advmod);
            if (!v->is_dropped && v->type == PLOVER_ASSAULT && r->tokens[v->token].head == verb &&
                r->tokens[v->token].deprel == DEP_advcl && lemma_in(r, mark, "when as"))
                merge_two_acts(r, v, n);
        }
    }
}
