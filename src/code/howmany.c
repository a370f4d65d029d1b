/* How many. A count (count.c) finds its noun and the verb or adjective over it, which tells what is
 * counted (killed, wounded, arrested, freed, sent …), and belongs to an act when that verb is the
 * act or hangs in its clause through participles and conjunction. Money and weapons belong to the
 * act whose argument they are. Linear in the sentence. */
#include "code/howmany.h"

#include "code/count.h"

enum { MAX_CLIMB = 6 };

static const char people[] =
    "people person man woman child civilian soldier policeman officer troop troops militant "
    "insurgent "
    "rebel fighter protester demonstrator worker student other member resident villager bystander "
    "passenger guard marine gunman terrorist suspect activist prisoner official journalist "
    "foreigner refugee family guardsman pilgrim worshiper worshipper supporter youth recruit "
    "peacekeeper guerrilla tourist victim employee Iraqi Palestinian Israeli american inmate";
static const char troop_words[] =
    "troop troops soldier peacekeeper marine guard police policeman officer fighter trooper "
    "personnel "
    "serviceman guardsman reservist commando paratrooper observer monitor force";
static const char crowd_words[] =
    "protest demonstrate march rally gather riot strike assemble chant boycott walk block "
    "demonstration protester demonstrator crowd marcher striker take attend";

static bool is_of(const struct reading *r, uint32_t t, const char *list) {
    return t != NONE && lemma_in(r, t, list);
}

/* What a verb or adjective over a counted noun says of it; NUMBER_COUNT: nothing. */
static enum number_kind kind_of_carrier(const struct reading *r, uint32_t carrier, uint32_t noun,
                                        bool is_undergoer) {
    if (is_of(r, carrier, "die dead perish") ||
        (is_undergoer && is_of(r, carrier,
                               "kill slay murder massacre execute "
                               "assassinate behead")))
        return NUMBER_DEAD;
    if (is_undergoer && is_of(r, carrier, "claim") && is_of(r, noun, "life"))
        return NUMBER_DEAD;
    if (is_undergoer && is_of(r, carrier, "wound injure hurt maim"))
        return NUMBER_WOUNDED;
    if (is_undergoer && is_of(r, carrier, "arrest detain round jail imprison apprehend"))
        return NUMBER_ARRESTED;
    if (is_undergoer && is_of(r, carrier, "abduct kidnap snatch"))
        return NUMBER_ABDUCTED;
    if (is_undergoer && is_of(r, carrier, "release free liberate pardon parole"))
        return NUMBER_RELEASED;
    if (is_of(r, carrier, "flee") ||
        (is_undergoer && is_of(r, carrier, "displace evacuate uproot")))
        return NUMBER_DISPLACED;
    return NUMBER_COUNT;
}

/* "53 opposition politicians": the noun at the end of those that the number stands before. */
static uint32_t end_of_compound(const struct reading *r, uint32_t noun) {
    for (int i = 0; i < 3 && noun != NONE && r->tokens[noun].deprel == DEP_compound; i++) {
        uint32_t head = r->tokens[noun].head;
        if (head == NONE || head < noun || !is_noun(r, head))
            break;
        noun = head;
    }
    return noun;
}

/* The noun that a count counts: its head, or what its "of" holds. */
static uint32_t counted_noun(const struct reading *r, uint32_t first, uint32_t last) {
    uint32_t top = last - 1;
    for (uint32_t t = first; t < last; t++) {
        uint32_t h = r->tokens[t].head;
        if (h == NONE || h < first || h >= last) {
            enum deprel d = (enum deprel)r->tokens[t].deprel;
            if (d == DEP_nummod || d == DEP_det || d == DEP_amod || d == DEP_compound)
                return end_of_compound(r, h);
            if (d != DEP_case && d != DEP_advmod)
                top = t;
        }
    }
    return top;
}

struct carried {
    uint32_t carrier; /* the word that tells what happened to the counted, NONE */
    bool is_undergoer;
};

static struct carried carrier_of(const struct reading *r, uint32_t noun) {
    for (int i = 0; i < MAX_CLIMB; i++) {
        uint32_t h = r->tokens[noun].head;
        enum deprel d = (enum deprel)r->tokens[noun].deprel;
        if (lemma_in(r, noun, "dead wounded injured"))
            return (struct carried){noun, true};
        for (uint32_t c = r->first_child[noun]; c != NONE; c = r->next_sibling[c])
            if ((r->tokens[c].deprel == DEP_amod || r->tokens[c].deprel == DEP_acl) &&
                lemma_in(r, c, "dead kill wound injure arrest detain kidnap"))
                return (struct carried){c, true};
        for (uint32_t c = r->first_child[noun]; c != NONE; c = r->next_sibling[c])
            if (r->tokens[c].deprel == DEP_acl && is_verb(r, c) && lemma_in(r, c, crowd_words))
                return (struct carried){c,
                                        false}; /* a verb that the parser took for a participle */
        if (h == NONE)
            return (struct carried){noun, true};
        if (d == DEP_obj || d == DEP_nsubj_pass)
            return (struct carried){h, true};
        if (d == DEP_nsubj)
            return (struct carried){h, lemma_in(r, h, "dead wounded wound injure kill arrest") &&
                                           child_with(r, h, DEP_obj) == NONE};
        if (deprel_basic(d) == DEP_nmod || d == DEP_conj || d == DEP_appos)
            noun = h;
        else
            return (struct carried){h, false};
    }
    return (struct carried){NONE, false};
}

