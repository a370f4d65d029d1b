/* The coder asks its questions in turn: reads the text, finds names and quotes, who is who, then
 * for each sentence what was done, whether, by whom said, when and where, and folds it into
 * PLOVER's types. Nothing here decides by itself; it carries answers from one question to the next.
 */
#include "code/coder.h"

#include "ingest/ingest.h"

#include "base/vec.h"
#include "code/affairs.h"
#include "code/again.h"
#include "code/agenda.h"
#include "code/bare.h"
#include "code/context.h"
#include "code/explain.h"
#include "code/fold.h"
#include "code/how.h"
#include "code/howmany.h"
#include "code/offices.h"
#include "code/relations/relations.h"
#include "code/says.h"
#include "code/says_source.h"
#include "code/sector.h"
#include "code/voice.h"
#include "code/what.h"
#include "code/when/tense.h"
#include "code/when/when.h"
#include "code/where/where.h"
#include "code/whether.h"
#include "code/who/who.h"

#include <stdio.h>
#include <stdlib.h>

static hb_status no_memory(struct hb_error *err) {
    return error_set(err, HB_ERR_MEMORY, 0, "the report needs more memory than allowed");
}

static bool is_coded(enum block_kind k) {
    return k == BLOCK_BODY || k == BLOCK_CAPTION || k == BLOCK_HEADLINE;
}

static hb_status read_text(const struct coder *c, const struct report *rep, struct arena *a,
                           struct text *text, struct hb_error *err) {
    struct lang_span *spans = ARENA_NEW(a, struct lang_span, rep->n_blocks + 1);
    if (!spans)
        return no_memory(err);
    uint32_t n = 0;
    for (uint32_t i = 0; i < rep->n_blocks; i++)
        if (is_coded(rep->blocks[i].kind))
            spans[n++] = (struct lang_span){rep->blocks[i].begin, rep->blocks[i].end, i};
    if (rep->n_blocks == 0)
        spans[n++] = (struct lang_span){0, rep->text.n, 0};
    return lang_read(c->model, rep->text, spans, n, &c->limits, a, text, err);
}

enum { OWNERS = 8 };

/* "They" for two who were named together: the second and further ones, with the pronoun's words. */
static uint32_t add_antecedents(struct reading *r, uint32_t head, struct party *out,
                                const struct party *pronoun) {
    uint32_t n = 0, heads[OWNERS];
    uint32_t antecedent = who_antecedent(r, head);
    uint32_t m =
        antecedent == NONE || antecedent == head ? 0 : who_expand(r, antecedent, heads, OWNERS / 2);
    if (m == 0 && who_two_apart(r, head, heads))
        m = 2;
    for (uint32_t i = 1; i < m; i++) {
        struct party p = who_party(r, heads[i]);
        if (str_is(who_pair_sector(r, head), "MIL") && p.code.n == 3)
            p.code = who_code(r, p.code, STR("MIL")); /* the two armies */
        p.span = pronoun->span;
        p.text = pronoun->text;
        out[n++] = p;
    }
    str sides[2];
    if (n == 0 && who_two_sides(r, head, sides)) {
        out[n] = *pronoun;
        out[n].code = who_code(r, sides[1], who_mention(r, head)->sector);
        out[n].name = (str){NULL, 0};
        out[n++].entity = NONE;
    }
    return n;
}

/* A party as what the act makes of it: people who march are of the opposition. */
static struct party party_in_act(struct reading *r, uint32_t head, enum plover_type type,
                                 bool is_actor) {
    struct party p = who_party(r, head);
    str place = who_mention(r, head)->place, own = who_mention(r, head)->sector;
    str sector = sector_in_act(r, head, type, is_actor);
    if (!str_equal(sector, own))
        p.code = who_code(r, place, sector);
    return p;
}

/* Nobody does it to himself: "turned down his offer" is another's, whoever "his" was taken for. */
static bool is_own_possessor(struct reading *r, const struct act *a, uint32_t head) {
    uint32_t entity = who_mention(r, head)->entity;
    if (r->tokens[head].upos != UPOS_PRON || r->tokens[head].deprel != DEP_nmod_poss ||
        entity == NONE)
        return false;
    for (uint32_t i = 0; i < a->n_actors; i++)
        if (who_mention(r, a->actors[i])->entity == entity)
            return true;
    return false;
}

