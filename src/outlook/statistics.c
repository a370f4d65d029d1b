/* Shares rather than counts, so that a statistic means the same for a small town's police and for
 * a great power; logarithms, so that a weighted sum of statistics is a product of chances, and a
 * pair that never met is judged by the chances of its country and role. The logarithm is read off
 * the float's bits (exact at powers of two, off by .09 at most between): a question has some
 * hundred thousand of them. */
#include "outlook/statistics.h"

#include <string.h>

enum key_of {
    KEY_NOTHING,
    KEY_E,
    KEY_E_R,
    KEY_E_TO,
    KEY_E_R_TO,
    KEY_E_INVERSE,
    KEY_E_INVERSE_TO,
    KEY_R,
    KEY_C,
    KEY_C_R,
    KEY_C_TO,
    KEY_C_R_TO,
    KEY_L_R,
    KEY_L_R_TO,
    KEY_C_R_CTO,
    KEY_L_R_LTO,
    KEY_E_CTO,
    KEY_E_R_CTO,
    KEY_E_LTO,
    KEY_E_R_LTO,
    KEY_C_CTO,
    KEY_C_R_LTO,
    KEY_TO,
    KEY_TO_INVERSE,
    KEY_CTO,
    KEY_CTO_INVERSE,
    KEY_L_R_LTO_SAME,
    KEYS_OF
};

/* half_lives: a bit each; finest: the share 2^-finest is a byte's lower end. */
struct share {
    enum key_of part, whole;
    unsigned half_lives;
    int finest;
    const char *name;
};

static const struct share shares[] = {
    {KEY_E_R_TO, KEY_E_R, 15, 8, "this relation between the two"},
    {KEY_E_TO, KEY_E, 15, 8, "anything between the two"},
    {KEY_TO_INVERSE, KEY_R, 15, 13, "how often this relation is to the answer"},
    {KEY_TO, KEY_NOTHING, 15, 13, "how often anything is with the answer"},
    {KEY_C_R_TO, KEY_C_R, 15, 10, "this relation from the country to the answer"},
    {KEY_C_TO, KEY_C, 14, 10, "anything from the country to the answer"},
    {KEY_L_R_TO, KEY_L_R, 12, 10, "this relation from the role to the answer"},
    {KEY_C_R_CTO, KEY_C_R, 12, 8, "this relation between the countries"},
    {KEY_L_R_LTO, KEY_L_R, 12, 8, "this relation between the roles"},
    {KEY_E_CTO, KEY_E, 10, 8, "anything to the answer's country"},
    {KEY_E_R_CTO, KEY_E_R, 12, 8, "this relation to the answer's country"},
    {KEY_E_LTO, KEY_E, 8, 8, "anything to the answer's role"},
    {KEY_E_R_LTO, KEY_E_R, 12, 8, "this relation to the answer's role"},
    {KEY_C_CTO, KEY_C, 14, 8, "anything between the countries"},
    {KEY_C_R_LTO, KEY_C_R, 12, 8, "this relation from the country to the role"},
    {KEY_E_R_TO, KEY_TO_INVERSE, 10, 8, "of this relation to the answer, how much is from here"},
    {KEY_E_TO, KEY_TO, 10, 8, "of anything with the answer, how much is from here"},
    {KEY_E_INVERSE_TO, KEY_E_INVERSE, 10, 8, "this relation the other way"},
    {KEY_TO_INVERSE, KEY_TO, 12, 8, "how much of what is with the answer is this relation"},
    {KEY_TO, KEY_CTO, 10, 10, "the answer's part of its country"},
    {KEY_TO_INVERSE, KEY_CTO_INVERSE, 10, 8, "the answer's part of this relation in its country"},
    {KEY_L_R_LTO_SAME, KEY_L_R, 12, 8, "this relation between the roles, at home or abroad"},
    {KEY_CTO_INVERSE, KEY_R, 3, 10, "how often this relation is to the answer's country"},
};

enum { SHARES = sizeof shares / sizeof *shares };

enum plain {
    PLAIN_TRIPLE_GAP,
    PLAIN_TRIPLE_TIMES,
    PLAIN_TRIPLE_DUE,
    PLAIN_PAIR_GAP,
    PLAIN_PAIR_TIMES,
    PLAIN_TO_GAP,
    PLAIN_TO_INVERSE_GAP,
    PLAIN_BODIES,
    PLAIN_RULE_BEST,
    PLAIN_RULE_SECOND,
    PLAIN_RULE_ANY,
    PLAIN_RULES_WEIGHED,
    PLAIN_PARTNERS,
    PLAIN_PARTNERS_TARGET,
    PLAIN_SAME_COUNTRY,
    PLAIN_COUNTRY_OF_ENTITY,
    PLAIN_COUNTRY_OF_TO,
    PLAIN_FACTOR,
    PLAIN_FACTOR_RANK,
    PLAINS
};

