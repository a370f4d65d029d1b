/* The outlook's promises: contributions add up, evidence taken away moves the number down, nothing
 * of the future is seen, the same for any number of threads. */
#include "unit.h"

#include "outlook/backtest.h"
#include "outlook/classes.h"
#include "outlook/counters.h"
#include "outlook/outlook.h"

#include <math.h>
#include <stdlib.h>

/* A back-test needs fewer facts than evidence does: learning is what takes the time. */
enum { ACTORS = 40, RELATIONS = 6, DAYS = 36, PER_DAY = 30, FACTS = DAYS * PER_DAY };

/* Habits with exceptions: most facts are one of a few things that an actor does to a few others. */
static struct outlook_fact made_fact(uint32_t i) {
    uint64_t die = hash_mix(7, i);
    uint32_t subject = (uint32_t)(die % ACTORS), habit = (uint32_t)(die >> 20) % 3;
    bool is_usual = (die >> 40) % 10 < 8;
    uint32_t object =
        is_usual ? (subject * 7 + habit + 1) % ACTORS : (uint32_t)(die >> 44) % ACTORS;
    uint32_t relation =
        is_usual ? (subject + habit) % RELATIONS : (uint32_t)(die >> 50) % RELATIONS;
    return (struct outlook_fact){subject, relation, object, (date_day)(i / PER_DAY)};
}

static struct outlook *taught; /* by all facts, before the tests; none of them leaves a trace */

static int teach(void **state) {
    (void)state;
    struct outlook *o;
    struct hb_error err = {0};
    char name[32];
    struct outlook_options options = {.seed = 1, .n_threads = 1};
    assert_int_equal(outlook_open(&options, &o, &err), HB_OK);
    for (unsigned i = 0; i < ACTORS; i++) {
        if (i % 4)
            snprintf(name, sizeof name, "Role %u (Country %u)", i % 4, i / 4);
        else
            snprintf(name, sizeof name, "Country %u", i / 4);
        assert_int_equal(outlook_entity(o, str_from(name)), i);
    }
    for (unsigned i = 0; i < RELATIONS; i++) {
        snprintf(name, sizeof name, "relation %u", i);
        assert_int_equal(outlook_relation(o, str_from(name)), i);
    }
    static struct outlook_fact facts[FACTS];
    for (uint32_t i = 0; i < FACTS; i++)
        facts[i] = made_fact(i);
    assert_int_equal(outlook_observe(o, facts, FACTS, &err), HB_OK);
    assert_int_equal(outlook_learn(o, &err), HB_OK);
    taught = o;
    return 0;
}

static int forget(void **state) {
    (void)state;
    outlook_close(taught);
    return 0;
}

static void classes_come_from_names(void **state) {
    (void)state;
    struct arena a = {0};
    struct classes c = classes_in(&a);
    struct entity_class police = classes_of(&c, STR("Police_(Kenya)"));
    struct entity_class holy = classes_of(&c, STR("Court Judge (Holy See (Vatican City State))"));
    struct entity_class kenya = classes_of(&c, STR("Kenya"));
    struct entity_class rebels = classes_of(&c, STR("LBY-REB")), libya = classes_of(&c, STR("LBY"));
    assert_int_equal(police.country, kenya.country);
    assert_int_not_equal(police.role, kenya.role);
    assert_int_not_equal(holy.country, police.country);
    assert_int_equal(classes_of(&c, STR("Police (Libya)")).role, police.role);
    assert_int_equal(rebels.country, libya.country);
    assert_int_equal(libya.role, kenya.role);
    assert_int_equal(classes_of(&c, STR("Bhim Singh")).country, CLASS_NONE);
    arena_free(&a);
}

static void counters_forget_and_give_back(void **state) {
    (void)state;
    struct counters c;
    float sums[HALF_LIVES];
    uint64_t key = counter_key(3, 5, 100000, 7);
    assert_int_equal(counters_open(&c, 10, NULL), HB_OK);
    counters_add(&c, key, 10, 1);
    counters_sums(&c, counters_find(&c, key), 12, sums);
    assert_true(fabsf(sums[0] - 0.5f) < 1e-6f); /* half after two days */
    counters_add(&c, key, 20, 1);
    counters_add(&c, key, 10, -1);
    counters_sums(&c, counters_find(&c, key), 20, sums);
    for (int h = 0; h < HALF_LIVES; h++)
        assert_true(fabsf(sums[h] - 1) < 1e-4f);
    assert_null(counters_find(&c, counter_key(3, 5, 100000, 8)));
    assert_null(counters_find(&c, counter_key(4, 5, 100000, 7)));
    counters_close(&c);
}

static void contributions_add_up_to_the_score(void **state) {
    (void)state;
    struct outlook *o = taught;
    struct hb_error err = {0};
    for (uint32_t i = 0; i < 50; i++) {
        struct outlook_fact f = made_fact(i);
        struct outlook_question q = {f.subject, f.relation, i & 1, DAYS};
        struct outlook_answers answers;
        assert_int_equal(outlook_ask(o, &q, &answers, &err), HB_OK);
        assert_true(answers.n > 0);
        struct outlook_answer best = answers.items[0];
        struct outlook_reason reasons[OUTLOOK_REASONS];
        size_t n = OUTLOOK_REASONS;
        double sum = 0;
        assert_int_equal(outlook_reasons(o, &q, best.entity, reasons, &n, &err), HB_OK);
        for (size_t k = 0; k < n; k++) {
            sum += (double)reasons[k].contribution;
            assert_true(reasons[k].name[0] != '\0');
        }
        assert_true(fabs(sum - (double)best.score) < 1e-3);
    }
}

