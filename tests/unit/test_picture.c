/* What the folds of the picture decide by: who is who, words in common, periods, bars. */
#include "unit.h"

#include "picture/answer.h"
#include "picture/parties.h"
#include "picture/periods.h"
#include "picture/same.h"
#include "picture/words.h"

static void names_are_told_from_descriptions(void **state) {
    (void)state;
    static const char *const names[] = {"Libyan National Army",
                                        "al-Shabaab",
                                        "Hamas",
                                        "Turkey",
                                        "Médecins Sans Frontières",
                                        "Movement of the 5th of March",
                                        "M23",
                                        "Khalifa Haftar"};
    static const char *const descriptions[] = {"the rebels",        "Turkish soldiers",    "Forces",
                                               "The Islamic group", "Libya's coast guard", "troops",
                                               "Government",        "UN experts",          ""};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_true(is_proper_name(str_from(names[i])));
    for (size_t i = 0; i < sizeof descriptions / sizeof *descriptions; i++)
        assert_false(is_proper_name(str_from(descriptions[i])));
}

static void a_state_speaks_for_its_parts(void **state) {
    (void)state;
    assert_true(code_meets(STR("LBY"), STR("LBY-GOV")));
    assert_true(code_meets(STR("LBY-MIL"), STR("LBY-GOV")));
    assert_false(code_meets(STR("LBY"), STR("LBY-REB")));
    assert_true(code_meets(STR("LBY-REB"), STR("LBY-REB")));
    assert_false(code_meets(STR("LBY"), STR("TUR")));
    assert_false(code_meets(STR("---"), STR("---")));
    assert_false(code_meets(STR(""), STR("LBY")));
    check_str(code_place(STR("IGO:UN")), "IGO:UN");
    check_str(code_place(STR("TUR-GOV")), "TUR");
    check_str(code_sector(STR("TUR-GOV")), "GOV");
    assert_int_equal(code_sector(STR("TUR")).n, 0);
}

static void two_groups_of_one_code_are_two(void **state) {
    (void)state;
    struct who m23 = who_of(STR("COD-REB"), STR("M23"));
    struct who adf = who_of(STR("COD-REB"), STR("Allied Democratic Forces"));
    struct who rebels = who_of(STR("COD-REB"), STR("the rebels"));
    struct who some = who_of(STR("COD-REB"), STR("an armed group"));
    assert_false(who_meets(m23, adf));
    assert_true(who_meets(m23, rebels)); /* whoever "the rebels" are */
    assert_false(who_meets(m23, some));  /* another than the one named */
    assert_true(who_equal(rebels, who_of(STR("COD-REB"), STR("rebels"))));
}

static void codes_that_meet_meet(void **state) {
    (void)state;
    struct arena a = {0};
    str codes[7];
    assert_int_equal(codes_that_meet(&a, STR("KEN-GOV"), codes), 7);
    for (int i = 0; i < 7; i++)
        assert_true(code_meets(codes[i], STR("KEN-GOV")));
    assert_int_equal(codes_that_meet(&a, STR("KEN-REB"), codes), 1);
    check_str(codes[0], "KEN-REB");
    arena_free(&a);
}

static void words_in_common_are_counted(void **state) {
    (void)state;
    assert_int_equal(words_shared(STR("sending soldiers"), STR("It will send a soldier.")), 2);
    assert_int_equal(words_shared(STR("vote on the budget"), STR("They have been there.")), 0);
    assert_int_equal(words_shared(STR("Budget budget"), STR("budgets, BUDGET")), 1);
    assert_int_equal(words_count(STR("visit by the ministers to Tripoli")), 3);
    assert_true(phrases_have(STR("The talks were called off."), "cancel|called off"));
    assert_true(phrases_have(STR("CANCELLED at noon"), "cancel|called off"));
    assert_false(phrases_have(STR("It recalled officials."), "called off"));
    assert_false(phrases_have(STR(""), "called off"));
}

static void parties_are_unpacked(void **state) {
    (void)state;
    struct arena a = {0};
    struct parties p =
        parties_unpack(STR("actor\x1fTUR\x1fTurkey\x1e"
                           "actor\x1fRUS-GOV\x1fthe Kremlin\x1erecipient\x1fLBY\x1fLibya"));
    assert_int_equal(p.n_actors, 2);
    assert_int_equal(p.n_recipients, 1);
    check_str(p.actors[0].name, "Turkey");
    check_str(parties_list(&a, p.actors, p.actor_texts, p.n_actors),
              "Turkey (TUR); the Kremlin (RUS-GOV)");
    assert_int_equal(parties_unpack((str){NULL, 0}).n_actors, 0);
    assert_int_equal(parties_unpack(STR("actor")).n_actors, 0); /* half a record is none */
    arena_free(&a);
}

