/* The case of headlines: what the reader sees of a line in title case, and what it leaves alone. */
#include "unit.h"

#include "lang/lang.h"

#include <stdlib.h>

static struct lang_model *model;

static int open_model(void **state) {
    char path[1024];
    const char *models = getenv("HARBINGER_MODELS");
    (void)state;
    snprintf(path, sizeof path, "%s/en-1.model", models ? models : "models");
    return lang_model_open(path, &model, NULL) == HB_OK ? 0 : -1;
}

static int close_model(void **state) {
    (void)state;
    lang_model_close(model);
    return 0;
}

/* Reads a line and joins the forms (or, `is_written`, what token_written gives) by spaces and its
 * sentences by "/". */
static void check_line(const char *line, bool is_written, const char *wanted) {
    struct arena a = {0};
    struct text t;
    struct hb_limits limits = limits_default();
    str source = str_from(line);
    struct lang_span whole = {0, source.n, 0};
    char got[512] = "";
    size_t n = 0;
    assert_int_equal(lang_read(model, source, &whole, 1, &limits, &a, &t, NULL), HB_OK);
    for (uint32_t s = 0; s < t.n_sentences; s++)
        for (uint32_t i = t.sentences[s].first; i < t.sentences[s].last; i++) {
            str form = is_written ? token_written(&t, &t.tokens[i]) : t.tokens[i].form;
            const char *gap = i > t.sentences[s].first ? " " : s ? " / " : "";
            n += (size_t)snprintf(got + n, sizeof got - n, "%s%.*s", gap, (int)form.n, form.p);
            assert_true(n < sizeof got);
        }
    check_str(str_from(got), wanted);
    arena_free(&a);
}

static void title_case_becomes_running_text(void **state) {
    (void)state;
    check_line("Turkey Bombs Kurdish Rebels In Iraq", false, "Turkey bombs Kurdish rebels in Iraq");
    check_line("Theresa May Resigns", false, "Theresa May resigns");
    check_line("Chad May Expel Envoy", false, "Chad may expel envoy");
    check_line("White House Condemns Attack", false, "White House condemns attack");
    check_line("NATO Warns Of Al-Shabaab Attacks", false, "NATO warns of Al - Shabaab attacks");
}

static void capitals_become_running_text(void **state) {
    (void)state;
    check_line("SUDAN'S ARMY SEIZES BRIDGE", false, "Sudan 's army seizes bridge");
    check_line("US SENATE BACKS UN PLAN", false, "US Senate backs UN plan");
}

static void a_line_that_was_cut_is_joined(void **state) {
    (void)state;
    check_line("Sri Lanka Lifts Curfew", false, "Sri Lanka lifts curfew");
}

static void running_text_and_lists_of_names_stay(void **state) {
    (void)state;
    check_line("Russia bombs Kharkiv", false, "Russia bombs Kharkiv");
    check_line("Trump met Putin in Helsinki.", false, "Trump met Putin in Helsinki .");
    check_line("President Joe Biden and Narendra Modi", false,
               "President Joe Biden and Narendra Modi");
    check_line("KIGALI, Rwanda (AP)", false, "KIGALI , Rwanda ( AP )");
}

static void what_is_shown_stays_as_written(void **state) {
    (void)state;
    check_line("Sudan's Army Seizes Bridge", true, "Sudan 's Army Seizes Bridge");
    check_line("SUDAN'S ARMY SEIZES BRIDGE", true, "SUDAN 'S ARMY SEIZES BRIDGE");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(title_case_becomes_running_text),
        cmocka_unit_test(capitals_become_running_text),
        cmocka_unit_test(a_line_that_was_cut_is_joined),
        cmocka_unit_test(running_text_and_lists_of_names_stay),
        cmocka_unit_test(what_is_shown_stays_as_written),
    };
    return cmocka_run_group_tests(tests, open_model, close_model);
}
