/* Composition within a sentence. A verbal act (urge, threaten, agree, refuse, accuse) stands over a
 * content: the table fold.tsv says what the two make together, and the content is no event of its
 * own. A verb and the noun it governs often carry one act ("signed an agreement", "resumed talks",
 * "the attack killed five"): the guidelines' trigger keeps it and takes the other's parties. */
#include "code/stance.h"
#include "code/what.h"
#include "code/whether.h"

enum { MAX_STEPS = 10 };

static bool has_party(const uint32_t *list, uint32_t n, uint32_t token) {
    for (uint32_t i = 0; i < n; i++)
        if (list[i] == token)
            return true;
    return false;
}

static void take_parties(uint32_t *to, uint32_t *n, const uint32_t *from, uint32_t m) {
    for (uint32_t i = 0; i < m && *n < ACT_PARTIES; i++)
        if (!has_party(to, *n, from[i]))
            to[(*n)++] = from[i];
}

/* ---- content ---- */

/* From a clause or noun down to the token that carries its act: through aspect and light verbs. */
static struct act *content_act(struct reading *r, struct acts *acts, size_t from, uint32_t token) {
    for (int i = 0; i < MAX_STEPS && token != NONE; i++) {
        struct act *a = act_at(acts, from, token);
        if (a)
            return a;
        uint32_t next = NONE;
        if (is_verb(r, token)) {
            next = child_with(r, token, DEP_xcomp);
            if (next == NONE)
                next = child_with(r, token, DEP_obj);
            if (next == NONE)
                next = child_with(r, token, DEP_ccomp);
            for (uint32_t c = r->first_child[token]; next == NONE && c != NONE;
                 c = r->next_sibling[c])
                if (deprel_basic((enum deprel)r->tokens[c].deprel) == DEP_obl &&
                    lemma_in(r, case_of(r, c), "in to on for with"))
                    next = c;
        } else {
            for (uint32_t c = r->first_child[token]; c != NONE && next == NONE;
                 c = r->next_sibling[c])
                if ((r->tokens[c].deprel == DEP_nmod &&
                     lemma_in(r, case_of(r, c), "of to for on in against")) ||
                    r->tokens[c].deprel == DEP_acl)
                    next = c;
        }
        token = next;
    }
    return NULL;
}

static bool is_content_role(const struct reading *r, const struct act *a,
                            const struct argument *g) {
    if (g->role.name == ROLE_XCOMP || g->role.name == ROLE_CCOMP)
        return true;
    if (g->role.name == ROLE_OBJ)
        return a->frame->pos == 'v' && is_noun(r, g->token);
    if (g->role.name != ROLE_PREPOSITION)
        return false;
    return str_in(know_word_text(r->know, g->role.word), "for to of on over about against");
}

static uint32_t content_of(struct reading *r, struct acts *acts, size_t from, const struct act *a,
                           struct act **content) {
    *content = NULL;
    uint32_t first_clause = stance_obligation(r, a);
    if (first_clause != NONE) {
        *content = content_act(r, acts, from, first_clause);
        return first_clause;
    }
    for (uint32_t c = r->first_child[a->token]; c != NONE; c = r->next_sibling[c]) {
        enum deprel d = deprel_basic((enum deprel)r->tokens[c].deprel);
        bool is_clause = d == DEP_xcomp || d == DEP_ccomp || d == DEP_acl ||
                         (d == DEP_advcl && child_with(r, c, DEP_mark) != NONE &&
                          lemma_in(r, child_with(r, c, DEP_mark), "to of for from"));
        if (!is_clause || c < a->token)
            continue;
        if (first_clause == NONE)
            first_clause = c;
        *content = content_act(r, acts, from, c);
        if (*content)
            return c;
    }
    for (uint32_t i = 0; i < a->arguments.n; i++) {
        const struct argument *g = &a->arguments.items[i];
        if (!is_content_role(r, a, g) || has_party(a->actors, a->n_actors, g->token) ||
            has_party(a->recipients, a->n_recipients, g->token))
            continue;
        *content = content_act(r, acts, from, g->token);
        if (*content && *content != a)
            return g->token;
        *content = NULL;
    }
    for (uint32_t i = 0; i < a->arguments.n; i++) { /* "accused X of backing", hung on X */
        if (a->arguments.items[i].role.name != ROLE_OBJ)
            continue;
        for (uint32_t c = r->first_child[a->arguments.items[i].token]; c != NONE;
             c = r->next_sibling[c]) {
            uint32_t mark = child_with(r, c, DEP_mark);
            mark = mark == NONE ? case_of(r, c) : mark;
            if (is_verb(r, c) && lemma_in(r, mark, "of for from to") &&
                r->tokens[c].deprel != DEP_acl_relcl) {
                *content = content_act(r, acts, from, c);
                return c;
            }
        }
    }
    return first_clause;
}

