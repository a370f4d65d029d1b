/* Lines of frames: a line with alternatives is a frame of each choice of them. */
#include "unit.h"

#include "know/know.h"
#include "know/source.h"

struct fixture {
    struct arena arena;
    struct know *know;
    struct hb_error err;
};

static hb_status compile(struct fixture *f, const char *lines) {
    struct knowledge_sources sources = {0};
    char diagnostic[400];
    str image = {NULL, 0};
    assert_true(sources_add(&sources, &f->arena, STR("frames/X.frames"), str_from(lines), false));
    hb_status status = sources_compile(&sources, &f->arena, &image, diagnostic, &f->err);
    return status == HB_OK ? know_from_bytes(image.p, image.n, &f->know, &f->err) : status;
}

static void close_fixture(struct fixture *f) {
    know_close(f->know);
    arena_free(&f->arena);
}

static const struct frame *only_frame(const struct fixture *f, const char *word, uint32_t at,
                                      uint32_t n) {
    struct frame_range range = know_frames(f->know, know_word(f->know, str_from(word)), 'v');
    assert_int_equal(range.n, n);
    return know_frame(f->know, range.first + at);
}

/* The word of a frame's first condition: of a preposition. */
static str first_role(const struct fixture *f, const struct frame *frame) {
    struct frame_condition c = know_condition(f->know, frame->first_condition);
    return know_word_text(f->know, c.role.word);
}

static void test_triggers(void **state) {
    struct fixture f = {0};
    (void)state;
    assert_int_equal(compile(&f, "weigh|mull|dish_out/v obj=force -> THREATEN/violence\n"), HB_OK);
    const struct frame *weigh = only_frame(&f, "weigh", 0, 1), *dish = only_frame(&f, "dish", 0, 1);
    check_str(weigh->trigger, "weigh/v");
    check_str(only_frame(&f, "mull", 0, 1)->trigger, "mull/v");
    check_str(dish->trigger, "dish_out/v");
    assert_int_equal(dish->n_rest, 1);
    assert_int_equal(dish->line, 1);
    assert_int_equal(dish->type, weigh->type);
    assert_int_equal(dish->n_conditions, 1);
    close_fixture(&f);
}

static void test_roles(void **state) {
    struct fixture f = {0};
    (void)state;
    assert_int_equal(
        compile(&f, "weigh|mull/v on|against=embargo|duty obj=vote R=on -> SANCTION\n"), HB_OK);
    const struct frame *on = only_frame(&f, "mull", 0, 2), *against = only_frame(&f, "mull", 1, 2);
    check_str(first_role(&f, on), "on");
    check_str(first_role(&f, against), "against");
    assert_int_equal(on->n_conditions, 2);
    assert_int_equal(against->n_conditions, 2);
    assert_int_equal(know_condition(f.know, against->first_condition).n_values, 2);
    only_frame(&f, "weigh", 0, 2);
    close_fixture(&f);
}

/* Alternatives without values are one condition: any of these prepositions. */
static void test_any_preposition(void **state) {
    struct fixture f = {0};
    (void)state;
    assert_int_equal(compile(&f, "call/v on|upon -> REQUEST\n"), HB_OK);
    assert_int_equal(only_frame(&f, "call", 0, 1)->n_conditions, 1);
    close_fixture(&f);
}

static void test_wrong_lines(void **state) {
    static const char *const wrong[] = {
        "weigh||mull/v obj -> THREATEN\n", "|/v obj -> THREATEN\n", "weigh/v on|=x -> THREATEN\n",
        "a|b|c|d|e|f|g|h|i|j|k/v a|b|c|d|e|f|g|h|i|j=x a|b|c|d|e|f|g|h|i|j=x -> THREATEN\n"};
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct fixture f = {0};
        assert_int_equal(compile(&f, wrong[i]), HB_ERR_INPUT);
        assert_non_null(strstr(f.err.message, "frames/X.frames:1:"));
        arena_free(&f.arena);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_triggers),
        cmocka_unit_test(test_roles),
        cmocka_unit_test(test_any_preposition),
        cmocka_unit_test(test_wrong_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
