/* Agenda. What is still to come stands in two kinds of words: acts that were coded and are planned,
 * promised or threatened; and other verbs that are to happen on a day to come or under a condition
 * ("is expected to present the motion in January", "would agree if …"). Of both are kept who is to
 * do it, the words for it, the date if it lies after the report's, and the words of the condition.
 * What somebody merely wants, or does in order to get something, is no plan; what stands inside a
 * condition is the condition's, and on nobody's agenda. */
#include "code/agenda.h"

#include "base/vec.h"
#include "code/says.h"
#include "code/when/when.h"
#include "code/whether.h"

#include <stdlib.h>

enum { MAX_CLIMB = 8, MAX_PARTIES = 8, LONGEST_ACT = 14 };

struct agenda {
    struct agenda_item *items;
    size_t n, capacity;
};

/* ---- conditions ---- */

/* "If …", "unless …", "should Parliament agree": a clause that is a condition. */
static bool is_condition(const struct reading *r, uint32_t clause) {
    if (deprel_basic((enum deprel)r->tokens[clause].deprel) != DEP_advcl)
        return false;
    uint32_t subject = NONE, should = NONE;
    for (uint32_t c = r->first_child[clause]; c != NONE && c < clause; c = r->next_sibling[c]) {
        enum deprel d = deprel_basic((enum deprel)r->tokens[c].deprel);
        if (d == DEP_mark && lemma_in(r, c, "if unless provided provide once"))
            return true;
        if (d == DEP_nsubj && subject == NONE)
            subject = c;
        if (d == DEP_aux && lemma_is(r, c, "should"))
            should = c;
    }
    return should != NONE && subject != NONE && should < subject;
}

static bool is_inside_condition(const struct reading *r, uint32_t t) {
    for (int i = 0; i < MAX_CLIMB && t != NONE; i++, t = r->tokens[t].head)
        if (is_condition(r, t))
            return true;
    return false;
}

static struct span clause_span(const struct reading *r, uint32_t clause) {
    uint32_t first, last;
    subtree(r, clause, &first, &last);
    uint32_t begin = clause; /* from the mark or auxiliary on: the parser may hang more before it */
    for (uint32_t c = r->first_child[clause]; c != NONE && c < clause; c = r->next_sibling[c]) {
        enum deprel d = deprel_basic((enum deprel)r->tokens[c].deprel);
        if ((d == DEP_mark || d == DEP_aux) && c < begin)
            begin = c;
    }
    for (uint32_t t = begin + 1; t < last; t++) /* whose word it is stands behind */
        if (lemma_in(r, t, "according accord"))
            last = t;
    while (last > begin + 1 && r->tokens[last - 1].upos == UPOS_PUNCT)
        last--;
    return tokens_span(r, begin, last);
}

/* The condition of the act: a clause of its own or of the clauses above it, else an inverted one
 * that follows it in the sentence. */
static struct span condition_of(const struct reading *r, uint32_t t) {
    uint32_t at = t;
    for (int i = 0; i < MAX_CLIMB && at != NONE; i++, at = r->tokens[at].head)
        for (uint32_t c = r->first_child[at]; c != NONE; c = r->next_sibling[c])
            if (c != t && is_condition(r, c))
                return clause_span(r, c);
    uint32_t end = r->text->sentences[r->sentence[t]].last;
    for (uint32_t c = t + 1; c < end; c++)
        if (is_condition(r, c))
            return clause_span(r, c);
    return (struct span){0, 0};
}

/* ---- dates ---- */

static void date_item(struct reading *r, uint32_t t, struct agenda_item *x) {
    if (!when_to_come(r, t, true, &x->due, &x->due_span))
        x->due = (str){NULL, 0};
}

/* ---- words ---- */

static bool is_function_word(const struct reading *r, uint32_t t) {
    enum upos u = (enum upos)r->tokens[t].upos;
    return u == UPOS_PUNCT || u == UPOS_ADP || u == UPOS_DET || u == UPOS_CCONJ || u == UPOS_PART;
}

