/* Sectors by role. "People", "residents", "Islamists" and the plural of a demonym say who somebody
 * is, not what he is to the state; the guidelines take that from what he does or undergoes: those
 * who protest are OPP, Islamists who attack or are attacked are REB, citizens to whom something is
 * done are CVL. Names of the tables keep the sector that they have there. */
#include "code/sector.h"

#include "code/who.h"

/* Words for people without a calling; workers on strike stay what they are. */
static const char people[] = "people person resident citizen crowd man woman villager youth local "
                             "ten hundred thousand dozen score supporter follower other";

/* "Israelis", "four Filipinos", "any Pakistani": a demonym as a noun. */
static bool is_citizens(const struct reading *r, const struct mention *m) {
    bool is_one = lemma_in(r, child_with(r, m->head, DEP_det), "a an any every each another");
    if ((!m->is_plural && !is_one) || m->sector.n || r->hit_at[m->head] == NONE)
        return false;
    const struct phrase_match *hit = &r->hits.items[r->hit_at[m->head]].match;
    for (uint32_t i = 0; i < hit->n_hits; i++)
        if (hit->hits[i].kind == PHRASE_DEMONYM)
            return true;
    return false;
}

str sector_in_act(struct reading *r, uint32_t token, enum plover_type type, bool is_actor) {
    const struct mention *m = who_mention(r, token);
    if (m->actor != NONE || m->is_pronoun)
        return m->sector;
    if (type == PLOVER_PROTEST && is_actor && str_is(m->sector, "CVL") &&
        lemma_in(r, m->head, people))
        return STR("OPP");
    if (type == PLOVER_ASSAULT && str_is(m->sector, "PTY") && lemma_is(r, m->head, "islamist"))
        return STR("REB");
    if (!is_actor && is_citizens(r, m))
        return STR("CVL");
    return m->sector;
}
