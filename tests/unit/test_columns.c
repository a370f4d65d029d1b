/* Columns of Arrow: nulls, text that is no UTF-8, lists, children that are moved out, and memory
 * that is refused at any moment. */
#include "unit.h"

#include "base/alloc.h"
#include "export/columns.h"

static const struct column_shape INNER[] = {{"name", COLUMN_TEXT}, {"size", COLUMN_REAL}};
static const struct column_shape OUTER[] = {
    {"id", COLUMN_TEXT}, {"n", COLUMN_INTEGER}, {"rows", COLUMN_ROWS}};

/* Row i has the number i, i % 3 rows of its own, and an id unless i is odd. */
static hb_status fill(unsigned n, struct ArrowArray *a, struct ArrowSchema *s) {
    struct columns inner, outer;
    struct hb_error err;
    columns_open(&inner, INNER, 2, NULL);
    columns_open(&outer, OUTER, 3, &inner);
    for (unsigned i = 0; i < n; i++) {
        const double size = i / 2.0;
        for (unsigned k = 0; k < i % 3; k++) {
            columns_text(&inner, STR("caf\xC3\xA9 \xC3!"));
            columns_real(&inner, k ? NULL : &size);
        }
        columns_text(&outer, i % 2 ? (str){NULL, 0} : STR("even"));
        columns_integer(&outer, (int32_t)i);
        columns_rows(&outer);
    }
    hb_status status = columns_give(&outer, a, s, &err);
    columns_free(&outer);
    columns_free(&inner);
    return status;
}

static void rows_become_columns(void **state) {
    (void)state;
    struct ArrowArray a;
    struct ArrowSchema s;
    assert_int_equal(fill(20, &a, &s), HB_OK);
    assert_string_equal(s.format, "+s");
    assert_string_equal(s.children[2]->format, "+l");
    assert_int_equal(a.length, 20);
    const struct ArrowArray *id = a.children[0], *list = a.children[2], *inner = list->children[0];
    assert_int_equal(id->null_count, 10);
    assert_int_equal(((const uint8_t *)id->buffers[0])[2], 0x05);
    assert_int_equal(((const int32_t *)id->buffers[1])[20], 40);
    assert_int_equal(((const int32_t *)a.children[1]->buffers[1])[19], 19);
    assert_int_equal(((const int32_t *)list->buffers[1])[20], inner->length);
    assert_null(inner->children[0]->buffers[0]); /* nothing is null */
    assert_memory_equal(inner->children[0]->buffers[2], "caf\xC3\xA9 \xEF\xBF\xBD!", 10);
    assert_true(((const double *)inner->children[1]->buffers[1])[0] == 0.5);
    struct ArrowArray moved = *a.children[1]; /* as a reader of one column does */
    a.children[1]->release = NULL;
    a.release(&a);
    assert_int_equal(((const int32_t *)moved.buffers[1])[7], 7);
    moved.release(&moved);
    s.release(&s);
}

/* A table of one column of texts, whose bytes have a maximum (0: 1 GiB). */
static hb_status give_texts(const str *texts, size_t n, size_t maximum, struct ArrowArray *a,
                            struct ArrowSchema *s, struct hb_error *err) {
    struct columns c;
    columns_open(&c, INNER, 1, NULL);
    c.columns[0].values.maximum = maximum;
    for (size_t i = 0; i < n; i++)
        columns_text(&c, texts[i]);
    return columns_give(&c, a, s, err);
}

/* A lead byte with two of the three that it announces is as long as U+FFFD itself. */
static void only_what_is_ill_formed_is_replaced(void **state) {
    (void)state;
    const str text = STR("\xF0\x9F\x98|\xEF\xBF\xBD|\xF0\x9F\x98\x80");
    struct ArrowArray a;
    struct ArrowSchema s;
    struct hb_error err;
    assert_int_equal(give_texts(&text, 1, 0, &a, &s, &err), HB_OK);
    assert_memory_equal(a.children[0]->buffers[2], "\xEF\xBF\xBD|\xEF\xBF\xBD|\xF0\x9F\x98\x80",
                        12);
    a.release(&a);
    s.release(&s);
}

static void a_column_that_is_too_large_is_named(void **state) {
    (void)state;
    const str texts[] = {STR("0123456"), STR("789abc")};
    struct ArrowArray a;
    struct ArrowSchema s;
    struct hb_error err;
    assert_int_equal(give_texts(texts, 2, 10, &a, &s, &err), HB_ERR_LIMIT);
    assert_non_null(strstr(err.message, "'name'"));
    assert_true(!a.release && !s.release);
}

static void no_rows_are_a_table_too(void **state) {
    (void)state;
    struct ArrowArray a;
    struct ArrowSchema s;
    assert_int_equal(fill(0, &a, &s), HB_OK);
    assert_int_equal(a.length, 0);
    assert_non_null(a.children[0]->buffers[2]);
    a.release(&a);
    s.release(&s);
}

static void refused_memory_is_an_error(void **state) {
    (void)state;
    struct ArrowArray a;
    struct ArrowSchema s;
    long n = 1;
    for (bool has_failed = true; has_failed; n++) {
        mem_fail_after(n);
        hb_status status = fill(2000, &a, &s);
        has_failed = mem_fail_left() == 0;
        mem_fail_after(0);
        assert_int_equal(status, has_failed ? HB_ERR_MEMORY : HB_OK);
        assert_true(has_failed ? !a.release && !s.release : a.release && s.release);
    }
    assert_true(n > 20);
    a.release(&a);
    s.release(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_become_columns),
        cmocka_unit_test(only_what_is_ill_formed_is_replaced),
        cmocka_unit_test(a_column_that_is_too_large_is_named),
        cmocka_unit_test(no_rows_are_a_table_too),
        cmocka_unit_test(refused_memory_is_an_error),
    };
    return cmocka_run_group_tests_name("columns", tests, NULL, NULL);
}
