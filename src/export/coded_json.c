/* One function per kind of fact, in the order of json.c, whose keys these are. The first fault ends
 * it: its path is kept and all that is asked afterwards answers with nothing. */
#include "export/coded_json.h"

#include "base/map.h"
#include "base/offsets.h"
#include "code/ids.h"

#include <jansson.h>
#include <math.h>

enum { PATH_ROOM = 96 };

struct reader {
    struct arena *a;
    struct hb_error *err;
    struct offsets offsets;
    struct map entities; /* an entity's id, alone and with where it is mentioned → the first such */
    uint32_t n_sentences;
    hb_status status;
    char path[PATH_ROOM]; /* "events[3]" */
};

static void refuse(struct reader *r, const char *key, const char *wanted) {
    if (r->status == HB_OK)
        r->status = error_set(r->err, HB_ERR_INPUT, 0, "%s%s%s: %s is needed", r->path,
                              r->path[0] && key[0] ? "." : "", key, wanted);
}

static void *refuse_memory(struct reader *r) {
    if (r->status == HB_OK)
        r->status = error_set(r->err, HB_ERR_MEMORY, 0, "no memory for a coded report");
    return NULL;
}

/* ---- values ---- */

static str take_text(struct reader *r, const json_t *object, const char *key) {
    const json_t *v = json_object_get(object, key);
    if (!v || json_is_null(v))
        return (str){NULL, 0};
    if (!json_is_string(v)) {
        refuse(r, key, "a string");
        return (str){NULL, 0};
    }
    str copy = str_copy(r->a, (str){json_string_value(v), (uint32_t)json_string_length(v)});
    if (!copy.p)
        refuse_memory(r);
    return copy;
}

static int64_t take_integer(struct reader *r, const json_t *object, const char *key) {
    const json_t *v = json_object_get(object, key);
    if (!json_is_integer(v))
        refuse(r, key, "a whole number");
    return json_integer_value(v);
}

static double take_real(struct reader *r, const json_t *object, const char *key, double bound) {
    const json_t *v = json_object_get(object, key);
    double x = json_number_value(v);
    if (!json_is_number(v) || !(fabs(x) <= bound))
        refuse(r, key, "a number within its range");
    return x;
}

static struct span span_of(struct reader *r, const char *key, const json_t *begin,
                           const json_t *end) {
    json_int_t from = json_integer_value(begin), to = json_integer_value(end);
    bool is_right = json_is_integer(begin) && json_is_integer(end) && from >= 0 && from <= to &&
                    to <= r->offsets.text.n;
    if (!is_right) {
        refuse(r, key, "a stretch of the text");
        return (struct span){0, 0};
    }
    return (struct span){offsets_bytes(&r->offsets, (uint32_t)from),
                         offsets_bytes(&r->offsets, (uint32_t)to)};
}

static struct span take_span(struct reader *r, const json_t *object) {
    return span_of(r, "begin", json_object_get(object, "begin"), json_object_get(object, "end"));
}

/* [begin, end], or null for none. */
static struct span take_range(struct reader *r, const char *key, const json_t *v) {
    if (!v || json_is_null(v))
        return (struct span){0, 0};
    return span_of(r, key, json_array_get(v, 0), json_array_get(v, 1));
}

static uint32_t take_sentence(struct reader *r, const json_t *object) {
    int64_t i = take_integer(r, object, "sentence");
    if (i < 0 || i >= r->n_sentences)
        refuse(r, "sentence", "the number of a sentence");
    return (uint32_t)i;
}

/* Which of `n` names a string is; 0 and a fault where it is none. */
typedef const char *name_at(int i);
static int take_name(struct reader *r, const json_t *object, const char *key, name_at *name,
                     int n) {
    const char *z = json_string_value(json_object_get(object, key));
    for (int i = 0; z && i < n; i++)
        if (name(i) && strcmp(name(i), z) == 0)
            return i;
    refuse(r, key, "one of its names");
    return 0;
}

