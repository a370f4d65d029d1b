/* Last names of those who govern. A report that need not introduce a head of state or a foreign
 * minister names him by his last name alone ("Abbas", "Yoon"), which the tables list as an alias of
 * the best known only. Where neither the tables nor the text tell who a name is, it means the one
 * so called who is in office on the day, if the report names his state: a head of government or
 * foreign minister before others, of two of one rank nobody. Costs a pass over the tables' people
 * for each name that is left unexplained. */
#include "code/who/parts.h"

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

enum { NO_OFFICE, ANY_OFFICE, FIRST_OFFICE };

/* What he is on the day of the report in a state that it names: a president, premier or foreign
 * minister comes before others in office. The state in *state. */
static int rank_in_office(const struct reading *r, const struct know_actor *a, str *state) {
    int best = NO_OFFICE;
    for (uint32_t i = 0; i < a->n_spells; i++) {
        struct know_spell x = know_spell(r->know, a->first_spell + i);
        bool is_now = x.from <= r->report->date && r->report->date <= x.to && x.office.n > 0;
        if (!is_now || x.code.n != 7 || !str_in(str_slice(x.code, 4, 7), "GOV LEG MIL SPY"))
            continue;
        *state = str_slice(x.code, 0, 3);
        if (name_state_weight(r, *state) == 0)
            continue;
        bool is_first =
            str_starts(x.office, STR("president")) || str_starts(x.office, STR("prime minister")) ||
            str_starts(x.office, STR("foreign minister")) ||
            str_starts(x.office, STR("secretary of state")) || str_in(x.office, "chancellor emir");
        best = is_first ? FIRST_OFFICE : best == NO_OFFICE ? ANY_OFFICE : best;
    }
    return best;
}

bool office_by_last_name(struct reading *r, uint32_t head, struct mention *m) {
    str name = without_article(r->tokens[head].form);
    uint32_t n = know_count(r->know).actors, found = NONE;
    int best = NO_OFFICE;
    bool is_capital = name.n > 2 && name.p[0] >= 'A' && name.p[0] <= 'Z';
    if (!is_capital || r->report->date == DATE_NONE || name_is_own(r, head))
        return false;
    for (uint32_t i = 0; i < n; i++) {
        struct know_actor a = know_actor(r->know, i);
        if (a.kind != KNOW_PERSON || a.name.n <= name.n)
            continue;
        bool may_be = str_ends(a.name, name) || str_starts(a.name, name);
        str state = {"", 0};
        int rank = may_be ? rank_in_office(r, &a, &state) : NO_OFFICE;
        if (rank == NO_OFFICE || rank < best || !str_equal(family_name(a.name, state), name))
            continue;
        found = rank > best ? i : NONE; /* two of one rank: nobody */
        best = rank;
    }
    if (found == NONE)
        return false;
    struct phrase_hit hit = {.kind = PHRASE_ACTOR, .index = found};
    name_take(r, &hit, m);
    return true;
}
