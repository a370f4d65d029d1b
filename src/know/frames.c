/* Reader of frames: `TRIGGER [condition …] [A=…] [R=…] -> TYPE[/mode,…] [cameo=NNN] [flag …]`.
 * A line whose trigger or whose conditions' roles list alternatives (`weigh|mull/v
 * on|against=#actor`) makes a frame of each choice of them. Words become ids, conditions and roles
 * records; the specificity that orders the frames of a word is the sum of what each condition
 * demands: another word of the trigger 20, named values 6 (a class or kind 5), a bare role 3, an
 * absence 2, a word somewhere in the sentence 2. A guard (`-> none`) wins over its equals. */
#include "know/builder.h"

#include <stdlib.h>
#include <string.h>

#define PUSH(b, v, value)                                                                          \
    do {                                                                                           \
        if (!VEC_PUSH((b)->arena, &(b)->v, value))                                                 \
            (b)->failed = true;                                                                    \
    } while (0)

enum { MOST_CHOICES = 1000 };

struct reading {
    struct builder *b;
    const struct table_line *line;
    char *diagnostic;
    struct hb_error *err;
    uint32_t choice, n_choices; /* of the alternatives met so far */
    struct image_frame frame;
    int specificity;
    bool has_arrow, has_type;
    str actor_roles, recipient_roles; /* p NULL: the type's default */
};

static hb_status fail(struct reading *r, str at, const char *what) {
    return table_error(r->line, at, what, r->diagnostic, r->err);
}

static bool next_word(str *rest, str *word) {
    while (rest->n && (rest->p[0] == ' ' || rest->p[0] == '\t'))
        rest->p++, rest->n--;
    uint32_t n = 0;
    while (n < rest->n && rest->p[n] != ' ' && rest->p[n] != '\t')
        n++;
    *word = str_slice(*rest, 0, n);
    rest->p += n;
    rest->n -= n;
    return n > 0;
}

/* The alternative, of those split by '|', that is this reading's choice. */
static str chosen(struct reading *r, str alternatives) {
    uint32_t n = 1, which;
    for (uint32_t i = 0; i < alternatives.n; i++)
        n += alternatives.p[i] == '|';
    which = r->choice % n;
    r->choice /= n;
    r->n_choices = r->n_choices > MOST_CHOICES ? r->n_choices : r->n_choices * n;
    str rest = alternatives, one = alternatives;
    for (uint32_t i = 0; i <= which; i++)
        str_split(&rest, '|', &one);
    return one;
}

/* "weigh/v" of "weigh". */
static str with_class(struct builder *b, str lemma, char pos) {
    char *p = ARENA_NEW(b->arena, char, lemma.n + 2);
    if (!p) {
        b->failed = true;
        return lemma;
    }
    memcpy(p, lemma.p, lemma.n);
    p[lemma.n] = '/';
    p[lemma.n + 1] = pos;
    return (str){p, lemma.n + 2};
}

static hb_status read_trigger(struct reading *r, str word) {
    if (word.n < 3 || word.p[word.n - 2] != '/')
        return fail(r, word, "expected lemma/v, lemma/n or lemma/a");
    char pos = word.p[word.n - 1];
    if (pos != 'v' && pos != 'n' && pos != 'a')
        return fail(r, word, "expected v, n or a after the '/'");
    str trigger = chosen(r, str_slice(word, 0, word.n - 2));
    r->frame.trigger = builder_string(r->b, with_class(r->b, trigger, pos));
    r->frame.pos = pos == 'v' ? 0 : pos == 'n' ? 1 : 2;
    str words[FRAME_REST + 1], rest = trigger, one;
    uint32_t n = 0;
    bool has_of = false;
    while (str_split(&rest, '_', &one)) {
        if (one.n == 0 || n == FRAME_REST + 1)
            return fail(r, one, "a trigger has one to five words joined by '_'");
        has_of |= n > 0 && (str_is(one, "of") || str_is(one, "on") || str_is(one, "for") ||
                            str_is(one, "in") || str_is(one, "to") || str_is(one, "against"));
        words[n++] = one;
    }
    r->frame.is_head_last = r->frame.pos != 0 && !has_of && n > 1;
    uint32_t head = r->frame.is_head_last ? n - 1 : 0;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t id = builder_word(r->b, str_lower(r->b->arena, words[i]));
        if (i == head)
            r->frame.head = id;
        else
            r->frame.rest[r->frame.n_rest++] = id;
    }
    r->specificity += 20 * (int)r->frame.n_rest;
    return HB_OK;
}