static const char *const plain_names[PLAINS] = {
    "days since this relation between the two",
    "times of this relation between the two",
    "whether this relation is due by its usual pauses",
    "days since anything between the two",
    "times of anything between the two",
    "days since anything with the answer",
    "days since this relation to the answer",
    "kinds of relations between the two",
    "the best rule",
    "the second rule",
    "ten rules together",
    "all rules, weighed",
    "partners in common",
    "partners in common that do this",
    "the same country",
    "the answer is the country",
    "the answer is of the country that asks",
    "likeness to whom this was done to",
    "that likeness and how common the answer is, below the best",
};

enum { FIRST_PLAIN = STATISTICS - PLAINS };

static uint8_t byte_of(float v) {
    return (uint8_t)(v < 0 ? 0 : v > 255 ? 255 : v);
}

/* log2 up to .09, linear between powers of two; v > 0. */
static float rough_log2(float v) {
    union {
        float f;
        uint32_t bits;
    } u = {.f = v};
    return (float)u.bits * 0x1p-23f - 127.0f;
}

static uint8_t byte_of_share(float share, int finest) {
    float floor = 1.0f / (float)(1 << finest);
    return byte_of((rough_log2(share + floor) + (float)finest) * (255.0f / (float)finest));
}

static uint8_t byte_of_count(float count) {
    return byte_of(STATISTIC_UNIT * rough_log2(1 + count));
}

static uint8_t byte_of_gap(int32_t gap) {
    return byte_of(255 - 28 * rough_log2((float)(gap < 1 ? 1 : gap)));
}

struct ends {
    uint32_t e, r, c, l;     /* entity, directed relation, country, role */
    uint32_t to, c_to, l_to; /* of the candidate */
};

static uint64_t key_of(enum key_of k, const struct ends *x) {
    switch (k) {
    case KEY_E:
        return counter_key(COUNT_ENTITY, 0, x->e, 0);
    case KEY_E_R:
        return counter_key(COUNT_ENTITY_RELATION, x->r, x->e, 0);
    case KEY_E_TO:
        return counter_key(COUNT_PAIR, 0, x->e, x->to);
    case KEY_E_R_TO:
        return counter_key(COUNT_TRIPLE, x->r, x->e, x->to);
    case KEY_E_INVERSE:
        return counter_key(COUNT_ENTITY_RELATION, x->r ^ 1, x->e, 0);
    case KEY_E_INVERSE_TO:
        return counter_key(COUNT_TRIPLE, x->r ^ 1, x->e, x->to);
    case KEY_R:
        return counter_key(COUNT_RELATION, x->r, 0, 0);
    case KEY_C:
        return counter_key(COUNT_COUNTRY, 0, x->c, 0);
    case KEY_C_R:
        return counter_key(COUNT_COUNTRY_RELATION, x->r, x->c, 0);
    case KEY_C_TO:
        return counter_key(COUNT_COUNTRY_TO, 0, x->c, x->to);
    case KEY_C_R_TO:
        return counter_key(COUNT_COUNTRY_TRIPLE, x->r, x->c, x->to);
    case KEY_L_R:
        return counter_key(COUNT_ROLE_RELATION, x->r, x->l, 0);
    case KEY_L_R_TO:
        return counter_key(COUNT_ROLE_TRIPLE, x->r, x->l, x->to);
    case KEY_C_R_CTO:
        return counter_key(COUNT_COUNTRIES, x->r, x->c, x->c_to);
    case KEY_L_R_LTO:
        return counter_key(COUNT_ROLES, x->r, x->l, x->l_to);
    case KEY_E_CTO:
        return counter_key(COUNT_TO_COUNTRY, 0, x->e, x->c_to);
    case KEY_E_R_CTO:
        return counter_key(COUNT_TO_COUNTRY_BY, x->r, x->e, x->c_to);
    case KEY_E_LTO:
        return counter_key(COUNT_TO_ROLE, 0, x->e, x->l_to);
    case KEY_E_R_LTO:
        return counter_key(COUNT_TO_ROLE_BY, x->r, x->e, x->l_to);
    case KEY_C_CTO:
        return counter_key(COUNT_COUNTRY_PAIR, 0, x->c, x->c_to);
    case KEY_C_R_LTO:
        return counter_key(COUNT_COUNTRY_TO_ROLE, x->r, x->c, x->l_to);
    case KEY_TO:
        return counter_key(COUNT_ENTITY, 0, x->to, 0);
    case KEY_TO_INVERSE:
        return counter_key(COUNT_ENTITY_RELATION, x->r ^ 1, x->to, 0);
    case KEY_CTO:
        return counter_key(COUNT_COUNTRY, 0, x->c_to, 0);
    case KEY_CTO_INVERSE:
        return counter_key(COUNT_COUNTRY_RELATION, x->r ^ 1, x->c_to, 0);
    case KEY_L_R_LTO_SAME:
        return past_key_roles(x->r, x->l, x->l_to, x->c == x->c_to);
    default:
        return counter_key(COUNT_ALL, 0, 0, 0);
    }
}

