/* The forecast's parts without an archive: that evidence taken away moves the number the right way,
 * that sums add up, that nothing of the future is known, that scores are what they are called. */
#include "know/plover.h"
#include "outlook/rehearsal.h"
#include "unit.h"

#include <math.h>
#include <string.h>

enum { ACTORS = 12, DAYS = 240, TRIALS = 1000 };

/* A sequence that depends on its seed alone. */
static uint32_t draw(uint64_t *state, uint32_t n) {
    *state = hash_mix(*state, 0x9e37);
    return (uint32_t)(*state >> 33) % n;
}

static bool tell(struct annals *p, uint32_t a, uint32_t b, uint8_t type, date_day day) {
    char event[32];
    snprintf(event, sizeof event, "%d-%u-%u-%u", (int)day, a, b, type);
    return annals_tell(p, (struct annals_key){a, b, type}, day, day, str_from(event),
                       str_from(event));
}

/* Some pairs act often, some seldom; type 16 follows type 11 of the other side two days later. But
 * for `without`, an act told at the end of the list of calls. */
static void make_world(struct arena *a, struct annals *p, size_t without, date_day until) {
    uint64_t state = 7;
    size_t n = 0;
    *p = annals_in(a);
    for (uint32_t i = 0; i < ACTORS; i++) {
        char code[8];
        snprintf(code, sizeof code, "A%c%c", 'A' + (int)i, 'A' + (int)i);
        annals_actor(p, str_from(code));
    }
    for (date_day day = 0; day < until; day++) {
        p->reports.items = p->reports.items ? p->reports.items : ARENA_NEW(a, date_day, DAYS + 1);
        p->reports.items[p->reports.n++] = day;
        for (uint32_t i = 1; i < ACTORS; i++)
            for (uint32_t j = 1; j < ACTORS; j++) {
                bool acts = draw(&state, 100) < (i == j ? 0 : (i * j) % 7 == 0 ? 20 : 1);
                uint8_t type = (uint8_t)(1 + draw(&state, 4) * 5);
                if (acts && n++ != without)
                    assert_true(tell(p, i, j, type, day));
            }
    }
    p->today = until - 1;
}

static void test_evidence(void **unused) {
    (void)unused;
    struct arena a = {0}, b = {0};
    struct annals world, other;
    struct rehearsal *r = test_calloc(1, sizeof *r);
    uint64_t state = 11;
    uint32_t wrong = 0, moved = 0;
    make_world(&a, &world, SIZE_MAX, DAYS);
    assert_int_equal(rehearse(&world, false, &a, r, NULL), HB_OK);
    for (int i = 0; i < TRIALS; i++) {
        size_t n = world.acts.n - 1 - draw(&state, (uint32_t)world.acts.n / 3);
        struct annals_key key = world.acts.items[n].key;
        struct chance with[HORIZONS], without[HORIZONS];
        struct known k;
        make_world(&b, &other, n, DAYS);
        assert_int_equal(known_open(&other, &b, &k, NULL), HB_OK);
        assert_int_equal(known_until(&k, DAYS - 1, NULL), HB_OK);
        rehearsal_ask(r, &r->known, key, with);
        rehearsal_ask(r, &k, key, without);
        wrong += without[1].odds > with[1].odds + 1e-9;
        moved += without[1].odds < with[1].odds;
        known_close(&k);
        arena_reset(&b);
    }
    assert_true(wrong <= TRIALS / 20);
    assert_true(moved >= TRIALS - TRIALS / 20);
    rehearsal_close(r);
    test_free(r);
    arena_free(&a);
    arena_free(&b);
}

static void test_sums(void **unused) {
    (void)unused;
    struct arena a = {0};
    struct annals world;
    struct rehearsal *r = test_calloc(1, sizeof *r);
    make_world(&a, &world, SIZE_MAX, DAYS);
    assert_int_equal(rehearse(&world, false, &a, r, NULL), HB_OK);
    for (uint32_t i = 1; i < ACTORS; i++)
        for (uint8_t type = 1; type < ANNALS_TYPES; type++) {
            struct chance c[HORIZONS];
            rehearsal_ask(r, &r->known, (struct annals_key){i, ACTORS - i, type}, c);
            for (int h = 0; h < HORIZONS; h++) {
                double sum = 0;
                for (int k = 0; k < REASON_KINDS; k++)
                    sum += c[h].reasons[k];
                assert_true(fabs(sum - c[h].odds) < 1e-9);
                assert_true(c[h].low <= c[h].chance && c[h].chance <= c[h].high);
                assert_true(h == 0 || c[h].chance >= c[h - 1].chance);
            }
        }
    rehearsal_close(r);
    test_free(r);
    arena_free(&a);
}

