/* How many. Counts are read from words by a small grammar: hedge, number, hedge ("at least two
 * dozen", "12 or more"); vague ones become ranges (several 3-9, dozens 24-99, hundreds 200-999). A
 * count then finds its noun and the verb or adjective over it, which tells what is counted (killed,
 * wounded, arrested …), and belongs to an act when that verb is the act or hangs in its clause
 * through participles and conjunction. Linear in the sentence. */
#include "code/howmany.h"

enum { MAX_CLIMB = 6 };

/* ---- counts in words ---- */

struct number_word {
    const char *word;
    int64_t low, high;
};

static const struct number_word ones[] = {
    {"one", 1, 1},         {"two", 2, 2},        {"three", 3, 3},      {"four", 4, 4},
    {"five", 5, 5},        {"six", 6, 6},        {"seven", 7, 7},      {"eight", 8, 8},
    {"nine", 9, 9},        {"ten", 10, 10},      {"eleven", 11, 11},   {"twelve", 12, 12},
    {"thirteen", 13, 13},  {"fourteen", 14, 14}, {"fifteen", 15, 15},  {"sixteen", 16, 16},
    {"seventeen", 17, 17}, {"eighteen", 18, 18}, {"nineteen", 19, 19}, {"twenty", 20, 20},
    {"thirty", 30, 30},    {"forty", 40, 40},    {"fifty", 50, 50},    {"sixty", 60, 60},
    {"seventy", 70, 70},   {"eighty", 80, 80},   {"ninety", 90, 90},   {"several", 3, 9},
    {"a", 1, 1},           {"an", 1, 1},
};
static const struct number_word scales[] = {
    {"dozen", 12, 12},
    {"hundred", 100, 100},
    {"thousand", 1000, 1000},
    {"million", 1000000, 1000000},
    {"billion", 1000000000, 1000000000},
};
static const struct number_word many[] = {
    {"dozens", 24, 99},
    {"scores", 40, 99},
    {"hundreds", 200, 999},
    {"thousands", 2000, 9999},
    {"millions", 2000000, 9999999},
};

enum hedge { HEDGE_NONE, HEDGE_LEAST, HEDGE_MOST };

/* Words before a number. */
static const struct {
    const char *words[4];
    enum hedge hedge;
} hedges[] = {
    {{"at", "least"}, HEDGE_LEAST},
    {{"more", "than"}, HEDGE_LEAST},
    {{"no", "fewer", "than"}, HEDGE_LEAST},
    {{"not", "less", "than"}, HEDGE_LEAST},
    {{"no", "less", "than"}, HEDGE_LEAST},
    {{"over"}, HEDGE_LEAST},
    {{"up", "to"}, HEDGE_MOST},
    {{"at", "most"}, HEDGE_MOST},
    {{"as", "many", "as"}, HEDGE_MOST},
    {{"fewer", "than"}, HEDGE_MOST},
    {{"less", "than"}, HEDGE_MOST},
    {{"about"}, HEDGE_NONE},
    {{"around"}, HEDGE_NONE},
    {{"some"}, HEDGE_NONE},
    {{"nearly"}, HEDGE_NONE},
    {{"almost"}, HEDGE_NONE},
    {{"roughly"}, HEDGE_NONE},
    {{"approximately"}, HEDGE_NONE},
    {{"an", "estimated"}, HEDGE_NONE},
    {{"estimated"}, HEDGE_NONE},
    {{"another"}, HEDGE_NONE},
    {{"the"}, HEDGE_NONE},
    {{"all"}, HEDGE_NONE},
};

#define SIZE(table) (sizeof(table) / sizeof *(table))

static bool is_form(const str *forms, uint32_t n, uint32_t at, const char *z) {
    if (at >= n || forms[at].n != strlen(z))
        return false;
    for (uint32_t i = 0; i < forms[at].n; i++) {
        char c = forms[at].p[i];
        if ((c >= 'A' && c <= 'Z' ? (char)(c + 32) : c) != z[i])
            return false;
    }
    return true;
}

