/* CoNLL-U. The reader goes line by line and builds documents; multiword-token lines give their
 * words a common span; empty nodes (1.1) are skipped. Heads that leave their sentence, point at
 * themselves or run in circles are taken as roots, so that what follows can trust the tree. The
 * writer prints what the parser knows. */
#include "lang/conllu.h"

#include "base/vec.h"

#include <stdio.h>

struct drafts {
    struct arena *a;
    struct {
        struct conllu *items;
        size_t n, capacity;
    } documents;
    struct {
        struct token *items;
        size_t n, capacity;
    } tokens;
    struct {
        struct sentence *items;
        size_t n, capacity;
    } sentences;
    struct {
        str *items;
        size_t n, capacity;
    } xpos, features;
    struct {
        char *items;
        size_t n, capacity;
    } source;
    bool begins_paragraph, is_broken;
    uint32_t sentence_first;
    uint32_t multi_low, multi_high, multi_begin,
        multi_end; /* word numbers and span of a multiword token */
    bool multi_space;
};

#define PUSH(d, v, value)                                                                          \
    do {                                                                                           \
        if (!VEC_PUSH((d)->a, &(d)->v, value))                                                     \
            (d)->is_broken = true;                                                                 \
    } while (0)

static void append(struct drafts *d, str s) {
    for (uint32_t i = 0; i < s.n; i++)
        PUSH(d, source, s.p[i]);
}

/* Makes every head a token of the sentence and the whole a tree with one root. Linear: a walk stops
 * where an earlier one passed, and a circle is cut where the walk that finds it closes. */
static void repair_heads(struct drafts *d, uint32_t first, uint32_t last) {
    struct token *tokens = d->tokens.items;
    uint32_t root = TOKEN_NONE, *walks = ARENA_NEW(d->a, uint32_t, last - first);
    if (!walks) {
        d->is_broken = true;
        return;
    }
    for (uint32_t i = first; i < last; i++)
        if (tokens[i].head < first || tokens[i].head >= last)
            tokens[i].head = TOKEN_NONE;
    for (uint32_t i = first; i < last; i++) {
        uint32_t at = i, walk = i - first + 1;
        for (; at != TOKEN_NONE && walks[at - first] == 0; at = tokens[at].head)
            walks[at - first] = walk;
        if (at != TOKEN_NONE && walks[at - first] == walk)
            tokens[at].head = TOKEN_NONE;
    }
    for (uint32_t i = first; i < last; i++) {
        if (tokens[i].head != TOKEN_NONE)
            continue;
        if (root == TOKEN_NONE)
            root = i;
        else
            tokens[i].head = root;
    }
}

static void end_sentence(struct drafts *d) {
    uint32_t n = (uint32_t)d->tokens.n;
    if (n == d->sentence_first || d->is_broken)
        return;
    struct sentence s = {d->sentence_first, n, d->tokens.items[d->sentence_first].begin,
                         d->tokens.items[n - 1].end, 0};
    repair_heads(d, s.first, s.last);
    PUSH(d, sentences, s);
    d->sentence_first = n;
    d->multi_low = d->multi_high = 0;
}

static void end_document(struct drafts *d) {
    end_sentence(d);
    if (d->tokens.n == 0 || d->is_broken)
        return;
    struct conllu doc = {.xpos = d->xpos.items, .features = d->features.items, .has_trees = true};
    doc.text = (struct text){.source = {d->source.items, (uint32_t)d->source.n},
                             .tokens = d->tokens.items,
                             .sentences = d->sentences.items,
                             .n_tokens = (uint32_t)d->tokens.n,
                             .n_sentences = (uint32_t)d->sentences.n};
    PUSH(d, documents, doc);
    struct arena *a = d->a;
    bool is_broken = d->is_broken;
    struct drafts next = {.a = a,
                          .documents.items = d->documents.items,
                          .documents.n = d->documents.n,
                          .documents.capacity = d->documents.capacity,
                          .is_broken = is_broken};
    *d = next;
}

static bool parse_index(str s, uint32_t *out) {
    uint32_t v = 0;
    if (s.n == 0 || s.n > 8)
        return false;
    for (uint32_t i = 0; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
        v = v * 10 + (uint32_t)(s.p[i] - '0');
    }
    *out = v;
    return true;
}

static bool says_no_space(str misc) {
    for (str rest = misc, one; str_split(&rest, '|', &one);)
        if (str_is(one, "SpaceAfter=No"))
            return true;
    return false;
}

