/* Features of a sentence boundary: the forms and shapes of the two words on each side, alone and in
 * pairs, what stands in the gap, and how the sentence began. A linear model over such features is
 * the approach of Gillick (2009, "Sentence boundary detection and the problem with the U.S."); gaps
 * without final punctuation are candidates too (headlines, lists), where the next word is no
 * lower-case word. Cost: about forty hashes for one gap in six. */
#include "lang/boundary.h"

#include "base/utf8.h"

enum shape {
    SHAPE_NONE,
    SHAPE_LOWER,
    SHAPE_CAPITAL,
    SHAPE_UPPER,
    SHAPE_INITIAL,
    SHAPE_MIXED,
    SHAPE_DIGIT,
    SHAPE_FINAL,
    SHAPE_DOTS,
    SHAPE_ABBREVIATION,
    SHAPE_OPENER,
    SHAPE_CLOSER,
    SHAPE_QUOTE,
    SHAPE_COLON,
    SHAPE_COMMA,
    SHAPE_DASH,
    SHAPE_MARK,
    SHAPE_LONG_MARK
};

static enum shape mark_shape(str w) {
    char ch = w.p[0];
    if (w.n > 1 && (ch == '!' || ch == '?'))
        return SHAPE_FINAL;
    if (w.n > 1 && ch == '.')
        return SHAPE_DOTS;
    if (w.n > 1 && (unsigned char)ch < 0x80)
        return w.n > 3 ? SHAPE_LONG_MARK : SHAPE_DASH;
    switch (ch) {
    case '.':
    case '!':
    case '?':
        return SHAPE_FINAL;
    case '(':
    case '[':
    case '{':
    case '<':
        return SHAPE_OPENER;
    case ')':
    case ']':
    case '}':
    case '>':
        return SHAPE_CLOSER;
    case '"':
    case '\'':
    case '`':
        return SHAPE_QUOTE;
    case ':':
    case ';':
        return SHAPE_COLON;
    case ',':
        return SHAPE_COMMA;
    case '-':
        return SHAPE_DASH;
    default:
        return SHAPE_MARK;
    }
}

static enum shape wide_shape(str w) {
    uint32_t at = 0, c = utf8_next(w, &at);
    if (c == 0x2018 || c == 0x201C || c == 0xAB)
        return SHAPE_OPENER;
    if (c == 0x2019 || c == 0x201D || c == 0xBB)
        return SHAPE_QUOTE;
    if (c == 0x2026)
        return SHAPE_DOTS;
    if (c == 0x2013 || c == 0x2014)
        return SHAPE_DASH;
    if (c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == 0x61F)
        return SHAPE_FINAL;
    if (!utf8_is_letter(c))
        return SHAPE_MARK;
    return utf8_is_upper(c) ? SHAPE_CAPITAL : SHAPE_LOWER;
}

static enum shape shape_of(str w) {
    if (!w.n)
        return SHAPE_NONE;
    char ch = w.p[0], last = w.p[w.n - 1];
    if ((unsigned char)ch >= 0x80)
        return wide_shape(w);
    if (ch >= '0' && ch <= '9')
        return SHAPE_DIGIT;
    bool is_upper = ch >= 'A' && ch <= 'Z', is_lower = ch >= 'a' && ch <= 'z';
    if (!is_upper && !is_lower)
        return mark_shape(w);
    if (last == '.')
        return w.n == 2 ? SHAPE_INITIAL : SHAPE_ABBREVIATION;
    if (is_lower)
        return SHAPE_LOWER;
    if (w.n == 1)
        return SHAPE_INITIAL;
    if (last >= 'A' && last <= 'Z')
        return SHAPE_UPPER;
    return SHAPE_CAPITAL;
}

enum gap boundary_gap(str source, uint32_t end, uint32_t begin) {
    uint32_t lines = 0;
    for (uint32_t i = end; i < begin; i++)
        lines += source.p[i] == '\n';
    if (begin <= end)
        return GAP_NONE;
    return lines > 1 ? GAP_PARAGRAPH : lines ? GAP_LINE : begin - end > 1 ? GAP_WIDE : GAP_SPACE;
}

bool boundary_is_candidate(const struct token *tokens, uint32_t i, enum gap gap) {
    if (tokens[i].multiword_part == 1)
        return false;
    if (gap == GAP_LINE)
        return true;
    enum shape before = shape_of(tokens[i].form), after = shape_of(tokens[i + 1].form);
    if (gap == GAP_NONE)
        return (before == SHAPE_FINAL || before == SHAPE_DOTS) && after <= SHAPE_DIGIT &&
               tokens[i + 1].form.p[0] != tokens[i].form.p[0];
    if (before >= SHAPE_FINAL && before != SHAPE_OPENER && before != SHAPE_COMMA)
        return true;
    return after != SHAPE_LOWER && after != SHAPE_FINAL && after != SHAPE_COMMA &&
           after != SHAPE_CLOSER;
}

static uint32_t hash_form(str w) {
    return (uint32_t)hash_str(w);
}