/* Each day's forecasts are the same whether or not the world goes on. */
static void test_future(void **unused) {
    (void)unused;
    struct arena a = {0}, b = {0};
    struct annals whole, half;
    struct rehearsal *r = test_calloc(1, sizeof *r), *q = test_calloc(1, sizeof *q);
    make_world(&a, &whole, SIZE_MAX, 140);
    make_world(&b, &half, SIZE_MAX, 100);
    assert_int_equal(rehearse(&whole, true, &a, r, NULL), HB_OK);
    assert_int_equal(rehearse(&half, true, &b, q, NULL), HB_OK);
    assert_true(q->origins.n > 50 && r->origins.n > q->origins.n && r->step == q->step);
    for (size_t i = 0; i < q->origins.n; i++) {
        const struct origin *x = &r->origins.items[i], *y = &q->origins.items[i];
        assert_int_equal(x->day, y->day);
        assert_int_equal(x->n, y->n);
        for (size_t j = 0; j < x->n; j++)
            assert_memory_equal(x->items[j].chances, y->items[j].chances,
                                sizeof x->items[j].chances);
    }
    rehearsal_close(r);
    rehearsal_close(q);
    test_free(r);
    test_free(q);
    arena_free(&a);
    arena_free(&b);
}

static void test_scores(void **unused) {
    (void)unused;
    static const struct {
        double chance, importance;
        bool came;
    } items[] = {{0.9, 1, true}, {0.8, 1, false}, {0.3, 2, false}, {0.3, 2, true}};
    struct scoring *sheet = test_calloc(1, sizeof *sheet);
    double low, high;
    for (size_t i = 0; i < 4; i++)
        score_add(sheet, items[i].chance, items[i].importance, items[i].came);
    struct score s = score_of(sheet);
    test_free(sheet);
    assert_true(fabs(s.came - 0.5) < 1e-9);
    assert_true(fabs(s.brier - (0.01 + 0.64 + 2 * 0.09 + 2 * 0.49) / 6) < 1e-9);
    /* precision 1 at the first hit, 3 of 6 over the tied four, weighed by the hits */
    assert_true(fabs(s.average_precision - (1 * 1.0 + 2 * 3.0 / 6) / 3) < 1e-9);
    score_range(5, 10, 1.96, &low, &high);
    assert_true(fabs(low - 0.2366) < 1e-3 && fabs(high - 0.7634) < 1e-3);
}

/* Weights that a hand can check: with two groups the log odds are those of their shares. */
static void test_logistic(void **unused) {
    (void)unused;
    struct logistic_rows rows = {.width = 2};
    const struct logistic_options options = {.ridge = 1e-9};
    const bool rising[] = {false, true};
    const struct logistic_options bound = {.ridge = 1e-9, .rising = rising};
    struct logistic m = {0}, n = {0};
    for (int i = 0; i < 10; i++) {
        assert_true(logistic_add(&rows, (double[]){1, 0}, i < 2, 1));
        assert_true(logistic_add(&rows, (double[]){1, 1}, i < 5, 1));
    }
    logistic_fit(&rows, rows.n, &options, &m);
    assert_true(fabs(m.weights[0] - log(0.2 / 0.8)) < 1e-3);
    assert_true(fabs(m.weights[1] - (0 - log(0.2 / 0.8))) < 1e-3);
    for (size_t i = 0; i < rows.n; i++)
        rows.x[2 * i + 1] = 1 - rows.x[2 * i + 1];
    logistic_fit(&rows, rows.n, &bound, &n); /* what would fall may not */
    assert_true(n.weights[1] == 0 && fabs(n.weights[0] - log(0.35 / 0.65)) < 1e-3);
    logistic_free(&rows);
}

/* Forecasts whose time is over are kept where they are asked for, and nowhere else. */
static void test_letting_go(void **unused) {
    (void)unused;
    struct arena a = {0}, b = {0};
    struct annals world;
    struct rehearsal *r = test_calloc(1, sizeof *r), *kept = test_calloc(1, sizeof *kept);
    size_t n_held = 0;
    make_world(&a, &world, SIZE_MAX, DAYS);
    assert_int_equal(rehearse(&world, false, &a, r, NULL), HB_OK);
    assert_int_equal(rehearse(&world, true, &b, kept, NULL), HB_OK);
    assert_int_equal(r->origins.n, kept->origins.n);
    for (size_t i = 0; i < r->origins.n; i++) {
        const struct origin *o = &r->origins.items[i];
        bool is_over = o->day + horizon_days[HORIZONS - 1] <= world.today;
        n_held += o->arena.held > 0;
        assert_true(is_over ? o->n == 0 && o->arena.held == 0 : o->n > 0);
        assert_true(kept->origins.items[i].n > 0);
    }
    assert_true(n_held < r->origins.n / 2);
    for (int h = 0; h < HORIZONS; h++) /* nor does it change a score */
        assert_true(r->scores[h][WAY_MODEL].log == kept->scores[h][WAY_MODEL].log);
    rehearsal_close(r);
    rehearsal_close(kept);
    test_free(r);
    test_free(kept);
    arena_free(&a);
    arena_free(&b);
}