static double chance_of(struct outlook *o, const struct outlook_question *q, uint32_t answer) {
    struct outlook_answers answers;
    struct hb_error err = {0};
    assert_int_equal(outlook_ask(o, q, &answers, &err), HB_OK);
    for (size_t i = 0; i < answers.n; i++)
        if (answers.items[i].entity == answer)
            return (double)answers.items[i].probability;
    return 0;
}

static void evidence_removed_moves_the_chance(void **state) {
    (void)state;
    enum { TRIALS = 1000 };
    struct outlook *o = taught;
    int n_right = 0;
    for (uint32_t i = 0; i < TRIALS; i++) {
        uint32_t number = (uint32_t)(hash_mix(3, i) % FACTS);
        struct outlook_fact f = made_fact(number);
        struct outlook_question q = {f.subject, f.relation, false, DAYS};
        double before = chance_of(o, &q, f.object);
        outlook_remove(o, number);
        n_right += chance_of(o, &q, f.object) <= before;
        outlook_restore(o, number);
        assert_true(fabs(chance_of(o, &q, f.object) - before) < 0.02 + 0.05 * before);
    }
    print_message("removed evidence: %d of %d move the right way\n", n_right, TRIALS);
    assert_true(n_right >= TRIALS * 95 / 100);
}

/* Outcomes of the questions of days before `until`. */
static struct backtest_result run_backtest(unsigned n_threads, bool is_planted, size_t *n_before) {
    static struct quad train[FACTS], test[FACTS + 3];
    struct backtest_data d = {.n_entities = ACTORS, .n_relations = RELATIONS};
    struct backtest_options options = {.method = BACKTEST_FULL, .n_threads = n_threads, .seed = 1};
    struct backtest_result r;
    struct hb_error err = {0};
    size_t n_train = FACTS * 3 / 4, n = 0;
    for (uint32_t i = 0; i < FACTS; i++) {
        struct outlook_fact f = made_fact(i);
        struct quad q = {f.subject, f.relation, f.object, f.day};
        if (i < n_train)
            train[i] = q;
        else
            test[n++] = q;
    }
    *n_before = 2 * n;
    for (int i = 0; i < 3 && is_planted; i++)
        test[n++] = (struct quad){1, 1, 39, DAYS + i};
    d.train = (struct quads){train, n_train, 0};
    d.test = (struct quads){test, n, 0};
    assert_int_equal(backtest_run(&options, &d, &r, &err), HB_OK);
    return r;
}

static void check_same(const struct backtest_result *a, const struct backtest_result *b, size_t n) {
    for (size_t i = 0; i < n; i++) {
        assert_true(a->outcomes[i].rank == b->outcomes[i].rank);
        assert_true(a->outcomes[i].probability == b->outcomes[i].probability);
        assert_memory_equal(a->outcomes[i].best, b->outcomes[i].best, sizeof a->outcomes[i].best);
    }
}

/* Neither what comes later nor the number of threads changes what was foretold. */
static void nothing_else_moves_the_ranks(void **state) {
    (void)state;
    size_t n;
    struct backtest_result plain = run_backtest(1, false, &n);
    struct backtest_result planted = run_backtest(3, true, &n);
    check_same(&plain, &planted, n);
    backtest_free(&plain);
    backtest_free(&planted);
}

static void quads_that_are_wrong_are_named(void **state) {
    (void)state;
    struct arena a = {0};
    struct quads q = {0};
    struct hb_error err = {0};
    assert_int_equal(quads_read(STR("3\t1\t2\t48\t-1\n0 0 1 24\n"), "f", &a, &q, &err), HB_OK);
    assert_int_equal(q.n, 2);
    assert_int_equal(q.items[0].time, 24); /* sorted */
    quads_to_days(&q, 1);
    assert_int_equal(q.items[1].time, 2);
    assert_int_equal(quads_read(STR("1 1 1 1\n1 x 1 1\n"), "f", &a, &q, &err), HB_ERR_INPUT);
    assert_non_null(strstr(err.message, "f:2"));
    assert_int_equal(quads_read(STR("1 1 99999999999 1\n"), "f", &a, &q, &err), HB_ERR_INPUT);
    assert_int_equal(quads_read(STR("1 1 1\n"), "f", &a, &q, &err), HB_ERR_INPUT);
    arena_free(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(classes_come_from_names),
        cmocka_unit_test(counters_forget_and_give_back),
        cmocka_unit_test(contributions_add_up_to_the_score),
        cmocka_unit_test(evidence_removed_moves_the_chance),
        cmocka_unit_test(nothing_else_moves_the_ranks),
        cmocka_unit_test(quads_that_are_wrong_are_named),
    };
    return cmocka_run_group_tests(tests, teach, forget);
}
