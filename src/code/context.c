/* Context by vote. The classes of contexts.txt say which words speak for which context; the CAMEO
 * code of the act and the sectors of its parties vote too. A word counts double near the act; a
 * context is given for a code, a near word, or two far ones. Names of
 * contexts: Halterman et al., PLOVER and POLECAT (2023), as far as the CAMEO table carries them,
 * else contexts.txt. Costs one look-up a word of the sentence. */
#include "code/context.h"

#include <string.h>

enum {
    CONTEXT_LIMIT = 64,
    VOTES = 200, /* no more are counted */
    VOTE_CODE = 3,
    VOTE_SECTOR = 1,
    VOTE_NEAR = 2,
    VOTE_FAR = 1,
    ENOUGH = 2
};
enum { NEAR = 12 }; /* words on either side of the act */

struct votes {
    const struct know *know;
    uint32_t first; /* class of the first context; contexts are the classes from there on */
    uint32_t n;
    uint8_t of[CONTEXT_LIMIT];
};

static uint32_t context_index(const struct votes *v, str name) {
    for (uint32_t i = 0; i < v->n; i++) {
        str full = know_class_name(v->know, v->first + i);
        if (str_equal(str_slice(full, sizeof CONTEXT_PREFIX - 1, full.n), name))
            return i;
    }
    return NONE;
}

static void vote_for(struct votes *v, str name, uint8_t weight) {
    uint32_t i = context_index(v, name);
    if (i != NONE)
        v->of[i] = (uint8_t)(v->of[i] + weight);
}

/* The word itself, and the compound that it ends ("peace" "talk", "human" "right"). */
static void vote_words(struct reading *r, struct votes *v, uint32_t t, uint32_t first,
                       uint8_t weight) {
    uint32_t ids[2] = {r->word[t], WORD_NONE};
    char z[64];
    if (t > first && r->lemma[t - 1].n + r->lemma[t].n + 1 < sizeof z) {
        uint32_t n = r->lemma[t - 1].n;
        memcpy(z, r->lemma[t - 1].p, n);
        z[n] = '_';
        memcpy(z + n + 1, r->lemma[t].p, r->lemma[t].n);
        ids[1] = know_word(r->know, (str){z, n + 1 + r->lemma[t].n});
    }
    for (int i = 0; i < 2; i++) {
        const uint64_t *classes = know_word_classes(r->know, ids[i]);
        for (uint32_t c = 0; classes && c < v->n; c++) {
            uint32_t id = v->first + c;
            if (classes[id / 64] >> (id % 64) & 1 && v->of[c] < VOTES)
                v->of[c] = (uint8_t)(v->of[c] + weight);
        }
    }
}

static void vote_sectors(struct votes *v, const struct party *list, uint32_t n) {
    static const struct {
        const char *sector, *context;
    } rows[] = {{"-MIL", "military"},  {"-REB", "military"},           {"-LEG", "legislative"},
                {"-JUD", "legal"},     {"-SPY", "intelligence"},       {"-REF", "migration"},
                {"-CRM", "crime"},     {"-REL", "religion_ethnicity"}, {"-BUS", "economic"},
                {"-EDU", "education"}, {"-MED", "rights_freedoms"}};
    for (uint32_t i = 0; i < n; i++)
        for (size_t k = 0; k < sizeof rows / sizeof *rows; k++)
            if (str_ends(list[i].code, str_from(rows[k].sector)))
                vote_for(v, str_from(rows[k].context), VOTE_SECTOR);
}

static void vote_sentence(struct reading *r, struct votes *v, const struct event *e) {
    const struct sentence *s = &r->text->sentences[e->sentence];
    uint32_t act = s->first;
    while (act + 1 < s->last && r->tokens[act].begin < e->trigger.begin)
        act++;
    uint32_t low = act > s->first + NEAR ? act - NEAR : s->first;
    uint32_t high = act + NEAR < s->last ? act + NEAR + 1 : s->last;
    for (uint32_t t = low; t < high; t++)
        vote_words(r, v, t, s->first, VOTE_NEAR);
    for (uint32_t t = s->first; t < s->last; t++)
        if (t < low || t >= high)
            vote_words(r, v, t, s->first, VOTE_FAR);
}

static void take_strongest(const struct votes *v, struct event *e) {
    uint64_t taken = 0;
    while (e->n_contexts < MAX_CONTEXTS) {
        uint32_t best = NONE;
        for (uint32_t i = 0; i < v->n; i++)
            if (!(taken >> i & 1) && v->of[i] >= ENOUGH && (best == NONE || v->of[i] > v->of[best]))
                best = i;
        if (best == NONE)
            return;
        taken |= (uint64_t)1 << best;
        str name = know_class_name(v->know, v->first + best);
        e->contexts[e->n_contexts++] = str_slice(name, sizeof CONTEXT_PREFIX - 1, name.n);
    }
}

void context_of(struct reading *r, struct event *e) {
    struct votes v = {.know = r->know,
                      .first = r->first_context,
                      .n = r->n_contexts < CONTEXT_LIMIT ? r->n_contexts : CONTEXT_LIMIT};
    str codes = know_cameo(r->know, e->cameo).contexts;
    for (str one; codes.n && str_split(&codes, '|', &one);)
        vote_for(&v, one, VOTE_CODE);
    vote_sectors(&v, e->actors, e->n_actors);
    vote_sectors(&v, e->recipients, e->n_recipients);
    vote_sentence(r, &v, e);
    take_strongest(&v, e);
}
