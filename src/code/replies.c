/* Replies. "The U.S. recognised Kosovo, but Russia denounced the move", "an offer that Washington
 * has refused": what is judged or refused is an act that the sentence has told, and its doer is
 * whom the reply is to. A word for an act without an owner of its own stands for the nearest act
 * before it that others did; an offer only for one that was made. Cost: acts of the sentence
 * squared. */
#include "code/replies.h"

#include "code/merge/merge.h"
#include "code/parties/parts.h"

static const char deeds[] = "move step decision action measure act announcement strike raid attack "
                            "operation incident killing arrest appointment dismissal declaration";
static const char words[] = "offer invitation request demand call proposal appeal plea ultimatum";
static const char claims[] = "charge claim accusation allegation assertion criticism";

static bool is_reply(const struct act *a) {
    return !a->is_dropped && !a->is_stance && a->frame->pos == 'v' && a->n_actors &&
           a->n_recipients == 0 &&
           (a->type == PLOVER_ACCUSE || a->type == PLOVER_SUPPORT || a->type == PLOVER_REJECT);
}

/* Does the noun name an act without saying whose? */
static bool is_ownerless(const struct reading *r, uint32_t noun) {
    if (!is_noun(r, noun) ||
        !(lemma_in(r, noun, deeds) || lemma_in(r, noun, words) || lemma_in(r, noun, claims)))
        return false;
    for (uint32_t c = r->first_child[noun]; c != NONE; c = r->next_sibling[c]) {
        enum deprel d = deprel_basic((enum deprel)r->tokens[c].deprel);
        if (d == DEP_nmod || d == DEP_compound || r->hit_at[c] != NONE)
            return false;
    }
    return true;
}

/* What the act answers: its object, or what it speaks of. NONE. */
static uint32_t answered_noun(const struct reading *r, const struct act *a) {
    for (uint32_t i = 0; i < a->arguments.n; i++) {
        const struct argument *g = &a->arguments.items[i];
        bool is_about = g->role.name == ROLE_PREPOSITION &&
                        str_in(know_word_text(r->know, g->role.word), "over against at of");
        if ((g->role.name == ROLE_OBJ || is_about) && g->distance == 0 && is_ownerless(r, g->token))
            return g->token;
    }
    return NONE;
}

static bool shares_party(struct reading *r, const struct act *a, const struct act *b) {
    for (uint32_t i = 0; i < a->n_actors; i++)
        for (uint32_t k = 0; k < b->n_actors; k++) {
            uint32_t entity = who_mention(r, a->actors[i])->entity;
            if (a->actors[i] == b->actors[k] ||
                (entity != NONE && who_mention(r, b->actors[k])->entity == entity))
                return true;
        }
    return false;
}

/* Is it of the state or body of one who acts? */
static bool is_of_actor(struct reading *r, const struct act *a, str place) {
    for (uint32_t i = 0; i < a->n_actors; i++)
        if (str_equal(who_mention(r, a->actors[i])->place, place))
            return true;
    return false;
}

/* A sanction is against somebody: where nothing says whom, the only other state or body that the
 * sentence names. */
