/* When. Every time expression of the text is found once and given to the word that it dates, its
 * owner; a date is then asked for by the word that carries an act. The answer is the act's own
 * expression; else one inside its arguments that the parser hung too low ("killed two people
 * Monday"); else that of the clause which the act shares: up through conjunction, participles,
 * purpose, light and aspect verbs, and from a noun to the verb it is the subject of. The way up
 * stops where time changes: at clauses with after or before, at relative clauses beyond their noun,
 * and under a reporting verb, whose date is that of the saying. "A day after X" dates both its
 * sides, one from the other, and the report's day stands for a main clause without a date. Each act
 * costs the depth of its clause. Limits: no reasoning across sentences but for "that day". */
#include "code/when.h"

#include "base/vec.h"
#include "code/when_owner.h"
#include "code/when_tense.h"

enum { MAX_CLIMB = 10, MAX_WORDS = 24 };

struct item {
    struct time_expression expression;
    uint32_t first, last; /* tokens, last exclusive */
    uint32_t head;        /* the token by which the expression hangs in the tree */
    uint32_t owner;       /* the word it dates, NONE */
    uint32_t next_owned;  /* index into items, NONE */
    struct time_value value;
    bool is_placed; /* value holds */
    bool is_before; /* stands before its noun: Monday's attack, the 2003 invasion */
};

struct when_index {
    struct {
        struct item *items;
        size_t n, capacity;
    } items;
    uint32_t *item_at;     /* [n_tokens] index into items, NONE */
    uint32_t *first_owned; /* [n_tokens] index into items, NONE */
};

static const struct time_value undated = {DATE_NONE, DATE_NONE, PRECISION_DAY};

/* ---- finding ---- */

static bool is_inside(const struct item *x, uint32_t t) {
    return x->first <= t && t < x->last;
}

/* Names of papers and groups (the Sunday Mail, Black September) and verbs (may, march) are no
 * dates. */
static bool is_really_time(const struct reading *r, const struct item *x) {
    uint32_t core = x->first + x->expression.core;
    const struct token *k = &r->tokens[core];
    bool is_month =
        x->expression.a.kind == TIME_CALENDAR && x->expression.a.month && !x->expression.a.day;
    if (is_month && (k->upos == UPOS_AUX || k->upos == UPOS_VERB))
        return false;
    if (k->name != NAME_PER && k->name != NAME_ORG)
        return true;
    bool begins = core > 0 && !k->name_begins && r->tokens[core - 1].name == k->name;
    bool goes_on = x->last < r->n_tokens && r->tokens[x->last].name == k->name &&
                   !r->tokens[x->last].name_begins;
    return !begins && !goes_on;
}

static uint32_t head_of(const struct reading *r, const struct item *x) {
    uint32_t found = NONE;
    for (uint32_t t = x->first + x->expression.core; t < x->last; t++) {
        uint32_t h = r->tokens[t].head;
        enum deprel d = deprel_basic((enum deprel)r->tokens[t].deprel);
        bool is_out = h == TOKEN_NONE || !is_inside(x, h);
        if (!is_out || d == DEP_punct)
            continue;
        if (d != DEP_case && d != DEP_mark && d != DEP_cc && d != DEP_det)
            return t;
        found = found == NONE ? t : found;
    }
    return found == NONE ? x->first + x->expression.core : found;
}

static uint32_t item_at(const struct reading *r, uint32_t t) {
    return t == NONE ? NONE : r->when->item_at[t];
}

/* The word that an expression dates by the tree: up from its head over other expressions, particles
 * and names of places and people between the act and its date. */
static uint32_t tree_owner(const struct reading *r, const struct item *x) {
    uint32_t t = r->tokens[x->head].head;
    for (int i = 0; i < MAX_CLIMB && t != NONE; i++) {
        enum upos u = (enum upos)r->tokens[t].upos;
        bool is_passed = is_inside(x, t) || item_at(r, t) != NONE || u == UPOS_ADP ||
                         u == UPOS_ADV || u == UPOS_NUM || u == UPOS_DET || u == UPOS_PUNCT ||
                         u == UPOS_SCONJ || u == UPOS_PART || (u == UPOS_PROPN && !x->is_before) ||
                         (u == UPOS_AUX && r->tokens[t].deprel == DEP_aux);
        if (!is_passed)
            break;
        t = r->tokens[t].head;
    }
    return t;
}

