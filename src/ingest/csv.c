/* Tables with a head: what other tools export (Media Cloud, Event Registry, spreadsheets). A record
 * may run over lines within quotes; the separator is the one of comma, semicolon and tab that the
 * head has most of. Columns are known by their usual names, or by those that the user gives. */
#include "ingest/containers.h"

#include "base/json_out.h"

#include <stdio.h>

enum field { FIELD_ID, FIELD_URL, FIELD_TITLE, FIELD_DATE, FIELD_OUTLET, FIELD_TEXT, FIELDS };
enum { MOST_COLUMNS = 512, HEAD_BYTES = 4096 };

static const char *const keys[FIELDS] = {"id", "url", "title", "date", "outlet", "text"};

/* In small letters, the surest first. */
static const char *const usual[FIELDS] = {
    "id guid story_id stories_id article_id uri",
    "url link source_url article_url web_url",
    "title headline header subject",
    "date seendate publish_date published published_at publication_date pubdate datetime time "
    "published_date",
    "outlet source media_name publisher publication newspaper domain source_name site",
    "text body content article full_text fulltext article_text maintext main_text story "
    "description"};

static str next_word(str *rest, char separator) {
    str part = {NULL, 0};
    str_split(rest, separator, &part);
    return str_trim(part);
}

bool csv_map_parse(const char *z, struct csv_map *out) {
    str rest = str_from(z);
    *out = (struct csv_map){0};
    while (rest.n) {
        str pair = next_word(&rest, ','), column = pair, key = next_word(&column, '=');
        int field = 0;
        while (field < FIELDS && !str_is(key, keys[field]))
            field++;
        if (field == FIELDS || !column.n || column.n >= sizeof out->columns[0])
            return false;
        snprintf(out->columns[field], sizeof out->columns[0], "%.*s", (int)column.n, column.p);
    }
    return true;
}

/* A cell out of a record, without its quotes, into `out`. False: there is none left. */
static bool next_cell(str *rest, char separator, struct buffer *out) {
    buffer_reset(out);
    if (!rest->p)
        return false;
    uint32_t i = 0;
    bool in_quotes = rest->n > 0 && rest->p[0] == '"';
    for (i = in_quotes; i < rest->n; i++) {
        char c = rest->p[i];
        bool is_doubled = in_quotes && c == '"' && i + 1 < rest->n && rest->p[i + 1] == '"';
        if (is_doubled)
            i++;
        else if (in_quotes && c == '"') {
            in_quotes = false;
            continue;
        } else if (!in_quotes && c == separator)
            break;
        buffer_put(out, &c, 1);
    }
    *rest = i < rest->n ? str_slice(*rest, i + 1, rest->n) : (str){NULL, 0};
    return true;
}

static char separator_of(str head) {
    static const char candidates[] = ",;\t";
    char best = ',';
    uint32_t most = 0;
    for (const char *c = candidates; *c; c++) {
        uint32_t n = 0;
        for (uint32_t i = 0; i < head.n; i++)
            n += head.p[i] == *c;
        if (n > most) {
            most = n;
            best = *c;
        }
    }
    return best;
}

/* How well a column's name fits a field: 0 not, else the higher the better. */
static int fit(str name, int field, const struct csv_map *map) {
    if (map->columns[field][0])
        return str_is(name, map->columns[field]) ? 1000 : 0;
    char small[64];
    uint32_t n = 0;
    for (; n < name.n && n < sizeof small; n++)
        small[n] = name.p[n] >= 'A' && name.p[n] <= 'Z' ? (char)(name.p[n] | 0x20)
                   : name.p[n] == ' '                   ? '_'
                                                        : name.p[n];
    str rest = str_from(usual[field]), word;
    for (int rank = 100; str_split(&rest, ' ', &word); rank--)
        if (str_equal(word, (str){small, n}))
            return rank;
    return 0;
}