static const char *status_at(int i) {
    return event_status_name((enum event_status)i);
}
static const char *entity_at(int i) {
    return entity_kind_name((enum entity_kind)i);
}
static const char *relation_at(int i) {
    return relation_kind_name((enum relation_kind)i);
}
static const char *source_at(int i) {
    return source_kind_name((enum source_kind)i);
}
static const char *stance_at(int i) {
    return source_stance_name((enum source_stance)i);
}
static const char *change_at(int i) {
    return hold_change_name((enum hold_change)i);
}
static const char *date_source_at(int i) {
    return date_source_name((enum date_source)i);
}

static enum event_status take_status(struct reader *r, const json_t *object) {
    return (enum event_status)take_name(r, object, "status", status_at, STATUS_DENIED + 1);
}

static enum plover_type take_type(struct reader *r, const json_t *object, const char *key) {
    const json_t *v = json_object_get(object, key);
    enum plover_type type =
        json_is_string(v) ? plover_type_parse(str_from(json_string_value(v))) : PLOVER_NONE;
    if ((v && !json_is_string(v) && !json_is_null(v)) || type == PLOVER_COUNT) {
        refuse(r, key, "a PLOVER type");
        return PLOVER_NONE;
    }
    return type;
}

/* The list under a key with zeroed room for its facts. */
static const json_t *take_list(struct reader *r, const json_t *object, const char *key, size_t size,
                               void *items, uint32_t *n) {
    const json_t *list = json_object_get(object, key);
    void *room = NULL;
    *n = 0;
    if (!json_is_array(list))
        refuse(r, key, "a list");
    else if (!(room = arena_array(r->a, json_array_size(list) + 1, size)))
        refuse_memory(r);
    else
        *n = (uint32_t)json_array_size(list);
    *(void **)items = room;
    return list;
}

static void set_path(struct reader *r, const char *list, uint32_t i) {
    if (r->status == HB_OK)
        snprintf(r->path, sizeof r->path, "%s[%u]", list, i);
}

/* ---- parties and places ---- */

/* An entity's id with where it is mentioned; ids alone may be shared: by two lots of "gunmen". */
struct mention_key {
    char z[48];
};

static struct mention_key mention_key_of(const char *id, json_int_t begin) {
    struct mention_key key;
    snprintf(key.z, sizeof key.z, "%.20s %lld", id, (long long)begin);
    return key;
}

static uint32_t entity_of(const struct reader *r, const json_t *party) {
    const char *id = json_string_value(json_object_get(party, "entity"));
    json_int_t begin = json_integer_value(json_object_get(party, "begin"));
    if (!id)
        return UINT32_MAX;
    uint32_t at = map_get(&r->entities, str_from(mention_key_of(id, begin).z));
    return at != MAP_NONE ? at : map_get(&r->entities, str_from(id));
}

static struct party read_party(struct reader *r, const json_t *v) {
    struct party p = {.span = take_span(r, v), .entity = entity_of(r, v)};
    p.text = take_text(r, v, "text");
    p.code = take_text(r, v, "code");
    p.name = take_text(r, v, "name");
    if (!p.code.n)
        refuse(r, "code", "an actor's code");
    return p;
}

static struct party *read_party_or_none(struct reader *r, const json_t *v) {
    if (!v || json_is_null(v))
        return NULL;
    struct party *p = ARENA_NEW(r->a, struct party, 1);
    if (!p)
        return refuse_memory(r);
    *p = read_party(r, v);
    return p;
}

static void read_parties(struct reader *r, const json_t *object, const char *key,
                         struct party **out, uint32_t *n) {
    const json_t *list = take_list(r, object, key, sizeof **out, out, n);
    for (uint32_t i = 0; i < *n; i++)
        (*out)[i] = read_party(r, json_array_get(list, i));
}

