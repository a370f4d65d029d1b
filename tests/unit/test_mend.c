/* Mends, whatever the tree: each sees a few words and trusts the rest, so words, tags and trees are
 * drawn by lot, and what leaves must be a tree inside its sentence. */
#include "unit.h"

#include "lang/mend/mend.h"

enum { WORDS = 14, DRAWS = 20000 };

static const struct tag {
    const char *xpos;
    enum upos upos;
} tags[] = {{"VBD", UPOS_VERB},  {"VBN", UPOS_VERB}, {"VBZ", UPOS_VERB},  {"VB", UPOS_VERB},
            {"VBG", UPOS_VERB},  {"VBP", UPOS_VERB}, {"NN", UPOS_NOUN},   {"NNS", UPOS_NOUN},
            {"NNP", UPOS_PROPN}, {"JJ", UPOS_ADJ},   {"RB", UPOS_ADV},    {"IN", UPOS_ADP},
            {"IN", UPOS_SCONJ},  {"TO", UPOS_PART},  {"MD", UPOS_AUX},    {"CC", UPOS_CCONJ},
            {"CD", UPOS_NUM},    {"DT", UPOS_DET},   {"PRP$", UPOS_PRON}, {",", UPOS_PUNCT}};
enum { TAGS = sizeof tags / sizeof *tags };

static const char *const words[] = {
    "to",    "agree",  "after",   "said",   "killed", "talks",  "with",    "Kenya",    "and",
    "of",    ",",      "police",  "troops", "by",     "called", "dozens",  "visiting", "is",
    "due",   "has",    "release", "month",  "the",    "two",    "Sunday",  "that",     "free",
    "plan",  "who",    "up",      "dead",   "fire",   "give",   "speech",  "declare",  "-",
    "while", "wanted", "for",     "letter", "time",   ";",      "outside", "court",    ".",
    "say",   "there",  "arrest",  "shoot",  "shot",   "in",     "carry",   "planning", "urge"};

static uint32_t draw(uint32_t *seed, uint32_t below) {
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 8) % below;
}

static void draw_sentence(uint32_t *seed, struct token *tokens, uint32_t first, uint32_t last) {
    for (uint32_t i = first; i < last; i++) {
        uint32_t tag = draw(seed, TAGS);
        str word = str_from(words[draw(seed, sizeof words / sizeof *words)]);
        uint32_t near = i + draw(seed, 7);
        tokens[i] = (struct token){.form = word, .lemma = word};
        tokens[i].upos = (uint8_t)tags[tag].upos;
        tokens[i].xpos = (uint8_t)tag;
        tokens[i].deprel = (uint8_t)draw(seed, DEP_COUNT);
        tokens[i].head = near >= first + 3 && near - 3 < last && near - 3 != i ? near - 3 : first;
        if (tokens[i].head == i)
            tokens[i].head = TOKEN_NONE;
        tokens[i].name = (uint8_t)draw(seed, NAME_COUNT);
    }
}

/* In the order in which a text is read. */
static bool mend_all(const struct tagger *g, struct arena *a, struct text *t) {
    bool is_tagged = mend_title_verbs(g, a, t) && mend_presents(g, a, t) && mend_tags(g, a, t);
    if (!is_tagged || !mend_to_tree(a, t) || !mend_parsed(g, a, t))
        return false;
    mend_shifts(t);
    mend_names(t);
    return mend_to_tree(a, t);
}

static void check_tree(const struct text *t, const struct sentence *s) {
    uint32_t roots = 0;
    for (uint32_t i = s->first; i < s->last; i++) {
        uint32_t steps = 0;
        roots += t->tokens[i].head == TOKEN_NONE;
        assert_true(t->tokens[i].head != TOKEN_NONE || t->tokens[i].deprel == DEP_root);
        for (uint32_t k = i; k != TOKEN_NONE; k = t->tokens[k].head, steps++)
            assert_true(k >= s->first && k < s->last && steps <= s->last - s->first);
    }
    assert_int_equal(roots, 1);
}

static struct tagger tagger_of_tags(void) {
    static const struct lemma_slot no_lemma;
    static const struct lexicon_slot no_word;
    struct tagger g = {.n_classes = TAGS, .participle = 1, .adjective = 9, .lemmas = &no_lemma};
    g.lexicon.slots = &no_word;
    for (uint32_t c = 0; c < TAGS; c++)
        g.classes[c] = (struct tag_class){str_from(tags[c].xpos), {"", 0}, (uint8_t)tags[c].upos};
    return g;
}

