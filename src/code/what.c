/* What. Every verb, noun and adjective that heads a frame is tried against its frames, most
 * specific first; the first whose trigger words and conditions hold decides, also when it is a
 * guard that says "no event". Who its parties are is parties.c's. Cost: frames of the word times
 * its few arguments. */
#include "code/parties/parties.h"

#include "base/vec.h"
#include "code/stance.h"
#include "code/whether.h"

#include <string.h>

enum { REST_WINDOW = 10 };

/* The word by its lemma, or a noun by its form: "arms", "talks", "waters" mean what "arm" does not.
 */
static bool is_word(const struct reading *r, uint32_t t, uint32_t id) {
    return r->word[t] == id || r->form_word[t] == id;
}

static bool is_under(const struct reading *r, uint32_t t, uint32_t top, int steps) {
    for (int i = 0; i < steps && t != NONE; i++, t = r->tokens[t].head)
        if (t == top)
            return true;
    return false;
}

/* "Told truckers to stay | off": the particle of the verb right before it. */
static bool is_of_other_verb(const struct reading *r, uint32_t t, uint32_t trigger) {
    uint32_t verb = t - 1;
    return t > trigger + 1 && is_verb(r, verb) && r->tokens[t].head == verb &&
           r->tokens[t].upos != UPOS_VERB && !is_noun(r, t);
}

/* "fired on Sunday at troops": a preposition belongs to the trigger only right behind it; "pulled
 * its troops | out of": but for the first of two. */
static bool is_far_preposition(const struct reading *r, uint32_t t, uint32_t trigger) {
    enum deprel d = (enum deprel)r->tokens[t].deprel;
    bool is_particle = lemma_in(r, t, "out away back off down") && t + 1 < r->n_tokens &&
                       r->tokens[t + 1].upos == UPOS_ADP;
    bool is_behind = t == trigger + 1 || (t == trigger + 2 && r->tokens[t - 1].upos == UPOS_ADV);
    return !is_particle && r->tokens[t].upos == UPOS_ADP && (d == DEP_case || d == DEP_mark) &&
           !is_behind;
}

static bool match_rest_verb(const struct reading *r, const struct frame *f, struct act *a) {
    const struct sentence *s = &r->text->sentences[r->sentence[a->token]];
    uint32_t from = a->token + 1;
    for (uint32_t i = 0; i < f->n_rest; i++) {
        uint32_t end = a->token + REST_WINDOW < s->last ? a->token + REST_WINDOW : s->last,
                 t = from;
        while (t < end &&
               !(is_word(r, t, f->rest[i]) && is_under(r, t, a->token, 4) &&
                 !is_far_preposition(r, t, a->token) && !is_of_other_verb(r, t, a->token)))
            t++;
        if (t < end) {
            from = t + 1;
            if (t == a->last || t == a->token + 1)
                a->last = t + 1;
            continue;
        }
        bool is_before = false; /* "hostages were taken" */
        for (uint32_t n = 0; n < a->arguments.n; n++)
            is_before |= a->arguments.items[n].token < a->token &&
                         is_word(r, a->arguments.items[n].token, f->rest[i]) &&
                         a->arguments.items[n].role.name == ROLE_OBJ;
        if (!is_before)
            return false;
    }
    return true;
}

static bool match_rest_before(const struct reading *r, const struct frame *f, struct act *a) {
    uint32_t t = a->token, low = r->text->sentences[r->sentence[a->token]].first;
    for (uint32_t i = f->n_rest; i-- > 0;) {
        do {
            if (t == low)
                return false;
            t--;
        } while (r->tokens[t].upos == UPOS_PUNCT && r->tokens[t].form.n == 1 &&
                 r->tokens[t].form.p[0] == '-');
        if (!is_word(r, t, f->rest[i]))
            return false;
    }
    a->first = t;
    return true;
}

static bool match_rest_after(const struct reading *r, const struct frame *f, struct act *a) {
    uint32_t t = a->token, high = r->text->sentences[r->sentence[a->token]].last;
    for (uint32_t i = 0; i < f->n_rest; i++) {
        t++;
        while (t < high && !is_word(r, t, f->rest[i]) &&
               (r->tokens[t].upos == UPOS_DET || str_is(r->tokens[t].form, "-")))
            t++;
        if (t >= high || !is_word(r, t, f->rest[i]))
            return false;
    }
    a->last = t + 1;
    return true;
}