static const struct number_word *lookup(const struct number_word *table, size_t size,
                                        const str *forms, uint32_t n, uint32_t at) {
    for (size_t i = 0; i < size; i++)
        if (is_form(forms, n, at, table[i].word))
            return &table[i];
    return NULL;
}

/* "1,200", "12"; "1.5" only before a scale, as tenths. False for years of no count are the caller's
 * affair. */
static bool read_digits(str form, int64_t *value, int64_t *tenths) {
    int64_t v = 0;
    uint32_t i = 0, digits = 0;
    *tenths = 0;
    for (; i < form.n && form.p[i] != '.'; i++) {
        if (form.p[i] == ',' && i > 0)
            continue;
        if (form.p[i] < '0' || form.p[i] > '9' || ++digits > 12)
            return false;
        v = v * 10 + (form.p[i] - '0');
    }
    if (i < form.n) {
        if (i + 2 != form.n || form.p[i + 1] < '0' || form.p[i + 1] > '9')
            return false;
        *tenths = form.p[i + 1] - '0';
    }
    *value = v;
    return digits > 0;
}

static uint32_t read_scale(const str *forms, uint32_t n, uint32_t at, struct count *c,
                           int64_t tenths) {
    const struct number_word *scale;
    while ((scale = lookup(scales, SIZE(scales), forms, n, at)) && c->high < 1000000000) {
        c->low = c->low * scale->low + tenths * scale->low / 10;
        c->high = c->high * scale->high + tenths * scale->high / 10;
        tenths = 0;
        at++;
    }
    return at;
}

/* "twenty - five": a ten and a one. */
static uint32_t read_tens(const str *forms, uint32_t n, uint32_t at, struct count *c) {
    uint32_t next = is_form(forms, n, at, "-") ? at + 1 : at;
    const struct number_word *one = lookup(ones, 9, forms, n, next);
    if (c->low < 20 || c->low > 90 || !one)
        return at;
    c->low += one->low;
    c->high += one->high;
    return next + 1;
}

/* dozens, hundreds of thousands, tens of thousands. */
static uint32_t read_many(const str *forms, uint32_t n, uint32_t at, struct count *c) {
    bool is_tens = is_form(forms, n, at, "tens");
    const struct number_word *m = is_tens ? NULL : lookup(many, SIZE(many), forms, n, at);
    if (!m && !is_tens)
        return 0;
    c->low = is_tens ? 20 : m->low;
    c->high = is_tens ? 99 : m->high;
    if (is_form(forms, n, at + 1, "of")) {
        const struct number_word *of = lookup(many, SIZE(many), forms, n, at + 2);
        if (of && of->low >= 2000) {
            int64_t unit = of->low / 2;
            c->high = (c->high + 1) * unit - 1;
            c->low *= unit;
            return at + 3;
        }
    }
    return is_tens ? 0 : at + 1;
}

static uint32_t read_number(const str *forms, uint32_t n, uint32_t at, struct count *c) {
    int64_t value, tenths = 0;
    uint32_t end = read_many(forms, n, at, c);
    if (end || at >= n)
        return end;
    if (read_digits(forms[at], &value, &tenths)) {
        *c = (struct count){0, value, value};
        end = read_scale(forms, n, at + 1, c, tenths);
        return tenths && end == at + 1 ? 0 : end;
    }
    bool is_article = is_form(forms, n, at, "a") || is_form(forms, n, at, "an");
    if (is_article && is_form(forms, n, at + 1, "couple")) {
        *c = (struct count){0, 2, 2};
        return is_form(forms, n, at + 2, "of") ? at + 3 : at + 2;
    }
    if (is_article && is_form(forms, n, at + 1, "few")) {
        *c = (struct count){0, 3, 5};
        return read_scale(forms, n, at + 2, c, 0);
    }
    if (is_form(forms, n, at, "half") && is_form(forms, n, at + 1, "a") &&
        is_form(forms, n, at + 2, "million")) {
        *c = (struct count){0, 500000, 500000};
        return at + 3;
    }
    const struct number_word *one = lookup(ones, SIZE(ones), forms, n, at);
    if (!one) {
        *c = (struct count){0, 1, 1}; /* "dozen" after "more than a" is taken above */
        return 0;
    }
    *c = (struct count){0, one->low, one->high};
    end = read_tens(forms, n, at + 1, c);
    uint32_t scaled = read_scale(forms, n, end, c, 0);
    return is_article && scaled == end ? 0 : scaled;
}

