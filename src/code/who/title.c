/* Titles beside a name that the tables know: the office that the text calls a man by decides where
 * the tables have none for that day, or one that is just over. Linear in the phrase. */
#include "code/who/parts.h"

/* An office's title before the name: "President Kadyrov", not "General Powell", who keeps his rank.
 */
static bool has_office_title(const struct reading *r, uint32_t first, uint32_t end) {
    for (uint32_t t = first; t < end; t++)
        if (lemma_in(r, t,
                     "president premier minister chancellor king queen chairman leader emir "
                     "sultan governor ambassador"))
            return true;
    return false;
}

/* "Prime minister-designate Donald Tusk", "President-elect X": who has won the office. */
static bool is_designate(const struct reading *r, uint32_t first, uint32_t end) {
    for (uint32_t t = first; t < end; t++)
        if (str_ends(r->lemma[t], STR("designate")) || str_ends(r->lemma[t], STR("elect")))
            return true;
    return false;
}

/* A man who left his office last month, or whom the text calls by it, is still its holder: who dies
 * is named for weeks by what he was. */
void title_keep_office(struct reading *r, const struct hit *h, struct mention *m) {
    enum { DAYS_AFTER = 30 };
    date_day day = r->report->date;
    if (str_in(m->sector, "OPP PTY") && is_designate(r, m->first, h->first)) {
        m->sector = STR("GOV");
        return;
    }
    bool has_title = has_office_title(r, m->first, h->first);
    bool is_out = str_is(m->sector, "ELI") || (has_title && str_in(m->sector, "OPP PTY REB"));
    if (!is_out || day == DATE_NONE)
        return;
    if (has_title) { /* the last of those offices */
        struct know_actor a = know_actor(r->know, m->actor);
        struct know_spell last = {0};
        for (uint32_t i = 0; i < a.n_spells; i++) {
            struct know_spell x = know_spell(r->know, a.first_spell + i);
            bool is_recent = str_is(m->sector, "ELI") || x.to >= day - 2 * DAYS_AFTER;
            if (x.is_dated && x.to <= day && is_recent && (!last.code.n || x.to > last.to))
                last = x;
        }
        if (last.code.n)
            name_take_code(last.code, m);
        return;
    }
    str code = know_actor_code(r->know, m->actor, day - DAYS_AFTER, r->arena);
    if (!str_ends(code, STR("-ELI")))
        name_take_code(code, m);
}

static bool is_former_office(const struct reading *r, uint32_t noun) {
    if (!lemma_in(r, noun,
                  "president premier minister chancellor governor leader chief king "
                  "speaker ruler dictator"))
        return false;
    for (uint32_t c = r->first_child[noun]; c != NONE && c < noun; c = r->next_sibling[c])
        if (lemma_in(r, c, FORMER " " OUSTED))
            return true;
    return false;
}

bool title_is_former(const struct reading *r, uint32_t name) {
    if (r->tokens[name].deprel == DEP_appos && r->tokens[name].head != NONE &&
        is_former_office(r, r->tokens[name].head))
        return true;
    for (uint32_t c = r->first_child[name]; c != NONE; c = r->next_sibling[c])
        if (c > name && r->tokens[c].deprel == DEP_appos && is_former_office(r, c))
            return true;
    return false;
}

/* The sector of the role noun before a name whose office the tables do not have: "prime
 * minister-designate Donald Tusk". */
str title_sector(const struct reading *r, uint32_t first, uint32_t end) {
    struct agent_phrase p;
    for (uint32_t t = end; t-- > first;)
        if (is_noun(r, t) && agent_find(r, t, first, &p))
            return know_agent(r->know, p.agent).sector;
    return (str){"", 0};
}

/* Whom the tables know by no office of that day holds the one that the text calls him by. */
void title_take(const struct reading *r, uint32_t head, struct mention *m) {
    struct agent_phrase p;
    if ((m->sector.n && !str_is(m->sector, "ELI")) || !agent_find(r, head, m->first, &p))
        return;
    struct know_agent title = know_agent(r->know, p.agent);
    if (title.kind == AGENT_PERSON && title.sector.n && !title.takes_owner)
        m->sector = title.sector;
}
