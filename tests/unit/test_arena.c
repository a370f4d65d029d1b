/* Arena: alignment, zeroing, the maximum, reset, and memory that is refused. */
#include "unit.h"

#include "base/alloc.h"
#include "base/vec.h"

static void memory_is_zeroed_and_aligned(void **state) {
    (void)state;
    struct arena a = {0};
    for (size_t size = 1; size < 5000; size = size * 3 + 1) {
        unsigned char *p = arena_alloc(&a, size);
        assert_non_null(p);
        assert_int_equal((uintptr_t)p % 16, 0);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(p[i], 0);
        memset(p, 0xAA, size);
    }
    arena_reset(&a);
    unsigned char *again = arena_alloc(&a, 4096);
    for (size_t i = 0; i < 4096; i++)
        assert_int_equal(again[i], 0); /* also after a reset */
    arena_free(&a);
}

static void maximum_is_kept(void **state) {
    (void)state;
    struct arena a = {.maximum = 1 << 20};
    size_t given = 0;
    while (arena_alloc(&a, 1000))
        given += 1000;
    assert_true(given <= 1 << 20);
    assert_true(given >= 1 << 19);
    assert_int_equal(a.failed, 1);
    arena_reset(&a);
    assert_int_equal(a.failed, 0);
    assert_non_null(arena_alloc(&a, 1000));
    arena_free(&a);
}

static void large_blocks_do_not_outlive_a_reset(void **state) {
    (void)state;
    struct arena a = {0};
    assert_non_null(arena_alloc(&a, 100 << 20));
    arena_reset(&a);
    assert_true(a.held <= 2 << 20);
    arena_free(&a);
}

static void overflow_is_refused(void **state) {
    (void)state;
    struct arena a = {0};
    assert_null(arena_array(&a, SIZE_MAX / 2, 16));
    assert_null(arena_alloc(&a, SIZE_MAX - 4));
    assert_int_equal(a.failed, 1);
    arena_free(&a);
}

static void refused_memory_is_seen(void **state) {
    (void)state;
    struct arena a = {0};
    mem_fail_after(1);
    assert_null(arena_alloc(&a, 10));
    mem_fail_after(0);
    assert_non_null(arena_alloc(&a, 10));
    arena_free(&a);
}

static void vectors_grow(void **state) {
    (void)state;
    struct arena a = {0};
    struct {
        uint32_t *items;
        size_t n, capacity;
    } v = {0};
    for (uint32_t i = 0; i < 10000; i++)
        assert_true(VEC_PUSH(&a, &v, i));
    for (uint32_t i = 0; i < 10000; i++)
        assert_int_equal(v.items[i], i);
    arena_free(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_is_zeroed_and_aligned),
        cmocka_unit_test(maximum_is_kept),
        cmocka_unit_test(large_blocks_do_not_outlive_a_reset),
        cmocka_unit_test(overflow_is_refused),
        cmocka_unit_test(refused_memory_is_seen),
        cmocka_unit_test(vectors_grow),
    };
    return cmocka_run_group_tests_name("arena", tests, NULL, NULL);
}
