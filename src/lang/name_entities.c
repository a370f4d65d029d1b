/* Names from the entity layer of the GUM treebank (Zeldes 2017). There every noun phrase is a
 * mention with a type, names are not told apart: a mention is taken for a name where all its words
 * are proper nouns (with "of", "the", "and" and hyphens between), the longest first; titles before
 * a person are left out. Types other than person, organization and place become MISC, times and
 * kinds of things nothing. */
#include "lang/names.h"

#include "base/vec.h"

enum { OPEN_MENTIONS = 64 };

struct mention {
    uint32_t id, first, last; /* tokens, last exclusive */
    enum name_kind kind;
};

struct entity_reader {
    struct arena *arena;
    struct {
        struct text *items;
        size_t n, capacity;
    } texts;
    struct {
        struct token *items;
        size_t n, capacity;
    } tokens;
    struct {
        struct sentence *items;
        size_t n, capacity;
    } sentences;
    struct {
        struct mention *items;
        size_t n, capacity;
    } mentions; /* of the running sentence */
    struct mention open[OPEN_MENTIONS];
    uint32_t n_open, first;
};

static enum name_kind kind_of(str type) {
    static const char *const OTHER[] = {"object", "event", "abstract"};
    if (str_is(type, "person"))
        return NAME_PER;
    if (str_is(type, "organization"))
        return NAME_ORG;
    if (str_is(type, "place"))
        return NAME_LOC;
    for (size_t i = 0; i < sizeof OTHER / sizeof *OTHER; i++)
        if (str_is(type, OTHER[i]))
            return NAME_MISC;
    return NAME_NONE;
}

static uint32_t number_at(str s, uint32_t *at) {
    uint32_t n = 0;
    while (*at < s.n && s.p[*at] >= '0' && s.p[*at] <= '9' && n < 100000)
        n = n * 10 + (uint32_t)(s.p[(*at)++] - '0');
    return n;
}

static bool close_mention(struct entity_reader *r, uint32_t id, uint32_t last) {
    for (uint32_t k = r->n_open; k-- > 0;) {
        if (r->open[k].id != id)
            continue;
        struct mention m = r->open[k];
        m.last = last;
        memmove(&r->open[k], &r->open[k + 1], (r->n_open - k - 1) * sizeof m);
        r->n_open--;
        return !m.kind || VEC_PUSH(r->arena, &r->mentions, m);
    }
    return true;
}

/* Reads "(165-person-new-…-Name(3-place-…)2)": opens and closes mentions at token i. */
static bool read_entity(struct entity_reader *r, str value, uint32_t i) {
    uint32_t at = 0;
    while (at < value.n) {
        bool opens = value.p[at] == '(';
        at += opens;
        uint32_t id = number_at(value, &at), type = at + 1;
        if (opens) {
            uint32_t end = type;
            while (end < value.n && value.p[end] != '-' && value.p[end] != ')')
                end++;
            while (at < value.n && value.p[at] != ')' && value.p[at] != '(')
                at++;
            enum name_kind kind = end > type ? kind_of(str_slice(value, type, end)) : NAME_NONE;
            if (r->n_open < OPEN_MENTIONS)
                r->open[r->n_open++] = (struct mention){id, i, i, kind};
        }
        if (at < value.n && value.p[at] == ')') {
            at++;
            if (!close_mention(r, id, i + 1))
                return false;
        } else if (!opens) {
            at++;
        }
    }
    return true;
}

static bool is_title(str w) {
    static const char *const TITLES[] = {
        "President", "Mr.",       "Mrs.",    "Ms.",        "Dr.",       "Prime",      "Minister",
        "General",   "Gen.",      "Senator", "Sen.",       "Rep.",      "Gov.",       "Governor",
        "Professor", "Prof.",     "Sir",     "Lord",       "Lady",      "King",       "Queen",
        "Prince",    "Princess",  "Pope",    "Captain",    "Capt.",     "Judge",      "Justice",
        "Chief",     "Secretary", "Mr",      "Mrs",        "Dr",        "Ms",         "Col.",
        "Colonel",   "Major",     "Emperor", "Chancellor", "Mayor",     "Vice",       "Rev.",
        "Bishop",    "Saint",     "Aunt",    "Uncle",      "Miss",      "Chairman",   "Director",
        "Officer",   "Sheriff",   "Coach",   "Councillor", "Councilor", "Congressman"};
    for (size_t i = 0; i < sizeof TITLES / sizeof *TITLES; i++)
        if (str_is(w, TITLES[i]))
            return true;
    return false;
}

