/* Cells of CSV (RFC 4180) and of tab-separated tables. What a spreadsheet runs: OWASP, "CSV
 * Injection". */
#include "export/cells.h"

#include "base/utf8.h"

bool cell_is_formula(str s) {
    static const uint32_t first[] = {'=',  '+',    '-',    '@',    '\t',  '\r',
                                     '\n', 0xFF1D, 0xFF0B, 0xFF0D, 0xFF20};
    uint32_t at = 0, c = s.n ? utf8_next(s, &at) : 0;
    for (size_t i = 0; i < sizeof first / sizeof *first; i++)
        if (s.n && c == first[i])
            return true;
    return false;
}

void cell_csv(struct buffer *out, str s, bool is_number) {
    bool is_formula = !is_number && cell_is_formula(s);
    bool is_quoted = is_formula;
    for (uint32_t i = 0; i < s.n && !is_quoted; i++)
        is_quoted = s.p[i] == ',' || s.p[i] == '"' || s.p[i] == '\r' || s.p[i] == '\n';
    if (!is_quoted) {
        buffer_str(out, s);
        return;
    }
    buffer_text(out, is_formula ? "\"'" : "\"");
    for (uint32_t i = 0; i < s.n; i++)
        buffer_put(out, s.p[i] == '"' ? "\"\"" : s.p + i, s.p[i] == '"' ? 2 : 1);
    buffer_text(out, "\"");
}

void cell_tsv(struct buffer *out, str s) {
    bool is_blank_due = false, is_first = true;
    if (cell_is_formula(s))
        buffer_text(out, "'");
    for (uint32_t at = 0; at < s.n;) {
        char z[4];
        uint32_t c = utf8_next(s, &at);
        bool is_gap = c <= ' ' || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029;
        if (!is_gap && is_blank_due && !is_first)
            buffer_text(out, " ");
        if (!is_gap)
            buffer_put(out, z, utf8_put(c, z));
        is_first = is_first && is_gap;
        is_blank_due = is_gap;
    }
}

str table_find(const char *table, str key, int column) {
    str cell;
    const char *end;
    for (const char *line = table; key.n && (end = strchr(line, '\n')) != NULL; line = end + 1) {
        str rest = {line, (uint32_t)(end - line)};
        if (!str_starts(rest, key) || rest.n <= key.n || rest.p[key.n] != '\t')
            continue;
        for (int i = 0; str_split(&rest, '\t', &cell); i++)
            if (i == column)
                return cell;
    }
    return (str){NULL, 0};
}
