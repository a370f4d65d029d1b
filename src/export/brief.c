/* The brief. Events of one sentence stand together and the sentence under them once, with the words
 * on which they rest marked; so each line can be checked at a glance and nothing is said twice.
 * Columns are fixed from the widest label in the report; everything else flows and wraps. */
#include "export/brief.h"

#include "export/brief_parts.h"
#include "ingest/ingest.h"

#include <stdio.h>

/* ---- pieces ---- */

const char brief_dot[] = " \xC2\xB7 ";

static enum flow_style quad_style(int quad) {
    static const enum flow_style styles[] = {FLOW_BOLD, FLOW_GREEN, FLOW_CYAN, FLOW_YELLOW,
                                             FLOW_RED};
    return styles[quad >= 0 && quad <= 4 ? quad : 0];
}

void brief_put_count(struct flow *f, uint32_t n, const char *one, const char *many) {
    char z[64];
    snprintf(z, sizeof z, "%u %s", n, n == 1 ? one : many);
    flow_text(f, FLOW_DIM, z);
}

void brief_put_heading(struct flow *f, const char *name) {
    flow_line(f);
    flow_text(f, FLOW_BOLD, name);
}

/* A country's or an open code says nothing that needs brackets when there is no name. */
void brief_put_party(struct flow *f, const struct party *p) {
    str name = p->name.n ? p->name : p->text;
    flow_put(f, FLOW_BOLD, name.n ? name : STR("?"));
    if (p->code.n && !str_is(p->code, "---")) {
        flow_text(f, FLOW_DIM, " (");
        flow_put(f, FLOW_DIM, p->code);
        flow_text(f, FLOW_DIM, ")");
    }
}

void brief_put_parties(struct flow *f, const struct party *p, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        if (i > 0)
            flow_text(f, FLOW_PLAIN, ", ");
        brief_put_party(f, &p[i]);
    }
}

void brief_put_status(struct flow *f, enum event_status s) {
    if (s == STATUS_OCCURRED)
        return;
    flow_text(f, FLOW_DIM, brief_dot);
    flow_text(f, FLOW_MAGENTA, "[");
    flow_text(f, FLOW_MAGENTA, event_status_name(s));
    flow_text(f, FLOW_MAGENTA, "]");
}

void brief_put_word_of(struct flow *f, const struct party *by) {
    if (!by)
        return;
    flow_text(f, FLOW_DIM, brief_dot);
    flow_text(f, FLOW_DIM, "says: ");
    flow_put(f, FLOW_PLAIN, by->text.n ? by->text : by->name);
}

/* "says: Haftar (a party to it)", "says: a resident, through AFP". */
static void put_source(struct flow *f, const struct event *e) {
    brief_put_word_of(f, e->by);
    if (!e->by)
        return;
    if (e->source.kind == SOURCE_PARTY)
        flow_text(f, FLOW_DIM, " (a party to it)");
    if (e->source.kind == SOURCE_ANONYMOUS)
        flow_text(f, FLOW_DIM, " (unnamed)");
    if (e->source.via) {
        flow_text(f, FLOW_DIM, ", through ");
        flow_put(f, FLOW_PLAIN, e->source.via->text);
    }
}

static void put_number(struct flow *f, const struct number *n, str text) {
    if (n->kind == NUMBER_MONEY || n->kind == NUMBER_WEAPONS) { /* with its currency, of its sort */
        flow_text(f, FLOW_DIM, brief_dot);
        flow_put(f, FLOW_PLAIN, text);
        return;
    }
    char z[96];
    const char *kind = number_kind_name(n->kind);
    if (n->high == INT64_MAX)
        snprintf(z, sizeof z, "%lld+ %s", (long long)n->low, kind);
    else if (n->high != n->low)
        snprintf(z, sizeof z, "%lld-%lld %s", (long long)n->low, (long long)n->high, kind);
    else
        snprintf(z, sizeof z, "%lld %s", (long long)n->low, kind);
    flow_text(f, FLOW_DIM, brief_dot);
    flow_text(f, FLOW_PLAIN, z);
}

/* "ASSAULT/aerial+drone" */
struct label {
    char z[96];
};