/* token.xpos holds, while reading, 1 for a proper noun, 2 for a word that may stand within a name.
 */
static void mark_mention(struct entity_reader *r, struct mention m) {
    struct token *t = r->tokens.items;
    while (m.first < m.last &&
           (t[m.first].xpos != 1 || (m.kind == NAME_PER && is_title(t[m.first].form))))
        m.first++;
    while (m.last > m.first && t[m.last - 1].multiword_part == 2) /* 's */
        m.last--;
    if (m.first >= m.last || t[m.last - 1].xpos != 1)
        return;
    for (uint32_t i = m.first; i < m.last; i++)
        if (t[i].xpos == 0 || t[i].name)
            return;
    for (uint32_t i = m.first; i < m.last; i++) {
        t[i].name = (uint8_t)m.kind;
        t[i].name_begins = i == m.first;
    }
}

static bool close_sentence(struct entity_reader *r) {
    uint32_t n = (uint32_t)r->tokens.n;
    if (n == r->first)
        return true;
    while (r->mentions.n) { /* the longest first; of equals the first */
        size_t best = 0;
        for (size_t k = 1; k < r->mentions.n; k++)
            if (r->mentions.items[k].last - r->mentions.items[k].first >
                r->mentions.items[best].last - r->mentions.items[best].first)
                best = k;
        mark_mention(r, r->mentions.items[best]);
        r->mentions.items[best] = r->mentions.items[--r->mentions.n];
    }
    for (uint32_t i = r->first; i < n; i++)
        r->tokens.items[i].xpos = 0;
    struct sentence s = {.first = r->first, .last = n};
    r->first = n;
    r->n_open = 0;
    return VEC_PUSH(r->arena, &r->sentences, s);
}

static bool close_text(struct entity_reader *r, str file) {
    if (!close_sentence(r))
        return false;
    struct text t = {.source = file,
                     .tokens = r->tokens.items,
                     .sentences = r->sentences.items,
                     .n_tokens = (uint32_t)r->tokens.n,
                     .n_sentences = (uint32_t)r->sentences.n};
    memset(&r->tokens, 0, sizeof r->tokens);
    memset(&r->sentences, 0, sizeof r->sentences);
    r->first = 0;
    return !t.n_sentences || VEC_PUSH(r->arena, &r->texts, t);
}

static bool read_word(struct entity_reader *r, str line) {
    static const char *const INNER[] = {"of", "the", "and", "&", "-", "for", "de", "la", "al"};
    str c[10], misc, part;
    for (int i = 0; i < 10; i++)
        if (!str_split(&line, '\t', &c[i]))
            c[i] = (str){"", 0};
    if (!c[0].n || memchr(c[0].p, '.', c[0].n) || memchr(c[0].p, '-', c[0].n))
        return true;
    struct token t = {.form = c[1], .head = TOKEN_NONE, .has_space_after = 1};
    t.xpos = str_starts(c[4], STR("NNP")) ? 1 : str_is(c[4], "CD") ? 2 : 0;
    t.multiword_part = str_is(c[4], "POS") ? 2 : 0;
    for (size_t i = 0; i < sizeof INNER / sizeof *INNER; i++)
        if (str_is(c[1], INNER[i]))
            t.xpos = 2;
    misc = c[9];
    uint32_t i = (uint32_t)r->tokens.n;
    if (!VEC_PUSH(r->arena, &r->tokens, t))
        return false;
    while (str_split(&misc, '|', &part))
        if (str_starts(part, STR("Entity=")) && !read_entity(r, str_slice(part, 7, part.n), i))
            return false;
    return true;
}

hb_status names_read_entities(str file, struct arena *a, struct text **out, size_t *n_out,
                              struct hb_error *err) {
    struct entity_reader r = {.arena = a};
    str line, rest = file;
    bool is_ok = true;
    while (is_ok && str_split(&rest, '\n', &line)) {
        if (str_starts(line, STR("# newdoc")))
            is_ok = close_text(&r, file);
        else if (!line.n)
            is_ok = close_sentence(&r);
        else if (line.p[0] != '#' || str_starts(line, STR("#\t")))
            is_ok = read_word(&r, line);
    }
    if (!is_ok || !close_text(&r, file))
        return error_set(err, HB_ERR_MEMORY, 0, "no memory for a treebank's entities");
    *out = r.texts.items;
    *n_out = r.texts.n;
    return HB_OK;
}
