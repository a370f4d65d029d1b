/* Map: what is put is found, order is insertion's, keys are copied. */
#include "unit.h"

#include "base/map.h"

static void what_is_put_is_found(void **state) {
    (void)state;
    struct arena a = {0};
    struct map m = map_in(&a);
    char key[16];
    assert_int_equal(map_get(&m, STR("nothing")), MAP_NONE);
    for (uint32_t i = 0; i < 20000; i++) {
        snprintf(key, sizeof key, "key %u", i * 7);
        uint32_t *value =
            map_put(&m, str_from(key), i); /* the buffer is used again: it is copied */
        assert_non_null(value);
        assert_int_equal(*value, i);
    }
    for (uint32_t i = 0; i < 20000; i++) {
        snprintf(key, sizeof key, "key %u", i * 7);
        assert_int_equal(map_get(&m, str_from(key)), i);
        check_str(m.entries[i].key, key); /* order of insertion */
    }
    assert_int_equal(map_get(&m, STR("key 1")), MAP_NONE);
    assert_int_equal(m.n, 20000);
    arena_free(&a);
}

static void second_put_keeps_the_first(void **state) {
    (void)state;
    struct arena a = {0};
    struct map m = map_in(&a);
    *map_put(&m, STR("a"), 1) += 4;
    assert_int_equal(*map_put(&m, STR("a"), 9), 5);
    assert_int_equal(*map_put(&m, STR(""), 3), 3); /* the empty key is a key */
    assert_int_equal(m.n, 2);
    arena_free(&a);
}

static void no_memory_is_null(void **state) {
    (void)state;
    struct arena a = {.maximum = 1};
    struct map m = map_in(&a);
    assert_null(map_put(&m, STR("a"), 1));
    arena_free(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_put_is_found),
        cmocka_unit_test(second_put_keeps_the_first),
        cmocka_unit_test(no_memory_is_null),
    };
    return cmocka_run_group_tests_name("map", tests, NULL, NULL);
}
