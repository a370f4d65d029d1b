/* The two sides of a standing fact: which mentions can stand in it (people, bodies and states act
 * and are acted on; places and weapons are held), what a party is called that is more than a name
 * ("most of Libya's oil fields", "the city of Mosul"), and whose positions were hit. */
#include "code/relations/parts.h"

#include "code/who/parts.h"

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

bool side_fits(struct reading *r, uint32_t t, enum relation_kind kind, bool is_object) {
    bool is_with_men = lemma_is(r, t, "woman") && r->tokens[t].deprel == DEP_conj &&
                       lemma_is(r, r->tokens[t].head, "man"); /* told by the men before */
    if (is_verb(r, t) || is_with_men)
        return false;
    const struct mention look = who_look(r, t), *m = &look;
    for (uint32_t k = m->first > 1 ? m->first - 2 : 0; k < t; k++)
        if (str_in(r->tokens[k].form, "Operation Exercise")) /* "Operation | Inherent Resolve" */
            return false;
    if (lemma_in(r, m->first, "operation exercise resolution law act") ||
        lemma_in(r, t, "operation exercise"))
        return false;
    if (m->is_pronoun && !m->is_known && lemma_in(r, t, "it its this that which"))
        return false;
    bool is_backer = kind == RELATION_BACKS || kind == RELATION_LEADS;
    if (is_backer && !is_object && m->is_thing && !m->is_known)
        return false; /* gunships and planes are sent */
    if (lemma_in(r, t, "nobody none anyone exchange car truck vehicle") ||
        (kind == RELATION_FIGHTS && lemma_in(r, t,
                                             "rocket shell missile bomb mortar bullet grenade mine "
                                             "projectile explosion blast shrapnel")))
        return false; /* weapons hit, men fight */
    if (is_object && (kind == RELATION_HOLDS || kind == RELATION_LOCATED))
        return can_be_held(r, t);
    if (is_object && (kind == RELATION_LEADS || kind == RELATION_MEMBER))
        return is_body(m) || m->is_place || r->tokens[t].name == NAME_ORG || is_armed(r, t) ||
               (m->is_human && m->is_plural && !m->is_pronoun);
    return m->is_human || (m->is_known && m->kind == ENTITY_COUNTRY) ||
           r->tokens[t].name == NAME_ORG || is_armed(r, t) || lemma_in(r, t, "partner ally");
}

/* ---- parties ---- */

/* "The Libyan capital, Tripoli", "the city of Mosul": the name; "Mosul is the largest city
 * controlled by X": what it is said of. */
uint32_t side_place_name(struct reading *r, uint32_t t, int depth) {
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
        uint32_t name = is_name && is_noun(r, c) ? side_place_name(r, c, depth + 1) : t;
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
struct party side_held(struct reading *r, uint32_t t) {
    uint32_t first, last;
    t = side_place_name(r, t, 0);
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
struct place *side_place(struct reading *r, struct span s) {
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
void side_name_place(const struct reading *r, struct relation *x, uint32_t name) {
    bool is_whole =
        r->tokens[name].begin >= x->place->span.begin && r->tokens[name].end <= x->place->span.end;
    if (!is_whole || str_equal(x->to.name, x->place->name))
        return;
    x->to.name = x->place->name;
    x->to.entity = NONE;
}

/* "Their campaign": those who are named in the sentence before, if they are. */
uint32_t side_named(struct reading *r, uint32_t t) {
    if (t == NONE || r->tokens[t].deprel != DEP_nmod_poss || !who_look(r, t).is_pronoun)
        return t;
    uint32_t a = coref_antecedent(r, t);
    return a != NONE && r->sentence[a] == r->sentence[t] && !who_look(r, a).is_pronoun ? a : t;
}

/* With what a quantity is of: "members of the tribe", "the men and women of the brigade". */
struct party side_party(struct reading *r, uint32_t t) {
    struct party p = who_party(r, t);
    uint32_t of = phrase_after(r, t, "of"), first, last;
    uint32_t joined = lemma_is(r, t, "man") ? child_with(r, t, DEP_conj) : NONE;
    if (of == NONE && joined != NONE && lemma_is(r, joined, "woman"))
        of = phrase_after(r, joined, "of");
    if (of == NONE || (who_under_quantity(r, t) == NONE && !lemma_in(r, t, "man woman people")))
        return p;
    who_extent(r, of, &first, &last);
    uint32_t end = r->tokens[last - 1].end;
    if (end > p.span.end)
        p.span.end = end;
    p.text = span_text(r, p.span);
    return p;
}

bool side_state(struct reading *r, uint32_t t, struct party *out) {
    str form = r->tokens[t].form;
    struct phrase_match match = know_match_name(r->know, &form, 1);
    for (uint32_t i = 0; i < match.n_hits; i++) {
        const struct phrase_hit *h = &match.hits[i];
        if (h->kind != PHRASE_COUNTRY && h->kind != PHRASE_DEMONYM)
            continue;
        struct know_country c = know_country(r->know, h->index);
        struct mention state = {.head = t,
                                .first = t,
                                .last = t + 1,
                                .place = c.code,
                                .sector = STR(""),
                                .code = c.code,
                                .actor = NONE,
                                .kind = ENTITY_COUNTRY,
                                .is_known = true};
        *out = (struct party){.span = tokens_span(r, t, t + 1),
                              .text = form,
                              .code = c.code,
                              .name = c.name,
                              .entity = entity_of(r, &state)};
        return true;
    }
    return false;
}

/* "Houthi positions", "a convoy of the army": whose they are. */
uint32_t side_owner(struct reading *r, uint32_t t) {
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
uint32_t side_other_quantities(struct reading *r, uint32_t held, uint32_t *out, uint32_t most) {
    uint32_t of = phrase_after(r, held, "of"), n = 0;
    if (of == NONE || !is_quantity_of_land(r, held))
        return 0;
    for (uint32_t c = r->first_child[of]; c != NONE && n < most; c = r->next_sibling[c])
        if (r->tokens[c].deprel == DEP_conj && is_quantity_of_land(r, c))
            out[n++] = c;
    return n;
}