/* "Will withdraw its troops", "recalled its envoy": one's own whom one takes back suffer nothing.
 */
static bool is_own_servant(struct reading *r, const struct act *a, uint32_t head) {
    uint32_t owner = child_with(r, head, DEP_nmod_poss);
    bool is_taken_back =
        a->type == PLOVER_RETREAT || a->type == PLOVER_AGREE || a->type == PLOVER_CONCEDE ||
        (a->type == PLOVER_SANCTION && lemma_in(r, a->token, "recall withdraw pull pull_out"));
    return is_taken_back && owner != NONE &&
           lemma_in(r, head,
                    "troop troops force soldier army staff envoy ambassador diplomat personnel "
                    "peacekeeper contingent adviser observer guard fighter") &&
           is_own_possessor(r, a, owner);
}

/* Who blows himself up is not his own victim, nor is "it" or "him" who does it. */
static bool is_doer(struct reading *r, const struct act *a, uint32_t head) {
    uint32_t entity = who_mention(r, head)->entity;
    bool is_plain = r->tokens[head].upos == UPOS_PRON && entity != NONE &&
                    str_in(r->tokens[head].form, "it him her them");
    for (uint32_t i = 0; i < a->n_actors; i++)
        if (a->actors[i] == head || (is_plain && who_mention(r, a->actors[i])->entity == entity))
            return true;
    return false;
}

/* "Each side blamed the other": the other is one of those who do it, and no third. */
static bool is_each_other(struct reading *r, const struct act *a, uint32_t head) {
    return str_is(r->tokens[head].form, "other") && a->n_actors > 0 &&
           lemma_is(r, child_with(r, head, DEP_det), "the") &&
           (a->n_actors > 1 || who_antecedent(r, a->actors[0]) != NONE);
}

/* "Israeli and Hamas leaders": those of the other owners are of a state, not of a band. */
static str shared_sector(struct reading *r, uint32_t head) {
    str sector = who_mention(r, head)->sector;
    if (!str_in(sector, "REB PAR CRM PTY"))
        return sector;
    if (lemma_in(r, head, "leader official negotiator delegation representative"))
        return STR("GOV");
    return lemma_in(r, head, "force troop fighter soldier") ? STR("MIL") : sector;
}

/* The parties of an act's side, one for each owner that a head names. */
static struct party *copy_parties(struct reading *r, const struct act *a, bool is_actor,
                                  uint32_t *out_n) {
    const uint32_t *heads = is_actor ? a->actors : a->recipients;
    uint32_t n = is_actor ? a->n_actors : a->n_recipients;
    struct party *list = ARENA_NEW(r->arena, struct party, (size_t)n * (2 * OWNERS + 1) + 1);
    *out_n = 0;
    for (uint32_t i = 0; list && i < n; i++) {
        if (!is_actor && (is_own_possessor(r, a, heads[i]) || is_own_servant(r, a, heads[i]) ||
                          is_doer(r, a, heads[i]) || is_each_other(r, a, heads[i])))
            continue;
        struct party p = party_in_act(r, heads[i], a->type, is_actor);
        bool is_known = false;
        for (uint32_t k = 0; k < *out_n; k++)
            is_known |= p.entity != NONE && list[k].entity == p.entity;
        if (is_known && child_with(r, heads[i], DEP_nummod) == NONE)
            continue; /* but "five soldiers" are not the other 12 */
        list[(*out_n)++] = p;
        *out_n += add_antecedents(r, heads[i], list + *out_n, &p);
        str places[OWNERS], sector = shared_sector(r, heads[i]);
        uint32_t antecedent = who_antecedent(r, heads[i]);
        uint32_t n_others = who_other_owners(r, antecedent == NONE ? heads[i] : antecedent, places,
                                             OWNERS); /* "the Dutch and Belgian navies … their" */
        if (antecedent == NONE)
            n_others = who_pair_owners(r, heads[i], places, n_others, OWNERS);
        for (uint32_t k = 0; k < n_others; k++) {
            p.code = who_code(r, places[k], sector);
            p.entity = NONE;
            list[(*out_n)++] = p;
        }
    }
    return list;
}

