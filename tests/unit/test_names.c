/* Names, their training: the tables that are read, how words are written, and the lattice against
 * all readings counted one by one. */
#include "unit.h"

#include "lang/name_features.h"
#include "lang/name_lattice.h"
#include "lang/name_train.h"

#include <math.h>

enum { S = NAME_STATES, LENGTH = 3 };

static void towns_of_some_size_are_known(void **state) {
    (void)state;
    struct arena a = {0};
    struct known_list known = {0};
    str file =
        STR("# comment\n=Norland\t1.0\t2.0\tNLD\tNordland|the Far North\n+Midvale\t1.0\t2.0\n"
            "Bigton\t1.0\t2.0\t3\t77\tGreat Town\nHamlet\t1.0\t2.0\t\t78\n"
            "Smallton\t1.0\t2.0\t1\t79\n=-\t1.0\t2.0\tNLD\n");
    assert_int_equal(names_read_gazetteer(file, &a, &known, NULL), HB_OK);
    assert_int_equal(known.n, 6);
    check_str(known.items[0].text, "Norland");
    check_str(known.items[2].text, "Far North");
    check_str(known.items[3].text, "Midvale");
    check_str(known.items[5].text, "Great Town");
    assert_int_equal(known.items[5].kind, NAME_LOC);
    arena_free(&a);
}

static void a_name_that_the_file_lost_goes_on(void **state) {
    (void)state;
    struct arena a = {0};
    struct text *texts;
    size_t n;
    str file = STR("1\tAsk\tO\t-\t-\n2\tAnn\tB-PER\t-\t-\n3\tLee\tB-O\t-\t-\n\n"
                   "1\tGo\tO\t-\t-\n2\t!\tB-O\t-\t-\n");
    assert_int_equal(names_read_iob(file, &a, &texts, &n, NULL), HB_OK);
    assert_int_equal(texts[0].n_tokens, 5);
    assert_int_equal(texts[0].tokens[2].name, NAME_PER);
    assert_false(texts[0].tokens[2].name_begins);
    assert_int_equal(texts[0].tokens[4].name, NAME_NONE);
    arena_free(&a);
}

static uint32_t casing_of(const struct name_lists *lists, const char *word) {
    uint32_t hash = name_word_hash(str_from(word));
    for (size_t i = 0; i < lists->n_words; i++)
        if (lists->words[2 * i] == hash)
            return lists->words[2 * i + 1] >> WORD_CASING;
    return 0;
}

/* A text of one sentence a block: six witnesses for each way of writing. */
static void words_know_how_they_are_written(void **state) {
    (void)state;
    struct arena a = {0};
    struct name_lists lists = {0};
    struct token tokens[3] = {{.form = STR("We")}, {.form = STR("like")}, {.form = STR("Bath")}};
    struct sentence whole = {.first = 0, .last = 3};
    struct text texts[6];
    for (int i = 0; i < 6; i++)
        texts[i] =
            (struct text){.tokens = tokens, .sentences = &whole, .n_tokens = 3, .n_sentences = 1};
    assert_true(name_casing_add(&a, texts, 6, NULL, 0, &lists));
    assert_int_equal(casing_of(&lists, "like"), 2);
    assert_int_equal(casing_of(&lists, "Bath"), 2 << 2);
    assert_int_equal(casing_of(&lists, "We"), 0); /* the first word has its capital anyway */
    arena_free(&a);
}

static uint32_t cluster_of(const struct name_lists *lists, const char *word) {
    uint32_t hash = name_word_hash(str_from(word));
    for (size_t i = 0; i < lists->n_words; i++)
        if (lists->words[2 * i] == hash)
            return lists->words[2 * i + 1];
    return 0;
}

static void words_of_one_place_share_their_clusters(void **state) {
    (void)state;
    struct arena a = {0};
    struct name_lists lists = {0};
    str file = STR("Rome 1 0.5\nparis 1 0.5\nran -0.5 1e0\nROME 0 1\n");
    assert_int_equal(name_clusters_build(&a, file, &lists, NULL), HB_OK);
    assert_int_equal(lists.n_words, 3); /* the second Rome is the first again */
    assert_int_equal(cluster_of(&lists, "rome"), cluster_of(&lists, "Paris"));
    assert_int_not_equal(word_fine(cluster_of(&lists, "ran")), 0);
    assert_int_not_equal(word_fine(cluster_of(&lists, "ran")),
                         word_fine(cluster_of(&lists, "Rome")));
    assert_int_equal(cluster_of(&lists, "Oslo"), 0);
    arena_free(&a);
}

static void a_damaged_line_of_word_vectors_is_named(void **state) {
    (void)state;
    static const char *const files[] = {"rome 1 2\nparis 1\n", "rome 1 2\nparis 1 x\n",
                                        "rome 1 2\nparis\n", "rome 1 2\nparis 1 2 3\n",
                                        "rome 1 2\nparis nan 1\n"};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct arena a = {0};
        struct name_lists lists = {0};
        struct hb_error err = {0};
        assert_int_equal(name_clusters_build(&a, str_from(files[i]), &lists, &err), HB_ERR_INPUT);
        assert_int_equal(err.position, 2);
        arena_free(&a);
    }
}

enum {
    O,
    B_PER = 2 * NAME_PER - 1,
    I_PER,
    B_ORG = 2 * NAME_ORG - 1,
    I_ORG,
    B_LOC = 2 * NAME_LOC - 1,
    I_LOC
};

