/* The gazetteer: a table of our own → names found, longest first and likeliest first. */
#include "unit.h"

#include "know/know.h"
#include "know/source.h"

static const char table[] = "=Ruritania\t45.5\t20.25\tSRB\tRuritania Province|Rur.\n"
                            "Strelsau\t45.5\t20.25\t6\t17\tStrelzow\n"
                            "New Strelsau\t45.61\t-20.4\t2\t18\n"
                            "Zenda\t44.9\t19.8\t1\t19\n"
                            "+Queen Flavia's County\t44.95\t19.9\n"
                            "=Kravonia\t46\t21\tROU\n"
                            "Zenda\t46.2\t21.3\t4\t20\n";

struct fixture {
    struct arena arena;
    struct know *know;
};

static hb_status compile(struct fixture *f, const char *content, struct hb_error *err) {
    struct knowledge_sources sources = {0};
    char diagnostic[400];
    str image = {NULL, 0};
    assert_true(sources_add(&sources, &f->arena, STR("gazetteer.tsv"), str_from(content), false));
    hb_status status = sources_compile(&sources, &f->arena, &image, diagnostic, err);
    return status == HB_OK ? know_from_bytes(image.p, image.n, &f->know, err) : status;
}

static int set_up(void **state) {
    static struct fixture f;
    struct hb_error err;
    f = (struct fixture){0};
    *state = &f;
    return compile(&f, table, &err) == HB_OK ? 0 : -1;
}

static int tear_down(void **state) {
    struct fixture *f = *state;
    know_close(f->know);
    arena_free(&f->arena);
    return 0;
}

static struct town_match match(const struct fixture *f, const char *words) {
    str tokens[8], one;
    uint32_t n = 0;
    for (str rest = str_from(words); n < 8 && str_split(&rest, ' ', &one);)
        tokens[n++] = one;
    return know_match_town(f->know, tokens, n);
}

static void test_names(void **state) {
    const struct fixture *f = *state;
    struct town_match m = match(f, "New Strelsau burned");
    assert_int_equal(m.n_tokens, 2); /* the longest */
    struct know_town t = know_town(f->know, m.first);
    check_str(t.name, "New Strelsau");
    check_str(t.region, "Ruritania");
    check_str(t.country, "SRB");
    assert_int_equal(t.geonameid, 18);
    assert_true(t.lat > 45.60 && t.lat < 45.62 && t.lon < -20.39 && t.lon > -20.41);
    assert_int_equal(match(f, "Strelzow").n_tokens, 1); /* another name */
    assert_int_equal(match(f, "Hentzau").n_tokens, 0);
    assert_int_equal(match(f, "Queen Flavia 's County").n_tokens, 4); /* as tokens are cut */
}

static void test_namesakes(void **state) {
    const struct fixture *f = *state;
    struct town_match m = match(f, "Zenda");
    assert_int_equal(m.n, 2);
    struct know_town first = know_town(f->know, m.first), second = know_town(f->know, m.first + 1);
    check_str(first.country, "ROU"); /* the larger */
    check_str(second.country, "SRB");
    struct know_town region = know_town(f->know, match(f, "Ruritania").first);
    assert_int_equal(region.kind, TOWN_REGION);
    assert_int_equal(region.region_id, second.region_id);
}

static void test_spelling(void **state) {
    const struct fixture *f = *state;
    struct town_match same = match(f, "zenda"), other = match(f, "Zinda");
    assert_int_equal(know_town(f->know, same.first).letters, same.letters);
    assert_int_equal(other.n_tokens, 0); /* i and e are no variants of transliteration */
    other = match(f, "Zanda");
    assert_int_equal(other.n_tokens, 1); /* a and e are */
    assert_int_not_equal(know_town(f->know, other.first).letters, other.letters);
}

static void test_wrong_lines(void **state) {
    static const char *const wrong[] = {"Zenda\t44.9\t19.8\t1\t19\n", /* no region yet */
                                        "=Ruritania\t95\t20\tSRB\n", "=Ruritania\t45\t20\tSerbia\n",
                                        "=Ruritania\t45\t20\tSRB\nZenda\t44\t19\t12\t19\n"};
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct fixture f = {0};
        struct hb_error err;
        assert_int_equal(compile(&f, wrong[i], &err), HB_ERR_INPUT);
        assert_non_null(strstr(err.message, "gazetteer.tsv:"));
        arena_free(&f.arena);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_namesakes),
        cmocka_unit_test(test_spelling),
        cmocka_unit_test(test_wrong_lines),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