/* Acts that the content clause claims are part of it, but what a relative or temporal clause
 * asserts stands. */
static bool is_within(const struct reading *r, uint32_t token, uint32_t top) {
    for (int i = 0; i < 24 && token != NONE; i++) {
        if (token == top)
            return true;
        enum deprel d = (enum deprel)r->tokens[token].deprel;
        if (d == DEP_acl_relcl)
            return false;
        if (d == DEP_advcl || d == DEP_obl) {
            uint32_t mark = d == DEP_advcl ? child_with(r, token, DEP_mark) : case_of(r, token);
            if (lemma_in(r, mark, "after before since when while during until following as"))
                return false;
        }
        token = r->tokens[token].head;
    }
    return false;
}

static void apply_fold(struct reading *r, struct act *a, enum plover_type content) {
    struct know_fold f = know_fold(r->know, a->type, content);
    a->content = content;
    if (f.type == PLOVER_COUNT)
        return;
    bool changes = f.type != a->type;
    a->type = f.type;
    a->fold = plover_type_name(content);
    if (f.mode != MODE_NONE && (changes || a->n_modes == 0)) {
        a->modes[0] = f.mode;
        a->n_modes = 1;
    } else if (changes) {
        a->n_modes = 0;
    }
    if (f.cameo.n)
        a->cameo = f.cameo;
}

/* "alleged that Iran had …": the one who is said to have done it. */
static void blame_subject(struct reading *r, struct act *a, uint32_t clause) {
    uint32_t subject = is_verb(r, clause) ? walk_subject(r, clause) : NONE;
    if (subject == NONE && !is_verb(r, clause))
        subject = child_with(r, clause, DEP_nsubj);
    if (subject == NONE || has_party(a->actors, a->n_actors, subject))
        return;
    const struct mention *m = who_mention(r, subject);
    if (m->is_known && (m->is_human || m->kind == ENTITY_COUNTRY))
        a->recipients[a->n_recipients++] = subject;
}

static uint32_t role_party(struct reading *r, const struct act *a, const struct arguments *args,
                           enum role_name role, const char *preposition) {
    for (uint32_t i = 0; i < args->n; i++) {
        const struct argument *g = &args->items[i];
        if (g->role.name != role ||
            (preposition && !str_is(know_word_text(r->know, g->role.word), preposition)))
            continue;
        const struct mention *m = who_mention(r, g->token);
        if ((m->is_human || (m->is_known && m->kind == ENTITY_COUNTRY)) &&
            !has_party(a->actors, a->n_actors, g->token))
            return g->token;
    }
    return NONE;
}

/* Whom a verbal act without a recipient is about: of a demand, who is to act; of the rest, whom the
 * act is to reach. */
static void recipient_from_clause(struct reading *r, struct act *a, uint32_t clause) {
    struct arguments args;
    uint32_t found = NONE;
    walk_arguments(r, clause, &args);
    if (a->type == PLOVER_REQUEST)
        found = role_party(r, a, &args, ROLE_SUBJ, NULL);
    static const char *const prepositions[] = {"with", "to", "against", "on"};
    if (found == NONE)
        found = role_party(r, a, &args, ROLE_OBJ, NULL);
    for (size_t i = 0; i < sizeof prepositions / sizeof *prepositions && found == NONE; i++)
        found = role_party(r, a, &args, ROLE_PREPOSITION, prepositions[i]);
    if (found != NONE)
        a->recipients[a->n_recipients++] = found;
}

static bool is_argument(const struct act *a, uint32_t token, struct argument *found) {
    for (uint32_t i = 0; i < a->arguments.n; i++)
        if (a->arguments.items[i].token == token) {
            *found = a->arguments.items[i];
            return true;
        }
    return false;
}

static bool is_hostile(enum plover_type t) {
    return plover_quad(t) == 4;
}

/* A hostile act that is not to be done is a yielding; a refused request is refused in the request's
 * own kind. */