/* Words whose states are mended; their tags are those of a name where the word has a capital. */
static void mend(const struct names_model *m, const char *words, uint8_t *states) {
    struct arena a = {0};
    struct token tokens[8] = {{0}};
    struct text t = {.tokens = tokens};
    str rest = str_from(words);
    while (t.n_tokens < 8 && str_split(&rest, ' ', &tokens[t.n_tokens].form)) {
        char first = tokens[t.n_tokens].form.p[0];
        tokens[t.n_tokens].upos = first >= 'A' && first <= 'Z'                   ? UPOS_PROPN
                                  : str_ends(tokens[t.n_tokens].form, STR("ed")) ? UPOS_VERB
                                                                                 : UPOS_NOUN;
        t.n_tokens++;
    }
    names_mend(m, &a, &t, &(struct sentence){.first = 0, .last = t.n_tokens}, states);
    arena_free(&a);
}

static void states_are_mended_by_what_is_known(void **state) {
    (void)state;
    struct arena a = {0};
    struct name_lists lists = {0};
    const struct known_name known[] = {{STR("San Francisco"), NAME_LOC, KNOWN_WHOLE},
                                       {STR("California"), NAME_LOC, KNOWN_WHOLE},
                                       {STR("North"), NAME_LOC, KNOWN_WHOLE},
                                       {STR("Lower California"), NAME_LOC, KNOWN_WHOLE}};
    assert_true(name_gazetteer_build(&a, known, sizeof known / sizeof *known, &lists));
    const struct names_model m = {.gazetteer = lists.gazetteer,
                                  .n_gazetteer = (uint32_t)lists.n_gazetteer};
    static const struct {
        const char *words;
        uint8_t states[8], mended[8];
    } cases[] = {
        {"we saw san francisco california",
         {O, O, B_LOC, I_LOC, I_LOC},
         {O, O, B_LOC, I_LOC, B_LOC}},
        {"Lower California", {B_LOC, I_LOC}, {B_LOC, I_LOC}},
        {"North California", {B_LOC, I_LOC}, {B_LOC, I_LOC}},
        {"met President Yoon there", {O, O, O, O}, {O, O, B_PER, O}},
        {"met President California there", {O, O, O, O}, {O, O, O, O}},
        {"Oslo 's Solvang agreed", {B_LOC, O, O, O}, {B_LOC, O, B_PER, O}},
        {"Oslo 's Solvang hotel", {B_LOC, O, O, O}, {B_LOC, O, O, O}},
        {"but the pope called", {O, O, B_PER, O}, {O, O, O, O}},
        {"the Oslo Board of Fisheries agreed",
         {O, B_LOC, O, O, B_ORG, O},
         {O, B_ORG, I_ORG, I_ORG, I_ORG, O}},
        {"Ministry of Health and Labor agreed",
         {O, O, O, O, B_ORG, O},
         {B_ORG, I_ORG, I_ORG, I_ORG, I_ORG, O}},
        {"Council of Oslo and Bergen agreed",
         {O, O, B_LOC, O, B_LOC, O},
         {B_ORG, I_ORG, I_ORG, O, B_LOC, O}},
        {"from \" Solvang , Kari \"", {O, O, B_PER, O, B_PER, O}, {O, O, B_PER, I_PER, I_PER, O}},
        {"met Solvang , Kari said", {O, B_PER, O, B_PER, O}, {O, B_PER, O, B_PER, O}},
        {"but jen called", {O, B_PER, O}, {O, B_PER, O}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        uint8_t states[8];
        memcpy(states, cases[i].states, sizeof states);
        mend(&m, cases[i].words, states);
        assert_memory_equal(states, cases[i].mended, sizeof states);
    }
    arena_free(&a);
}

/* Weight of one reading, 0 where a step is not allowed. */
static double weight_of(const int *states, float scores[LENGTH][S], const float *moves) {
    double sum = 0;
    for (int i = 0; i < LENGTH; i++) {
        int before = i ? states[i - 1] : 0;
        if (!name_state_follows(before, states[i]))
            return 0;
        sum += (double)scores[i][states[i]] + (double)moves[before * S + states[i]];
    }
    return exp(sum);
}

static void shares_are_those_of_all_readings(void **state) {
    (void)state;
    struct arena a = {0};
    struct name_lattice l = {0};
    float scores[LENGTH][S], moves[S * S], missed[S];
    double all = 0, share[LENGTH][S] = {{0}};
    for (int k = 0; k < S * S; k++)
        moves[k] = 0.1f * (float)(k * 7 % 11) - 0.5f;
    for (int k = 0; k < LENGTH * S; k++)
        scores[k / S][k % S] = 0.2f * (float)(k * 5 % 13) - 1.0f;
    for (int k = 0; k < S * S * S; k++) {
        const int states[LENGTH] = {k / S / S, k / S % S, k % S};
        double weight = weight_of(states, scores, moves);
        all += weight;
        for (int i = 0; i < LENGTH; i++)
            share[i][states[i]] += weight;
    }
    assert_true(name_lattice_reserve(&l, &a, LENGTH));
    memcpy(l.scores, scores, sizeof scores);
    memset(l.gold, 0, LENGTH);
    name_lattice_run(&l, LENGTH, moves);
    for (uint32_t i = 0; i < LENGTH; i++) {
        name_lattice_missed(&l, i, missed);
        for (int y = 0; y < S; y++)
            assert_true(fabs((y == 0) - share[i][y] / all - (double)missed[y]) < 1e-4);
    }
    arena_free(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(towns_of_some_size_are_known),
        cmocka_unit_test(a_name_that_the_file_lost_goes_on),
        cmocka_unit_test(words_know_how_they_are_written),
        cmocka_unit_test(words_of_one_place_share_their_clusters),
        cmocka_unit_test(a_damaged_line_of_word_vectors_is_named),
        cmocka_unit_test(states_are_mended_by_what_is_known),
        cmocka_unit_test(shares_are_those_of_all_readings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