static struct ends ends_of(const struct asked *q) {
    const struct past *p = q->past;
    uint32_t e = q->scene->entity;
    return (struct ends){.e = e, .r = q->relation, .c = p->entities[e].home, .l = past_role(p, e)};
}

static void set_to(const struct past *p, struct ends *x, uint32_t to) {
    x->to = to;
    x->c_to = p->entities[to].home;
    x->l_to = past_role(p, to);
}

enum { SLOTS = KEYS_OF };

/* Sums on the day by kind of key; those of the question are looked up once. */
struct sums {
    float of[SLOTS][HALF_LIVES];
    const struct counter *counter[SLOTS];
};

static const uint32_t keys_of_candidate =
    1u << KEY_E_TO | 1u << KEY_E_R_TO | 1u << KEY_E_INVERSE_TO | 1u << KEY_C_TO | 1u << KEY_C_R_TO |
    1u << KEY_L_R_TO | 1u << KEY_C_R_CTO | 1u << KEY_L_R_LTO | 1u << KEY_E_CTO | 1u << KEY_E_R_CTO |
    1u << KEY_E_LTO | 1u << KEY_E_R_LTO | 1u << KEY_C_CTO | 1u << KEY_C_R_LTO | 1u << KEY_TO |
    1u << KEY_L_R_LTO_SAME | 1u << KEY_TO_INVERSE | 1u << KEY_CTO | 1u << KEY_CTO_INVERSE;

static void look_up(const struct asked *q, const struct ends *x, bool of_candidate,
                    struct sums *sums) {
    const struct counters *c = &q->past->counters;
    for (int k = 0; k < KEYS_OF; k++) {
        if (((keys_of_candidate >> k) & 1) != of_candidate)
            continue;
        sums->counter[k] = counters_find(c, key_of((enum key_of)k, x));
        counters_sums(c, sums->counter[k], q->scene->day, sums->of[k]);
    }
}

static void expect_candidate(const struct asked *q, struct ends x, uint32_t to) {
    set_to(q->past, &x, to);
    for (int k = 0; k < KEYS_OF; k++)
        if ((keys_of_candidate >> k) & 1)
            counters_expect(&q->past->counters, key_of((enum key_of)k, &x));
}

static int fill_shares(const struct sums *sums, uint8_t *row) {
    int at = 0;
    for (int i = 0; i < SHARES; i++) {
        const float *part = sums->of[shares[i].part], *whole = sums->of[shares[i].whole];
        for (int h = 0; h < HALF_LIVES; h++)
            if ((shares[i].half_lives >> h) & 1)
                row[at++] = byte_of_share(part[h] / (whole[h] + 0.5f), shares[i].finest);
    }
    return at;
}

/* How long since the last compared with the usual pause: 128 where it is just due. */
static uint8_t byte_of_due(const struct past *p, const struct counter *triple, const struct ends *x,
                           date_day day) {
    uint32_t sides[6], n = 0;
    if (!triple || triple->count < 3)
        return 0;
    for (uint32_t side = past_latest(p, CHAIN_PAIR, 0, x->e, x->to), walked = 0;
         side != SIDE_NONE && n < 6 && walked < SIDES_PER_PAIR;
         side = past_before(p, CHAIN_PAIR, side), walked++)
        if (past_relation(p, side) == x->r)
            sides[n++] = side;
    if (n < 3)
        return 0;
    int32_t last = past_fact(p, sides[0])->day, first = past_fact(p, sides[n - 1])->day;
    float usual = (float)(last - first) / (float)(n - 1) + 0.5f;
    return byte_of(128 + 24 * rough_log2((float)(day - last) / usual));
}

