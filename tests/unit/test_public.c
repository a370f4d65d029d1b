/* The public library from outside: only harbinger.h, errors as values. With a model and knowledge
 * in $HARBINGER_DATA a report is coded, else that part is skipped. */
#include "harbinger.h"

#include "unit.h"

#include <stdlib.h>

static void wrong_files_are_errors(void **state) {
    (void)state;
    hb_coder *coder;
    struct hb_error err;
    assert_int_equal(hb_open("/nonexistent/model", "/nonexistent/know", NULL, &coder, &err),
                     HB_ERR_SYSTEM);
    assert_null(coder);
    assert_non_null(strstr(err.message, "/nonexistent/model"));
    assert_int_equal(hb_open(NULL, NULL, NULL, &coder, NULL), HB_ERR_USAGE);
    assert_int_equal(hb_open("/dev/null", "/dev/null", NULL, &coder, &err), HB_ERR_SYSTEM);
    hb_close(NULL);
    hb_session_free(NULL);
    assert_string_equal(hb_version(), HB_VERSION);
}

static hb_coder *open_coder(void) {
    const char *folder = getenv("HARBINGER_DATA"), *models = getenv("HARBINGER_MODELS");
    char model[512], knowledge[512];
    hb_coder *coder = NULL;
    if (!folder)
        return NULL;
    snprintf(model, sizeof model, "%s/en-1.model", models ? models : folder);
    snprintf(knowledge, sizeof knowledge, "%s/harbinger.know", folder);
    hb_open(model, knowledge, NULL, &coder, NULL);
    return coder;
}

static void a_report_is_coded(void **state) {
    (void)state;
    const char text[] = "TUNIS (AP) - Turkey's president met Tunisia's president on Wednesday.";
    const char json[] = "{\"id\":\"a\",\"text\":\"Turkey attacked Libya.\"}";
    hb_coder *coder = open_coder();
    if (!coder)
        skip();
    hb_session *session = hb_session_new(coder);
    hb_string out;
    struct hb_error err;
    assert_int_equal(hb_code_text(session, text, strlen(text), "2019-12-26", &out, &err), HB_OK);
    assert_memory_equal(out.data + out.size - 2, "}\n", 2);
    assert_int_equal(hb_code_text(session, text, strlen(text), "soon", &out, &err), HB_ERR_USAGE);
    assert_int_equal(hb_code_text(session, "", 0, NULL, &out, &err), HB_ERR_INPUT);
    assert_int_equal(hb_code_json(session, json, strlen(json), 1, &out, &err), HB_OK);
    assert_memory_equal(out.data, "{\"id\":\"a\"", 9);
    assert_int_equal(hb_code_json(session, json, 10, 0, &out, &err), HB_ERR_INPUT);
    assert_int_equal(hb_brief_text(session, text, strlen(text), NULL, 0, 0, &out, &err), HB_OK);
    assert_true(out.size > 0);
    hb_session_free(session);
    hb_close(coder);
}

/* The text of a row, as Arrow lays it out. */
static str text_at(const struct ArrowArray *column, int64_t row) {
    const int32_t *offsets = column->buffers[1];
    return (str){(const char *)column->buffers[2] + offsets[row],
                 (uint32_t)(offsets[row + 1] - offsets[row])};
}

static void reports_become_columns(void **state) {
    (void)state;
    const char json[] = "{\"id\":\"a\",\"text\":\"Turkey attacked Libya.\"}";
    const hb_string reports[] = {{json, strlen(json)}, {"no", 2}};
    hb_coder *coder = open_coder();
    if (!coder)
        skip();
    struct ArrowArray a, again;
    struct ArrowSchema s;
    struct hb_error err;
    assert_int_equal(hb_code_columns(coder, reports, 2, 2, &a, &s, &err), HB_OK);
    assert_int_equal(a.length, 2);
    assert_string_equal(s.children[2]->name, "line");
    assert_string_equal(s.children[4]->children[0]->children[0]->name, "report");
    check_str(text_at(a.children[0], 0), "a");
    assert_int_equal(a.children[2]->null_count, 1); /* the line of what is no report */
    assert_true(str_contains(text_at(a.children[3], 1), STR("not JSON")));
    const int32_t *events = a.children[4]->buffers[1];
    assert_true(events[1] == 1 && events[2] == 1);
    check_str(text_at(a.children[4]->children[0]->children[3], 0), "ASSAULT");

    str line = text_at(a.children[2], 0);
    const hb_string coded = {line.p, line.n};
    s.release(&s);
    assert_int_equal(hb_code_columns(coder, &coded, 1, 1, &again, &s, &err), HB_OK);
    assert_true(str_equal(text_at(again.children[2], 0), line));
    check_str(text_at(again.children[4]->children[0]->children[3], 0), "ASSAULT");
    again.release(&again);
    s.release(&s);
    a.release(&a);
    assert_null(a.release);
    assert_int_equal(hb_code_columns(NULL, reports, 2, 1, &a, &s, &err), HB_ERR_USAGE);
    assert_true(!a.release && !s.release);
    assert_int_equal(hb_code_columns(coder, NULL, 0, 1, &a, &s, &err), HB_OK);
    assert_true(a.length == 0 && a.children[4]->children[0]->length == 0);
    a.release(&a);
    s.release(&s);
    hb_close(coder);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wrong_files_are_errors),
        cmocka_unit_test(a_report_is_coded),
        cmocka_unit_test(reports_become_columns),
    };
    return cmocka_run_group_tests_name("public", tests, NULL, NULL);
}
