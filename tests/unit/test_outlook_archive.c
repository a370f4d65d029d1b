/* The forecast's parts without an archive: that evidence taken away moves the number the right way,
 * that sums add up, that nothing of the future is known, that scores are what they are called. */
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
    assert_int_equal(rehearse(&world, &a, r, NULL), HB_OK);
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
    assert_int_equal(rehearse(&world, &a, r, NULL), HB_OK);
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
    assert_int_equal(rehearse(&whole, &a, r, NULL), HB_OK);
    assert_int_equal(rehearse(&half, &b, q, NULL), HB_OK);
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
    struct scored items[] = {{0.9, 1, true}, {0.8, 1, false}, {0.3, 2, false}, {0.3, 2, true}};
    struct cases list = {items, 4, 4};
    struct score s;
    double low, high;
    score_cases(&list, &s);
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
    struct arena a = {0};
    struct logistic_rows rows = {.width = 2};
    const struct logistic_options options = {.ridge = 1e-9};
    const bool rising[] = {false, true};
    const struct logistic_options bound = {.ridge = 1e-9, .rising = rising};
    struct logistic m = {0}, n = {0};
    for (int i = 0; i < 10; i++) {
        assert_true(logistic_add(&a, &rows, (double[]){1, 0}, i < 2, 1));
        assert_true(logistic_add(&a, &rows, (double[]){1, 1}, i < 5, 1));
    }
    logistic_fit(&rows, rows.n, &options, &m);
    assert_true(fabs(m.weights[0] - log(0.2 / 0.8)) < 1e-3);
    assert_true(fabs(m.weights[1] - (0 - log(0.2 / 0.8))) < 1e-3);
    for (size_t i = 0; i < rows.n; i++)
        rows.x[2 * i + 1] = 1 - rows.x[2 * i + 1];
    logistic_fit(&rows, rows.n, &bound, &n); /* what would fall may not */
    assert_true(n.weights[1] == 0 && fabs(n.weights[0] - log(0.35 / 0.65)) < 1e-3);
    arena_free(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_evidence), cmocka_unit_test(test_sums),
                                       cmocka_unit_test(test_future), cmocka_unit_test(test_scores),
                                       cmocka_unit_test(test_logistic)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
