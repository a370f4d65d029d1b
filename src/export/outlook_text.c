/* A chance is drawn as a scale from never to always: full up to the low end of its range, half
 * within the range, the chance itself as a line, and empty beyond. */
#include "export/outlook_text.h"

#include "export/flow.h"

#include <stdio.h>
#include <stdlib.h>

enum { LEAD = 8, BAR = 30, TEXT_MOST = 64 };

static str printed(struct arena *a, const char *format, double value) {
    char text[TEXT_MOST];
    snprintf(text, sizeof text, format, value);
    return str_copy(a, str_from(text));
}

str chance_text(struct arena *a, double chance) {
    double percent = 100 * chance;
    if (percent < 0.1)
        return STR("<0.1 %");
    return printed(a, percent < 9.95 ? "%.1f %%" : "%.0f %%", percent > 99.4 ? 99 : percent);
}

str chance_bar(struct arena *a, double low, double chance, double high, uint32_t columns) {
    static const char *const signs[] = {"\xE2\x96\x88", "\xE2\x96\x93", "\xE2\x96\x92",
                                        "\xE2\x94\x82"};
    char text[512] = "";
    uint32_t n = 0;
    columns = columns > 100 ? 100 : columns;
    uint32_t at = (uint32_t)(chance * columns), from = (uint32_t)(low * columns);
    uint32_t to = (uint32_t)(high * columns + 0.999);
    at = at >= columns ? columns - 1 : at;
    for (uint32_t i = 0; i < columns; i++) {
        const char *sign = i == at    ? signs[3]
                           : i < from ? signs[0]
                           : i < to   ? signs[2]
                                      : "\xC2\xB7";
        n += (uint32_t)snprintf(text + n, sizeof text - n, "%s", sign);
    }
    return str_copy(a, (str){text, n});
}

static str cell(const struct store_row *row, const char *name) {
    for (uint32_t i = 0; i < row_columns(row); i++)
        if (strcmp(row_name(row, i), name) == 0)
            return row_is_null(row, i) ? (str){NULL, 0} : row_text(row, i);
    return (str){NULL, 0};
}

static double number(const struct store_row *row, const char *name) {
    str text = cell(row, name);
    char z[TEXT_MOST];
    snprintf(z, sizeof z, "%.*s", (int)(text.n < 60 ? text.n : 60), text.n ? text.p : "0");
    return strtod(z, NULL);
}

static void put_head(struct flow *f, const struct store_row *row) {
    flow_text(f, FLOW_BOLD, "Outlook from ");
    flow_put(f, FLOW_BOLD, cell(row, "today"));
    flow_text(f, FLOW_DIM, ", by ");
    flow_put(f, FLOW_DIM, cell(row, "past_days"));
    flow_text(f, FLOW_DIM, " days of past with ");
    flow_put(f, FLOW_DIM, cell(row, "past_acts"));
    flow_text(f, FLOW_DIM,
              number(row, "past_days") < 180
                  ? " acts: little past, so ranges are wide and chances lean on how "
                    "common such acts are"
                  : " acts");
    flow_line(f);
    flow_line(f);
}

static void put_act(struct flow *f, const struct store_row *row) {
    str who = cell(row, "actor"), whom = cell(row, "recipient");
    flow_put(f, FLOW_BOLD, who.n ? who : STR("somebody"));
    flow_text(f, FLOW_BOLD, " ");
    flow_put(f, FLOW_CYAN, cell(row, "type"));
    if (whom.n) {
        flow_text(f, FLOW_BOLD, " ");
        flow_put(f, FLOW_BOLD, whom);
    }
}

static void put_chances(struct flow *f, struct arena *a, const struct store_row *row) {
    static const char *const names[] = {"chance_1", "chance_7", "chance_30"};
    static const char *const then[] = {"then_1", "then_7", "then_30"};
    static const char *const days[] = {"1 day ", "7 days ", "30 days "};
    flow_text(f, FLOW_PLAIN, "  ");
    for (int i = 0; i < 3; i++) {
        flow_text(f, FLOW_DIM, i ? ", " : "");
        flow_text(f, FLOW_DIM, days[i]);
        flow_put(f, FLOW_DIM, chance_text(a, number(row, names[i])));
        if (cell(row, then[i]).n) {
            flow_text(f, FLOW_YELLOW, " \xE2\x86\x92 ");
            flow_put(f, FLOW_YELLOW, chance_text(a, number(row, then[i])));
        }
    }
    flow_line(f);
}

static void put_range(struct flow *f, struct arena *a, const struct store_row *row, double chance) {
    double low = number(row, "low"), high = number(row, "high");
    flow_tab(f, LEAD);
    flow_put(f, FLOW_PLAIN, chance_bar(a, low, chance, high, BAR));
    flow_text(f, FLOW_DIM, " ");
    flow_put(f, FLOW_DIM, chance_text(a, low));
    flow_text(f, FLOW_DIM, " to ");
    flow_put(f, FLOW_DIM, chance_text(a, high));
    flow_text(f, FLOW_DIM, "; usually ");
    flow_put(f, FLOW_DIM, chance_text(a, number(row, "usual")));
    if (number(row, "like") >= 1) {
        flow_text(f, FLOW_DIM, "; of ");
        flow_put(f, FLOW_DIM, cell(row, "like"));
        flow_text(f, FLOW_DIM, " like forecasts ");
        flow_put(f, FLOW_DIM, cell(row, "like_came"));
        flow_text(f, FLOW_DIM, " came true");
    }
    flow_line(f);
}

static void put_reasons(struct flow *f, const struct store_row *row) {
    str reason, rest = cell(row, "reasons");
    while (rest.n && str_split(&rest, '|', &reason)) {
        flow_tab(f, LEAD);
        flow_put(f, FLOW_PLAIN, str_trim(reason));
        flow_line(f);
    }
    str words = cell(row, "words"), report = cell(row, "reports");
    if (words.n) {
        flow_tab(f, LEAD);
        flow_text(f, FLOW_DIM, "\xE2\x80\x9C");
        flow_put(f, FLOW_DIM, words);
        flow_text(f, FLOW_DIM, "\xE2\x80\x9D ");
        flow_put(f, FLOW_DIM, report);
        flow_line(f);
    }
    flow_line(f);
}

void outlook_text_put(struct outlook_text *t, const struct store_row *row, struct buffer *out) {
    struct arena a = {0};
    struct flow f = flow_open(out, t->width, t->has_color);
    char name[TEXT_MOST];
    snprintf(name, sizeof name, "chance_%d", (int)number(row, "within"));
    double chance = number(row, name);
    if (t->n++ == 0)
        put_head(&f, row);
    flow_put(&f, FLOW_BOLD, chance_text(&a, chance));
    flow_tab(&f, LEAD);
    put_act(&f, row);
    put_chances(&f, &a, row);
    put_range(&f, &a, row, chance);
    if (!t->is_brief)
        put_reasons(&f, row);
    arena_free(&a);
}
