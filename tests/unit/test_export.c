/* The JSON line and the brief of a report that is coded by hand: every key, its order, null where
 * nothing is known, offsets in code points. */
#include "unit.h"

#include "export/brief.h"
#include "export/json.h"
#include "ingest/ingest.h"

static struct arena arena;

/* "Ağrı: a … b" has bytes and code points apart from the first word on. */
static const char sentence[] = "A\xC4\x9Fr\xC4\xB1 army shelled Sirte on Monday, police said.";

static struct span span_of(const char *word) {
    uint32_t begin = (uint32_t)(strstr(sentence, word) - sentence);
    return (struct span){begin, begin + (uint32_t)strlen(word)};
}

static struct party party_of(const char *word, const char *code, uint32_t entity) {
    return (struct party){span_of(word), str_from(word), str_from(code), {NULL, 0}, entity};
}

struct scene {
    struct report report;
    struct text text;
    struct coded coded;
    struct sentence sentences[1];
    struct event events[1];
    struct relation relations[1];
    struct entity entities[1];
    struct place places[1];
    struct quote quotes[1];
    struct span mentions[1];
    struct office offices[1];
    struct agenda_item agenda[1];
    struct reason reasons[1];
    struct party parties[3];
    struct export_source source;
};

static void set_scene(struct scene *s) {
    *s = (struct scene){0};
    s->report = (struct report){.id = STR("r1"), .text = str_from(sentence), .date = 18256};
    s->sentences[0] = (struct sentence){.end = s->report.text.n};
    s->mentions[0] = span_of("A\xC4\x9Fr\xC4\xB1 army");
    s->offices[0] = (struct office){.code = STR("TUR-MIL"),
                                    .title = STR("army of A\xC4\x9Fr\xC4\xB1"),
                                    .evidence = s->mentions[0]};
    s->entities[0] = (struct entity){.name = STR("A\xC4\x9Fr\xC4\xB1 army"),
                                     .kind = ENTITY_ORGANISATION,
                                     .code = STR("TUR-MIL"),
                                     .is_named = true,
                                     .mentions = s->mentions,
                                     .n_mentions = 1,
                                     .offices = s->offices,
                                     .n_offices = 1};
    s->places[0] =
        (struct place){span_of("Sirte"), STR("Sirte"), STR("LBY"), 31.2, 16.5, 2210554, true};
    s->parties[0] = party_of("A\xC4\x9Fr\xC4\xB1 army", "TUR-MIL", 0);
    s->parties[1] = party_of("Sirte", "LBY", UINT32_MAX);
    s->parties[2] = party_of("police", "LBY-COP", UINT32_MAX);
    s->events[0] = (struct event){.trigger = span_of("shelled"),
                                  .type = PLOVER_ASSAULT,
                                  .modes = {MODE_HEAVY_WEAPONS},
                                  .n_modes = 1,
                                  .cameo = STR("194"),
                                  .goldstein = -10,
                                  .score = -10,
                                  .quad = 4,
                                  .confidence = 0.75,
                                  .actors = s->parties,
                                  .n_actors = 1,
                                  .recipients = s->parties + 1,
                                  .n_recipients = 1,
                                  .when = STR("2019-12-23"),
                                  .when_span = span_of("Monday"),
                                  .where = s->places,
                                  .by = s->parties + 2,
                                  .numbers = {{NUMBER_DEAD, 20, INT64_MAX, span_of("army")}},
                                  .n_numbers = 1,
                                  .rule = STR("shell.v")};
    s->relations[0] = (struct relation){.fact = {RELATION_FIGHTS, CHANGE_NONE},
                                        .from = s->parties[0],
                                        .to = s->parties[1],
                                        .span = span_of("shelled"),
                                        .since = STR("2019")};
    s->quotes[0] = (struct quote){span_of("Monday"), NULL};
    s->agenda[0] = (struct agenda_item){.actors = s->parties,
                                        .n_actors = 1,
                                        .act = span_of("shelled"),
                                        .type = PLOVER_ASSAULT,
                                        .due = STR("2020-01"),
                                        .due_span = span_of("Monday"),
                                        .condition = span_of("Sirte"),
                                        .status = STATUS_CONDITIONAL};
    s->reasons[0] = (struct reason){"frame", STR("shell/v")};
    s->text = (struct text){.sentences = s->sentences, .n_sentences = 1};
    s->coded = (struct coded){.events = s->events,
                              .relations = s->relations,
                              .entities = s->entities,
                              .places = s->places,
                              .quotes = s->quotes,
                              .agenda = s->agenda,
                              .n_agenda = 1,
                              .n_events = 1,
                              .n_relations = 1,
                              .n_entities = 1,
                              .n_places = 1,
                              .n_quotes = 1};
    s->source = (struct export_source){&s->report, &s->text, &s->coded, "harbinger en-1", false};
}

