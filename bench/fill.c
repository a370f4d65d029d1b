/* fill ARCHIVE EVENTS: an archive of made-up reports, through the same door as real ones, to ask
 * how large archives answer. Two years of reports of six sentences, an event in each; an act is
 * told by two or three reports of different outlets on its day or the next days; every eighth
 * report is a copy of another. Sixty states with five sectors each, two hundred towns; a tenth of
 * the acts are announced, an eighth of the sentences also tell a relation. The same number gives
 * the same archive. */
#include "base/buffer.h"
#include "ingest/ingest.h"
#include "store/store.h"

#include <stdio.h>
#include <stdlib.h>

enum {
    STATES = 60,
    SECTORS = 5,
    TOWNS = 200,
    OUTLETS = 40,
    DAYS = 730,
    SENTENCES = 6,
    TOLD_BY = 5,
    PER_COMMIT = 1000,
    FIRST_DAY = 17897
};

static const char states[STATES][4] = {
    "AFG", "ARG", "ARM", "AUS", "AZE", "BGD", "BLR", "BRA", "CAF", "CAN", "CHN", "CMR",
    "COD", "COL", "CUB", "DEU", "DZA", "EGY", "ERI", "ESP", "ETH", "FRA", "GBR", "GEO",
    "GRC", "HTI", "HUN", "IDN", "IND", "IRN", "IRQ", "ISR", "ITA", "JOR", "JPN", "KAZ",
    "KEN", "KOR", "LBN", "LBY", "MAR", "MEX", "MLI", "MMR", "NER", "NGA", "PAK", "PER",
    "PHL", "POL", "PRK", "PSE", "RUS", "SAU", "SDN", "SOM", "SYR", "TUR", "UKR", "USA"};
static const char sectors[SECTORS][4] = {"GOV", "MIL", "REB", "OPP", "CVL"};
static const char *const words[] = {
    "talks",    "border",    "dawn",      "convoy",  "market",  "river",    "council",  "harbour",
    "north",    "village",   "bridge",    "summit",  "embassy", "column",   "district", "protest",
    "radio",    "officials", "witnesses", "hours",   "road",    "crossing", "camp",     "weekend",
    "ministry", "statement", "quarter",   "airport", "plains",  "offices"};
static const struct {
    const char *verb, *cameo;
    enum plover_type type;
    int quad;
    double goldstein;
} acts[] = {{"attacked", "190", PLOVER_ASSAULT, 4, -9},
            {"met", "040", PLOVER_CONSULT, 1, 1},
            {"accused", "112", PLOVER_ACCUSE, 3, -2},
            {"urged", "020", PLOVER_REQUEST, 3, 0},
            {"arrested", "173", PLOVER_COERCE, 4, -5},
            {"promised", "030", PLOVER_AGREE, 1, 4},
            {"aided", "070", PLOVER_AID, 2, 7},
            {"threatened", "130", PLOVER_THREATEN, 3, -4.4},
            {"sanctioned", "163", PLOVER_SANCTION, 4, -8},
            {"criticised", "111", PLOVER_ACCUSE, 3, -2},
            {"visited", "042", PLOVER_CONSULT, 1, 1.9},
            {"rejected", "120", PLOVER_REJECT, 3, -4},
            {"marched against", "141", PLOVER_PROTEST, 4, -6.5},
            {"shelled", "194", PLOVER_ASSAULT, 4, -10}};
enum { ACTS = sizeof acts / sizeof *acts, WORDS = sizeof words / sizeof *words };

/* A sequence that depends on its seed alone (SplitMix64, Steele, Lea and Flood 2014). */
static uint64_t mix(uint64_t x) {
    x += 0x9e3779b97f4a7c15u;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
}
static uint32_t pick(uint64_t seed, uint32_t of) {
    return (uint32_t)(mix(seed) % of);
}

/* One act of the made-up world. */
struct act {
    uint32_t kind, day, actor, sector, recipient, town, dead;
    bool is_planned;
};
static struct act act_of(uint64_t n, uint64_t n_acts) {
    struct act a = {.kind = pick(n * 8, ACTS),
                    .day = (uint32_t)(n * DAYS / n_acts),
                    .actor = pick(n * 8 + 1, STATES),
                    .sector = pick(n * 8 + 2, SECTORS),
                    .recipient = pick(n * 8 + 3, STATES),
                    .town = pick(n * 8 + 4, TOWNS),
                    .is_planned = pick(n * 8 + 5, 10) == 0};
    a.dead = acts[a.kind].type == PLOVER_ASSAULT ? 1 + pick(n * 8 + 6, 60) : 0;
    return a;
}

