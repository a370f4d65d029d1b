/* Lines: every line once, long ones passed over, the look ahead. */
#include "unit.h"

#include "base/lines.h"

#include <stdlib.h>
#include <unistd.h>

/* A descriptor from which `text` can be read. */
static int descriptor_of(const char *text, size_t n) {
    char name[] = "/tmp/hb-lines-XXXXXX";
    int fd = mkstemp(name);
    assert_true(fd >= 0);
    unlink(name);
    assert_int_equal(write(fd, text, n), n);
    lseek(fd, 0, SEEK_SET);
    return fd;
}

static void lines_are_given_in_order(void **state) {
    (void)state;
    const char text[] = "one\n\nthree\r\nlast";
    const char *wanted[] = {"one", "", "three", "last"};
    int fd = descriptor_of(text, sizeof text - 1);
    struct lines l = lines_open(fd, 100);
    struct hb_error err;
    str line;
    for (uint64_t i = 0; i < 4; i++) {
        assert_int_equal(lines_next(&l, &line, &err), LINES_ONE);
        check_str(line, wanted[i]);
        assert_int_equal(l.number, i + 1);
    }
    assert_int_equal(lines_next(&l, &line, &err), LINES_END);
    lines_close(&l);
    close(fd);
}

static void a_long_line_is_passed_over(void **state) {
    (void)state;
    enum { LONG = 300000 };
    char *text = calloc(1, LONG + 20);
    assert_non_null(text);
    memset(text, 'x', LONG);
    memcpy(text + LONG, "\nafter\n", 7);
    int fd = descriptor_of(text, strlen(text));
    struct lines l = lines_open(fd, 1000);
    struct hb_error err;
    str line;
    assert_int_equal(lines_next(&l, &line, &err), LINES_TOO_LONG);
    assert_true(l.held.capacity < LONG); /* it was not held */
    assert_int_equal(lines_next(&l, &line, &err), LINES_ONE);
    check_str(line, "after");
    assert_int_equal(l.number, 2);
    assert_int_equal(lines_next(&l, &line, &err), LINES_END);
    lines_close(&l);
    close(fd);
    free(text);
}

static void looking_ahead_takes_nothing(void **state) {
    (void)state;
    const char text[] = "  \n {\"text\":1}\nmore";
    int fd = descriptor_of(text, sizeof text - 1);
    struct lines l = lines_open(fd, 100);
    struct hb_error err;
    str ahead, rest;
    assert_int_equal(lines_peek(&l, &ahead, &err), HB_OK);
    assert_true(str_starts(str_trim(ahead), STR("{")));
    assert_int_equal(lines_rest(&l, 10, &rest, &err), HB_OK);
    assert_int_equal(rest.n, 10);
    assert_int_equal(lines_rest(&l, 1000, &rest, &err), HB_OK);
    check_str(rest, text);
    lines_close(&l);
    close(fd);
}

static void a_folder_is_an_error(void **state) {
    (void)state;
    struct lines l = lines_open(-1, 100);
    struct hb_error err;
    str line;
    assert_int_equal(lines_next(&l, &line, &err), LINES_FAILED);
    assert_int_equal(err.code, HB_ERR_SYSTEM);
    lines_close(&l);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_are_given_in_order),
        cmocka_unit_test(a_long_line_is_passed_over),
        cmocka_unit_test(looking_ahead_takes_nothing),
        cmocka_unit_test(a_folder_is_an_error),
    };
    return cmocka_run_group_tests_name("lines", tests, NULL, NULL);
}