static void apply_content(struct reading *r, struct act *a, const struct act *content) {
    enum plover_type type = content->type;
    if (is_hostile(type) && whether_status(r, content->token, NULL) == STATUS_DENIED)
        type = PLOVER_RETREAT;
    apply_fold(r, a, type);
    a->content = content->type;
    if (a->type == PLOVER_REJECT && content->type == PLOVER_REQUEST && content->n_modes) {
        a->modes[0] = content->modes[0];
        a->n_modes = 1;
    }
}

/* "ordered the army to seize": an order to one's own is the act ordered. True if the content now
 * stands for both. */
static bool is_own_order(struct reading *r, struct act *a, struct act *content) {
    if (a->type != PLOVER_REQUEST ||
        !lemma_in(r, a->token, "order instruct direct command authorize authorise") ||
        a->n_actors == 0 || a->n_recipients == 0)
        return false;
    struct mention x = *who_mention(r, a->actors[0]), y = *who_mention(r, a->recipients[0]);
    if (!str_equal(x.place, y.place) || str_is(x.place, "---") ||
        !str_in(y.sector, "MIL COP GOV SPY PAR JUD"))
        return false;
    content->n_actors = 0;
    take_parties(content->actors, &content->n_actors, a->actors, a->n_actors);
    a->is_dropped = true;
    return true;
}

/* Acts for which somebody is praised, thanked or condemned are not asserted. */
static void hide_reasons(struct reading *r, struct acts *acts, size_t from, const struct act *a) {
    if ((a->type != PLOVER_SUPPORT && a->type != PLOVER_ACCUSE) || a->frame->pos != 'v')
        return;
    for (uint32_t c = r->first_child[a->token]; c != NONE; c = r->next_sibling[c]) {
        uint32_t mark = child_with(r, c, DEP_mark);
        if (!is_verb(r, c) || !lemma_is(r, mark == NONE ? case_of(r, c) : mark, "for"))
            continue;
        for (size_t i = from; i < acts->n; i++)
            if (acts->items[i].token != a->token && is_within(r, acts->items[i].token, c))
                acts->items[i].is_dropped = true;
    }
    for (size_t i = from; i < acts->n; i++) { /* "blamed X for the bombing": a bare mention */
        struct act *n = &acts->items[i];
        struct argument g;
        bool is_bare = n != a && n->frame->pos == 'n' && n->n_actors + n->n_recipients == 0;
        if (is_bare && is_argument(a, n->token, &g) &&
            (g.role.name == ROLE_OBJ ||
             (g.role.name == ROLE_PREPOSITION &&
              str_in(know_word_text(r->know, g.role.word), "for over of about"))))
            n->is_dropped = true;
    }
}

/* A verbal act by its frame, or any promise, demand or refusal with an infinitive under it. */
static bool is_verbal(const struct reading *r, const struct act *a) {
    if (a->frame->flags & FRAME_VERBAL)
        return true;
    bool may_be = a->type == PLOVER_AGREE || a->type == PLOVER_REQUEST ||
                  a->type == PLOVER_REJECT || a->type == PLOVER_THREATEN;
    return may_be && a->frame->pos == 'v' && child_with(r, a->token, DEP_xcomp) != NONE;
}

static void compose_verbal(struct reading *r, struct acts *acts, size_t from, struct act *a) {
    struct act *content;
    uint32_t top = content_of(r, acts, from, a, &content);
    a->content_token = top;
    if (content && is_own_order(r, a, content))
        return;
    if (content) {
        apply_content(r, a, content);
        if (a->n_recipients == 0 && a->type != PLOVER_REQUEST && a->type != PLOVER_ACCUSE)
            take_parties(a->recipients, &a->n_recipients, content->recipients,
                         content->n_recipients);
        if (a->n_recipients == 0 && a->type == PLOVER_REQUEST)
            take_parties(a->recipients, &a->n_recipients, content->actors, content->n_actors);
        for (uint32_t i = 0; i < a->n_recipients;) { /* nobody does it to himself */
            if (!has_party(a->actors, a->n_actors, a->recipients[i])) {
                i++;
                continue;
            }
            for (uint32_t k = i + 1; k < a->n_recipients; k++)
                a->recipients[k - 1] = a->recipients[k];
            a->n_recipients--;
        }
        content->is_dropped = true;
    }
    if (top == NONE)
        return;
    if (a->type == PLOVER_ACCUSE && a->n_recipients == 0)
        blame_subject(r, a, top);
    else if (a->n_recipients == 0 && is_verb(r, top))
        recipient_from_clause(r, a, top);
    for (size_t i = from; i < acts->n; i++)
        if (&acts->items[i] != a && acts->items[i].token != a->token &&
            is_within(r, acts->items[i].token, top))
            acts->items[i].is_dropped = true;
}

