/* What the report has told before: a body under its short name, an acronym that the text explains.
 * Each looks back over mentions and entities, at most some hundred words or the entities of the
 * report. */
#include "code/who/parts.h"

/* "Militiamen", which the tagger takes for a singular. */
bool known_is_men(const struct reading *r, uint32_t t) {
    bool is_common = r->tokens[t].upos == UPOS_NOUN || r->tokens[t].name == NAME_NONE;
    return is_noun(r, t) && is_common && r->tokens[t].form.n > 4 &&
           str_ends(r->tokens[t].form, STR("men")) &&
           !lemma_in(r, t, "specimen regimen acumen abdomen");
}

/* "Those who protested", "those seen as spies": people told by what they do or undergo. */
bool known_is_those(const struct reading *r, uint32_t head) {
    if (!str_in(r->tokens[head].form, "those Those"))
        return false;
    uint32_t clause = child_with(r, head, DEP_acl_relcl);
    if (clause != NONE && lemma_is(r, head + 1, "who")) /* but "those who do not surrender" */
        return head + 2 >= r->n_tokens ||
               !(lemma_in(r, head + 2, "not never") || lemma_in(r, head + 3, "not never n't"));
    return child_with(r, head, DEP_acl) == head + 1 &&
           lemma_in(r, head + 1,
                    "see accuse suspect arrest detain wound injure kill hold jail protest hurt "
                    "demonstrate oppose displace flee live seek expel deport exile release free "
                    "convict sentence");
}

/* Is the name one of the words? "Mahan" of "the Iranian airline Mahan Air", "the Brotherhood" of
 * "the Muslim Brotherhood". */
static bool is_short_for(str name, str whole) {
    for (str rest = whole, one; str_split(&rest, ' ', &one);)
        if (str_equal(one, name))
            return true;
    return false;
}

/* A body that the text has named and told of before: "Mahan" after "the Iranian airline Mahan Air".
 */
bool known_body(struct reading *r, uint32_t first, struct mention *m) {
    str name = r->tokens[first].form;
    if (name.n < 3 || r->tokens[first].upos != UPOS_PROPN)
        return false;
    size_t oldest = r->entities.n > 256 ? r->entities.n - 256 : 0;
    for (size_t i = r->entities.n; i-- > oldest;) {
        const struct person *p = &r->entities.items[i];
        bool is_body = p->kind == ENTITY_ORGANISATION || p->kind == ENTITY_GROUP;
        if (!is_body || str_is(p->place, "---") || !is_short_for(name, p->name))
            continue;
        m->place = p->place;
        m->sector = p->sector;
        m->actor = p->actor;
        m->kind = p->kind;
        m->entity = (uint32_t)i;
        m->is_default = p->is_default;
        m->is_known = m->is_human = true;
        return true;
    }
    return false;
}

static bool is_part_of_name(const struct reading *r, uint32_t t) {
    return r->tokens[t].deprel == DEP_flat || r->tokens[t].deprel == DEP_compound;
}

/* An acronym that the text explains: "the National Telecommunications Commission (NTC)". The head
 * of what it stands for, NONE. */
uint32_t known_acronym(const struct reading *r, uint32_t t) {
    enum { WORDS = 12 }; /* of the name at most */
    str form = r->tokens[t].form;
    if (form.n < 2 || form.n > 8 || !name_is_acronym(form))
        return NONE;
    uint32_t end = r->n_tokens < 6000 ? r->n_tokens : 6000; /* explained early, if at all */
    for (uint32_t i = 2; i + 1 < end; i++) {
        if (!str_equal(r->tokens[i].form, form) || !str_is(r->tokens[i - 1].form, "(") || i == t)
            continue;
        uint32_t before = i - 2;
        bool is_noun_before =
            r->tokens[before].upos == UPOS_PROPN || r->tokens[before].upos == UPOS_NOUN;
        if (!is_noun_before || r->sentence[before] != r->sentence[i])
            return NONE;
        for (int k = 0; k < WORDS && r->tokens[before].head < i && is_part_of_name(r, before); k++)
            before = r->tokens[before].head;
        return before;
    }
    return NONE;
}

bool known_chamber(const struct reading *r, uint32_t head, struct mention *m) {
    bool is_bare = m->last == head + 1 && head > 0 && lemma_is(r, head - 1, "the") &&
                   child_with(r, head, DEP_nmod) == NONE && m->first + 1 >= head;
    if (!str_is(r->tokens[head].form, "House") || !is_bare)
        return false;
    str around = name_country_around(r, head);
    m->place = str_in(around, "GBR NGA AUS PHL JPN IRL NZL LBR MYS NPL MMR LBY JAM TTO ZWE")
                   ? around
                   : STR("USA");
    m->sector = STR("LEG");
    m->kind = ENTITY_ORGANISATION;
    m->is_known = m->is_human = true;
    m->reason = WHO_STORY;
    return true;
}

/* "Supporters of the former president", "relatives of the officers": people of their own. */
void adherents_take(const struct reading *r, uint32_t head, struct mention *m) {
    bool is_follower = lemma_in(r, head, ADHERENTS);
    if ((!is_follower && !lemma_is(r, head, "relative")) || m->place.n != 3)
        return;
    if (is_follower && str_in(m->sector, "ELI OPP"))
        m->sector = STR("OPP");
    else if (!is_follower || str_in(m->sector, "GOV LEG"))
        m->sector = STR("CVL");
    m->kind = ENTITY_GROUP;
    m->actor = m->entity = NONE;
}
