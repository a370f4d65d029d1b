/* How. A frame knows the mode where the verb tells it (gun down, bombard, phone). Elsewhere the
 * words around the act do.
 *
 * An ASSAULT by its means: who does it (a drone, tanks, a suicide bomber), or with what ("using ten
 * rockets", "in a car bombing"); the first row of the table below that fits counts.
 *
 * A REQUEST by what is asked for: to help, to yield or to meet; all else is a change.
 *
 * A CONSULT by who is there: three states or more, or the members of a bloc, make it multilateral;
 * who is in a place "for talks" visits.
 *
 * A THREATEN by what would be done: "leave or be killed", "promised revenge".
 *
 * A mode that the frame gave stands, but for a blast that turns out a suicide bomber's and a
 * missile that came from the air. Cost: the arguments of the act and the words that hang on them.
 */
#include "code/how.h"

enum { MAX_HEADS = 24 };

struct means {
    enum plover_mode mode;
    const char *words;
};

/* The drone first: it is also called a suicide drone. */
static const struct means means[] = {
    {MODE_DRONE, "drone uav quadcopter shahed geran"},
    {MODE_SUICIDE_ATTACK, "suicide suicide-bomber kamikaze"},
    {MODE_AERIAL, "aircraft warplane jet helicopter gunship airplane fighter-jet airstrike air"},
    {MODE_CROWD_CONTROL, "tear-gas teargas baton truncheon water-cannon"},
    {MODE_UNCONVENTIONAL, "sarin chlorine novichok polonium ricin anthrax"},
    {MODE_HEAVY_WEAPONS,
     "tank artillery mortar howitzer rocket missile shell warship gunboat cannon cruiser"},
    {MODE_EXPLOSIVES, "bomb explosive ied mine landmine grenade dynamite bombing blast explosion"},
    {MODE_FIREARMS, "gun rifle pistol bullet gunfire machinegun sniper gunman gunmen shooting"},
    {MODE_PRIMITIVE, "knife machete sword axe spear stone rock brick stick"},
};

/* Words that may name the means of an act. */
struct heads {
    uint32_t items[MAX_HEADS];
    uint32_t n;
};

static void add_head(struct heads *h, uint32_t t) {
    if (t != NONE && h->n < MAX_HEADS)
        h->items[h->n++] = t;
}

/* "Using ten rockets", "firing from helicopters": the clause beside the act that tells the means.
 */
static void add_means_clause(const struct reading *r, uint32_t verb, struct heads *h) {
    for (uint32_t c = verb == NONE ? NONE : r->first_child[verb]; c != NONE; c = r->next_sibling[c])
        if (is_verb(r, c) && lemma_in(r, c, "use fire launch hurl detonate employ drop"))
            add_head(h, child_with(r, c, DEP_obj));
}

/* Who does it, what it is done with, what the noun of the deed is called. */
static void find_heads(const struct reading *r, const struct act *a, struct heads *h) {
    for (uint32_t i = 0; i < a->n_actors; i++)
        add_head(h, a->actors[i]);
    for (uint32_t i = 0; i < a->arguments.n; i++) {
        const struct argument *g = &a->arguments.items[i];
        bool is_means = g->role.name == ROLE_PREPOSITION &&
                        str_in(know_word_text(r->know, g->role.word), "by with from using");
        if (is_means || g->role.name == ROLE_SUBJ || g->role.name == ROLE_MOD)
            add_head(h, g->token);
    }
    uint32_t verb = is_verb(r, a->token) ? a->token : a->light;
    add_means_clause(r, verb, h);
    if (is_noun(r, a->token))
        add_head(h, a->token);
}

/* Does the word, or one that stands before it in its phrase ("a suicide car bomb"), name it? */
static bool names(const struct reading *r, uint32_t t, const char *words, bool is_deed) {
    if (!is_deed && lemma_in(r, t, words))
        return true;
    for (uint32_t c = r->first_child[t]; c != NONE && c < t; c = r->next_sibling[c]) {
        enum deprel d = (enum deprel)r->tokens[c].deprel;
        if ((d == DEP_compound || d == DEP_amod) && lemma_in(r, c, words))
            return true;
    }
    return false;
}

static enum plover_mode means_of(const struct reading *r, const struct act *a) {
    struct heads h = {.n = 0};
    find_heads(r, a, &h);
    for (size_t m = 0; m < sizeof means / sizeof *means; m++)
        for (uint32_t i = 0; i < h.n; i++)
            if (names(r, h.items[i], means[m].words, h.items[i] == a->token))
                return means[m].mode;
    return MODE_NONE;
}

/* "Killed the governor": force against one who holds an office is aimed at him. */
static bool is_aimed(struct reading *r, const struct act *a) {
    if (!lemma_in(r, a->token, "kill killing murder murdering slay slaying shoot_dead") ||
        a->n_recipients == 0)
        return false;
    const struct mention *m = who_mention(r, a->recipients[0]);
    return m->is_known && !m->is_plural && m->kind == ENTITY_PERSON && m->sector.n &&
           !str_in(m->sector, "CVL MED REF CRM");
}

