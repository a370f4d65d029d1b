/* Readers of the tab-separated tables: one small function a table, which gets the columns of a line
 * and puts records into the builder. A wrong line is an error with file, line and caret, never
 * skipped. */
#include "know/builder.h"

#include <stdio.h>
#include <stdlib.h>

enum { COLUMNS = 8 };

struct row {
    struct table_line line;
    str columns[COLUMNS]; /* "-" and missing ones are empty */
    uint32_t n;
    char *diagnostic;
    struct hb_error *err;
};

#define PUSH(b, v, value)                                                                          \
    do {                                                                                           \
        if (!VEC_PUSH((b)->arena, &(b)->v, value))                                                 \
            (b)->failed = true;                                                                    \
    } while (0)

hb_status table_error(const struct table_line *line, str at, const char *what, char *diagnostic,
                      struct hb_error *err) {
    uint32_t column = at.p >= line->text.p && at.p <= line->text.p + line->text.n
                          ? (uint32_t)(at.p - line->text.p)
                          : 0;
    if (diagnostic) {
        uint32_t from = column > 60 ? column - 60 : 0;
        uint32_t shown = line->text.n - from < 120 ? line->text.n - from : 120;
        int n =
            snprintf(diagnostic, DIAGNOSTIC_SIZE, "  %.*s\n  ", (int)shown, line->text.p + from);
        for (int i = 2; i < n - 3; i++)
            if (diagnostic[i] == '\t')
                diagnostic[i] = ' ';
        for (uint32_t i = from; i < column && n + 2 < DIAGNOSTIC_SIZE; i++)
            diagnostic[n++] = ' ';
        diagnostic[n++] = '^';
        diagnostic[n] = 0;
    }
    return error_set(err, HB_ERR_INPUT, line->number, "%.*s:%u:%u: %s", (int)line->file.n,
                     line->file.p, line->number, column + 1, what);
}

static hb_status row_error(const struct row *r, uint32_t column, const char *what) {
    str at = column < r->n ? r->columns[column] : (str){r->line.text.p, 0};
    return table_error(&r->line, at, what, r->diagnostic, r->err);
}

static void add_names(struct builder *b, enum phrase_kind kind, uint32_t index, str list) {
    for (str rest = list, one; str_split(&rest, '|', &one);)
        builder_phrase(b, kind, index, one);
}

static bool parse_number(str s, double low, double high, double *out) {
    char z[32], *end;
    if (s.n == 0 || s.n >= sizeof z)
        return false;
    memcpy(z, s.p, s.n);
    z[s.n] = 0;
    *out = strtod(z, &end);
    return *end == 0 && *out >= low && *out <= high;
}

static bool is_alpha3(str s) {
    if (s.n != 3)
        return false;
    for (uint32_t i = 0; i < 3; i++)
        if (s.p[i] < 'A' || s.p[i] > 'Z')
            return false;
    return true;
}

static bool is_actor_code(str s) {
    if (str_starts(s, STR("IGO:")) || str_starts(s, STR("NGO:")) || str_starts(s, STR("MNC:")))
        return s.n > 4;
    str place = s.n > 3 ? str_slice(s, 0, 3) : s;
    if (!is_alpha3(place) && !str_is(place, "---"))
        return false;
    return s.n == 3 || (s.n == 7 && s.p[3] == '-' && is_alpha3(str_slice(s, 4, 7)));
}

static hb_status read_country(struct builder *b, const struct row *r) {
    double lat, lon;
    if (!is_alpha3(r->columns[0]))
        return row_error(r, 0, "a country's code has three capital letters");
    if (!parse_number(r->columns[6], -90, 90, &lat) ||
        !parse_number(r->columns[7], -180, 180, &lon))
        return row_error(r, 6, "expected latitude and longitude in degrees");
    uint32_t index = (uint32_t)b->countries.n;
    struct image_country c = {builder_string(b, r->columns[0]), builder_string(b, r->columns[1]),
                              lat, lon};
    PUSH(b, countries, c);
    builder_phrase(b, PHRASE_COUNTRY, index, r->columns[1]);
    add_names(b, PHRASE_COUNTRY, index, r->columns[2]);
    add_names(b, PHRASE_DEMONYM, index, r->columns[3]);
    add_names(b, PHRASE_CAPITAL, index, r->columns[4]);
    add_names(b, PHRASE_SEAT, index, r->columns[5]);
    return HB_OK;
}