static struct label label_of(const struct event *e) {
    struct label l;
    int n = snprintf(l.z, sizeof l.z, "%s", plover_type_name(e->type));
    for (uint32_t i = 0; i < e->n_modes && n > 0 && (size_t)n < sizeof l.z; i++)
        n += snprintf(l.z + n, sizeof l.z - (size_t)n, "%c%s", i ? '+' : '/',
                      plover_mode_name(e->modes[i]));
    return l;
}

/* ---- head ---- */

static void put_date(struct flow *f, const struct report *r) {
    static const char *const months[] = {"January",   "February", "March",    "April",
                                         "May",       "June",     "July",     "August",
                                         "September", "October",  "November", "December"};
    static const char *const days[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                       "Friday", "Saturday", "Sunday"};
    static const char *const sources[] = {"", " (as the record says)", " (as given)",
                                          " (from the dateline)", " (from the file)"};
    if (r->date == DATE_NONE) {
        flow_text(f, FLOW_PLAIN, "undated");
        return;
    }
    char z[64];
    struct civil c = date_to_civil(r->date);
    snprintf(z, sizeof z, "%s %d %s %d", days[date_weekday(r->date)], c.day, months[c.month - 1],
             c.year);
    flow_text(f, FLOW_PLAIN, z);
    flow_text(f, FLOW_DIM, sources[r->date_source]);
}

static void put_head(struct brief *b) {
    const struct report *r = b->source->report;
    struct flow *f = &b->flow;
    str title = r->title.n ? r->title : r->id;
    flow_put(f, FLOW_BOLD, title);
    flow_line(f);
    if (r->dateline_place.n) {
        flow_put(f, FLOW_PLAIN, r->dateline_place);
        flow_text(f, FLOW_PLAIN, ", ");
    }
    put_date(f, r);
    if (r->outlet.n) {
        flow_text(f, FLOW_PLAIN, ", ");
        flow_put(f, FLOW_PLAIN, r->outlet);
    }
    flow_line(f);
    if (r->url.n) {
        flow_put(f, FLOW_DIM, r->url);
        flow_line(f);
    }
    for (uint32_t i = 0; i < r->n_warnings; i++) {
        flow_text(f, FLOW_YELLOW, "note: ");
        flow_text(f, FLOW_PLAIN, r->warnings[i]);
        flow_line(f);
    }
}

/* ---- events ---- */

static str text_of(const struct brief *b, struct span s) {
    return str_slice(b->source->report->text, s.begin, s.end);
}

static void put_event(struct brief *b, const struct event *e) {
    struct flow *f = &b->flow;
    flow_tab(f, INDENT);
    flow_put(f, e->when.n ? FLOW_PLAIN : FLOW_DIM, e->when.n ? e->when : STR("-"));
    flow_tab(f, b->label_column);
    flow_text(f, quad_style(e->quad), label_of(e).z);
    flow_tab(f, b->party_column);
    brief_put_parties(f, e->actors, e->n_actors);
    if (!e->n_actors && !e->n_recipients)
        flow_text(f, FLOW_DIM, "no party named");
    else if (!e->n_actors)
        flow_text(f, FLOW_DIM, "?");
    if (e->n_recipients) {
        flow_text(f, FLOW_PLAIN, " \xE2\x86\x92 ");
        brief_put_parties(f, e->recipients, e->n_recipients);
    }
    if (e->where && e->where->name.n) {
        flow_text(f, FLOW_DIM, brief_dot);
        flow_text(f, FLOW_DIM, "in ");
        flow_put(f, FLOW_PLAIN, e->where->name);
        if (e->where->country.n) {
            flow_text(f, FLOW_PLAIN, ", ");
            flow_put(f, FLOW_PLAIN, e->where->country);
        }
    }
    for (uint32_t i = 0; i < e->n_numbers; i++)
        put_number(f, &e->numbers[i], text_of(b, e->numbers[i].span));
    put_source(f, e);
    brief_put_status(f, e->status);
    flow_line(f);
}

/* Why, a line a question, under the event. */
static void put_reasons(struct brief *b, const struct event *e) {
    enum { ABOUT_COLUMNS = 11 };
    struct flow *f = &b->flow;
    for (uint32_t i = 0; i < e->n_reasons; i++) {
        flow_tab(f, b->label_column);
        flow_text(f, FLOW_CYAN, e->reasons[i].about);
        flow_tab(f, b->label_column + ABOUT_COLUMNS);
        flow_put(f, FLOW_PLAIN, e->reasons[i].text);
        flow_line(f);
    }
}

