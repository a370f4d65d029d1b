/* Memory that runs out at any moment: the first, the second … allocation of entering a report and
 * of every question is refused, SQLite's and jansson's own included. Nothing crashes, nothing leaks
 * (what SQLite holds is counted; the rest is the leak checker's), the error says so, and the same
 * work done again on the same archive comes out right. Needs $HARBINGER_DATA, else it is skipped.
 */
#include "unit.h"

#include "base/alloc.h"
#include "code/coder.h"
#include "export/export.h"
#include "export/picture_svg.h"
#include "ingest/ingest.h"
#include "know/know.h"
#include "picture/ask.h"
#include "picture/picture.h"
#include "store/store.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <unistd.h>

/* ---- SQLite's memory through our door: a block begins with its size ---- */

enum { HEAD = 16 };

static void *sized(void *block, int n) {
    if (!block)
        return NULL;
    memcpy(block, &n, sizeof n);
    return (char *)block + HEAD;
}
static void *give(int n) {
    return sized(mem_resize(NULL, (size_t)n + HEAD), n);
}
static void take(void *p) {
    if (p)
        mem_free((char *)p - HEAD);
}
static void *regive(void *p, int n) {
    return sized(mem_resize((char *)p - HEAD, (size_t)n + HEAD), n);
}
static int size_of(void *p) {
    int n = 0;
    if (p)
        memcpy(&n, (char *)p - HEAD, sizeof n);
    return n;
}
static int round_up(int n) {
    return (n + 7) & ~7;
}
static int begin(void *data) {
    (void)data;
    return SQLITE_OK;
}
static void end(void *data) {
    (void)data;
}

/* ---- a coded report and an archive ---- */

static struct {
    struct lang_model *model;
    struct know *know;
    struct arena arena;
    struct report report;
    struct text text;
    struct coded coded;
    char path[64];
} scene;

static const char story[] =
    "TRIPOLI, Libya - Turkey's parliament will vote in early January on sending troops to Libya, "
    "President Recep Tayyip Erdogan said on Thursday. Forces of Khalifa Haftar, who is backed by "
    "Egypt, shelled Tripoli on Wednesday and killed at least 12 people, the health ministry said. "
    "Haftar's spokesman denied the shelling. \"We hold the airport,\" he said.";

static struct store_report entry(void) {
    return (struct store_report){&scene.report, &scene.text, &scene.coded, "harbinger test"};
}

static hb_status add_to(struct store *s, struct arena *a) {
    struct store_report r = entry();
    struct hb_error err;
    bool is_new;
    hb_status status = store_begin(s, &err);
    if (status == HB_OK)
        status = store_add(s, &r, a, &is_new, &err);
    if (status == HB_OK)
        status = store_commit(s, &err);
    if (status != HB_OK)
        store_rollback(s);
    return status;
}

static bool count_row(void *context, const struct store_row *row) {
    ++*(uint32_t *)context;
    return row_columns(row) > 0;
}

static void say_fault(void *context, const char *fault) {
    (void)context;
    print_error("%s\n", fault);
}

static void expect_sound(struct store *s) {
    uint64_t n_faults;
    struct hb_error err;
    assert_int_equal(store_check(s, say_fault, NULL, &n_faults, &err), HB_OK);
    assert_int_equal(n_faults, 0);
}

static int open_scene(void **state) {
    (void)state;
    const char *folder = getenv("HARBINGER_DATA"), *models = getenv("HARBINGER_MODELS");
    char model[512], knowledge[512];
    struct hb_error err;
    struct ingest_options o = ingest_defaults();
    if (!folder)
        return 0;
    snprintf(model, sizeof model, "%s/en-1.model", models ? models : folder);
    snprintf(knowledge, sizeof knowledge, "%s/harbinger.know", folder);
    o.date = date_from_civil(2019, 12, 26);
    if (lang_model_open(model, &scene.model, &err) != HB_OK ||
        know_open(knowledge, &scene.know, &err) != HB_OK ||
        report_from_text(str_from(story), &o, &scene.arena, &scene.report, &err) != HB_OK)
        return 1;
    struct coder coder = {.know = scene.know, .model = scene.model, .limits = limits_default()};
    snprintf(scene.path, sizeof scene.path, "/tmp/harbinger-failing-%d.hb", (int)getpid());
    return coder_run(&coder, &scene.report, &scene.arena, &scene.text, &scene.coded, &err) != HB_OK;
}

static int close_scene(void **state) {
    (void)state;
    arena_free(&scene.arena);
    know_close(scene.know);
    lang_model_close(scene.model);
    unlink(scene.path);
    return 0;
}

/* ---- the work, with its n-th allocation refused ---- */

typedef hb_status work(void *context);

/* Refuses the first, the second … allocation of some work until it gets through without; returns
 * how many it takes. */
static long refuse_each(work *do_it, void *context) {
    for (long n = 1;; n++) {
        mem_fail_after(n);
        hb_status status = do_it(context);
        bool has_failed = mem_fail_left() == 0;
        mem_fail_after(0);
        if (!has_failed) {
            assert_int_equal(status, HB_OK);
            return n;
        }
        if (status != HB_OK && status != HB_ERR_MEMORY)
            fail_msg("allocation %ld refused: status %d", n, (int)status);
    }
}

static hb_status open_and_add(void *context) {
    struct store *s;
    struct hb_error err;
    struct arena a = {0};
    (void)context;
    hb_status status = store_open(":memory:", STORE_CREATE, &s, &err);
    if (status == HB_OK)
        status = add_to(s, &a);
    store_close(s);
    arena_free(&a);
    return status;
}

