/* The standing part of the brief: what is still to come, who stands how to whom, who is who, and
 * where. Relations that were said before, and those of somebody whom nobody knows, are left out. */
#include "base/utf8.h"
#include "export/brief_parts.h"

#include <stdio.h>

/* "is allied to", "is a member of": the kinds as a sentence says them. */
static const char *relation_word(enum relation_kind k) {
    static const char *const words[RELATION_COUNT] = {"backs",      "is allied to",  "opposes",
                                                      "fights",     "leads",         "holds",
                                                      "belongs to", "is located in", "recognises"};
    return words[k];
}

static str shown_name(const struct party *p) {
    return p->name.n ? p->name : p->text;
}

static bool is_same_relation(const struct relation *a, const struct relation *b) {
    str x = a->by ? a->by->code : (str){NULL, 0}, y = b->by ? b->by->code : (str){NULL, 0};
    return a->fact.kind == b->fact.kind && a->fact.change == b->fact.change &&
           a->status == b->status && str_equal(x, y) && str_equal(a->from.code, b->from.code) &&
           str_equal(a->to.code, b->to.code) &&
           str_equal(shown_name(&a->from), shown_name(&b->from)) &&
           str_equal(shown_name(&a->to), shown_name(&b->to));
}

/* Said before in the report, or of somebody whom nobody knows. */
static bool is_idle_relation(const struct coded *c, uint32_t i) {
    enum { LOOK_BACK = 200 }; /* the look back is quadratic */
    const struct relation *r = &c->relations[i];
    if ((!r->from.name.n && str_is(r->from.code, "---")) ||
        (!r->to.name.n && str_is(r->to.code, "---") && r->fact.change == CHANGE_NONE))
        return true;
    for (uint32_t k = i > LOOK_BACK ? i - LOOK_BACK : 0; k < i; k++)
        if (is_same_relation(&c->relations[k], r))
            return true;
    return false;
}

/* The words that say so, and where. */
static void put_carrier(struct brief *b, const struct relation *r) {
    char z[48];
    snprintf(z, sizeof z, "\xE2\x80\x9D in sentence %u", r->sentence + 1);
    flow_text(&b->flow, FLOW_DIM, brief_dot);
    flow_text(&b->flow, FLOW_DIM, "\xE2\x80\x9C");
    brief_put_slice(b, FLOW_PLAIN, r->span.begin, r->span.end);
    flow_text(&b->flow, FLOW_DIM, z);
}

void brief_put_relations(struct brief *b) {
    const struct coded *c = b->source->coded;
    struct flow *f = &b->flow;
    if (!c->n_relations)
        return;
    brief_put_heading(f, "Relations");
    flow_line(f);
    for (uint32_t i = 0; i < c->n_relations; i++) {
        const struct relation *r = &c->relations[i];
        if (is_idle_relation(c, i))
            continue;
        flow_tab(f, INDENT);
        f->indent = NAME_COLUMN;
        brief_put_party(f, &r->from);
        flow_text(f, FLOW_PLAIN, " ");
        const char *change = hold_change_name(r->fact.change);
        flow_text(f, FLOW_CYAN, change ? change : relation_word(r->fact.kind));
        flow_text(f, FLOW_PLAIN, " ");
        brief_put_party(f, &r->to);
        if (r->manner.n) {
            flow_text(f, FLOW_DIM, brief_dot);
            flow_put(f, FLOW_PLAIN, r->manner);
        }
        if (r->since.n) {
            flow_text(f, FLOW_DIM, " since ");
            flow_put(f, FLOW_PLAIN, r->since);
        }
        if (r->until.n) {
            flow_text(f, FLOW_DIM, " until ");
            flow_put(f, FLOW_PLAIN, r->until);
        }
        brief_put_word_of(f, r->by);
        brief_put_status(f, r->status);
        if (b->explains)
            put_carrier(b, r);
        flow_line(f);
    }
}

void brief_put_agenda(struct brief *b) {
    const struct coded *c = b->source->coded;
    struct flow *f = &b->flow;
    if (!c->n_agenda)
        return;
    brief_put_heading(f, "Agenda");
    flow_line(f);
    for (uint32_t i = 0; i < c->n_agenda; i++) {
        const struct agenda_item *x = &c->agenda[i];
        flow_tab(f, INDENT);
        flow_put(f, x->due.n ? FLOW_PLAIN : FLOW_DIM, x->due.n ? x->due : STR("-"));
        flow_tab(f, b->label_column);
        brief_put_parties(f, x->actors, x->n_actors);
        flow_text(f, FLOW_DIM, x->n_actors ? ": " : "");
        brief_put_slice(b, FLOW_PLAIN, x->act.begin, x->act.end);
        if (x->type != PLOVER_NONE) {
            flow_text(f, FLOW_DIM, brief_dot);
            flow_text(f, FLOW_CYAN, plover_type_name(x->type));
        }
        if (x->n_recipients) {
            flow_text(f, FLOW_PLAIN, " \xE2\x86\x92 ");
            brief_put_parties(f, x->recipients, x->n_recipients);
        }
        if (x->condition.begin < x->condition.end) {
            flow_text(f, FLOW_DIM, brief_dot);
            flow_text(f, FLOW_MAGENTA, "[");
            brief_put_slice(b, FLOW_MAGENTA, x->condition.begin, x->condition.end);
            flow_text(f, FLOW_MAGENTA, "]");
        }
        brief_put_word_of(f, x->by);
        flow_line(f);
    }
}