/* "Urged Iran to halt", "called on them to help": what the content's verb yields, gives, holds. */
static enum plover_mode asked_for(const struct reading *r, const struct act *a) {
    uint32_t verb = a->content_token;
    for (uint32_t i = 0; i < a->arguments.n && verb == NONE; i++) {
        enum role_name role = a->arguments.items[i].role.name;
        if (role == ROLE_XCOMP || role == ROLE_CCOMP)
            verb = a->arguments.items[i].token;
    }
    if (verb == NONE)
        return MODE_NONE;
    if (lemma_in(r, verb,
                 "leave stop halt end allow let permit release free return withdraw accept cease "
                 "refrain lift drop hand surrender disarm open pull quit abandon evacuate vacate "
                 "suspend renounce extradite cancel pause reopen unblock grant"))
        return MODE_YIELD;
    if (lemma_in(r, verb,
                 "help assist provide send give support back contribute donate protect defend "
                 "train supply deploy fund finance rescue cooperate intervene mediate share lend"))
        return MODE_ASSIST;
    if (lemma_in(r, verb, "meet talk negotiate discuss visit attend confer"))
        return MODE_MEET;
    return MODE_CHANGE;
}

static bool is_of_many(const struct event *e) {
    for (uint32_t i = 0; i < e->n_actors; i++)
        if (str_starts(e->actors[i].code, STR("INT")) || str_starts(e->actors[i].code, STR("IGO:")))
            return true;
    return false;
}

/* "Leaders of the bloc are meeting": the subject is many, its body that of many states. */
static bool is_multilateral(struct reading *r, const struct act *a, const struct event *e) {
    uint32_t n_states = 0;
    for (uint32_t i = 0; i < e->n_actors; i++) {
        bool is_new = true;
        for (uint32_t k = 0; k < i; k++)
            is_new &=
                !str_equal(str_slice(e->actors[i].code, 0, 3), str_slice(e->actors[k].code, 0, 3));
        n_states += is_new;
    }
    if (n_states + e->n_recipients >= 4 || n_states >= 3)
        return true;
    uint32_t head = a->n_actors ? a->actors[0] : NONE;
    return e->n_actors == 1 && e->n_recipients == 0 && head != NONE && is_of_many(e) &&
           who_mention(r, head)->is_plural &&
           lemma_in(r, head,
                    "leader president minister nation country state member envoy delegate "
                    "negotiator power official");
}

/* "Is in Havana for talks". */
static bool is_there_for(const struct reading *r, uint32_t noun) {
    uint32_t place = r->tokens[noun].head;
    return is_noun(r, noun) && lemma_is(r, case_of(r, noun), "for") && place != NONE &&
           is_noun(r, place) && lemma_in(r, case_of(r, place), "in at") &&
           child_with(r, place, DEP_cop) != NONE;
}

/* "Leave or be killed", "promised revenge". */
static bool is_violent(const struct reading *r, const struct act *a) {
    uint32_t end = r->text->sentences[r->sentence[a->token]].last;
    for (uint32_t t = a->token; t < end && t < a->token + 25; t++)
        if (lemma_in(r, t,
                     "revenge vengeance retaliation retaliate kill die death behead bomb blood "
                     "bloodshed attack strike destroy annihilate execute war crush"))
            return true;
    return false;
}

static enum plover_mode mode_of(struct reading *r, const struct act *a, const struct event *e) {
    enum plover_mode mode = MODE_NONE;
    switch (e->type) {
    case PLOVER_ASSAULT:
        mode = means_of(r, a);
        return mode == MODE_NONE && is_aimed(r, a) ? MODE_TARGETED : mode;
    case PLOVER_REQUEST:
        return asked_for(r, a);
    case PLOVER_CONSULT:
        mode = is_multilateral(r, a, e) ? MODE_MULTILATERAL : MODE_NONE;
        return mode == MODE_NONE && is_there_for(r, a->token) ? MODE_VISIT : mode;
    case PLOVER_THREATEN:
        /* 133: a strike or a march that is announced is no blow. */
        return !str_is(e->cameo, "133") && is_violent(r, a) ? MODE_VIOLENCE : MODE_NONE;
    default:
        return MODE_NONE;
    }
}

/* A frame that saw only what went off or flew: who blew himself up and what it came from tell more.
 */
static bool tells_more(enum plover_mode mode, enum plover_mode given) {
    bool is_air = mode == MODE_AERIAL || mode == MODE_DRONE;
    return (given == MODE_EXPLOSIVES && (mode == MODE_SUICIDE_ATTACK || is_air)) ||
           (given == MODE_HEAVY_WEAPONS && is_air) || (given == MODE_AERIAL && mode == MODE_DRONE);
}

void how_of(struct reading *r, const struct act *a, struct event *e) {
    if (e->n_modes && e->type != PLOVER_ASSAULT)
        return;
    enum plover_mode mode = mode_of(r, a, e);
    if (mode == MODE_NONE || (e->n_modes && !tells_more(mode, e->modes[0])))
        return;
    e->modes[0] = mode;
    e->n_modes = 1;
}
