/* Translates token by token: comments go, the rest is copied, and a few words are said otherwise.
 * A token is seen with those before and after it, never with the meaning of the whole, so that SQL
 * which both understand alike costs no thought here. Linear. */
#include "store/dialect.h"

#include "base/vec.h"

#include <stdio.h>
#include <stdlib.h>

enum { MOST_DEPTH = 32 };

enum token_kind { TOKEN_WORD, TOKEN_VALUE, TOKEN_OTHER };

struct token {
    str text;
    enum token_kind kind;
    bool is_after_blank;
};

struct tokens {
    struct token *items;
    size_t n, capacity;
};

static bool is_letter(char c) {
    return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* The byte behind what begins at `at` and ends with `end`. */
static uint32_t behind(str sql, uint32_t at, const char *end) {
    uint32_t n = (uint32_t)strlen(end);
    while (at < sql.n && (at + n > sql.n || memcmp(sql.p + at, end, n) != 0))
        at++;
    return at + n < sql.n ? at + n : sql.n;
}

/* Blanks and comments; what follows --@ is no comment here. */
static uint32_t skip(str sql, uint32_t at) {
    for (;;) {
        str rest = str_slice(sql, at, sql.n);
        if (rest.n && strchr(" \n\t\r", rest.p[0]))
            at++;
        else if (str_starts(rest, STR("--@")))
            at += 3;
        else if (str_starts(rest, STR("--")))
            at = behind(sql, at, "\n");
        else if (str_starts(rest, STR("/*")))
            at = behind(sql, at, "*/");
        else
            return at;
    }
}

static uint32_t end_of_token(str sql, uint32_t at, enum token_kind *kind) {
    char c = sql.p[at], next = at + 1 < sql.n ? sql.p[at + 1] : '\0';
    uint32_t end = at + 1;
    *kind = is_letter(c)                                ? TOKEN_WORD
            : c == '?' || (c == ':' && is_letter(next)) ? TOKEN_VALUE
                                                        : TOKEN_OTHER;
    if (c == '\'' || c == '"')
        return behind(sql, end, c == '"' ? "\"" : "'");
    if (c == ':' && next == ':')
        return at + 2;
    if (*kind == TOKEN_WORD || *kind == TOKEN_VALUE || is_digit(c))
        while (end < sql.n && (is_letter(sql.p[end]) || is_digit(sql.p[end])))
            end++;
    return end;
}

static bool read_tokens(str sql, struct arena *a, struct tokens *out) {
    for (uint32_t at = 0;;) {
        uint32_t begin = skip(sql, at);
        if (begin >= sql.n)
            return !a->failed;
        struct token t = {.is_after_blank = begin > at};
        at = end_of_token(sql, begin, &t.kind);
        t.text = str_slice(sql, begin, at);
        if (!VEC_PUSH(a, out, t))
            return false;
    }
}

struct translation {
    struct dialect *out;
    const struct token *tokens;
    size_t n, at;
    uint32_t depth, n_lists;
    /* Depths of the open lists whose members get something at their ends: ORDER BY, or the columns
     * of an index. */
    uint32_t lists[MOST_DEPTH];
    bool in_table, in_index;
};

static str word_at(const struct translation *t, size_t i) {
    return i < t->n ? t->tokens[i].text : (str){"", 0};
}

static bool are_next(const struct translation *t, const char *words) {
    size_t i = t->at;
    str word;
    for (str rest = str_from(words); str_split(&rest, ' ', &word); i++)
        if (!str_equal(word_at(t, i), word))
            return false;
    return true;
}

static void put(struct translation *t, const char *words, size_t n_tokens) {
    if (t->tokens[t->at].is_after_blank && t->out->sql.n)
        buffer_text(&t->out->sql, " ");
    buffer_text(&t->out->sql, words);
    t->at += n_tokens;
}

/* The number of a value: that of its name, or the next. */
static uint32_t number_of(struct dialect *d, str value) {
    uint32_t number = d->n_values + 1;
    if (value.p[0] == '?' && value.n > 1)
        number = (uint32_t)strtoul(value.p + 1, NULL, 10);
    for (uint32_t i = 1; value.p[0] == ':' && i <= d->n_values; i++)
        if (str_is(value, d->names[i]))
            number = i;
    if (number == 0 || number > DIALECT_VALUES)
        return 0;
    if (value.p[0] == ':')
        snprintf(d->names[number], DIALECT_NAME, "%.*s", (int)value.n, value.p);
    d->n_values = number > d->n_values ? number : d->n_values;
    d->is_used[number] = true;
    return number;
}

static void put_value(struct translation *t, const char *before, const char *after) {
    char text[64];
    uint32_t number = number_of(t->out, t->tokens[t->at].text);
    t->out->sql.failed |= number == 0;
    snprintf(text, sizeof text, "%s$%u%s", before, number, after);
    put(t, text, 1);
}

/* How many arguments has the call whose bracket stands at i? */
static uint32_t count_arguments(const struct translation *t, size_t i) {
    uint32_t depth = 0, n = 1;
    for (; i < t->n; i++) {
        str s = t->tokens[i].text;
        depth += str_is(s, "(");
        n += depth == 1 && str_is(s, ",");
        if (str_is(s, ")") && --depth == 0)
            break;
    }
    return n;
}

static bool is_open(const struct translation *t) {
    return t->n_lists && t->lists[t->n_lists - 1] == t->depth;
}

static void open_list(struct translation *t) {
    if (t->n_lists < MOST_DEPTH)
        t->lists[t->n_lists++] = t->depth;
}

/* SQLite has nothing come before everything. */
static void end_member(struct translation *t) {
    bool is_descending = t->at && str_is(t->tokens[t->at - 1].text, "DESC");
    buffer_text(&t->out->sql, is_descending ? " NULLS LAST" : " NULLS FIRST");
}

static void close_list(struct translation *t) {
    end_member(t);
    t->n_lists--;
}

static void put_sign(struct translation *t) {
    str s = t->tokens[t->at].text;
    char sign[2] = {s.p[0], '\0'};
    bool begins_index = t->in_index && t->depth == 0 && s.p[0] == '(';
    if (is_open(t) && s.p[0] == ',')
        end_member(t);
    if (is_open(t) && (s.p[0] == ')' || s.p[0] == ';'))
        close_list(t);
    t->depth += s.p[0] == '(';
    t->depth -= s.p[0] == ')' && t->depth;
    put(t, sign, 1);
    if (begins_index)
        open_list(t);
    if (s.p[0] == ';')
        t->in_table = t->in_index = false;
}

static void put_type(struct translation *t) {
    if (t->at && str_is(word_at(t, t->at - 1), "key") && are_next(t, "INTEGER PRIMARY KEY") &&
        !str_is(word_at(t, t->at + 3), "REFERENCES")) {
        char identity[96];
        snprintf(identity, sizeof identity,
                 "BIGINT GENERATED BY DEFAULT AS IDENTITY (INCREMENT BY %d) PRIMARY KEY",
                 DIALECT_KEYS);
        put(t, identity, 3);
    } else if (are_next(t, "INTEGER") || are_next(t, "ANY")) {
        put(t, "BIGINT", 1);
    } else if (are_next(t, "REAL")) {
        put(t, "DOUBLE PRECISION", 1);
    } else if (are_next(t, "BLOB")) {
        put(t, "BYTEA", 1);
    } else {
        put(t, t->in_table ? "TEXT COLLATE \"C\"" : "TEXT", 1);
    }
}

static bool is_type(str s) {
    return str_in(s, "INTEGER ANY REAL BLOB TEXT");
}

/* Words that say how a table is kept, and a table of FTS5; true: they were left out. */
static bool leave_out(struct translation *t) {
    size_t from = t->at;
    if (are_next(t, "WITHOUT ROWID"))
        t->at += 2;
    else if (are_next(t, "STRICT"))
        t->at += str_is(word_at(t, t->at + 1), ",") ? 2 : 1;
    else if (are_next(t, "CREATE VIRTUAL"))
        while (t->at < t->n && !str_is(word_at(t, t->at++), ";"))
            continue;
    return t->at > from;
}

static void put_word(struct translation *t) {
    str s = t->tokens[t->at].text;
    bool is_call = str_is(word_at(t, t->at + 1), "(");
    if (is_type(s)) {
        put_type(t);
    } else if (are_next(t, "ORDER BY")) {
        put(t, "ORDER BY", 2);
        open_list(t);
    } else if (str_is(s, "LIMIT")) {
        if (is_open(t))
            close_list(t);
        put(t, "LIMIT", 1);
        if (t->at < t->n && t->tokens[t->at].kind == TOKEN_VALUE)
            put_value(t, "nullif(", ", -1)");
    } else if (are_next(t, "CROSS JOIN")) {
        put(t, "JOIN", 2);
    } else if (are_next(t, "report_words MATCH")) {
        put(t, "words @@ to_tsquery('harbinger.words',", 2);
        put_value(t, "", ")");
    } else if (is_call && str_is(s, "group_concat")) {
        put(t, "string_agg", 1);
    } else if (is_call && str_is(s, "char")) {
        put(t, "chr", 1);
    } else if (is_call && (str_is(s, "max") || str_is(s, "min")) &&
               count_arguments(t, t->at + 1) > 1) {
        put(t, str_is(s, "max") ? "greatest" : "least", 1);
    } else {
        char word[64];
        t->in_table |= are_next(t, "CREATE TABLE");
        t->in_index |= are_next(t, "CREATE INDEX");
        t->in_index &= !str_is(s, "USING");
        t->out->sql.failed |= s.n >= sizeof word;
        snprintf(word, sizeof word, "%.*s", (int)s.n, s.p);
        put(t, word, 1);
    }
}

static void put_token(struct translation *t) {
    const struct token *token = &t->tokens[t->at];
    if (leave_out(t))
        return;
    if (token->kind == TOKEN_WORD) {
        put_word(t);
    } else if (token->kind == TOKEN_VALUE) {
        put_value(t, "", "");
    } else if (token->text.n == 1 && strchr("(),;", token->text.p[0])) {
        put_sign(t);
    } else {
        put(t, "", 1);
        buffer_str(&t->out->sql, token->text);
    }
}

/* INSERT INTO table [(columns)] VALUES (…) [ON CONFLICT [(columns)] DO NOTHING] */
static void read_many(const struct tokens *tokens, struct dialect *d) {
    str sql = {d->sql.p, (uint32_t)d->sql.n};
    const char *values = d->sql.p ? strstr(d->sql.p, " VALUES (") : NULL;
    const char *conflict = d->sql.p ? strstr(d->sql.p, " ON CONFLICT") : NULL;
    const char *end = conflict ? conflict : sql.p + sql.n;
    if (tokens->n < 3 || !values || !str_starts(sql, STR("INSERT INTO ")) ||
        (conflict && !strstr(conflict, " DO NOTHING")) || tokens->items[2].text.n >= DIALECT_NAME)
        return;
    d->is_many = true;
    snprintf(d->table, sizeof d->table, "%.*s", (int)tokens->items[2].text.n,
             tokens->items[2].text.p);
    buffer_put(&d->many, sql.p, (size_t)(values - sql.p));
    buffer_text(&d->many, " SELECT ");
    for (const char *p = values + strlen(" VALUES ("); p + 1 < end; p++)
        buffer_put(&d->many, *p == '$' ? "u.c" : p, *p == '$' ? 3 : 1);
    buffer_text(&d->many, " FROM unnest(");
    buffer_text(&d->many_names, ") AS u (");
    for (uint32_t i = 1; i <= d->n_values; i++) {
        char name[16];
        snprintf(name, sizeof name, "%sc%u", i > 1 ? ", " : "", i);
        buffer_text(&d->many_names, name);
    }
    buffer_text(&d->many_names, ")");
    buffer_put(&d->many_end, end, (size_t)(sql.p + sql.n - end));
}

bool dialect_translate(str sql, struct dialect *out) {
    struct arena a = {0};
    struct tokens tokens = {0};
    *out = (struct dialect){0};
    bool is_fine = read_tokens(sql, &a, &tokens);
    struct translation t = {.out = out, .tokens = tokens.items, .n = is_fine ? tokens.n : 0};
    while (t.at < t.n)
        put_token(&t);
    if (is_open(&t))
        end_member(&t);
    buffer_put(&out->sql, "", 1);
    out->sql.n -= out->sql.n > 0;
    if (is_fine && !out->sql.failed)
        read_many(&tokens, out);
    arena_free(&a);
    return is_fine && !out->sql.failed && !out->many.failed && !out->many_end.failed;
}

void dialect_free(struct dialect *d) {
    buffer_free(&d->sql);
    buffer_free(&d->many);
    buffer_free(&d->many_names);
    buffer_free(&d->many_end);
}
