/* Definite phrases that say neither whose nor which: "the group", "the minister", "the men". They
 * stand for somebody whom the report has named or told of before: best by the same noun ("the
 * airline" after "the Iranian airline Mahan Air"), else by what the noun allows (a group is no
 * ministry), the nearest first. Looks back over at most some hundred words. */
#include "code/who/parts.h"

/* How far back a mention is looked for, in tokens; what a sentence between takes off its score, and
 * at most where the noun is the same. */
enum { LOOK_BACK = 400, PER_SENTENCE = 5, FARTHEST = 35 };
enum { SAME_NOUN = 60, ALIKE = 45, SAME_SECTOR = 30, SAME_KIND = 20, UNNAMED = 12 };

/* Do the words of the role noun stand in a phrase? "The minister" in "Foreign Minister X". */
static bool has_words(const struct reading *r, const struct agent_phrase *p, uint32_t first,
                      uint32_t last) {
    for (uint32_t k = p->begin; k <= p->head; k++) {
        uint32_t t = first;
        while (t < last && !str_equal(r->lemma[t], r->lemma[k]) &&
               !str_equal(str_lower(r->arena, r->tokens[t].form), r->lemma[k]))
            t++;
        if (t == last)
            return false;
    }
    return true;
}

/* Is a mention told by the noun, in its own phrase or in an apposition to it? */
static bool is_described(const struct reading *r, const struct mention *x,
                         const struct agent_phrase *p) {
    if (has_words(r, p, x->first, x->last))
        return true;
    for (uint32_t c = r->first_child[x->head]; c != NONE; c = r->next_sibling[c]) {
        uint32_t first, last;
        if (r->tokens[c].deprel != DEP_appos)
            continue;
        who_extent(r, c, &first, &last);
        if (has_words(r, p, first, last))
            return true;
    }
    return false;
}

/* Words by which one is told again: "a U.N. investigator … the envoy" (classes alike/…). */
static bool is_alike(const struct reading *r, uint32_t x, uint32_t y) {
    uint32_t first, n = know_classes_with(r->know, "alike/", &first);
    for (uint32_t c = first; c < first + n && r->word[x] != WORD_NONE && r->word[y] != WORD_NONE;
         c++)
        if (know_word_in_class(r->know, r->word[x], c) &&
            know_word_in_class(r->know, r->word[y], c))
            return true;
    return false;
}

/* What sort of body a noun without a sector of its own may stand for. */
static int kind_score(const struct reading *r, uint32_t head, const struct mention *x) {
    bool is_official = str_in(x->sector, OFFICES) || x->sector.n == 0;
    if (lemma_in(r, head, "coalition alliance bloc") && str_in(x->sector, "REB CRM PAR"))
        return -1;
    if (lemma_in(r, head, "alliance bloc") && str_starts(x->place, STR("IGO:")))
        return SAME_SECTOR;
    if (lemma_in(r, head,
                 "group organization organisation movement faction network bloc alliance "
                 "coalition front militia"))
        return is_official && x->place.n == 3 ? -1
               : (str_starts(x->place, STR("NGO")) &&
                  lemma_in(r, head, "movement faction front militia")) ||
                       str_in(x->sector, "BUS MED EDU CVL") || /* a market, a school */
                       str_starts(x->place, STR("IGO:"))
                   ? SAME_KIND / 4
                   : SAME_KIND;
    if (lemma_is(r, head, "force"))
        return str_in(x->sector, "COP PAR MIL") ? SAME_KIND : -1;
    if (lemma_is(r, head, "mission") && str_is(x->sector, "MIL") &&
        str_starts(x->place, STR("IGO:")))
        return SAME_KIND;
    if (lemma_is(r, head, "watchdog"))
        return str_starts(x->place, STR("NGO")) || str_starts(x->place, STR("IGO")) ? SAME_KIND
                                                                                    : -1;
    if (lemma_in(r, head, "party union"))
        return str_in(x->sector, "PTY OPP NGO") ? SAME_KIND : -1;
    if (lemma_in(r, head, "company firm"))
        return str_in(x->sector, "BUS MED PAR") ? SAME_KIND : -1;
    if (lemma_in(r, head, "agency body committee commission council court tribunal office"))
        return is_official ? SAME_KIND : -1;
    return -1;
}

