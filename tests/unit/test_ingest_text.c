/* Plain text → report: blocks, datelines, dates, ids, and bytes that are no text. A case is a text
 * and its blocks: a letter for the kind (b body, h headline, d dateline, c caption, x credit) and
 * the words. */
#include "unit.h"

#include "ingest/ingest.h"

static struct arena arena;

static struct report read_text(const char *text, const struct ingest_options *o) {
    struct report r;
    struct hb_error err = {0};
    struct ingest_options defaults = ingest_defaults();
    hb_status status = report_from_text(str_from(text), o ? o : &defaults, &arena, &r, &err);
    if (status != HB_OK)
        print_error("%s\n", err.message);
    assert_int_equal(status, HB_OK);
    return r;
}

/* "h:Title|d:PARIS —|b:Text." */
static const char *blocks_of(const struct report *r) {
    static char z[4096];
    size_t n = 0;
    z[0] = 0;
    for (uint32_t i = 0; i < r->n_blocks; i++) {
        struct block b = r->blocks[i];
        n += (size_t)snprintf(z + n, sizeof z - n, "%s%c:%.*s", i ? "|" : "", "bhdcx"[b.kind],
                              (int)(b.end - b.begin), r -> text.p + b.begin);
    }
    return z;
}

struct block_case {
    const char *text, *blocks;
};

static void check_blocks(const struct block_case *cases, size_t n) {
    for (size_t i = 0; i < n; i++) {
        struct report r = read_text(cases[i].text, NULL);
        assert_string_equal(blocks_of(&r), cases[i].blocks);
        arena_reset(&arena);
    }
}
#define CHECK_BLOCKS(cases) check_blocks((cases), sizeof(cases) / sizeof *(cases))

static void datelines_are_set_apart(void **state) {
    (void)state;
    static const struct block_case cases[] = {
        {"TRIPOLI, Jan 14 (Reuters) \xE2\x80\x94 The army left.",
         "d:TRIPOLI, Jan 14 (Reuters) \xE2\x80\x94|b:The army left."},
        {"BEIRUT (AP) - The army left.", "d:BEIRUT (AP) -|b:The army left."},
        {"GENEVA/TRIPOLI, Libya, 14 January 2020 \xE2\x80\x93 The talks began.",
         "d:GENEVA/TRIPOLI, Libya, 14 January 2020 \xE2\x80\x93|b:The talks began."},
        {"KYIV, Ukraine \xE2\x80\x94 The army left.",
         "d:KYIV, Ukraine \xE2\x80\x94|b:The army left."},
        {"Washington: The president left.", "d:Washington:|b:The president left."},
        {"(CNN) \xE2\x80\x94 The president left.", "d:(CNN) \xE2\x80\x94|b:The president left."},
        {"Washington (CNN) The president left.", "d:Washington (CNN)|b:The president left."},
        {"DUBAI Jan 14 (Reuters) - Iran left.", "d:DUBAI Jan 14 (Reuters) -|b:Iran left."},
        {"UNITED NATIONS, Thursday (AP) -- The Council met.",
         "d:UNITED NATIONS, Thursday (AP) --|b:The Council met."},
        {"Xiburg: A bomber killed five people in the market, police in Xiburg said.",
         "d:Xiburg:|b:A bomber killed five people in the market, police in Xiburg said."},
    };
    CHECK_BLOCKS(cases);
}

static void what_looks_like_a_dateline_stays_text(void **state) {
    (void)state;
    static const struct block_case cases[] = {
        {"Erdogan: Turkey will send its troops to Libya soon. Erdogan said so.",
         "b:Erdogan: Turkey will send its troops to Libya soon. Erdogan said so."},
        {"NATO \xE2\x80\x94 the alliance \xE2\x80\x94 will go.",
         "b:NATO \xE2\x80\x94 the alliance \xE2\x80\x94 will go."},
        {"NATO - Troops left.", "b:NATO - Troops left."},
        {"Analysis: Turkey is gambling on the war and may well lose it all.",
         "b:Analysis: Turkey is gambling on the war and may well lose it all."},
        {"Star Wars Jedi: Fallen Order is a game that is many things to many people.",
         "b:Star Wars Jedi: Fallen Order is a game that is many things to many people."},
        {"Erdogan \xE2\x80\x93 The president said he would not go. Erdogan left.",
         "b:Erdogan \xE2\x80\x93 The president said he would not go. Erdogan left."},
        {"Paris (the city) is large.", "b:Paris (the city) is large."},
        {"London - based banks left.", "b:London - based banks left."},
    };
    CHECK_BLOCKS(cases);
}

