/* Explain. The coder's answers keep small reasons (an enum and a token); here, and only where a
 * reader asks, they become sentences: which frame of which line matched, by which relation of the
 * tree each party was reached, how its code was composed, which word made the act planned or
 * denied, from which words the date, the place and the speaker come. Questions whose answer leaves
 * no trace are asked again. Cost: a few dozen short strings an event. */
#include "code/explain.h"

#include "base/vec.h"
#include "code/says.h"
#include "code/whether.h"
#include "code/who/parts.h"

#include <stdarg.h>
#include <stdio.h>

struct reasons {
    struct reason *items;
    size_t n, capacity;
};

/* A slice for "%.*s". */
#define TEXT(s) (int)(s).n, (s).p

static str format_text(struct reading *r, const char *format, ...) {
    char z[400];
    va_list list;
    va_start(list, format);
    int n = vsnprintf(z, sizeof z, format, list);
    va_end(list);
    uint32_t length = n < 0 ? 0 : n < (int)sizeof z ? (uint32_t)n : (uint32_t)sizeof z - 1;
    while (length > 0 && length == sizeof z - 1 && ((unsigned char)z[length - 1] & 0xC0) == 0x80)
        length--; /* not in the middle of a character */
    return str_copy(r->arena, (str){z, length});
}

static void add_reason(struct reading *r, struct reasons *out, const char *about, str text) {
    struct reason one = {about, text};
    if (!VEC_PUSH(r->arena, out, one))
        r->arena->failed = 1;
}

static str word_text(const struct reading *r, uint32_t t) {
    return t == NONE ? (str){"", 0} : r->tokens[t].form;
}

static str phrase_text(struct reading *r, uint32_t t) {
    uint32_t first, last;
    who_extent(r, t, &first, &last);
    return span_text(r, tokens_span(r, first, last));
}

/* ---- the walk ---- */

/* Is `t` the argument, or listed with it ("X, Y and Z")? */
static bool is_listed_under(const struct reading *r, uint32_t t, uint32_t argument) {
    for (int i = 0; i < 8 && t != NONE; i++) {
        if (t == argument)
            return true;
        enum deprel d = deprel_basic((enum deprel)r->tokens[t].deprel);
        if (d != DEP_conj && d != DEP_appos && d != DEP_nmod)
            return false;
        t = r->tokens[t].head;
    }
    return false;
}

static const struct argument *argument_for(const struct reading *r, const struct act *a,
                                           uint32_t t) {
    for (uint32_t i = 0; i < a->arguments.n; i++)
        if (a->arguments.items[i].token == t)
            return &a->arguments.items[i];
    for (uint32_t i = 0; i < a->arguments.n; i++)
        if (is_listed_under(r, t, a->arguments.items[i].token))
            return &a->arguments.items[i];
    return NULL;
}

static const char *role_text(enum role_name name) {
    static const char *const names[] = {
        "subject",  "object", "indirect object", "open complement", "complement", "possessor",
        "modifier", "head",   "in the sentence", "nothing"};
    return names[name];
}

static str walk_text(struct reading *r, const struct act *a, uint32_t t) {
    static const char *const ways[] = {"", ", shared with the clause above",
                                       ", from a clause farther up"};
    const struct argument *x = argument_for(r, a, t);
    str carrier = word_text(r, a->light != NONE ? a->light : a->token);
    if (!x)
        return format_text(r, "taken from another act of the sentence");
    const char *way = ways[x->distance < 3 ? x->distance : 2];
    if (x->role.name == ROLE_PREPOSITION) {
        uint32_t marker = case_of(r, x->token);
        str word = marker != NONE ? word_text(r, marker) : know_word_text(r->know, x->role.word);
        return format_text(r, "behind “%.*s” of “%.*s”%s", TEXT(word), TEXT(carrier), way);
    }
    bool is_turned = a->arguments.is_passive && x->role.name <= ROLE_OBJ;
    return format_text(r, "%s of “%.*s”%s%s", role_text((enum role_name)x->role.name),
                       TEXT(carrier), is_turned ? ", the passive undone" : "", way);
}

/* ---- who ---- */

static str office_text(struct reading *r, uint32_t actor) {
    struct know_actor a = know_actor(r->know, actor);
    for (uint32_t i = a.n_spells; i-- > 0;) {
        struct know_spell s = know_spell(r->know, a.first_spell + i);
        bool covers = !s.is_dated || r->report->date == DATE_NONE ||
                      (s.from <= r->report->date && r->report->date <= s.to);
        if (covers && s.office.n)
            return format_text(r, ", %.*s (%s)", TEXT(s.office),
                               interval_format((struct interval){s.from, s.to}).z);
    }
    return (str){"", 0};
}

