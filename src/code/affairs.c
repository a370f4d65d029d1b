/* Public affairs. A match that "Spain lost to Croatia", a company that "offers help", a film that
 * "was shot in Rome" are told in the words of politics, but nobody governs, fights or dissents in
 * them. What a report is of is asked of all its words at once: those of the class affairs/public
 * (minister, troops, protester …) and names of the tables that hold an office, a seat or arms speak
 * for public affairs, those of affairs/private (match, share, album …) against them. A report is
 * private where the latter are one word in fifty and five times as many as the former; only those
 * of its sentences are coded that have a public word themselves. News of politics has 2 to 12
 * public words in a hundred and hardly ever more than 2 private ones, news of other things less
 * than one and 2 to 8. Countries do not count: matches and markets are full of them. Harm
 * without a doer is an accident's where a report has words of accidents and none of force; force by
 * private people is crime where a report has words of crime and as many of justice as public ones.
 * Cost: some ten look-ups a word. */
#include "code/affairs.h"

#include "code/who/parts.h"

enum {
    ENOUGH_WORDS = 60, /* of a report that can be told private */
    MAJORITY = 5,      /* private words to a public one */
    PLENTY = 50,       /* one private word in so many */
    ACCIDENT_WORDS = 3,
    CRIME_WORDS = 3,
    SHORT = 40 /* words of a report in which one less will do */
};

/* A name of the tables of one who holds an office of state or arms, or of a body between states. */
static bool is_public_name(const struct reading *r, const struct hit *h) {
    const struct phrase_hit *p = name_reading(r, h);
    if (!p || p->kind == PHRASE_SEAT)
        return p != NULL;
    if (p->kind != PHRASE_ACTOR)
        return false;
    str code = know_actor_code(r->know, p->index, r->report->date, r->arena);
    str sector = code.n > 4 && code.p[3] == '-' ? str_slice(code, 4, code.n) : (str){NULL, 0};
    return str_starts(code, STR("IGO:")) || str_in(sector, OFFICES " REB PAR OPP PTY ELI");
}

/* How many words and names from `first` to `last` are of public affairs; counts no further than
 * `most`. */
static uint32_t count_public(const struct reading *r, uint32_t first, uint32_t last,
                             uint32_t most) {
    uint32_t n = 0, affairs = know_class(r->know, "affairs/public");
    for (uint32_t t = first; t < last && n < most; t++) {
        uint32_t h = r->hit_at[t];
        bool is_name = h != NONE && r->hits.items[h].first == t;
        n += (is_name && is_public_name(r, &r->hits.items[h])) ||
             know_word_in_class(r->know, r->word[t], affairs) ||
             know_word_in_class(r->know, r->compound_word[t], affairs);
    }
    return n;
}

/* Of what a report's words tell, beside public affairs: classes of words, and how many are of each.
 */
enum matter { PRIVATE, ACCIDENT, FORCE, CRIME, JUSTICE, N_MATTERS };

struct words {
    uint32_t n, of[N_MATTERS];
};

/* Storms strike as well as armies. */
static struct words count_words(const struct reading *r) {
    static const char *const classes[N_MATTERS] = {
        "affairs/private", "affairs/accident", "affairs/force", "affairs/crime", "affairs/justice"};
    uint32_t ids[N_MATTERS];
    struct words w = {0};
    for (uint32_t k = 0; k < N_MATTERS; k++)
        ids[k] = know_class(r->know, classes[k]);
    for (uint32_t t = 0; t < r->n_tokens; t++) {
        w.n += r->tokens[t].upos != UPOS_PUNCT;
        if (is_verb(r, t) && lemma_is(r, t, "strike"))
            continue;
        for (uint32_t k = 0; k < N_MATTERS; k++)
            w.of[k] += know_word_in_class(r->know, r->word[t], ids[k]) ||
                       know_word_in_class(r->know, r->compound_word[t], ids[k]);
    }
    return w;
}

struct affairs affairs_of(const struct reading *r) {
    struct words w = count_words(r);
    uint32_t n_public = count_public(r, 0, r->n_tokens, r->n_tokens);
    uint32_t least = w.n < SHORT ? ACCIDENT_WORDS - 1 : ACCIDENT_WORDS;
    return (struct affairs){.is_private = w.n >= ENOUGH_WORDS &&
                                          n_public * MAJORITY <= w.of[PRIVATE] &&
                                          w.of[PRIVATE] * PLENTY >= w.n,
                            .is_accident = w.of[ACCIDENT] >= least && w.of[FORCE] == 0,
                            .is_crime = w.of[CRIME] >= CRIME_WORDS && w.of[JUSTICE] >= n_public};
}

/* Harm of which no doer is told: "injured 20", "an explosion". */
static bool is_harm(const struct reading *r, const struct act *a, const struct event *e) {
    static const char things[] = "train bus truck lorry van car ferry boat ship plane helicopter "
                                 "airliner vehicle fire blaze explosion blast";
    bool is_nobodys = e->n_actors == 0 || (a->n_actors == 1 && lemma_in(r, a->actors[0], things));
    return e->type == PLOVER_ASSAULT && is_nobodys &&
           lemma_in(r, a->token,
                    "kill die dead death injure wound hurt injured wounded casualty explosion "
                    "explode blast destroy damage hit strike tear tear_through rip rip_through "
                    "rock shatter level flatten bury engulf displace");
}

/* Force by nobody but private people. */
static bool is_private_force(const struct event *e) {
    if (e->type != PLOVER_ASSAULT)
        return false;
    for (uint32_t i = 0; i < e->n_actors; i++) {
        str code = e->actors[i].code;
        bool is_single = str_ends(code, STR("-CVL")) || str_ends(code, STR("-CRM")) ||
                         str_starts(code, STR("---"));
        if (!is_single)
            return false;
    }
    return true;
}

/* The World Bank lends, also where only its economists are told of. */
static bool has_body(const struct party *list, uint32_t n) {
    for (uint32_t i = 0; i < n; i++)
        if (str_starts(list[i].code, STR("IGO:")))
            return true;
    return false;
}

static bool is_public(const struct reading *r, const struct event *e) {
    const struct sentence *s = &r->text->sentences[e->sentence];
    return has_body(e->actors, e->n_actors) || has_body(e->recipients, e->n_recipients) ||
           count_public(r, s->first, s->last, 1) > 0;
}

bool affairs_exclude(const struct reading *r, const struct affairs *f, const struct act *a,
                     const struct event *e) {
    return (f->is_private && !is_public(r, e)) || (f->is_accident && is_harm(r, a, e)) ||
           (f->is_crime && is_private_force(e));
}
