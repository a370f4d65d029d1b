/* Composition within a sentence. A verbal act (urge, threaten, agree, refuse, accuse) stands over a
 * content: the table fold.tsv says what the two make together, and the content is no event of its
 * own. A verb and the noun it governs often carry one act ("signed an agreement", "resumed talks",
 * "the attack killed five"): the guidelines' trigger keeps it and takes the other's parties. */
#include "code/bare.h"
#include "code/fold.h"
#include "code/general.h"
#include "code/hidden.h"
#include "code/merge/merge.h"
#include "code/replies.h"
#include "code/says.h"
#include "code/stance.h"
#include "code/whether.h"

enum { MAX_STEPS = 10 };

/* ---- content ---- */

static uint32_t content_of_verb(const struct reading *r, uint32_t verb) {
    static const enum deprel carriers[] = {DEP_xcomp, DEP_obj, DEP_ccomp};
    for (size_t i = 0; i < sizeof carriers / sizeof *carriers; i++) {
        uint32_t content = child_with(r, verb, carriers[i]);
        if (content != NONE)
            return content;
    }
    for (uint32_t c = r->first_child[verb]; c != NONE; c = r->next_sibling[c])
        if (deprel_basic((enum deprel)r->tokens[c].deprel) == DEP_obl &&
            lemma_in(r, case_of(r, c), "in to on for with"))
            return c;
    return NONE;
}

static uint32_t content_of_noun(const struct reading *r, uint32_t noun) {
    for (uint32_t c = r->first_child[noun]; c != NONE; c = r->next_sibling[c])
        if ((r->tokens[c].deprel == DEP_nmod &&
             lemma_in(r, case_of(r, c), "of to for on in against")) ||
            r->tokens[c].deprel == DEP_acl)
            return c;
    return NONE;
}

/* From a clause or noun down to the token that carries its act: through aspect and light verbs. */
static struct act *content_act(struct reading *r, struct acts *acts, size_t from, uint32_t token) {
    for (int i = 0; i < MAX_STEPS && token != NONE; i++) {
        struct act *a = act_at(acts, from, token);
        if (a)
            return a;
        token = is_verb(r, token) ? content_of_verb(r, token) : content_of_noun(r, token);
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

/* "Its call that Belarus release them": the tree may take what is asked for to be a relative
 * clause, but its verb stands bare behind a subject in the singular. */
static bool is_demanded_clause(const struct reading *r, uint32_t verb) {
    uint32_t noun = r->tokens[verb].head, subject = child_with(r, verb, DEP_nsubj);
    return noun != NONE && subject != NONE && noun < subject && subject < verb &&
           lemma_in(r, noun, "call demand appeal plea request insistence proposal order motion") &&
           str_in(lang_xpos(r->coder->model, &r->tokens[verb]), "VB VBP") &&
           str_in(lang_xpos(r->coder->model, &r->tokens[subject]), "NN NNP");
}

/* "Accused X of backing", "accused each other of backing": the clause that the tree hung on the
 * object or a part of it, NONE. */
static uint32_t clause_under(const struct reading *r, uint32_t noun, int depth) {
    for (uint32_t c = r->first_child[noun]; c != NONE; c = r->next_sibling[c]) {
        enum deprel d = (enum deprel)r->tokens[c].deprel;
        if (is_verb(r, c) && lemma_in(r, mark_of(r, c), "of for from to") && d != DEP_acl_relcl)
            return c;
        if (is_verb(r, c) && is_demanded_clause(r, c))
            return c;
        if (depth > 0 && (d == DEP_fixed || d == DEP_flat || d == DEP_nmod || d == DEP_appos ||
                          (d == DEP_conj && is_noun(r, c)))) {
            uint32_t below = clause_under(r, c, depth - 1);
            if (below != NONE)
                return below;
        }
    }
    return NONE;
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
                          lemma_in(r, child_with(r, c, DEP_mark),
                                   a->type == PLOVER_ACCUSE ? "to of for from with" /* charged */
                                                            : "to of for from"));
        bool is_told = r->tokens[c].deprel == DEP_acl_relcl && /* a clause that tells of the deal */
                       !is_demanded_clause(r, c);
        if (!is_clause || is_told || c < a->token)
            continue;
        if (first_clause == NONE)
            first_clause = c;
        *content = content_act(r, acts, from, c);
        if (*content)
            return c;
    }
    for (uint32_t i = 0; i < a->arguments.n; i++) {
        const struct argument *g = &a->arguments.items[i];
        if (!is_content_role(r, a, g) || act_has_party(a->actors, a->n_actors, g->token) ||
            act_has_party(a->recipients, a->n_recipients, g->token))
            continue;
        *content = content_act(r, acts, from, g->token);
        if (*content && *content != a)
            return g->token;
        *content = NULL;
    }
    for (uint32_t i = 0; i < a->arguments.n; i++) {
        enum role_name name = (enum role_name)a->arguments.items[i].role.name;
        bool is_agent = name == ROLE_SUBJ && a->type == PLOVER_ACCUSE && a->arguments.is_passive;
        if (name != ROLE_OBJ && !is_agent) /* "was accused by X | of backing" */
            continue;
        uint32_t clause = clause_under(r, a->arguments.items[i].token, 2);
        if (clause != NONE) {
            *content = content_act(r, acts, from, clause);
            return clause;
        }
    }
    return first_clause;
}