/* ---- one act, two carriers ---- */

static bool is_consumed(const struct act *a, uint32_t token) {
    for (uint32_t i = 0; i < a->n_consumed; i++)
        if (a->consumed[i] == token)
            return true;
    return false;
}

static void give_parties(struct act *keep, const struct act *drop) {
    if (keep->n_actors == 0)
        take_parties(keep->actors, &keep->n_actors, drop->actors, drop->n_actors);
    if (keep->n_recipients == 0)
        for (uint32_t i = 0; i < drop->n_recipients; i++)
            if (!has_party(keep->actors, keep->n_actors, drop->recipients[i]))
                take_parties(keep->recipients, &keep->n_recipients, &drop->recipients[i], 1);
    if (keep->n_modes == 0)
        for (uint32_t m = 0; m < drop->n_modes; m++)
            keep->modes[keep->n_modes++] = drop->modes[m];
}

/* Those whom an attack hit and those whom it killed are all its victims. */
static void merge(struct act *keep, struct act *drop) {
    if (keep->type == PLOVER_ASSAULT && drop->type == PLOVER_ASSAULT && keep->n_recipients)
        for (uint32_t i = 0; i < drop->n_recipients; i++)
            if (!has_party(keep->actors, keep->n_actors, drop->recipients[i]))
                take_parties(keep->recipients, &keep->n_recipients, &drop->recipients[i], 1);
    give_parties(keep, drop);
    drop->is_dropped = true;
    drop->carrier = keep->token;
}

static bool is_harm(const struct reading *r, const struct act *a) {
    return a->type == PLOVER_ASSAULT && a->frame->n_rest == 0 &&
           lemma_in(r, a->token,
                    "kill wound injure die hurt maim dead death casualty perish slay leave claim");
}

static uint32_t depth_of(const struct reading *r, uint32_t t) {
    uint32_t n = 0;
    for (; t != NONE && n < 64; t = r->tokens[t].head)
        n++;
    return n;
}

/* Is `noun` the act's own noun, or one over it: "a series of", "a wave of"? */
static bool is_series_of(const struct reading *r, uint32_t noun, uint32_t act) {
    if (noun == act)
        return true;
    return noun != NONE && r->tokens[act].head == noun && lemma_is(r, case_of(r, act), "of") &&
           r->tokens[act].deprel == DEP_nmod;
}

/* Words of one assertion: on the way between them lies no clause that is said, set beside or
 * relative, and no conjunct with a subject of its own. */
static bool are_joined(const struct reading *r, uint32_t a, uint32_t b) {
    uint32_t da = depth_of(r, a), db = depth_of(r, b), steps = 0;
    const uint32_t start = a, end = b;
    while (a != b && a != NONE && b != NONE && steps++ < 7) {
        uint32_t *low = da >= db ? &a : &b;
        enum deprel d = (enum deprel)r->tokens[*low].deprel;
        if (d == DEP_acl_relcl && *low == start && is_series_of(r, r->tokens[*low].head, end))
            return true; /* "a blast that killed 13", "a series of raids that left 20 dead" */
        if (d == DEP_ccomp || d == DEP_parataxis || d == DEP_acl_relcl || d == DEP_appos)
            return false;
        if (d == DEP_conj && is_verb(r, *low) && child_with(r, *low, DEP_nsubj) != NONE)
            return false;
        *low = r->tokens[*low].head;
        da -= low == &a;
        db -= low == &b;
    }
    return a == b && a != NONE;
}

/* Guideline 10: one event per attack, at the attack's own word; those killed and wounded in it are
 * its recipients. is_relative: only what a relative clause says of it. */