static bool is_called_former(str text) {
    for (str rest = text, word; str_split(&rest, ' ', &word);)
        if (str_is(word, "former") || str_is(word, "Former") || str_starts(word, STR("ex-")))
            return true;
    return false;
}

/* A person takes the code of the office held when the event took place, a group that of its part
 * then: the Taliban ruled in 2001. */
static void date_codes(struct reading *r, struct party *list, uint32_t n, str when) {
    struct interval day;
    uint32_t end = 0;
    while (end < when.n && when.p[end] != '/')
        end++;
    if (!interval_parse(str_slice(when, 0, end), &day) ||
        (r->report->date != DATE_NONE && day.last >= r->report->date))
        return;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t actor = list[i].entity == NONE ? NONE : r->entities.items[list[i].entity].actor;
        if (actor == NONE)
            continue;
        bool is_former = str_ends(list[i].code, STR("-ELI"));
        if (is_former && is_called_former(list[i].text))
            continue;
        bool is_person = know_actor(r->know, actor).kind == KNOW_PERSON;
        str code = know_actor_code(r->know, actor, day.first, r->arena);
        str now = know_actor_code(r->know, actor, r->report->date, r->arena);
        if (!str_equal(now, list[i].code))
            continue; /* the words say what he was: "Iranian general, X" */
        if (!is_person || is_former || code.n > 3)
            list[i].code = code;
    }
}

static bool same_as_actor(const struct event *e, const struct party *p) {
    for (uint32_t i = 0; i < e->n_actors; i++)
        if ((p->entity != NONE && e->actors[i].entity == p->entity) ||
            (e->actors[i].span.begin == p->span.begin && e->actors[i].span.end == p->span.end))
            return true;
    return false;
}

/* "The Russian leader said Iran's president told him he wanted talks": who tells of the actor's own
 * words. NONE. */
static uint32_t outer_speaker(struct reading *r, const struct act *a, const struct event *e) {
    struct says_answer inner = says_ask(r, a->token);
    bool is_denial = false;
    if (inner.way != SAYS_CLAUSE)
        return NONE;
    uint32_t above = r->tokens[inner.word].head; /* "a newspaper quoted the minister as saying" */
    bool is_quoted = above != NONE && lemma_in(r, above, "quote cite") && !is_passive(r, above);
    if (!is_quoted && r->tokens[inner.word].deprel != DEP_ccomp)
        return NONE;
    uint32_t outer = is_quoted ? walk_subject(r, above) : says_by(r, inner.word, &is_denial);
    struct party p = outer == NONE ? (struct party){0} : who_party(r, outer);
    bool is_here = outer != NONE && r->sentence[outer] == r->sentence[a->token];
    return is_here && !is_denial && !same_as_actor(e, &p) ? outer : NONE;
}

/* IGO:NATO, NGO:AMNESTY: one body. */
static bool is_body_code(str code) {
    return code.n > 4 && code.p[3] == ':';
}

/* "The minister said his government rejected it": of a party that is the speaker's own. */
static bool is_own_body(struct reading *r, const struct act *a, const struct event *e,
                        uint32_t speaker, const struct party *p) {
    for (uint32_t i = 0; i < a->n_actors; i++) {
        uint32_t owner = child_with(r, a->actors[i], DEP_nmod_poss);
        bool is_his = owner != NONE && r->tokens[owner].upos == UPOS_PRON && speaker < owner &&
                      p->entity != NONE && who_mention(r, owner)->entity == p->entity;
        if (is_his)
            return true;
    }
    if (e->n_actors != 1 || a->n_actors != 1 || who_mention(r, speaker)->is_default)
        return false;
    bool is_spokesman = lemma_in(r, speaker, SPOKESMEN);
    if (str_equal(e->actors[0].code, p->code) && (is_spokesman || is_body_code(p->code)))
        return true; /* a Hamas spokesman of Hamas, Interpol of itself */
    return who_mention(r, a->actors[0])->kind == ENTITY_COUNTRY &&
           voice_is_of_one_state(&e->actors[0], p);
}