/* The words above a token within its clause; a conjunct with a subject of its own is another
 * clause. */
static uint32_t ways_up(const struct reading *r, uint32_t t, uint32_t *out) {
    uint32_t n = 0;
    while (n < MAX_CLIMB && t != NONE) {
        out[n++] = t;
        enum deprel d = (enum deprel)r->tokens[t].deprel;
        bool is_apart = d == DEP_conj && (child_with(r, t, DEP_nsubj) != NONE ||
                                          child_with(r, t, DEP_nsubj_pass) != NONE);
        if (d == DEP_ccomp || d == DEP_parataxis || is_apart)
            break;
        t = r->tokens[t].head;
    }
    return n;
}

/* The ways up from two words, and how many steps up each they meet. */
struct ways {
    uint32_t a[MAX_CLIMB], b[MAX_CLIMB];
    uint32_t up_a, up_b;
};

/* Do both hang in one clause, or is one above the other? */
static bool ways_meet(const struct reading *r, uint32_t a, uint32_t b, struct ways *w) {
    uint32_t n = ways_up(r, a, w->a), m = ways_up(r, b, w->b);
    for (w->up_a = 0; w->up_a < n; w->up_a++)
        for (w->up_b = 0; w->up_b < m; w->up_b++)
            if (w->a[w->up_a] == w->b[w->up_b])
                return true;
    return false;
}

/* Does the carrier tell of the act: is it the act, or do both hang in one clause? */
static bool belongs(const struct reading *r, uint32_t carrier, uint32_t act) {
    struct ways w;
    return ways_meet(r, carrier, act, &w);
}

/* Does the way up lead through the second of two deeds that has an object of its own? */
static bool passes_deed(const struct reading *r, const uint32_t *way, uint32_t n) {
    for (uint32_t i = 0; i < n; i++)
        if (r->tokens[way[i]].deprel == DEP_conj && is_verb(r, way[i]) &&
            child_with(r, way[i], DEP_obj) != NONE)
            return true;
    return false;
}

/* Is a thing the act's own? "Imposed sanctions and pledged $50 million": of the second deed alone.
 */
static bool is_own_thing(const struct reading *r, uint32_t noun, uint32_t act) {
    struct ways w;
    if (!ways_meet(r, noun, act, &w))
        return false;
    if (w.up_b > 1 && lemma_in(r, w.b[w.up_b - 1], "response retaliation revenge reply reaction"))
        return false; /* "fired 62 rockets in response to the killing" */
    bool has_object = child_with(r, w.a[w.up_a], DEP_obj) != NONE;
    return !(has_object && passes_deed(r, w.a, w.up_a)) && !passes_deed(r, w.b, w.up_b);
}

static bool fits_type(enum number_kind kind, enum plover_type type) {
    switch (kind) {
    case NUMBER_DEAD:
    case NUMBER_WOUNDED:
        return type == PLOVER_ASSAULT || type == PLOVER_PROTEST;
    case NUMBER_ARRESTED:
        return type == PLOVER_COERCE;
    case NUMBER_ABDUCTED:
        return type == PLOVER_ASSAULT;
    case NUMBER_DISPLACED:
        return type == PLOVER_ASSAULT || type == PLOVER_COERCE;
    case NUMBER_CROWD:
        return type == PLOVER_PROTEST;
    case NUMBER_RELEASED:
        return type == PLOVER_RETREAT || type == PLOVER_CONCEDE || type == PLOVER_COOPERATE;
    case NUMBER_MONEY:
        return type == PLOVER_AID || type == PLOVER_AGREE || type == PLOVER_COOPERATE ||
               type == PLOVER_REQUEST || type == PLOVER_SANCTION || type == PLOVER_COERCE ||
               type == PLOVER_CONCEDE || type == PLOVER_SUPPORT;
    case NUMBER_WEAPONS:
        return type == PLOVER_ASSAULT || type == PLOVER_MOBILIZE || type == PLOVER_AID ||
               type == PLOVER_AGREE || type == PLOVER_COOPERATE || type == PLOVER_THREATEN ||
               type == PLOVER_COERCE || type == PLOVER_RETREAT;
    case NUMBER_TROOPS:
        return type == PLOVER_MOBILIZE || type == PLOVER_AID || type == PLOVER_RETREAT ||
               type == PLOVER_AGREE || type == PLOVER_THREATEN || type == PLOVER_CONCEDE;
    default:
        return false;
    }
}

static const char currencies[] =
    "$ us$ c$ a$ \xe2\x82\xac \xc2\xa3 \xc2\xa5 dollar euro pound sterling yen yuan renminbi ruble "
    "rouble rupee shekel dinar riyal rial lira peso real franc krona krone won dirham";
