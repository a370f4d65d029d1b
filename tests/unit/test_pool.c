/* Pool: every item is worked on once and delivered in order, whatever the number of threads. */
#include "unit.h"

#include "base/pool.h"

#include <sched.h>

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
static void work(void *context, void *slot) {
    (void)context;
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

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(order_is_kept),
        cmocka_unit_test(a_ring_as_small_as_the_threads_will_do),
        cmocka_unit_test(no_items_no_work),
        cmocka_unit_test(the_sink_can_stop_it),
    };
    return cmocka_run_group_tests_name("pool", tests, NULL, NULL);
}