static bool add_item(struct reading *r, const struct time_expression *e, uint32_t at) {
    struct item x = {.expression = *e,
                     .first = at,
                     .last = at + e->n_words,
                     .owner = NONE,
                     .next_owned = NONE,
                     .value = undated};
    if (!is_really_time(r, &x))
        return true;
    x.head = head_of(r, &x);
    for (uint32_t t = x.first; t < x.last; t++)
        r->when->item_at[t] = (uint32_t)r->when->items.n;
    return VEC_PUSH(r->arena, &r->when->items, x);
}

static bool find_items(struct reading *r) {
    str forms[MAX_WORDS];
    struct time_word words[MAX_WORDS];
    for (uint32_t s = 0; s < r->text->n_sentences; s++) {
        const struct sentence *sent = &r->text->sentences[s];
        for (uint32_t t = sent->first; t < sent->last;) {
            /* a window: one word before, for what introduces a year, and as many after as a rule
             * may read */
            uint32_t low = t > sent->first ? t - 1 : t, n = 0;
            if (!time_word_of(r->tokens[t].form).kind) {
                t++;
                continue;
            }
            for (; n < MAX_WORDS && low + n < sent->last; n++) {
                forms[n] = r->tokens[low + n].form;
                words[n] = time_word_of(forms[n]);
            }
            struct time_expression e;
            bool is_found = time_parse(forms, words, n, t - low, &e);
            if (is_found && !add_item(r, &e, t))
                return false;
            t += is_found ? e.n_words : 1;
        }
    }
    return true;
}

static bool is_before_noun(const struct reading *r, const struct item *x) {
    uint32_t h = r->tokens[x->head].head;
    return h != NONE && h >= x->last && is_noun(r, h);
}

/* ---- placing ---- */

static struct item *item_of(const struct reading *r, uint32_t i) {
    return &r->when->items.items[i];
}

static bool is_relational(const struct item *x) {
    return x->expression.a.kind == TIME_ANCHORED;
}

/* until, before, by and after say where the act is not. */
static bool is_usable(const struct reading *r, const struct item *x) {
    if (!x->is_placed)
        return false;
    if (is_relational(x))
        return true;
    uint32_t begin = r->text->sentences[r->sentence[x->first]].first;
    uint32_t t =
        x->first + x->expression.core; /* the word order tells what is said of the date itself */
    while (t > begin && (r->tokens[t - 1].upos == UPOS_DET || r->tokens[t - 1].upos == UPOS_ADJ))
        t--;
    return t == begin || !lemma_in(r, t - 1, "until till by before after than about");
}

/* An act's own date is better the more exactly it is given; lengths come last, the nearest first.
 */
static int rank_of(const struct item *x, uint32_t token) {
    int rank = x->expression.a.kind == TIME_LENGTH ? 0 : 300;
    rank += x->expression.edge == EDGE_SINCE ? 0 : 100;
    rank -= 20 * (int)x->value.precision;
    uint32_t gap = x->head > token ? x->head - token : token - x->head;
    return rank - (gap > 90 ? 90 : (int)gap);
}

/* The best expression that `token` owns, NONE. */
static uint32_t direct(const struct reading *r, uint32_t token) {
    uint32_t best = NONE;
    for (uint32_t i = r->when->first_owned[token]; i != NONE; i = item_of(r, i)->next_owned)
        if (is_usable(r, item_of(r, i)) &&
            (best == NONE || rank_of(item_of(r, i), token) > rank_of(item_of(r, best), token)))
            best = i;
    return best;
}

static void own(struct reading *r, uint32_t i, uint32_t owner) {
    struct item *x = item_of(r, i);
    x->owner = owner;
    if (owner == NONE)
        return;
    x->next_owned = r->when->first_owned[owner];
    r->when->first_owned[owner] = i;
}

static void place(struct reading *r, struct item *x, struct time_value anchor) {
    enum time_tense tense = x->owner == NONE ? TENSE_UNKNOWN : when_tense(r, x->owner);
    if (x->owner != NONE && x->is_before && x->expression.edge == EDGE_SINCE &&
        when_is_act_noun(r, x->owner))
        x->expression.edge = EDGE_AT; /* since last week's bombing: the bombing has the date */
    if (tense ==
        TENSE_PRESENT) /* "arrives Sunday" announces, "is condemned for the May 3 raid" does not */
        tense = is_noun(r, x->owner) ? TENSE_UNKNOWN : TENSE_FUTURE;
    x->is_placed = time_resolve(&x->expression, r->report->date, tense, anchor, &x->value);
}