static void put_entity(struct flow *f, const struct entity *e) {
    flow_tab(f, INDENT);
    f->indent = NAME_COLUMN;
    flow_put(f, FLOW_BOLD, e->name);
    if (e->code.n && !str_is(e->code, "---")) {
        flow_text(f, FLOW_DIM, " (");
        flow_put(f, FLOW_DIM, e->code);
        flow_text(f, FLOW_DIM, ")");
    }
    for (uint32_t i = 0; i < e->n_offices; i++) {
        flow_text(f, FLOW_DIM, brief_dot);
        flow_put(f, FLOW_PLAIN, e->offices[i].title);
        if (e->offices[i].since.n) {
            flow_text(f, FLOW_DIM, " since ");
            flow_put(f, FLOW_PLAIN, e->offices[i].since);
        }
    }
    if (e->n_mentions > 1) {
        char z[32];
        snprintf(z, sizeof z, "%u times", e->n_mentions);
        flow_text(f, FLOW_DIM, brief_dot);
        flow_text(f, FLOW_DIM, z);
    }
    flow_line(f);
}

/* A name of its own, not "troops", "extremist militias" or, at the head of a sentence, "A
 * resident". */
static bool is_proper(str name) {
    static const char determiners[] =
        "A An The This That These Those Some Several Many Few All Both "
        "Another Other One Two Three Four Five Six Seven Eight Nine "
        "Ten Its His Her Their Our My No Dozens Hundreds Thousands";
    uint32_t at = 0;
    while (at < name.n && name.p[at] != ' ')
        at++;
    if (!str_in(str_slice(name, 0, at), determiners))
        at = 0;
    while (at < name.n)
        if (utf8_is_upper(utf8_next(name, &at)))
            return true;
    return false;
}

void brief_put_entities(struct brief *b, const char *heading, bool is_people) {
    const struct coded *c = b->source->coded;
    bool has_heading = false;
    for (uint32_t i = 0; i < c->n_entities; i++) {
        const struct entity *e = &c->entities[i];
        bool is_body = e->kind == ENTITY_ORGANISATION || e->kind == ENTITY_GROUP;
        if (!is_proper(e->name) || !(is_people ? e->kind == ENTITY_PERSON && e->is_named : is_body))
            continue;
        if (!has_heading) {
            brief_put_heading(&b->flow, heading);
            flow_line(&b->flow);
        }
        has_heading = true;
        put_entity(&b->flow, e);
    }
}

static bool is_named_before(const struct place *places, uint32_t i) {
    for (uint32_t k = 0; k < i; k++)
        if (str_equal(places[k].name, places[i].name) &&
            str_equal(places[k].country, places[i].country))
            return true;
    return false;
}

void brief_put_places(struct brief *b) {
    enum { MOST_PLACES = 60 }; /* the look back is quadratic */
    const struct coded *c = b->source->coded;
    struct flow *f = &b->flow;
    if (!c->n_places)
        return;
    brief_put_heading(f, "Places");
    flow_line(f);
    flow_tab(f, INDENT);
    for (uint32_t i = 0; i < c->n_places && i < MOST_PLACES; i++) {
        const struct place *p = &c->places[i];
        if (is_named_before(c->places, i))
            continue;
        if (i > 0)
            flow_text(f, FLOW_DIM, "; ");
        flow_put(f, FLOW_BOLD, p->name);
        if (p->country.n) {
            flow_text(f, FLOW_PLAIN, ", ");
            flow_put(f, FLOW_PLAIN, p->country);
        }
        if (p->has_point) {
            char z[64];
            snprintf(z, sizeof z, " %.1f\xC2\xB0%c\xC2\xA0%.1f\xC2\xB0%c",
                     p->lat < 0 ? -p->lat : p->lat, p->lat < 0 ? 'S' : 'N',
                     p->lon < 0 ? -p->lon : p->lon, p->lon < 0 ? 'W' : 'E');
            flow_text(f, FLOW_DIM, z);
        }
    }
    flow_line(f);
}
