/* The kind of a source, from what is known of the speaker: a party to the act speaks for itself;
 * else press, witnesses, bodies between or beside states, officials; a source without a name is
 * anonymous whatever its office. His stance is that of the verb (claimed, confirmed, denied, else
 * said). Word is passed on by the speaker of a clause above ("state TV said the ministry claimed"),
 * by one who quotes ("AFP quoted a resident as saying"), by the press that is told ("told
 * Reuters"), and by the carrier of a statement ("a statement carried by SANA"). */
#include "code/says_source.h"

#include "code/says.h"

static const char press[] =
    "media television tv radio newspaper daily agency news broadcaster newscast report press "
    "channel network website site magazine weekly reuters afp ap tass xinhua interfax bbc cnn "
    "journalist correspondent reporter";
static const char witnesses[] =
    "witness eyewitness onlooker bystander survivor resident villager local neighbor neighbour "
    "relative family passer-by passerby protester protestor demonstrator student worker passenger "
    "shopkeeper";
static const char nameless[] = "source sources insider";

static bool is_named(const struct reading *r, const struct mention *m) {
    return m->actor != NONE || r->tokens[m->head].upos == UPOS_PROPN;
}

/* "On condition of anonymity", "asked not to be named": somewhere in the speaker's sentence. */
static bool asks_for_anonymity(const struct reading *r, uint32_t speaker) {
    const struct sentence *s = &r->text->sentences[r->sentence[speaker]];
    for (uint32_t t = s->first; t < s->last; t++)
        if (lemma_in(r, t, "anonymity anonymously unnamed unidentified undisclosed") ||
            (lemma_in(r, t, "name identify") && t > s->first + 1 && lemma_is(r, t - 1, "be") &&
             lemma_in(r, t - 2, "to")))
            return true;
    return false;
}

/* A state speaks through its government and its forces. */
static bool is_of_state(str sector) {
    return sector.n == 0 || str_in(sector, OFFICES);
}

static bool is_same_side(const struct mention *m, str code, const struct party *p) {
    if ((m->entity != NONE && m->entity == p->entity) || str_equal(code, p->code))
        return true;
    uint32_t dash = 0;
    while (dash < p->code.n && p->code.p[dash] != '-')
        dash++;
    str sector = dash < p->code.n ? str_slice(p->code, dash + 1, p->code.n) : (str){"", 0};
    return m->is_known && str_equal(m->place, str_slice(p->code, 0, dash)) &&
           is_of_state(m->sector) && is_of_state(sector);
}

static bool is_party(const struct mention *m, const struct event *e) {
    for (uint32_t i = 0; i < e->n_actors; i++)
        if (is_same_side(m, m->code, &e->actors[i]))
            return true;
    for (uint32_t i = 0; i < e->n_recipients; i++)
        if (is_same_side(m, m->code, &e->recipients[i]))
            return true;
    return false;
}

static enum source_kind kind_of(const struct reading *r, const struct mention *m,
                                const struct event *e) {
    bool is_press = str_is(m->sector, "MED") || lemma_in(r, m->head, press);
    if (is_press)
        return SOURCE_MEDIA;
    if (lemma_in(r, m->head, nameless) || (!is_named(r, m) && asks_for_anonymity(r, m->head)))
        return SOURCE_ANONYMOUS;
    if (lemma_in(r, m->head, witnesses))
        return SOURCE_WITNESS;
    if (m->is_known && is_party(m, e))
        return SOURCE_PARTY;
    if (str_starts(m->place, STR("IGO:")) || str_starts(m->place, STR("NGO:")) ||
        str_is(m->sector, "NGO"))
        return SOURCE_ORGANISATION;
    if (str_in(m->sector, OFFICES) || (m->kind == ENTITY_COUNTRY && m->is_known))
        return SOURCE_OFFICIAL;
    return SOURCE_OTHER;
}