static void fill_plain(const struct asked *q, const struct candidate *c, const struct ends *x,
                       const struct sums *sums, uint8_t *row) {
    const struct past *p = q->past;
    const struct counter *triple = sums->counter[KEY_E_R_TO], *to = sums->counter[KEY_TO_INVERSE];
    date_day day = q->scene->day, last = p->entities[x->to].last;
    memset(row, 0, PLAINS);
    if (triple && triple->count) {
        row[PLAIN_TRIPLE_TIMES] = byte_of_count((float)triple->count);
        row[PLAIN_TRIPLE_DUE] = byte_of_due(p, triple, x, day);
    }
    if (last != DATE_NONE)
        row[PLAIN_TO_GAP] = byte_of_gap(day - last);
    if (to && to->count)
        row[PLAIN_TO_INVERSE_GAP] = byte_of_gap(day - to->day);
    if (c->partner != KEY_NONE) {
        const struct scene_partner *partner = &q->scene->partners[c->partner];
        const struct body *bodies = q->scene->bodies + partner->begin;
        uint32_t n = partner->end - partner->begin;
        struct rule_score rules = rules_score(q->rules, q->relation, bodies, n);
        unsigned times = 0;
        int32_t gap = INT32_MAX;
        for (uint32_t i = 0; i < n; i++) {
            times += bodies[i].times;
            gap = bodies[i].gap < gap ? bodies[i].gap : gap;
            if (bodies[i].relation == q->relation)
                row[PLAIN_TRIPLE_GAP] = byte_of_gap(bodies[i].gap);
        }
        row[PLAIN_PAIR_GAP] = byte_of_gap(gap);
        row[PLAIN_PAIR_TIMES] = byte_of_count((float)times);
        row[PLAIN_BODIES] = byte_of_count(2 * (float)n);
        row[PLAIN_RULES_WEIGHED] = byte_of(255 + 20 * q->by_rules[c->partner]);
        row[PLAIN_RULE_BEST] = byte_of_share(rules.best, 10);
        row[PLAIN_RULE_SECOND] = byte_of_share(rules.second, 10);
        row[PLAIN_RULE_ANY] = byte_of_share(rules.any, 10);
    }
    row[PLAIN_PARTNERS] = byte_of_count(16 * c->by_partners);
    row[PLAIN_PARTNERS_TARGET] = byte_of_count(16 * c->by_partners_target);
    if (x->c != CLASS_NONE && x->c == x->c_to) {
        row[PLAIN_SAME_COUNTRY] = 64;
        bool is_country = p->entities[x->to].named.country == x->c && x->l_to != CLASS_NONE &&
                          x->l_to == p->country_role;
        row[PLAIN_COUNTRY_OF_ENTITY] = is_country ? 64 : 0;
        row[PLAIN_COUNTRY_OF_TO] = x->l != CLASS_NONE && x->l == p->country_role ? 64 : 0;
    }
}

static void fill_likeness(const struct asked *q, uint32_t to, uint8_t *row) {
    float likeness = q->likeness[to];
    row[PLAIN_FACTOR] = byte_of(128 + 16 * likeness);
    row[PLAIN_FACTOR_RANK] =
        byte_of(255 - 20 * (q->likeness_best - likeness - q->factor->commonness[to]));
}

void statistics_fill(const struct asked *q, size_t from, uint8_t *out) {
    enum { AHEAD = 4 };
    struct ends x = ends_of(q);
    const struct candidates *c = q->candidates;
    struct sums sums;
    look_up(q, &x, false, &sums);
    for (size_t i = from; i < c->n; i++) {
        uint8_t *row = out + (i - from) * STATISTICS;
        if (i + AHEAD < c->n)
            expect_candidate(q, x, c->items[i + AHEAD].entity);
        set_to(q->past, &x, c->items[i].entity);
        look_up(q, &x, true, &sums);
        int at = fill_shares(&sums, row);
        memset(row + at, 0, (size_t)(FIRST_PLAIN - at));
        fill_plain(q, &c->items[i], &x, &sums, row + FIRST_PLAIN);
        fill_likeness(q, x.to, row + FIRST_PLAIN);
    }
}

void statistics_context(const struct asked *q, uint8_t out[CONTEXTS]) {
    struct ends x = ends_of(q);
    struct sums sums;
    look_up(q, &x, false, &sums);
    memset(out, 0, CONTEXTS);
    out[0] = byte_of_count(sums.of[KEY_E][3]);
    out[1] = byte_of_count(sums.of[KEY_E_R][3]);
    out[2] = byte_of_count((float)q->scene->n_partners);
    out[3] = byte_of_count(sums.of[KEY_E][0]);
    out[4] = byte_of_count(sums.of[KEY_E_R][0]);
    out[5] = byte_of_count(sums.of[KEY_R][2] / 8);
    out[6] = (uint8_t)(x.l == CLASS_NONE ? 0 : x.l == q->past->country_role ? 128 : 64);
    out[7] = byte_of_count(sums.of[KEY_C][2] / 8);
}

const char *statistic_name(int statistic) {
    int at = 0;
    if (statistic >= FIRST_PLAIN)
        return plain_names[statistic - FIRST_PLAIN];
    for (int i = 0; i < SHARES; i++) {
        at += __builtin_popcount(shares[i].half_lives);
        if (statistic < at)
            return shares[i].name;
    }
    return "nothing";
}

int statistics_promise(const uint8_t *row) {
    const uint8_t *plain = row + FIRST_PLAIN;
    return 3 * plain[PLAIN_RULE_ANY] + 2 * plain[PLAIN_FACTOR_RANK] + row[1] + row[3] + row[6] +
           plain[PLAIN_PARTNERS] / 2;
}
