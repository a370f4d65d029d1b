/* What. Every verb, noun and adjective that heads a frame is tried against its frames, most
 * specific first; the first whose trigger words and conditions hold decides, also when it is a
 * guard that says "no event". The roles of the frame then name the parties among the walk's
 * arguments. Cost: frames of the word times its few arguments. */
#include "code/what.h"

#include "base/vec.h"

enum { REST_WINDOW = 10 };

static bool is_under(const struct reading *r, uint32_t t, uint32_t top, int steps) {
    for (int i = 0; i < steps && t != NONE; i++, t = r->tokens[t].head)
        if (t == top)
            return true;
    return false;
}

/* "fired on Sunday at troops": a preposition belongs to the trigger only right behind it. */
static bool is_far_preposition(const struct reading *r, uint32_t t, uint32_t trigger) {
    enum deprel d = (enum deprel)r->tokens[t].deprel;
    return r->tokens[t].upos == UPOS_ADP && (d == DEP_case || d == DEP_mark) && t > trigger + 2;
}

static bool match_rest_verb(const struct reading *r, const struct frame *f, struct act *a) {
    const struct sentence *s = &r->text->sentences[r->sentence[a->token]];
    uint32_t from = a->token + 1;
    for (uint32_t i = 0; i < f->n_rest; i++) {
        uint32_t end = a->token + REST_WINDOW < s->last ? a->token + REST_WINDOW : s->last,
                 t = from;
        while (t < end && !(r->word[t] == f->rest[i] && is_under(r, t, a->token, 4) &&
                            !is_far_preposition(r, t, a->token)))
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
                         r->word[a->arguments.items[n].token] == f->rest[i] &&
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
        if (r->word[t] != f->rest[i])
            return false;
    }
    a->first = t;
    return true;
}

static bool match_rest_after(const struct reading *r, const struct frame *f, struct act *a) {
    uint32_t t = a->token, high = r->text->sentences[r->sentence[a->token]].last;
    for (uint32_t i = 0; i < f->n_rest; i++) {
        t++;
        while (t < high && r->word[t] != f->rest[i] &&
               (r->tokens[t].upos == UPOS_DET || str_is(r->tokens[t].form, "-")))
            t++;
        if (t >= high || r->word[t] != f->rest[i])
            return false;
    }
    a->last = t + 1;
    return true;
}