/* "07:30 - The army says", "SEOUL (Agencies) - The president said": an hour or a dateline that the
 * tree took for who speaks. */
static bool is_no_speaker(const struct reading *r, uint32_t t) {
    uint32_t first = r->text->sentences[r->sentence[t]].first;
    if (r->tokens[t].upos == UPOS_NUM && t == first)
        return true;
    str form = r->tokens[t].form;
    bool is_capitals = form.n > 2;
    for (uint32_t i = 0; i < form.n; i++)
        is_capitals &= form.p[i] >= 'A' && form.p[i] <= 'Z';
    return is_capitals && t == first && t + 1 < r->n_tokens &&
           str_in(r->tokens[t + 1].form, "( - \xE2\x80\x93 \xE2\x80\x94");
}

/* Sets e->by; returns the speaker, also where it is the actor himself, NONE. */
static uint32_t set_speaker(struct reading *r, const struct act *a, struct event *e) {
    bool is_denial = false;
    uint32_t speaker = says_by(r, a->token, &is_denial);
    if (is_denial)
        e->status = STATUS_DENIED;
    if (speaker == NONE || speaker == a->token || is_no_speaker(r, speaker))
        return NONE;
    struct party p = who_party(r, speaker);
    for (uint32_t i = 0; i < a->n_actors && !is_denial; i++)
        if (lemma_in(r, a->actors[i], "i we us our my"))
            return speaker; /* he speaks of himself */
    bool is_elsewhere = r->sentence[speaker] != r->sentence[a->token];
    bool is_attribute = r->tokens[a->token].deprel == DEP_amod || says_is_background(r, a->token);
    bool is_own = !is_denial && (same_as_actor(e, &p) || is_own_body(r, a, e, speaker, &p));
    uint32_t source = is_own ? outer_speaker(r, a, e) : speaker;
    if (source == NONE || is_elsewhere || is_attribute)
        return speaker; /* guideline 5; what only qualifies a noun nobody says */
    e->by = ARENA_NEW(r->arena, struct party, 1);
    if (!e->by)
        return speaker;
    *e->by = source == speaker ? p : who_party(r, source);
    source_of(r, source, is_denial, e);
    return speaker;
}

/* 0…1: a frame with conditions and known parties is surer than a bare word. */
static double confidence_of(struct reading *r, const struct act *a) {
    double c = 0.55 + 0.1 * (a->frame->n_conditions > 0) + 0.1 * (a->frame->n_rest > 0);
    for (uint32_t i = 0; i < a->n_actors && i < 1; i++)
        c += who_mention(r, a->actors[i])->is_known ? 0.12 : 0.04;
    for (uint32_t i = 0; i < a->n_recipients && i < 1; i++)
        c += who_mention(r, a->recipients[i])->is_known ? 0.12 : 0.04;
    return c > 0.99 ? 0.99 : c;
}

static str make_rule(struct reading *r, const struct act *a) {
    char z[160];
    const struct frame *f = a->frame;
    int n = snprintf(z, sizeof z, "%.*s %.*s:%u%s%s", (int)f->trigger.n, f->trigger.p,
                     (int)f->file.n, f->file.p, f->line, *a->fold ? " over " : "", a->fold);
    return n > 0 && n < (int)sizeof z ? str_copy(r->arena, (str){z, (uint32_t)n}) : f->trigger;
}

static bool is_to_come(const struct reading *r, str when) {
    struct interval day;
    uint32_t end = 0;
    while (end < when.n && when.p[end] != '/')
        end++;
    return r->report->date != DATE_NONE && interval_parse(str_slice(when, 0, end), &day) &&
           day.first > r->report->date;
}

/* A promise is dated by the day on which it was given, not by what was promised. */
static void date_promise(struct reading *r, const struct act *a, struct event *e) {
    bool is_promise =
        e->type == PLOVER_AGREE || e->type == PLOVER_CONCEDE || e->type == PLOVER_THREATEN;
    bool is_undated = e->when.n == 0 && e->type != a->type;
    if (!is_promise || e->status != STATUS_OCCURRED || (!is_undated && !is_to_come(r, e->when)))
        return;
    if (!when_of_promise(r, a->token, &e->when, &e->when_span)) {
        e->when = (str){NULL, 0};
        e->when_span = (struct span){0, 0};
    }
}

