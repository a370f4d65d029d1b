/* Reads the training files of names: token columns with IOB tags in the dialects of the open sets,
 * and the tables of knowledge/ that know names beforehand. Kinds are brought to five: PER, ORG,
 * LOC, NORP and MISC for all else. */
#include "lang/names.h"

#include "base/vec.h"
#include "lang/lang.h"

enum { SENTENCES_PER_TEXT = 20 };

static const struct {
    const char *label;
    enum name_kind kind;
} KINDS[] = {
    {"PER", NAME_PER},
    {"PERSON", NAME_PER},
    {"POLITICIAN", NAME_PER},
    {"ORG", NAME_ORG},
    {"ORGANISATION", NAME_ORG},
    {"ORGANIZATION", NAME_ORG},
    {"POLITICALPARTY", NAME_ORG},
    {"CORPORATION", NAME_ORG},
    {"GROUP", NAME_ORG},
    {"LOC", NAME_LOC},
    {"LOCATION", NAME_LOC},
    {"COUNTRY", NAME_LOC},
    {"GPE", NAME_LOC},
    {"NORP", NAME_NORP},
    {"NATIONALITY", NAME_NORP},
    {"MISC", NAME_MISC},
    {"OTH", NAME_MISC},
    {"EVENT", NAME_MISC},
    {"ELECTION", NAME_MISC},
    {"PRODUCT", NAME_MISC},
    {"CREATIVE-WORK", NAME_MISC},
};

static enum name_kind kind_of(str label) {
    char upper[24];
    if (label.n > sizeof upper)
        return NAME_NONE;
    for (uint32_t i = 0; i < label.n; i++)
        upper[i] = label.p[i] >= 'a' && label.p[i] <= 'z' ? (char)(label.p[i] - 32) : label.p[i];
    for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++)
        if (str_equal((str){upper, label.n}, str_from(KINDS[i].label)))
            return KINDS[i].kind;
    return NAME_NONE;
}

struct text_list {
    struct text *items;
    size_t n, capacity;
};
struct token_list {
    struct token *items;
    size_t n, capacity;
};
struct sentence_list {
    struct sentence *items;
    size_t n, capacity;
};

struct iob_reader {
    struct arena *arena;
    str file;
    struct text_list texts;
    struct token_list tokens;
    struct sentence_list sentences;
    uint32_t first; /* token of the running sentence */
    enum name_kind last;
    bool says_documents;
};

static bool close_sentence(struct iob_reader *r) {
    uint32_t n = (uint32_t)r->tokens.n;
    r->last = NAME_NONE;
    if (n == r->first)
        return true;
    struct sentence s = {.first = r->first, .last = n};
    r->first = n;
    return VEC_PUSH(r->arena, &r->sentences, s);
}

static bool close_text(struct iob_reader *r) {
    if (!close_sentence(r))
        return false;
    if (!r->sentences.n)
        return true;
    struct text t = {.source = r->file,
                     .tokens = r->tokens.items,
                     .sentences = r->sentences.items,
                     .n_tokens = (uint32_t)r->tokens.n,
                     .n_sentences = (uint32_t)r->sentences.n};
    r->tokens = (struct token_list){0};
    r->sentences = (struct sentence_list){0};
    r->first = 0;
    return VEC_PUSH(r->arena, &r->texts, t);
}

static bool push_part(struct iob_reader *r, str form, enum name_kind kind, bool begins) {
    struct token t = {.form = form, .head = TOKEN_NONE, .name = (uint8_t)kind};
    t.name_begins = begins;
    t.has_space_after = 1;
    return VEC_PUSH(r->arena, &r->tokens, t);
}