/* "Send troops to Haiti": the verb or noun with what it governs, up to the next clause. */
static struct span act_span(const struct reading *r, uint32_t t) {
    uint32_t first = t, last = t + 1, low, high;
    for (uint32_t c = r->first_child[t]; c != NONE; c = r->next_sibling[c]) {
        enum deprel d = deprel_basic((enum deprel)r->tokens[c].deprel);
        bool is_part = d == DEP_obj || d == DEP_iobj || d == DEP_obl || d == DEP_xcomp ||
                       d == DEP_nmod || r->tokens[c].deprel == DEP_compound_prt;
        bool is_before = is_noun(r, t) && c < t && (d == DEP_compound || d == DEP_amod);
        subtree(r, c, &low, &high);
        if (is_before && low < first && high <= t)
            first = low;
        if (!is_part || c < t || low < t || lemma_in(r, case_of(r, c), "according accord"))
            continue;
        if (low > last) /* a comma or a lost word: the phrase ends */
            break;
        last = high > last ? high : last;
    }
    if (last > t + LONGEST_ACT)
        last = t + LONGEST_ACT;
    while (last > t + 1 && is_function_word(r, last - 1))
        last--;
    return tokens_span(r, first, last);
}

/* The act without its date and its condition, which have places of their own. */
static struct span trim_act(const struct reading *r, struct span act, const struct agenda_item *x) {
    const struct span others[] = {x->due_span, x->condition};
    for (size_t i = 0; i < 2; i++)
        if (others[i].begin < others[i].end && others[i].begin > act.begin &&
            others[i].begin < act.end)
            act.end = others[i].begin;
    str text = span_text(r, act);
    static const char *const tails[] = {" ",     ",",    " on",    " in", " by",
                                        " from", " for", " until", " at"};
    for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) /* twice: "on " and "on" */
        for (int k = 0; k < 2 && str_ends(text, str_from(tails[i])); k++)
            text.n -= (uint32_t)strlen(tails[i]);
    while (text.n && text.p[text.n - 1] == ' ')
        text.n--;
    act.end = act.begin + text.n;
    return act;
}

/* ---- what makes a plan ---- */

/* "Will", "is to", "expected to", "plans to": more than a wish or a purpose. */
static bool is_announced(const struct reading *r, uint32_t t, uint32_t word) {
    if (word == NONE) { /* "is to": planned without a word of its own */
        bool has_be = lemma_is(r, child_with(r, t, DEP_cop), "be") ||
                      lemma_is(r, child_with(r, t, DEP_aux), "be");
        return has_be && lemma_is(r, child_with(r, t, DEP_mark), "to");
    }
    if (operators_of(r, word) & OP_WANT)
        return false;
    return lemma_in(r, word, "will shall 'll wo would announce planned upcoming scheduled") ||
           ((operators_of(r, word) & OP_PLAN) && !lemma_in(r, word, "agree fail"));
}

static bool is_actor(struct reading *r, uint32_t t) {
    if (t == NONE || is_verb(r, t))
        return false;
    const struct mention look = who_look(r, t), *m = &look;
    return m->is_known && (m->is_human || m->kind == ENTITY_COUNTRY);
}

/* "Talks", "a vote", "elections": what can be set for a day. */
static bool is_occasion(const struct reading *r, uint32_t t) {
    return t != NONE &&
           lemma_in(
               r, t,
               "summit election vote talk meeting referendum trial hearing conference deadline "
               "negotiation session visit drill exercise strike protest ceasefire truce "
               "inauguration ceremony runoff debate ballot congress rally march mission "
               "withdrawal deployment signing swap exchange release");
}

/* ---- items ---- */

static bool copy_speaker(struct reading *r, uint32_t t, const struct party *actor,
                         struct agenda_item *x) {
    struct says_answer said = says_ask(r, t);
    if (said.speaker == NONE || r->sentence[said.speaker] != r->sentence[t])
        return true;
    struct party p = who_party(r, said.speaker);
    if (actor && p.entity != NONE && p.entity == actor->entity)
        return true;
    x->by = ARENA_NEW(r->arena, struct party, 1);
    if (!x->by)
        return false;
    *x->by = p;
    return true;
}

/* The token of the trigger that hangs outside of it. */
static uint32_t trigger_token(const struct reading *r, struct span trigger) {
    uint32_t low = 0, high = r->n_tokens;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (r->tokens[middle].begin < trigger.begin)
            low = middle + 1;
        else
            high = middle;
    }
    for (uint32_t t = low; t < r->n_tokens && r->tokens[t].begin < trigger.end; t++) {
        uint32_t head = r->tokens[t].head;
        if (head == NONE || r->tokens[head].begin < trigger.begin ||
            r->tokens[head].begin >= trigger.end)
            return t;
    }
    return NONE;
}