static hb_status read_place(struct builder *b, const struct row *r) {
    double lat, lon, weight;
    if (r->columns[2].n && !is_alpha3(r->columns[2]))
        return row_error(r, 2, "expected a country's code or '-'");
    if (!parse_number(r->columns[3], -90, 90, &lat) ||
        !parse_number(r->columns[4], -180, 180, &lon))
        return row_error(r, 3, "expected latitude and longitude in degrees");
    if (!parse_number(r->columns[6], 0, 9, &weight))
        return row_error(r, 6, "expected a weight from 0 to 9");
    uint32_t index = (uint32_t)b->places.n;
    struct image_place p = {builder_string(b, r->columns[0]),
                            builder_string(b, r->columns[2]),
                            builder_string(b, r->columns[5]),
                            lat,
                            lon,
                            (int32_t)weight,
                            0};
    PUSH(b, places, p);
    builder_phrase(b, PHRASE_PLACE, index, r->columns[0]);
    add_names(b, PHRASE_PLACE, index, r->columns[1]);
    return HB_OK;
}

/* "2003-03-14..2014-08-28 TUR-GOV prime minister", "TUR-PTY". */
static hb_status read_spell(struct builder *b, const struct row *r, str spell) {
    struct image_spell s = {.from = date_from_civil(1, 1, 1), .to = date_from_civil(9999, 12, 31)};
    str rest = spell, word;
    str_split(&rest, ' ', &word);
    for (uint32_t i = 0; i + 1 < word.n; i++) {
        if (word.p[i] != '.' || word.p[i + 1] != '.')
            continue;
        struct interval when;
        str from = str_slice(word, 0, i), to = str_slice(word, i + 2, word.n);
        if (from.n && !interval_parse(from, &when))
            return table_error(&r->line, from, "expected a date such as 2014-08-28", r->diagnostic,
                               r->err);
        if (from.n)
            s.from = when.first;
        if (to.n && !interval_parse(to, &when))
            return table_error(&r->line, to, "expected a date such as 2014-08-28", r->diagnostic,
                               r->err);
        if (to.n)
            s.to = when.last;
        s.is_dated = 1;
        if (!str_split(&rest, ' ', &word))
            word = (str){spell.p + spell.n, 0};
        break;
    }
    if (!is_actor_code(word))
        return table_error(&r->line, word, "expected a code such as TUR-GOV or IGO:UN",
                           r->diagnostic, r->err);
    s.code = builder_string(b, word);
    s.office = builder_string(b, rest.p ? str_trim(rest) : (str){"", 0});
    PUSH(b, spells, s);
    return HB_OK;
}

static hb_status read_actor(struct builder *b, const struct row *r) {
    static const char *const kinds[] = {"person", "organisation", "group"};
    struct image_actor a = {.kind = 3, .first_spell = (uint32_t)b->spells.n};
    for (uint32_t k = 0; k < 3; k++)
        if (str_is(r->columns[2], kinds[k]))
            a.kind = k;
    if (a.kind == 3)
        return row_error(r, 2, "expected person, organisation or group");
    for (str rest = r->columns[3], one; str_split(&rest, ';', &one);) {
        hb_status status = read_spell(b, r, str_trim(one));
        if (status != HB_OK)
            return status;
    }
    a.n_spells = (uint32_t)b->spells.n - a.first_spell;
    a.name = builder_string(b, r->columns[0]);
    uint32_t index = (uint32_t)b->actors.n, *known = map_put(&b->actor_ids, r->columns[0], index);
    if (!known) {
        b->failed = true;
    } else if (*known != index) { /* a later table replaces the entry of the same name */
        index = *known;
        b->actors.items[index] = a;
    } else {
        PUSH(b, actors, a);
    }
    builder_phrase(b, PHRASE_ACTOR, index, r->columns[0]);
    add_names(b, PHRASE_ACTOR, index, r->columns[1]);
    return HB_OK;
}