static bool value_holds(struct reading *r, const struct frame_value *v, uint32_t token) {
    switch (v->kind) {
    case VALUE_WORD:
        return r->word[token] == v->id;
    case VALUE_CLASS:
        return know_word_in_class(r->know, r->word[token], v->id);
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
    return m->is_human && !m->is_thing && m->kind != ENTITY_ORGANISATION &&
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

/* The argument, what it is a quantity of, and what is coordinated with it. */
static bool argument_holds(struct reading *r, const struct frame_condition *c, uint32_t token) {
    if (any_value_holds(r, c, token))
        return true;
    uint32_t under = who_under_quantity(r, token);
    if (under != NONE && any_value_holds(r, c, under))
        return true;
    for (uint32_t k = r->first_child[token]; k != NONE; k = r->next_sibling[k])
        if (r->tokens[k].deprel == DEP_conj && any_value_holds(r, c, k))
            return true;
    return false;
}

static bool near_holds(struct reading *r, const struct frame_condition *c, const struct act *a) {
    const struct sentence *s = &r->text->sentences[r->sentence[a->token]];
    for (uint32_t t = s->first; t < s->last; t++)
        if ((t < a->first || t >= a->last) && r->word[t] != WORD_NONE && any_value_holds(r, c, t))
            return true;
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

static bool frame_holds(struct reading *r, const struct frame *f, struct act *a) {
    a->first = a->token;
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
    }
    for (uint32_t i = 0; i < f->n_conditions; i++) {
        struct frame_condition c = know_condition(r->know, f->first_condition + i);
        if (!condition_holds(r, &c, a))
            return false;
    }
    return true;
}

/* ---- parties ---- */

static bool is_withdrawal(const struct reading *r, uint32_t object) {
    return lemma_in(r, r->tokens[object].head, "withdraw pull evacuate remove recall leave");
}

static bool is_party(struct reading *r, uint32_t token, enum plover_type type,
                     const struct role *role) {
    if (is_verb(r, token) || r->tokens[token].upos == UPOS_ADV)
        return false;
    const struct mention *m = who_mention(r, token);
    if (m->is_pronoun && !m->is_known && m->entity == NONE)
        return lemma_in(r, token, "he she they him her them we us i who");
    if (!m->is_human && !(m->is_known && m->kind != ENTITY_UNKNOWN))
        return false;
    if (m->is_thing && lemma_in(r, token,
                                "missile rocket bomb shell weapon bullet grenade mortar mine "
                                "warhead explosive gun rifle"))
        return false;
    if (m->is_vague)
        return false;
    if (role->name == ROLE_MOD && (m->is_thing || (m->is_default && !m->is_known)))
        return false;
    bool is_prepositional = role->name == ROLE_PREPOSITION;
    str marker = is_prepositional ? know_word_text(r->know, role->word) : (str){"", 0};
    bool is_locative = str_in(marker, "in into near from through across");
    if (m->kind == ENTITY_PLACE && (type == PLOVER_ASSAULT || is_locative))
        return false;
    if (m->is_place && m->kind == ENTITY_PLACE)
        return !is_prepositional;
    if ((type == PLOVER_AID || type == PLOVER_MOBILIZE) && role->name == ROLE_OBJ &&
        lemma_in(r, token,
                 "troop troops force soldier peacekeeper mercenary adviser expert team ship "
                 "warship unit fighter"))
        return false; /* what is sent */
    if (type == PLOVER_RETREAT && ((m->is_place && role->name != ROLE_SUBJ) ||
                                   (role->name == ROLE_OBJ && is_withdrawal(r, token))))
        return false; /* from where, and one's own who withdraw */
    if (m->is_place && is_locative &&
        (type == PLOVER_ASSAULT || type == PLOVER_PROTEST || type == PLOVER_COERCE))
        return false;
    return true;
}

struct roles {
    uint32_t first, n; /* into know_role */
};
struct heads {
    uint32_t *items; /* [ACT_PARTIES] */
    uint32_t n;
};

static bool is_listed(const uint32_t *list, uint32_t n, uint32_t token) {
    for (uint32_t i = 0; i < n; i++)
        if (list[i] == token)
            return true;
    return false;
}

/* Adds the parties among `arguments` that stand in `role` at a distance. */
static void take_role_at(struct reading *r, const struct act *a, const struct arguments *arguments,
                         const struct role *role, int distance, const struct heads *taken,
                         struct heads *out) {
    for (uint32_t g = 0; g < arguments->n; g++) {
        const struct argument *arg = &arguments->items[g];
        if (arg->role.name != role->name ||
            (role->name == ROLE_PREPOSITION && arg->role.word != role->word))
            continue;
        if (arg->distance != distance)
            continue;
        uint32_t heads[ACT_PARTIES];
        uint32_t m = who_expand(r, arg->token, heads, ACT_PARTIES);
        for (uint32_t k = 0; k < m && out->n < ACT_PARTIES; k++)
            if ((heads[k] < a->first || heads[k] >= a->last) &&
                !is_listed(taken->items, taken->n, heads[k]) &&
                !is_listed(out->items, out->n, heads[k]) && is_party(r, heads[k], a->type, role))
                out->items[out->n++] = heads[k];
    }
}

/* The nearest parties in a role: its own dependents, else shared or inherited ones. */
static void take_role(struct reading *r, const struct act *a, const struct arguments *arguments,
                      const struct role *role, const struct heads *taken, struct heads *out) {
    int farthest = a->type == PLOVER_CONSULT ? 2 : 1;
    for (int distance = 0; distance <= farthest && out->n == 0; distance++)
        take_role_at(r, a, arguments, role, distance, taken, out);
}

/* Roles that a noun has and a verb has not: "criticised Bush's plan", "rejected a request by Iran".
 */
static bool is_inner_role(const struct reading *r, const struct role *role) {
    return role->name == ROLE_POSS || role->name == ROLE_MOD ||
           (role->name == ROLE_PREPOSITION &&
            str_in(know_word_text(r->know, role->word), "of by to with on against from at"));
}

static void fill(struct reading *r, const struct act *a, struct roles roles,
                 const struct arguments *inner, const struct heads *taken, struct heads *out) {
    for (uint32_t i = 0; i < roles.n && out->n == 0; i++) {
        struct role role = know_role(r->know, roles.first + i);
        take_role(r, a, &a->arguments, &role, taken, out);
        if (out->n == 0 && inner->n && is_inner_role(r, &role))
            take_role(r, a, inner, &role, taken, out);
    }
}

static bool is_deed(enum plover_type t) {
    return t == PLOVER_ASSAULT || t == PLOVER_COERCE || t == PLOVER_MOBILIZE ||
           t == PLOVER_PROTEST || t == PLOVER_AID;
}

/* A party that a deed's noun names with its own country or name, in a role that the frame left out:
 * as a modifier who does it, after "of" or "on" who undergoes it. */
static void take_named(struct reading *r, const struct act *a, enum role_name name,
                       const struct heads *taken, struct heads *out) {
    for (uint32_t i = 0; i < a->arguments.n && out->n == 0; i++) {
        const struct argument *g = &a->arguments.items[i];
        if (g->role.name != name || g->distance > 0 || (g->token >= a->first && g->token < a->last))
            continue;
        if (name == ROLE_PREPOSITION &&
            !str_in(know_word_text(r->know, g->role.word), "of on against"))
            continue;
        const struct mention *m = who_mention(r, g->token);
        bool is_named = m->is_known && !m->is_default && !m->is_thing && m->kind != ENTITY_PLACE;
        if (is_named && !is_listed(taken->items, taken->n, g->token))
            out->items[out->n++] = g->token;
    }
}

/* Talks, demands, sanctions … that name nobody are their clause's: "signed the deal after months of
 * negotiations". */
static void take_clause_parties(struct reading *r, struct act *a) {
    static const struct role subject = {ROLE_SUBJ, 0};
    uint32_t t = a->token;
    for (int i = 0; i < 8 && t != NONE; i++) {
        t = r->tokens[t].head;
        if (t == NONE || !is_verb(r, t))
            continue;
        uint32_t who = walk_subject(r, t);
        if (who == NONE || who == a->token)
            continue;
        uint32_t heads[ACT_PARTIES], n = who_expand(r, who, heads, ACT_PARTIES);
        for (uint32_t k = 0; k < n; k++)
            if (is_party(r, heads[k], a->type, &subject) &&
                !is_listed(a->recipients, a->n_recipients, heads[k]))
                a->actors[a->n_actors++] = heads[k];
        return;
    }
}

/* "An offensive to drive the rebels out": whom a deed is to reach, by the purpose that follows it or
 * the verb over it. */
static void take_targets(struct reading *r, struct act *a, const struct heads *taken,
                         struct heads *out) {
    static const struct role object = {ROLE_OBJ, 0};
    const uint32_t tops[] = {a->token, r->tokens[a->token].head};
    for (size_t i = 0; i < 2 && out->n == 0; i++) {
        if (tops[i] == NONE || (i == 1 && !is_verb(r, tops[i])))
            continue;
        for (uint32_t c = r->first_child[tops[i]]; c != NONE && out->n == 0;
             c = r->next_sibling[c]) {
            enum deprel d = (enum deprel)r->tokens[c].deprel;
            bool is_purpose =
                c > a->token && is_verb(r, c) &&
                (d == DEP_acl || d == DEP_advcl || d == DEP_xcomp || d == DEP_acl_relcl) &&
                lemma_in(r, c,
                         "drive oust dislodge root flush clear eliminate capture arrest kill "
                         "target destroy defeat crush rout hunt track expel disarm stop push remove "
                         "retake punish neutralize neutralise strike hit fight pursue");
            if (!is_purpose)
                continue;
            struct arguments args;
            walk_arguments(r, c, &args);
            take_role(r, a, &args, &object, taken, out);
        }
    }
}

/* "Sent soldiers to help Mali": whom what is sent shall help. */
static void take_helped(struct reading *r, const struct act *a, const struct heads *taken,
                        struct heads *out) {
    static const struct role object = {ROLE_OBJ, 0};
    for (uint32_t i = 0; i < a->arguments.n && out->n == 0; i++) {
        if (a->arguments.items[i].role.name != ROLE_XCOMP)
            continue;
        struct arguments args;
        walk_arguments(r, a->arguments.items[i].token, &args);
        take_role(r, a, &args, &object, taken, out);
    }
}

/* "Anti-government protests": against whom. */
static void take_opposed(struct reading *r, const struct act *a, struct heads *out) {
    uint32_t low = r->text->sentences[r->sentence[a->token]].first;
    for (uint32_t t = a->token, steps = 0; t > low && steps < 4; steps++) {
        t--;
        enum upos u = (enum upos)r->tokens[t].upos;
        if (u != UPOS_ADJ && u != UPOS_NOUN && u != UPOS_PROPN && u != UPOS_PUNCT)
            return;
        if (str_starts(r->lemma[t], STR("anti-")) && who_mention(r, t)->is_known)
            out->items[out->n++] = t;
    }
}

static void fill_parties(struct reading *r, struct act *a) {
    const struct frame *f = a->frame;
    struct arguments inner = {0};
    if (f->pos == 'v')
        for (uint32_t i = 0; i < a->arguments.n; i++)
            if (a->arguments.items[i].role.name == ROLE_OBJ &&
                is_noun(r, a->arguments.items[i].token) &&
                a->arguments.items[i].token != r->tokens[a->token].head) {
                walk_arguments(r, a->arguments.items[i].token, &inner);
                for (uint32_t k = 0; k < inner.n; k++)
                    inner.items[k].distance = 1;
                break;
            }
    struct heads nobody = {NULL, 0}, actors = {a->actors, 0}, recipients = {a->recipients, 0};
    fill(r, a, (struct roles){f->first_actor_role, f->n_actor_roles}, &inner, &nobody, &actors);
    fill(r, a, (struct roles){f->first_recipient_role, f->n_recipient_roles}, &inner, &actors,
         &recipients);
    a->n_actors = actors.n;
    a->n_recipients = recipients.n;
    if (a->type == PLOVER_AID && f->pos == 'v' && recipients.n == 0) {
        take_helped(r, a, &actors, &recipients);
        a->n_recipients = recipients.n;
    }
    if (a->type == PLOVER_CONSULT && f->pos == 'n' && a->n_actors + a->n_recipients == 0)
        take_clause_parties(r, a);
    if (f->pos == 'n' && is_deed(a->type)) { /* an Al-Qaeda suicide attack, the takeover of China */
        struct heads none = {NULL, 0};
        if (actors.n == 0)
            take_named(r, a, ROLE_MOD, &none, &actors);
        if (recipients.n == 0)
            take_named(r, a, ROLE_PREPOSITION, &actors, &recipients);
        if (recipients.n == 0 && a->type == PLOVER_ASSAULT)
            take_targets(r, a, &actors, &recipients);
        if (recipients.n == 0 && a->type == PLOVER_PROTEST)
            take_opposed(r, a, &recipients);
        a->n_actors = actors.n;
        a->n_recipients = recipients.n;
    }
    bool is_clausal = a->type == PLOVER_AGREE || a->type == PLOVER_REQUEST ||
                      a->type == PLOVER_SANCTION || a->type == PLOVER_MOBILIZE ||
                      a->type == PLOVER_COERCE;
    if (is_clausal && f->pos == 'n' && a->n_actors == 0)
        take_clause_parties(r, a);
    if (!(f->flags & FRAME_MUTUAL))
        return;
    for (uint32_t i = 0; i < a->n_recipients && a->n_actors < ACT_PARTIES; i++)
        a->actors[a->n_actors++] = a->recipients[i];
    a->n_recipients = 0;
}

static bool is_coded_party(struct reading *r, uint32_t token) {
    return who_mention(r, token)->is_known;
}

static bool flags_hold(struct reading *r, const struct act *a) {
    uint32_t known_actors = 0, known_recipients = 0;
    for (uint32_t i = 0; i < a->n_actors; i++)
        known_actors += is_coded_party(r, a->actors[i]);
    for (uint32_t i = 0; i < a->n_recipients; i++)
        known_recipients += is_coded_party(r, a->recipients[i]);
    if ((a->frame->flags & FRAME_NEEDS_ACTOR) && known_actors + known_recipients == 0)
        return false;
    if ((a->frame->flags & FRAME_WEAK) &&
        (a->frame->flags & FRAME_MUTUAL ? known_actors < 2 : !known_actors || !known_recipients))
        return false;
    return true;
}

static char frame_pos(const struct reading *r, uint32_t t) {
    switch (r->tokens[t].upos) {
    case UPOS_VERB:
        return 'v';
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
static bool may_carry(const struct reading *r, uint32_t t) {
    if (r->tokens[t].upos == UPOS_PROPN &&
        (r->tokens[t].name == NAME_PER || r->tokens[t].name == NAME_ORG))
        return false;
    if (t > 0 && str_is(r->tokens[t].form, "March") && r->sentence[t - 1] == r->sentence[t])
        return false; /* the month */
    return !(r->hit_at[t] != NONE && r->tokens[t].upos == UPOS_PROPN);
}

static bool try_frames(struct reading *r, struct act *a, char pos) {
    struct frame_range range = know_frames(r->know, r->word[a->token], pos);
    for (uint32_t i = 0; i < range.n; i++) {
        const struct frame *f = know_frame(r->know, range.first + i);
        if (!frame_holds(r, f, a))
            continue;
        if (f->type == PLOVER_NONE)
            return false;
        a->frame = f;
        a->type = f->type;
        fill_parties(r, a);
        if (flags_hold(r, a))
            return true;
    }
    return false;
}

bool what_find(struct reading *r, uint32_t s, struct acts *out) {
    const struct sentence *sent = &r->text->sentences[s];
    for (uint32_t t = sent->first; t < sent->last; t++) {
        char pos = frame_pos(r, t);
        if (!pos || r->word[t] == WORD_NONE || !may_carry(r, t))
            continue;
        if (know_frames(r->know, r->word[t], pos).n == 0)
            continue;
        struct act a = {.token = t, .content = PLOVER_NONE, .content_token = NONE, .fold = ""};
        walk_arguments(r, t, &a.arguments);
        a.light = a.arguments.light;
        if (!try_frames(r, &a, pos))
            continue;
        a.cameo = a.frame->cameo;
        a.n_modes = a.frame->n_modes;
        for (uint32_t m = 0; m < a.n_modes; m++)
            a.modes[m] = a.frame->modes[m];
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