static uint32_t read_hedge(const str *forms, uint32_t n, uint32_t at, enum hedge *hedge) {
    for (size_t i = 0; i < SIZE(hedges); i++) {
        uint32_t k = 0;
        while (k < 4 && hedges[i].words[k] && is_form(forms, n, at + k, hedges[i].words[k]))
            k++;
        if (k > 0 && (k == 4 || !hedges[i].words[k])) {
            if (hedges[i].hedge != HEDGE_NONE)
                *hedge = hedges[i].hedge;
            return at + k;
        }
    }
    return at;
}

bool count_parse(const str *forms, uint32_t n, struct count *out) {
    enum hedge hedge = HEDGE_NONE;
    struct count second;
    bool is_between = is_form(forms, n, 0, "between");
    uint32_t at = is_between ? 1 : 0;
    for (int i = 0; i < 3; i++)
        at = read_hedge(forms, n, at, &hedge);
    uint32_t end = read_number(forms, n, at, out);
    if (!end)
        return false;
    bool is_range = is_form(forms, n, end, "to") || is_form(forms, n, end, "-") ||
                    is_form(forms, n, end, "\xe2\x80\x93") ||
                    (is_between && is_form(forms, n, end, "and"));
    uint32_t other = is_range ? read_number(forms, n, end + 1, &second) : 0;
    if (other && second.high >= out->low) {
        out->high = second.high;
        end = other;
    } else if (is_form(forms, n, end, "or") && is_form(forms, n, end + 1, "more")) {
        hedge = HEDGE_LEAST;
        end += 2;
    }
    if (hedge == HEDGE_LEAST)
        out->high = INT64_MAX;
    else if (hedge == HEDGE_MOST)
        out->low = 0;
    out->n_words = end;
    return true;
}

/* ---- what is counted ---- */

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
    if (is_of(r, carrier, "flee") ||
        (is_undergoer && is_of(r, carrier, "displace evacuate uproot")))
        return NUMBER_DISPLACED;
    return NUMBER_COUNT;
}

/* The noun that a count counts: its head, or what its "of" holds. */
static uint32_t counted_noun(const struct reading *r, uint32_t first, uint32_t last) {
    uint32_t top = last - 1;
    for (uint32_t t = first; t < last; t++) {
        uint32_t h = r->tokens[t].head;
        if (h == NONE || h < first || h >= last) {
            enum deprel d = (enum deprel)r->tokens[t].deprel;
            if (d == DEP_nummod || d == DEP_det || d == DEP_amod || d == DEP_compound)
                return h;
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

/* Does the carrier tell of the act: is it the act, or do both hang in one clause? */
static bool belongs(const struct reading *r, uint32_t carrier, uint32_t act) {
    uint32_t a[MAX_CLIMB], b[MAX_CLIMB];
    uint32_t n = ways_up(r, carrier, a), m = ways_up(r, act, b);
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = 0; k < m; k++)
            if (a[i] == b[k])
                return true;
    return false;
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
    case NUMBER_TROOPS:
        return type == PLOVER_MOBILIZE || type == PLOVER_AID || type == PLOVER_RETREAT ||
               type == PLOVER_AGREE || type == PLOVER_THREATEN || type == PLOVER_CONCEDE;
    default:
        return false;
    }
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
        if (!counts_people(r, noun))
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