static hb_status add_and_forget(void *context) {
    struct store *s = context;
    struct store_id id = store_report_id(&scene.report);
    struct arena a = {0};
    struct hb_error err;
    bool was_there;
    hb_status status = add_to(s, &a);
    arena_free(&a);
    if (status == HB_OK && (status = store_begin(s, &err)) == HB_OK) {
        status = store_forget(s, str_from(id.z), &was_there, &err);
        if (status == HB_OK)
            status = store_commit(s, &err);
        if (status != HB_OK)
            store_rollback(s);
    }
    return status;
}

static void adding_survives(void **state) {
    (void)state;
    struct store *s;
    struct hb_error err;
    struct arena a = {0};
    if (!scene.model)
        skip();
    assert_int_equal(store_open(":memory:", STORE_CREATE, &s, &err), HB_OK);
    long n = refuse_each(add_and_forget, s);
    assert_true(n > 20);
    expect_sound(s);
    assert_int_equal(add_to(s, &a), HB_OK);
    expect_sound(s);
    store_close(s);
    arena_free(&a);
    assert_int_equal(sqlite3_memory_used(), 0);
}

static void opening_survives(void **state) {
    (void)state;
    if (!scene.model)
        skip();
    assert_true(refuse_each(open_and_add, NULL) > 100);
    assert_int_equal(sqlite3_memory_used(), 0);
}

struct asking {
    enum store_question question;
    picture_question *picture; /* asked instead, if there is one */
    uint32_t n_rows;
};

static hb_status ask(void *context) {
    struct asking *a = context;
    struct store *s;
    struct hb_error err;
    struct store_filter f = {.since = STR("2019"), .query = STR("libya OR tripoli")};
    hb_status status = store_open(scene.path, STORE_READ, &s, &err);
    a->n_rows = 0;
    struct picture_options o = {0};
    if (status == HB_OK && a->picture)
        status = a->picture(s, &(struct store_filter){0}, &o, count_row, &a->n_rows, &err);
    else if (status == HB_OK)
        status = store_ask(s, a->question, &f, count_row, &a->n_rows, &err);
    store_close(s);
    return status;
}

static void questions_survive(void **state) {
    (void)state;
    struct store *s;
    struct hb_error err;
    struct arena a = {0};
    if (!scene.model)
        skip();
    assert_int_equal(store_open(scene.path, STORE_CREATE, &s, &err), HB_OK);
    assert_int_equal(add_to(s, &a), HB_OK);
    assert_int_equal(picture_refresh(s, NULL, &err), HB_OK);
    store_close(s);
    arena_free(&a);
    for (int q = 0; q <= STORE_SEARCH; q++) { /* those after it feed the folds */
        struct asking asking = {.question = (enum store_question)q};
        assert_true(refuse_each(ask, &asking) > 20);
        assert_true(asking.n_rows > 0);
    }
    picture_question *const folds[] = {
        picture_relations,  picture_control,        picture_agenda,        picture_timeline,
        picture_indicators, picture_contradictions, picture_follow_through};
    for (size_t i = 0; i < sizeof folds / sizeof *folds; i++)
        assert_true(refuse_each(ask, &(struct asking){.picture = folds[i]}) > 20);
    assert_int_equal(sqlite3_memory_used(), 0);
}

struct showing {
    const char *format; /* of an export; NULL: a picture */
    hb_status (*draw)(struct store *s, const struct store_filter *f, struct buffer *out,
                      struct hb_error *err);
    size_t n_bytes;
};

static bool count_bytes(void *context, const char *p, size_t n) {
    *(size_t *)context += n;
    return p != NULL;
}

static hb_status show(void *context) {
    struct showing *x = context;
    struct store *s;
    struct hb_error err;
    struct buffer out = {0};
    struct export_request r = {.format = x->format, .write = count_bytes, .context = &x->n_bytes};
    hb_status status = store_open(scene.path, STORE_READ, &s, &err);
    x->n_bytes = 0;
    if (status == HB_OK && x->draw)
        status = x->draw(s, &r.filter, &out, &err);
    else if (status == HB_OK)
        status = export_archive(s, &r, &err);
    x->n_bytes += out.n;
    store_close(s);
    buffer_free(&out);
    return status;
}

static void shows_survive(void **state) {
    (void)state;
    static const char *const formats[] = {"jsonl",          "plover", "csv",     "gdelt",
                                          "gdelt-mentions", "icews",  "geojson", "graphml",
                                          "gexf",           "ics",    "atom"};
    struct showing pictures[] = {{NULL, picture_map, 0}, {NULL, picture_graph, 0}};
    if (!scene.model)
        skip();
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        struct showing x = {formats[i], NULL, 0};
        assert_true(refuse_each(show, &x) > 20);
    }
    for (size_t i = 0; i < 2; i++) {
        assert_true(refuse_each(show, &pictures[i]) > 20);
        assert_true(pictures[i].n_bytes > 1000);
    }
    assert_int_equal(sqlite3_memory_used(), 0);
}

int main(void) {
    static const sqlite3_mem_methods methods = {give,     take,  regive, size_of,
                                                round_up, begin, end,    NULL};
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(opening_survives),
        cmocka_unit_test(adding_survives),
        cmocka_unit_test(questions_survive),
        cmocka_unit_test(shows_survive),
    };
    if (sqlite3_config(SQLITE_CONFIG_MALLOC, &methods) != SQLITE_OK ||
        sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 0, 0) != SQLITE_OK)
        return 1;
    return cmocka_run_group_tests_name("failing", tests, open_scene, close_scene);
}