/* `deed`: the mode of the content, MODE_NONE. */
static void apply_fold(struct reading *r, struct act *a, enum plover_type content,
                       enum plover_mode deed) {
    struct know_fold f = fold_over(r, a->type, content, deed);
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
    if (subject == NONE || act_has_party(a->actors, a->n_actors, subject))
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
            !act_has_party(a->actors, a->n_actors, g->token))
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
    bool is_undergone = a->type == PLOVER_REQUEST && args.is_passive; /* "that he be freed" */
    if (found == NONE && !is_undergone &&
        !lemma_in(r, clause, /* what is made is nobody whom it reaches */
                  "establish set form create build extend launch open deploy expand "
                  "send run hold start keep found"))
        found = role_party(r, a, &args, ROLE_OBJ, NULL);
    for (size_t i = 0; i < sizeof prepositions / sizeof *prepositions && found == NONE; i++)
        found = role_party(r, a, &args, ROLE_PREPOSITION, prepositions[i]);
    uint32_t entity = found == NONE ? NONE : who_mention(r, found)->entity;
    for (uint32_t i = 0; i < a->n_actors && entity != NONE; i++)
        if (who_mention(r, a->actors[i])->entity == entity)
            return; /* "demanded that it be told" */
    if (found != NONE)
        a->recipients[a->n_recipients++] = found;
}

/* "Promised to halt killings", "agreed to end the bombing of X": the deed that shall end. */
static bool is_to_end(const struct reading *r, uint32_t deed) {
    uint32_t over = r->tokens[deed].head;
    enum deprel d = (enum deprel)r->tokens[deed].deprel;
    return over != NONE && (d == DEP_obj || d == DEP_xcomp) &&
           (is_noun(r, deed) || is_verb(r, deed)) &&
           lemma_in(r, over, "stop halt end cease suspend pause discontinue quit");
}

/* A hostile act that is not to be done is a yielding; a refused request is refused in the request's
 * own kind. */
static void apply_content(struct reading *r, struct act *a, const struct act *content) {
    bool is_hostile = act_is_hostile(content->type);
    bool is_denied = (is_hostile || a->type == PLOVER_AGREE) &&
                     whether_status(r, content->token, NULL) == STATUS_DENIED;
    if (is_hostile && is_denied && a->type == PLOVER_THREATEN &&
        lemma_in(r, a->token, "vow pledge promise"))
        a->type = PLOVER_AGREE; /* "vowed not to attack": no menace */
    is_denied |= is_hostile && a->type == PLOVER_AGREE && is_to_end(r, content->token);
    enum plover_type type = is_hostile && is_denied ? PLOVER_RETREAT : content->type;
    bool is_never = is_denied && !is_hostile && a->type == PLOVER_AGREE && plover_quad(type) <= 2 &&
                    is_verb(r, a->token);
    apply_fold(r, a, type, content->n_modes ? content->modes[0] : MODE_NONE);
    a->content = content->type;
    if (is_never) { /* "vowed never to recognize Kosovo" */
        a->type = PLOVER_REJECT;
        a->cameo = STR("120");
        a->n_modes = 0;
    }
    if (a->type == PLOVER_REQUEST && content->n_modes && content->modes[0] == MODE_RESIGN) {
        a->modes[0] = MODE_CHANGE; /* guideline 9 */
        a->n_modes = 1;
    }
    bool is_of_request = a->type == PLOVER_REJECT || a->type == PLOVER_REQUEST; /* renewed a call */
    if (is_of_request && content->type == PLOVER_REQUEST && content->n_modes) {
        a->modes[0] = content->modes[0];
        a->n_modes = 1;
    }
}