/* Appends a token, cut at its hyphens unless `is_whole` (files that are cut already). */
static bool push_token(struct iob_reader *r, str form, str tag, bool is_whole) {
    str label = tag.n > 2 ? str_slice(tag, 2, tag.n) : (str){tag.p, 0};
    enum name_kind kind = kind_of(label);
    bool begins = kind && (tag.p[0] == 'B' || kind != r->last);
    if (str_is(tag, "B-O") && form.n && form.p[0] >= 'A' && form.p[0] <= 'Z')
        kind = r->last; /* UNER lost the end of a name where it ends the sentence */
    r->last = kind;
    uint32_t begin = 0;
    bool is_address = memchr(form.p, '/', form.n) || memchr(form.p, '@', form.n);
    for (uint32_t i = 1; !is_whole && !is_address && i + 1 < form.n; i++) {
        if (form.p[i] != '-' || form.p[i - 1] == '-' || form.p[i + 1] == '-')
            continue;
        if (!push_part(r, str_slice(form, begin, i), kind, begins) ||
            !push_part(r, str_slice(form, i, i + 1), kind, false))
            return false;
        r->tokens.items[r->tokens.n - 2].has_space_after = 0;
        r->tokens.items[r->tokens.n - 1].has_space_after = 0;
        begins = false;
        begin = i + 1;
    }
    return push_part(r, str_slice(form, begin, form.n), kind, begins);
}

static bool read_line(struct iob_reader *r, str line) {
    str columns[6], rest = line;
    uint32_t n = 0;
    char separator = memchr(line.p, '\t', line.n) ? '\t' : ' ';
    while (n < 6 && str_split(&rest, separator, &columns[n]))
        n++;
    bool is_numbered = separator == '\t' && n >= 3 && columns[0].n && columns[0].p[0] >= '0' &&
                       columns[0].p[0] <= '9' && columns[1].n;
    if (is_numbered)
        return push_token(r, columns[1], columns[2], true);
    if (n < 2 || !columns[0].n)
        return true;
    return push_token(r, columns[0], str_trim(columns[n - 1]), false);
}

hb_status names_read_iob(str file, struct arena *a, struct text **out, size_t *n_out,
                         struct hb_error *err) {
    struct iob_reader r = {.arena = a, .file = file};
    str line, rest = file;
    while (str_split(&rest, '\n', &line)) {
        bool is_document = str_starts(line, STR("# newdoc")) || str_starts(line, STR("-DOCSTART-"));
        bool is_ok = true;
        if (is_document) {
            r.says_documents = true;
            is_ok = close_text(&r);
        } else if (str_trim(line).n == 0) {
            is_ok = close_sentence(&r);
            if (is_ok && !r.says_documents && r.sentences.n >= SENTENCES_PER_TEXT)
                is_ok = close_text(&r);
        } else if (!str_starts(line, STR("# "))) {
            is_ok = read_line(&r, line);
        }
        if (!is_ok)
            return error_set(err, HB_ERR_MEMORY, 0, "no memory for a file of names");
    }
    if (!close_text(&r))
        return error_set(err, HB_ERR_MEMORY, 0, "no memory for a file of names");
    *out = r.texts.items;
    *n_out = r.texts.n;
    return HB_OK;
}

/* ---- tables of knowledge/ ----------------------------------------------------------------------
 */

/* Appends the names of a cell, parted by '|'; words in lower case ("the Kremlin": the) are kept. */
static bool push_names(struct arena *a, struct known_list *out, str cell, enum name_kind kind) {
    str name;
    if (str_is(cell, "-"))
        return true;
    while (str_split(&cell, '|', &name)) {
        name = str_trim(name);
        if (str_starts(name, STR("the ")))
            name = str_slice(name, 4, name.n);
        if (name.n > 1 && !VEC_PUSH(a, out, ((struct known_name){name, kind, KNOWN_WHOLE})))
            return false;
    }
    return true;
}

/* Cuts a table line into at most n columns; the rest are empty. False for comments and blank lines.
 */
static bool cut_line(str line, str *columns, int n) {
    if (!line.n || line.p[0] == '#')
        return false;
    for (int i = 0; i < n; i++)
        if (!str_split(&line, '\t', &columns[i]))
            columns[i] = (str){"", 0};
    return true;
}