static bool make_event(struct reading *r, const struct act *a, struct event *e) {
    *e = (struct event){.trigger = tokens_span(r, a->first, a->last),
                        .sentence = r->sentence[a->token],
                        .type = a->type,
                        .n_modes = a->n_modes,
                        .content = a->content};
    for (uint32_t m = 0; m < a->n_modes; m++)
        e->modes[m] = a->modes[m];
    e->actors = copy_parties(r, a, true, &e->n_actors);
    e->recipients = copy_parties(r, a, false, &e->n_recipients);
    if (!e->actors || !e->recipients)
        return false;
    uint32_t author;
    e->status = whether_status(r, a->token, &author);
    bool has_own_negation = (a->frame->flags & FRAME_NEGATED) && e->status == STATUS_DENIED;
    if (a->is_stance || has_own_negation)
        e->status = STATUS_OCCURRED; /* it is said, whatever is said of it */
    uint32_t speaker = set_speaker(r, a, e);
    if (a->is_stance)
        e->by = NULL; /* who says it does it */
    voice_judgment(r, a, speaker, e);
    voice_decree(r, a, speaker, e);
    if (author == NONE)
        author = speaker;
    bool is_voiced =
        a->is_stance && e->by && e->n_actors > 0 && voice_is_of_one_state(&e->actors[0], e->by);
    bool speaks = e->n_actors > 0 && (!e->by || is_voiced);
    if (!when_of(r, a->token, &e->when, &e->when_span) && speaks)
        when_of_saying(r, a->token, &e->when, &e->when_span);
    if (e->when.n) {
        date_codes(r, e->actors, e->n_actors, e->when);
        date_codes(r, e->recipients, e->n_recipients, e->when);
    }
    if (e->status == STATUS_OCCURRED && !a->is_stance && is_to_come(r, e->when) &&
        when_tense(r, a->token) != TENSE_PAST)
        e->status = STATUS_PLANNED; /* "arrives on Friday" */
    e->where = where_of(r, a->token, a->type);
    howmany_of(r, a->token, e);
    e->confidence = confidence_of(r, a);
    e->rule = make_rule(r, a);
    e->cameo = a->cameo;
    fold_event(r, a, author, e);
    voice_act(r, a, speaker, e);
    how_of(r, a, e);
    date_promise(r, a, e);
    context_of(r, e);
    if (r->coder->explains)
        explain_event(r, a, e);
    return !r->arena->failed;
}

static int compare_events(const void *x, const void *y) {
    const struct event *p = x, *q = y;
    if (p->trigger.begin != q->trigger.begin)
        return p->trigger.begin < q->trigger.begin ? -1 : 1;
    return (int)p->type - (int)q->type;
}

struct events {
    struct event *items;
    size_t n, capacity;
};

/* "The attack", "claimed responsibility for it": of the kind that the report told of just before.
 */
static void inherit_mode(struct reading *r, const struct act *a, struct event *e,
                         const struct events *before) {
    enum { NEAR = 5 }; /* sentences */
    bool is_again =
        a->frame->pos == 'n' ? is_definite(r, a->token) : lemma_is(r, a->token, "claim");
    if (e->type != PLOVER_ASSAULT || e->n_modes || !is_again)
        return;
    for (size_t i = before->n; i-- > 0 && before->items[i].sentence + NEAR >= e->sentence;) {
        const struct event *b = &before->items[i];
        if (b->type != PLOVER_ASSAULT || !b->n_modes)
            continue;
        e->n_modes = b->n_modes;
        for (uint32_t m = 0; m < b->n_modes; m++)
            e->modes[m] = b->modes[m];
        return;
    }
}

