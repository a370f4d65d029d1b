/* harbinger backtest: how well the outlook foretells published facts, by their protocol. */
#include "outlook/backtest.h"
#include "base/file.h"
#include "base/pool.h"
#include "cli/cli.h"
#include "outlook/backtest_report.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>

static const char help[] =
    "Usage: harbinger backtest [OPTION…] TRAIN [VALID] TEST\n\n"
    "Learns from the facts of TRAIN and VALID, asks those of TEST both ways (whom did the subject\n"
    "do this to, who did it to the object), ranks all entities and says how well. A file has a\n"
    "fact a line: subject, relation, object and time as numbers, parted by tabs. Nothing of a\n"
    "day is used before the day has been asked.\n\n"
    "      --method METHOD       strict, recurrency, additive or full (default)\n"
    "      --multi-step          no test day is shown, even after it was asked\n"
    "      --unmet ODDS          favour, by so much of log odds, answers that were never met\n"
    "      --names DIR           entity2id.txt and relation2id.txt are there: classes are read\n"
    "                            from names (else looked for beside TRAIN)\n"
    "      --json                the figures as one JSON object; mrr in per cent\n"
    "      --ranks FILE          each question's rank and ten best answers\n"
    "      --seed N              another draw of what is learned from (default 1)\n"
    "      --jobs N              threads (default: processors)\n";

static const size_t NAMES_MAXIMUM = (size_t)1 << 28;

struct backtest_call {
    struct backtest_options options;
    struct backtest_data data;
    const char *names, *ranks;
    bool is_json;
    struct arena arena;
};

enum {
    OPTION_METHOD = 256,
    OPTION_MULTI,
    OPTION_UNMET,
    OPTION_NAMES,
    OPTION_JSON,
    OPTION_RANKS,
    OPTION_SEED,
    OPTION_JOBS
};

static bool take_method(const char *value, enum backtest_method *out) {
    for (int m = BACKTEST_STRICT; m <= BACKTEST_FULL; m++)
        if (str_is(str_from(value), backtest_method_name((enum backtest_method)m))) {
            *out = (enum backtest_method)m;
            return true;
        }
    cli_say("backtest", "--method '%s': strict, recurrency, additive or full", value);
    return false;
}

static bool take_unmet(const char *value, float *out) {
    char *end;
    double odds = strtod(value, &end);
    *out = (float)odds;
    if (end != value && !*end && odds >= 0 && odds <= 10)
        return true;
    cli_say("backtest", "--unmet '%s': log odds from 0 to 10 are needed", value);
    return false;
}

static bool take_option(struct backtest_call *c, int option, const char *value) {
    long n = 0;
    bool is_right = true;
    if (option == OPTION_METHOD)
        return take_method(value, &c->options.method);
    if (option == OPTION_UNMET)
        return take_unmet(value, &c->options.unmet);
    if (option == OPTION_MULTI)
        c->options.is_multi_step = true;
    else if (option == OPTION_NAMES)
        c->names = value;
    else if (option == OPTION_JSON)
        c->is_json = true;
    else if (option == OPTION_RANKS)
        c->ranks = value;
    else if (option == OPTION_SEED &&
             (is_right = cli_number("backtest", "--seed", value, 0, 1000000, &n)))
        c->options.seed = (uint64_t)n;
    else if (option == OPTION_JOBS &&
             (is_right = cli_number("backtest", "--jobs", value, 1, 256, &n)))
        c->options.n_threads = (unsigned)n;
    return is_right;
}

/* Names beside the facts, or in the folder that was given; in the latter they must be there. */
static hb_status read_names(struct backtest_call *c, const char *train, const char *file, str **out,
                            size_t *n, struct hb_error *err) {
    char path[4096];
    const char *slash = strrchr(train, '/');
    int folder = c->names ? (int)strlen(c->names) : slash ? (int)(slash - train) : 1;
    snprintf(path, sizeof path, "%.*s/%s", folder, c->names ? c->names : slash ? train : ".", file);
    str text;
    hb_status status = file_read(path, NAMES_MAXIMUM, &c->arena, &text, err);
    if (status != HB_OK)
        return c->names ? status : HB_OK;
    return quad_names_read(text, path, &c->arena, out, n, err);
}

/* Facts of a set that lie on or after the first test day teach nothing. */
static void cut_future(struct backtest_data *d, struct quads *set, const char *name) {
    size_t n = 0;
    while (n < set->n && d->test.n && set->items[n].time < d->test.items[0].time)
        n++;
    if (n < set->n)
        cli_say("backtest", "%s: %zu facts are not before the first of the test and are left out",
                name, set->n - n);
    set->n = n;
}