static void lists_hold_each_item_once(void **state) {
    (void)state;
    struct arena a = {0};
    str list = {NULL, 0};
    list = list_add(&a, list, STR("Tripoli"), "; ");
    list = list_add(&a, list, STR("Tri"), "; ");
    list = list_add(&a, list, STR("Tripoli"), "; ");
    list = list_add(&a, list, STR(""), "; ");
    check_str(list, "Tripoli; Tri");
    arena_free(&a);
}

static void periods_follow_one_another(void **state) {
    (void)state;
    struct arena a = {0};
    date_day monday = date_from_civil(2020, 1, 6), sunday = date_from_civil(2020, 1, 12);
    assert_int_equal(period_of(PERIOD_WEEK, monday), period_of(PERIOD_WEEK, sunday));
    assert_int_equal(period_of(PERIOD_WEEK, sunday) + 1, period_of(PERIOD_WEEK, sunday + 1));
    check_str(period_text(&a, PERIOD_WEEK, period_of(PERIOD_WEEK, monday)),
              "2020-01-06/2020-01-12");
    check_str(period_text(&a, PERIOD_MONTH, period_of(PERIOD_MONTH, monday)), "2020-01");
    check_str(period_text(&a, PERIOD_DAY, period_of(PERIOD_DAY, monday)), "2020-01-06");
    for (date_day d = date_from_civil(1960, 1, 1); d < date_from_civil(1980, 1, 1); d += 5) {
        struct interval week = period_days(PERIOD_WEEK, period_of(PERIOD_WEEK, d));
        assert_true(week.first <= d && d <= week.last && date_weekday(week.first) == 0);
    }
    arena_free(&a);
}

static void the_middle_of_numbers(void **state) {
    (void)state;
    double values[] = {3, 1, 2, 10};
    assert_true(median_of(values, 4) == 2.5);
    assert_true(median_of(values, 3) == 2);
    assert_true(median_of(NULL, 0) == 0);
}

/* Two lists of one length: both of `few` are found among `many`, one of `many` is not among `few`.
 */
static void likeness_is_symmetric(void **state) {
    (void)state;
    const struct gist_party named = {.land = 1, .code = 1, .name = 7, .entity = NO_ENTITY},
                            one_land = {.land = 1, .code = 1, .entity = NO_ENTITY},
                            other_land = {.land = 2, .code = 2, .entity = NO_ENTITY};
    const struct gist_party lesser[] = {named, one_land}, greater[] = {named, other_land};
    struct gist few = {.key = 1, .report = 1, .id = 1, .type = PLOVER_CONSULT, .worth = 9};
    few.n_actors = few.n_recipients = 1;
    few.actors = lesser;
    few.recipients = lesser + 1;
    struct gist many = few;
    many.key = many.report = 2;
    many.id = 2;
    many.actors = greater;
    many.recipients = greater + 1;
    assert_int_equal(same_is_possible(&few, &many), same_is_possible(&many, &few));
    few.type = many.type = PLOVER_AID;
    few.n_actors = many.n_actors = 2;
    few.n_recipients = many.n_recipients = 0;
    struct same one = same_weigh(&few, &many), other = same_weigh(&many, &few);
    assert_null(one.against);
    assert_true(one.weight == other.weight);
    few.worth = 1; /* the other comes first now */
    one = same_weigh(&few, &many), other = same_weigh(&many, &few);
    assert_true(one.weight == other.weight);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_told_from_descriptions),
        cmocka_unit_test(a_state_speaks_for_its_parts),
        cmocka_unit_test(two_groups_of_one_code_are_two),
        cmocka_unit_test(codes_that_meet_meet),
        cmocka_unit_test(words_in_common_are_counted),
        cmocka_unit_test(parties_are_unpacked),
        cmocka_unit_test(lists_hold_each_item_once),
        cmocka_unit_test(periods_follow_one_another),
        cmocka_unit_test(the_middle_of_numbers),
        cmocka_unit_test(likeness_is_symmetric),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