/* "two days after X …": what X is and which word the counted time dates. Both by word order: the
 * first act or verb behind the expression, and the nearest before it, or in front of a sentence the
 * main verb. */
static bool find_sides(const struct reading *r, const struct item *x, uint32_t *anchor,
                       uint32_t *main) {
    if (!lemma_in(r, x->last - 1, "after before"))
        return false;
    const struct sentence *s = &r->text->sentences[r->sentence[x->first]];
    *anchor = *main = NONE;
    for (uint32_t t = x->last; t < s->last && *anchor == NONE && !lemma_is(r, t, ","); t++)
        if (when_is_clausal(r, t) ||
            (when_is_act_noun(r, t) && r->tokens[t].deprel != DEP_compound))
            *anchor = t;
    if (*anchor != NONE && is_noun(r, *anchor) &&
        deprel_basic((enum deprel)r->tokens[*anchor].deprel) == DEP_nsubj &&
        r->tokens[*anchor].head != NONE && r->tokens[*anchor].head > *anchor)
        *anchor = r->tokens[*anchor].head;
    for (uint32_t t = x->first; t-- > s->first && *main == NONE;)
        if (when_is_clausal(r, t))
            *main = t;
    if (*main != NONE || *anchor == NONE)
        return *anchor != NONE;
    for (uint32_t t = *anchor + 1, is_past_comma = 0; t < s->last && *main == NONE; t++) {
        is_past_comma |= lemma_is(r, t, ",");
        if (is_past_comma && when_is_clausal(r, t))
            *main = t;
    }
    return true;
}

static void place_sides(struct reading *r, uint32_t i, uint32_t anchor, uint32_t main) {
    struct item *x = item_of(r, i);
    uint32_t known = direct(r, anchor);
    if (known != NONE) {
        own(r, i, main);
        if (main != NONE && item_of(r, known)->is_placed)
            place(r, x, item_of(r, known)->value);
        return;
    }
    uint32_t above = main == NONE ? NONE : direct(r, main);
    struct time_value from = {r->report->date, r->report->date, PRECISION_DAY};
    bool is_assumed = above == NONE;
    if (!is_assumed)
        from = item_of(r, above)->value;
    own(r, i, anchor);
    struct time_expression turned = x->expression;
    turned.a.amount = -turned.a.amount;
    turned.a.is_rough |= is_assumed && turned.a.unit != UNIT_DAY;
    x->is_placed = time_resolve(&turned, r->report->date, TENSE_PAST, from, &x->value);
}

static uint32_t owner_of(const struct reading *r, const struct item *x) {
    return when_owner(r, x->first, x->first + x->expression.core, x->last, tree_owner(r, x),
                      x->is_before);
}

/* First what stands on its own, then what is counted from it. */
static void place_items(struct reading *r) {
    for (size_t i = 0; i < r->when->items.n; i++) {
        struct item *x = item_of(r, (uint32_t)i);
        if (is_relational(x))
            continue;
        x->is_before = is_before_noun(r, x);
        uint32_t owner = owner_of(r, x);
        x->is_before |=
            owner != NONE && owner >= x->last && is_noun(r, owner) && owner - x->last < 7;
        own(r, (uint32_t)i, owner);
        place(r, x, undated);
    }
    for (size_t i = 0; i < r->when->items.n; i++) {
        struct item *x = item_of(r, (uint32_t)i);
        uint32_t anchor, main;
        if (!is_relational(x))
            continue;
        if (find_sides(r, x, &anchor, &main)) {
            place_sides(r, (uint32_t)i, anchor, main);
            continue;
        }
        struct time_value before = undated; /* the date named last */
        for (size_t k = i; k-- > 0 && i - k <= 8 && before.first == DATE_NONE;)
            if (item_of(r, (uint32_t)k)->is_placed)
                before = item_of(r, (uint32_t)k)->value;
        own(r, (uint32_t)i, owner_of(r, x));
        place(r, x, before);
    }
}

