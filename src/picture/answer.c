/* Rows that folds make, and the small texts in them. */
#include "picture/answer.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>

struct answer answer_open(struct arena *a, const char *const *columns, uint32_t limit,
                          store_sink *sink, void *context) {
    struct answer x = {.arena = a, .limit = limit, .sink = sink, .context = context};
    while (columns[x.n] && x.n < ANSWER_COLUMNS) {
        x.cells[x.n] = (struct row_cell){.name = columns[x.n]};
        x.n++;
    }
    return x;
}

void answer_text(struct answer *x, uint32_t column, str value) {
    x->cells[column].text = value.n ? value : (str){NULL, 0};
    x->cells[column].is_number = false;
}

void answer_integer(struct answer *x, uint32_t column, int64_t value) {
    x->cells[column].text = text_of(x->arena, "%lld", (long long)value);
    x->cells[column].is_number = true;
}

void answer_real(struct answer *x, uint32_t column, double value, int decimals) {
    double rounded = fabs(value) < 0.5 * pow(10, -decimals) ? 0 : value; /* no "-0.0" */
    x->cells[column].text = text_of(x->arena, "%.*f", decimals, rounded);
    x->cells[column].is_number = true;
}

void answer_give(struct answer *x) {
    if (!x->is_over) {
        x->is_over = !row_give(x->cells, x->n, x->sink, x->context);
        x->n_given++;
        x->is_over |= x->limit && x->n_given >= x->limit;
    }
    for (uint32_t i = 0; i < x->n; i++)
        x->cells[i] = (struct row_cell){.name = x->cells[i].name};
}

static bool is_listed(str list, str item, const char *separator) {
    uint32_t step = (uint32_t)strlen(separator);
    for (uint32_t begin = 0; begin + item.n <= list.n;) {
        uint32_t end = begin;
        while (end < list.n && !str_starts(str_slice(list, end, list.n), (str){separator, step}))
            end++;
        if (str_equal(str_slice(list, begin, end), item))
            return true;
        begin = end + step;
    }
    return false;
}

str list_add(struct arena *a, str list, str item, const char *separator) {
    if (!item.n || is_listed(list, item, separator))
        return list;
    if (!list.n)
        return item;
    return text_of(a, "%.*s%s%.*s", (int)list.n, list.p, separator, (int)item.n, item.p);
}

str text_of(struct arena *a, const char *format, ...) {
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *p = n < 0 ? NULL : arena_alloc(a, (size_t)n + 1);
    if (p)
        vsnprintf(p, (size_t)n + 1, format, again);
    va_end(again);
    return p ? (str){p, (uint32_t)n} : (str){NULL, 0};
}