/* A report that is being written. */
struct draft {
    struct arena arena;
    struct buffer out;
    struct report report;
    struct text text;
    struct coded coded;
    struct sentence sentences[SENTENCES];
    struct event events[SENTENCES];
    struct relation relations[SENTENCES];
    struct entity entities[2 * SENTENCES];
    struct agenda_item agenda[SENTENCES];
    struct place places[SENTENCES];
};

static str print(struct arena *a, const char *format, const char *x, const char *y, uint32_t n) {
    char z[96];
    snprintf(z, sizeof z, format, x, y, n);
    return (str){arena_copy(a, z, strlen(z)), (uint32_t)strlen(z)};
}

static struct span put(struct draft *d, str s) {
    struct span at = {(uint32_t)d->out.n, (uint32_t)d->out.n + s.n};
    buffer_str(&d->out, s);
    return at;
}

static struct party *put_party(struct draft *d, const char *state, const char *sector) {
    struct party *p = ARENA_NEW(&d->arena, struct party, 1);
    struct span *mention = ARENA_NEW(&d->arena, struct span, 1);
    if (!p || !mention)
        exit(3);
    p->code = sector ? print(&d->arena, "%s-%s", state, sector, 0)
                     : print(&d->arena, "%s%s", state, "", 0);
    p->name = p->text = sector ? print(&d->arena, "%s forces %s", state, sector, 0) : p->code;
    *mention = p->span = put(d, p->text);
    p->entity = d->coded.n_entities;
    d->entities[d->coded.n_entities++] =
        (struct entity){.name = p->name,
                        .kind = sector ? ENTITY_ORGANISATION : ENTITY_COUNTRY,
                        .code = p->code,
                        .is_named = true,
                        .mentions = mention,
                        .n_mentions = 1};
    return p;
}

static str day_text(struct arena *a, date_day day) {
    struct interval_text t = interval_format((struct interval){day, day});
    return print(a, "%s%s", t.z, "", 0);
}

static void put_filler(struct draft *d, uint64_t seed) {
    for (uint32_t i = 0; i < 9; i++) {
        buffer_text(&d->out, " ");
        buffer_text(&d->out, words[pick(seed + i, WORDS)]);
    }
    buffer_text(&d->out, ".");
}

/* A sentence with its event, and what else it tells. */
static void put_sentence(struct draft *d, const struct act *a, uint64_t seed) {
    uint32_t i = d->text.n_sentences++, begin = (uint32_t)d->out.n;
    struct event *e = &d->events[d->coded.n_events++];
    struct arena *arena = &d->arena;
    *e = (struct event){.sentence = i,
                        .type = acts[a->kind].type,
                        .cameo = str_from(acts[a->kind].cameo),
                        .quad = acts[a->kind].quad,
                        .goldstein = acts[a->kind].goldstein,
                        .score = acts[a->kind].goldstein,
                        .confidence = 0.8,
                        .rule = STR("made up"),
                        .status = a->is_planned ? STATUS_PLANNED : STATUS_OCCURRED,
                        .n_actors = 1,
                        .n_recipients = 1};
    e->actors = put_party(d, states[a->actor], sectors[a->sector]);
    buffer_text(&d->out, " ");
    e->trigger = put(d, str_from(acts[a->kind].verb));
    buffer_text(&d->out, " ");
    e->recipients = put_party(d, states[a->recipient], NULL);
    buffer_text(&d->out, " in ");
    struct place *p = &d->places[d->coded.n_places++];
    *p = (struct place){.name = print(arena, "%s%s %u", "Town", "", a->town),
                        .country = str_from(states[a->town % STATES]),
                        .lat = a->town % 120 - 60,
                        .lon = (double)(a->town * 7 % 360) - 180,
                        .geonameid = a->town + 1,
                        .has_point = true};
    p->span = put(d, p->name);
    e->where = p;
    e->when = day_text(arena, FIRST_DAY + (date_day)a->day);
    if (a->dead) {
        buffer_text(&d->out, ", killing ");
        e->numbers[e->n_numbers++] = (struct number){
            NUMBER_DEAD, a->dead, a->dead, put(d, print(arena, "%s%s%u", "", "", a->dead))};
    }
    put_filler(d, seed * 16);
    if (a->is_planned)
        d->agenda[d->coded.n_agenda++] =
            (struct agenda_item){.actors = e->actors,
                                 .recipients = e->recipients,
                                 .n_actors = 1,
                                 .n_recipients = 1,
                                 .act = e->trigger,
                                 .type = e->type,
                                 .due = day_text(arena, FIRST_DAY + (date_day)a->day + 7),
                                 .due_span = p->span,
                                 .status = STATUS_PLANNED,
                                 .sentence = i};
    if (pick(seed, 8) == 0)
        d->relations[d->coded.n_relations++] = (struct relation){
            .fact = {(enum relation_kind)pick(seed + 1, RELATION_HOLDS), CHANGE_NONE},
            .from = *e->actors,
            .to = *e->recipients,
            .span = e->trigger,
            .sentence = i,
            .since = e->when};
    d->sentences[i] = (struct sentence){.begin = begin, .end = (uint32_t)d->out.n};
    buffer_text(&d->out, " ");
}