static void count_numbers(struct backtest_data *d) {
    const struct quads *sets[] = {&d->train, &d->valid, &d->test};
    d->n_entities = (uint32_t)d->n_entity_names;
    d->n_relations = (uint32_t)d->n_relation_names;
    for (int s = 0; s < 3; s++)
        for (size_t i = 0; i < sets[s]->n; i++) {
            const struct quad *q = &sets[s]->items[i];
            uint32_t most = q->subject > q->object ? q->subject : q->object;
            d->n_entities = most >= d->n_entities ? most + 1 : d->n_entities;
            d->n_relations = q->relation >= d->n_relations ? q->relation + 1 : d->n_relations;
        }
}

static hb_status read_data(struct backtest_call *c, char **files, int n, struct hb_error *err) {
    struct backtest_data *d = &c->data;
    struct quads sets[3] = {0};
    str *entities = NULL, *relations = NULL;
    hb_status status = HB_OK;
    for (int i = 0; i < n && status == HB_OK; i++)
        status = quads_read_file(files[i], &c->arena, &sets[i == n - 1 ? 2 : i], err);
    if (status == HB_OK)
        status = read_names(c, files[0], "entity2id.txt", &entities, &d->n_entity_names, err);
    if (status == HB_OK)
        status = read_names(c, files[0], "relation2id.txt", &relations, &d->n_relation_names, err);
    if (status != HB_OK)
        return status;
    quads_to_days(sets, 3);
    d->train = sets[0];
    d->valid = sets[1];
    d->test = sets[2];
    d->entity_names = entities;
    d->relation_names = relations;
    if (!d->test.n || !d->train.n)
        return error_set(err, HB_ERR_INPUT, 0, "%s: no facts", files[d->train.n ? n - 1 : 0]);
    cut_future(d, &d->train, files[0]);
    cut_future(d, &d->valid, files[1]);
    count_numbers(d);
    return HB_OK;
}

static hb_status tell(const struct backtest_call *c, const struct backtest_result *r,
                      struct hb_error *err) {
    struct buffer text = {0}, ranks = {0};
    struct json_out json = {0};
    hb_status status = HB_OK;
    if (c->is_json)
        backtest_json(&c->options, &c->data, r, &json);
    else
        backtest_print(&c->options, &c->data, r, &text);
    if (c->ranks) {
        backtest_ranks(&c->data, r, &ranks);
        status = ranks.failed ? error_set(err, HB_ERR_MEMORY, 0, "no memory for the ranks")
                              : file_write(c->ranks, ranks.p, ranks.n, err);
    }
    fwrite(c->is_json ? json.out.p : text.p, 1, c->is_json ? json.out.n : text.n, stdout);
    buffer_free(&text);
    buffer_free(&ranks);
    buffer_free(&json.out);
    return status;
}

int verb_backtest(int argc, char **argv) {
    static const struct option options[] = {{"method", required_argument, NULL, OPTION_METHOD},
                                            {"multi-step", no_argument, NULL, OPTION_MULTI},
                                            {"unmet", required_argument, NULL, OPTION_UNMET},
                                            {"names", required_argument, NULL, OPTION_NAMES},
                                            {"json", no_argument, NULL, OPTION_JSON},
                                            {"ranks", required_argument, NULL, OPTION_RANKS},
                                            {"seed", required_argument, NULL, OPTION_SEED},
                                            {"jobs", required_argument, NULL, OPTION_JOBS},
                                            {"help", no_argument, NULL, 'h'},
                                            {"version", no_argument, NULL, 'V'},
                                            {NULL, 0, NULL, 0}};
    struct backtest_call call = {
        .options = {.method = BACKTEST_FULL, .n_threads = pool_processors(), .seed = 1},
        .arena.maximum = (size_t)8 << 30};
    struct backtest_result result;
    struct hb_error err = {0};
    for (int c; (c = getopt_long(argc, argv, "hV", options, NULL)) != -1;) {
        if (c == 'h' || c == 'V')
            return c == 'h' ? cli_help(help, NULL) : cli_version();
        if (c < OPTION_METHOD)
            return cli_usage("backtest");
        if (!take_option(&call, c, optarg))
            return EXIT_USAGE;
    }
    if (argc - optind != 2 && argc - optind != 3) {
        cli_say("backtest", "two or three files are needed: TRAIN [VALID] TEST");
        return cli_usage("backtest");
    }
    hb_status status = read_data(&call, argv + optind, argc - optind, &err);
    if (status == HB_OK)
        status = backtest_run(&call.options, &call.data, &result, &err);
    if (status == HB_OK) {
        status = tell(&call, &result, &err);
        backtest_free(&result);
    }
    int code = status == HB_OK ? EXIT_DONE : cli_fail("backtest", &err);
    arena_free(&call.arena);
    return cli_finish("backtest", code);
}