/* "(Insists) that the matter be left", "that he resign": a clause in its bare form. */
static bool is_subjunctive(const struct reading *r, uint32_t verb) {
    if (!is_verb(r, verb) || !lemma_is(r, child_with(r, verb, DEP_mark), "that"))
        return false;
    uint32_t auxiliary = child_with(r, verb, DEP_aux);
    if (auxiliary != NONE) /* no modal before it */
        return str_is(r->tokens[auxiliary].form, "be") &&
               r->tokens[auxiliary].deprel == DEP_aux_pass;
    uint32_t subject = child_with(r, verb, DEP_nsubj);
    return subject != NONE && str_is(lang_xpos(r->coder->model, &r->tokens[verb]), "VB");
}

static bool value_holds(struct reading *r, const struct frame_value *v, uint32_t token) {
    switch (v->kind) {
    case VALUE_WORD:
        return is_word(r, token, v->id) || r->compound_word[token] == v->id;
    case VALUE_CLASS:
        return know_word_in_class(r->know, r->word[token], v->id) ||
               know_word_in_class(r->know, r->compound_word[token], v->id);
    case VALUE_SUBJUNCTIVE:
        return is_subjunctive(r, token);
    case VALUE_CLAUSE:
        return is_verb(r, token);
    default:
        break;
    }
    if (!is_noun(r, token) && r->tokens[token].upos != UPOS_PRON &&
        r->tokens[token].upos != UPOS_NUM && r->tokens[token].upos != UPOS_ADJ &&
        r->tokens[token].upos != UPOS_DET)
        return false;
    const struct mention *m = who_mention(r, token);
    if (v->kind == VALUE_ACTOR)
        return m->is_human || (m->is_known && m->kind != ENTITY_UNKNOWN);
    if (v->kind == VALUE_PLACE)
        return m->is_place || m->kind == ENTITY_PLACE || m->kind == ENTITY_COUNTRY ||
               r->tokens[token].name == NAME_LOC;
    if (v->kind == VALUE_STATESMAN)
        return m->is_known && m->kind == ENTITY_PERSON &&
               (str_in(m->sector, "GOV LEG") || str_starts(m->place, STR("IGO:")));
    bool is_settlement = lemma_in(r, token, "town city village hamlet district suburb settlement");
    return m->is_human && !m->is_thing && !is_settlement && m->kind != ENTITY_ORGANISATION &&
           m->kind != ENTITY_COUNTRY;
}

static bool any_value_holds(struct reading *r, const struct frame_condition *c, uint32_t token) {
    for (uint32_t i = 0; i < c->n_values; i++) {
        struct frame_value v = know_value(r->know, c->first_value + i);
        if (value_holds(r, &v, token))
            return true;
    }
    return false;
}

/* "The cruiser Moskva", "the newspaper Opinar": the word for what the name is. */
static bool kind_holds(struct reading *r, const struct frame_condition *c, uint32_t token) {
    if (r->tokens[token].upos != UPOS_PROPN)
        return false;
    for (uint32_t k = r->first_child[token]; k != NONE && k < token; k = r->next_sibling[k]) {
        enum deprel d = (enum deprel)r->tokens[k].deprel;
        if (r->tokens[k].upos == UPOS_NOUN && (d == DEP_compound || d == DEP_nmod_desc) &&
            any_value_holds(r, c, k))
            return true;
    }
    return false;
}

/* "Imposed a curfew and later lifted it", "slapped duties on X, then suspended them": the thing
 * that the verb before was about, where number agrees; NONE. */
static uint32_t parallel_thing(const struct reading *r, uint32_t pronoun) {
    uint32_t verb = r->tokens[pronoun].head;
    if (verb == NONE || !is_verb(r, verb) || r->tokens[verb].deprel != DEP_conj ||
        deprel_basic((enum deprel)r->tokens[pronoun].deprel) != DEP_obj)
        return NONE;
    uint32_t before = r->tokens[verb].head;
    uint32_t thing = before == NONE ? NONE : child_with(r, before, DEP_obj);
    if (thing == NONE || thing > verb || r->tokens[thing].upos != UPOS_NOUN)
        return NONE;
    bool is_many = str_is(lang_xpos(r->coder->model, &r->tokens[thing]), "NNS");
    return is_many == lemma_in(r, pronoun, "they them") ? thing : NONE;
}