static void name_sanctioned(struct reading *r, struct act *a) {
    static const struct role object = {ROLE_OBJ, 0};
    const struct sentence *s = &r->text->sentences[r->sentence[a->token]];
    uint32_t found = NONE;
    if (a->is_dropped || a->type != PLOVER_SANCTION || a->n_recipients || a->n_actors == 0 ||
        (a->frame->flags & FRAME_MUTUAL))
        return;
    uint32_t verb = climb_to_verb(r, a->token, 2);
    for (uint32_t t = s->first; t < s->last; t++) {
        bool is_name = r->hit_at[t] != NONE && r->hits.items[r->hit_at[t]].first == t;
        if (!is_name || (t >= a->first && t < a->last))
            continue;
        if (r->tokens[t].deprel == DEP_nsubj && verb != NONE && verb != t &&
            r->tokens[verb].deprel == DEP_conj && r->tokens[t].head == r->tokens[verb].head)
            return; /* who acts in the clause beside: "Germany stopped its, and the US paused" */
        uint32_t clause = climb_to_verb(r, t, 4);
        if (clause != NONE && verb != NONE && r->tokens[clause].deprel == DEP_conj &&
            r->tokens[clause].head == verb && child_with(r, clause, DEP_nsubj) != NONE)
            continue; /* "halted its aid, and South Africa said …" */
        const struct mention m = *who_mention(r, t);
        if (!m.is_known || m.is_thing || is_of_actor(r, a, m.place) ||
            !party_fits(r, t, a->type, &object))
            continue;
        if (found != NONE && !str_equal(m.place, who_mention(r, found)->place))
            return;
        found = found == NONE ? t : found;
    }
    if (found != NONE)
        a->recipients[a->n_recipients++] = found;
}

/* "Cut ties with Belgium and ordered its envoys to leave": no state expels envoys of its own. */
static void clear_expelled(struct reading *r, struct act *a) {
    if (a->is_dropped || a->n_recipients != 1 || a->n_actors == 0 || a->n_modes == 0 ||
        a->modes[0] != MODE_EXPEL)
        return;
    uint32_t expelled = a->recipients[0], whose = child_with(r, expelled, DEP_nmod_poss);
    bool is_envoy = lemma_in(r, expelled, "envoy diplomat ambassador attache consul staff mission");
    if (is_envoy && whose != NONE && r->tokens[whose].upos == UPOS_PRON &&
        str_equal(who_mention(r, expelled)->place, who_mention(r, a->actors[0])->place))
        a->n_recipients = 0;
}

/* "Three students died when police opened fire": those who fall in the clause over the attack. */
static void name_victims(struct reading *r, struct act *a) {
    static const struct role object = {ROLE_OBJ, 0};
    uint32_t over = r->tokens[a->token].head;
    if (a->is_dropped || a->type != PLOVER_ASSAULT || a->n_recipients || over == NONE ||
        a->frame->pos != 'v' || r->tokens[a->token].deprel != DEP_advcl ||
        !(is_verb(r, over) || lemma_is(r, over, "hurt")) ||
        !lemma_in(r, over, "die perish kill wound injure fall hurt") ||
        (lemma_in(r, over, "kill wound injure") && !is_passive(r, over)))
        return;
    uint32_t who = child_with(r, over, DEP_nsubj);
    who = who == NONE ? child_with(r, over, DEP_nsubj_pass) : who;
    uint32_t heads[ACT_PARTIES], n = who == NONE ? 0 : who_expand(r, who, heads, ACT_PARTIES);
    for (uint32_t i = 0; i < n; i++)
        if (party_fits(r, heads[i], a->type, &object) && who_mention(r, heads[i])->is_human)
            a->recipients[a->n_recipients++] = heads[i];
}

/* "Fired tear gas to break up a march by students": whose march it is. */
static void name_dispersed(struct reading *r, const struct acts *acts, size_t from, struct act *a) {
    if (a->is_dropped || a->type != PLOVER_ASSAULT || a->n_recipients || a->frame->pos != 'v')
        return;
    for (uint32_t c = r->first_child[a->token]; c != NONE; c = r->next_sibling[c]) {
        if (c < a->token || !is_verb(r, c) || !lemma_in(r, c, "disperse break clear quell scatter"))
            continue;
        for (size_t k = from; k < acts->n; k++) {
            const struct act *b = &acts->items[k];
            if (b->type == PLOVER_PROTEST && !b->is_dropped && r->tokens[b->token].head == c)
                act_take_parties(a->recipients, &a->n_recipients, b->actors, b->n_actors);
        }
        return;
    }
}

