/* One writer per format. A table gives a row as a line of its columns, wrapped, and below it the
 * sentence that says so: news does not fit into columns. CSV follows RFC 4180. */
#include "export/rows.h"

#include "export/cells.h"
#include "export/flow.h"

#include <stdio.h>

enum { INDENT = 4 };

enum rows_format rows_format_parse(const char *name) {
    static const char *const names[ROWS_FORMATS] = {"table", "jsonl", "csv"};
    int i = 0;
    while (i < ROWS_FORMATS && strcmp(names[i], name) != 0)
        i++;
    return (enum rows_format)i;
}

static void put_json(struct rows *r, const struct store_row *row) {
    struct json_out *j = &r->out;
    json_object(j);
    for (uint32_t i = 0; i < row_columns(row); i++) {
        json_key(j, row_name(row, i));
        str text = row_text(row, i);
        if (row_is_null(row, i) || text.n == 0)
            json_null(j);
        else if (!row_is_number(row, i))
            json_string(j, text);
        else if (memchr(text.p, '.', text.n))
            json_real(j, row_real(row, i));
        else
            json_integer(j, row_integer(row, i));
    }
    json_end_object(j);
    json_newline(j);
}

static void put_csv(struct rows *r, const struct store_row *row) {
    struct buffer *b = &r->out.out;
    for (uint32_t i = 0; i < row_columns(row) && r->n == 0; i++) {
        buffer_text(b, i ? "," : "");
        cell_csv(b, str_from(row_name(row, i)), false);
    }
    buffer_text(b, r->n == 0 ? "\r\n" : "");
    for (uint32_t i = 0; i < row_columns(row); i++) {
        buffer_text(b, i ? "," : "");
        cell_csv(b, row_text(row, i), row_is_number(row, i));
    }
    buffer_text(b, "\r\n");
}

/* What stands before a cell: codes belong to the name before them, what is acted upon follows an
 * arrow, and numbers and ids say what they are. */
static void put_lead(struct flow *f, const struct store_row *row, uint32_t column, bool is_first) {
    const char *name = row_name(row, column);
    bool is_target = strcmp(name, "recipient") == 0 || strcmp(name, "to") == 0;
    bool is_said = row_is_number(row, column) || strcmp(name, "report") == 0 ||
                   strcmp(name, "by") == 0 || strcmp(name, "since") == 0 ||
                   strcmp(name, "until") == 0 || strcmp(name, "condition") == 0 ||
                   strcmp(name, "first") == 0 || strcmp(name, "last") == 0 ||
                   strcmp(name, "behind") == 0 || strcmp(name, "due") == 0;
    if (!is_first)
        flow_text(f, FLOW_PLAIN, is_target ? " \xE2\x86\x92 " : " \xC2\xB7 ");
    if (!is_said)
        return;
    flow_text(f, FLOW_PLAIN, name);
    flow_text(f, FLOW_PLAIN, " ");
}

static void put_table(struct rows *r, const struct store_row *row) {
    struct flow f = flow_open(&r->out.out, r->width, false);
    bool is_first = true;
    f.indent = INDENT;
    for (uint32_t i = 0; i < row_columns(row); i++) {
        str s = row_text(row, i), name = str_from(row_name(row, i));
        bool is_code = str_ends(name, STR("_code")) && !is_first;
        if (s.n == 0 || strcmp(row_name(row, i), "words") == 0)
            continue;
        if (is_code)
            flow_text(&f, FLOW_PLAIN, " (");
        else
            put_lead(&f, row, i, is_first);
        flow_put(&f, FLOW_PLAIN, s);
        flow_text(&f, FLOW_PLAIN, is_code ? ")" : "");
        is_first = false;
    }
    flow_line(&f);
    for (uint32_t i = 0; i < row_columns(row); i++) {
        if (strcmp(row_name(row, i), "words") != 0 || row_is_null(row, i))
            continue;
        flow_tab(&f, INDENT);
        flow_put(&f, FLOW_PLAIN, row_text(row, i));
        flow_line(&f);
    }
}

void rows_put(struct rows *r, const struct store_row *row) {
    if (r->format == ROWS_JSONL)
        put_json(r, row);
    else if (r->format == ROWS_CSV)
        put_csv(r, row);
    else
        put_table(r, row);
    r->n++;
}

bool rows_put_item(struct rows *r, const struct store_row *row, struct buffer *array) {
    struct buffer *line = &r->out.out;
    rows_put(r, row);
    buffer_text(array, r->n > 1 ? ",\n" : "\n");
    buffer_put(array, line->p, line->n ? line->n - 1 : 0);
    array->failed |= line->failed;
    buffer_reset(line);
    return !array->failed;
}