static void merge_harm(struct reading *r, struct acts *acts, size_t from, bool is_relative) {
    for (size_t i = from; i < acts->n; i++) {
        struct act *v = &acts->items[i], *best = NULL;
        if (v->is_dropped || !is_harm(r, v) ||
            (is_relative && r->tokens[v->token].deprel != DEP_acl_relcl))
            continue;
        for (size_t k = from; k < acts->n; k++) {
            struct act *n = &acts->items[k];
            bool is_earlier_harm = is_harm(r, n) && k < i;
            if (k == i || n->is_dropped || n->type != PLOVER_ASSAULT ||
                (is_harm(r, n) && !is_earlier_harm) || !are_joined(r, v->token, n->token))
                continue;
            bool is_nearer =
                best && (k > i ? k - i : i - k) < (size_t)(best > v ? best - v : v - best);
            if (!best || (is_harm(r, best) && !is_harm(r, n)) ||
                (is_harm(r, best) == is_harm(r, n) && is_nearer))
                best = n;
        }
        if (!best)
            continue;
        for (uint32_t k = 0; k < v->n_recipients; k++)
            if (!has_party(best->actors, best->n_actors, v->recipients[k]))
                take_parties(best->recipients, &best->n_recipients, &v->recipients[k], 1);
        merge(best, v);
    }
}

/* verb v, and noun n that is one of its arguments */
static void merge_pair(struct reading *r, struct act *v, struct act *n, const struct argument *g) {
    if (is_consumed(v, n->token) && !(v->frame->flags & FRAME_TRIGGER_OBJ)) {
        bool is_deed = v->type != n->type && is_hostile(n->type) && !is_hostile(v->type);
        if (!is_deed || plover_quad(v->type) != 3)
            merge(v, n);
        else if (n->n_recipients == 0 &&
                 (n->n_actors == 0 || has_party(v->actors, v->n_actors, n->actors[0])))
            n->is_dropped = true;
        return; /* a deed that is condemned and told with its parties is news */
    }
    if (v->frame->flags & FRAME_TRIGGER_OBJ && g->role.name == ROLE_OBJ) {
        merge(n, v);
        return;
    }
    bool is_subject = g->role.name == ROLE_SUBJ;
    bool is_oblique = g->role.name == ROLE_PREPOSITION &&
                      str_in(know_word_text(r->know, g->role.word), "for in during by with on");
    if (v->type == n->type &&
        is_oblique) { /* met for talks, claimed responsibility for the attack */
        merge(n->type == PLOVER_ASSAULT ? n : v, n->type == PLOVER_ASSAULT ? v : n);
        return;
    }
    if (v->type == n->type && (is_subject || g->role.name == ROLE_OBJ || n->light == v->token))
        merge(n, v);
}

/* "In the deadliest attack, an air strike killed four": what else the verb of an act names by "in"
 * is that act again. */
static void merge_obliques(struct reading *r, struct acts *acts, size_t from) {
    for (size_t i = from; i < acts->n; i++) {
        const struct act *v = &acts->items[i];
        struct act *keep = v->is_dropped && v->carrier != NONE && is_verb(r, v->token)
                               ? act_at(acts, from, v->carrier)
                               : NULL;
        for (size_t k = from; keep && k < acts->n; k++) {
            struct act *n = &acts->items[k];
            struct argument g;
            if (n != keep && !n->is_dropped && n->type == keep->type && n->frame->pos == 'n' &&
                is_argument(v, n->token, &g) && g.role.name == ROLE_PREPOSITION &&
                str_in(know_word_text(r->know, g.role.word), "in during by with"))
                merge(keep, n);
        }
    }
}

/* Named apart: by an article, a number, an owner, a name or parties of its own. */
static bool is_named_apart(const struct reading *r, const struct act *a) {
    for (uint32_t c = r->first_child[a->token]; c != NONE; c = r->next_sibling[c]) {
        enum deprel d = deprel_basic((enum deprel)r->tokens[c].deprel);
        if (d == DEP_det || d == DEP_nummod || r->tokens[c].deprel == DEP_nmod_poss ||
            r->tokens[c].upos == UPOS_PROPN || r->tokens[c].upos == UPOS_NUM)
            return true;
    }
    for (uint32_t i = 0; i < a->arguments.n; i++) {
        const struct argument *g = &a->arguments.items[i];
        bool is_party = has_party(a->actors, a->n_actors, g->token) ||
                        has_party(a->recipients, a->n_recipients, g->token);
        if (is_party && g->distance == 0 && r->tokens[g->token].head == a->token)
            return true;
    }
    return false;
}

/* ", another attack ascribed to the rebels": says again what the clause before the comma told. */
static bool is_resumptive(const struct reading *r, const struct act *n) {
    uint32_t first, last;
    subtree(r, n->token, &first, &last);
    return first > 0 && lemma_is(r, first, "another") &&
           r->sentence[first - 1] == r->sentence[n->token] &&
           str_is(r->tokens[first - 1].form, ",");
}