/* "ordered the army to seize": an order to one's own is the act ordered. True if the content now
 * stands for both. */
static bool is_own_order(struct reading *r, struct act *a, struct act *content) {
    if (a->type != PLOVER_REQUEST ||
        !lemma_in(r, a->token, "order instruct direct command authorize authorise"))
        return false;
    bool is_done_to = is_verb(r, content->token) && r->tokens[content->token].head == a->token &&
                      child_with(r, content->token, DEP_mark) == NONE &&
                      act_is_hostile(content->type);
    if (is_done_to) { /* "was ordered held" */
        act_take_parties(content->actors, &content->n_actors, a->actors, a->n_actors);
        if (content->n_recipients == 0)
            act_take_parties(content->recipients, &content->n_recipients, a->recipients,
                             a->n_recipients);
        a->is_dropped = true;
        return true;
    }
    if (a->n_actors == 0 || a->n_recipients == 0)
        return false;
    struct mention x = *who_mention(r, a->actors[0]), y = *who_mention(r, a->recipients[0]);
    if (!str_equal(x.place, y.place) || str_is(x.place, "---"))
        return false;
    if (str_is(x.sector, "JUD") && str_in(y.sector, "GOV LEG MIL SPY") && y.kind != ENTITY_PERSON)
        return false; /* a court commands no government */
    bool is_force = content->type == PLOVER_COERCE && str_in(x.sector, "GOV JUD MIL COP");
    if (!is_force && !str_in(y.sector, "MIL COP GOV SPY PAR JUD"))
        return false;
    if (is_force && content->n_recipients == 0) /* who is ordered to close suffers it */
        act_take_parties(content->recipients, &content->n_recipients, a->recipients,
                         a->n_recipients);
    content->n_actors = 0;
    act_take_parties(content->actors, &content->n_actors, a->actors, a->n_actors);
    a->is_dropped = true;
    return true;
}

/* Does a clause that describes the noun tell of an act? */
static bool tells_act(const struct reading *r, const struct acts *acts, size_t from,
                      uint32_t noun) {
    for (uint32_t c = r->first_child[noun]; c != NONE; c = r->next_sibling[c])
        for (size_t i = from; i < acts->n && r->tokens[c].deprel == DEP_acl; i++)
            if (hidden_within(r, acts->items[i].token, c))
                return true;
    return false;
}

/* "Rejected accusations that it backs the rebels": the act is denied, and nothing is refused. */
static bool is_mere_denial(const struct reading *r, struct acts *acts, size_t from,
                           const struct act *a) {
    uint32_t object = child_with(r, a->token, DEP_obj);
    if (a->type != PLOVER_REJECT || a->n_recipients || object == NONE ||
        !says_denies_report(r, object) || !tells_act(r, acts, from, object))
        return false;
    struct act *noun = act_at(acts, from, object);
    if (noun)
        noun->is_dropped = true;
    return true;
}

/* "The ministry warned Britons against travel": a government that warns its own people of what is
 * not its doing takes care of them. */
static bool is_care(struct reading *r, const struct act *a) {
    if (a->type != PLOVER_THREATEN || !lemma_is(r, a->token, "warn") || a->n_actors == 0)
        return false;
    uint32_t object = child_with(r, a->token, DEP_obj);
    uint32_t owner = object == NONE ? NONE : child_with(r, object, DEP_nmod_poss);
    if (owner != NONE && lemma_in(r, object, "citizen national people population") &&
        r->tokens[owner].upos == UPOS_PRON)
        return true; /* "its citizens that militants plan attacks" */
    if (a->n_recipients == 0 || (a->content != PLOVER_NONE && act_is_hostile(a->content)))
        return false;
    struct mention who = *who_mention(r, a->actors[0]);
    const struct mention *whom = who_mention(r, a->recipients[0]);
    bool is_own = str_equal(who.place, whom->place) || !who.is_known || str_is(who.place, "---");
    bool is_people = str_is(whom->sector, "CVL") || (whom->sector.n == 0 && whom->is_human);
    return is_people && is_own && (who.sector.n == 0 || str_is(who.sector, "GOV"));
}