/* The parts of the line that hold no hash. */
static void the_line_has_the_published_shape(void **state) {
    (void)state;
    static const char *const parts[] = {
        "{\"id\":\"r1\",\"date\":\"2019-12-26\",\"date_source\":\"nothing\",\"title\":null,\"url\":"
        "null,"
        "\"outlet\":null,\"text\":null,\"coder\":\"harbinger "
        "en-1\",\"sentences\":[[0,47]],\"events\":[{\"id\":\"",
        "\",\"sentence\":0,\"begin\":10,\"end\":17,\"trigger\":\"shelled\",\"type\":\"ASSAULT\","
        "\"mode\":[\"heavy-weapons\"],\"context\":[],\"content\":null,\"cameo\":\"194\",\"quad\":4,"
        "\"goldstein\":-10.0,\"score\":-10.0,\"status\":\"occurred\",\"confidence\":0.75,\"actor\":"
        "[{"
        "\"text\":\"A\xC4\x9Fr\xC4\xB1 "
        "army\",\"begin\":0,\"end\":9,\"code\":\"TUR-MIL\",\"name\":null,"
        "\"entity\":\"",
        "\"}],\"recipient\":[{\"text\":\"Sirte\",\"begin\":18,\"end\":23,\"code\":\"LBY\",\"name\":"
        "null,"
        "\"entity\":null}],\"when\":\"2019-12-23\",\"when_text\":\"Monday\",\"when_at\":[27,33],"
        "\"where\":{\"name\":"
        "\"Sirte\","
        "\"country\":\"LBY\",\"lat\":31.2,\"lon\":16.5,\"geonameid\":2210554,\"begin\":18,\"end\":"
        "23},"
        "\"by\":{\"text\":\"police\",\"begin\":35,\"end\":41,\"code\":\"LBY-COP\",\"kind\":"
        "\"other\",\"stance\":\"said\",\"via\":null},"
        "\"numbers\":{\"dead\":{\"low\":20,\"high\":null,\"text\":\"army\",\"begin\":5,\"end\":9}},"
        "\"rule\":\"shell.v\"}]"
        ","
        "\"relations\":[{\"type\":\"fights\",\"change\":null,\"manner\":null,\"from\":{\"text\":",
        "\"place\":null,\"begin\":10,\"end\":17,\"status\":\"occurred\",\"since\":\"2019\","
        "\"until\":null,\"by\":"
        "null}],"
        "\"agenda\":[{\"actor\":[{\"text\":",
        "\"recipient\":[],\"act\":\"shelled\",\"type\":\"ASSAULT\",\"due\":\"2020-01\",\"due_"
        "text\":"
        "\"Monday\",\"due_at\":[27,33],\"condition\":\"Sirte\",\"condition_at\":[18,23],\"status\":"
        "\"conditional\",\"by\":null,\"sentence\":0,"
        "\"begin\":10,\"end\":17}],\"entities\":[{\"entity\":\"",
        "\"kind\":\"organisation\",\"code\":\"TUR-MIL\",\"mentions\":[[0,9]],\"offices\":[{"
        "\"code\":"
        "\"TUR-MIL\",\"title\":\"army of "
        "A\xC4\x9Fr\xC4\xB1\",\"since\":null,\"until\":null,\"begin\":0,"
        "\"end\":9}]}],",
        "\"places\":[{\"begin\":18,\"end\":23,\"name\":\"Sirte\",\"country\":\"LBY\",\"lat\":31.2,"
        "\"lon\":16.5,\"geonameid\":2210554}],\"quotes\":[{\"begin\":27,\"end\":33,\"speaker\":"
        "null}],"
        "\"warnings\":[]}\n"};
    struct scene s;
    struct json_out j = {0};
    struct hb_error err;
    set_scene(&s);
    assert_int_equal(export_json(&s.source, &arena, &j, &err), HB_OK);
    buffer_put(&j.out, "", 1); /* ends the string */
    const char *at = j.out.p;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        const char *found = strstr(at, parts[i]);
        if (!found)
            print_error("not found: %s\nin: %s\n", parts[i], at);
        assert_non_null(found);
        at = found + strlen(parts[i]);
    }
    buffer_free(&j.out);
}

