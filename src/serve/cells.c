/* What lists and pages of one thing write alike. */
#include "serve/cells.h"

#include "export/outlook_text.h"
#include "picture/answer.h"

enum { LINKS = 8 };

str row_cell(const struct store_row *row, const char *name) {
    for (uint32_t i = 0; name && i < row_columns(row); i++)
        if (strcmp(row_name(row, i), name) == 0)
            return row_is_null(row, i) ? (str){NULL, 0} : row_text(row, i);
    return (str){NULL, 0};
}

double row_number(const struct store_row *row, const char *name) {
    for (uint32_t i = 0; i < row_columns(row); i++)
        if (strcmp(row_name(row, i), name) == 0)
            return row_is_number(row, i) ? row_real(row, i) : 0;
    return 0;
}

/* "Name (CODE)"; what does not end in a code is shown as it is. */
static void put_party(struct buffer *b, str one) {
    uint32_t open = one.n;
    while (open > 0 && one.p[open - 1] != '(')
        open--;
    if (open <= 2 || one.p[one.n - 1] != ')') {
        html_text(b, one);
        return;
    }
    str name = str_slice(one, 0, open - 2);
    html_link(b, "/actors/", name, name);
    html(b, " <span class=\"code\">");
    html_text(b, str_slice(one, open, one.n - 1));
    html(b, "</span>");
}

void put_parties(struct buffer *b, str parties) {
    while (parties.n) {
        uint32_t end = 0;
        while (end + 1 < parties.n && !(parties.p[end] == ';' && parties.p[end + 1] == ' '))
            end++;
        bool is_last = end + 1 >= parties.n;
        put_party(b, str_slice(parties, 0, is_last ? parties.n : end));
        if (is_last)
            return;
        html(b, "; ");
        parties = str_slice(parties, end + 2, parties.n);
    }
}

void put_with(struct buffer *b, str value, str with, const char *class) {
    html_text(b, value);
    if (!with.n || str_equal(value, with))
        return;
    html(b, " <span class=\"");
    buffer_text(b, class);
    html(b, "\">");
    html_text(b, with);
    html(b, "</span>");
}

void put_fact(struct buffer *b, const char *name, str value) {
    if (!value.n)
        return;
    html(b, "<dt>");
    buffer_text(b, name);
    html(b, "</dt><dd>");
    html_text(b, value);
    html(b, "</dd>\n");
}

void put_code(struct buffer *b, str code, const char *nobody) {
    if (code.n)
        html_link(b, "/actors/", code, code);
    else
        buffer_text(b, nobody);
}

void put_ids(struct buffer *b, const char *path, const char *name, str ids) {
    char number[8] = {'1', 0};
    bool is_one = !memchr(ids.p ? ids.p : "", ' ', ids.n);
    str id;
    if (!ids.n)
        return;
    html(b, " <span class=\"fine\">");
    if (!is_one) {
        buffer_text(b, name);
        html(b, "s");
    }
    for (int i = 0; i < LINKS && str_split(&ids, ' ', &id); i++) {
        number[0] = (char)('1' + i);
        html(b, " ");
        html_link(b, path, id, is_one ? str_from(name) : str_from(number));
    }
    html(b, "</span>");
}

void put_heading(struct buffer *b, const char *class, const char *heading) {
    html(b, "<th scope=\"col\"");
    buffer_text(b, class);
    html(b, ">");
    buffer_text(b, heading);
    html(b, "</th>");
}

void put_cell_begin(struct buffer *b, const char *class, const char *heading) {
    html(b, "<td");
    buffer_text(b, class);
    html_attribute(b, "data-label", str_from(heading));
    html(b, ">");
}

static const char *class_of(const struct figure *f) {
    return f->decimals == FIGURE_TEXT ? "" : " class=\"number\"";
}

void put_figure_heads(struct buffer *b, const struct figure *figures, size_t n) {
    html(b, "<div class=\"scroll\" tabindex=\"0\"><table class=\"list\">\n<thead><tr>");
    for (size_t i = 0; i < n; i++)
        put_heading(b, class_of(&figures[i]), figures[i].heading);
    html(b, "</tr></thead>\n<tbody>\n");
}

static str figure_text(struct arena *a, const struct store_row *row, const struct figure *f) {
    if (f->decimals == FIGURE_TEXT || f->decimals == FIGURE_AS_IS)
        return row_cell(row, f->column);
    double value = row_number(row, f->column);
    return f->decimals == FIGURE_SHARE ? chance_text(a, value)
                                       : text_of(a, "%.*f", f->decimals, value);
}

void put_figures(struct buffer *b, struct arena *a, const struct store_row *row,
                 const struct figure *figures, size_t n) {
    for (size_t i = 0; i < n; i++) {
        put_cell_begin(b, class_of(&figures[i]), figures[i].heading);
        html_text(b, figure_text(a, row, &figures[i]));
        html(b, "</td>");
    }
    html(b, "</tr>\n");
}