/* "Dismissed the claim as nonsense", "a reckless and cowardly act": what is said by the act over
 * it, or by an evaluation before it, is said once. */
static bool is_said_already(const struct reading *r, struct acts *acts, size_t from, size_t at) {
    const struct act *a = &acts->items[at];
    if (!a->is_stance || r->tokens[a->token].upos == UPOS_AUX)
        return false;
    struct act *above = act_at(acts, from, a->content_token);
    if (above && above != a)
        return true;
    for (size_t i = from; i < at; i++) {
        const struct act *b = &acts->items[i];
        if (b->is_stance && !b->is_dropped && b->content_token == a->content_token)
            return true;
    }
    return false;
}

/* "Defended his decision", "protect our people": what one does for one's own is no act towards
 * others. */
static bool is_for_own(struct reading *r, const struct act *a) {
    bool is_help = a->type == PLOVER_SUPPORT || a->type == PLOVER_AID;
    if (!is_help || a->n_actors == 0 ||
        !lemma_in(r, a->token, "protect guard defend safeguard shield justify support back praise"))
        return false;
    uint32_t object = child_with(r, a->token, DEP_obj);
    uint32_t owner = object == NONE ? NONE : child_with(r, object, DEP_nmod_poss);
    struct mention actor = *who_mention(r, a->actors[0]);
    if (owner != NONE && lemma_in(r, owner, "his her its their our my he she it they we i"))
        return owner == a->actors[0] || lemma_in(r, owner, "our my we i") ||
               (actor.entity != NONE && who_mention(r, owner)->entity == actor.entity);
    bool is_guarding = lemma_in(r, a->token, "protect guard safeguard shield");
    return is_guarding && a->n_recipients && actor.is_known &&
           str_equal(actor.place, who_mention(r, a->recipients[0])->place);
}

/* "Met to discuss aid for Ukraine": what is merely discussed is named, not done. */
static bool is_discussed(const struct reading *r, const struct act *a) {
    uint32_t verb = r->tokens[a->token].head;
    return a->type == PLOVER_AID && a->n_actors == 0 && r->tokens[a->token].deprel == DEP_obj &&
           verb != NONE && lemma_in(r, verb, "discuss debate review consider weigh mull");
}

/* "Deciding whether to back the plan": a question, and "marched to denounce": what a protest is for
 * anyway. */
static bool is_moot(const struct reading *r, struct acts *acts, size_t from, const struct act *a) {
    enum deprel d = (enum deprel)r->tokens[a->token].deprel;
    uint32_t mark = child_with(r, a->token, DEP_mark), head = r->tokens[a->token].head;
    bool is_stand = plover_quad(a->type) % 2 == 1;
    if (is_discussed(r, a))
        return true;
    for (uint32_t c = r->first_child[a->token]; c != NONE && c < a->token && is_stand;
         c = r->next_sibling[c])
        if (lemma_is(r, c, "whether") && r->tokens[c].deprel == DEP_mark)
            return true;
    if ((a->type != PLOVER_ACCUSE && a->type != PLOVER_REJECT) || !lemma_is(r, mark, "to") ||
        head == NONE || (d != DEP_advcl && d != DEP_xcomp && d != DEP_acl))
        return false;
    for (size_t i = from; i < acts->n; i++) {
        const struct act *p = &acts->items[i];
        if (p->type == PLOVER_PROTEST && !p->is_dropped &&
            (p->token == head || p->light == head || r->tokens[p->token].head == head))
            return true;
    }
    return false;
}

/* A verbal act by its frame, or any promise, demand or refusal with an infinitive under it. */
static bool is_verbal(const struct reading *r, const struct act *a) {
    if (a->frame->flags & (FRAME_VERBAL | FRAME_SUSPICION))
        return true;
    bool may_be = a->type == PLOVER_AGREE || a->type == PLOVER_REQUEST ||
                  a->type == PLOVER_REJECT || a->type == PLOVER_THREATEN;
    return may_be && a->frame->pos == 'v' && child_with(r, a->token, DEP_xcomp) != NONE;
}

/* "Police believe the rebels planted the mine": who is believed or found to have done harm is
 * accused; what harms nobody, or has no doer, is a mere belief. */