bool when_prepare(struct reading *r) {
    r->when = arena_alloc(r->arena, sizeof *r->when);
    if (!r->when)
        return false;
    r->when->item_at = ARENA_NEW(r->arena, uint32_t, r->n_tokens + 1u);
    r->when->first_owned = ARENA_NEW(r->arena, uint32_t, r->n_tokens + 1u);
    if (!r->when->item_at || !r->when->first_owned)
        return false;
    for (uint32_t t = 0; t <= r->n_tokens; t++)
        r->when->item_at[t] = r->when->first_owned[t] = NONE;
    if (!find_items(r))
        return false;
    place_items(r);
    return true;
}

/* ---- asking ---- */

static bool is_shared_marker(const struct reading *r, uint32_t marker) {
    return lemma_in(r, marker, "in during at on with amid within for");
}

/* Counted from something named behind it: two days after X. */
static bool is_sided(const struct reading *r, const struct item *x) {
    return is_relational(x) && lemma_in(r, x->last - 1, "after before");
}

/* A date that the parser hung onto a noun inside the act's arguments, behind that noun. */
static uint32_t lifted(const struct reading *r, uint32_t token) {
    uint32_t queue[16], n = 0, best = NONE;
    bool is_shared[16];
    for (uint32_t c = r->first_child[token]; c != NONE && n < 16; c = r->next_sibling[c]) {
        enum deprel d = deprel_basic((enum deprel)r->tokens[c].deprel);
        if (d != DEP_obj && d != DEP_obl && d != DEP_nsubj && d != DEP_nmod && d != DEP_xcomp &&
            d != DEP_iobj && d != DEP_appos && d != DEP_conj)
            continue;
        if (!is_noun(r, c) && r->tokens[c].upos != UPOS_NUM && r->tokens[c].upos != UPOS_ADJ)
            continue;
        is_shared[n] = d == DEP_obl && lemma_in(r, case_of(r, c), "in during at on with amid");
        queue[n++] = c;
    }
    for (uint32_t k = 0; k < n; k++) {
        uint32_t t = queue[k];
        for (uint32_t i = r->when->first_owned[t]; i != NONE; i = item_of(r, i)->next_owned) {
            const struct item *x = item_of(r, i);
            bool is_bare = !x->is_before && x->first > t && case_of(r, x->head) == NONE;
            bool is_era =
                x->is_before && x->value.precision != PRECISION_DAY && !when_is_act_noun(r, t);
            bool is_inside_time = is_shared[k] && !is_era; /* not "in the 2008 elections" */
            if (is_usable(r, x) && !is_sided(r, x) && (is_inside_time || is_bare) &&
                x->expression.a.kind != TIME_LENGTH &&
                (best == NONE || rank_of(x, token) > rank_of(item_of(r, best), token)))
                best = i;
        }
        for (uint32_t c = r->first_child[t]; c != NONE && n < 16; c = r->next_sibling[c]) {
            enum deprel d = deprel_basic((enum deprel)r->tokens[c].deprel);
            if ((d == DEP_nmod || d == DEP_appos || d == DEP_flat) && is_noun(r, c) &&
                item_at(r, c) == NONE) {
                is_shared[n] = false;
                queue[n++] = c;
            }
        }
    }
    return best;
}

/* "talks held Monday", "attacks that took place Friday". */
static uint32_t from_participle(const struct reading *r, uint32_t noun) {
    for (uint32_t c = r->first_child[noun]; c != NONE; c = r->next_sibling[c]) {
        enum deprel d = (enum deprel)r->tokens[c].deprel;
        if (d != DEP_acl && d != DEP_acl_relcl)
            continue;
        uint32_t i = direct(r, c);
        if (i == NONE && d == DEP_acl)
            i = lifted(r, c);
        if (i != NONE && !is_sided(r, item_of(r, i)))
            return i;
    }
    return NONE;
}

/* "is set to open tomorrow", "began to pull out Monday": the date of what is planned or begun. */
static uint32_t from_complement(const struct reading *r, uint32_t token) {
    uint32_t x = child_with(r, token, DEP_xcomp);
    bool is_passing = (operators_of(r, token) & (OP_PLAN | OP_ASPECT)) ||
                      lemma_in(r, token, "set due schedule expect");
    return x != NONE && is_passing ? direct(r, x) : NONE;
}