static void put_explained(struct brief *b, const struct event *e) {
    put_event(b, e);
    put_reasons(b, e);
}

void brief_put_slice(struct brief *b, enum flow_style style, uint32_t begin, uint32_t end) {
    flow_put(&b->flow, style, str_slice(b->source->report->text, begin, end));
}

/* The sentence with the triggers of events [first, last) marked; they ascend. */
static void put_evidence(struct brief *b, uint32_t first, uint32_t last) {
    const struct event *events = b->source->coded->events;
    const struct text *t = b->source->text;
    if (events[first].sentence >= t->n_sentences)
        return;
    const struct sentence *s = &t->sentences[events[first].sentence];
    const char *mark = b->flow.has_color ? "" : "*";
    uint32_t at = s->begin;
    flow_tab(&b->flow, b->label_column);
    for (uint32_t i = first; i < last; i++) {
        struct span trigger = events[i].trigger;
        if (trigger.begin < at || trigger.end > s->end || trigger.begin >= trigger.end)
            continue;
        brief_put_slice(b, FLOW_DIM, at, trigger.begin);
        flow_text(&b->flow, FLOW_MARK, mark);
        brief_put_slice(b, FLOW_MARK, trigger.begin, trigger.end);
        flow_text(&b->flow, FLOW_MARK, mark);
        at = trigger.end;
    }
    brief_put_slice(b, FLOW_DIM, at, s->end);
    flow_line(&b->flow);
}

/* Columns that fit the widest date and label of this report. */
static void set_columns(struct brief *b) {
    const struct coded *c = b->source->coded;
    uint32_t date = DATE_COLUMNS, label = 8;
    for (uint32_t i = 0; i < c->n_events; i++) {
        uint32_t w = flow_columns(str_from(label_of(&c->events[i]).z));
        if (w > label && w <= WIDEST_LABEL)
            label = w;
    }
    b->label_column = INDENT + date + GAP;
    b->party_column = b->label_column + label + GAP;
    if (b->party_column + 24 > b->flow.width) /* narrow: parties on what is left */
        b->party_column = b->label_column + 10;
}

static void put_events(struct brief *b) {
    static const char *const status_words[] = {"occurred", "planned", "conditional", "denied"};
    const struct coded *c = b->source->coded;
    struct flow *f = &b->flow;
    uint32_t n_status[4] = {0};
    if (!c->n_events) {
        flow_line(f);
        flow_text(f, FLOW_PLAIN, "No political events in ");
        brief_put_count(f, b->source->text->n_sentences, "sentence", "sentences");
        flow_text(f, FLOW_PLAIN, ".");
        flow_line(f);
        return;
    }
    for (uint32_t i = 0; i < c->n_events; i++)
        n_status[c->events[i].status & 3]++;
    brief_put_heading(f, "Events");
    flow_text(f, FLOW_DIM, brief_dot);
    brief_put_count(f, c->n_events, "event", "events");
    for (int s = STATUS_PLANNED; s <= STATUS_DENIED; s++)
        if (n_status[s]) {
            flow_text(f, FLOW_DIM, ", ");
            brief_put_count(f, n_status[s], status_words[s], status_words[s]);
        }
    flow_line(f);
    set_columns(b);
    for (uint32_t i = 0, next; i < c->n_events; i = next) {
        for (next = i; next < c->n_events && c->events[next].sentence == c->events[i].sentence;
             next++)
            put_explained(b, &c->events[next]);
        put_evidence(b, i, next);
        if (next < c->n_events)
            flow_line(f);
    }
}

void brief_write(const struct export_source *s, const struct brief_style *style,
                 struct buffer *out) {
    uint32_t width = style->width < NARROWEST ? NARROWEST : style->width;
    struct brief b = {
        .source = s, .explains = style->explains, .flow = flow_open(out, width, style->has_color)};
    put_head(&b);
    put_events(&b);
    brief_put_agenda(&b);
    brief_put_relations(&b);
    brief_put_entities(&b, "People", true);
    brief_put_entities(&b, "Organisations and groups", false);
    brief_put_places(&b);
}