static const char *const role_names[] = {"subj", "obj", "iobj", "xcomp", "ccomp",
                                         "poss", "mod", "head", "near"};

/* "subj", "obj" … or a preposition. */
static struct image_role role_of(struct builder *b, str s) {
    for (uint32_t i = 0; i < sizeof role_names / sizeof *role_names; i++)
        if (str_is(s, role_names[i]))
            return (struct image_role){i, 0};
    return (struct image_role){ROLE_PREPOSITION, builder_word(b, s)};
}

uint32_t builder_roles(struct builder *b, str list, uint32_t *n) {
    uint32_t first = (uint32_t)b->roles.n;
    for (str rest = list, one; str_split(&rest, ',', &one);) {
        if (one.n == 0 || str_is(one, "-"))
            continue;
        struct image_role role = role_of(b, one);
        PUSH(b, roles, role);
    }
    *n = (uint32_t)b->roles.n - first;
    return first;
}

static hb_status read_value(struct reading *r, str value, bool *is_named) {
    static const struct {
        const char *name;
        enum value_kind kind;
    } kinds[] = {{"#actor", VALUE_ACTOR},   {"#place", VALUE_PLACE},
                 {"#person", VALUE_PERSON}, {"#statesman", VALUE_STATESMAN},
                 {"#clause", VALUE_CLAUSE}, {"#subjunctive", VALUE_SUBJUNCTIVE},
                 {"#country", VALUE_PLACE}};
    struct image_value v = {VALUE_WORD, 0};
    if (value.n > 1 && value.p[0] == '#') {
        *is_named = false;
        v.kind = VALUE_CLASS;
        for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
            if (str_is(value, kinds[i].name))
                v.kind = kinds[i].kind;
        if (v.kind == VALUE_CLASS) {
            v.id = map_get(&r->b->class_ids, str_slice(value, 1, value.n));
            if (v.id == MAP_NONE)
                return fail(r, value, "no such class in classes.txt");
        }
    } else {
        v.id = builder_word(r->b, str_lower(r->b->arena, value));
    }
    PUSH(r->b, values, v);
    return HB_OK;
}

/* `obj=deal|pact`, `obj=!#sport`, `obj`, `-obj`, `on|upon`, `on|against=#actor` */
static hb_status read_condition(struct reading *r, str word) {
    struct image_condition c = {.first_value = (uint32_t)r->b->values.n};
    str role = word, values = {NULL, 0};
    const char *equals = memchr(word.p, '=', word.n);
    if (equals) {
        role = str_slice(word, 0, (uint32_t)(equals - word.p));
        values = str_slice(word, role.n + 1, word.n);
    }
    if (role.n > 1 && role.p[0] == '-') {
        c.is_absent = 1;
        role = str_slice(role, 1, role.n);
    }
    if (equals)
        role = chosen(r, role);
    if (role.n == 0 || (equals && values.n == 0))
        return fail(r, word, "expected role, -role or role=word|#class");
    if (values.n && values.p[0] == '!') {
        c.is_negated = 1;
        values = str_slice(values, 1, values.n);
    }
    bool is_named = true;
    for (str rest = values, one; str_split(&rest, '|', &one);) {
        if (one.n > 1 && one.p[0] == '!')
            one = str_slice(one, 1, one.n);
        if (one.n == 0)
            continue;
        hb_status status = read_value(r, one, &is_named);
        if (status != HB_OK)
            return status;
        c.n_values++;
    }
    bool is_alternative = memchr(role.p, '|', role.n) && !equals;
    struct image_role id = role_of(r->b, role);
    if (is_alternative) { /* any of these prepositions: kept as values of a bare condition */
        id = (struct image_role){ROLE_NONE, 0};
        for (str rest = role, one; str_split(&rest, '|', &one);) {
            struct image_value v = {VALUE_WORD, builder_word(r->b, one)};
            PUSH(r->b, values, v);
            c.n_values++;
        }
    }
    c.role = id.name;
    c.word = id.word;
    PUSH(r->b, conditions, c);
    r->frame.n_conditions++;
    r->specificity += c.is_absent || c.is_negated || c.role == ROLE_NEAR ? 2
                      : !c.n_values || is_alternative                    ? 3
                      : is_named                                         ? 6
                                                                         : 5;
    return HB_OK;
}