static uint32_t dated_here(const struct reading *r, uint32_t token) {
    uint32_t i = direct(r, token);
    if (i == NONE)
        i = lifted(r, token);
    if (i == NONE)
        i = from_complement(r, token);
    for (uint32_t c = r->first_child[token]; c != NONE && i == NONE; c = r->next_sibling[c])
        if (deprel_basic((enum deprel)r->tokens[c].deprel) == DEP_obl &&
            lemma_in(r, case_of(r, c), "in during at"))
            i = from_participle(r, c); /* in a statement issued Monday */
    return i;
}

/* Verbs whose object is talked about, not done: condemn the attack, welcome the talks. */
static bool is_about(const struct reading *r, uint32_t verb) {
    if (operators_of(r, verb) & (OP_LIGHT | OP_ASPECT))
        return false;
    if (lemma_in(r, verb,
                 "follow precede mark commemorate recall remember discuss regret cover end stop "
                 "halt suspend cancel "
                 "delay postpone investigate probe"))
        return true;
    if (r->word[verb] == WORD_NONE)
        return false;
    struct frame_range f = know_frames(r->know, r->word[verb], 'v');
    for (uint32_t i = f.first; i < f.first + f.n; i++) {
        enum plover_type type = know_frame(r->know, i)->type;
        if (type == PLOVER_ACCUSE || type == PLOVER_REQUEST || type == PLOVER_REJECT ||
            type == PLOVER_SUPPORT || type == PLOVER_AGREE || type == PLOVER_THREATEN ||
            type == PLOVER_CONCEDE)
            return true;
    }
    return false;
}

/* WAY_LAST: ask there, then no farther; WAY_COARSE: only a year is shared ("fled in 1991 after he
 * was ousted") */
enum way { WAY_STOP, WAY_GO, WAY_LAST, WAY_COARSE };

static bool is_reporting(const struct reading *r, uint32_t t) {
    return is_verb(r, t) && (operators_of(r, t) & (OP_REPORT | OP_DENY)) != 0;
}

static bool has_pronoun_subject(const struct reading *r, uint32_t t) {
    uint32_t subject = child_with(r, t, DEP_nsubj);
    return subject != NONE && r->tokens[subject].upos == UPOS_PRON;
}

static enum way from_clause(const struct reading *r, uint32_t t, uint32_t h, enum deprel d) {
    uint32_t mark = child_with(r, t, DEP_mark);
    switch (d) {
    case DEP_advcl:
    case DEP_advcl_relcl:
        if (lemma_in(r, mark, "after before"))
            return WAY_COARSE;
        if (lemma_in(r, mark, "until till since if unless once although though whether lest"))
            return WAY_STOP;
        return WAY_GO;
    case DEP_xcomp: {
        bool is_content = is_verb(r, h) &&
                          (operators_of(r, h) & (OP_ASPECT | OP_LIGHT | OP_PLAN | OP_WANT)) == 0 &&
                          !lemma_in(r, h, "schedule expect set slate plan fail refuse");
        return is_content ? WAY_STOP : WAY_GO;
    }
    case DEP_acl:
    case DEP_acl_relcl:
        return is_noun(r, h) ? WAY_LAST : WAY_STOP;
    case DEP_ccomp: /* "agreed on Thursday that they reject …" */
        return !is_reporting(r, h) && r->tokens[h].upos == UPOS_VERB && has_pronoun_subject(r, t)
                   ? WAY_GO
                   : WAY_STOP;
    default:
        return WAY_STOP;
    }
}

static enum way from_noun(const struct reading *r, uint32_t t, uint32_t h, enum deprel d) {
    switch (deprel_basic(d)) {
    case DEP_nsubj:
        if (is_reporting(r, h))
            return WAY_STOP;
        return WAY_GO;
    case DEP_obj:
        return is_reporting(r, h) || is_about(r, h) ? WAY_STOP : WAY_GO;
    case DEP_obl:
        return d == DEP_obl_agent || is_shared_marker(r, case_of(r, t)) ||
                       lemma_is(r, case_of(r, t), "by")
                   ? WAY_GO
                   : WAY_STOP;
    case DEP_nmod:
        if (d == DEP_nmod_poss)
            return WAY_STOP;
        if (lemma_in(r, case_of(r, t), "of") &&
            lemma_in(r, h,
                     "series wave round string spate start launch beginning end campaign day week "
                     "resumption "
                     "continuation number outbreak victim opening signing first second third part"))
            return WAY_GO;
        return is_shared_marker(r, case_of(r, t)) || lemma_in(r, case_of(r, t), "of") ? WAY_LAST
                                                                                      : WAY_STOP;
    case DEP_compound:
    case DEP_amod:
    case DEP_appos:
        return WAY_GO;
    default:
        return WAY_STOP;
    }
}