hb_status names_read_countries(str file, struct arena *a, struct known_list *out,
                               struct hb_error *err) {
    str line, c[6];
    while (str_split(&file, '\n', &line)) {
        if (!cut_line(line, c, 6))
            continue;
        if (!push_names(a, out, c[1], NAME_LOC) || !push_names(a, out, c[2], NAME_LOC) ||
            !push_names(a, out, c[3], NAME_NORP) || !push_names(a, out, c[4], NAME_LOC))
            return error_set(err, HB_ERR_MEMORY, 0, "no memory for the table of countries");
    }
    return HB_OK;
}

hb_status names_read_places(str file, struct arena *a, struct known_list *out,
                            struct hb_error *err) {
    str line, c[3];
    while (str_split(&file, '\n', &line)) {
        if (!cut_line(line, c, 3))
            continue;
        if (!push_names(a, out, c[0], NAME_LOC) || !push_names(a, out, c[1], NAME_LOC))
            return error_set(err, HB_ERR_MEMORY, 0, "no memory for the table of places");
    }
    return HB_OK;
}

/* "=Kerala", "+Kollam", "Varkala  8.7  76.7  2 …": smaller towns are too many, and too often words.
 */
hb_status names_read_gazetteer(str file, struct arena *a, struct known_list *out,
                               struct hb_error *err) {
    enum { LEAST_WEIGHT = 2 };
    str line, c[6];
    while (str_split(&file, '\n', &line)) {
        if (!cut_line(line, c, 6))
            continue;
        bool is_region = c[0].n && c[0].p[0] == '=', is_district = c[0].n && c[0].p[0] == '+';
        if (is_region || is_district)
            c[0] = str_slice(c[0], 1, c[0].n);
        else if (!c[3].n || c[3].p[0] < '0' + LEAST_WEIGHT)
            continue;
        str others = is_region ? c[4] : is_district ? (str){"", 0} : c[5];
        if (!push_names(a, out, c[0], NAME_LOC) || !push_names(a, out, others, NAME_LOC))
            return error_set(err, HB_ERR_MEMORY, 0, "no memory for the gazetteer");
    }
    return HB_OK;
}

hb_status names_read_actors(str file, struct arena *a, struct known_list *out,
                            struct hb_error *err) {
    str line, c[3];
    while (str_split(&file, '\n', &line)) {
        if (!cut_line(line, c, 3))
            continue;
        enum name_kind kind = str_starts(c[2], STR("person")) ? NAME_PER : NAME_ORG;
        if (!push_names(a, out, c[0], kind) || !push_names(a, out, c[1], kind))
            return error_set(err, HB_ERR_MEMORY, 0, "no memory for a table of actors");
    }
    return HB_OK;
}

/* Appends the words of one class; '_' in a word is written as a space (into a copy in the arena).
 */
static bool push_class(struct arena *a, struct known_list *out, str words, struct known_name like) {
    char *copy = arena_copy(a, words.p, words.n);
    if (!copy)
        return false;
    str rest = {copy, words.n};
    while (str_split(&rest, ' ', &like.text)) {
        for (uint32_t i = 0; i < like.text.n; i++)
            if (like.text.p[i] == '_')
                copy[(size_t)(like.text.p - copy) + i] = ' ';
        if (like.text.n > 1 && !VEC_PUSH(a, out, like))
            return false;
    }
    return true;
}

hb_status names_read_words(str file, struct arena *a, struct known_list *out,
                           struct hb_error *err) {
    static const struct {
        const char *class;
        struct known_name like;
    } CLASSES[] = {{"first:", {.kind = NAME_PER, .part = KNOWN_FIRST}},
                   {"last:", {.kind = NAME_PER, .part = KNOWN_LAST}},
                   {"place:", {.kind = NAME_LOC}},
                   {"body:", {.kind = NAME_ORG}}};
    str line;
    while (str_split(&file, '\n', &line)) {
        for (size_t i = 0; i < sizeof CLASSES / sizeof *CLASSES; i++) {
            str class = str_from(CLASSES[i].class);
            if (str_starts(line, class) &&
                !push_class(a, out, str_slice(line, class.n, line.n), CLASSES[i].like))
                return error_set(err, HB_ERR_MEMORY, 0, "no memory for the list of names");
        }
    }
    return HB_OK;
}
