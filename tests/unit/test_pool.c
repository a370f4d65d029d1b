/* Pool: every item is worked on once and delivered in order, whatever the number of threads. */
#include "unit.h"

#include "base/pool.h"

#include <sched.h>
#include <stdatomic.h>

struct item {
    unsigned number, result;
};

struct run {
    unsigned next, n, delivered, stop_at; /* stop_at 0: never */
    bool is_in_order;
};

static bool source(void *context, void *slot) {
    struct run *r = context;
    struct item *item = slot;
    if (r->next == r->n)
        return false;
    item->number = r->next++;
    item->result = 0;
    return true;
}

/* Items take different times, so that later ones are ready first. */
static void work(void *context, void *slot, unsigned thread) {
    (void)context, (void)thread;
    struct item *item = slot;
    for (unsigned i = 0; i < item->number * 7919 % 5; i++)
        sched_yield();
    item->result = item->number * 2 + 1;
}

static bool sink(void *context, void *slot) {
    struct run *r = context;
    struct item *item = slot;
    if (item->number != r->delivered || item->result != item->number * 2 + 1)
        r->is_in_order = false;
    r->delivered++;
    return r->delivered != r->stop_at;
}

static struct run run_with(unsigned n_threads, unsigned n_items, unsigned n, unsigned stop_at) {
    struct item items[64];
    struct run r = {.n = n, .stop_at = stop_at, .is_in_order = true};
    struct pool_job job = {.items = items,
                           .item_size = sizeof *items,
                           .n_items = n_items,
                           .n_threads = n_threads,
                           .context = &r,
                           .source = source,
                           .work = work,
                           .sink = sink};
    struct hb_error err;
    assert_int_equal(pool_run(&job, &err), HB_OK);
    return r;
}

static void order_is_kept(void **state) {
    (void)state;
    for (unsigned threads = 1; threads <= 8; threads++) {
        struct run r = run_with(threads, threads * 3, 3000, 0);
        assert_int_equal(r.delivered, 3000);
        assert_true(r.is_in_order);
    }
}

static void a_ring_as_small_as_the_threads_will_do(void **state) {
    (void)state;
    struct run r = run_with(4, 4, 500, 0);
    assert_int_equal(r.delivered, 500);
    assert_true(r.is_in_order);
}

static void no_items_no_work(void **state) {
    (void)state;
    assert_int_equal(run_with(4, 8, 0, 0).delivered, 0);
    assert_int_equal(run_with(1, 1, 0, 0).delivered, 0);
}

static void the_sink_can_stop_it(void **state) {
    (void)state;
    for (unsigned threads = 1; threads <= 4; threads++) {
        struct run r = run_with(threads, 8, 100000, 10);
        assert_int_equal(r.delivered, 10);
        assert_true(r.next < 100);
    }
}

/* Each thread counts for itself, and no more than three items are under way though there is room.
 */
enum { MOST_THREADS = 4, FEW = 3 };

struct bounded {
    struct run run; /* first, as source() and sink() take it for the whole */
    unsigned n_worked[MOST_THREADS];
    _Atomic unsigned n_sunk;
    bool is_bounded;
};

static void bounded_work(void *context, void *slot, unsigned thread) {
    struct bounded *b = context;
    work(NULL, slot, thread);
    b->n_worked[thread]++;
}

static bool bounded_sink(void *context, void *slot) {
    struct bounded *b = context;
    bool goes_on = sink(&b->run, slot);
    b->n_sunk++;
    return goes_on;
}

static bool few_are_enough(void *context) {
    struct bounded *b = context;
    b->is_bounded &= b->run.next - b->n_sunk <= FEW;
    return b->run.next - b->n_sunk >= FEW;
}

