/* Relations. A standing fact is what an event leaves behind or what a description presupposes: the
 * grammar that carries it is small (a predicate, a preposition, a noun of kinship, a title), so
 * each of these has a file and a table of words of its own, and all end in relation_add, which asks
 * the coder's usual questions of the word: whether, on whose word, since when. Acts of force that
 * were coded as events say who fights whom. The same fact between the same words is kept once.
 * Linear in the words, but for the sort. */
#include "code/relations.h"

#include "base/vec.h"
#include "code/relations_parts.h"
#include "code/says.h"
#include "code/when.h"
#include "code/whether.h"
#include "code/who_parts.h"

#include <stdlib.h>

enum { MOST_LISTED = 8 };

/* ---- arguments ---- */

uint32_t argument_of(const struct arguments *a, enum role_name name) {
    for (uint32_t i = 0; i < a->n; i++)
        if (a->items[i].role.name == name)
            return a->items[i].token;
    return NONE;
}

uint32_t argument_after(const struct reading *r, const struct arguments *a, const char *list) {
    for (uint32_t i = 0; i < a->n; i++)
        if (a->items[i].role.name == ROLE_PREPOSITION &&
            lemma_in(r, case_of(r, a->items[i].token), list))
            return a->items[i].token;
    return NONE;
}

uint32_t phrase_after(const struct reading *r, uint32_t noun, const char *list) {
    for (uint32_t c = r->first_child[noun]; c != NONE; c = r->next_sibling[c]) {
        enum deprel d = deprel_basic((enum deprel)r->tokens[c].deprel);
        if ((d == DEP_nmod || d == DEP_obl) && r->tokens[c].deprel != DEP_nmod_poss &&
            lemma_in(r, case_of(r, c), list))
            return c;
    }
    return NONE;
}

/* ---- who can stand where ---- */

bool is_armed(struct reading *r, uint32_t t) {
    const struct mention look = who_look(r, t), *m = &look;
    if (m->is_known && m->sector.n && str_in(m->sector, "MIL REB PAR COP SPY"))
        return true;
    if (m->is_known && (m->kind == ENTITY_COUNTRY || str_is(m->sector, "GOV")))
        return true;
    return lemma_in(r, t,
                    "terrorist insurgent militant rebel militia fighter soldier troop force army "
                    "jihadist guerrilla separatist extremist gunman coalition regime enemy "
                    "coalition alliance");
}

bool is_arm(const struct reading *r, uint32_t t) {
    static const char *const classes[] = {"weapon", "aircraft"};
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++) {
        uint32_t c = know_class(r->know, classes[i]);
        if (c != WORD_NONE && r->word[t] != WORD_NONE && know_word_in_class(r->know, r->word[t], c))
            return true;
    }
    return lemma_in(r, t, "tank artillery ied warship submarine explosive launcher");
}

static const char assets[] =
    "area territory facility field port base city town village region swath part most much "
    "province district border airport crossing oilfield terminal road highway stronghold hospital "
    "building complex neighborhood neighbourhood suburb island half third rest bridge dam refinery "
    "checkpoint airbase enclave land ground position outpost capital prison barracks headquarters "
    "position site pipeline mine plant station compound camp stretch percent hill mountain valley "
    "coast strip pocket quarter county state airfield runway route peninsula countryside zone";

static bool can_be_held(struct reading *r, uint32_t t) {
    const struct mention look = who_look(r, t), *m = &look;
    return m->is_place || m->kind == ENTITY_PLACE || r->tokens[t].name == NAME_LOC ||
           lemma_in(r, t, assets) || is_arm(r, t);
}

static bool is_body(const struct mention *m) {
    return m->kind == ENTITY_COUNTRY || m->kind == ENTITY_ORGANISATION || m->kind == ENTITY_GROUP;
}

static bool is_side(struct reading *r, uint32_t t, enum relation_kind kind, bool is_object) {
    if (is_verb(r, t))
        return false;
    const struct mention look = who_look(r, t), *m = &look;
    if (lemma_in(r, m->first, "operation exercise resolution law act") ||
        lemma_in(r, t, "operation exercise"))
        return false;
    if (m->is_pronoun && !m->is_known && lemma_in(r, t, "it its this that which"))
        return false;
    if (lemma_in(r, t, "nobody none anyone") ||
        (kind == RELATION_FIGHTS && lemma_in(r, t,
                                             "rocket shell missile bomb mortar bullet grenade mine "
                                             "projectile explosion blast shrapnel")))
        return false; /* weapons hit, men fight */
    if (is_object && (kind == RELATION_HOLDS || kind == RELATION_LOCATED))
        return can_be_held(r, t);
    if (is_object && (kind == RELATION_LEADS || kind == RELATION_MEMBER))
        return is_body(m) || m->is_place || r->tokens[t].name == NAME_ORG;
    return m->is_human || (m->is_known && m->kind == ENTITY_COUNTRY) ||
           r->tokens[t].name == NAME_ORG || is_armed(r, t) || lemma_in(r, t, "partner ally");
}