static bool code_sentences(struct reading *r, struct events *out) {
    struct acts acts = {0};
    struct affairs affairs = affairs_of(r);
    for (uint32_t s = 0; s < r->text->n_sentences; s++) {
        acts.n = 0;
        if (!what_find(r, s, &acts))
            return false;
        what_compose(r, &acts, 0);
        for (size_t i = 0; i < acts.n; i++) {
            const struct act *a = &acts.items[i];
            struct event e;
            if (a->is_dropped || bare_is_power(r, a) || bare_is_time_left(r, a) ||
                bare_is_suspicion(r, a))
                continue;
            if (!make_event(r, a, &e))
                return false;
            inherit_mode(r, a, &e, out);
            if (bare_is_mention(r, a, &e) || bare_is_attribute(r, a, &e) ||
                affairs_exclude(r, &affairs, a, &e))
                continue;
            again_fill(r, a, &e, out->items, out->n);
            if (!bare_is_idle(r, a, &e) && !VEC_PUSH(r->arena, out, e))
                return false;
        }
    }
    if (out->n)
        qsort(out->items, out->n, sizeof *out->items, compare_events);
    return true;
}

static bool copy_entities(struct reading *r, struct coded *out) {
    out->entities = ARENA_NEW(r->arena, struct entity, r->entities.n + 1);
    if (!out->entities)
        return false;
    out->n_entities = (uint32_t)r->entities.n;
    for (size_t i = 0; i < r->entities.n; i++) {
        const struct person *p = &r->entities.items[i];
        struct entity *e = &out->entities[i];
        char z[64];
        int n = snprintf(z, sizeof z, "%.*s%s%.*s", (int)p->place.n, p->place.p,
                         p->sector.n ? "-" : "", (int)p->sector.n, p->sector.p);
        e->name = p->name;
        e->kind = p->kind;
        e->is_named = p->noun.n == 0;
        e->code = n > 0 && n < (int)sizeof z ? str_copy(r->arena, (str){z, (uint32_t)n}) : p->place;
        e->mentions = p->mentions.items;
        e->n_mentions = (uint32_t)p->mentions.n;
        e->offices = p->offices.items;
        e->n_offices = (uint32_t)p->offices.n;
    }
    return true;
}

static bool name_speakers(struct reading *r) {
    uint32_t t = 0;
    for (size_t i = 0; i < r->quotes.n;
         i++) { /* quotes ascend; every token of one carries its speaker */
        struct quote *q = &r->quotes.items[i];
        while (t < r->n_tokens && r->tokens[t].begin < q->span.begin)
            t++;
        uint32_t speaker = t < r->n_tokens ? r->quote_depth_speaker[t] : NONE;
        if (speaker == NONE)
            continue;
        q->speaker = ARENA_NEW(r->arena, struct party, 1);
        if (!q->speaker)
            return false;
        *q->speaker = who_party(r, speaker);
    }
    return true;
}

static hb_status prepare(const struct coder *c, const struct report *rep, struct arena *a,
                         struct text *text, struct reading *r, struct hb_error *err) {
    hb_status status = read_text(c, rep, a, text, err);
    if (status != HB_OK)
        return status;
    if (!reading_begin(r, c, rep, text, a) || !says_quotes(r) || !who_prepare(r) ||
        !when_prepare(r) || !where_prepare(r))
        return no_memory(err);
    return HB_OK;
}

hb_status coder_run(const struct coder *c, const struct report *rep, struct arena *a,
                    struct text *text, struct coded *out, struct hb_error *err) {
    struct reading r;
    struct events events = {0};
    *out = (struct coded){0};
    hb_status status = report_check_language(rep, err);
    if (status == HB_OK)
        status = prepare(c, rep, a, text, &r, err);
    if (status != HB_OK)
        return status;
    if (!code_sentences(&r, &events))
        return no_memory(err);
    out->events = events.items;
    out->n_events = (uint32_t)events.n;
    out->places = r.places.items;
    out->n_places = (uint32_t)r.places.n;
    if (!relations_find(&r, out) || !agenda_find(&r, out) || !offices_find(&r) ||
        !name_speakers(&r) || !copy_entities(&r, out))
        return no_memory(err);
    out->quotes = r.quotes.items;
    out->n_quotes = (uint32_t)r.quotes.n;
    return HB_OK;
}

struct coder_name coder_name_of(const struct coder *c) {
    struct coder_name name;
    uint64_t h = hash_mix(lang_model_hash(c->model), know_hash(c->know));
    snprintf(name.z, sizeof name.z, "harbinger " HB_VERSION " %.32s %016llx",
             lang_model_name(c->model), (unsigned long long)h);
    return name;
}