static hb_status read_agent(struct builder *b, const struct row *r) {
    static const char *const kinds[] = {"person", "group", "organisation", "thing"};
    struct image_agent a = {.kind = 4};
    str sector = r->columns[1];
    if (sector.n && sector.p[0] == '=') {
        a.takes_owner = AGENT_TAKES_OWNER;
        sector = str_slice(sector, 1, sector.n);
    }
    if (sector.n && !is_alpha3(sector))
        return row_error(r, 1, "expected a sector such as GOV, or '=' with or without one");
    for (uint32_t k = 0; k < 4; k++)
        if (str_is(r->columns[2], kinds[k]))
            a.kind = k;
    if (a.kind == 4)
        return row_error(r, 2, "expected person, group, organisation or thing");
    uint32_t index = (uint32_t)b->agents.n;
    builder_phrase(b, PHRASE_AGENT, index, str_lower(b->arena, r->columns[0]));
    str note = r->columns[3], plural = {NULL, 0}, one;
    for (str rest = note; str_split(&rest, ' ', &one);) {
        bool is_key = true;
        if (str_starts(one, STR("place=")))
            a.place = builder_string(b, str_slice(one, 6, one.n));
        else if (str_is(one, "ambiguous"))
            a.takes_owner |= AGENT_AMBIGUOUS;
        else
            is_key = false;
        if (str_starts(one, STR("plural=")))
            plural = str_slice(one, 7, one.n);
        else if (plural.p && !is_key) /* a plural of several words */
            plural.n = (uint32_t)(one.p + one.n - plural.p);
    }
    if (plural.n)
        builder_phrase(b, PHRASE_AGENT, index, str_lower(b->arena, plural));
    a.phrase = builder_string(b, r->columns[0]);
    a.sector = builder_string(b, sector);
    PUSH(b, agents, a);
    return HB_OK;
}

static uint32_t pos_index(str s) {
    return str_is(s, "v") ? 0 : str_is(s, "n") ? 1 : str_is(s, "a") ? 2 : 3;
}

static hb_status read_roles(struct builder *b, const struct row *r) {
    enum plover_type type = plover_type_parse(r->columns[0]);
    uint32_t pos = pos_index(r->columns[1]);
    if (type == PLOVER_COUNT || type == PLOVER_NONE)
        return row_error(r, 0, "expected a PLOVER type");
    if (pos > 2)
        return row_error(r, 1, "expected v, n or a");
    uint32_t n = 0;
    b->default_roles[type][pos].first_actor = builder_roles(b, r->columns[2], &n);
    b->default_roles[type][pos].n_actor = n;
    b->default_roles[type][pos].first_recipient = builder_roles(b, r->columns[3], &n);
    b->default_roles[type][pos].n_recipient = n;
    return HB_OK;
}

/* operators.tsv: lemma/pos <TAB> operator,operator */
static hb_status read_operator(struct builder *b, const struct row *r) {
    static const char *const names[] = {"report",   "deny",   "plan",  "condition",
                                        "fail",     "aspect", "light", "cause",
                                        "negative", "want",   "vote"};
    str lemma = r->columns[0];
    uint32_t pos = lemma.n > 2 && lemma.p[lemma.n - 2] == '/'
                       ? pos_index(str_slice(lemma, lemma.n - 1, lemma.n))
                       : 3;
    if (pos > 2)
        return row_error(r, 0, "expected lemma/v, lemma/n or lemma/a");
    uint32_t word = builder_word(b, str_slice(lemma, 0, lemma.n - 2));
    for (str rest = r->columns[1], one; str_split(&rest, ',', &one);) {
        uint32_t bit = 0;
        while (bit < sizeof names / sizeof *names && !str_is(one, names[bit]))
            bit++;
        if (bit == sizeof names / sizeof *names)
            return table_error(&r->line, one, "unknown operator", r->diagnostic, r->err);
        if (!b->failed)
            b->words.items[word].operators[pos] |= 1u << bit;
    }
    return HB_OK;
}