/* ---- parties ---- */

/* "The Libyan capital, Tripoli", "the city of Mosul": the name; "Mosul is the largest city
 * controlled by X": what it is said of. */
static uint32_t named_place(struct reading *r, uint32_t t, int depth) {
    bool is_capital = lemma_in(r, t, "capital city town stronghold");
    if (((r->hit_at[t] != NONE || r->tokens[t].name == NAME_LOC) && !is_capital) || depth > 2)
        return t;
    bool is_predicate = child_with(r, t, DEP_cop) != NONE;
    for (uint32_t c = r->first_child[t]; c != NONE; c = r->next_sibling[c]) {
        enum deprel d = deprel_basic((enum deprel)r->tokens[c].deprel);
        bool is_name = d == DEP_appos || d == DEP_flat ||
                       (d == DEP_nmod && lemma_is(r, case_of(r, c), "of") &&
                        lemma_in(r, t, "city town village province district island port region")) ||
                       (d == DEP_nsubj && is_predicate);
        uint32_t name = is_name && is_noun(r, c) ? named_place(r, c, depth + 1) : t;
        bool is_named = r->hit_at[name] != NONE || r->tokens[name].name == NAME_LOC;
        if (name != t && is_named && can_be_held(r, name))
            return name;
    }
    return t;
}

static bool is_quantity_of_land(const struct reading *r, uint32_t t) {
    return lemma_in(r, t,
                    "most much part half third rest swath percent stretch all some area portion "
                    "majority quarter lot bulk fifth remainder");
}

/* A place or a weapon: with what a quantity is of ("most of Libya's oil facilities"), and the
 * country where it lies. */
static struct party held_party(struct reading *r, uint32_t t) {
    uint32_t first, last;
    t = named_place(r, t, 0);
    const struct mention m = who_look(r, t);
    struct party p = {.span = tokens_span(r, m.first, m.last), .code = m.place, .entity = NONE};
    p.text = span_text(r, p.span);
    if (m.kind == ENTITY_PLACE || m.kind == ENTITY_COUNTRY) /* others are things, and nobody */
        p = who_party(r, t);
    uint32_t of = phrase_after(r, t, "of");
    if (of != NONE && is_quantity_of_land(r, t)) {
        who_extent(r, of, &first, &last);
        p.span = tokens_span(r, m.first, last > m.last ? last : m.last);
        p.text = span_text(r, p.span);
        const struct mention look = who_look(r, of), *inner = &look;
        p.code = inner->is_known ? inner->place : m.place;
    } else {
        p.code = m.place;
    }
    if (is_arm(r, t)) {
        p.code = STR("---");
    } else if (str_is(p.code, "---")) {
        str around = name_country_around(r, t);
        p.code = around.n ? around : p.code;
    }
    return p;
}

/* The place of the text that stands within the party's words, NULL. Places ascend. */
static struct place *place_in(struct reading *r, struct span s) {
    size_t low = 0, high = r->places.n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (r->places.items[middle].span.end <= s.begin)
            low = middle + 1;
        else
            high = middle;
    }
    bool is_inside = low < r->places.n && r->places.items[low].span.begin < s.end;
    return is_inside ? &r->places.items[low] : NULL;
}

/* Tripoli, and not the state whose seat it is: where the name is the whole party. */
static void name_place(const struct reading *r, struct relation *x, uint32_t name) {
    bool is_whole =
        r->tokens[name].begin >= x->place->span.begin && r->tokens[name].end <= x->place->span.end;
    if (!is_whole || str_equal(x->to.name, x->place->name))
        return;
    x->to.name = x->place->name;
    x->to.entity = NONE;
}

/* ---- one fact ---- */

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