static struct place read_place(struct reader *r, const json_t *v) {
    struct place p = {.span = take_span(r, v)};
    p.name = take_text(r, v, "name");
    p.country = take_text(r, v, "country");
    p.has_point = json_is_number(json_object_get(v, "lat"));
    if (p.has_point) {
        p.lat = take_real(r, v, "lat", 90);
        p.lon = take_real(r, v, "lon", 180);
    }
    p.geonameid = json_integer_value(json_object_get(v, "geonameid"));
    return p;
}

static struct place *read_place_or_none(struct reader *r, const json_t *v) {
    if (!v || json_is_null(v))
        return NULL;
    struct place *p = ARENA_NEW(r->a, struct place, 1);
    if (!p)
        return refuse_memory(r);
    *p = read_place(r, v);
    return p;
}

/* ---- events ---- */

static void read_modes(struct reader *r, const json_t *v, struct event *e) {
    const json_t *modes = json_object_get(v, "mode"), *contexts = json_object_get(v, "context");
    size_t n_modes = json_array_size(modes), n_contexts = json_array_size(contexts);
    if (n_modes > MAX_MODES || n_contexts > MAX_CONTEXTS) {
        refuse(r, "mode", "a shorter list");
        return;
    }
    for (size_t i = 0; i < n_modes; i++) {
        const char *z = json_string_value(json_array_get(modes, i));
        enum plover_mode mode = z ? plover_mode_parse(str_from(z)) : MODE_COUNT;
        if (mode == MODE_COUNT)
            refuse(r, "mode", "a PLOVER mode");
        else
            e->modes[e->n_modes++] = mode;
    }
    for (size_t i = 0; i < n_contexts; i++) {
        str context = str_from(json_string_value(json_array_get(contexts, i)));
        e->contexts[e->n_contexts] = str_copy(r->a, context);
        if (!context.p || !e->contexts[e->n_contexts++].p)
            refuse(r, "context", "a string");
    }
}

static void read_numbers(struct reader *r, const json_t *v, struct event *e) {
    const json_t *numbers = json_object_get(v, "numbers");
    for (int kind = 0; kind < NUMBER_COUNT && e->n_numbers < MAX_NUMBERS; kind++) {
        const json_t *number = json_object_get(numbers, number_kind_name((enum number_kind)kind));
        if (!number)
            continue;
        const json_t *high = json_object_get(number, "high");
        struct number *n = &e->numbers[e->n_numbers++];
        *n = (struct number){.kind = (enum number_kind)kind, .span = take_span(r, number)};
        n->low = take_integer(r, number, "low");
        n->high = json_is_null(high) ? INT64_MAX : take_integer(r, number, "high");
    }
}

static void read_by(struct reader *r, const json_t *v, struct event *e) {
    const json_t *by = json_object_get(v, "by");
    e->by = read_party_or_none(r, by);
    if (!e->by)
        return;
    int kind = take_name(r, by, "kind", source_at, SOURCE_ANONYMOUS + 1);
    int stance = take_name(r, by, "stance", stance_at, STANCE_DENIED + 1);
    e->source = (struct source){(enum source_kind)kind, (enum source_stance)stance,
                                read_party_or_none(r, json_object_get(by, "via"))};
}

static void read_event(struct reader *r, const json_t *v, struct event *e) {
    e->sentence = take_sentence(r, v);
    e->trigger = take_span(r, v);
    e->type = take_type(r, v, "type");
    if (e->type == PLOVER_NONE)
        refuse(r, "type", "a PLOVER type");
    read_modes(r, v, e);
    e->content = take_type(r, v, "content");
    e->cameo = take_text(r, v, "cameo");
    e->quad = (int)take_integer(r, v, "quad");
    e->goldstein = take_real(r, v, "goldstein", 10);
    e->score = take_real(r, v, "score", 10);
    e->status = take_status(r, v);
    e->confidence = take_real(r, v, "confidence", 1);
    read_parties(r, v, "actor", &e->actors, &e->n_actors);
    read_parties(r, v, "recipient", &e->recipients, &e->n_recipients);
    e->when = take_text(r, v, "when");
    e->when_span = take_range(r, "when_at", json_object_get(v, "when_at"));
    e->where = read_place_or_none(r, json_object_get(v, "where"));
    read_by(r, v, e);
    read_numbers(r, v, e);
    e->rule = take_text(r, v, "rule");
}