static void separate(struct drafts *d) {
    bool is_first = d->tokens.n == d->sentence_first;
    if (d->tokens.n == 0)
        return;
    const struct token *before = &d->tokens.items[d->tokens.n - 1];
    if (is_first)
        append(d, d->begins_paragraph ? STR("\n\n") : STR(" "));
    else if (before->has_space_after)
        append(d, STR(" "));
    if (is_first)
        d->tokens.items[d->tokens.n - 1].has_space_after = 1;
}

static void add_word(struct drafts *d, str form, str *columns, uint32_t n_columns,
                     uint32_t number) {
    struct token t = {.form = form, .head = TOKEN_NONE, .has_space_after = 1};
    bool is_part = number && d->multi_low && number >= d->multi_low && number <= d->multi_high;
    if (!is_part || number == d->multi_low) {
        if (!is_part) {
            separate(d);
            d->begins_paragraph = false;
        }
    }
    if (is_part) {
        t.begin = d->multi_begin;
        t.end = d->multi_end;
        t.multiword_part = number == d->multi_low ? 1 : 2;
        t.has_space_after = number == d->multi_high && d->multi_space;
    } else {
        t.begin = (uint32_t)d->source.n;
        append(d, form);
        t.end = (uint32_t)d->source.n;
        if (n_columns > 9)
            t.has_space_after = !says_no_space(columns[9]);
    }
    str xpos = {"", 0}, features = {"", 0};
    if (n_columns >= 8) {
        uint32_t head = 0;
        t.lemma = columns[2];
        t.upos = (uint8_t)(upos_parse(columns[3]) % UPOS_COUNT);
        xpos = columns[4];
        features = str_is(columns[5], "_") ? features : columns[5];
        if (parse_index(columns[6], &head) && head > 0)
            t.head = d->sentence_first + head - 1;
        enum deprel deprel = deprel_parse(columns[7]);
        t.deprel = (uint8_t)(deprel == DEP_COUNT ? DEP_dep : deprel);
    }
    PUSH(d, tokens, t);
    PUSH(d, xpos, xpos);
    PUSH(d, features, features);
}

static hb_status read_line(struct drafts *d, str line, uint32_t number, struct hb_error *err) {
    str columns[10], rest = line, one;
    uint32_t n = 0;
    while (n < 10 && str_split(&rest, '\t', &one))
        columns[n++] = one;
    if (n == 1) { /* one token a line */
        add_word(d, str_trim(columns[0]), columns, n, 0);
        return HB_OK;
    }
    uint32_t index = 0;
    if (n < 2 || columns[1].n == 0)
        return error_set(err, HB_ERR_INPUT, number,
                         "line %u: expected CoNLL-U columns or one token", number);
    if (memchr(columns[0].p, '.', columns[0].n))
        return HB_OK; /* an empty node */
    const char *dash = memchr(columns[0].p, '-', columns[0].n);
    if (dash) {
        str low = str_slice(columns[0], 0, (uint32_t)(dash - columns[0].p));
        str high = str_slice(columns[0], low.n + 1, columns[0].n);
        if (!parse_index(low, &d->multi_low) || !parse_index(high, &d->multi_high) ||
            d->multi_high < d->multi_low)
            return error_set(err, HB_ERR_INPUT, number, "line %u: bad range of a multiword token",
                             number);
        separate(d);
        d->begins_paragraph = false;
        d->multi_begin = (uint32_t)d->source.n;
        append(d, columns[1]);
        d->multi_end = (uint32_t)d->source.n;
        d->multi_space = n < 10 || !says_no_space(columns[9]);
        return HB_OK;
    }
    if (!parse_index(columns[0], &index))
        return error_set(err, HB_ERR_INPUT, number, "line %u: the first column is no word number",
                         number);
    add_word(d, columns[1], columns, n, index);
    return HB_OK;
}

hb_status conllu_read(str file, struct arena *a, struct conllu **out, size_t *n_out,
                      struct hb_error *err) {
    struct drafts d = {.a = a};
    uint32_t number = 0;
    for (str rest = file, line; str_split(&rest, '\n', &line);) {
        number++;
        if (line.n && line.p[line.n - 1] == '\r')
            line.n--;
        if (line.n == 0) {
            end_sentence(&d);
        } else if (line.n > 1 && line.p[0] == '#' && line.p[1] == ' ') {
            if (str_starts(line, STR("# newdoc")))
                end_document(&d);
            if (str_starts(line, STR("# newpar")) || str_starts(line, STR("# newdoc")))
                d.begins_paragraph = true;
        } else {
            hb_status status = read_line(&d, line, number, err);
            if (status != HB_OK)
                return status;
        }
        if (d.is_broken)
            break;
    }
    end_document(&d);
    if (d.is_broken || a->failed)
        return error_set(err, HB_ERR_MEMORY, number, "line %u: no memory", number);
    *out = d.documents.items;
    *n_out = d.documents.n;
    return HB_OK;
}