/* Boldness that did not pay is drawn in, that which did is not; what is higher stays higher. */
static void test_reliability(void **unused) {
    (void)unused;
    const double odds = log(0.8 / 0.2);
    struct reliability bold, right, untried;
    reliability_open(&bold);
    reliability_open(&right);
    reliability_open(&untried);
    assert_true(reliability_correct(&bold, odds) == odds);
    for (int i = 0; i < 1000; i++) {
        reliability_add(&bold, odds, 1, i % 10 < 5);
        reliability_add(&right, odds, 1, i % 10 < 8);
    }
    reliability_settle(&bold, 100, 1);
    reliability_settle(&right, 100, 1);
    assert_true(fabs(logistic_chance(reliability_correct(&bold, odds)) - 0.5) < 0.02);
    assert_true(fabs(logistic_chance(reliability_correct(&right, odds)) - 0.8) < 0.02);
    for (double x = -12; x < 6; x += 0.05)
        assert_true(reliability_correct(&bold, x) < reliability_correct(&bold, x + 0.05));
    /* the same half of the forecasts says less where they tell ten times of the same days */
    reliability_settle(&bold, 100, 100);
    assert_true(logistic_chance(reliability_correct(&bold, odds)) > 0.55);
    /* none was tried: a short past makes modest, a long one does not; the unlikely stays as it is
     */
    reliability_settle(&untried, 3, 1);
    assert_true(logistic_chance(reliability_correct(&untried, odds)) < 0.5);
    assert_true(fabs(reliability_correct(&untried, -4) + 4) < 0.05);
    reliability_settle(&untried, 1000, 1);
    assert_true(fabs(reliability_correct(&untried, odds) - odds) < 0.05);
}

/* A report of one sentence and one act, on a day. */
static hb_status enter(struct store *s, date_day day, unsigned number, struct hb_error *err) {
    struct arena a = {0};
    char title[16];
    bool is_new;
    snprintf(title, sizeof title, "Report %u", number);
    struct sentence sentence = {.begin = 0, .end = 19};
    struct party actor = {.text = STR("Turkey"), .code = STR("TUR"), .span = {0, 6}},
                 recipient = {.text = STR("Greece"), .code = STR("GRC"), .span = {15, 21}};
    struct event event = {.type = PLOVER_ACCUSE,
                          .status = STATUS_OCCURRED,
                          .cameo = STR("112"),
                          .quad = 3,
                          .trigger = {7, 14},
                          .actors = &actor,
                          .n_actors = 1,
                          .recipients = &recipient,
                          .n_recipients = 1,
                          .rule = STR("test")};
    struct report report = {.text = STR("Turkey accused Greece."),
                            .title = str_from(title),
                            .date = day,
                            .date_source = DATE_FROM_RECORD};
    struct text text = {.source = report.text, .sentences = &sentence, .n_sentences = 1};
    struct coded coded = {.events = &event, .n_events = 1};
    struct store_report r = {&report, &text, &coded, "test"};
    hb_status status = store_add(s, &r, &a, &is_new, err);
    arena_free(&a);
    return status;
}

/* The newest so many events; what lies before them is not read. */
static void test_spans(void **unused) {
    (void)unused;
    const date_day first = date_from_civil(2020, 1, 1);
    struct store *s;
    struct hb_error err;
    struct arena a = {0};
    struct annals part = annals_in(&a), whole = annals_in(&a);
    str since;
    uint64_t n_gone;
    assert_int_equal(store_open(":memory:", STORE_CREATE, &s, &err), HB_OK);
    assert_int_equal(store_begin(s, &err), HB_OK);
    for (unsigned i = 0; i < 60; i++) /* two a day */
        assert_int_equal(enter(s, first + (date_day)(i / 2), i, &err), HB_OK);
    assert_int_equal(store_commit(s, &err), HB_OK);
    assert_int_equal(annals_since(s, (str){NULL, 0}, 60, &a, &since, &err), HB_OK);
    assert_int_equal(since.n, 0);
    assert_int_equal(annals_since(s, (str){NULL, 0}, 10, &a, &since, &err), HB_OK);
    check_str(since, "2020-01-26");
    assert_int_equal(annals_since(s, STR("2020-01-20"), 10, &a, &since, &err), HB_OK);
    check_str(since, "2020-01-16");
    struct annals_span newest = {.since = STR("2020-01-26")};
    assert_int_equal(annals_read(s, newest, NULL, &part, &n_gone, &err), HB_OK);
    assert_int_equal(annals_read(s, (struct annals_span){0}, NULL, &whole, &n_gone, &err), HB_OK);
    assert_int_equal(part.acts.n, 5); /* one act a day, told twice */
    assert_int_equal(part.reports.items[0], first + 25);
    assert_int_equal(whole.acts.n, 30);
    assert_int_equal(part.today, whole.today);
    store_close(s);
    arena_free(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_evidence),   cmocka_unit_test(test_sums),
        cmocka_unit_test(test_future),     cmocka_unit_test(test_scores),
        cmocka_unit_test(test_logistic),   cmocka_unit_test(test_reliability),
        cmocka_unit_test(test_letting_go), cmocka_unit_test(test_spans)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