static struct act *last_before(struct acts *acts, size_t from, const struct act *n) {
    struct act *best = NULL;
    for (size_t i = from; i < acts->n; i++) {
        struct act *a = &acts->items[i];
        if (!a->is_dropped && a->type == n->type && a->token < n->token &&
            (!best || a->token > best->token))
            best = a;
    }
    return best;
}

/* "Ambushes and suicide bombings", "a bombing, another attack ascribed to the rebels": nouns side
 * by side that name no parties apart are one act. */
static void merge_neighbours(struct reading *r, struct acts *acts, size_t from) {
    for (size_t i = from; i < acts->n; i++) {
        struct act *n = &acts->items[i];
        enum deprel d = (enum deprel)r->tokens[n->token].deprel;
        if (n->is_dropped || n->frame->pos != 'n')
            continue;
        bool is_again = is_resumptive(r, n);
        if (!is_again && d != DEP_conj && d != DEP_appos)
            continue;
        struct act *head =
            is_again ? last_before(acts, from, n) : act_at(acts, from, r->tokens[n->token].head);
        if (is_again && head)
            merge(head, n);
        else if (head && head->frame->pos == 'n' && head->type == n->type && is_hostile(n->type) &&
                 (d == DEP_appos || !is_named_apart(r, n)))
            merge(head, n);
    }
}

/* A patrol that is attacked is a party, no act. */
static void drop_parties(const struct reading *r, struct acts *acts, size_t from) {
    for (size_t i = from; i < acts->n; i++)
        for (size_t k = from; k < acts->n; k++) {
            struct act *n = &acts->items[i], *v = &acts->items[k];
            if (i != k && !n->is_dropped && !v->is_dropped && !is_verb(r, n->token) &&
                (has_party(v->recipients, v->n_recipients, n->token) ||
                 has_party(v->actors, v->n_actors, n->token)))
                n->is_dropped = true;
        }
}

/* "Sent troops to help": the infinitive says what the verb is done for. */
static bool is_purpose(const struct reading *r, uint32_t infinitive, uint32_t verb) {
    enum deprel rel = r->tokens[infinitive].deprel;
    return r->tokens[infinitive].head == verb && (rel == DEP_xcomp || rel == DEP_advcl) &&
           child_with(r, infinitive, DEP_mark) != NONE &&
           lemma_in(r, child_with(r, infinitive, DEP_mark), "to");
}

void what_compose(struct reading *r, struct acts *acts, size_t from) {
    for (size_t i = from; i < acts->n; i++) {
        struct act *a = &acts->items[i];
        if (!a->is_dropped && is_verbal(r, a))
            compose_verbal(r, acts, from, a);
        if (!a->is_dropped)
            hide_reasons(r, acts, from, a);
    }
    merge_harm(r, acts, from, true);
    for (size_t i = from; i < acts->n; i++)
        for (size_t k = from; k < acts->n; k++) {
            struct act *v = &acts->items[i], *n = &acts->items[k];
            struct argument g;
            if (i == k || v->is_dropped || n->is_dropped || v->frame->pos != 'v')
                continue;
            if (is_verb(r, n->token)) {
                if (n->type == v->type && is_purpose(r, n->token, v->token))
                    merge(v, n);
            } else if (is_argument(v, n->token, &g)) {
                merge_pair(r, v, n, &g);
            }
        }
    merge_harm(r, acts, from, false);
    merge_obliques(r, acts, from);
    merge_neighbours(r, acts, from);
    drop_parties(r, acts, from);
    for (size_t i = from; i < acts->n; i++) /* "an offensive to capture the city" is one act */
        for (size_t k = from; k < acts->n; k++) {
            struct act *n = &acts->items[i], *v = &acts->items[k];
            if (i != k && !n->is_dropped && !v->is_dropped && n->type == v->type &&
                v->frame->pos == 'v' && r->tokens[v->token].deprel == DEP_acl &&
                r->tokens[v->token].head == n->token)
                merge(n, v);
        }
    for (size_t i = from; i < acts->n; i++) /* a trigger inside another's words is the same act */
        for (size_t k = from; k < acts->n; k++) {
            struct act *a = &acts->items[i], *b = &acts->items[k];
            if (i != k && !a->is_dropped && !b->is_dropped && a->first <= b->token &&
                b->token < a->last && a->last - a->first > b->last - b->first)
                b->is_dropped = true;
        }
}