static str name_text(struct reading *r, const struct mention *m) {
    static const char *const kinds[] = {"",
                                        "name of a country",
                                        "people of a country",
                                        "a capital for its state",
                                        "a seat of power for its state",
                                        "",
                                        "name of a place",
                                        ""};
    if (m->actor != NONE) {
        str name = know_actor(r->know, m->actor).name, office = office_text(r, m->actor);
        return format_text(r, "“%.*s” of the tables%.*s", TEXT(name), TEXT(office));
    }
    uint32_t h = r->hit_at[m->head];
    const struct phrase_hit *p = h == NONE ? NULL : name_reading(r, &r->hits.items[h]);
    return format_text(r, "%s", p ? kinds[p->kind] : "a name of the tables");
}

/* "stands for “Turkey” of sentence 2 (link=sayer 1.4, distance=same 0.8)". */
static str pronoun_text(struct reading *r, const struct mention *m, str why) {
    struct coref_reason reasons[COREF_REASONS];
    uint32_t n = coref_reasons(r, m->head, m->why, reasons);
    str text =
        format_text(r, "stands for “%.*s” of sentence %u", TEXT(why), r->sentence[m->why] + 1);
    for (uint32_t i = 0; i < n; i++) {
        str answer = anaphora_answer_name(reasons[i].question, reasons[i].answer);
        text = format_text(r, "%.*s%s%s=%.*s %.1f%s", TEXT(text), i ? ", " : " (",
                           anaphora_question_name(reasons[i].question), TEXT(answer),
                           (double)reasons[i].weight, i + 1 == n ? ")" : "");
    }
    return text;
}

static str who_text(struct reading *r, const struct mention *m) {
    str why = m->why == NONE ? (str){"", 0} : phrase_text(r, m->why);
    switch (m->reason) {
    case WHO_NAME:
        return name_text(r, m);
    case WHO_TOWN:
        return format_text(r, "a town of the gazetteer");
    case WHO_PRONOUN:
        return pronoun_text(r, m, why);
    case WHO_TOGETHER:
        return why.n ? format_text(r, "“%.*s” and who was named beside it", TEXT(why))
                     : format_text(r, "the states that the report names most");
    case WHO_ACRONYM:
        return format_text(r, "short for “%.*s”", TEXT(why));
    case WHO_OPPOSED:
        return format_text(r, "whom “anti-” is against");
    case WHO_QUANTITY:
        return format_text(r, "a part or number of “%.*s”", TEXT(why));
    case WHO_TITLE:
        return format_text(r, "a name behind a title");
    case WHO_BEFORE:
        return format_text(r, "named before in the report");
    case WHO_OWNER:
        return why.n ? format_text(r, "“%.*s”, of “%.*s”", TEXT(word_text(r, m->head)), TEXT(why))
                     : format_text(r, "“%.*s”, of several states", TEXT(word_text(r, m->head)));
    case WHO_ROLE:
        return format_text(r, "“%.*s”, which belongs to one body only",
                           TEXT(word_text(r, m->head)));
    case WHO_STORY:
        return format_text(r, "“%.*s”, of the country where the sentence plays",
                           TEXT(word_text(r, m->head)));
    case WHO_COUNT:
        return format_text(r, "a number of people, of the country where the sentence plays");
    default:
        return format_text(r, "no table and no word explains it");
    }
}

static void explain_party(struct reading *r, const struct act *a, const struct event *e,
                          const char *about, uint32_t t, struct reasons *out) {
    struct mention m = *who_mention(r, t);
    str code = m.code;
    const struct party *sides[] = {e->actors, e->recipients};
    const uint32_t n[] = {e->n_actors, e->n_recipients};
    for (size_t s = 0; s < 2; s++) /* the code that the day of the act gave */
        for (uint32_t i = 0; i < n[s]; i++)
            if (m.entity != NONE && sides[s][i].entity == m.entity)
                code = sides[s][i].code;
    str walk = walk_text(r, a, t), who = who_text(r, &m);
    str text = span_text(r, tokens_span(r, m.first, m.last));
    bool is_dated = !str_equal(code, m.code);
    add_reason(r, out, about,
               format_text(r, "“%.*s” is %.*s; %.*s: %.*s%s", TEXT(text), TEXT(walk), TEXT(code),
                           TEXT(who), is_dated ? ", as of the day of the act" : ""));
}

/* ---- the other questions ---- */