static void ids_tell_events_apart(void **state) {
    (void)state;
    struct hex_id a = event_id_of(STR("r1"), 9, 16, PLOVER_ASSAULT);
    assert_int_equal(strlen(a.z), 16);
    assert_string_equal(a.z, event_id_of(STR("r1"), 9, 16, PLOVER_ASSAULT).z);
    assert_string_not_equal(a.z, event_id_of(STR("r2"), 9, 16, PLOVER_ASSAULT).z);
    assert_string_not_equal(a.z, event_id_of(STR("r1"), 10, 16, PLOVER_ASSAULT).z);
    assert_string_not_equal(a.z, event_id_of(STR("r1"), 9, 16, PLOVER_COERCE).z);
}

static void the_brief_shows_all_of_it(void **state) {
    (void)state;
    static const char wanted[] =
        "r1\n"
        "Thursday 26 December 2019\n"
        "\n"
        "Events \xC2\xB7 1 event\n"
        "  2019-12-23  ASSAULT/heavy-weapons  A\xC4\x9Fr\xC4\xB1 army (TUR-MIL) \xE2\x86\x92 Sirte "
        "(LBY) \xC2\xB7 in\n"
        "                                     Sirte, LBY \xC2\xB7 20+ dead \xC2\xB7 says: police\n"
        "              A\xC4\x9Fr\xC4\xB1 army *shelled* Sirte on Monday, police said.\n"
        "\n"
        "Agenda\n"
        "  2020-01     A\xC4\x9Fr\xC4\xB1 army (TUR-MIL): shelled \xC2\xB7 ASSAULT \xC2\xB7 "
        "[Sirte]\n"
        "\n"
        "Relations\n"
        "  A\xC4\x9Fr\xC4\xB1 army (TUR-MIL) fights Sirte (LBY) since 2019\n"
        "\n"
        "Organisations and groups\n"
        "  A\xC4\x9Fr\xC4\xB1 army (TUR-MIL) \xC2\xB7 army of A\xC4\x9Fr\xC4\xB1\n"
        "\n"
        "Places\n"
        "  Sirte, LBY 31.2\xC2\xB0N\xC2\xA0"
        "16.5\xC2\xB0"
        "E\n";
    struct scene s;
    struct buffer out = {0};
    struct brief_style style = {.width = 80, .has_color = false};
    set_scene(&s);
    brief_write(&s.source, &style, &out);
    buffer_put(&out, "", 1);
    assert_string_equal(out.p, wanted);
    buffer_free(&out);
}

static void reasons_stand_under_the_event(void **state) {
    (void)state;
    struct scene s;
    struct buffer out = {0};
    struct json_out j = {0};
    struct hb_error err;
    struct brief_style style = {.width = 80, .explains = true};
    set_scene(&s);
    s.events[0].reasons = s.reasons;
    s.events[0].n_reasons = 1;
    brief_write(&s.source, &style, &out);
    buffer_put(&out, "", 1);
    assert_non_null(strstr(out.p, "              frame      shell/v\n"));
    assert_non_null(strstr(out.p, "\xE2\x80\x9Cshelled\xE2\x80\x9D in sentence 1"));
    buffer_free(&out);
    assert_int_equal(export_json(&s.source, &arena, &j, &err), HB_OK);
    buffer_put(&j.out, "", 1);
    assert_non_null(strstr(j.out.p, "\"why\":[{\"about\":\"frame\",\"text\":\"shell/v\"}]}"));
    buffer_free(&j.out);
}

static void a_report_without_events_says_so(void **state) {
    (void)state;
    struct scene s;
    struct buffer out = {0};
    struct brief_style style = {.width = 80, .has_color = false};
    set_scene(&s);
    s.coded = (struct coded){0};
    brief_write(&s.source, &style, &out);
    buffer_put(&out, "", 1);
    assert_string_equal(out.p,
                        "r1\nThursday 26 December 2019\n\nNo political events in 1 sentence.\n");
    buffer_free(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_line_has_the_published_shape),
        cmocka_unit_test(ids_tell_events_apart),
        cmocka_unit_test(the_brief_shows_all_of_it),
        cmocka_unit_test(reasons_stand_under_the_event),
        cmocka_unit_test(a_report_without_events_says_so),
    };
    int failed = cmocka_run_group_tests_name("export", tests, NULL, NULL);
    arena_free(&arena);
    return failed;
}