/* The argument, what it is a quantity of, what is coordinated with it, and its title. */
static bool argument_holds(struct reading *r, const struct frame_condition *c, uint32_t token) {
    if (any_value_holds(r, c, token) || kind_holds(r, c, token))
        return true;
    if (lemma_in(r, token, "it they he she")) { /* what the pronoun stands for */
        uint32_t noun = coref_antecedent(r, token);
        if (noun != NONE && noun != token && any_value_holds(r, c, noun))
            return true;
        uint32_t thing = parallel_thing(r, token);
        if (thing != NONE && any_value_holds(r, c, thing))
            return true;
    }
    uint32_t under = token; /* "tens of thousands of reservists" */
    for (int i = 0; i < 3 && (under = who_under_quantity(r, under)) != NONE; i++)
        if (any_value_holds(r, c, under))
            return true;
    for (uint32_t k = r->first_child[token]; k != NONE; k = r->next_sibling[k]) {
        enum deprel d = (enum deprel)r->tokens[k].deprel;
        bool is_title = d == DEP_nmod_desc || d == DEP_appos; /* President Mbeki */
        if ((d == DEP_conj || is_title) && any_value_holds(r, c, k))
            return true;
    }
    return false;
}

static bool near_holds(struct reading *r, const struct frame_condition *c, const struct act *a) {
    const struct sentence *s = &r->text->sentences[r->sentence[a->token]];
    for (uint32_t t = s->first; t < s->last; t++) {
        bool is_other = t < a->first || t >= a->last;
        bool is_weather =
            !is_verb(r, t) || !lemma_is(r, t, "storm"); /* "stormed a hotel" is none */
        if (is_other && is_weather && r->word[t] != WORD_NONE && any_value_holds(r, c, t))
            return true;
    }
    return false;
}

static bool preposition_among(const struct reading *r, const struct frame_condition *c,
                              const struct argument *g) {
    if (g->role.name != ROLE_PREPOSITION)
        return false;
    for (uint32_t i = 0; i < c->n_values; i++)
        if (know_value(r->know, c->first_value + i).id == g->role.word)
            return true;
    return false;
}

static bool condition_holds(struct reading *r, const struct frame_condition *c, struct act *a) {
    bool holds = false, is_there = false;
    if (c->role.name == ROLE_NEAR) {
        holds = near_holds(r, c, a);
        return holds != (c->is_absent || c->is_negated);
    }
    for (uint32_t i = 0; i < a->arguments.n; i++) {
        const struct argument *g = &a->arguments.items[i];
        if (c->role.name == ROLE_NONE) {
            holds |= preposition_among(r, c, g);
            continue;
        }
        if (g->role.name != c->role.name ||
            (c->role.name == ROLE_PREPOSITION && g->role.word != c->role.word))
            continue;
        is_there = true;
        if (c->n_values == 0 || argument_holds(r, c, g->token)) {
            holds = true;
            if (c->n_values && !c->is_negated && a->n_consumed < 4 && c->role.name != ROLE_SUBJ &&
                c->role.name != ROLE_MOD && c->role.name != ROLE_HEAD)
                a->consumed[a->n_consumed++] = g->token;
        }
    }
    if (c->is_absent)
        return c->n_values ? !holds : !is_there && !holds;
    return c->is_negated ? !holds : holds;
}

/* "Took over | Kabul": the particle's noun, which the tree hangs on it as on a preposition, is the
 * object. */
static void add_particle_object(const struct frame *f, struct act *a) {
    struct arguments *args = &a->arguments;
    for (uint32_t i = 0; i < args->n; i++)
        if (args->items[i].role.name == ROLE_OBJ)
            return;
    for (uint32_t i = 0; i < args->n && args->n < MAX_ARGUMENTS; i++) {
        struct argument g = args->items[i];
        if (g.role.name != ROLE_PREPOSITION || g.role.word != f->rest[f->n_rest - 1])
            continue;
        g.role = (struct role){ROLE_OBJ, 0};
        args->items[args->n++] = g;
        return;
    }
}

static bool conditions_hold(struct reading *r, const struct frame *f, struct act *a) {
    for (uint32_t i = 0; i < f->n_conditions; i++) {
        struct frame_condition c = know_condition(r->know, f->first_condition + i);
        if (!condition_holds(r, &c, a))
            return false;
    }
    return true;
}