/* "Their campaign": those who are named in the sentence before, if they are. */
static uint32_t named_owner(struct reading *r, uint32_t t) {
    if (t == NONE || r->tokens[t].deprel != DEP_nmod_poss || !who_look(r, t).is_pronoun)
        return t;
    uint32_t a = coref_antecedent(r, t);
    return a != NONE && r->sentence[a] == r->sentence[t] && !who_look(r, a).is_pronoun ? a : t;
}

/* With what a quantity is of: "members of the tribe", "the men and women of the brigade". */
static struct party full_party(struct reading *r, uint32_t t) {
    struct party p = who_party(r, t);
    uint32_t of = phrase_after(r, t, "of"), first, last;
    if (of == NONE || (who_under_quantity(r, t) == NONE && !lemma_in(r, t, "man woman people")))
        return p;
    who_extent(r, of, &first, &last);
    uint32_t end = r->tokens[last - 1].end;
    if (end > p.span.end)
        p.span.end = end;
    p.text = span_text(r, p.span);
    return p;
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

static bool add_one(struct reading *r, struct relations *out, struct fact fact, uint32_t from,
                    uint32_t to, uint32_t word) {
    struct relation x = {.fact = fact, .sentence = r->sentence[word]};
    bool is_thing = fact.kind == RELATION_HOLDS || fact.kind == RELATION_LOCATED;
    x.from = full_party(r, from);
    x.to = is_thing ? held_party(r, to) : full_party(r, to);
    bool is_same_words = x.from.span.begin == x.to.span.begin && x.from.span.end == x.to.span.end;
    struct span at = tokens_span(r, word, word + 1);
    bool is_name_of_it = /* the Saudi-led coalition, a name of its own */
        x.from.span.begin <= at.begin && at.end <= x.from.span.end && from < word;
    if ((x.from.entity != NONE && x.from.entity == x.to.entity) || is_same_words || is_name_of_it)
        return true;
    x.place = is_thing ? place_in(r, x.to.span) : NULL;
    if (x.place)
        name_place(r, &x, named_place(r, to, 0));
    x.span = tokens_span(r, word, word + 1);
    x.manner = manner_of(r, word);
    x.status = whether_status(r, word, NULL);
    bool is_denial;
    uint32_t speaker = says_by(r, word, &is_denial);
    bool is_title =
        is_noun(r, word) && (fact.kind == RELATION_LEADS || fact.kind == RELATION_MEMBER);
    bool is_marker = r->tokens[word].upos == UPOS_ADP;
    bool is_presupposed = r->tokens[word].deprel == DEP_acl || r->tokens[word].deprel == DEP_amod ||
                          is_title || is_marker;
    if (is_denial && !is_presupposed) /* who denies a deed of "rebels, backed by X", grants that */
        x.status = STATUS_DENIED;
    else if (is_title || is_marker || (is_presupposed && x.status == STATUS_DENIED))
        x.status = STATUS_OCCURRED;
    settle_change(r, &x, word);
    if (fact.kind == RELATION_FIGHTS && x.status == STATUS_CONDITIONAL)
        return true;
    if (!is_title)
        date_fact(r, &x, word);
    uint32_t accusation = accusation_over(r, word);
    if (accusation != NONE) { /* "accused A of backing B": on the accuser's word */
        speaker = walk_subject(r, accusation);
        x.status = STATUS_OCCURRED;
    } else if (x.status == STATUS_DENIED && is_ended(r, word)) {
        x.status = STATUS_OCCURRED; /* what somebody stops, or is to stop, was so */
    }
    if (speaker != NONE && speaker != from && !is_title) {
        struct party by = who_party(r, speaker);
        if (by.entity != NONE && by.entity == x.from.entity)
            return VEC_PUSH(r->arena, out, x); /* he speaks for himself */
        x.by = ARENA_NEW(r->arena, struct party, 1);
        if (!x.by)
            return false;
        *x.by = by;
    }
    return VEC_PUSH(r->arena, out, x);
}

/* "Houthi positions", "a convoy of the army": whose they are. */
static uint32_t owner_of_target(struct reading *r, uint32_t t) {
    if (who_look(r, t).is_known ||
        !lemma_in(r, t,
                  "position target base convoy camp stronghold checkpoint site vehicle "
                  "headquarters post hideout outpost facility depot bunker line compound "
                  "infrastructure installation cell leadership column ship tank warplane"))
        return t;
    for (uint32_t c = r->first_child[t]; c != NONE; c = r->next_sibling[c]) {
        enum deprel d = (enum deprel)r->tokens[c].deprel;
        bool is_owner = d == DEP_compound || d == DEP_amod || d == DEP_nmod_poss ||
                        lemma_in(r, case_of(r, c), "of belong");
        if (is_owner && who_look(r, c).is_known && !who_look(r, c).is_place)
            return c;
    }
    return t;
}

/* "Most of the oil fields, as well as swaths of the south": the tree puts the second quantity into
 * the list under the first. */
static uint32_t other_quantities(struct reading *r, uint32_t held, uint32_t *out, uint32_t most) {
    uint32_t of = phrase_after(r, held, "of"), n = 0;
    if (of == NONE || !is_quantity_of_land(r, held))
        return 0;
    for (uint32_t c = r->first_child[of]; c != NONE && n < most; c = r->next_sibling[c])
        if (r->tokens[c].deprel == DEP_conj && is_quantity_of_land(r, c))
            out[n++] = c;
    return n;
}

bool relation_add(struct reading *r, struct relations *out, struct fact fact, uint32_t from,
                  uint32_t to, uint32_t word) {
    uint32_t a[MOST_LISTED], b[MOST_LISTED];
    from = named_owner(r, from);
    to = named_owner(r, to);
    if (from == NONE || to == NONE || from == to)
        return true;
    if (fact.kind == RELATION_FIGHTS)
        to = owner_of_target(r, to);
    bool is_own = fact.kind == RELATION_LEADS && is_noun(r, word); /* a title is one man's */
    uint32_t most = is_own ? 1 : MOST_LISTED;
    uint32_t n = who_expand(r, from, a, most), m = who_expand(r, to, b, most);
    uint32_t included = phrase_after(r, to, "include including");
    if (included != NONE && m < most)
        b[m++] = included;
    m += other_quantities(r, to, b + m, most - m);
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = 0; k < m; k++)
            if (a[i] != b[k] && is_side(r, a[i], fact.kind, false) &&
                is_side(r, b[k], fact.kind, true) && !add_one(r, out, fact, a[i], b[k], word))
                return false;
    return true;
}