/* "Promised to send police": the clause or the noun below the promise, else the word itself. */
static uint32_t promised_act(const struct reading *r, uint32_t t) {
    for (uint32_t c = r->first_child[t]; c != NONE; c = r->next_sibling[c]) {
        enum deprel d = (enum deprel)r->tokens[c].deprel;
        bool is_infinitive = lemma_is(r, child_with(r, c, DEP_mark), "to");
        bool is_below = d == DEP_xcomp || d == DEP_ccomp || (d == DEP_acl && is_noun(r, t)) ||
                        (d == DEP_advcl && is_infinitive);
        if (is_below && is_verb(r, c))
            return c;
    }
    return t;
}

static bool add_event(struct reading *r, const struct event *e, struct agenda *out) {
    uint32_t t = trigger_token(r, e->trigger), word;
    bool is_promise =
        e->content != PLOVER_NONE && e->status == STATUS_OCCURRED &&
        (e->type == PLOVER_AGREE || e->type == PLOVER_THREATEN || e->type == PLOVER_CONCEDE);
    if (t == NONE || e->n_actors == 0 || e->status == STATUS_DENIED || is_inside_condition(r, t))
        return true;
    enum event_status status = whether_why(r, t, NULL, &word);
    bool is_act = status == STATUS_PLANNED; /* "will meet": the word itself is what is promised */
    uint32_t act = is_promise && !is_act ? promised_act(r, t) : t;
    struct agenda_item x = {.actors = e->actors,
                            .n_actors = e->n_actors,
                            .recipients = e->recipients,
                            .n_recipients = e->n_recipients,
                            .type = is_promise ? e->content : e->type,
                            .by = e->by,
                            .sentence = e->sentence};
    x.status = status;
    x.condition = condition_of(r, act);
    date_item(r, act, &x);
    x.act = trim_act(r, act_span(r, act), &x);
    bool is_plan = is_promise || (x.status == STATUS_PLANNED && is_announced(r, t, word)) ||
                   (x.status == STATUS_PLANNED && x.due.n);
    bool is_conditional = x.status == STATUS_CONDITIONAL && x.condition.end;
    if (!is_plan && !is_conditional && !(x.condition.end && x.status == STATUS_PLANNED))
        return true;
    x.status = x.condition.end ? STATUS_CONDITIONAL : STATUS_PLANNED;
    return VEC_PUSH(r->arena, out, x);
}

static bool overlaps(struct span a, struct span b) {
    return a.begin < b.end && b.begin < a.end;
}

/* An act of the list that the words around a verb hold: it takes the verb's date. */
static bool is_listed(const struct agenda_item *x, struct agenda *list, size_t first) {
    bool found = false;
    for (size_t i = first; i < list->n; i++) {
        if (list->items[i].sentence != x->sentence || !overlaps(list->items[i].act, x->act))
            continue;
        found = true;
        if (!list->items[i].due.n) {
            list->items[i].due = x->due;
            list->items[i].due_span = x->due_span;
        }
    }
    return found;
}

static bool set_actors(struct reading *r, uint32_t subject, struct agenda_item *x) {
    uint32_t heads[MAX_PARTIES], n = who_expand(r, subject, heads, MAX_PARTIES);
    x->actors = ARENA_NEW(r->arena, struct party, n);
    for (uint32_t i = 0; x->actors && i < n; i++)
        x->actors[i] = who_party(r, heads[i]);
    x->n_actors = x->actors ? n : 0;
    return x->actors != NULL;
}

/* "Is due to rule", "are to resume", where the tagger took the infinitive for a noun. */
static bool is_lost_infinitive(const struct reading *r, uint32_t t) {
    return r->tokens[t].upos == UPOS_NOUN && t > 1 && lemma_is(r, t - 1, "to") &&
           lemma_is(r, child_with(r, t, DEP_cop), "be") && child_with(r, t, DEP_det) == NONE &&
           child_with(r, t, DEP_nsubj) != NONE;
}