static void explain_frame(struct reading *r, const struct act *a, struct reasons *out) {
    const struct frame *f = a->frame;
    str words = span_text(r, tokens_span(r, a->first, a->last));
    const char *light = a->light != NONE ? ", under the light verb “" : "";
    str light_word = a->light != NONE ? word_text(r, a->light) : (str){"", 0};
    add_reason(r, out, "frame",
               format_text(r, "“%.*s” matches %.*s with %u condition%s, %.*s:%u%s%.*s%s",
                           TEXT(words), TEXT(f->trigger), f->n_conditions,
                           f->n_conditions == 1 ? "" : "s", TEXT(f->file), f->line, light,
                           TEXT(light_word), a->light != NONE ? "”" : ""));
}

static void explain_fold(struct reading *r, const struct act *a, const struct event *e,
                         struct reasons *out) {
    if (*a->fold)
        add_reason(r, out, "type",
                   format_text(r, "%s, over its content: %s", plover_type_name(a->type), a->fold));
    if (a->type != e->type)
        add_reason(r, out, "type",
                   format_text(r, "%s that is still to come, told by its own author, is %s",
                               plover_type_name(a->type), plover_type_name(e->type)));
}

static void explain_status(struct reading *r, const struct act *a, const struct event *e,
                           struct reasons *out) {
    uint32_t author, word;
    enum event_status found = whether_why(r, a->token, &author, &word);
    struct says_answer said = says_ask(r, a->token);
    const char *name = event_status_name(e->status);
    str text;
    if (e->status == STATUS_DENIED && said.way == SAYS_DENIAL)
        text = format_text(r, "%s: “%.*s”", name, TEXT(word_text(r, said.word)));
    else if (found == STATUS_OCCURRED && e->status == STATUS_PLANNED)
        text = format_text(r, "%s: its day is still to come", name);
    else if (found != e->status)
        text = format_text(r, "%s: the words are %s, but the promise or refusal was made", name,
                           event_status_name(found));
    else if (word != NONE)
        text = format_text(r, "%s: “%.*s”", name, TEXT(word_text(r, word)));
    else if (e->status == STATUS_OCCURRED)
        text = format_text(r, "%s: no word of the clause says otherwise", name);
    else
        text = format_text(r, "%s: by the form of the clause", name);
    add_reason(r, out, "status", text);
}

static void explain_date(struct reading *r, const struct event *e, struct reasons *out) {
    if (!e->when.n)
        return;
    str words = span_text(r, e->when_span);
    const char *day = r->report->date == DATE_NONE
                          ? "no day"
                          : interval_format((struct interval){r->report->date, r->report->date}).z;
    add_reason(r, out, "date",
               words.n
                   ? format_text(r, "%.*s: “%.*s”, counted from the report's day (%s)",
                                 TEXT(e->when), TEXT(words), day)
                   : format_text(r, "%.*s: the report's day, for want of another", TEXT(e->when)));
}

static void explain_place(struct reading *r, const struct event *e, struct reasons *out) {
    const struct place *p = e->where;
    if (!p)
        return;
    str words = span_text(r, p->span);
    str point = p->has_point ? format_text(r, " at %.2f, %.2f", p->lat, p->lon) : (str){"", 0};
    add_reason(r, out, "place",
               format_text(r, "“%.*s” is %.*s, %.*s%.*s", TEXT(words), TEXT(p->name),
                           TEXT(p->country.n ? p->country : STR("---")), TEXT(point)));
}

static void explain_word(struct reading *r, const struct act *a, const struct event *e,
                         struct reasons *out) {
    static const char *const ways[] = {
        "",
        "is behind “%.*s”",
        "is the subject of “%.*s”, set beside the clause",
        "is the subject of “%.*s”, above the clause",
        "is the subject of “%.*s”, a denial",
        "is whose “%.*s” it is",
        "speaks between these quotation marks%.*s",
    };
    if (!e->by)
        return;
    struct says_answer said = says_ask(r, a->token);
    if (said.way == SAYS_NOBODY)
        return;
    str word = said.way == SAYS_QUOTE ? (str){"", 0} : word_text(r, said.word);
    char z[160];
    snprintf(z, sizeof z, ways[said.way], TEXT(word));
    add_reason(r, out, "word of", format_text(r, "“%.*s” %s", TEXT(e->by->text), z));
}

void explain_event(struct reading *r, const struct act *a, struct event *e) {
    struct reasons out = {0};
    explain_frame(r, a, &out);
    explain_fold(r, a, e, &out);
    for (uint32_t i = 0; i < a->n_actors; i++)
        explain_party(r, a, e, "actor", a->actors[i], &out);
    for (uint32_t i = 0; i < a->n_recipients; i++)
        explain_party(r, a, e, "recipient", a->recipients[i], &out);
    explain_status(r, a, e, &out);
    explain_date(r, e, &out);
    explain_place(r, e, &out);
    explain_word(r, a, e, &out);
    e->reasons = out.items;
    e->n_reasons = (uint32_t)out.n;
}
