/* Relations that coded events leave behind. An act of force by soldiers, rebels, police or a state
 * against people or a body says that the one fights the other; arms and money for an armed side say
 * that the giver backs it. Acts that were denied or only might be say nothing. */
#include "base/vec.h"
#include "code/relations/parts.h"

/* "LBY-REB" → "REB"; "" of a bare country. */
static str sector_of(str code) {
    for (uint32_t i = code.n; i-- > 0;)
        if (code.p[i] == '-')
            return str_slice(code, i + 1, code.n);
    return (str){"", 0};
}

static bool is_force(const struct party *p) {
    str sector = sector_of(p->code);
    if (str_starts(p->code, STR("---")))
        return false; /* an unknown gunman stands for nobody */
    return !sector.n || str_in(sector, "GOV MIL REB PAR COP SPY OPP");
}

static bool add_party_fact(struct reading *r, struct relations *out, struct fact fact,
                           const struct event *e, const struct party *a, const struct party *b) {
    if ((a->entity != NONE && a->entity == b->entity) ||
        (a->span.begin < b->span.end && b->span.begin < a->span.end))
        return true;
    struct relation x = {.fact = fact,
                         .from = *a,
                         .to = *b,
                         .span = e->trigger,
                         .sentence = e->sentence,
                         .status = e->status,
                         .by = e->by};
    return VEC_PUSH(r->arena, out, x);
}

/* "Clashed", "exchanged fire": two actors without a recipient fight each other; two who bombed
 * somewhere do not. The rule begins with the frame: "clash/v …". */
static bool is_between(const struct event *e) {
    uint32_t n = 0;
    while (n < e->rule.n && e->rule.p[n] != '/' && e->rule.p[n] != '_')
        n++;
    return str_in(str_slice(e->rule, 0, n),
                  "clash fight battle exchange trade skirmish war conflict combat duel firefight "
                  "gunfight gunbattle shootout spar wage struggle hostility fighting confront "
                  "confrontation engage feud");
}

/* What an event says of its actors and recipients: false if nothing. */
static bool fact_of(const struct event *e, struct fact *fact) {
    bool is_asserted = e->status == STATUS_OCCURRED || e->status == STATUS_PLANNED;
    bool is_threat = e->type == PLOVER_THREATEN && e->content == PLOVER_ASSAULT;
    bool is_arming = e->type == PLOVER_AID && str_is(e->cameo, "072");
    fact->change = CHANGE_NONE;
    fact->kind = is_arming ? RELATION_BACKS : RELATION_FIGHTS;
    return is_asserted && (e->type == PLOVER_ASSAULT || is_threat || is_arming);
}

bool relations_from_events(struct reading *r, const struct coded *coded, struct relations *out) {
    for (uint32_t i = 0; i < coded->n_events; i++) {
        const struct event *e = &coded->events[i];
        struct fact fact;
        if (!fact_of(e, &fact))
            continue;
        for (uint32_t a = 0; a < e->n_actors; a++) {
            if (!is_force(&e->actors[a]))
                continue;
            for (uint32_t b = 0; b < e->n_recipients; b++)
                if (!add_party_fact(r, out, fact, e, &e->actors[a], &e->recipients[b]))
                    return false;
            for (uint32_t b = 0; b < a && !e->n_recipients && is_between(e); b++)
                if (is_force(&e->actors[b]) &&
                    !add_party_fact(r, out, fact, e, &e->actors[b], &e->actors[a]))
                    return false;
        }
    }
    return true;
}