static void whatever_comes_in_a_tree_goes_out(void **state) {
    (void)state;
    struct tagger g = tagger_of_tags();
    struct arena a = {0};
    uint32_t seed = 20051;
    for (int n = 0; n < DRAWS; n++) {
        struct token tokens[2 * WORDS];
        struct sentence sentences[2] = {{.first = 0}};
        sentences[0].last = sentences[1].first = 1 + draw(&seed, WORDS);
        sentences[1].last = sentences[1].first + 1 + draw(&seed, WORDS);
        struct text t = {.tokens = tokens, .sentences = sentences, .n_sentences = 2};
        t.n_tokens = sentences[1].last;
        draw_sentence(&seed, tokens, 0, sentences[0].last);
        draw_sentence(&seed, tokens, sentences[1].first, sentences[1].last);
        assert_true(mend_to_tree(&a, &t) && mend_all(&g, &a, &t));
        check_tree(&t, &sentences[0]);
        check_tree(&t, &sentences[1]);
        arena_reset(&a);
    }
    arena_free(&a);
}

/* "To | agreed | release": the mark of an infinitive as the first word of all has none before it.
 */
static void a_mark_may_be_the_first_word(void **state) {
    (void)state;
    struct tagger g = tagger_of_tags();
    struct token tokens[] = {
        {.form = STR("to"), .head = 2, .upos = UPOS_PART, .xpos = 13, .deprel = DEP_mark},
        {.form = STR("agreed"), .head = TOKEN_NONE, .upos = UPOS_VERB, .deprel = DEP_root},
        {.form = STR("release"), .head = 1, .upos = UPOS_VERB, .xpos = 3, .deprel = DEP_advcl}};
    tokens[1].lemma = STR("agree");
    struct sentence s = {.first = 0, .last = 3};
    struct text t = {.tokens = tokens, .sentences = &s, .n_tokens = 3, .n_sentences = 1};
    mend_reaches(&g, &t);
    assert_int_equal(tokens[2].deprel, DEP_advcl);
}

/* "Militants | Monday (obl of kidnapped) | kidnapped in Mali | demanded": a past that explains the
 * word before it must not hang on what hangs on it. */
static void a_past_explains_nothing_that_hangs_on_it(void **state) {
    (void)state;
    struct tagger g = tagger_of_tags();
    struct arena a = {0};
    struct token tokens[] = {
        {.form = STR("Militants"), .head = 2, .upos = UPOS_NOUN, .xpos = 7, .deprel = DEP_nsubj},
        {.form = STR("Monday"), .head = 2, .upos = UPOS_PROPN, .xpos = 8, .deprel = DEP_obl},
        {.form = STR("kidnapped"), .head = TOKEN_NONE, .upos = UPOS_VERB, .deprel = DEP_root},
        {.form = STR("in"), .head = 4, .upos = UPOS_ADP, .xpos = 11, .deprel = DEP_case},
        {.form = STR("Mali"), .head = 2, .upos = UPOS_PROPN, .xpos = 8, .deprel = DEP_obl},
        {.form = STR("demanded"), .head = 2, .upos = UPOS_VERB, .deprel = DEP_advcl},
        {.form = STR("ransom"), .head = 5, .upos = UPOS_NOUN, .xpos = 6, .deprel = DEP_obj}};
    enum { MILITANTS, MONDAY, KIDNAPPED, IN, MALI, DEMANDED, RANSOM, N };
    tokens[KIDNAPPED].lemma = STR("kidnap");
    struct sentence s = {.first = 0, .last = N};
    struct text t = {.tokens = tokens, .sentences = &s, .n_tokens = N, .n_sentences = 1};
    assert_true(mend_lost(&g, &a, &t));
    check_tree(&t, &s);
    assert_int_equal(tokens[KIDNAPPED].head, MILITANTS);
    assert_int_equal(tokens[MILITANTS].head, DEMANDED);
    assert_int_equal(tokens[DEMANDED].head, TOKEN_NONE);
    arena_free(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(whatever_comes_in_a_tree_goes_out),
                                       cmocka_unit_test(a_mark_may_be_the_first_word),
                                       cmocka_unit_test(a_past_explains_nothing_that_hangs_on_it)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