/* "The group" of whom the report has only told that they are rebels, bandits. */
static bool is_armed_band(const struct reading *r, uint32_t head, const struct mention *x) {
    return lemma_in(r, head, "group movement organization organisation faction militia gang") &&
           x->is_plural && x->is_known && !x->is_pronoun && x->head != head &&
           str_in(x->sector, "REB PAR CRM");
}

/* NGO:AMNESTY is an NGO, MNC:GOOGLE a business, whatever its sector. */
static str body_sector(const struct mention *x) {
    return x->sector.n                        ? x->sector
           : str_starts(x->place, STR("NGO")) ? STR("NGO")
           : str_starts(x->place, STR("MNC")) ? STR("BUS")
                                              : x->sector;
}

/* "The army said" after "Israeli troops": the army whose they are. */
static bool is_force_of(const struct reading *r, const struct agent_phrase *p,
                        const struct know_agent *a, const struct mention *x) {
    return str_in(a->sector, "MIL COP") && str_equal(a->sector, x->sector) && x->is_known &&
           !x->is_default && !x->is_pronoun && x->place.n == 3 && x->head != p->head &&
           lemma_in(r, p->head, "army military police force");
}

/* "The junta" after "military leaders", "army officers": those who rule by arms. */
static bool is_junta_of(const struct reading *r, const struct agent_phrase *p,
                        const struct mention *x) {
    if (!lemma_is(r, p->head, "junta") || !x->is_known || x->is_default ||
        !str_is(x->sector, "GOV") || x->place.n != 3)
        return false;
    for (uint32_t t = x->first; t < x->last; t++)
        if (lemma_in(r, t, "military army junta general officer soldier coup putschist"))
            return true;
    return false;
}

static int body_score(const struct reading *r, const struct agent_phrase *p,
                      const struct know_agent *a, const struct mention *x) {
    bool is_body = x->kind == ENTITY_ORGANISATION || x->kind == ENTITY_GROUP;
    if (lemma_is(r, p->head, "movement") && str_starts(x->place, STR("IGO:")))
        return -1; /* no body of states is one */
    if (is_armed_band(r, p->head, x) || is_junta_of(r, p, x) ||
        (is_force_of(r, p, a, x) && !is_described(r, x, p)))
        return SAME_KIND;
    bool is_many = x->is_plural && x->actor == NONE; /* Human Rights Watch is one body */
    if (!is_body || is_many || x->is_pronoun || x->head == p->head)
        return -1;
    if (is_described(r, x, p))
        return !x->is_known || (x->is_default && !x->sector.n) ? -1
               : x->is_default                                 ? UNNAMED
                                                               : SAME_NOUN;
    if (!x->is_known || x->is_default)
        return -1;
    if (is_alike(r, x->head, p->head))
        return ALIKE;
    if (lemma_in(r, p->head, "network channel station broadcaster") && str_is(x->sector, "MED"))
        return SAME_SECTOR;
    bool is_office = str_in(a->sector, "GOV SPY") &&
                     lemma_in(r, p->head, "agency committee commission watchdog");
    if (lemma_is(r, p->head, "force"))
        return kind_score(r, p->head, x);
    if (!a->takes_owner && !is_office)
        return str_equal(a->sector, body_sector(x)) &&
                       str_in(a->sector, "BUS MED NGO EDU PTY REB PAR CRM") && x->actor != NONE
                   ? SAME_SECTOR
                   : -1;
    return kind_score(r, p->head, x);
}

/* "Boko Haram raided a town. The militants …": the band that was named, wherever they fight now. */
static bool is_band_of(const struct reading *r, uint32_t head, const struct mention *x) {
    return x->actor != NONE && str_in(x->sector, "REB PAR") && x->place.n == 3 &&
           lemma_in(r, head,
                    "militant insurgent rebel fighter gunman extremist jihadist guerrilla "
                    "militiaman separatist islamist");
}

/* Men, suspects, prisoners: anybody. */
static bool is_anybody(const struct reading *r, uint32_t head) {
    return lemma_in(r, head,
                    "man woman suspect defendant detainee captive individual youth "
                    "prisoner hostage accused");
}

