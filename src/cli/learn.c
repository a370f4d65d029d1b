/* harbinger learn: the judge's weights from annotated stories (documents and events as JSON lines). */
#include "base/file.h"
#include "base/vec.h"
#include "cli/cli.h"
#include "cli/data.h"
#include "code/learn.h"
#include "ingest/ingest.h"

#include <getopt.h>
#include <jansson.h>
#include <stdio.h>

static const char help[] =
    "Usage: harbinger learn --documents FILE --events FILE --out WEIGHTS.tsv\n\n"
    "Learns the judge's weights (knowledge/weights.tsv) from annotated stories: JSON lines\n"
    "with id, date, text; and with doc, begin, end, events (offsets in code points).\n"
    "The rules are asked without the weights that are there.\n\n"
    "      --documents FILE\n"
    "      --events FILE\n"
    "      --out FILE            the table to write\n"
    "      --half a|b            only the documents of one half, for measuring\n";

static const size_t FILE_MAXIMUM = (size_t)1 << 28;

struct lesson {
    struct arena arena;
    str events; /* the file */
    const char *half;
};

/* Byte offset of a code point. */
static uint32_t byte_of(str text, json_int_t point) {
    uint32_t i = 0;
    for (json_int_t k = 0; i < text.n; i++) {
        k += ((unsigned char)text.p[i] & 0xC0) != 0x80;
        if (k > point)
            break;
    }
    return i;
}

static struct span *find_spans(struct arena *a, str text, struct span sentence, const json_t *parties, uint32_t *n) {
    size_t count = json_array_size(parties);
    struct span *out = ARENA_NEW(a, struct span, count + 1);
    *n = 0;
    for (size_t i = 0; out && i < count; i++) {
        str name = str_from(json_string_value(json_object_get(json_array_get(parties, i), "text")));
        for (uint32_t at = sentence.begin; name.n && at + name.n <= sentence.end; at++)
            if (memcmp(text.p + at, name.p, name.n) == 0) {
                out[(*n)++] = (struct span){at, at + name.n};
                break;
            }
    }
    return out;
}

struct gold {
    struct gold_event *items;
    size_t n, capacity;
};

static bool read_gold(struct lesson *l, str id, str text, struct gold *out) {
    for (str rest = l->events, line; str_split(&rest, '\n', &line);) {
        json_t *row = json_loadb(line.p, line.n, 0, NULL);
        const char *doc = json_string_value(json_object_get(row, "doc"));
        const json_t *events = json_object_get(row, "events");
        struct span sentence = {byte_of(text, json_integer_value(json_object_get(row, "begin"))),
                                byte_of(text, json_integer_value(json_object_get(row, "end")))};
        for (size_t i = 0; doc && str_is(id, doc) && i < json_array_size(events); i++) {
            const json_t *e = json_array_get(events, i);
            struct gold_event g = {.sentence = sentence};
            g.type = plover_type_parse(str_from(json_string_value(json_object_get(e, "type"))));
            g.trigger = (struct span){byte_of(text, json_integer_value(json_object_get(e, "begin"))),
                                      byte_of(text, json_integer_value(json_object_get(e, "end")))};
            g.actors = find_spans(&l->arena, text, sentence, json_object_get(e, "actor"), &g.n_actors);
            g.recipients = find_spans(&l->arena, text, sentence, json_object_get(e, "recipient"), &g.n_recipients);
            if (!VEC_PUSH(&l->arena, out, g))
                return false;
        }
        json_decref(row);
    }
    return true;
}

static hb_status learn_line(struct lesson *l, const struct coder *c, struct learner *learner, str line, struct hb_error *err) {
    struct ingest_options o = ingest_defaults();
    struct report report;
    struct gold gold = {0};
    hb_status status = report_from_json(line, &o, &l->arena, &report, err);
    if (status != HB_OK)
        return status;
    bool is_b = hash_str(report.id) & 1;
    if (l->half && is_b != (*l->half == 'b'))
        return HB_OK;
    if (!read_gold(l, report.id, report.text, &gold) || !learner_add(learner, c, &report, gold.items, (uint32_t)gold.n, err))
        return error_set(err, HB_ERR_MEMORY, 0, "no memory to learn");
    return HB_OK;
}

static hb_status learn_all(struct lesson *l, const struct coder *c, const char *documents, const char *out, struct hb_error *err) {
    str file;
    struct learner *learner = learner_new();
    hb_status status = learner ? file_read(documents, FILE_MAXIMUM, &l->arena, &file, err)
                               : error_set(err, HB_ERR_MEMORY, 0, "no memory to learn");
    if (status == HB_OK)
        for (str rest = file, line; status == HB_OK && str_split(&rest, '\n', &line);)
            if (line.n)
                status = learn_line(l, c, learner, line, err);
    if (status == HB_OK)
        status = learner_save(learner, out, err);
    learner_free(learner);
    return status;
}

int verb_learn(int argc, char **argv) {
    static const struct option options[] = {{"documents", required_argument, NULL, 'd'},
                                            {"events", required_argument, NULL, 'e'},
                                            {"out", required_argument, NULL, 'o'},
                                            {"half", required_argument, NULL, 'x'},
                                            {"help", no_argument, NULL, 'h'},
                                            {"version", no_argument, NULL, 'V'},
                                            DATA_OPTIONS,
                                            {NULL, 0, NULL, 0}};
    const char *documents = NULL, *events = NULL, *out = NULL;
    struct lesson l = {.arena.maximum = (size_t)4 << 30};
    struct data_options data_options = {0};
    for (int c; (c = getopt_long(argc, argv, "hV", options, NULL)) != -1;) {
        switch (c) {
        case 'd': documents = optarg; break;
        case 'e': events = optarg; break;
        case 'o': out = optarg; break;
        case 'x': l.half = optarg; break;
        case 'h': return cli_help(help, data_help);
        case 'V': return cli_version();
        default:
            if (!data_option(c, optarg, &data_options))
                return cli_usage("learn");
        }
    }
    struct hb_error err = {0};
    struct data data;
    if (!documents || !events || !out || optind != argc) {
        cli_say("learn", "--documents, --events and --out are needed, and nothing else");
        return cli_usage("learn");
    }
    hb_status status = data_open(&data_options, &data, &err);
    if (status != HB_OK)
        return cli_fail("learn", &err);
    status = file_read(events, FILE_MAXIMUM, &l.arena, &l.events, &err);
    if (status == HB_OK)
        status = learn_all(&l, &data.coder, documents, out, &err);
    data_close(&data);
    arena_free(&l.arena);
    return status == HB_OK ? EXIT_DONE : cli_fail("learn", &err);
}
