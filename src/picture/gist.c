/* Making the gist of a mention. */
#include "picture/gist.h"

#include <stdlib.h>

static uint32_t hash_of(str s) {
    if (!s.n)
        return 0;
    uint64_t h = hash_str(s);
    uint32_t low = (uint32_t)(h ^ (h >> 32));
    return low ? low : 1;
}

/* The same for upper and lower case; what is past 64 bytes does not count. */
static uint32_t hash_folded(str s) {
    char z[64];
    uint32_t n = s.n < sizeof z ? s.n : (uint32_t)sizeof z;
    for (uint32_t i = 0; i < n; i++)
        z[i] = (char)(s.p[i] >= 'A' && s.p[i] <= 'Z' ? s.p[i] + 32 : s.p[i]);
    return hash_of((str){z, n});
}

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

static int compare_with(const void *key, const void *item) {
    return str_compare(*(const str *)key, str_from(*(const char *const *)item));
}

/* Small words, and those that reports of all sorts share. */
static bool is_common(str lower) {
    static const char *const words[] = {
        "about",   "according", "after",  "against", "also",   "been",  "before",   "between",
        "could",   "during",    "friday", "from",    "have",   "into",  "last",     "least",
        "monday",  "more",      "other",  "over",    "people", "said",  "saturday", "says",
        "sunday",  "than",      "that",   "their",   "they",   "this",  "thursday", "told",
        "tuesday", "wednesday", "were",   "when",    "which",  "while", "with",     "would"};
    return bsearch(&lower, words, sizeof words / sizeof *words, sizeof *words, compare_with) !=
           NULL;
}