/* The verb or noun of saying whose speaker this is. */
static uint32_t saying_of(const struct reading *r, uint32_t speaker) {
    uint32_t head = r->tokens[speaker].head;
    for (int i = 0; i < 4 && head != NONE; i++) {
        if (operators_of(r, head) & (OP_REPORT | OP_DENY))
            return head;
        enum deprel d = deprel_basic((enum deprel)r->tokens[speaker].deprel);
        if (d != DEP_conj && d != DEP_appos && d != DEP_nmod && d != DEP_flat)
            return NONE;
        speaker = head;
        head = r->tokens[head].head;
    }
    return NONE;
}

static enum source_stance stance_of(const struct reading *r, uint32_t saying, bool is_denial) {
    if (is_denial)
        return STANCE_DENIED;
    if (saying == NONE)
        return STANCE_SAID;
    if (lemma_in(r, saying, "confirm acknowledge admit concede recognize recognise verify"))
        return STANCE_CONFIRMED;
    if (lemma_in(r, saying,
                 "claim allege accuse contend maintain insist suspect believe boast "
                 "assert purport allegation accusation"))
        return STANCE_CLAIMED;
    return STANCE_SAID;
}

static bool is_press_mention(struct reading *r, uint32_t token) {
    return token != NONE &&
           (str_is(who_mention(r, token)->sector, "MED") || lemma_in(r, token, press));
}

/* The press in a noun's phrase or in a clause that describes it, NONE. */
static uint32_t press_beside(struct reading *r, uint32_t noun) {
    for (uint32_t c = r->first_child[noun]; c != NONE; c = r->next_sibling[c]) {
        if (is_press_mention(r, c))
            return c;
        bool is_clause = deprel_basic((enum deprel)r->tokens[c].deprel) == DEP_acl;
        for (uint32_t k = is_clause ? r->first_child[c] : NONE; k != NONE; k = r->next_sibling[k])
            if (is_press_mention(r, k))
                return k;
    }
    return NONE;
}

/* "A statement carried by SANA", "an interview with the BBC", "remarks on state television". */
static uint32_t carrier_of(struct reading *r, uint32_t saying) {
    for (uint32_t c = r->first_child[saying]; c != NONE; c = r->next_sibling[c]) {
        enum deprel d = deprel_basic((enum deprel)r->tokens[c].deprel);
        if (d != DEP_obl && d != DEP_obj && d != DEP_iobj)
            continue;
        if (is_press_mention(r, c)) /* told Reuters, said on state television */
            return c;
        if (!lemma_in(r, c, "statement interview comment remark speech address message communique"))
            continue;
        uint32_t outlet = press_beside(r, c);
        if (outlet != NONE)
            return outlet;
    }
    return NONE;
}

/* Who passes the word on, NONE. */
static uint32_t relay_of(struct reading *r, uint32_t speaker, uint32_t saying) {
    uint32_t head = r->tokens[speaker].head;
    bool is_quoted = head != NONE && is_verb(r, head) && lemma_in(r, head, "quote cite") &&
                     child_with(r, head, DEP_nsubj) != speaker;
    uint32_t relay = NONE;
    if (is_quoted) {
        relay = child_with(r, head, DEP_nsubj);
        if (relay == NONE)
            relay = child_with(r, head, DEP_obl_agent);
    } else if (saying != NONE) {
        bool is_denial;
        relay = carrier_of(r, saying);
        if (relay == NONE)
            relay = says_by(r, saying, &is_denial);
    }
    return relay == speaker ? NONE : relay;
}

void source_of(struct reading *r, uint32_t speaker, bool is_denial, struct event *e) {
    uint32_t saying = saying_of(r, speaker);
    const struct mention m = *who_mention(r, speaker);
    e->source.kind = kind_of(r, &m, e);
    e->source.stance = stance_of(r, saying, is_denial);
    uint32_t relay = relay_of(r, speaker, saying);
    if (relay == NONE || relay >= r->n_tokens)
        return;
    struct party p = who_party(r, relay);
    if ((p.entity != NONE && e->by && p.entity == e->by->entity) || p.text.n == 0)
        return;
    e->source.via = ARENA_NEW(r->arena, struct party, 1);
    if (e->source.via)
        *e->source.via = p;
}