static void captions_and_credits(void **state) {
    (void)state;
    static const struct block_case cases[] = {
        {"The two presidents in Washington, April 9, 2019. (Tom Doe/The New York Times) Image "
         "Credit: NYT",
         "c:The two presidents in Washington, April 9, 2019.|x:(Tom Doe/The New York Times) Image "
         "Credit: NYT"},
        {"They met.\n\nCopy of Tunis_1.jpg-57-15\nDoe (left) with Roe Image Credit: AP",
         "b:They met.|x:Copy of Tunis_1.jpg-57-15|c:Doe (left) with Roe|x:Image Credit: AP"},
        {"FILE PHOTO: Haftar arrives in Moscow. REUTERS/Max Roe/File Photo\n\nHe left.",
         "x:FILE PHOTO:|c:Haftar arrives in Moscow.|x:REUTERS/Max Roe/File Photo|b:He left."},
        {"He left.\n\n(Photo by John Doe)", "b:He left.|x:(Photo by John Doe)"},
        {"He left. (Reporting by John Doe in Ankara; Editing by Jane Roe)",
         "b:He left.|x:(Reporting by John Doe in Ankara; Editing by Jane Roe)"},
        {"He left.\n\nReporting by John Doe; Editing by Jane Roe",
         "b:He left.|x:Reporting by John Doe; Editing by Jane Roe"},
        {"He left.\n\nAdvertisement\n\nRead more: Ten things\n\nShe left.",
         "b:He left.|x:Advertisement|x:Read more: Ten things|b:She left."},
        {"By John Doe and Jane Roe\n\nHe left.", "x:By John Doe and Jane Roe|b:He left."},
    };
    CHECK_BLOCKS(cases);
}

static void what_looks_like_a_credit_stays_text(void **state) {
    (void)state;
    static const char *const texts[] = {
        "By Tuesday the army had left the town.",
        "Reporting by Human Rights Watch shows that it was so.",
        "He joined the Justice and Development Party (AP)",
        "The fighters left (PKK/YPG)",
        "He left the room (see photo on page three).",
        "The photo: it shows a man who left.",
        "Advertisement spending fell by half in Libya last year.",
        "Related attacks killed five.",
        "He sent a file named map.jpg to the army.",
        "The source: a man who left.",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        char wanted[200];
        struct report r = read_text(texts[i], NULL);
        snprintf(wanted, sizeof wanted, "b:%s", texts[i]);
        assert_string_equal(blocks_of(&r), wanted);
        arena_reset(&arena);
    }
}

static void headlines(void **state) {
    (void)state;
    static const struct block_case cases[] = {
        {"Hopes rise for peace\n\nThe army left.", "h:Hopes rise for peace|b:The army left."},
        {"Hopes rise for peace\nBy John Doe\n\nThe army left.",
         "h:Hopes rise for peace|x:By John Doe|b:The army left."},
        {"The army left.\n\nMore came", "b:The army left.|b:More came"}, /* a stop: a sentence */
        {"Hopes rise for peace", "b:Hopes rise for peace"},              /* nothing follows */
        {"Peace\n\nThe army left.", "b:Peace|b:The army left."},         /* one word */
        {"Hopes rise for peace\nThe army of Libya left the town of Sirte.",
         "b:Hopes rise for peace|b:The army of Libya left the town of Sirte."},
    };
    CHECK_BLOCKS(cases);
    struct report r = read_text(cases[0].text, NULL);
    check_str(r.title, "Hopes rise for peace");
}

static void wrapped_lines_are_joined(void **state) {
    (void)state;
    static const struct block_case cases[] = {
        {"The army of Libya left the town of\nSirte on Monday after a long fight\nwith militias.",
         "b:The army of Libya left the town of\nSirte on Monday after a long fight\nwith "
         "militias."},
        {"The army left.\nThe militias came in, and the town fell to them on Monday.",
         "b:The army left.|b:The militias came in, and the town fell to them on Monday."},
    };
    CHECK_BLOCKS(cases);
}