static void read_head(str head, const struct csv_map *map, struct csv *c) {
    int best[FIELDS] = {0};
    struct buffer cell = {0};
    *c = (struct csv){.separator = separator_of(head), .has_head = true};
    for (int f = 0; f < FIELDS; f++)
        c->places[f] = -1;
    if (str_starts(head, STR("\xEF\xBB\xBF")))
        head = str_slice(head, 3, head.n);
    for (int column = 0; column < MOST_COLUMNS && next_cell(&head, c->separator, &cell); column++)
        for (int f = 0; f < FIELDS; f++) {
            int fits = fit(str_trim((str){cell.p ? cell.p : "", (uint32_t)cell.n}), f, map);
            if (fits > best[f]) {
                best[f] = fits;
                c->places[f] = column;
            }
        }
    buffer_free(&cell);
}

bool csv_begins(str bytes, const struct csv_map *map) {
    struct csv c;
    const char *newline = bytes.n ? memchr(bytes.p, '\n', bytes.n) : NULL;
    if (!newline || newline - bytes.p > HEAD_BYTES)
        return false;
    str head = str_trim(str_slice(bytes, 0, (uint32_t)(newline - bytes.p)));
    read_head(head, map, &c);
    int n_known = 0;
    for (int f = 0; f < FIELDS; f++)
        n_known += c.places[f] >= 0;
    bool has_text = c.places[FIELD_TEXT] >= 0 && (n_known > 1 || map->columns[FIELD_TEXT][0]);
    return has_text || (c.places[FIELD_URL] >= 0 && c.places[FIELD_TITLE] >= 0);
}

static bool has_open_quote(str s, bool is_open) {
    for (uint32_t i = 0; i < s.n; i++)
        is_open ^= s.p[i] == '"';
    return is_open;
}

/* A record, which may run over several lines, into `out`. */
static enum lines_result read_record(struct lines *l, struct buffer *out, struct hb_error *err) {
    bool is_open = false;
    buffer_reset(out);
    for (;;) {
        str line;
        enum lines_result result = lines_next(l, &line, err);
        if (result == LINES_END && out->n)
            return LINES_ONE; /* a quote that never closes: what there is */
        if (result != LINES_ONE)
            return result;
        if (out->n)
            buffer_put(out, "\n", 1);
        buffer_str(out, line);
        is_open = has_open_quote(line, is_open);
        if (out->n > l->maximum || out->failed)
            return LINES_TOO_LONG;
        if (!is_open)
            return LINES_ONE;
    }
}

static void put_cell(const struct csv *c, struct json_out *j, int field,
                     const struct buffer *cell) {
    str value = {cell->p ? cell->p : "", (uint32_t)cell->n};
    json_key(j, keys[field]);
    json_string(j, value);
    if (field != FIELD_TITLE || c->places[FIELD_TEXT] >= 0)
        return;
    json_key(j, keys[FIELD_TEXT]);
    json_string(j, value);
    json_key(j, "note");
    json_text(j, "the table gives a headline only");
}

static void put_record(const struct csv *c, str record, struct json_out *j) {
    struct buffer cell = {0};
    json_object(j);
    for (int column = 0; column < MOST_COLUMNS && next_cell(&record, c->separator, &cell); column++)
        for (int f = 0; f < FIELDS; f++)
            if (c->places[f] == column)
                put_cell(c, j, f, &cell);
    json_end_object(j);
    buffer_free(&cell);
}

enum given csv_next(struct csv *c, struct lines *l, const struct csv_map *map, struct json_out *out,
                    struct hb_error *err) {
    struct buffer record = {0};
    enum lines_result result = read_record(l, &record, err);
    if (result == LINES_ONE && !c->has_head) {
        read_head(str_trim((str){record.p ? record.p : "", (uint32_t)record.n}), map, c);
        result = read_record(l, &record, err);
    }
    while (result == LINES_ONE && record.n == 0)
        result = read_record(l, &record, err);
    if (result == LINES_TOO_LONG)
        error_set(err, HB_ERR_LIMIT, l->number, "record longer than %zu bytes", l->maximum);
    if (result == LINES_ONE)
        put_record(c, (str){record.p, (uint32_t)record.n}, out);
    buffer_free(&record);
    return result == LINES_ONE ? GIVEN_RECORD : result == LINES_TOO_LONG ? GIVEN_FAULT : GIVEN_END;
}