static void a_pool_reads_no_more_than_it_may_hold(void **state) {
    (void)state;
    for (unsigned threads = 1; threads <= MOST_THREADS; threads++) {
        struct item items[64];
        struct bounded b = {.run = {.n = 3000, .is_in_order = true}, .is_bounded = true};
        struct pool_job job = {.items = items,
                               .item_size = sizeof *items,
                               .n_items = 64,
                               .n_threads = threads,
                               .context = &b,
                               .is_full = few_are_enough,
                               .source = source,
                               .work = bounded_work,
                               .sink = bounded_sink};
        struct hb_error err;
        unsigned n = 0;
        assert_int_equal(pool_run(&job, &err), HB_OK);
        for (unsigned i = 0; i < MOST_THREADS; i++)
            n += b.n_worked[i];
        assert_int_equal(n, 3000);
        assert_int_equal(b.run.delivered, 3000);
        assert_true(b.run.is_in_order && b.is_bounded);
    }
}

/* Groups of three: their first item is delivered when the last one has been worked on, and the last
 * one while the first of the next group has. */
enum { GROUP = 3 };

struct grouped {
    struct run run; /* first, as source() takes it for the whole */
    bool waits;     /* for the next group, to see that it is not held up */
    _Atomic unsigned n_worked;
    bool is_whole; /* each group was, when it was delivered */
};

static void group_work(void *context, void *slot, unsigned thread) {
    struct grouped *g = context;
    work(NULL, slot, thread);
    g->n_worked++;
}

static bool group_closes(void *context, const void *slot) {
    (void)context;
    return ((const struct item *)slot)->number % GROUP == GROUP - 1;
}

static bool group_sink(void *context, void *slot) {
    struct grouped *g = context;
    unsigned end = (((const struct item *)slot)->number / GROUP + 1) * GROUP;
    while (g->waits && end < g->run.n && g->n_worked <= end)
        sched_yield();
    g->is_whole &= g->n_worked >= (end < g->run.n ? end : g->run.n);
    return sink(&g->run, slot);
}

static struct grouped run_groups(unsigned n_threads, unsigned n_items, struct grouped g) {
    struct item items[64];
    struct hb_error err;
    struct pool_job job = {.items = items,
                           .item_size = sizeof *items,
                           .n_items = n_items,
                           .n_threads = n_threads,
                           .context = &g,
                           .closes = group_closes,
                           .source = source,
                           .work = group_work,
                           .sink = group_sink};
    g.run.is_in_order = g.is_whole = true;
    assert_int_equal(pool_run(&job, &err), HB_OK);
    return g;
}

static void a_group_is_delivered_when_it_is_whole(void **state) {
    (void)state;
    for (unsigned threads = 1; threads <= 6; threads++) {
        struct grouped g = run_groups(threads, threads + GROUP, (struct grouped){.run.n = 1000});
        assert_int_equal(g.run.delivered, 1000); /* the last group has one item */
        assert_true(g.run.is_in_order && g.is_whole);
    }
}

static void the_next_group_is_worked_on_meanwhile(void **state) {
    (void)state;
    for (unsigned threads = 2; threads <= 4; threads++) {
        struct grouped g =
            run_groups(threads, 2 * GROUP, (struct grouped){.run.n = 300, .waits = true});
        assert_int_equal(g.run.delivered, 300);
        assert_true(g.run.is_in_order && g.is_whole);
    }
}

static void a_sink_can_stop_within_a_group(void **state) {
    (void)state;
    for (unsigned threads = 1; threads <= 4; threads++) {
        struct grouped g = run_groups(threads, threads + GROUP,
                                      (struct grouped){.run = {.n = 100000, .stop_at = 10}});
        assert_int_equal(g.run.delivered, 10);
        assert_true(g.run.next < 100);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_pool_reads_no_more_than_it_may_hold),
        cmocka_unit_test(order_is_kept),
        cmocka_unit_test(a_ring_as_small_as_the_threads_will_do),
        cmocka_unit_test(no_items_no_work),
        cmocka_unit_test(the_sink_can_stop_it),
        cmocka_unit_test(a_group_is_delivered_when_it_is_whole),
        cmocka_unit_test(the_next_group_is_worked_on_meanwhile),
        cmocka_unit_test(a_sink_can_stop_within_a_group),
    };
    return cmocka_run_group_tests_name("pool", tests, NULL, NULL);
}
