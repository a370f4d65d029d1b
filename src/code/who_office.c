/* Last names of those who govern. A report that need not introduce a head of state or a foreign
 * minister names him by his last name alone ("Abbas", "Yoon"), which the tables list as an alias of
 * the best known only. Where neither the tables nor the text tell who a name is, it means the one
 * so called who is in office on the day, if the report names his state; of two such nobody. Costs a
 * pass over the tables' people for each name that is left unexplained. */
#include "code/who_parts.h"

static str without_article(str name) {
    bool has = name.n > 4 && (str_starts(name, STR("al-")) || str_starts(name, STR("el-")) ||
                              str_starts(name, STR("Al-")) || str_starts(name, STR("El-")));
    return has ? str_slice(name, 3, name.n) : name;
}

/* Family names stand first in China, Korea, Taiwan. */
static str family_name(str name, str state) {
    str last = name, first = {"", 0};
    for (str rest = name; str_split(&rest, ' ', &last);)
        if (!first.n)
            first = last;
    if (str_in(last, "Jr. Jr II III IV VI XIV XVI"))
        return (str){"", 0};
    return str_in(state, "CHN KOR PRK TWN") ? first : without_article(last);
}

static bool is_governing_office(str office) {
    return str_starts(office, STR("president")) || str_starts(office, STR("prime minister")) ||
           str_starts(office, STR("foreign minister")) || str_in(office, "chancellor emir");
}

/* The state that he governs on the day of the report; "". */
static str governed_state(const struct reading *r, const struct know_actor *a) {
    for (uint32_t i = 0; i < a->n_spells; i++) {
        struct know_spell x = know_spell(r->know, a->first_spell + i);
        bool is_now = x.from <= r->report->date && r->report->date <= x.to;
        if (is_now && str_ends(x.code, STR("-GOV")) && x.code.n == 7 &&
            is_governing_office(x.office))
            return str_slice(x.code, 0, 3);
    }
    return (str){"", 0};
}

bool office_by_last_name(struct reading *r, uint32_t head, struct mention *m) {
    str name = without_article(r->tokens[head].form);
    uint32_t n = know_count(r->know).actors, found = NONE;
    bool is_capital = name.n > 2 && name.p[0] >= 'A' && name.p[0] <= 'Z';
    if (!is_capital || r->report->date == DATE_NONE || name_is_own(r, head))
        return false;
    for (uint32_t i = 0; i < n; i++) {
        struct know_actor a = know_actor(r->know, i);
        if (a.kind != KNOW_PERSON || a.name.n <= name.n)
            continue;
        bool may_be = str_ends(a.name, name) || str_starts(a.name, name);
        str state = may_be ? governed_state(r, &a) : (str){"", 0};
        if (!state.n || name_state_weight(r, state) == 0 ||
            !str_equal(family_name(a.name, state), name))
            continue;
        if (found != NONE)
            return false;
        found = i;
    }
    if (found == NONE)
        return false;
    struct phrase_hit hit = {.kind = PHRASE_ACTOR, .index = found};
    name_take(r, &hit, m);
    return true;
}