/* ---- standing facts, the agenda, who there is ---- */

static void read_relation(struct reader *r, const json_t *v, struct relation *x) {
    x->fact.kind = (enum relation_kind)take_name(r, v, "type", relation_at, RELATION_COUNT);
    if (!json_is_null(json_object_get(v, "change")))
        x->fact.change = (enum hold_change)take_name(r, v, "change", change_at, CHANGE_TOOK + 1);
    x->manner = take_text(r, v, "manner");
    x->from = read_party(r, json_object_get(v, "from"));
    x->to = read_party(r, json_object_get(v, "to"));
    x->place = read_place_or_none(r, json_object_get(v, "place"));
    x->span = take_span(r, v);
    x->status = take_status(r, v);
    x->since = take_text(r, v, "since");
    x->until = take_text(r, v, "until");
    x->by = read_party_or_none(r, json_object_get(v, "by"));
}

static void read_agenda_item(struct reader *r, const json_t *v, struct agenda_item *x) {
    read_parties(r, v, "actor", &x->actors, &x->n_actors);
    read_parties(r, v, "recipient", &x->recipients, &x->n_recipients);
    x->act = take_span(r, v);
    x->type = take_type(r, v, "type");
    x->due = take_text(r, v, "due");
    x->due_span = take_range(r, "due_at", json_object_get(v, "due_at"));
    x->condition = take_range(r, "condition_at", json_object_get(v, "condition_at"));
    x->by = read_party_or_none(r, json_object_get(v, "by"));
    x->status = take_status(r, v);
    x->sentence = take_sentence(r, v);
}

static void read_offices(struct reader *r, const json_t *v, struct entity *e) {
    const json_t *list = take_list(r, v, "offices", sizeof *e->offices, &e->offices, &e->n_offices);
    for (uint32_t i = 0; i < e->n_offices; i++) {
        const json_t *o = json_array_get(list, i);
        struct office *office = &e->offices[i];
        office->code = take_text(r, o, "code");
        office->title = take_text(r, o, "title");
        office->since = take_text(r, o, "since");
        office->until = take_text(r, o, "until");
        if (json_is_integer(json_object_get(o, "begin")))
            office->evidence = take_span(r, o);
    }
}

static void read_entity(struct reader *r, const json_t *v, struct entity *e) {
    const json_t *list =
        take_list(r, v, "mentions", sizeof *e->mentions, &e->mentions, &e->n_mentions);
    for (uint32_t i = 0; i < e->n_mentions; i++)
        e->mentions[i] = take_range(r, "mentions", json_array_get(list, i));
    e->name = take_text(r, v, "name");
    e->kind = (enum entity_kind)take_name(r, v, "kind", entity_at, ENTITY_GROUP + 1);
    e->code = take_text(r, v, "code");
    read_offices(r, v, e);
}

static void index_entity(struct reader *r, const json_t *entity, uint32_t at) {
    const char *id = json_string_value(json_object_get(entity, "entity"));
    const json_t *mentions = json_object_get(entity, "mentions");
    bool is_in = id && map_put(&r->entities, str_from(id), at);
    for (size_t i = 0; is_in && i < json_array_size(mentions); i++) {
        json_int_t begin = json_integer_value(json_array_get(json_array_get(mentions, i), 0));
        is_in = map_put(&r->entities, str_from(mention_key_of(id, begin).z), at);
    }
    if (id && !is_in)
        refuse_memory(r);
}

/* Parties name entities by their ids. */
static void index_entities(struct reader *r, const json_t *entities) {
    for (size_t i = 0; i < json_array_size(entities) && r->status == HB_OK; i++)
        index_entity(r, json_array_get(entities, i), (uint32_t)i);
}

