/* Words for PostgreSQL's index as FTS5's tokenizer (unicode61) finds them, so that both find the
 * same reports: runs of letters and digits, lower case, without accents. Stems are made by the
 * server, by Porter's rules like FTS5's. Linear. */
#include "store/dialect.h"

#include <stdio.h>
#include <utf8proc.h>

enum { MOST_WORDS_BYTES = 400 << 10 /* of a text: more than a tsvector holds is left out */ };

static bool is_of_word(utf8proc_category_t c) {
    return (c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_LO) ||
           (c >= UTF8PROC_CATEGORY_ND && c <= UTF8PROC_CATEGORY_NO) || c == UTF8PROC_CATEGORY_CO;
}

static bool is_mark(utf8proc_category_t c) {
    return c == UTF8PROC_CATEGORY_MN || c == UTF8PROC_CATEGORY_MC;
}

/* The letter without its accents, lower case. */
static void put_letter(struct buffer *out, utf8proc_int32_t letter) {
    utf8proc_int32_t parts[8];
    utf8proc_uint8_t bytes[4];
    int boundary = 0;
    utf8proc_ssize_t n = utf8proc_decompose_char(
        letter, parts, 8, UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK, &boundary);
    utf8proc_int32_t base = n > 0 && n <= 8 ? parts[0] : letter;
    utf8proc_ssize_t length = utf8proc_encode_char(utf8proc_tolower(base), bytes);
    buffer_put(out, (const char *)bytes, (size_t)length);
}

/* Reads the next code point; *n is its length, 1 where it is none. */
static utf8proc_int32_t next_letter(str text, uint32_t at, uint32_t *n) {
    utf8proc_int32_t letter = -1;
    utf8proc_ssize_t length = utf8proc_iterate((const utf8proc_uint8_t *)text.p + at,
                                               (utf8proc_ssize_t)(text.n - at), &letter);
    *n = length > 0 ? (uint32_t)length : 1;
    return length > 0 ? letter : ' ';
}

void dialect_words(str text, struct buffer *out) {
    bool is_in_word = false;
    size_t begin = out->n;
    for (uint32_t at = 0, n = 0; at < text.n && out->n - begin < MOST_WORDS_BYTES; at += n) {
        utf8proc_int32_t letter = next_letter(text, at, &n);
        utf8proc_category_t c = utf8proc_category(letter);
        if (is_of_word(c)) {
            if (!is_in_word && out->n > begin)
                buffer_text(out, " ");
            put_letter(out, letter);
            is_in_word = true;
        } else if (!is_mark(c)) {
            is_in_word = false;
        }
    }
}

/* ---- queries ---- */

struct query {
    str text;
    uint32_t at;
    struct buffer *out;
    uint32_t depth;
    const char *reason;
};

static void skip_blanks(struct query *q) {
    while (q->at < q->text.n && strchr(" \t\n\r", q->text.p[q->at]))
        q->at++;
}

static char here(struct query *q) {
    skip_blanks(q);
    return q->at < q->text.n ? q->text.p[q->at] : '\0';
}

/* Bytes of a bare word: letters, digits, _, and what is not ASCII. */
static bool is_bare(char c) {
    return (unsigned char)c >= 0x80 || c == '_' || (c >= '0' && c <= '9') ||
           (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static str bare_word(struct query *q) {
    uint32_t begin = q->at;
    while (q->at < q->text.n && is_bare(q->text.p[q->at]))
        q->at++;
    return str_slice(q->text, begin, q->at);
}

static str peek_word(struct query *q) {
    skip_blanks(q);
    uint32_t at = q->at;
    str word = bare_word(q);
    q->at = at;
    return word;
}

/* What stands between quotes; "" is one of them. */
static void quoted(struct query *q, struct buffer *out) {
    for (q->at++; q->at < q->text.n; q->at++) {
        if (q->text.p[q->at] == '"' && (q->at + 1 == q->text.n || q->text.p[q->at + 1] != '"')) {
            q->at++;
            return;
        }
        q->at += q->text.p[q->at] == '"';
        buffer_put(out, q->text.p + q->at, 1);
    }
    q->reason = "unterminated string";
}

/* Words that follow each other, with what stands behind each: ":*" of a prefix, "A" of a title. */
static void put_phrase(struct query *q, str words, const char *weight) {
    struct buffer folded = {0};
    str word;
    uint32_t n = 0;
    dialect_words(words, &folded);
    bool is_prefix = here(q) == '*';
    q->at += is_prefix;
    buffer_text(q->out, "(");
    for (str rest = {folded.p, (uint32_t)folded.n}; folded.n && str_split(&rest, ' ', &word); n++) {
        bool is_last = rest.p == NULL;
        buffer_text(q->out, n ? " <-> '" : "'");
        buffer_str(q->out, word);
        buffer_text(q->out, "'");
        if (*weight || (is_last && is_prefix))
            buffer_text(q->out, ":");
        buffer_text(q->out, is_last && is_prefix ? "*" : "");
        buffer_text(q->out, weight);
    }
    buffer_text(q->out, n ? ")" : "'')");
    buffer_free(&folded);
}

static void read_or(struct query *q, const char *weight);

/* A column before a colon; "" where there is none. */
static const char *column(struct query *q, const char *weight) {
    uint32_t at = q->at;
    str name = bare_word(q);
    if (name.n && here(q) == ':') {
        q->at++;
        if (str_is(name, "title"))
            return "A";
        if (str_is(name, "text"))
            return "D";
        q->reason = "no such column";
    }
    q->at = at;
    return weight;
}

static void read_phrase(struct query *q, const char *weight) {
    struct buffer text = {0};
    skip_blanks(q);
    weight = column(q, weight);
    char c = here(q);
    if (c == '(') {
        q->at++;
        buffer_text(q->out, "(");
        if (++q->depth > 64)
            q->reason = "too many brackets";
        else
            read_or(q, weight);
        if (!q->reason && here(q) != ')')
            q->reason = "a bracket is not closed";
        q->at++;
        q->depth--;
        buffer_text(q->out, ")");
    } else if (c == '"') {
        quoted(q, &text);
        put_phrase(q, (str){text.p, (uint32_t)text.n}, weight);
    } else if (is_bare(c)) {
        str word = bare_word(q);
        if (str_is(word, "NEAR"))
            q->reason = "an archive on a server does not know NEAR";
        put_phrase(q, word, weight);
    } else {
        q->reason = "syntax error";
    }
    buffer_free(&text);
}

/* Phrases beside each other, or with AND; NOT takes away. */
static void read_and(struct query *q, const char *weight) {
    read_phrase(q, weight);
    while (!q->reason && here(q) && here(q) != ')') {
        str word = peek_word(q);
        bool is_not = str_is(word, "NOT");
        if (str_is(word, "OR"))
            return;
        if (is_not || str_is(word, "AND"))
            q->at += word.n;
        else if (here(q) == '+') {
            q->at++;
            buffer_text(q->out, " <-> ");
            read_phrase(q, weight);
            continue;
        }
        buffer_text(q->out, is_not ? " & !" : " & ");
        read_phrase(q, weight);
    }
}

static void read_or(struct query *q, const char *weight) {
    read_and(q, weight);
    while (!q->reason && str_is(peek_word(q), "OR")) {
        q->at += 2;
        buffer_text(q->out, " | ");
        read_and(q, weight);
    }
}

bool dialect_query(str query, struct buffer *out, const char **reason) {
    struct query q = {.text = query, .out = out};
    read_or(&q, "");
    if (!q.reason && here(&q))
        q.reason = "syntax error";
    *reason = q.reason;
    return !q.reason;
}
