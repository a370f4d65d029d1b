/* Relations, from two sources: words whose meaning is a standing fact (back, control, command,
 * fight …) over the walk's arguments, and titles that name what they lead ("LNA commander Khalifa
 * Haftar", "president of Tunisia"). The words are few and closed, so they stand here as a table. */
#include "code/relations.h"

#include "base/vec.h"
#include "code/says.h"
#include "code/walk.h"
#include "code/whether.h"
#include "code/who.h"

static const struct {
    const char *verbs;
    enum relation_kind kind;
    bool is_prepositional; /* the other side stands after with, against … */
} words[] = {
    {"back support sponsor finance arm bankroll", RELATION_BACKS, false},
    {"oppose", RELATION_OPPOSES, false},
    {"fight battle combat", RELATION_FIGHTS, false},
    {"fight clash battle", RELATION_FIGHTS, true},
    {"lead head command govern rule chair run", RELATION_LEADS, false},
    {"control hold occupy", RELATION_HOLDS, false},
    {"recognize recognise", RELATION_RECOGNISES, false},
    {"ally", RELATION_ALLIED, true},
};

struct relations {
    struct relation *items;
    size_t n, capacity;
};

static uint32_t argument_of(const struct arguments *a, enum role_name name) {
    for (uint32_t i = 0; i < a->n; i++)
        if (a->items[i].role.name == name)
            return a->items[i].token;
    return NONE;
}

static uint32_t opponent_of(const struct reading *r, const struct arguments *a) {
    for (uint32_t i = 0; i < a->n; i++)
        if (a->items[i].role.name == ROLE_PREPOSITION &&
            str_in(know_word_text(r->know, a->items[i].role.word), "with against to"))
            return a->items[i].token;
    return NONE;
}

static bool is_side(struct reading *r, uint32_t t, enum relation_kind kind, bool is_object) {
    if (t == NONE || is_verb(r, t))
        return false;
    const struct mention *m = who_mention(r, t);
    if (is_object && kind == RELATION_HOLDS)
        return m->is_place || m->kind == ENTITY_PLACE || m->kind == ENTITY_COUNTRY ||
               lemma_in(
                   r, t,
                   "area territory facility field port base city town village region swath part "
                   "most much province district border airport crossing oilfield terminal");
    return m->is_human || (m->is_known && m->kind == ENTITY_COUNTRY);
}

static bool add(struct reading *r, struct relations *out, enum relation_kind kind, uint32_t from,
                uint32_t to, uint32_t word) {
    struct relation x = {.kind = kind, .sentence = r->sentence[word]};
    x.from = who_party(r, from);
    x.to = who_party(r, to);
    if (x.from.entity != NONE && x.from.entity == x.to.entity)
        return true;
    x.span = tokens_span(r, word, word + 1);
    x.status = whether_status(r, word, NULL);
    bool is_denial;
    uint32_t speaker = says_by(r, word, &is_denial);
    if (is_denial)
        x.status = STATUS_DENIED;
    if (speaker != NONE && speaker != from) {
        x.by = ARENA_NEW(r->arena, struct party, 1);
        if (!x.by)
            return false;
        *x.by = who_party(r, speaker);
    }
    return VEC_PUSH(r->arena, out, x);
}

static bool add_all(struct reading *r, struct relations *out, enum relation_kind kind,
                    uint32_t from, uint32_t to, uint32_t word) {
    uint32_t a[8], b[8], n = who_expand(r, from, a, 8), m = who_expand(r, to, b, 8);
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = 0; k < m; k++)
            if (is_side(r, a[i], kind, false) && is_side(r, b[k], kind, true) &&
                !add(r, out, kind, a[i], b[k], word))
                return false;
    return true;
}

static bool from_verb(struct reading *r, uint32_t t, struct relations *out) {
    struct arguments a = {0};
    bool has_arguments = false;
    for (size_t w = 0; w < sizeof words / sizeof *words; w++) {
        if (!lemma_in(r, t, words[w].verbs))
            continue;
        if (!has_arguments)
            walk_arguments(r, t, &a);
        has_arguments = true;
        uint32_t from = argument_of(&a, ROLE_SUBJ);
        uint32_t to = words[w].is_prepositional ? opponent_of(r, &a) : argument_of(&a, ROLE_OBJ);
        if (from != NONE && to != NONE && from != to &&
            !add_all(r, out, words[w].kind, from, to, t))
            return false;
    }
    return true;
}

/* "support from the United States", "an ally of Russia", "leader of Hamas", "LNA commander" */
static bool from_noun(struct reading *r, uint32_t t, struct relations *out) {
    bool is_leader =
        lemma_in(r, t,
                 "leader commander chief president head chairman minister boss chairwoman premier "
                 "director general king emir sultan chancellor governor mayor founder");
    bool is_ally = lemma_in(r, t, "ally supporter backer sponsor");
    bool is_foe = lemma_in(r, t, "enemy rival foe opponent");
    if (!is_leader && !is_ally && !is_foe)
        return true;
    uint32_t holder = NONE, body = NONE;
    uint32_t up = r->tokens[t].head;
    enum deprel d = (enum deprel)r->tokens[t].deprel;
    if (up != NONE && (d == DEP_appos || d == DEP_nmod_desc || d == DEP_compound) && is_noun(r, up))
        holder = up;
    for (uint32_t c = r->first_child[t]; c != NONE; c = r->next_sibling[c]) {
        enum deprel k = (enum deprel)r->tokens[c].deprel;
        if (k == DEP_nmod_poss || (k == DEP_nmod && lemma_is(r, case_of(r, c), "of")) ||
            ((k == DEP_compound || k == DEP_amod) && r->hit_at[c] != NONE))
            body = c;
        if ((k == DEP_appos || k == DEP_flat) && r->tokens[c].name == NAME_PER)
            holder = c;
        if (k == DEP_nsubj && child_with(r, t, DEP_cop) != NONE)
            holder = c;
    }
    if (holder == NONE || body == NONE || holder == body)
        return true;
    enum relation_kind kind = is_leader ? RELATION_LEADS
                              : is_ally ? RELATION_ALLIED
                                        : RELATION_OPPOSES;
    if (!is_side(r, holder, kind, false) || !who_mention(r, body)->is_known)
        return true;
    return add(r, out, kind, holder, body, t);
}

bool relations_find(struct reading *r, struct coded *out) {
    struct relations found = {0};
    for (uint32_t t = 0; t < r->n_tokens; t++) {
        bool is_good = r->tokens[t].upos == UPOS_VERB ? from_verb(r, t, &found)
                       : is_noun(r, t)                ? from_noun(r, t, &found)
                                                      : true;
        if (!is_good)
            return false;
    }
    out->relations = found.items;
    out->n_relations = (uint32_t)found.n;
    return true;
}