static hb_status read_type(struct reading *r, str word) {
    str rest = word, name;
    str_split(&rest, '/', &name);
    enum plover_type type = plover_type_parse(name);
    if (type == PLOVER_COUNT)
        return fail(r, word, "expected one of the 16 PLOVER types or none");
    r->frame.type = (uint32_t)type;
    r->has_type = true;
    for (str one; str_split(&rest, ',', &one);) {
        enum plover_mode mode = plover_mode_parse(one);
        if (mode == MODE_COUNT || r->frame.n_modes == 3)
            return fail(r, one, "unknown mode, or more than three");
        r->frame.modes[r->frame.n_modes++] = (uint32_t)mode;
    }
    return HB_OK;
}

static bool read_flag(struct reading *r, str word) {
    static const char *const flags[] = {"mutual",      "verbal", "weak",    "needs-actor",
                                        "trigger=obj", "said",   "negated", "suspicion"};
    for (uint32_t i = 0; i < sizeof flags / sizeof *flags; i++)
        if (str_is(word, flags[i])) {
            r->frame.flags |= 1u << i;
            r->specificity += (1u << i) == FRAME_NEGATED ? 2 : 0;
            return true;
        }
    return false;
}

static hb_status read_word(struct reading *r, str word) {
    if (str_is(word, "->")) {
        r->has_arrow = true;
        return HB_OK;
    }
    if (str_starts(word, STR("A="))) {
        r->actor_roles = str_slice(word, 2, word.n);
        return HB_OK;
    }
    if (str_starts(word, STR("R="))) {
        r->recipient_roles = str_slice(word, 2, word.n);
        return HB_OK;
    }
    if (str_starts(word, STR("cameo="))) {
        r->frame.cameo = builder_string(r->b, str_slice(word, 6, word.n));
        return HB_OK;
    }
    if (read_flag(r, word))
        return HB_OK;
    if (!r->has_arrow)
        return read_condition(r, word);
    return r->has_type ? fail(r, word, "unknown flag") : read_type(r, word);
}

static void set_roles(struct reading *r) {
    struct builder *b = r->b;
    uint32_t first[2], n[2];
    const str lists[2] = {r->actor_roles, r->recipient_roles};
    for (int side = 0; side < 2; side++) {
        first[side] = builder_roles(b, lists[side], &n[side]);
        if (lists[side].p)
            continue;
        uint32_t type = r->frame.type, pos = r->frame.pos;
        first[side] = side ? b->default_roles[type][pos].first_recipient
                           : b->default_roles[type][pos].first_actor;
        n[side] =
            side ? b->default_roles[type][pos].n_recipient : b->default_roles[type][pos].n_actor;
    }
    r->frame.first_actor_role = first[0];
    r->frame.n_actor_roles = n[0];
    r->frame.first_recipient_role = first[1];
    r->frame.n_recipient_roles = n[1];
}

/* The frame of one choice of the line's alternatives; *n_choices: how many there are. */
static hb_status read_choice(struct builder *b, const struct table_line *line, uint32_t choice,
                             uint32_t *n_choices, char *diagnostic, struct hb_error *err) {
    struct reading r = {.b = b,
                        .line = line,
                        .diagnostic = diagnostic,
                        .err = err,
                        .choice = choice,
                        .n_choices = 1};
    str rest = line->text, word;
    r.frame.first_condition = (uint32_t)b->conditions.n;
    r.frame.file = builder_string(b, line->file);
    r.frame.line = line->number;
    if (!next_word(&rest, &word))
        return HB_OK;
    hb_status status = read_trigger(&r, word);
    while (status == HB_OK && next_word(&rest, &word) && word.p[0] != '#')
        status = read_word(&r, word);
    if (status != HB_OK)
        return status;
    if (!r.has_type)
        return fail(&r, (str){line->text.p + line->text.n, 0}, "expected '-> TYPE' or '-> none'");
    if (r.n_choices > MOST_CHOICES)
        return fail(&r, line->text, "more than 1000 choices of alternatives");
    set_roles(&r);
    struct frame_draft draft = {r.frame, r.specificity * 2 + (r.frame.type == PLOVER_NONE),
                                (uint32_t)b->frames.n};
    PUSH(b, frames, draft);
    *n_choices = r.n_choices;
    return HB_OK;
}

hb_status frame_read(struct builder *b, const struct table_line *line, char *diagnostic,
                     struct hb_error *err) {
    uint32_t n_choices = 1;
    hb_status status = HB_OK;
    for (uint32_t choice = 0; status == HB_OK && choice < n_choices; choice++)
        status = read_choice(b, line, choice, &n_choices, diagnostic, err);
    return status;
}