static bool frame_holds(struct reading *r, const struct frame *f, struct act *a) {
    uint32_t n_arguments = a->arguments.n;
    if ((f->flags & FRAME_NEGATED) && !whether_has_negation(r, a->token))
        return false;
    bool is_hyphenated = a->token > 1 && memchr(r->lemma[a->token].p, '-', r->lemma[a->token].n) &&
                         str_is(r->tokens[a->token - 1].form, "-");
    a->first = is_hyphenated ? a->token - 2 : a->token;
    a->last = a->token + 1;
    a->n_consumed = 0;
    if (f->n_rest) {
        bool is_good = f->pos == 'v'     ? match_rest_verb(r, f, a)
                       : f->is_head_last ? match_rest_before(r, f, a)
                                         : match_rest_after(r, f, a);
        if (!is_good && f->pos == 'a')
            is_good = match_rest_after(r, f, a);
        if (!is_good)
            return false;
        if (f->pos == 'v')
            add_particle_object(f, a);
    }
    if (conditions_hold(r, f, a))
        return true;
    a->arguments.n = n_arguments;
    return false;
}

/* How many known parties a token names: "US and Iranian negotiators" are two. */
static uint32_t coded_parties(struct reading *r, uint32_t token) {
    str places[4];
    return who_mention(r, token)->is_known ? 1 + who_other_owners(r, token, places, 4) : 0;
}

static bool flags_hold(struct reading *r, const struct act *a) {
    uint32_t known_actors = 0, known_recipients = 0;
    for (uint32_t i = 0; i < a->n_actors; i++)
        known_actors += coded_parties(r, a->actors[i]);
    for (uint32_t i = 0; i < a->n_recipients; i++)
        known_recipients += coded_parties(r, a->recipients[i]);
    if ((a->frame->flags & FRAME_NEEDS_ACTOR) && known_actors + known_recipients == 0)
        return false;
    bool lacks_actor = a->frame->n_actor_roles && !known_actors;
    bool lacks_recipient = a->frame->n_recipient_roles && !known_recipients;
    bool is_visit = a->n_modes && a->modes[0] == MODE_VISIT && a->n_actors && a->n_recipients;
    if (is_visit && who_mention(r, a->recipients[0])->is_place) {
        str home = who_mention(r, a->actors[0])->place;
        if (str_equal(home, who_mention(r, a->recipients[0])->place))
            return false; /* at home one visits nobody */
    }
    if ((a->frame->flags & FRAME_WEAK) &&
        (a->frame->flags & FRAME_MUTUAL ? known_actors < 2 : lacks_actor || lacks_recipient))
        return false;
    return true;
}

static char frame_pos(const struct reading *r, uint32_t t) {
    switch (r->tokens[t].upos) {
    case UPOS_VERB:
        return 'v';
    case UPOS_AUX: /* a modal that obliges */
        return lemma_in(r, t, "must should ought") ? 'v' : 0;
    case UPOS_NOUN:
    case UPOS_PROPN:
        return 'n';
    case UPOS_ADJ:
        return 'a';
    default:
        return 0;
    }
}

/* A proper noun is an act only inside no name of a person or body ("Operation …", "the October
 * Revolution" are). */
/* "Rapid | Support | Forces": a capital inside a name of the tables is no act. */
static bool is_in_long_name(const struct reading *r, uint32_t t) {
    const struct hit *h = r->hit_at[t] == NONE ? NULL : &r->hits.items[r->hit_at[t]];
    char c = r->tokens[t].form.p[0];
    return h && h->last - h->first > 1 && c >= 'A' && c <= 'Z' && t > h->first;
}

static bool may_carry(const struct reading *r, uint32_t t) {
    if (r->tokens[t].upos == UPOS_PROPN &&
        (r->tokens[t].name == NAME_PER || r->tokens[t].name == NAME_ORG))
        return false;
    if (t > 0 && str_is(r->tokens[t].form, "March") && r->sentence[t - 1] == r->sentence[t])
        return false; /* the month */
    if (t + 2 < r->n_tokens && str_is(r->tokens[t + 1].form, "-") &&
        lemma_in(r, t + 2,
                 "tear torn ravage ravaged hit scar scarred batter battered weary related "
                 "era affect affected wracked wrack"))
        return false; /* war-torn, strike-hit */
    if (lemma_is(r, t, "combat") && t + 1 < r->n_tokens && r->tokens[t + 1].upos == UPOS_NOUN)
        return false; /* combat troops */
    if (lemma_is(r, t, "riot") && t + 1 < r->n_tokens &&
        lemma_in(r, t + 1, "police officer gear squad shield trooper"))
        return false; /* at the head of a sentence the tree takes it for a name */
    if (is_in_long_name(r, t))
        return false;
    return !(r->hit_at[t] != NONE && r->tokens[t].upos == UPOS_PROPN);
}