static int person_score(const struct reading *r, const struct agent_phrase *p, bool is_plural,
                        const struct mention *x) {
    if (x->is_pronoun || x->head == p->head || !x->is_known)
        return -1;
    bool is_body = x->kind == ENTITY_ORGANISATION || x->kind == ENTITY_GROUP;
    if (is_body && is_plural && !x->is_default && x->place.n == 3) /* the paramilitaries */
        return is_described(r, x, p)           ? SAME_NOUN
               : is_alike(r, x->head, p->head) ? ALIKE
               : is_band_of(r, p->head, x)     ? SAME_SECTOR
                                               : -1;
    if (x->kind != ENTITY_PERSON)
        return -1;
    if (x->is_plural != is_plural) /* "the soldier" of "four U.S. soldiers" */
        return x->is_plural && !x->is_default && is_described(r, x, p) ? SAME_SECTOR : -1;
    if (is_described(r, x, p))
        return x->is_default && !is_anybody(r, p->head) ? -1 : SAME_NOUN;
    bool is_ruler = lemma_in(r, p->head, "president premier chancellor monarch king emir sultan");
    bool is_of_service = x->sector.n && !str_in(x->sector, "GOV ELI OPP PTY REB");
    if (is_alike(r, x->head, p->head) && !x->is_default && !(is_ruler && is_of_service))
        return ALIKE; /* a police chief is no president */
    if (str_is(know_agent(r->know, p->agent).sector, "ELI") && str_is(x->sector, "ELI"))
        return SAME_KIND; /* the former leader */
    bool is_open = is_anybody(r, p->head) && !x->is_thing && x->sector.n &&
                   !str_in(x->sector, "GOV MIL COP JUD LEG") &&
                   r->sentence[x->head] != r->sentence[p->head];
    return is_open ? SAME_KIND : -1;
}

/* "The aircraft" after "a U.S. military helicopter". */
static int thing_score(const struct reading *r, const struct agent_phrase *p,
                       const struct mention *x) {
    if (!x->is_thing || x->is_pronoun || x->head == p->head || !x->is_known || x->is_default)
        return -1;
    return is_described(r, x, p) ? SAME_NOUN : is_alike(r, x->head, p->head) ? ALIKE : -1;
}

/* "Two other soldiers": of those whom the report told of by the noun. */
static bool is_told_further(const struct reading *r, uint32_t head) {
    for (uint32_t c = r->first_child[head]; c != NONE && c < head; c = r->next_sibling[c])
        if (lemma_in(r, c, "other another more additional further"))
            return true;
    return false;
}

/* "A NATO airstrike … the alliance": a body named only before a noun becomes a mention once a word
 * like "alliance" asks for one. */
static void mention_body_before(struct reading *r, uint32_t t) {
    uint32_t h = r->hit_at[t];
    if (r->mention_at[t] != NONE || h == NONE || r->hits.items[h].last != t + 1)
        return;
    const struct phrase_hit *p = name_reading(r, &r->hits.items[h]);
    if (p && p->kind == PHRASE_ACTOR && know_actor(r->know, p->index).kind != KNOW_PERSON)
        who_mention(r, t);
}

/* "The EU removed the group from its list": who does it to them is none of them. */
static bool is_beside(const struct reading *r, uint32_t t, uint32_t head) {
    enum deprel d = deprel_basic((enum deprel)r->tokens[head].deprel);
    return (d == DEP_obj || d == DEP_iobj) && r->tokens[t].head == r->tokens[head].head &&
           r->tokens[t].head != NONE && r->tokens[t].deprel == DEP_nsubj;
}