/* ---- writing ---- */

struct output {
    struct arena *a;
    char *p;
    size_t n, capacity;
    bool is_broken;
};

static void put(struct output *o, const char *p, size_t n) {
    if (o->n + n + 1 > o->capacity) {
        char *grown = arena_grow(o->a, o->p, o->n, &o->capacity, o->n + n + 1, 1);
        if (!grown) {
            o->is_broken = true;
            return;
        }
        o->p = grown;
    }
    memcpy(o->p + o->n, p, n);
    o->n += n;
}

static void put_z(struct output *o, const char *z) {
    put(o, z, strlen(z));
}

static void put_number(struct output *o, uint32_t v) {
    char z[16];
    int n = snprintf(z, sizeof z, "%u", v);
    put(o, z, (size_t)n);
}

/* White space inside a column would end it. */
static void put_clean(struct output *o, str s) {
    if (s.n == 0)
        put_z(o, "_");
    for (uint32_t i = 0; i < s.n; i++)
        put(o, s.p[i] == '\t' || s.p[i] == '\n' ? " " : &s.p[i], 1);
}

static void put_misc(struct output *o, const struct token *t) {
    const char *kind = name_kind_name((enum name_kind)t->name);
    bool is_last_part = t->multiword_part == 0;
    if (kind) {
        put_z(o, t->name_begins ? "NE=B-" : "NE=I-");
        put_z(o, kind);
    }
    if (!t->has_space_after && is_last_part)
        put_z(o, kind ? "|SpaceAfter=No" : "SpaceAfter=No");
    else if (!kind)
        put_z(o, "_");
}

static void put_multiword(struct output *o, const struct text *t, uint32_t i, uint32_t first,
                          uint32_t last) {
    uint32_t j = i + 1;
    while (j < last && t->tokens[j].multiword_part == 2)
        j++;
    put_number(o, i - first + 1);
    put_z(o, "-");
    put_number(o, j - first);
    put_z(o, "\t");
    put_clean(o, str_slice(t->source, t->tokens[i].begin, t->tokens[i].end));
    put_z(o, "\t_\t_\t_\t_\t_\t_\t_\t");
    put_z(o, t->tokens[j - 1].has_space_after ? "_\n" : "SpaceAfter=No\n");
}

static void put_token(struct output *o, const struct lang_model *m, const struct text *t,
                      uint32_t i, uint32_t first) {
    const struct token *k = &t->tokens[i];
    put_number(o, i - first + 1);
    put_z(o, "\t");
    put_clean(o, token_written(t, k));
    put_z(o, "\t");
    put_clean(o, k->lemma);
    put_z(o, "\t");
    put_z(o, upos_name((enum upos)k->upos));
    put_z(o, "\t");
    put_clean(o, lang_xpos(m, k));
    put_z(o, "\t");
    put_clean(o, lang_features(m, k));
    put_z(o, "\t");
    put_number(o, k->head == TOKEN_NONE ? 0 : k->head - first + 1);
    put_z(o, "\t");
    put_z(o, k->head == TOKEN_NONE ? "root" : deprel_name((enum deprel)k->deprel));
    put_z(o, "\t_\t");
    put_misc(o, k);
    put_z(o, "\n");
}

str conllu_write(const struct lang_model *m, const struct text *t, uint32_t number,
                 struct arena *a) {
    struct output o = {.a = a};
    for (uint32_t s = 0; s < t->n_sentences; s++) {
        const struct sentence *x = &t->sentences[s];
        put_z(&o, "# sent_id = ");
        put_number(&o, number + s);
        put_z(&o, "\n# text = ");
        put_clean(&o, str_slice(t->source, x->begin, x->end));
        put_z(&o, "\n");
        for (uint32_t i = x->first; i < x->last; i++) {
            if (t->tokens[i].multiword_part == 1)
                put_multiword(&o, t, i, x->first, x->last);
            put_token(&o, m, t, i, x->first);
        }
        put_z(&o, "\n");
    }
    return o.is_broken ? (str){NULL, 0} : (str){o.p ? o.p : "", (uint32_t)o.n};
}