static hb_status read_cameo(struct builder *b, const struct row *r) {
    struct image_cameo c = {.code = builder_string(b, r->columns[0]),
                            .label = builder_string(b, r->columns[1]),
                            .contexts = builder_string(b, r->columns[5])};
    enum plover_type type = r->columns[3].n ? plover_type_parse(r->columns[3]) : PLOVER_NONE;
    bool is_default = !str_is(r->columns[4], "*"); /* else MODE_COUNT: the default of no mode */
    enum plover_mode mode = r->columns[4].n ? plover_mode_parse(r->columns[4]) : MODE_NONE;
    if (!parse_number(r->columns[2], -10, 10, &c.goldstein))
        return row_error(r, 2, "expected a Goldstein value from -10 to 10");
    if (type == PLOVER_COUNT)
        return row_error(r, 3, "expected a PLOVER type or '-'");
    if (is_default && mode == MODE_COUNT)
        return row_error(r, 4, "unknown mode");
    c.type = (uint32_t)type;
    c.mode = (uint32_t)mode;
    PUSH(b, cameo, c);
    return HB_OK;
}

/* fold.tsv: outer act <TAB> content acts split by '|' or '*' <TAB> type[/mode] <TAB> cameo */
static hb_status read_fold(struct builder *b, const struct row *r) {
    enum plover_type outer = plover_type_parse(r->columns[0]);
    str rest = r->columns[2], type_name, mode_name = {NULL, 0};
    str_split(&rest, '/', &type_name);
    if (rest.p)
        mode_name = rest;
    struct image_fold fold = {.type = (uint32_t)plover_type_parse(type_name),
                              .mode = mode_name.n ? (uint32_t)plover_mode_parse(mode_name) : 0,
                              .cameo = builder_string(b, r->columns[3])};
    if (outer == PLOVER_COUNT)
        return row_error(r, 0, "expected a PLOVER type");
    if (fold.type == PLOVER_COUNT || fold.mode == MODE_COUNT)
        return row_error(r, 2, "expected TYPE or TYPE/mode");
    for (str list = r->columns[1], one; str_split(&list, '|', &one);) {
        enum plover_type content = plover_type_parse(one);
        if (content == PLOVER_COUNT && !str_is(one, "*"))
            return table_error(&r->line, one, "expected a PLOVER type or '*'", r->diagnostic,
                               r->err);
        for (int t = 1; t < PLOVER_COUNT; t++)
            if (content == PLOVER_COUNT ? b->folds[outer][t].type == PLOVER_COUNT
                                        : t == (int)content)
                b->folds[outer][t] = fold;
    }
    return HB_OK;
}

/* coref.tsv: question=answer <TAB> a weight for each sort of anaphor */
static hb_status read_anaphora(struct builder *b, const struct row *r) {
    uint32_t question, answer;
    if (!anaphora_parse(r->columns[0], &question, &answer))
        return row_error(r, 0, "no such feature of an antecedent");
    for (uint32_t i = 0; i < ANAPHOR_COUNT; i++) {
        double weight = 0;
        if (r->columns[1 + i].n && !parse_number(r->columns[1 + i], -100, 100, &weight))
            return row_error(r, 1 + i, "expected a weight from -100 to 100 or '-'");
        b->anaphora[i].of[question][answer] = (float)weight;
    }
    return HB_OK;
}

bool table_is_classes(str name) {
    return str_is(name, "classes.txt") || str_is(name, "contexts.txt");
}