/* The mention that the noun most likely means: an index, NONE. */
static uint32_t find_told(struct reading *r, const struct agent_phrase *p,
                          const struct know_agent *a, bool is_plural, bool is_further) {
    uint32_t best = NONE;
    int best_score = 0;
    bool is_open_body = !is_plural && lemma_in(r, p->head,
                                               "alliance bloc group militia movement organization "
                                               "organisation mission");
    for (uint32_t t = p->head, steps = 0; t-- > 0 && steps < LOOK_BACK; steps++) {
        if (is_open_body)
            mention_body_before(r, t);
        if (r->mention_at[t] == NONE)
            continue;
        const struct mention *x = &r->mentions.items[r->mention_at[t]];
        if (is_beside(r, t, p->head))
            continue;
        int score = a->kind == AGENT_PERSON  ? person_score(r, p, is_plural, x)
                    : a->kind == AGENT_THING ? thing_score(r, p, x)
                                             : body_score(r, p, a, x);
        if (score < 0 || (is_plural && a->kind == AGENT_ORGANISATION) ||
            (is_further && (x->is_default || !is_described(r, x, p))))
            continue;
        int apart = PER_SENTENCE * (int)(r->sentence[p->head] - r->sentence[t]);
        score -= score >= SAME_NOUN && apart > FARTHEST ? FARTHEST : apart;
        if (score > best_score) {
            best_score = score;
            best = r->mention_at[t];
        }
    }
    return best;
}

bool known_definite(struct reading *r, const struct agent_phrase *p, struct mention *m) {
    struct know_agent a = know_agent(r->know, p->agent);
    bool is_further = is_told_further(r, p->head) && a.kind == AGENT_PERSON;
    if (!is_definite(r, p->head) && !is_further)
        return false;
    uint32_t index = find_told(r, p, &a, m->is_plural, is_further);
    if (index == NONE)
        return false;
    const struct mention *best = &r->mentions.items[index];
    m->place = best->place;
    m->sector = best->sector;
    bool is_itself = !is_further && (!is_force_of(r, p, &a, best) || is_described(r, best, p));
    m->actor = is_itself ? best->actor : NONE;
    m->entity = is_itself ? best->entity : NONE;
    bool is_band = a.kind != AGENT_PERSON && best->kind == ENTITY_PERSON; /* the rebels */
    m->kind = is_band ? ENTITY_GROUP : best->kind;
    m->is_default = best->is_default;
    m->is_vague = best->is_vague;
    m->is_thing = best->is_thing;
    m->is_known = m->is_human = true;
    m->why = best->head;
    return true;
}

static bool contains(str text, str word) {
    for (uint32_t k = 0; k + word.n <= text.n; k++)
        if (memcmp(text.p + k, word.p, word.n) == 0)
            return true;
    return false;
}

/* Each word of the title in the office's: "the interior minister" is no prime minister. */
static bool is_office(const struct reading *r, str office, const struct agent_phrase *title) {
    for (uint32_t t = title->begin; t <= title->head; t++) {
        bool is_defense = lemma_in(r, t, "defense defence");
        if (!contains(office, is_defense ? STR("defen") : r->lemma[t]))
            return false;
    }
    return true;
}

static bool holds_office(const struct reading *r, const struct person *p,
                         const struct agent_phrase *title) {
    if (p->actor == NONE)
        return false;
    struct know_actor a = know_actor(r->know, p->actor);
    for (uint32_t i = 0; i < a.n_spells; i++) {
        struct know_spell s = know_spell(r->know, a.first_spell + i);
        bool covers =
            r->report->date == DATE_NONE || (s.from <= r->report->date && r->report->date <= s.to);
        if (covers && is_office(r, s.office, title))
            return true;
    }
    return false;
}

/* "the president": the person of the report who holds such an office and was named most, the last
 * of several. */
bool known_office_holder(struct reading *r, const struct agent_phrase *title, struct mention *m) {
    uint32_t head = title->head;
    if (lemma_in(r, child_with(r, head, DEP_amod), "regional provincial local district"))
        return false; /* of a part of the state */
    if (!is_definite(r, head) || m->is_plural || r->lemma[head].n < 4)
        return false;
    size_t oldest = r->entities.n > 256 ? r->entities.n - 256 : 0, best = r->entities.n;
    for (size_t i = r->entities.n; i-- > oldest;) {
        const struct person *p = &r->entities.items[i];
        if (p->kind == ENTITY_PERSON && holds_office(r, p, title) &&
            (best == r->entities.n || p->mentions.n > r->entities.items[best].mentions.n))
            best = i;
    }
    if (best == r->entities.n)
        return false;
    const struct person *p = &r->entities.items[best];
    m->place = p->place;
    m->sector = p->sector;
    m->actor = p->actor;
    m->entity = (uint32_t)best;
    m->is_known = true;
    return true;
}