static void the_date_is_chosen_in_order(void **state) {
    (void)state;
    date_day given = date_from_civil(2020, 2, 1), named = date_from_civil(2019, 12, 27);
    struct ingest_options o = ingest_defaults();
    const char *text = "CAIRO, Dec. 26 (AP) - The army left.";
    assert_int_equal(read_text(text, &o).date, DATE_NONE); /* no year to be had */
    o.file_name = "2019-12-27.txt";
    struct report r = read_text(text, &o);
    assert_int_equal(r.date, date_from_civil(2019, 12, 26)); /* the file's name gives the year */
    assert_int_equal(r.date_source, DATE_FROM_DATELINE);
    r = read_text("The army left.", &o);
    assert_int_equal(r.date, named);
    assert_int_equal(r.date_source, DATE_FROM_FILE);
    o.date = given;
    r = read_text(text, &o);
    assert_int_equal(r.date, given);
    assert_int_equal(r.date_source, DATE_FROM_OPTION);
    r = read_text("December 26, 2019\n\nThe army left.", NULL);
    assert_int_equal(r.date_source, DATE_FROM_FILE);
    assert_int_equal(r.date, date_from_civil(2019, 12, 26));
    r = read_text("The army left.", NULL);
    assert_int_equal(r.date_source, DATE_FROM_NOTHING);
}

static void ids_follow_the_content(void **state) {
    (void)state;
    struct ingest_options o = ingest_defaults();
    o.date = 100;
    str first = read_text("The army left.", NULL).id;
    assert_int_equal(first.n, 16);
    assert_true(str_equal(first, read_text("The army left.", &o).id)); /* not of how it was read */
    assert_true(str_equal(first, read_text("The army left.\r", NULL).id) == false);
    assert_false(str_equal(first, read_text("The army came.", NULL).id));
}

static void long_texts_are_cut_at_a_character(void **state) {
    (void)state;
    struct ingest_options o = ingest_defaults();
    o.limits.report_bytes = 10;
    struct report r = read_text("abcdefgh\xC3\xA9\xC3\xA9 more", &o);
    check_str(r.text, "abcdefgh\xC3\xA9");
    assert_string_equal(r.warnings[0], "text cut after 10 bytes");
    o.limits.report_bytes = 11;
    check_str(read_text("abcdefgh\xC3\xA9\xC3\xA9 more", &o).text, "abcdefgh\xC3\xA9");
}

static void no_text_is_refused(void **state) {
    (void)state;
    static const struct {
        str bytes;
        const char *says;
    } cases[] = {
        {{"", 0}, "no text"},
        {{" \n\t ", 4}, "no text"},
        {{"\xFF\xFEH\0i\0", 6}, "UTF-16"},
        {{"\x7F"
          "ELF\1\1\1\0\0\0\0\0\0\0\0\0\2\0",
          18},
         "not text"},
    };
    struct ingest_options o = ingest_defaults();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct report r;
        struct hb_error err;
        assert_int_equal(report_from_text(cases[i].bytes, &o, &arena, &r, &err), HB_ERR_INPUT);
        assert_non_null(strstr(err.message, cases[i].says));
    }
    struct report r;
    struct hb_error err;
    str with_zero = {"A text \0 of words.", 18}; /* one zero byte is repaired */
    assert_int_equal(report_from_text(with_zero, &o, &arena, &r, &err), HB_OK);
    assert_int_equal(r.repaired, 1);
}

static void all_text_lies_in_blocks(void **state) {
    (void)state;
    struct report r = read_text("Hopes rise\n\nBy John Doe\n\nCAIRO (AP) - It is so. (Reuters)\n \n"
                                "\tFILE PHOTO: A man. (AP Photo/Doe)\n\n  End \n",
                                NULL);
    uint32_t at = 0;
    for (uint32_t i = 0; i <= r.n_blocks; i++) {
        uint32_t end = i < r.n_blocks ? r.blocks[i].begin : r.text.n;
        assert_true(end >= at);
        assert_int_equal(str_trim(str_slice(r.text, at, end)).n, 0);
        at = i < r.n_blocks ? r.blocks[i].end : end;
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(datelines_are_set_apart),
        cmocka_unit_test(what_looks_like_a_dateline_stays_text),
        cmocka_unit_test(captions_and_credits),
        cmocka_unit_test(what_looks_like_a_credit_stays_text),
        cmocka_unit_test(headlines),
        cmocka_unit_test(wrapped_lines_are_joined),
        cmocka_unit_test(the_date_is_chosen_in_order),
        cmocka_unit_test(ids_follow_the_content),
        cmocka_unit_test(long_texts_are_cut_at_a_character),
        cmocka_unit_test(no_text_is_refused),
        cmocka_unit_test(all_text_lies_in_blocks),
    };
    int failed = cmocka_run_group_tests_name("ingest_text", tests, NULL, NULL);
    arena_free(&arena);
    return failed;
}