/* classes.txt and contexts.txt: "class: word word_with_space …" */
static hb_status read_class(struct builder *b, const struct table_line *line, char *diagnostic,
                            struct hb_error *err) {
    str rest = line->text, name;
    if (!memchr(rest.p, ':', rest.n))
        return table_error(line, line->text, "expected 'class: word word …'", diagnostic, err);
    str_split(&rest, ':', &name);
    name = str_trim(name);
    uint32_t *id = map_put(&b->class_ids, name, MAP_NONE);
    if (!id) {
        b->failed = true;
        return HB_OK;
    }
    if (*id == MAP_NONE) {
        if (b->classes.n == CLASS_LIMIT)
            return table_error(line, name, "more than 384 classes", diagnostic, err);
        *id = (uint32_t)b->classes.n;
        struct image_class c = {builder_string(b, name)};
        PUSH(b, classes, c);
    }
    uint32_t class_id = *id;
    for (str one; str_split(&rest, ' ', &one);) {
        one = str_trim(one);
        if (one.n == 0)
            continue;
        uint32_t word = builder_word(b, str_lower(b->arena, one));
        if (!b->failed)
            b->words.items[word].classes[class_id / 64] |= (uint64_t)1 << (class_id % 64);
    }
    return HB_OK;
}

typedef hb_status row_reader(struct builder *b, const struct row *r);

static const struct table_kind {
    const char *name; /* a whole path, or the beginning of one that ends in '/' */
    row_reader *read;
    uint32_t columns; /* at least so many */
} table_kinds[] = {
    {"countries.tsv", read_country, 8}, {"places.tsv", read_place, 7},
    {"actors/", read_actor, 4},         {"agents.tsv", read_agent, 3},
    {"roles.tsv", read_roles, 4},       {"operators.tsv", read_operator, 2},
    {"cameo.tsv", read_cameo, 5},       {"fold.tsv", read_fold, 3},
    {"coref.tsv", read_anaphora, 2},
};

static hb_status read_row(struct builder *b, const struct table_kind *kind,
                          const struct table_line *line, char *diagnostic, struct hb_error *err) {
    struct row r = {.line = *line, .diagnostic = diagnostic, .err = err};
    for (str rest = line->text, one; r.n < COLUMNS && str_split(&rest, '\t', &one);)
        r.columns[r.n++] = str_is(str_trim(one), "-") ? (str){one.p, 0} : str_trim(one);
    for (uint32_t i = r.n; i < COLUMNS; i++)
        r.columns[i] = (str){line->text.p + line->text.n, 0};
    if (r.n < kind->columns)
        return row_error(&r, r.n ? r.n - 1 : 0, "too few columns (they are split by one TAB)");
    return kind->read(b, &r);
}

hb_status table_read(struct builder *b, str name, str content, char *diagnostic,
                     struct hb_error *err) {
    const struct table_kind *kind = NULL;
    for (size_t i = 0; i < sizeof table_kinds / sizeof *table_kinds; i++)
        if (str_is(name, table_kinds[i].name) ||
            (strchr(table_kinds[i].name, '/') && str_starts(name, str_from(table_kinds[i].name))))
            kind = &table_kinds[i];
    bool is_frames = str_starts(name, STR("frames/")), is_classes = table_is_classes(name);
    bool is_gazetteer = str_is(name, "gazetteer.tsv");
    if (!kind && !is_frames && !is_classes && !is_gazetteer)
        return error_set(err, HB_ERR_INPUT, 0,
                         "%.*s: not the name of a table (see knowledge/README.md)", (int)name.n,
                         name.p);
    struct table_line line = {.file = name};
    for (str rest = content; str_split(&rest, '\n', &line.text);) {
        line.number++;
        if (line.text.n && line.text.p[line.text.n - 1] == '\r')
            line.text.n--;
        if (str_trim(line.text).n == 0 || line.text.p[0] == '#')
            continue;
        hb_status status = kind           ? read_row(b, kind, &line, diagnostic, err)
                           : is_frames    ? frame_read(b, &line, diagnostic, err)
                           : is_gazetteer ? gazetteer_read(b, &line, diagnostic, err)
                                          : read_class(b, &line, diagnostic, err);
        if (status != HB_OK)
            return status;
    }
    if (!is_gazetteer) { /* an overlay borrows the gazetteer as it is compiled */
        struct image_source source = {builder_string(b, name), builder_string(b, content)};
        PUSH(b, sources, source);
    }
    return b->failed ? error_set(err, HB_ERR_MEMORY, 0, "no memory for the tables") : HB_OK;
}