static int compare_words(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

/* Sorts, and drops what is there twice. */
static uint8_t make_set(uint32_t *items, uint8_t n) {
    uint8_t kept = 0;
    qsort(items, n, sizeof *items, compare_words);
    for (uint8_t i = 0; i < n; i++)
        if (i == 0 || items[i] != items[kept - 1])
            items[kept++] = items[i];
    return kept;
}

/* "attacks", "attacked", "attacking" as one. */
static str stem(str w) {
    static const char *const endings[] = {"ing", "ed", "es", "s", "e"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (w.n > 4 + strlen(endings[i]) && str_ends(w, str_from(endings[i])))
            return str_slice(w, 0, w.n - (uint32_t)strlen(endings[i]));
    return w;
}

/* The lists of a gist while it is made. */
struct lists {
    struct gist_party actors[GIST_PARTIES], recipients[GIST_PARTIES];
    struct gist_number numbers[GIST_NUMBERS];
    uint32_t words[GIST_WORDS];
};

static void put_words(struct gist *g, str sentence, uint32_t *words) {
    char z[32];
    for (uint32_t i = 0; i < sentence.n && g->n_words < GIST_WORDS;) {
        uint32_t n = 0;
        for (; i < sentence.n && is_letter(sentence.p[i]); i++)
            if (n < sizeof z)
                z[n++] = (char)(sentence.p[i] <= 'Z' && sentence.p[i] >= 'A' ? sentence.p[i] + 32
                                                                             : sentence.p[i]);
        i += n == 0;
        if (n >= 4 && !is_common((str){z, n}))
            words[g->n_words++] = hash_of(stem((str){z, n}));
    }
    g->n_words = make_set(words, g->n_words);
}

/* "78" of "78 officials", "at least 15 soldiers"; 0 where it counts none. */
static uint32_t count_of(str name) {
    uint32_t n = 0, i = 0;
    while (i < name.n && !(name.p[i] >= '0' && name.p[i] <= '9'))
        i++;
    for (; i < name.n && n < 100000000 && name.p[i] != ' '; i++)
        if (name.p[i] >= '0' && name.p[i] <= '9')
            n = n * 10 + (uint32_t)(name.p[i] - '0');
    return n;
}

static bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}

/* "Gustavo Petro", "National Liberation Army", "Houthis", and not "Armed men", "the envoy",
 * "Colombia's rebels": the first and the last word are capitalised; a single word is one where its
 * party has a code. */
static bool is_proper(str name, str land) {
    const char *blank = name.n ? memchr(name.p, ' ', name.n) : NULL;
    uint32_t last = name.n;
    while (last > 0 && name.p[last - 1] != ' ')
        last--;
    bool is_capital = name.n && (is_upper(name.p[0]) || (unsigned char)name.p[0] >= 0x80);
    bool ends_so = last < name.n && (is_upper(name.p[last]) || (unsigned char)name.p[last] >= 0x80);
    return is_capital && ends_so && (blank || land.n) && !str_starts(name, STR("The "));
}

static struct gist_party party_of(const struct fold_party *p) {
    str land = code_land(p->code);
    str sector =
        land.n < p->code.n && land.n ? str_slice(p->code, land.n + 1, p->code.n) : (str){NULL, 0};
    return (struct gist_party){.land = hash_of(land),
                               .code = land.n ? hash_of(p->code) : 0,
                               .sector = hash_of(sector),
                               .name = is_proper(p->name, land) ? hash_folded(p->name) : 0,
                               .entity = p->entity,
                               .count = count_of(p->name)};
}

static void put_land(str *lands, uint32_t *n, str land) {
    if (!land.n)
        return;
    for (uint32_t i = 0; i < *n; i++)
        if (str_equal(lands[i], land))
            return;
    lands[(*n)++] = land;
}

/* They are the mention's own. */
static void put_lands(struct gist *g, const struct fold_mention *m, struct arena *a) {
    str *lands = ARENA_NEW(a, str, m->n_parties + 1);
    if (!lands)
        return;
    for (uint32_t i = 0; i < m->n_parties; i++)
        put_land(lands, &g->n_lands, code_land(m->parties[i].code));
    put_land(lands, &g->n_lands, m->country);
    g->lands = lands;
}

static void put_parties(struct gist *g, const struct fold_mention *m, struct lists *lists) {
    for (uint32_t i = 0; i < m->n_parties; i++) {
        struct gist_party p = party_of(&m->parties[i]);
        uint8_t *n = m->parties[i].is_actor ? &g->n_actors : &g->n_recipients;
        if (*n < GIST_PARTIES && (p.code || p.name))
            (m->parties[i].is_actor ? lists->actors : lists->recipients)[(*n)++] = p;
    }
}

static void put_numbers(struct gist *g, const struct fold_mention *m, struct gist_number *numbers) {
    for (uint32_t i = 0; i < m->n_numbers && g->n_numbers < GIST_NUMBERS; i++)
        numbers[g->n_numbers++] =
            (struct gist_number){hash_of(m->numbers[i].kind), str_is(m->numbers[i].kind, "dead"),
                                 m->numbers[i].low, m->numbers[i].high};
}

static uint64_t modes_of(str modes) {
    uint64_t bits = 0;
    str part;
    for (str rest = modes; modes.n && str_split(&rest, ' ', &part);) {
        enum plover_mode mode = plover_mode_parse(part);
        if (mode < MODE_COUNT)
            bits |= (uint64_t)1 << ((unsigned)mode & 63);
    }
    return bits;
}

static enum gist_status status_of(str status) {
    return str_is(status, "occurred") ? GIST_OCCURRED
           : str_is(status, "denied") ? GIST_DENIED
                                      : GIST_COMING;
}

static uint64_t number_of_hex(str hex) {
    uint64_t x = 0;
    for (uint32_t i = 0; i < hex.n; i++)
        x = x * 16 + (uint64_t)(hex.p[i] <= '9' ? hex.p[i] - '0' : hex.p[i] - 'a' + 10);
    return x;
}

/* What it tells, and what is told soon after it happened before what is recalled. */
static uint32_t worth_of(const struct gist *g) {
    const struct {
        bool is_told;
        uint32_t worth;
    } parts[] = {{g->n_actors > 0, 4},           {g->n_recipients > 0, 3},  {g->place != 0, 3},
                 {g->country != 0, 1},           {g->time == TIME_TOLD, 4}, {g->n_numbers > 0, 1},
                 {g->status == GIST_OCCURRED, 4}};
    uint32_t worth = 0;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        worth += parts[i].is_told ? parts[i].worth : 0;
    bool is_fresh =
        g->time == TIME_TOLD && g->report_day != DATE_NONE && g->report_day - g->last <= 2;
    return worth + (is_fresh ? 2 : 0);
}

/* Does its name say that a place is wide? */
static bool is_region(str name) {
    static const char words[] =
        "region province state district oblast governorate county prefecture department territory "
        "island islands valley desert sea strip";
    str part;
    bool is_one = false;
    for (str rest = name; name.n && !is_one && str_split(&rest, ' ', &part);) {
        char z[16];
        uint32_t n = part.n < sizeof z ? part.n : (uint32_t)sizeof z;
        for (uint32_t i = 0; i < n; i++)
            z[i] = (char)(is_upper(part.p[i]) ? part.p[i] + 32 : part.p[i]);
        is_one = str_in((str){z, n}, words);
    }
    return is_one;
}

void gist_make(const struct fold_report *r, const struct fold_mention *m, struct arena *a,
               struct gist *out) {
    const char *blank = m->rule.n ? memchr(m->rule.p, ' ', m->rule.n) : NULL;
    enum plover_type content = m->content.n ? plover_type_parse(m->content) : PLOVER_NONE;
    bool has_town = m->place.n && !m->is_land;
    *out = (struct gist){
        .key = m->key,
        .report = r->key,
        .told = m->told,
        .has_row = m->told == m->key,
        .id = number_of_hex(m->id),
        .report_day = r->day,
        .first = m->first,
        .last = m->last,
        .time = fold_time_of(m->first, m->last),
        .type = plover_type_parse(m->type),
        .content = content == PLOVER_COUNT ? PLOVER_NONE : content,
        .status = status_of(m->status),
        .modes = modes_of(m->mode),
        .place = has_town ? hash_folded(m->place) : 0,
        .country = hash_of(m->country),
        .lat = (float)m->lat,
        .lon = (float)m->lon,
        .has_point = m->has_point && has_town,
        .is_region = is_region(m->place),
        .lemma = hash_of(blank ? str_slice(m->rule, 0, (uint32_t)(blank - m->rule.p)) : m->rule),
        .is_conditional = str_is(m->status, "conditional"),
        .sentence = m->sentence,
        .sentence_hash = hash_str(m->words)};
    struct lists *lists = ARENA_NEW(a, struct lists, 1);
    if (!lists)
        return;
    out->actors = lists->actors;
    out->recipients = lists->recipients;
    out->numbers = lists->numbers;
    out->words = lists->words;
    put_parties(out, m, lists);
    put_lands(out, m, a);
    put_numbers(out, m, lists->numbers);
    put_words(out, m->words, lists->words);
    out->worth = worth_of(out);
}

static const void *copy_list(struct arena *a, const void *items, size_t n, size_t size) {
    void *list = n ? arena_array(a, n, size) : NULL;
    return list ? memcpy(list, items, n * size) : NULL;
}

void gist_copy(const struct gist *g, struct arena *a, struct gist *out) {
    *out = *g;
    out->actors = copy_list(a, g->actors, g->n_actors, sizeof *g->actors);
    out->recipients = copy_list(a, g->recipients, g->n_recipients, sizeof *g->recipients);
    out->numbers = copy_list(a, g->numbers, g->n_numbers, sizeof *g->numbers);
    out->words = copy_list(a, g->words, g->n_words, sizeof *g->words);
    str *lands = ARENA_NEW(a, str, g->n_lands);
    for (uint32_t i = 0; lands && i < g->n_lands; i++)
        lands[i] = str_copy(a, g->lands[i]);
    out->lands = lands;
}

bool gist_is_before(const struct gist *a, const struct gist *b) {
    if (a->worth != b->worth)
        return a->worth > b->worth;
    if (a->report_day != b->report_day)
        return a->report_day < b->report_day;
    return a->id < b->id;
}