/* "frames/ASSAULT" of frames/ASSAULT.frames and of its rooms, frames/ASSAULT-casualties.frames. */
static str frame_house(const struct frame *f) {
    uint32_t n = 0;
    while (n < f->file.n && f->file.p[n] != '-' && f->file.p[n] != '.')
        n++;
    return str_slice(f->file, 0, n);
}

/* A guard says "not this type" to the files of its own type and to all that demand less; what
 * another type asks for as precisely stands. */
static bool is_beyond(const struct frame *f, const struct frame *guard) {
    bool is_uttered = (f->flags & FRAME_SAID) != 0; /* asks for a speaker */
    return !str_equal(frame_house(f), frame_house(guard)) && f->n_rest >= guard->n_rest &&
           (guard->n_conditions || is_uttered) && f->n_conditions >= guard->n_conditions;
}

/* Workers' strikes and warplanes' share a word. Where nothing in the sentence tells which, it is
 * the one that the report has told of (one sense per discourse: Gale, Church and Yarowsky 1992). */
static bool is_other_strike(const struct reading *r, const struct frame *f, const struct act *a) {
    if (f->n_conditions || f->n_rest || !lemma_is(r, a->token, "strike") || f->pos != 'n')
        return false;
    if (r->strike_sense == PLOVER_NONE) /* only whose it is can tell */
        return f->type != PLOVER_PROTEST || !(f->flags & FRAME_NEEDS_ACTOR);
    return f->type != r->strike_sense;
}

static void remember_strike(struct reading *r, const struct act *a) {
    bool is_strike = a->frame->pos == 'n' && str_ends(r->lemma[a->token], STR("strike"));
    if (is_strike && (a->type == PLOVER_PROTEST || a->type == PLOVER_ASSAULT))
        r->strike_sense = a->type;
}

static bool try_frames(struct reading *r, struct act *a, char pos) {
    struct frame_range range = know_frames(r->know, r->word[a->token], pos);
    const struct frame *guard = NULL;
    for (uint32_t i = 0; i < range.n; i++) {
        const struct frame *f = know_frame(r->know, range.first + i);
        if ((guard && !is_beyond(f, guard)) || is_other_strike(r, f, a) || !frame_holds(r, f, a))
            continue;
        if (f->type == PLOVER_NONE) {
            if (guard)
                return false;
            guard = f;
            continue;
        }
        a->frame = f;
        a->type = f->type;
        a->n_modes = f->n_modes;
        for (uint32_t m = 0; m < a->n_modes; m++)
            a->modes[m] = f->modes[m];
        if (f->flags & FRAME_SAID) {
            if (stance_take(r, a))
                return true;
            continue;
        }
        parties_fill(r, a);
        if (flags_hold(r, a))
            return true;
    }
    return false;
}

/* The part of speech by whose frames a token is tried: an evaluation that the tagger took for a
 * noun
 * ("called the attack barbaric") has only those of an adjective. */
static char tried_pos(const struct reading *r, uint32_t t) {
    char pos = frame_pos(r, t);
    bool is_lost = pos == 'n' && r->tokens[t].upos == UPOS_NOUN && r->word[t] != WORD_NONE &&
                   know_frames(r->know, r->word[t], 'n').n == 0;
    return is_lost ? 'a' : pos;
}

bool what_find(struct reading *r, uint32_t s, struct acts *out) {
    const struct sentence *sent = &r->text->sentences[s];
    for (uint32_t t = sent->first; t < sent->last; t++) {
        char pos = tried_pos(r, t);
        bool is_lost = pos == 'a' && r->tokens[t].upos == UPOS_NOUN;
        if (!pos || r->word[t] == WORD_NONE || !may_carry(r, t))
            continue;
        if (know_frames(r->know, r->word[t], pos).n == 0)
            continue;
        struct act a = {
            .token = t, .content = PLOVER_NONE, .content_token = NONE, .carrier = NONE, .fold = ""};
        walk_arguments(r, t, &a.arguments);
        a.light = a.arguments.light;
        if (!try_frames(r, &a, pos) || (is_lost && !(a.frame->flags & FRAME_SAID)))
            continue;
        remember_strike(r, &a);
        a.cameo = a.is_turned ? (str){"", 0} : a.frame->cameo;
        if (!VEC_PUSH(r->arena, out, a))
            return false;
    }
    return true;
}

struct act *act_at(struct acts *acts, size_t from, uint32_t token) {
    for (size_t i = from; i < acts->n; i++)
        if (acts->items[i].token == token && !acts->items[i].is_dropped)
            return &acts->items[i];
    return NULL;
}
