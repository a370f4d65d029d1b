/* One standing fact: the coder's usual questions are asked of the word that carries it. Whether it
 * holds, on whose word (an accusation is its accuser's), since or until when, in which manner; and
 * what an attempt, a loss or a plan makes of the control of a place. */
#include "base/vec.h"
#include "code/relations/parts.h"
#include "code/says.h"
#include "code/when/when.h"
#include "code/whether.h"

enum { MOST_LISTED = 8 };

/* "Since March", "from 2011 to 2014": not the day of a single deed. */
static bool says_since(const struct reading *r, struct span s) {
    str before = {"", 0}, first = {"", 0};
    str all = str_slice(r->report->text, 0, s.end);
    uint32_t begin = s.begin;
    while (begin > 0 && all.p[begin - 1] == ' ')
        begin--;
    uint32_t word = begin;
    while (word > 0 && all.p[word - 1] != ' ' && begin - word < 12)
        word--;
    before = str_slice(all, word, begin);
    uint32_t end = s.begin;
    while (end < s.end && all.p[end] != ' ')
        end++;
    first = str_slice(all, s.begin, end);
    return str_in(first, "since Since from From between until") ||
           str_in(before, "since Since from");
}

/* A fact of a verb that began ("since 2014", "captured in 2014") or ended ("lost in 2017"). */
static void date_fact(struct reading *r, struct relation *x, uint32_t word) {
    str when;
    struct span span;
    struct interval to;
    if (!when_of(r, word, &when, &span))
        return;
    uint32_t cut = 0;
    while (cut < when.n && when.p[cut] != '/')
        cut++;
    if (says_since(r, span)) {
        x->since = str_slice(when, 0, cut);
        str end = cut < when.n ? str_slice(when, cut + 1, when.n) : (str){NULL, 0};
        bool is_over =
            interval_parse(end, &to) && r->report->date != DATE_NONE && to.last < r->report->date;
        x->until = is_over ? end : x->until;
    } else if (x->fact.change == CHANGE_LOST) {
        x->until = when;
    } else if (x->fact.change == CHANGE_TOOK || x->fact.kind == RELATION_MEMBER ||
               x->fact.kind == RELATION_RECOGNISES) {
        x->since = when; /* the day of the deed begins the state */
    }
}

static str manner_of(const struct reading *r, uint32_t word) {
    for (uint32_t c = r->first_child[word]; c != NONE; c = r->next_sibling[c]) {
        enum deprel d = deprel_basic((enum deprel)r->tokens[c].deprel);
        if ((d == DEP_amod || d == DEP_advmod || d == DEP_compound) &&
            lemma_in(r, c,
                     "tacit tacitly covert covertly secret secretly open openly public publicly "
                     "military militarily financial financially political politically diplomatic "
                     "diplomatically logistical indirect indirectly direct directly moral air"))
            return r->tokens[c].form;
    }
    return (str){NULL, 0};
}

/* Who tries to take a place contests it, now; who was to lose it holds it still. */
static void settle_change(const struct reading *r, struct relation *x, uint32_t word) {
    bool is_open = x->status == STATUS_PLANNED || x->status == STATUS_CONDITIONAL;
    bool is_attempt = false;
    for (uint32_t t = r->tokens[word].head, i = 0; t != NONE && i < 4; t = r->tokens[t].head, i++)
        is_attempt |= lemma_in(r, t,
                               "attempt try seek fight battle offensive operation campaign push "
                               "attack bid effort vie struggle assault advance launch mount begin "
                               "continue fail drive aim");
    bool is_aim = lemma_is(r, child_with(r, word, DEP_mark), "to");
    if (x->fact.change == CHANGE_TOOK && (is_open || is_aim) && is_attempt)
        x->fact.change = CHANGE_CONTESTS;
    if (x->fact.change == CHANGE_LOST && is_open)
        x->fact.change = CHANGE_HOLDS;
    if ((x->fact.change == CHANGE_CONTESTS || x->fact.change == CHANGE_HOLDS) &&
        x->status == STATUS_PLANNED)
        x->status = STATUS_OCCURRED; /* the aim is to come, the contest goes on */
}

/* "Accused A of arming B": the verb of accusing over a word, NONE. */
static uint32_t accusation_over(const struct reading *r, uint32_t word) {
    uint32_t t = word;
    for (int i = 0; i < 3 && t != NONE; i++) {
        enum deprel d = deprel_basic((enum deprel)r->tokens[t].deprel);
        uint32_t up = r->tokens[t].head;
        bool is_under = d == DEP_advcl || d == DEP_obl || d == DEP_acl || d == DEP_xcomp ||
                        d == DEP_ccomp || d == DEP_conj || d == DEP_obj;
        if (up == NONE || !is_under)
            return NONE;
        if (is_verb(r, up) && lemma_in(r, up, "accuse suspect blame charge"))
            return up;
        t = up;
    }
    return NONE;
}

static bool is_ended(const struct reading *r, uint32_t word) {
    uint32_t up = r->tokens[word].head;
    return lemma_in(r, up, "stop cease end halt suspend quit");
}

/* "President of X", "X's ally": a description says what is so, whatever the clause around it says.
 */
