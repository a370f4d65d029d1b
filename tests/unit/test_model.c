/* The model's file of sections, as training writes it. */
#include "unit.h"

#include "lang/model.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* Reads what `w` writes, and looks a section up. */
static void check_section(struct model_writer *w, const char *name, const char *want) {
    char path[] = "test-model-XXXXXX";
    struct model_file file;
    close(mkstemp(path));
    assert_int_equal(model_writer_save(w, path, NULL), HB_OK);
    assert_int_equal(model_file_open(path, &file, NULL), HB_OK);
    assert_true(model_file_verify(&file));
    check_str(model_file_section(&file, name), want);
    model_file_close(&file);
    remove(path);
}

/* The parsers that taught the last one do not stay in the model. */
static void a_dropped_section_is_gone(void **state) {
    (void)state;
    struct model_writer *w = model_writer_new();
    assert_true(model_writer_add(w, "parser", "first", 5));
    assert_true(model_writer_add(w, "names", "others", 6));
    model_writer_drop(w, "parser");
    model_writer_drop(w, "lemmas");
    check_section(w, "parser", "");
    check_section(w, "names", "others");
    assert_true(model_writer_add(w, "parser", "second one", 10));
    check_section(w, "parser", "second one");
    model_writer_free(w);
}

static void taken_sections_leave_their_writer_empty(void **state) {
    (void)state;
    struct model_writer *w = model_writer_new(), *from = model_writer_new();
    assert_true(model_writer_add(w, "parser", "trees", 5));
    assert_true(model_writer_add(from, "names", "people", 6));
    assert_true(model_writer_take(w, from));
    assert_true(model_writer_add(from, "names", "places", 6));
    check_section(w, "names", "people");
    check_section(from, "names", "places");
    check_section(from, "parser", "");
    model_writer_free(from);
    model_writer_free(w);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_dropped_section_is_gone),
        cmocka_unit_test(taken_sections_leave_their_writer_empty),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