/* A verb that is no coded act but is to happen, on a day or under a condition. */
static bool add_verb(struct reading *r, uint32_t t, struct agenda *out, size_t first) {
    struct arguments a;
    uint32_t word;
    struct agenda_item x = {.type = PLOVER_NONE, .sentence = r->sentence[t]};
    enum event_status status = whether_why(r, t, NULL, &word);
    bool is_set =
        is_lost_infinitive(r, t) ||
        (is_verb(r, t) && is_passive(r, t) && lemma_in(r, t, "schedule set slate plan fix expect"));
    if (status != STATUS_PLANNED && status != STATUS_CONDITIONAL && !is_set)
        return true;
    x.condition = condition_of(r, t);
    date_item(r, t, &x);
    bool is_plan = (is_set || (status == STATUS_PLANNED && is_announced(r, t, word))) && x.due.n;
    bool is_conditional = x.condition.end && !is_inside_condition(r, t);
    if (!is_plan && !is_conditional)
        return true;
    walk_arguments(r, t, &a);
    uint32_t subject = NONE, object = NONE;
    if (!is_verb(r, t))
        subject = child_with(r, t, DEP_nsubj);
    for (uint32_t i = a.n; i-- > 0 && is_verb(r, t);) {
        if (a.items[i].role.name == ROLE_SUBJ)
            subject = a.items[i].token;
        else if (a.items[i].role.name == ROLE_OBJ)
            object = a.items[i].token;
    }
    uint32_t act = t;
    if ((is_set && is_verb(r, t)) || !is_actor(r, subject)) {
        uint32_t what = subject == NONE ? object : subject;
        if (!is_occasion(r, what))
            return true;
        act = what;
    } else if (!set_actors(r, subject, &x)) {
        return false;
    }
    x.act = trim_act(r, act_span(r, act), &x);
    x.status = x.condition.end ? STATUS_CONDITIONAL : STATUS_PLANNED;
    if (is_listed(&x, out, first))
        return true;
    return copy_speaker(r, t, x.n_actors ? x.actors : NULL, &x) && VEC_PUSH(r->arena, out, x);
}

/* "Ahead of elections in Iraq next Thursday": an occasion with a day of its own, whatever is said
 * of it. */
static bool add_occasion(struct reading *r, uint32_t t, struct agenda *out, size_t first) {
    struct agenda_item x = {.type = PLOVER_NONE, .sentence = r->sentence[t]};
    uint32_t low, high;
    subtree(r, t, &low, &high);
    struct span phrase = tokens_span(r, low, high);
    if (!when_to_come(r, t, false, &x.due, &x.due_span) || x.due_span.begin < phrase.begin ||
        x.due_span.end > phrase.end || whether_status(r, t, NULL) == STATUS_DENIED ||
        is_inside_condition(r, t))
        return true;
    x.act = trim_act(r, act_span(r, t), &x);
    x.status = STATUS_PLANNED;
    uint32_t owner = child_with(r, t, DEP_nmod_poss);
    if (is_actor(r, owner) && !set_actors(r, owner, &x))
        return false;
    return is_listed(&x, out, first) || VEC_PUSH(r->arena, out, x);
}

static int compare_items(const void *p, const void *q) {
    const struct agenda_item *a = p, *b = q;
    return a->act.begin < b->act.begin ? -1 : a->act.begin > b->act.begin;
}

bool agenda_find(struct reading *r, struct coded *out) {
    struct agenda list = {0};
    for (uint32_t i = 0; i < out->n_events; i++)
        if (!add_event(r, &out->events[i], &list))
            return false;
    size_t n_events = list.n, first = 0;
    for (uint32_t t = 0; t < r->n_tokens; t++) {
        while (first < n_events && list.items[first].sentence < r->sentence[t])
            first++;
        bool is_act = r->tokens[t].upos == UPOS_VERB || is_lost_infinitive(r, t);
        if (is_act && !add_verb(r, t, &list, first))
            return false;
        if (!is_act && is_noun(r, t) && is_occasion(r, t) && !add_occasion(r, t, &list, first))
            return false;
    }
    if (list.n)
        qsort(list.items, list.n, sizeof *list.items, compare_items);
    out->agenda = list.items;
    out->n_agenda = (uint32_t)list.n;
    return true;
}
