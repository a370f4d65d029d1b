/* The judge is log-linear: a sum of weights per choice over named features, so each decision can be told as its strongest
 * features. Parties: three choices (none, actor, recipient) for each mention of the sentence. Events: keep or not.
 * The rules' own answer is a feature like others, so the judge mostly learns when not to believe them.
 * Cost: acts times mentions of a sentence times some forty short strings. */
#include "code/choose.h"

#include "code/says.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

enum { PATH_STEPS = 5 };

/* An act found by a frame is dropped only where the judge is this sure that it is none (log odds). */
#define PARTY_MARGIN (getenv("PM")?atof(getenv("PM")):1.0)
#define EVENT_MARGIN (getenv("EM")?atof(getenv("EM")):1.5)

static void add(struct features *f, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void add(struct features *f, const char *format, ...) {
    if (f->n == CHOOSE_FEATURES)
        return;
    va_list args;
    va_start(args, format);
    vsnprintf(f->names[f->n++], FEATURE_ROOM, format, args);
    va_end(args);
}

static bool has(const uint32_t *list, uint32_t n, uint32_t token) {
    for (uint32_t i = 0; i < n; i++)
        if (list[i] == token)
            return true;
    return false;
}

static bool is_possible_party(struct reading *r, uint32_t t) {
    if (r->mention_at[t] == NONE)
        return false;
    const struct mention *m = &r->mentions.items[r->mention_at[t]];
    if (m->is_vague)
        return false;
    if (m->is_pronoun && !m->is_known)
        return lemma_in(r, t, "he she they him her them we us i who");
    if (m->kind == ENTITY_PLACE)
        return m->is_known;
    return m->is_human || (m->is_known && m->kind != ENTITY_UNKNOWN);
}

uint32_t choose_candidates(struct reading *r, const struct act *a, uint32_t out[CHOOSE_CANDIDATES]) {
    const struct sentence *s = &r->text->sentences[r->sentence[a->token]];
    uint32_t n = 0;
    for (uint32_t i = 0; i < a->n_actors && n < CHOOSE_CANDIDATES; i++)
        if (!has(out, n, a->actors[i]))
            out[n++] = a->actors[i];
    for (uint32_t i = 0; i < a->n_recipients && n < CHOOSE_CANDIDATES; i++)
        if (!has(out, n, a->recipients[i]))
            out[n++] = a->recipients[i];
    for (uint32_t t = s->first; t < s->last && n < CHOOSE_CANDIDATES; t++)
        if (!has(out, n, t) && t != a->token && is_possible_party(r, t))
            out[n++] = t;
    return n;
}

/* Relations on the way from `token` up to the lowest word over both, and down to the act: "nsubj^conj_". */
static void path_between(const struct reading *r, uint32_t token, uint32_t act, char *out, size_t room) {
    uint32_t up[PATH_STEPS + 1], down[PATH_STEPS + 1], n_up = 0, n_down = 0;
    size_t n = 0;
    out[0] = 0;
    for (uint32_t t = token; t != NONE && n_up <= PATH_STEPS; t = r->tokens[t].head)
        up[n_up++] = t;
    for (uint32_t t = act; t != NONE && n_down <= PATH_STEPS; t = r->tokens[t].head)
        down[n_down++] = t;
    for (uint32_t i = 0; i < n_up; i++)
        for (uint32_t k = 0; k < n_down; k++) {
            if (up[i] != down[k])
                continue;
            for (uint32_t j = 0; j < i && n + 16 < room; j++)
                n += (size_t)snprintf(out + n, room - n, "%s^", deprel_name((enum deprel)r->tokens[up[j]].deprel));
            for (uint32_t j = k; j-- > 0 && n + 16 < room;)
                n += (size_t)snprintf(out + n, room - n, "%s_", deprel_name((enum deprel)r->tokens[down[j]].deprel));
            return;
        }
    snprintf(out, room, "far");
}

static const char *bucket(uint32_t n) {
    return n < 2 ? "1" : n < 4 ? "2-3" : n < 8 ? "4-7" : n < 15 ? "8-14" : "15+";
}

static str case_word(const struct reading *r, uint32_t t) {
    for (int i = 0; i < 3 && t != NONE; i++) {
        uint32_t c = case_of(r, t);
        if (c != NONE)
            return r->lemma[c];
        if (r->tokens[t].deprel != DEP_conj && r->tokens[t].deprel != DEP_flat)
            break;
        t = r->tokens[t].head;
    }
    return STR("-");
}

static const char *rule_of(const struct act *a, uint32_t token) {
    return has(a->actors, a->n_actors, token) ? "A" : has(a->recipients, a->n_recipients, token) ? "R" : "0";
}

/* Side that the mention has in other acts of the sentence. */
static const char *elsewhere(const struct acts *acts, size_t from, const struct act *a, uint32_t token) {
    bool is_actor = false, is_recipient = false;
    for (size_t i = from; i < acts->n; i++) {
        const struct act *b = &acts->items[i];
        if (b == a || b->is_dropped)
            continue;
        is_actor |= has(b->actors, b->n_actors, token);
        is_recipient |= has(b->recipients, b->n_recipients, token);
    }
    return is_actor ? is_recipient ? "both" : "A" : is_recipient ? "R" : "0";
}

static const char *kind_of(const struct mention *m) {
    return m->is_pronoun ? "pronoun" : m->kind == ENTITY_PLACE ? "place" : m->is_place ? "state" : m->is_default ? "default"
           : m->is_known                                       ? "known"
                                                               : "unknown";
}

void party_features(struct reading *r, const struct acts *acts, size_t from, const struct act *a, uint32_t token,
                    uint32_t n_candidates, struct features *out) {
    const struct mention *m = &r->mentions.items[r->mention_at[token]];
    const char *type = plover_type_name(a->type), *rule = rule_of(a, token), *kind = kind_of(m);
    const char *side = token < a->token ? "before" : "after";
    const char *deprel = deprel_name((enum deprel)r->tokens[token].deprel);
    const char *given = a->n_actors ? a->n_recipients ? "AR" : "A-" : a->n_recipients ? "-R" : "--";
    char path[80];
    str marker = case_word(r, token), lemma = r->lemma[a->token];
    uint32_t up = r->tokens[token].head, distance = token < a->token ? a->token - token : token - a->token;
    bool is_denial;
    bool is_speaker = says_by(r, a->token, &is_denial) == token;
    char pos = a->frame->pos;
    bool is_mutual = (a->frame->flags & FRAME_MUTUAL) != 0;
    path_between(r, token, a->token, path, sizeof path);
    out->n = 0;
    add(out, "party");
    add(out, "party rule=%s", rule);
    add(out, "party rule=%s given=%s", rule, given);
    add(out, "party rule=%s given=%s type=%s", rule, given, type);
    add(out, "party rule=%s given=%s pos=%c %s", rule, given, pos, side);
    add(out, "party rule=%s kind=%s", rule, kind);
    add(out, "party rule=%s type=%s kind=%s", rule, type, kind);
    add(out, "party rule=%s path=%s", rule, path);
    add(out, "party path=%s pos=%c given=%s", path, pos, given);
    add(out, "party path=%s type=%s", path, type);
    add(out, "party rule=%s marker=%.*s", rule, (int)marker.n, marker.p);
    add(out, "party type=%s marker=%.*s pos=%c", type, (int)marker.n, marker.p, pos);
    add(out, "party rule=%s deprel=%s %s", rule, deprel, side);
    add(out, "party type=%s deprel=%s %s given=%s", type, deprel, side, given);
    add(out, "party rule=%s sector=%.*s", rule, (int)m->sector.n, m->sector.p);
    add(out, "party type=%s sector=%.*s given=%s", type, (int)m->sector.n, m->sector.p, given);
    add(out, "party type=%s sector=%.*s %s", type, (int)m->sector.n, m->sector.p, side);
    add(out, "party rule=%s lemma=%.*s", rule, (int)(lemma.n < 24 ? lemma.n : 24), lemma.p);
    add(out, "party distance=%s rule=%s given=%s", bucket(distance), rule, given);
    add(out, "party speaker=%d rule=%s given=%s type=%s", is_speaker, rule, given, type);
    add(out, "party elsewhere=%s rule=%s given=%s", elsewhere(acts, from, a, token), rule, given);
    add(out, "party elsewhere=%s rule=%s type=%s given=%s", elsewhere(acts, from, a, token), rule, type, given);
    add(out, "party candidates=%u rule=%s given=%s", n_candidates < 5 ? n_candidates : 5, rule, given);
    add(out, "party candidates=%u given=%s type=%s %s", n_candidates < 4 ? n_candidates : 4, given, type, side);
    add(out, "party mutual=%d rule=%s type=%s", is_mutual, rule, type);
    add(out, "party passive=%d rule=%s %s given=%s", a->arguments.is_passive, rule, side, given);
    if (up != NONE) {
        str over = r->lemma[up];
        add(out, "party rule=%s over=%.*s deprel=%s", rule, (int)(over.n < 24 ? over.n : 24), over.p, deprel);
    }
    add(out, "party plural=%d rule=%s type=%s", m->is_plural, rule, type);
    add(out, "party human=%d thing=%d rule=%s", m->is_human, m->is_thing, rule);
}

void event_features(struct reading *r, const struct acts *acts, size_t from, const struct act *a, struct features *out) {
    const char *type = plover_type_name(a->type), *deprel = deprel_name((enum deprel)r->tokens[a->token].deprel);
    char pos = a->frame->pos;
    str lemma = r->lemma[a->token];
    int n = (int)(lemma.n < 30 ? lemma.n : 30);
    const char *given = a->n_actors ? a->n_recipients ? "AR" : "A-" : a->n_recipients ? "-R" : "--";
    uint32_t up = r->tokens[a->token].head, det = child_with(r, a->token, DEP_det), n_acts = 0, marker = case_of(r, a->token);
    for (size_t i = from; i < acts->n; i++)
        n_acts += !acts->items[i].is_dropped;
    out->n = 0;
    add(out, "event");
    add(out, "event type=%s pos=%c", type, pos);
    add(out, "event type=%s pos=%c given=%s", type, pos, given);
    add(out, "event pos=%c given=%s", pos, given);
    add(out, "event pos=%c deprel=%s given=%s", pos, deprel, given);
    add(out, "event pos=%c type=%s deprel=%s", pos, type, deprel);
    add(out, "event lemma=%.*s type=%s", n, lemma.p, type);
    add(out, "event lemma=%.*s given=%s", n, lemma.p, given);
    add(out, "event frame=%.*s:%u", (int)a->frame->file.n, a->frame->file.p, a->frame->line);
    add(out, "event conditions=%u rest=%u pos=%c", a->frame->n_conditions, a->frame->n_rest, pos);
    add(out, "event acts=%u pos=%c given=%s", n_acts < 5 ? n_acts : 5, pos, given);
    if (det != NONE)
        add(out, "event det=%.*s pos=%c given=%s", (int)r->lemma[det].n, r->lemma[det].p, pos, given);
    if (marker != NONE) {
        add(out, "event marker=%.*s given=%s", (int)r->lemma[marker].n, r->lemma[marker].p, given);
        add(out, "event marker=%.*s type=%s", (int)r->lemma[marker].n, r->lemma[marker].p, type);
    }
    if (up != NONE) {
        int k = (int)(r->lemma[up].n < 24 ? r->lemma[up].n : 24);
        add(out, "event over=%.*s deprel=%s", k, r->lemma[up].p, deprel);
        add(out, "event over=%.*s", k, r->lemma[up].p);
        add(out, "event over-pos=%s pos=%c deprel=%s", upos_name((enum upos)r->tokens[up].upos), pos, deprel);
    }
    add(out, "event xpos=%.*s given=%s", (int)lang_xpos(r->coder->model, &r->tokens[a->token]).n,
        lang_xpos(r->coder->model, &r->tokens[a->token]).p, given);
    add(out, "event verbal=%d content=%d type=%s", (a->frame->flags & FRAME_VERBAL) != 0, a->content != PLOVER_NONE, type);
    add(out, "event plural=%d pos=%c type=%s", r->tokens[a->token].upos == UPOS_NOUN && lemma.n && lemma.p[lemma.n - 1] == 's', pos, type);
    add(out, "event light=%d pos=%c type=%s", a->light != NONE, pos, type);
}

/* ---- deciding ---- */

static void weigh(const struct reading *r, const struct features *f, double sums[CHOICES]) {
    for (int c = 0; c < CHOICES; c++)
        sums[c] = 0.0;
    for (uint32_t i = 0; i < f->n; i++)
        know_add_weights(r->know, str_from(f->names[i]), sums);
}

/* The judge's choice where it is sure enough to overrule the rules' own. */
static enum choice decide(const struct reading *r, const struct features *f, enum choice rules) {
    double sums[CHOICES];
    weigh(r, f, sums);
    enum choice best = rules;
    for (int c = 0; c < CHOICES; c++)
        if (sums[c] > sums[best])
            best = (enum choice)c;
    return sums[best] - sums[rules] > PARTY_MARGIN ? best : rules;
}

static void choose_parties(struct reading *r, struct acts *acts, size_t from, struct act *a) {
    uint32_t candidates[CHOOSE_CANDIDATES], n = choose_candidates(r, a, candidates);
    enum choice choices[CHOOSE_CANDIDATES];
    struct features f;
    for (uint32_t i = 0; i < n; i++) {
        party_features(r, acts, from, a, candidates[i], n, &f);
        choices[i] = decide(r, &f, has(a->actors, a->n_actors, candidates[i])           ? CHOICE_ACTOR
                                   : has(a->recipients, a->n_recipients, candidates[i]) ? CHOICE_RECIPIENT
                                                                                                 : CHOICE_NONE);
    }
    a->n_actors = a->n_recipients = 0;
    for (uint32_t i = 0; i < n; i++) {
        if (choices[i] == CHOICE_ACTOR && a->n_actors < ACT_PARTIES)
            a->actors[a->n_actors++] = candidates[i];
        if (choices[i] == CHOICE_RECIPIENT && a->n_recipients < ACT_PARTIES)
            a->recipients[a->n_recipients++] = candidates[i];
    }
}

static bool is_event(struct reading *r, struct acts *acts, size_t from, const struct act *a) {
    struct features f;
    double sums[CHOICES];
    event_features(r, acts, from, a, &f);
    weigh(r, &f, sums);
    return sums[CHOICE_ACTOR] - sums[CHOICE_NONE] >= -EVENT_MARGIN; /* CHOICE_ACTOR stands for yes */
}

void choose(struct reading *r, struct acts *acts, size_t from) {
    if (!know_has_weights(r->know))
        return;
    for (size_t i = from; i < acts->n; i++)
        if (!acts->items[i].is_dropped)
            choose_parties(r, acts, from, &acts->items[i]);
    for (size_t i = from; i < acts->n; i++)
        if (!acts->items[i].is_dropped && !is_event(r, acts, from, &acts->items[i]))
            acts->items[i].is_dropped = true;
}
