/* Asking for the date of an act: its own expression; else one inside its arguments that the parser
 * hung too low ("killed two people Monday"); else that of the clause which the act shares: up
 * through conjunction, participles, purpose, light and aspect verbs, and from a noun to the verb it
 * is the subject of. The way up stops where time changes: at clauses with after or before, at
 * relative clauses beyond their noun, and under a reporting verb, whose date is that of the saying.
 * Each act costs the depth of its clause. */
#include "code/when/items.h"
#include "code/when/owner.h"
#include "code/when/tense.h"
#include "code/when/when.h"

enum { MAX_CLIMB = 10 };

static bool is_shared_marker(const struct reading *r, uint32_t marker) {
    return lemma_in(r, marker, "in during at on with amid within for");
}

/* Counted from something named behind it: two days after X. */
static bool is_sided(const struct reading *r, const struct item *x) {
    return when_is_relational(x) && lemma_in(r, x->last - 1, "after before");
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
        for (uint32_t i = r->when->first_owned[t]; i != NONE; i = when_item(r, i)->next_owned) {
            const struct item *x = when_item(r, i);
            bool is_bare = !x->is_before && x->first > t && case_of(r, x->head) == NONE;
            bool is_era =
                x->is_before && x->value.precision != PRECISION_DAY && !when_is_act_noun(r, t);
            /* not "in the 2008 elections", but he who boycotts them does so then */
            bool is_then =
                lemma_in(r, token, "boycott disrupt monitor observe rig sabotage attend") &&
                x->is_before;
            bool is_inside_time = (is_shared[k] && !is_era) || is_then;
            if (when_is_usable(r, x) && !is_sided(r, x) && (is_inside_time || is_bare) &&
                x->expression.a.kind != TIME_LENGTH &&
                (best == NONE || when_rank(x, token) > when_rank(when_item(r, best), token)))
                best = i;
        }
        for (uint32_t c = r->first_child[t]; c != NONE && n < 16; c = r->next_sibling[c]) {
            enum deprel d = deprel_basic((enum deprel)r->tokens[c].deprel);
            if ((d == DEP_nmod || d == DEP_appos || d == DEP_flat) && is_noun(r, c) &&
                when_item_at(r, c) == NONE) {
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
        uint32_t i = when_direct(r, c);
        if (i == NONE && d == DEP_acl)
            i = lifted(r, c);
        if (i != NONE && !is_sided(r, when_item(r, i)))
            return i;
    }
    return NONE;
}

/* "is set to open tomorrow", "began to pull out Monday": the date of what is planned or begun. */
static uint32_t from_complement(const struct reading *r, uint32_t token) {
    uint32_t x = child_with(r, token, DEP_xcomp);
    bool is_passing = (operators_of(r, token) & (OP_PLAN | OP_ASPECT)) ||
                      lemma_in(r, token, "set due schedule expect");
    return x != NONE && is_passing ? when_direct(r, x) : NONE;
}

static uint32_t dated_here(const struct reading *r, uint32_t token) {
    uint32_t i = when_direct(r, token);
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
    if (lemma_in(
            r, verb,
            "claim follow precede mark commemorate recall remember discuss regret cover end stop "
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
    case DEP_acl_relcl: /* a visit that included talks */
        if (lemma_in(r, t, "include involve feature comprise"))
            return WAY_GO;
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
        if (lemma_in(r, h, "declare proclaim impose announce"))
            return WAY_GO; /* a state of emergency, its support */
        return is_reporting(r, h) || is_about(r, h) ? WAY_STOP : WAY_GO;
    case DEP_obl:
        return d == DEP_obl_agent || is_shared_marker(r, case_of(r, t)) ||
                       lemma_is(r, case_of(r, t), "by") ||
                       (lemma_in(r, case_of(r, t), "from") &&
                        lemma_in(r, h, "escape survive die flee suffer recover"))
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

/* Verbs of one sentence, each with an auxiliary or an ending of its own, in different tenses. */
static bool has_other_tense(const struct reading *r, uint32_t t, uint32_t h) {
    if (!is_verb(r, t) || !is_verb(r, h) || child_with(r, t, DEP_aux) == NONE)
        return false;
    enum time_tense a = when_tense(r, t), b = when_tense(r, h);
    return a != TENSE_UNKNOWN && b != TENSE_UNKNOWN && a != b;
}

/* The word over a clause. A clause with "that" never stands before the verb that says it, so that
 * in "agreed on Monday that they reject …, the spokesman said" a parser that hangs it on "said", or
 * on the Monday, is corrected to the verb before it. */
static uint32_t clause_head(const struct reading *r, uint32_t t) {
    uint32_t h = r->tokens[t].head, mark = child_with(r, t, DEP_mark);
    bool is_behind = h != NONE && h > t && r->tokens[t].deprel == DEP_ccomp;
    bool is_of_date =
        h != NONE && h < t && r->tokens[t].deprel == DEP_acl_relcl && when_item_at(r, h) != NONE;
    if ((!is_behind && !is_of_date) || !lemma_is(r, mark, "that"))
        return h;
    uint32_t begin = r->text->sentences[r->sentence[t]].first;
    for (uint32_t v = mark; v-- > begin;)
        if (when_is_clausal(r, v))
            return v;
    return h;
}

/* One step towards the clause that an act shares its time with. */
static enum way step_up(const struct reading *r, uint32_t t, bool is_saying) {
    uint32_t h = clause_head(r, t);
    bool is_mended = h != r->tokens[t].head;
    enum deprel d = is_mended ? DEP_ccomp : (enum deprel)r->tokens[t].deprel;
    if (h == NONE)
        return WAY_STOP;
    if (d == DEP_conj) /* "defaulted in May and is negotiating" */
        return has_other_tense(r, t, h) ? WAY_STOP : WAY_GO;
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

/* Does a clause of its own time begin between an act and a word behind it? "Set fire to cars after
 * the vote was put off last month" */
static bool is_parted(const struct reading *r, uint32_t from, uint32_t to) {
    for (uint32_t t = from; t < to; t++)
        if (lemma_in(r, t, "after before until because since when"))
            return true;
    return false;
}

/* Where the tree leads nowhere: the only date of the act's clause, unless it is the date of a
 * saying or of some other noun. */
static uint32_t only_date(const struct reading *r, uint32_t token) {
    uint32_t scope = scope_of(r, token), first, last, found = NONE;
    subtree(r, scope, &first, &last);
    for (uint32_t t = first; t < last; t++) {
        uint32_t i = when_item_at(r, t);
        if (i == NONE || when_item(r, i)->first != t)
            continue;
        const struct item *x = when_item(r, i);
        if (!when_is_usable(r, x) || when_is_relational(x) || x->is_before || x->owner == NONE ||
            (x->expression.a.kind == TIME_LENGTH && (x->expression.core == 0 || x->first < token)))
            continue;
        if (is_reporting(r, x->owner) || is_own_noun(r, x) || scope_of(r, x->owner) != scope ||
            (x->first > token && is_parted(r, token + 1, x->owner)))
            continue;
        bool is_to_come = x->value.first > r->report->date && when_tense(r, token) == TENSE_PAST;
        if (is_to_come || when_is_content(r, token, x->owner) ||
            has_other_tense(r, token, x->owner))
            continue;
        if (found != NONE)
            return NONE;
        found = i;
    }
    return found;
}

/* Acts whose time is not that of their sentence: what one attempts ("a plot to kill"), what an
 * attribute tells ("the ousted leader"), and what something was done after or about. */
static bool is_timeless(const struct reading *r, uint32_t token) {
    enum deprel d = (enum deprel)r->tokens[token].deprel;
    uint32_t h = r->tokens[token].head;
    bool is_infinitive = token > 0 && lemma_is(r, token - 1, "to");
    if (is_noun(r, token) && (deprel_basic(d) == DEP_obl || deprel_basic(d) == DEP_nmod) &&
        lemma_in(r, case_of(r, token), "after before following since"))
        return true;
    return d == DEP_amod || (d == DEP_acl && h != NONE && is_noun(r, h) && is_infinitive);
}

static uint32_t find(const struct reading *r, uint32_t token, bool is_saying) {
    uint32_t i = dated_here(r, token);
    if (i == NONE && is_noun(r, token))
        i = from_participle(r, token);
    if (i == NONE && r->tokens[token].deprel == DEP_amod)
        return NONE;
    uint32_t t = token;
    bool is_coarse = false;
    for (int k = 0; k < MAX_CLIMB && i == NONE; k++) {
        enum way way = step_up(r, t, is_saying);
        if (way == WAY_STOP)
            break;
        is_coarse |= way == WAY_COARSE;
        t = clause_head(r, t);
        i = way == WAY_LAST ? when_direct(r, t) : dated_here(r, t);
        if (i != NONE && is_coarse && when_item(r, i)->value.precision != PRECISION_YEAR)
            return NONE;
        if (way == WAY_LAST)
            break;
    }
    return i != NONE || is_timeless(r, token) ? i : only_date(r, token);
}

/* "The tenth anniversary of the coup": how many years it is after the act, 0: no anniversary. */
static int years_since(const struct reading *r, uint32_t token, uint32_t *anniversary) {
    uint32_t h = r->tokens[token].head;
    if (!is_noun(r, token) || h == NONE || !lemma_is(r, h, "anniversary") ||
        !lemma_is(r, case_of(r, token), "of"))
        return 0;
    *anniversary = h;
    for (uint32_t c = r->first_child[h]; c != NONE && c < h; c = r->next_sibling[c])
        for (uint32_t t = c; t < h; t++) { /* tenth, 10th, one-year */
            struct time_word w = time_word_of(r->tokens[t].form);
            if (time_is_count(w) && w.value > 0)
                return w.value;
        }
    return 0;
}

/* The day on which an anniversary is kept, so many years before; the year alone where no day is
 * named. */
static bool date_anniversary(struct reading *r, uint32_t token, str *when, struct span *span) {
    uint32_t anniversary = NONE;
    int years = years_since(r, token, &anniversary);
    if (!years || r->report->date == DATE_NONE)
        return false;
    uint32_t i = find(r, anniversary, false);
    struct time_value v = {r->report->date, r->report->date, PRECISION_YEAR};
    if (i != NONE)
        v = when_item(r, i)->value;
    struct civil c = date_to_civil(v.first);
    int month = i == NONE || v.precision == PRECISION_YEAR ? 1 : c.month;
    bool is_day = i != NONE && v.precision == PRECISION_DAY && v.first == v.last;
    v.precision = i == NONE ? PRECISION_YEAR : is_day ? PRECISION_DAY : PRECISION_MONTH;
    v.first = date_from_civil(c.year - years, month, is_day ? c.day : 1);
    v.last = is_day ? v.first
                    : date_from_civil(c.year - years, i == NONE ? 12 : month,
                                      i == NONE ? 31 : date_month_days(c.year - years, month));
    if (v.first == DATE_NONE || v.last == DATE_NONE)
        return false;
    struct interval_text text = time_format(v);
    *when = str_copy(r->arena, str_from(text.z));
    *span = i == NONE ? tokens_span(r, anniversary, anniversary + 1)
                      : tokens_span(r, when_item(r, i)->first, when_item(r, i)->last);
    return when->p != NULL;
}

static bool answer(struct reading *r, uint32_t i, str *when, struct span *span) {
    if (i == NONE)
        return false;
    const struct item *x = when_item(r, i);
    struct interval_text text = time_format(x->value);
    *when = str_copy(r->arena, str_from(text.z));
    *span = tokens_span(r, x->first, x->last);
    return when->p != NULL;
}

uint32_t when_find(const struct reading *r, uint32_t token) {
    return find(r, token, false);
}

bool when_of(struct reading *r, uint32_t token, str *when, struct span *span) {
    return r->when &&
           (date_anniversary(r, token, when, span) || answer(r, find(r, token, false), when, span));
}

bool when_of_saying(struct reading *r, uint32_t token, str *when, struct span *span) {
    return r->when && answer(r, find(r, token, true), when, span);
}

bool when_of_promise(struct reading *r, uint32_t token, str *when, struct span *span) {
    uint32_t t = token;
    for (int k = 0; r->when && k < MAX_CLIMB && step_up(r, t, true) != WAY_STOP; k++) {
        t = clause_head(r, t);
        uint32_t i = dated_here(r, t);
        if (i != NONE && when_item(r, i)->value.first <= r->report->date)
            return answer(r, i, when, span);
    }
    return false;
}

/* "By June", "before the end of the year" under a word: the expression, NONE. */
static uint32_t deadline_of(const struct reading *r, uint32_t token) {
    uint32_t first, last;
    subtree(r, token, &first, &last);
    for (uint32_t t = token + 1; t < last; t++) {
        uint32_t i = when_item_at(r, t), before = t;
        if (i == NONE || !when_item(r, i)->is_placed || when_item(r, i)->first != t)
            continue;
        while (before > token + 1 &&
               (r->tokens[before - 1].upos == UPOS_DET || r->tokens[before - 1].upos == UPOS_ADJ))
            before--;
        uint32_t core = t + when_item(r, i)->expression.core;
        if (lemma_in(r, before - 1, "by before until till") ||
            (core > t && lemma_in(r, core - 1, "by before until till")))
            return i;
    }
    return NONE;
}

bool when_to_come(struct reading *r, uint32_t token, bool is_planned, str *when,
                  struct span *span) {
    uint32_t i = r->when ? deadline_of(r, token) : NONE, first, last;
    if (i == NONE && r->when)
        i = find(r, token, false);
    if (i == NONE)
        return false;
    const struct item *x = when_item(r, i);
    subtree(r, token, &first, &last);
    bool is_own = first <= x->first && x->first < last; /* others tell of the day of another act */
    const struct time_value nothing = {DATE_NONE, DATE_NONE, PRECISION_DAY};
    struct time_value value = x->value;
    date_day today = r->report->date;
    if (today != DATE_NONE && value.last < today && is_own &&
        !time_resolve(&x->expression, today, TENSE_FUTURE, nothing, &value))
        return false;
    bool was_nearer = !is_planned && x->value.last < today && value.first > today &&
                      today - x->value.last < value.first - today;
    if (today != DATE_NONE &&
        (value.last < today || was_nearer || (!is_planned && (!is_own || value.first <= today))))
        return false;
    *when = str_copy(r->arena, str_from(time_format(value).z));
    *span = tokens_span(r, x->first, x->last);
    return when->p != NULL;
}