/* One step towards the clause that an act shares its time with. */
static enum way step_up(const struct reading *r, uint32_t t, bool is_saying) {
    uint32_t h = r->tokens[t].head;
    enum deprel d = (enum deprel)r->tokens[t].deprel;
    if (h == NONE)
        return WAY_STOP;
    if (d == DEP_conj)
        return WAY_GO;
    if (is_saying && (d == DEP_ccomp || d == DEP_parataxis) && is_reporting(r, h))
        return WAY_GO;
    if (d == DEP_amod || d == DEP_compound)
        return WAY_GO;
    if (is_noun(r, t) && child_with(r, t, DEP_cop) == NONE)
        return from_noun(r, t, h, d);
    return from_clause(r, t, h, d);
}

/* The clause whose time an act may share, as a token: the content of a reporting verb, a relative
 * or a subordinate clause, else the root. */
static uint32_t scope_of(const struct reading *r, uint32_t token) {
    uint32_t t = token;
    for (int k = 0; k < 2 * MAX_CLIMB && r->tokens[t].head != NONE; k++) {
        uint32_t h = r->tokens[t].head;
        enum deprel d = (enum deprel)r->tokens[t].deprel;
        uint32_t mark = d == DEP_advcl ? child_with(r, t, DEP_mark) : NONE;
        if (d == DEP_acl_relcl || (d == DEP_ccomp && is_reporting(r, h)) ||
            lemma_in(r, mark, "after before until till since if unless although though"))
            return t;
        t = h;
    }
    return t;
}

/* "the assassination of X in January": a date with its preposition that only a noun behind which it
 * stands has. */
static bool is_own_noun(const struct reading *r, const struct item *x) {
    return when_is_act_noun(r, x->owner) && x->value.precision != PRECISION_DAY;
}

/* Where the tree leads nowhere: the only date of the act's clause, unless it is the date of a
 * saying or of some other noun. */
static uint32_t only_date(const struct reading *r, uint32_t token) {
    uint32_t scope = scope_of(r, token), first, last, found = NONE;
    subtree(r, scope, &first, &last);
    for (uint32_t t = first; t < last; t++) {
        uint32_t i = item_at(r, t);
        if (i == NONE || item_of(r, i)->first != t)
            continue;
        const struct item *x = item_of(r, i);
        if (!is_usable(r, x) || is_relational(x) || x->is_before || x->owner == NONE ||
            (x->expression.a.kind == TIME_LENGTH && (x->expression.core == 0 || x->first < token)))
            continue;
        if (is_reporting(r, x->owner) || is_own_noun(r, x) || scope_of(r, x->owner) != scope)
            continue;
        if (found != NONE)
            return NONE;
        found = i;
    }
    return found;
}

static uint32_t find(const struct reading *r, uint32_t token, bool is_saying) {
    uint32_t i = dated_here(r, token);
    if (i == NONE && is_noun(r, token))
        i = from_participle(r, token);
    uint32_t t = token;
    bool is_coarse = false;
    for (int k = 0; k < MAX_CLIMB && i == NONE; k++) {
        enum way way = step_up(r, t, is_saying);
        if (way == WAY_STOP)
            break;
        is_coarse |= way == WAY_COARSE;
        t = r->tokens[t].head;
        i = way == WAY_LAST ? direct(r, t) : dated_here(r, t);
        if (i != NONE && is_coarse && item_of(r, i)->value.precision != PRECISION_YEAR)
            return NONE;
        if (way == WAY_LAST)
            break;
    }
    return i != NONE ? i : only_date(r, token);
}

static bool answer(struct reading *r, uint32_t i, str *when, struct span *span) {
    if (i == NONE)
        return false;
    const struct item *x = item_of(r, i);
    struct interval_text text = time_format(x->value);
    *when = str_copy(r->arena, str_from(text.z));
    *span = tokens_span(r, x->first, x->last);
    return when->p != NULL;
}

bool when_of(struct reading *r, uint32_t token, str *when, struct span *span) {
    return r->when && answer(r, find(r, token, false), when, span);
}

bool when_of_saying(struct reading *r, uint32_t token, str *when, struct span *span) {
    return r->when && answer(r, find(r, token, true), when, span);
}