static const char weapons[] =
    "missile rocket bomb shell mortar drone uav tank warplane jet helicopter aircraft warship ship "
    "submarine howitzer gun rifle weapon grenade torpedo mine launcher battery destroyer frigate "
    "bomber fighter";

/* Things that the act gives, takes, sends or fires: an argument of the act, or of one beside it. */
static enum number_kind kind_of_thing(const struct reading *r, uint32_t noun) {
    if (lemma_in(r, noun, currencies))
        return NUMBER_MONEY;
    return lemma_in(r, noun, weapons) && !lemma_in(r, noun, people) ? NUMBER_WEAPONS : NUMBER_COUNT;
}

static enum number_kind kind_of(const struct reading *r, uint32_t noun, uint32_t token,
                                enum plover_type type, uint32_t *carrier) {
    struct carried c = carrier_of(r, noun);
    *carrier = c.carrier;
    if (c.carrier == NONE)
        return NUMBER_COUNT;
    enum number_kind kind = kind_of_carrier(r, c.carrier, noun, c.is_undergoer);
    if (kind == NUMBER_COUNT && lemma_in(r, c.carrier, "wounded injured"))
        kind = NUMBER_WOUNDED;
    if (kind != NUMBER_COUNT)
        return kind;
    if (type == PLOVER_ASSAULT && c.is_undergoer && c.carrier == token &&
        lemma_in(r, noun, people) && lemma_in(r, token, "seize hostage hold capture"))
        return NUMBER_ABDUCTED;
    bool is_marching =
        is_of(r, c.carrier, crowd_words) || is_of(r, noun, crowd_words) || c.carrier == token;
    if (type == PLOVER_PROTEST && is_marching && !c.is_undergoer)
        return NUMBER_CROWD;
    return fits_type(NUMBER_TROOPS, type) && is_of(r, noun, troop_words) ? NUMBER_TROOPS
                                                                         : NUMBER_COUNT;
}

static void add(struct event *e, struct number number) {
    for (uint32_t i = 0; i < e->n_numbers; i++)
        if (e->numbers[i].kind == number.kind)
            return;
    if (e->n_numbers < MAX_NUMBERS)
        e->numbers[e->n_numbers++] = number;
}

/* Digits and words that are dates, money, ages or lengths count nobody. */
static bool counts_people(const struct reading *r, uint32_t noun) {
    return noun != NONE &&
           !lemma_in(r, noun,
                     "year day week month hour minute dollar euro percent % time mile kilometer "
                     "kilometre metre meter seat vote january february march april may june july "
                     "august september october november december attack point ton page");
}

/* "tens of thousands of people | marched": nothing but the people between count and act, whatever
 * the tree says. */
static bool stands_before(const struct reading *r, uint32_t last, uint32_t token) {
    if (token < last || token - last > 5)
        return false;
    for (uint32_t t = last; t < token; t++)
        if (!is_noun(r, t) && !lemma_is(r, t, "of") && r->tokens[t].upos != UPOS_ADJ &&
            r->tokens[t].upos != UPOS_AUX)
            return false;
    return true;
}

/* The count and the noun that it counts: "$500 million", "40 armored vehicles". */
static struct span span_with(const struct reading *r, uint32_t first, uint32_t last,
                             uint32_t noun) {
    return tokens_span(r, noun < first ? noun : first, noun >= last ? noun + 1 : last);
}

void howmany_of(struct reading *r, uint32_t token, struct event *e) {
    enum { WINDOW = 10 };
    str forms[WINDOW];
    const struct sentence *s = &r->text->sentences[r->sentence[token]];
    for (uint32_t t = s->first; t < s->last;) {
        uint32_t n = 0;
        while (n < WINDOW && t + n < s->last) {
            forms[n] = r->tokens[t + n].form;
            n++;
        }
        struct count c;
        if (!count_parse(forms, n, &c)) {
            t++;
            continue;
        }
        uint32_t first = t, last = t + c.n_words, carrier = NONE;
        t = last;
        uint32_t noun = counted_noun(r, first, last);
        enum number_kind thing = noun == NONE ? NUMBER_COUNT : kind_of_thing(r, noun);
        if (thing != NUMBER_COUNT && fits_type(thing, e->type) && is_own_thing(r, noun, token))
            add(e, (struct number){thing, c.low, c.high, span_with(r, first, last, noun)});
        if (thing != NUMBER_COUNT || !counts_people(r, noun))
            continue;
        enum number_kind kind = kind_of(r, noun, token, e->type, &carrier);
        if (kind == NUMBER_COUNT && e->type == PLOVER_PROTEST && is_verb(r, token) &&
            stands_before(r, last, token)) {
            kind = NUMBER_CROWD;
            carrier = token;
        }
        if (kind != NUMBER_COUNT && fits_type(kind, e->type) && belongs(r, carrier, token))
            add(e, (struct number){kind, c.low, c.high, tokens_span(r, first, last)});
    }
}