static uint32_t hash_lower(str w) {
    char buffer[24];
    uint32_t n = w.n < sizeof buffer ? w.n : (uint32_t)sizeof buffer;
    for (uint32_t i = 0; i < n; i++) {
        char ch = w.p[i];
        buffer[i] = ch >= 'A' && ch <= 'Z' ? (char)(ch + 32) : ch;
    }
    return (uint32_t)hash_bytes(buffer, n, 7);
}

static uint32_t length_class(uint32_t n) {
    return n < 8 ? n : n < 16 ? 8 + (n - 8) / 4 : n < 40 ? 10 + (n - 16) / 8 : 13;
}

uint32_t boundary_features(str source, const struct token *tokens, uint32_t n, uint32_t i,
                           enum gap gap, const struct boundary_state *state,
                           uint32_t out[BOUNDARY_FEATURES]) {
    static const str NOTHING = {"", 0};
    str b2 = i > state->first ? tokens[i - 1].form : NOTHING, b1 = tokens[i].form;
    str b3 = i > state->first + 1 ? tokens[i - 2].form : NOTHING;
    str a1 = tokens[i + 1].form, a2 = i + 2 < n ? tokens[i + 2].form : NOTHING;
    uint32_t sb1 = shape_of(b1), sb2 = shape_of(b2), sb3 = shape_of(b3), sa1 = shape_of(a1),
             sa2 = shape_of(a2), g = gap;
    uint32_t length = length_class(i + 1 - state->first);
    uint32_t first = hash_lower(tokens[state->first].form),
             first_shape = shape_of(tokens[state->first].form);
    uint32_t line = tokens[i].end - state->line_begin;
    uint32_t line_class = line < 30 ? 0 : line < 50 ? 1 : line < 85 ? 2 : line < 110 ? 3 : 4;
    uint32_t within = (state->brackets > 0) + 2u * state->is_quoted;
    uint32_t is_joined = (uint32_t)(i > state->first && tokens[i - 1].end == tokens[i].begin);
    uint32_t hb1 = hash_form(b1), ha1 = hash_form(a1), hl1 = hash_lower(a1), hl2 = hash_lower(b2);
    uint32_t k = 0;
    (void)source;
#define FEATURE(x, y, z)                                                                           \
    out[k] = (uint32_t)hash_mix(hash_mix((uint64_t)k * 0x9E3779B9u + (x), (y)), (z)), k++
    FEATURE(0u, g, 0u);
    FEATURE(hb1, g, 0u);
    FEATURE(ha1, g, 0u);
    FEATURE(hl1, sb1, sa1);
    FEATURE(sb1, sa1, g);
    FEATURE(sb1, sa1, length);
    FEATURE(sb1, sa1, within);
    FEATURE(sb2, sb1, sa1);
    FEATURE(sb1, sa1, sa2);
    FEATURE(hb1, sa1, sa2);
    FEATURE(hb1, hl1, 0u);
    FEATURE(hb1, hl2, 0u);
    FEATURE(hb1, hl2, sa1);
    FEATURE(hash_lower(a2), sa1, sb1);
    FEATURE(ha1, hash_lower(a2), 0u);
    FEATURE(length, sb1, g);
    FEATURE(first, sb1, sa1);
    FEATURE(first, length, sb1);
    FEATURE(first_shape, length, sb1 * 32 + sa1);
    FEATURE(line_class, g, sb1 * 32 + sa1);
    FEATURE(line_class, g, 0u);
    FEATURE(line_class, g, sb1);
    FEATURE(line_class, g, hl1);
    FEATURE(sb1, hl1, g);
    FEATURE(hl2, hb1, sa1 * 32 + sb3);
    FEATURE(sb3, sb2 * 32 + sb1, sa1 * 32 + sa2);
    FEATURE(is_joined, sb1, sa1);
    FEATURE(b1.n < 6 ? b1.n : 6u, sb1, sa1);
    FEATURE(hash_lower(b1), 0u, sa1);
    FEATURE(within, sb1 * 32 + sa1, b2.n);
    FEATURE(hl2, sb1, sa1);
    FEATURE(hb1, length, sa1);
    FEATURE(hl1, length, sb1);
#undef FEATURE
    return k;
}

void boundary_advance(struct boundary_state *state, const struct token *tokens, uint32_t i,
                      bool ends) {
    str w = tokens[i].form;
    char ch = w.n ? w.p[0] : ' ';
    if (ends) {
        state->first = i + 1;
        state->brackets = 0;
        state->is_quoted = false;
        return;
    }
    if (ch == '(' || ch == '[')
        state->brackets++;
    else if ((ch == ')' || ch == ']') && state->brackets > 0)
        state->brackets--;
    else if (ch == '"' || (w.n == 2 && (memcmp(w.p, "``", 2) == 0 || memcmp(w.p, "''", 2) == 0)))
        state->is_quoted = !state->is_quoted;
    else if (w.n == 3 && memcmp(w.p, "\xE2\x80\x9C", 3) == 0)
        state->is_quoted = true;
    else if (w.n == 3 && memcmp(w.p, "\xE2\x80\x9D", 3) == 0)
        state->is_quoted = false;
}
