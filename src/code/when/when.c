/* When. Every time expression of the text is found once and given to the word that it dates, its
 * owner, and placed on the calendar; ask.c answers from these. "A day after X" dates both its
 * sides, one from the other, and the report's day stands for a main clause without a date. Limits:
 * no reasoning across sentences but for "that day". */
#include "code/when/when.h"

#include "base/vec.h"
#include "code/when/items.h"
#include "code/when/owner.h"
#include "code/when/tense.h"

enum { MAX_CLIMB = 10, MAX_WORDS = 24, MAX_AHEAD = 16 };

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

uint32_t when_item_at(const struct reading *r, uint32_t t) {
    return t == NONE ? NONE : r->when->item_at[t];
}

/* The word that an expression dates by the tree: up from its head over other expressions, particles
 * and names of places and people between the act and its date. */
static uint32_t tree_owner(const struct reading *r, const struct item *x) {
    uint32_t t = r->tokens[x->head].head;
    for (int i = 0; i < MAX_CLIMB && t != NONE; i++) {
        enum upos u = (enum upos)r->tokens[t].upos;
        bool is_passed = is_inside(x, t) || when_item_at(r, t) != NONE || u == UPOS_ADP ||
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

struct item *when_item(const struct reading *r, uint32_t i) {
    return &r->when->items.items[i];
}

bool when_is_relational(const struct item *x) {
    return x->expression.a.kind == TIME_ANCHORED;
}

/* until, before, by and after say where the act is not. */
bool when_is_usable(const struct reading *r, const struct item *x) {
    if (!x->is_placed)
        return false;
    if (when_is_relational(x))
        return true;
    if (x->is_before && x->owner != NONE && when_is_act_noun(r, x->owner))
        return true; /* after last year's coup: the coup was last year */
    uint32_t begin = r->text->sentences[r->sentence[x->first]].first;
    uint32_t t =
        x->first + x->expression.core; /* the word order tells what is said of the date itself */
    while (t > begin && (r->tokens[t - 1].upos == UPOS_DET || r->tokens[t - 1].upos == UPOS_ADJ))
        t--;
    return t == begin || !lemma_in(r, t - 1, "until till by before after than about");
}

/* An act's own date is better the more exactly it is given; lengths come last, the nearest first.
 */
int when_rank(const struct item *x, uint32_t token) {
    int rank = x->expression.a.kind == TIME_LENGTH ? 0 : 300;
    rank += x->expression.edge == EDGE_SINCE ? 0 : 100;
    rank -= 20 * (int)x->value.precision;
    if (x->value.precision == PRECISION_DAY && x->value.last > x->value.first)
        rank -= 10; /* next week, January 16 */
    uint32_t gap = x->head > token ? x->head - token : token - x->head;
    return rank - (gap > 90 ? 90 : (int)gap);
}

/* The best expression that `token` owns, NONE. */
uint32_t when_direct(const struct reading *r, uint32_t token) {
    uint32_t best = NONE;
    for (uint32_t i = r->when->first_owned[token]; i != NONE; i = when_item(r, i)->next_owned)
        if (when_is_usable(r, when_item(r, i)) &&
            (best == NONE ||
             when_rank(when_item(r, i), token) > when_rank(when_item(r, best), token)))
            best = i;
    return best;
}

static void own(struct reading *r, uint32_t i, uint32_t owner) {
    struct item *x = when_item(r, i);
    x->owner = owner;
    if (owner == NONE)
        return;
    x->next_owned = r->when->first_owned[owner];
    r->when->first_owned[owner] = i;
}

/* Protests that somebody calls for are to come. */
static bool is_called_for(const struct reading *r, uint32_t t) {
    for (uint32_t h = r->tokens[t].head, i = 0; h != NONE && i < 3; h = r->tokens[h].head, i++)
        if (is_verb(r, h))
            return lemma_in(r, h, "invite call") && when_is_content(r, h, t);
    return false;
}

/* "Suspended for two years", "jailed for 90 days": how long it is to last, from the act on. */
static bool is_term(const struct reading *r, const struct item *x) {
    return x->owner != NONE && x->first > x->owner && x->expression.a.kind == TIME_LENGTH &&
           lemma_in(
               r, x->owner,
               "suspend pause bar ban jail imprison sentence extend postpone delay freeze halt "
               "close shut exile disqualify remand renew prolong exempt waive defer expel "
               "impose declare put place ground shelve lift ease grant allow order lock") &&
           !lemma_is(r, child_with(r, x->owner, DEP_aux), "have");
}

static void place(struct reading *r, struct item *x, struct time_value anchor) {
    enum time_tense tense = x->owner == NONE ? TENSE_UNKNOWN : when_tense(r, x->owner);
    if (x->owner != NONE && x->is_before && x->expression.edge == EDGE_SINCE &&
        when_is_act_noun(r, x->owner))
        x->expression.edge = EDGE_AT; /* since last week's bombing: the bombing has the date */
    if (x->owner != NONE && is_called_for(r, x->owner))
        tense = TENSE_FUTURE;
    bool is_subject = deprel_basic((enum deprel)r->tokens[x->head].deprel) == DEP_nsubj;
    if (tense == TENSE_PRESENT && x->owner != NONE && is_subject &&
        r->tokens[x->head].head == x->owner)
        tense = TENSE_FUTURE; /* Monday is the anniversary */
    if (tense ==
        TENSE_PRESENT) /* "arrives Sunday" announces, "is condemned for the May 3 raid" does not */
        tense = is_noun(r, x->owner) ? TENSE_UNKNOWN : TENSE_FUTURE;
    bool is_length = x->expression.a.kind == TIME_LENGTH && x->expression.a.which != WHICH_LAST;
    bool is_ahead =
        is_length && (tense == TENSE_FUTURE || x->expression.a.unit == UNIT_HOUR || is_term(r, x));
    x->is_placed =
        !is_ahead && time_resolve(&x->expression, r->report->date, tense, anchor, &x->value);
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
    for (uint32_t t = x->last; t < s->last && t < x->last + MAX_AHEAD && *anchor == NONE; t++)
        if (when_is_clausal(r, t) ||
            (when_is_act_noun(r, t) && r->tokens[t].deprel != DEP_compound &&
             r->tokens[t].deprel != DEP_nmod_desc && /* after President X did it */
             r->tokens[t].name == NAME_NONE))
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
    struct item *x = when_item(r, i);
    uint32_t known = when_direct(r, anchor);
    if (known != NONE) {
        own(r, i, main);
        if (main != NONE && when_item(r, known)->is_placed)
            place(r, x, when_item(r, known)->value);
        return;
    }
    uint32_t above = main == NONE ? NONE : when_find(r, main);
    struct time_value from = {r->report->date, r->report->date, PRECISION_DAY};
    bool is_assumed = above == NONE;
    if (!is_assumed)
        from = when_item(r, above)->value;
    own(r, i, anchor);
    struct time_expression turned = x->expression;
    turned.a.amount = -turned.a.amount;
    turned.a.is_rough |= is_assumed && turned.a.unit != UNIT_DAY;
    x->is_placed = time_resolve(&turned, r->report->date, TENSE_PAST, from, &x->value);
}

/* "After six months of negotiations": the negotiations took so long. */
static uint32_t noun_that_lasted(const struct reading *r, const struct item *x) {
    const struct sentence *s = &r->text->sentences[r->sentence[x->first]];
    uint32_t end = x->last + 6 < s->last ? x->last + 6 : s->last, found = NONE;
    if (x->expression.a.kind != TIME_LENGTH || x->last >= s->last || !lemma_is(r, x->last, "of"))
        return NONE;
    for (uint32_t t = x->last + 1; t < end; t++) {
        enum upos u = (enum upos)r->tokens[t].upos;
        if (u == UPOS_NOUN)
            found = t;
        else if (u != UPOS_ADJ && u != UPOS_PROPN && u != UPOS_PUNCT && u != UPOS_VERB)
            break;
    }
    return found != NONE && when_is_act_noun(r, found) ? found : NONE;
}

static uint32_t owner_of(const struct reading *r, const struct item *x) {
    bool is_of = x->expression.a.kind == TIME_LENGTH && x->expression.core == 0 &&
                 x->last < r->n_tokens && lemma_is(r, x->last, "of");
    if (is_of) /* three days of mourning date nothing else */
        return x->expression.a.unit >= UNIT_YEAR ? NONE : noun_that_lasted(r, x);
    return when_owner(r, x->first, x->first + x->expression.core, x->last, tree_owner(r, x),
                      x->is_before);
}

/* First what stands on its own, then what is counted from it. */
static void place_items(struct reading *r) {
    for (size_t i = 0; i < r->when->items.n; i++) {
        struct item *x = when_item(r, (uint32_t)i);
        if (when_is_relational(x))
            continue;
        x->is_before = is_before_noun(r, x);
        uint32_t owner = owner_of(r, x);
        x->is_before |=
            owner != NONE && owner >= x->last && is_noun(r, owner) && owner - x->last < 7;
        own(r, (uint32_t)i, owner);
        place(r, x, undated);
    }
    for (size_t i = 0; i < r->when->items.n; i++) {
        struct item *x = when_item(r, (uint32_t)i);
        uint32_t anchor, main;
        if (!when_is_relational(x))
            continue;
        if (find_sides(r, x, &anchor, &main)) {
            place_sides(r, (uint32_t)i, anchor, main);
            continue;
        }
        struct time_value before = undated; /* the date named last */
        for (size_t k = i; k-- > 0 && i - k <= 8 && before.first == DATE_NONE;)
            if (when_item(r, (uint32_t)k)->is_placed)
                before = when_item(r, (uint32_t)k)->value;
        bool is_day = before.first != DATE_NONE && before.first == before.last &&
                      before.precision == PRECISION_DAY && before.first <= r->report->date;
        if (x->expression.a.is_rough && x->expression.a.amount == 0 && !is_day) /* in the day */
            before = undated;
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