static void read_quote(struct reader *r, const json_t *v, struct quote *q) {
    q->span = take_span(r, v);
    q->speaker = read_party_or_none(r, json_object_get(v, "speaker"));
}

/* ---- the whole ---- */

static void read_sentences(struct reader *r, const json_t *object, struct text *t) {
    const json_t *list =
        take_list(r, object, "sentences", sizeof *t->sentences, &t->sentences, &t->n_sentences);
    for (uint32_t i = 0; i < t->n_sentences; i++) {
        struct span s = take_range(r, "sentences", json_array_get(list, i));
        t->sentences[i] = (struct sentence){.begin = s.begin, .end = s.end};
    }
    r->n_sentences = t->n_sentences;
}

#define READ_ALL(key, items, n, read_one)                                                          \
    do {                                                                                           \
        const json_t *list = take_list(r, object, key, sizeof *(items), &(items), &(n));           \
        for (uint32_t i = 0; i < (n) && r->status == HB_OK; i++) {                                 \
            set_path(r, key, i);                                                                   \
            read_one(r, json_array_get(list, i), &(items)[i]);                                     \
        }                                                                                          \
        r->path[0] = 0;                                                                            \
    } while (0)

static void read_place_into(struct reader *r, const json_t *v, struct place *out) {
    *out = read_place(r, v);
}

static void read_facts(struct reader *r, const json_t *object, struct coded *c) {
    READ_ALL("entities", c->entities, c->n_entities, read_entity);
    READ_ALL("events", c->events, c->n_events, read_event);
    READ_ALL("relations", c->relations, c->n_relations, read_relation);
    READ_ALL("agenda", c->agenda, c->n_agenda, read_agenda_item);
    READ_ALL("places", c->places, c->n_places, read_place_into);
    READ_ALL("quotes", c->quotes, c->n_quotes, read_quote);
}

/* What the coder's machine knew of the report: where its day came from, what was guessed. */
static void read_origin(struct reader *r, const json_t *object, struct report *report) {
    const json_t *warnings = json_object_get(object, "warnings");
    report->date_source =
        (enum date_source)take_name(r, object, "date_source", date_source_at, DATE_FROM_FILE + 1);
    report->n_warnings = 0;
    for (size_t i = 0; i < json_array_size(warnings); i++)
        report_warn(report,
                    str_copy(r->a, str_from(json_string_value(json_array_get(warnings, i)))).p);
}

static hb_status read_line(const json_t *object, struct arena *a, struct coded_line *out,
                           struct hb_error *err) {
    struct reader r = {.a = a, .err = err, .entities = map_in(a)};
    if (!offsets_open(out->report.text, a, &r.offsets))
        refuse_memory(&r);
    out->coder = take_text(&r, object, "coder");
    if (!out->coder.n)
        refuse(&r, "coder", "a name");
    index_entities(&r, json_object_get(object, "entities"));
    read_sentences(&r, object, &out->text);
    read_origin(&r, object, &out->report);
    if (r.status == HB_OK)
        read_facts(&r, object, &out->coded);
    return r.status;
}

bool coded_line_is_one(str line) {
    return str_contains(line, STR("\"coder\":")) && str_contains(line, STR("\"sentences\":"));
}

hb_status coded_line_read(str line, const struct ingest_options *o, struct arena *a,
                          struct coded_line *out, struct hb_error *err) {
    *out = (struct coded_line){0};
    hb_status status = report_from_json(line, o, a, &out->report, err);
    if (status != HB_OK)
        return status;
    out->text.source = out->report.text;
    json_t *object = json_loadb(line.p, line.n, JSON_ALLOW_NUL, NULL);
    if (!object)
        return error_set(err, HB_ERR_INPUT, 0, "not JSON");
    status = read_line(object, a, out, err);
    json_decref(object);
    return status;
}