static bool is_description(const struct reading *r, const struct relation *x, uint32_t word) {
    bool is_title =
        is_noun(r, word) && (x->fact.kind == RELATION_LEADS || x->fact.kind == RELATION_MEMBER);
    return is_title || r->tokens[word].upos == UPOS_ADP;
}

static enum event_status fact_status(struct reading *r, const struct relation *x, uint32_t word,
                                     const struct says_answer *said) {
    enum event_status status = whether_status(r, word, NULL);
    bool is_attribute = r->tokens[word].deprel == DEP_acl || r->tokens[word].deprel == DEP_amod;
    if (is_description(r, x, word) || accusation_over(r, word) != NONE)
        return STATUS_OCCURRED;
    if (said->way == SAYS_DENIAL && !is_attribute)
        return STATUS_DENIED;
    /* who denies a deed of "rebels, backed by X" grants that; what somebody stops was so */
    return status == STATUS_DENIED && (is_attribute || is_ended(r, word)) ? STATUS_OCCURRED
                                                                          : status;
}

/* Who says so: an accuser, else whoever speaks; nobody where he speaks of himself or where a title
 * describes. False without memory. */
static bool set_speaker(struct reading *r, struct relation *x, uint32_t from, uint32_t word,
                        const struct says_answer *said) {
    uint32_t accusation = accusation_over(r, word);
    uint32_t speaker = accusation != NONE ? walk_subject(r, accusation) : said->speaker;
    if (speaker == NONE || speaker == from ||
        (is_description(r, x, word) && r->tokens[word].upos != UPOS_ADP))
        return true;
    struct party by = who_party(r, speaker);
    if (by.entity != NONE && by.entity == x->from.entity)
        return true;
    x->by = ARENA_NEW(r->arena, struct party, 1);
    if (x->by)
        *x->by = by;
    return x->by != NULL;
}

/* One party under two descriptions, or a name that holds the word: the Saudi-led coalition. */
static bool is_no_pair(const struct reading *r, const struct relation *x, uint32_t from,
                       uint32_t word) {
    struct span a = x->from.span, b = x->to.span, at = tokens_span(r, word, word + 1);
    bool is_one = x->from.entity != NONE && x->from.entity == x->to.entity;
    bool is_in_name = a.begin <= at.begin && at.end <= a.end && from < word;
    return is_one || (a.begin == b.begin && a.end == b.end) || is_in_name;
}

static bool add_one(struct reading *r, struct relations *out, struct fact fact, uint32_t from,
                    uint32_t to, uint32_t word) {
    struct relation x = {.fact = fact,
                         .sentence = r->sentence[word],
                         .span = tokens_span(r, word, word + 1),
                         .manner = manner_of(r, word)};
    bool is_thing = fact.kind == RELATION_HOLDS || fact.kind == RELATION_LOCATED;
    bool is_inside = r->hit_at[from] != NONE && r->hits.items[r->hit_at[from]].last > word &&
                     from < word; /* of one name with the participle */
    if (!is_inside || !side_state(r, from, &x.from))
        x.from = side_party(r, from);
    x.to = is_thing ? side_held(r, to) : side_party(r, to);
    if (is_no_pair(r, &x, from, word))
        return true;
    x.place = is_thing ? side_place(r, x.to.span) : NULL;
    if (x.place)
        side_name_place(r, &x, side_place_name(r, to, 0));
    struct says_answer said = says_ask(r, word);
    x.status = fact_status(r, &x, word, &said);
    settle_change(r, &x, word);
    if (fact.kind == RELATION_FIGHTS && x.status == STATUS_CONDITIONAL)
        return true;
    if (!is_description(r, &x, word))
        date_fact(r, &x, word);
    return set_speaker(r, &x, from, word, &said) && VEC_PUSH(r->arena, out, x);
}

bool relation_add(struct reading *r, struct relations *out, struct fact fact, uint32_t from,
                  uint32_t to, uint32_t word) {
    uint32_t a[MOST_LISTED], b[MOST_LISTED];
    from = side_named(r, from);
    to = side_named(r, to);
    if (from == NONE || to == NONE || from == to)
        return true;
    if (fact.kind == RELATION_FIGHTS)
        to = side_owner(r, to);
    bool is_own = fact.kind == RELATION_LEADS && is_noun(r, word); /* a title is one man's */
    uint32_t most = is_own ? 1 : MOST_LISTED;
    uint32_t n = who_expand(r, from, a, most), m = who_expand(r, to, b, most);
    uint32_t included = phrase_after(r, to, "include including");
    if (included != NONE && m < most)
        b[m++] = included;
    m += side_other_quantities(r, to, b + m, most - m);
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = 0; k < m; k++)
            if (a[i] != b[k] && (b[k] == to || r->tokens[b[k]].upos != UPOS_ADJ) &&
                side_fits(r, a[i], fact.kind, false) && side_fits(r, b[k], fact.kind, true) &&
                !add_one(r, out, fact, a[i], b[k], word))
                return false;
    return true;
}

bool relation_add_listed(struct reading *r, struct relations *out, struct fact fact, uint32_t first,
                         uint32_t word) {
    for (uint32_t c = first == NONE ? NONE : r->first_child[first]; c != NONE;
         c = r->next_sibling[c])
        if (r->tokens[c].deprel == DEP_conj && !relation_add(r, out, fact, first, c, word))
            return false;
    return true;
}