/* "Lifted the ban on X", "commuted the sentences of X": whom what is yielded has touched. */
static void name_relieved(struct reading *r, struct act *a) {
    static const char *const markers[] = {"on", "against", "of", "for"};
    const struct heads actors = {a->actors, a->n_actors};
    struct heads out = {a->recipients, 0};
    if (a->is_dropped || a->type != PLOVER_CONCEDE || a->n_recipients || a->frame->pos != 'v')
        return;
    for (uint32_t i = 0; i < a->arguments.n && out.n == 0; i++) {
        const struct argument *g = &a->arguments.items[i];
        struct arguments inner;
        if (g->role.name != ROLE_OBJ || g->distance > 0 ||
            !lemma_in(r, g->token,
                      "ban charge case restriction sentence embargo blockade sanction curfew "
                      "immunity penalty tariff duty fine warrant lawsuit complaint"))
            continue;
        walk_arguments(r, g->token, &inner);
        for (size_t k = 0; k < sizeof markers / sizeof *markers && out.n == 0; k++) {
            const struct role role = {ROLE_PREPOSITION, know_word(r->know, str_from(markers[k]))};
            party_take_at(r, a, &inner, &role, 0, &actors, &out);
        }
        if (out.n == 0 && !lemma_in(r, g->token, "charge case sentence complaint lawsuit"))
            party_take_traded(r, a, g->token, &actors, &out);
    }
    a->n_recipients = out.n;
}

uint32_t replies_answered(const struct reading *r, const struct act *a) {
    return is_reply(a) ? answered_noun(r, a) : NONE;
}

/* "Vowed revenge after Israel killed its leader": against him who did it. */
static void name_avenged(struct reading *r, struct acts *acts, size_t from, struct act *a) {
    if (a->is_dropped || a->type != PLOVER_THREATEN || a->n_recipients || a->n_actors == 0)
        return;
    bool is_revenge = lemma_in(r, a->token, "retaliate avenge respond");
    for (uint32_t i = 0; i < a->arguments.n; i++)
        is_revenge |= lemma_in(r, a->arguments.items[i].token,
                               "revenge retaliation retaliate respond response vengeance avenge");
    for (size_t k = from; is_revenge && k < acts->n; k++) {
        const struct act *b = &acts->items[k];
        if (b == a || b->is_dropped || b->type != PLOVER_ASSAULT || !b->n_actors ||
            b->frame->pos != 'v' || r->tokens[b->token].deprel != DEP_advcl ||
            shares_party(r, a, b))
            continue;
        act_take_parties(a->recipients, &a->n_recipients, b->actors, b->n_actors);
        return;
    }
}

void replies_fill(struct reading *r, struct acts *acts, size_t from) {
    for (size_t i = from; i < acts->n; i++) {
        struct act *a = &acts->items[i];
        clear_expelled(r, a);
        name_sanctioned(r, a);
        name_victims(r, a);
        name_dispersed(r, acts, from, a);
        name_relieved(r, a);
        name_avenged(r, acts, from, a);
        uint32_t noun = replies_answered(r, a);
        if (noun == NONE)
            continue;
        bool is_word = lemma_in(r, noun, words), is_claim = lemma_in(r, noun, claims);
        bool is_force = lemma_in(r, noun, "raid strike attack operation killing");
        for (size_t k = acts->n; k-- > from;) {
            const struct act *b = &acts->items[k];
            bool is_before = b != a && !b->is_dropped && b->token < a->token && b->n_actors;
            bool is_made = b->type == PLOVER_AGREE || b->type == PLOVER_REQUEST;
            bool is_forceful =
                b->type == PLOVER_ASSAULT || b->type == PLOVER_COERCE || b->type == PLOVER_MOBILIZE;
            if (!is_before || b->token == noun || (is_word && !is_made) ||
                (is_force && !is_forceful) || (is_claim && b->type != PLOVER_ACCUSE) ||
                shares_party(r, a, b))
                continue;
            act_take_parties(a->recipients, &a->n_recipients, b->actors, b->n_actors);
            break;
        }
    }
}
