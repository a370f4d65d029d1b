/* JSON line → report: what is read, what is passed over, and the message for each thing that is
 * wrong. */
#include "unit.h"

#include "ingest/ingest.h"

static struct arena arena;

static hb_status read_line(str line, struct report *r, struct hb_error *err) {
    struct ingest_options o = ingest_defaults();
    o.limits.line_bytes = 1000;
    *err = (struct hb_error){0};
    return report_from_json(line, &o, &arena, r, err);
}

static void a_record_is_read(void **state) {
    (void)state;
    struct report r;
    struct hb_error err;
    str line =
        STR("{\"id\":\"a1\",\"date\":\"2019-12-26T10:00:00Z\",\"title\":\" T \",\"url\":\"u\","
            "\"outlet\":\"o\",\"text\":\"Caf\\u00e9 \\ud83d\\ude00.\",\"other\":{\"deep\":[1]}}");
    assert_int_equal(read_line(line, &r, &err), HB_OK);
    check_str(r.id, "a1");
    check_str(r.title, "T");
    check_str(r.url, "u");
    check_str(r.outlet, "o");
    check_str(r.text, "Caf\xC3\xA9 \xF0\x9F\x98\x80.");
    assert_int_equal(r.date, date_from_civil(2019, 12, 26));
    assert_int_equal(r.date_source, DATE_FROM_RECORD);
    assert_int_equal(r.n_warnings, 0);
}

static void only_text_is_required(void **state) {
    (void)state;
    struct report r;
    struct hb_error err;
    assert_int_equal(read_line(STR("{\"text\":\"The army left.\"}"), &r, &err), HB_OK);
    assert_int_equal(r.id.n, 16);
    assert_null(r.title.p);
    assert_int_equal(r.date, DATE_NONE);
    assert_int_equal(
        read_line(STR("{\"id\":17,\"title\":null,\"date\":\"\",\"text\":\"t\"}"), &r, &err), HB_OK);
    check_str(r.id, "17");
}

static void wrong_lines_are_explained(void **state) {
    (void)state;
    static const struct {
        const char *line;
        hb_status status;
        const char *says;
    } cases[] = {
        {"", HB_ERR_INPUT, "empty line"},
        {"  ", HB_ERR_INPUT, "empty line"},
        {"not json", HB_ERR_INPUT, "not JSON"},
        {"[1]", HB_ERR_INPUT, "a list where an object is needed"},
        {"{}", HB_ERR_INPUT, "there is no \"text\""},
        {"{\"text\":null}", HB_ERR_INPUT, "there is no \"text\""},
        {"{\"text\":\"\"}", HB_ERR_INPUT, "\"text\" is empty"},
        {"{\"text\":\" \"}", HB_ERR_INPUT, "no text"},
        {"{\"text\":5}", HB_ERR_INPUT, "\"text\" is a number where a string is needed"},
        {"{\"text\":\"a\",\"title\":[]}", HB_ERR_INPUT, "\"title\" is a list"},
        {"{\"text\":\"a\",\"date\":20191226}", HB_ERR_INPUT, "\"date\" is a number"},
        {"{\"text\":\"a\",\"text\":\"b\"}", HB_ERR_INPUT, "duplicate object key"},
        {"{\"text\":\"a\"", HB_ERR_INPUT, "not JSON"},
        {"{\"text\":\"a\"} x", HB_ERR_INPUT, "not JSON"},
        {"{\"text\":\"\\ud800\"}", HB_ERR_INPUT, "invalid Unicode"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct report r;
        struct hb_error err;
        assert_int_equal(read_line(str_from(cases[i].line), &r, &err), cases[i].status);
        if (!strstr(err.message, cases[i].says))
            print_error("%s: %s\n", cases[i].line, err.message);
        assert_non_null(strstr(err.message, cases[i].says));
        arena_reset(&arena);
    }
}

static void positions_are_given(void **state) {
    (void)state;
    struct report r;
    struct hb_error err;
    assert_int_equal(read_line((str){"{\"text\":\"a\0b\"}", 14}, &r, &err), HB_ERR_INPUT);
    assert_string_equal(err.message, "zero byte at byte 11 of the line");
    assert_int_equal(err.position, 10);
}

static void depth_and_length_are_limited(void **state) {
    (void)state;
    struct report r;
    struct hb_error err;
    char deep[200], wide[1100];
    memset(deep, '[', sizeof deep);
    assert_int_equal(read_line((str){deep, sizeof deep}, &r, &err), HB_ERR_LIMIT);
    memset(wide, ' ', sizeof wide);
    assert_int_equal(read_line((str){wide, sizeof wide}, &r, &err), HB_ERR_LIMIT);
    assert_int_equal(
        read_line(STR("{\"text\":\"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["
                      "[[[[[[[[[[[[[[[[[[\"}"),
                  &r, &err),
        HB_OK); /* brackets in a string are text */
}

static void broken_bytes_are_repaired(void **state) {
    (void)state;
    struct report r;
    struct hb_error err;
    assert_int_equal(read_line(STR("{\"text\":\"a \xFF b\"}"), &r, &err), HB_OK);
    check_str(r.text, "a \xEF\xBF\xBD b");
    assert_int_equal(r.n_warnings, 2); /* the repair, and no date */
    assert_int_equal(read_line(STR("{\"text\":\"a \\u0000 b\"}"), &r, &err), HB_OK);
    check_str(r.text, "a \xEF\xBF\xBD b");
    assert_int_equal(r.repaired, 1);
}

static void dates_in_other_forms(void **state) {
    (void)state;
    struct report r;
    struct hb_error err;
    str mail = STR("{\"text\":\"t\",\"date\":\"Thu, 26 Dec 2019 10:00:00 GMT\"}");
    assert_int_equal(read_line(mail, &r, &err), HB_OK);
    assert_int_equal(r.date, date_from_civil(2019, 12, 26));
    assert_int_equal(read_line(STR("{\"text\":\"t\",\"date\":\"soon\"}"), &r, &err), HB_OK);
    assert_int_equal(r.date, DATE_NONE);
    assert_non_null(strstr(r.warnings[0], "not a day"));
}

static void the_first_byte_tells_json(void **state) {
    (void)state;
    assert_true(ingest_is_json(STR(" \n{\"a\"")));
    assert_true(ingest_is_json(STR("\xEF\xBB\xBF{")));
    assert_false(ingest_is_json(STR("The {army}")));
    assert_false(ingest_is_json(STR("")));
    assert_false(ingest_is_json(STR("[1]")));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_record_is_read),
        cmocka_unit_test(only_text_is_required),
        cmocka_unit_test(wrong_lines_are_explained),
        cmocka_unit_test(positions_are_given),
        cmocka_unit_test(depth_and_length_are_limited),
        cmocka_unit_test(broken_bytes_are_repaired),
        cmocka_unit_test(dates_in_other_forms),
        cmocka_unit_test(the_first_byte_tells_json),
    };
    int failed = cmocka_run_group_tests_name("ingest_json", tests, NULL, NULL);
    arena_free(&arena);
    return failed;
}