static bool is_incriminating(struct reading *r, const struct act *a, const struct act *content) {
    if (!content || !act_is_hostile(content->type) || content->type == PLOVER_PROTEST ||
        a->n_actors == 0 || content->n_actors == 0)
        return false;
    struct mention suspect = *who_mention(r, content->actors[0]);
    const struct mention *accuser = who_mention(r, a->actors[0]);
    return suspect.is_known && suspect.entity != accuser->entity &&
           !str_is(accuser->sector, "MED") &&
           !lemma_in(r, a->actors[0], "analyst expert observer economist historian witness");
}

/* "A petition demanding that the president resign": who is asked there is asked here. */
static void take_asked(struct reading *r, struct acts *acts, size_t from, struct act *a,
                       const struct act *content) {
    if (content->type != PLOVER_REQUEST)
        return;
    struct act *inner;
    uint32_t asked = content_of(r, acts, from, content, &inner);
    act_take_parties(a->recipients, &a->n_recipients, content->recipients, content->n_recipients);
    if (a->n_recipients == 0 && asked != NONE && is_verb(r, asked))
        recipient_from_clause(r, a, asked);
}

static void compose_verbal(struct reading *r, struct acts *acts, size_t from, struct act *a) {
    struct act *content;
    uint32_t top = content_of(r, acts, from, a, &content);
    a->content_token = top;
    bool is_idle = a->frame->flags & FRAME_SUSPICION && !is_incriminating(r, a, content);
    if (is_idle) {
        a->is_dropped = true;
        return;
    }
    if (content && is_own_order(r, a, content))
        return;
    if (content && lemma_is(r, a->token, "offer") &&
        lemma_in(r, child_with(r, a->token, DEP_obj), "help assistance support")) {
        content->is_dropped = true; /* "offered help to drive the rebels out": help */
        return;
    }
    if (content) {
        apply_content(r, a, content);
        if (a->type == PLOVER_REJECT && a->n_recipients == 0 && content->n_actors &&
            !act_has_party(a->actors, a->n_actors, content->actors[0]) &&
            r->tokens[content->token].head == a->token) /* "ruled out | Ukraine joining NATO" */
            act_take_parties(a->recipients, &a->n_recipients, content->actors, content->n_actors);
        if (a->n_recipients == 0 && a->type != PLOVER_REQUEST && a->type != PLOVER_ACCUSE)
            act_take_parties(a->recipients, &a->n_recipients, content->recipients,
                             content->n_recipients);
        if (a->n_recipients == 0 && a->type == PLOVER_REQUEST)
            take_asked(r, acts, from, a, content);
        bool is_for_others =
            a->type == PLOVER_REQUEST || (content->frame->flags & FRAME_MUTUAL) != 0;
        if (a->n_recipients == 0 && is_for_others) /* "agreed to start talks with Washington" */
            act_take_parties(a->recipients, &a->n_recipients, content->actors, content->n_actors);
        for (uint32_t i = 0; i < a->n_recipients;) { /* nobody does it to himself */
            if (!act_has_party(a->actors, a->n_actors, a->recipients[i])) {
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
            hidden_within(r, acts->items[i].token, top))
            acts->items[i].is_dropped = true;
}

void what_compose(struct reading *r, struct acts *acts, size_t from) {
    for (size_t i = from; i < acts->n; i++) {
        struct act *a = &acts->items[i];
        a->is_dropped |= is_said_already(r, acts, from, i) || is_for_own(r, a) ||
                         is_moot(r, acts, from, a) || is_mere_denial(r, acts, from, a) ||
                         bare_is_denied_charge(r, a) || general_is(r, a) ||
                         hidden_is_demanded(r, a) || hidden_is_awaited(r, a) ||
                         hidden_is_paused(r, a) || hidden_is_prevented(r, a);
        if (!a->is_dropped && is_verbal(r, a))
            compose_verbal(r, acts, from, a);
        a->is_dropped |= is_care(r, a);
        if (!a->is_dropped) {
            hidden_under(r, acts, from, a);
        }
    }
    for (size_t i = from; i < acts->n; i++)
        if (!acts->items[i].is_dropped)
            hidden_mentions(r, acts, from, &acts->items[i]);
    merge_acts(r, acts, from);
    replies_fill(r, acts, from);
}