/* ---- the same fact once ---- */

static int compare_numbers(uint32_t a, uint32_t b) {
    return a < b ? -1 : a > b;
}

static int compare_facts(const void *x, const void *y) {
    const struct relation *a = x, *b = y;
    int c = compare_numbers(a->from.span.begin, b->from.span.begin);
    if (!c)
        c = compare_numbers(a->to.span.begin, b->to.span.begin);
    if (!c)
        c = (int)a->fact.kind - (int)b->fact.kind;
    if (!c)
        c = (int)a->fact.change - (int)b->fact.change;
    return c ? c : compare_numbers(a->span.begin, b->span.begin);
}

static int compare_order(const void *x, const void *y) {
    const struct relation *a = x, *b = y;
    int c = compare_numbers(a->span.begin, b->span.begin);
    return c ? c : compare_facts(x, y);
}

static void drop_repeated(struct relations *all) {
    size_t kept = 0;
    if (!all->n)
        return;
    qsort(all->items, all->n, sizeof *all->items, compare_facts);
    for (size_t i = 0; i < all->n; i++) {
        const struct relation *x = &all->items[i], *last = kept ? &all->items[kept - 1] : NULL;
        bool is_same =
            last && x->fact.kind == last->fact.kind && x->fact.change == last->fact.change &&
            x->from.span.begin == last->from.span.begin && x->to.span.begin == last->to.span.begin;
        if (!is_same)
            all->items[kept++] = *x;
    }
    all->n = kept;
    qsort(all->items, all->n, sizeof *all->items, compare_order);
}

bool relations_find(struct reading *r, struct coded *out) {
    struct relations found = {0};
    for (uint32_t t = 0; t < r->n_tokens; t++) {
        bool is_good = true;
        if (r->tokens[t].upos == UPOS_VERB)
            is_good = relations_from_verb(r, t, &found);
        else if (is_noun(r, t))
            is_good = relations_from_noun(r, t, &found) && relations_from_title(r, t, &found);
        if (is_good && !is_verb(r, t) && case_of(r, t) != NONE)
            is_good = relations_from_preposition(r, t, &found);
        if (!is_good)
            return false;
    }
    if (!relations_from_events(r, out, &found))
        return false;
    drop_repeated(&found);
    out->relations = found.items;
    out->n_relations = (uint32_t)found.n;
    return true;
}