/* Report number k: what six acts of its day or the days before it were. */
static void write_report(struct draft *d, uint64_t k, uint64_t n_reports, uint64_t n_acts) {
    uint64_t day = k * DAYS / n_reports,
             source = k % 8 == 7 ? k - 1 : k; /* of a copy: the one before it */
    arena_reset(&d->arena);
    buffer_reset(&d->out);
    d->coded = (struct coded){.events = d->events,
                              .relations = d->relations,
                              .entities = d->entities,
                              .places = d->places,
                              .agenda = d->agenda};
    d->text = (struct text){.sentences = d->sentences};
    for (uint64_t i = 0; i < SENTENCES; i++) {
        uint64_t seed = source * SENTENCES + i, first = day * n_acts / DAYS,
                 per_day = n_acts / DAYS + 1;
        uint64_t n = first + (mix(seed) % per_day);
        struct act a = act_of(n < n_acts ? n : n_acts - 1, n_acts);
        put_sentence(d, &a, seed);
    }
    d->report =
        (struct report){.text = {d->out.p, (uint32_t)d->out.n},
                        .date = FIRST_DAY + (date_day)day,
                        .date_source = DATE_FROM_RECORD,
                        .outlet = print(&d->arena, "%s%s %u", "Outlet", "", pick(k, OUTLETS)),
                        .title = print(&d->arena, "%s%s %u", "Report", "", (uint32_t)k)};
    d->text.source = d->report.text;
}

static hb_status fill(struct store *s, uint64_t n_events, struct hb_error *err) {
    static struct draft d;
    uint64_t n_reports = (n_events + SENTENCES - 1) / SENTENCES,
             n_acts = n_events * 2 / TOLD_BY + DAYS;
    hb_status status = HB_OK;
    struct arena entering = {0};
    for (uint64_t k = 0; k < n_reports && status == HB_OK; k++) {
        struct store_report r = {&d.report, &d.text, &d.coded, "bench/fill"};
        bool is_new;
        write_report(&d, k, n_reports, n_acts);
        arena_reset(&entering);
        if (k % PER_COMMIT == 0)
            status = store_begin(s, err);
        if (status == HB_OK)
            status = store_add(s, &r, &entering, &is_new, err);
        if (status == HB_OK && (k % PER_COMMIT == PER_COMMIT - 1 || k + 1 == n_reports))
            status = store_commit(s, err);
    }
    arena_free(&entering);
    arena_free(&d.arena);
    buffer_free(&d.out);
    return status;
}

int main(int argc, char **argv) {
    struct store *s = NULL;
    struct hb_error err = {0};
    uint64_t n = argc == 3 ? strtoull(argv[2], NULL, 10) : 0;
    if (!n) {
        fprintf(stderr, "usage: fill ARCHIVE EVENTS\n");
        return 2;
    }
    hb_status status = store_open(argv[1], STORE_CREATE, &s, &err);
    if (status == HB_OK)
        status = fill(s, n, &err);
    store_close(s);
    if (status != HB_OK)
        fprintf(stderr, "fill: %s\n", err.message);
    return status == HB_OK ? 0 : 3;
}
