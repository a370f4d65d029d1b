/* Entities and pronouns. An entity is found again by its table entry, its full name or its last
 * name. A pronoun takes the best mention before it, in its own sentence or the three before:
 * candidates are weighed by distance, by being a subject, by depth in the phrase, and must agree in
 * number and animacy (a short form of Lappin and Leass, 1994). First persons inside a quote are its
 * speaker. */
#include "base/vec.h"
#include "code/walk.h"
#include "code/who_parts.h"

/* Entities that are looked through for a mention: a book-length text must not cost its square. */
enum { RECENT_ENTITIES = 1024 };
/* What the subject of the verb of saying over a pronoun weighs beside the others. */
enum {
    NEAR = 4,
    /* tokens that weigh one */ SUGGESTED = 40,
    SAME_GENDER = 15,
    PARALLEL = 25,
    BODY = 12
};

static str lower_last(struct reading *r, const struct mention *m) {
    return m->last > m->first ? r->lemma[m->last - 1] : (str){"", 0};
}

/* Is `lower` one of the words of the name, whatever its case? */
static bool has_word(str name, str lower) {
    for (str rest = name, one; str_split(&rest, ' ', &one);) {
        if (one.n != lower.n)
            continue;
        uint32_t i = 0;
        while (i < one.n && (one.p[i] == lower.p[i] ||
                             (one.p[i] >= 'A' && one.p[i] <= 'Z' && one.p[i] + 32 == lower.p[i])))
            i++;
        if (i == one.n)
            return true;
    }
    return false;
}

uint32_t entity_by_last_name(const struct reading *r, str last_name) {
    if (last_name.n < 2)
        return NONE;
    size_t oldest = r->entities.n > RECENT_ENTITIES ? r->entities.n - RECENT_ENTITIES : 0;
    for (size_t i = r->entities.n; i-- > oldest;)
        if (r->entities.items[i].kind == ENTITY_PERSON &&
            str_equal(r->entities.items[i].last_name, last_name))
            return (uint32_t)i;
    for (size_t i = r->entities.n;
         i-- > oldest;) /* family names that come first: Tung Chee-hwa, Hu Jintao */
        if (r->entities.items[i].kind == ENTITY_PERSON &&
            has_word(r->entities.items[i].name, last_name))
            return (uint32_t)i;
    return NONE;
}

/* Without the title before it: from the first token of the name, if one is marked. */
static struct span name_span(const struct reading *r, const struct mention *m) {
    uint32_t first = m->first, last = m->last;
    uint32_t h = r->hit_at[m->head], name = person_name_after(r, m->head);
    if (name != NONE) {
        first = name;
    } else if (h != NONE) {
        first = r->hits.items[h].first;
        last = r->hits.items[h].last;
    } else if (r->tokens[m->head].name != NAME_NONE) {
        while (first < m->head && r->tokens[first].name != r->tokens[m->head].name)
            first++;
    }
    return tokens_span(r, first, last);
}

static bool is_same(const struct reading *r, const struct person *p, const struct mention *m,
                    bool is_named, str name, str last) {
    if (m->actor != NONE || p->actor != NONE)
        return p->actor == m->actor;
    if (p->kind != m->kind)
        return false;
    if (m->kind == ENTITY_COUNTRY)
        return str_equal(p->place, m->place);
    if (is_named && m->kind == ENTITY_PERSON)
        return last.n && str_equal(p->last_name, last);
    if (is_named)
        return p->noun.n == 0 && str_equal(p->name, name);
    return str_equal(p->noun, r->lemma[m->head]) && str_equal(p->place, m->place) &&
           str_equal(p->sector, m->sector);
}

/* What a later mention says of somebody whom the text had only named. */
static void learn(struct person *p, const struct mention *m) {
    bool is_news = m->is_known && (str_is(p->place, "---") || (p->is_default && !m->is_default));
    if (is_news) {
        p->place = m->place;
        p->sector = m->sector;
        p->is_default = m->is_default;
    }
    if (m->title.n)
        p->title = m->title;
}

/* "Turkish" in "Turkish and Russian ships": the state, no group of people. */
static bool is_state_adjective(const struct reading *r, const struct mention *m) {
    str place;
    enum deprel d = (enum deprel)r->tokens[m->head].deprel;
    return m->kind == ENTITY_GROUP && m->actor == NONE && !m->is_plural &&
           m->last - m->first == 1 && name_is_state(r, m->head, &place) &&
           (r->tokens[m->head].upos == UPOS_ADJ || d == DEP_amod || d == DEP_compound ||
            d == DEP_nmod_desc);
}

uint32_t entity_of(struct reading *r, const struct mention *given) {
    struct mention copy = *given;
    const struct mention *m = &copy;
    if (is_state_adjective(r, given))
        copy.kind = ENTITY_COUNTRY;
    str last = m->kind == ENTITY_PERSON ? lower_last(r, m) : (str){"", 0};
    bool is_named = r->hit_at[m->head] != NONE || r->tokens[m->head].name != NAME_NONE;
    str name = span_text(r, is_named ? name_span(r, m) : tokens_span(r, m->first, m->last));
    size_t oldest = r->entities.n > RECENT_ENTITIES ? r->entities.n - RECENT_ENTITIES : 0;
    for (size_t i = r->entities.n; i-- > oldest;)
        if (is_same(r, &r->entities.items[i], m, is_named, name, last)) {
            learn(&r->entities.items[i], m);
            return (uint32_t)i;
        }
    struct person p = {.name = name,
                       .place = m->place,
                       .sector = m->sector,
                       .title = m->title,
                       .is_default = m->is_default,
                       .actor = m->actor,
                       .kind = m->kind};
    uint32_t country = m->kind == ENTITY_COUNTRY ? know_country_by_code(r->know, m->place) : NONE;
    if (m->actor != NONE)
        p.name = know_actor(r->know, m->actor).name;
    else if (country != NONE)
        p.name = know_country(r->know, country).name;
    if (is_named)
        p.last_name = last;
    else
        p.noun = r->lemma[m->head];
    if (!VEC_PUSH(r->arena, &r->entities, p))
        return NONE;
    return (uint32_t)r->entities.n - 1;
}

static char word_gender(const struct reading *r, uint32_t t) {
    str w = r->lemma[t];
    if (r->tokens[t].upos == UPOS_PRON)
        return str_in(w, "he him his himself") ? 'm' : str_in(w, "she her hers herself") ? 'f' : 0;
    if (!is_noun(r, t) || r->word[t] == WORD_NONE)
        return 0;
    if (know_word_in_class(r->know, r->word[t], r->class_female))
        return 'f';
    return know_word_in_class(r->know, r->word[t], r->class_male) ? 'm' : 0;
}

char mention_gender(const struct reading *r, const struct mention *m) {
    char found = word_gender(r, m->head);
    for (uint32_t t = m->first; t < m->last && !found; t++)
        if (r->tokens[t].deprel != DEP_nmod_poss) /* Clinton's wife */
            found = word_gender(r, t);
    return found;
}

/* 1: the mention is known to be of the pronoun's gender, -1: of the other, 0: who knows. */
static int agreement(const struct reading *r, uint32_t pronoun, const struct mention *m) {
    char wanted = word_gender(r, pronoun);
    char has = m->entity != NONE ? r->entities.items[m->entity].gender : 0;
    if (!has)
        has = mention_gender(r, m);
    return !wanted || !has ? 0 : wanted == has ? 1 : -1;
}

/* What explains another mention is weighed with it: "Peter Jansons, a diplomat". */
static bool is_explanation(const struct reading *r, uint32_t t) {
    uint32_t head = r->tokens[t].head;
    return r->tokens[t].deprel == DEP_appos && head != NONE && r->mention_at[head] != NONE &&
           r->mentions.items[r->mention_at[head]].kind == ENTITY_PERSON;
}

/* Speakers and listeners are not those of whom they speak. */
static bool is_first_or_second(const struct reading *r, const struct mention *m) {
    return m->is_pronoun &&
           lemma_in(r, m->head, "i we us me our my mine ourselves myself you your yours");
}

/* What belongs to a country or town: "its residents". */
static const char of_land[] =
    "resident inhabitant population mayor outskirts suburb street airport";

enum wanted { WANT_PERSON, WANT_MANY, WANT_BODY, WANT_LAND };

static bool fits(const struct reading *r, uint32_t t, const struct mention *m, enum wanted wanted) {
    bool has_conjunct = false;
    for (uint32_t c = r->first_child[t]; c != NONE; c = r->next_sibling[c])
        has_conjunct |= r->tokens[c].deprel == DEP_conj && is_noun(r, c);
    switch (wanted) {
    case WANT_PERSON:
        return m->kind == ENTITY_PERSON && !m->is_plural;
    case WANT_MANY:
        return (m->is_plural && m->is_human) || m->kind == ENTITY_GROUP ||
               (has_conjunct && (m->is_human || m->kind == ENTITY_COUNTRY)) ||
               (m->kind == ENTITY_ORGANISATION && m->is_known) ||
               (m->is_human && m->kind == ENTITY_PERSON && has_conjunct);
    case WANT_LAND:
        return m->is_known && (m->is_place || m->kind == ENTITY_COUNTRY);
    default:
        return (m->kind == ENTITY_ORGANISATION || m->kind == ENTITY_COUNTRY ||
                (m->kind == ENTITY_GROUP && !m->is_plural)) &&
               m->is_known;
    }
}

static int weight(const struct reading *r, uint32_t pronoun, uint32_t t) {
    enum deprel d = deprel_basic((enum deprel)r->tokens[t].deprel);
    int distance = (int)(r->sentence[pronoun] - r->sentence[t]);
    int w = 100 - 30 * distance - (int)(pronoun - t) / NEAR;
    if (d == DEP_nsubj)
        w += 25;
    else if (d == DEP_obj)
        w += 8;
    else if (d == DEP_nmod)
        w -= 12;
    if (r->tokens[t].deprel == DEP_nmod_poss)
        w += 2;
    bool is_many = lemma_in(r, pronoun, "they them their theirs");
    if (is_many && r->mentions.items[r->mention_at[t]].kind == ENTITY_ORGANISATION)
        w -= BODY; /* rather people than a body */
    uint32_t up = r->tokens[t].head;
    if (up != NONE && r->tokens[up].deprel == DEP_root && d == DEP_nsubj)
        w += 10;
    return w;
}

/* Of whom the report has spoken much it goes on to speak. */
static int salience(const struct reading *r, const struct mention *m) {
    enum { EACH = 6, MOST = 4 };
    bool is_person = m->kind == ENTITY_PERSON && !m->is_plural;
    size_t n = m->entity == NONE || !is_person ? 0 : r->entities.items[m->entity].mentions.n;
    return EACH * (int)(n < MOST ? n : MOST);
}

/* "They arrested X and released him": the object of the verb beside which the pronoun's stands. */
static bool is_parallel(const struct reading *r, uint32_t pronoun, uint32_t t) {
    uint32_t verb = r->tokens[pronoun].head;
    return verb != NONE && r->tokens[verb].deprel == DEP_conj &&
           r->tokens[verb].head == r->tokens[t].head && r->tokens[pronoun].deprel == DEP_obj &&
           r->tokens[t].deprel == DEP_obj && child_with(r, verb, DEP_nsubj) == NONE;
}

/* "X called on the authorities to …, and they refused": who answers is whom another addressed. */
static bool is_answered(const struct reading *r, uint32_t pronoun, uint32_t t) {
    uint32_t verb = r->tokens[pronoun].head, other = r->tokens[t].head;
    enum deprel d = deprel_basic((enum deprel)r->tokens[t].deprel);
    if (r->tokens[pronoun].deprel != DEP_nsubj || verb == NONE || other == NONE ||
        (d != DEP_obj && d != DEP_iobj && d != DEP_obl) || !is_verb(r, other) ||
        !lemma_in(r, verb, "refuse reject decline accept deny comply agree rebuff dismiss"))
        return false;
    return r->tokens[verb].head == other || r->sentence[verb] == r->sentence[t] + 1;
}

static bool is_possessive(const struct reading *r, uint32_t t) {
    return r->tokens[t].deprel == DEP_nmod_poss;
}

/* A pronoun that is not possessive never stands for another argument of its own verb. */
static bool is_bound(const struct reading *r, uint32_t pronoun, uint32_t t) {
    return !is_possessive(r, pronoun) && r->tokens[pronoun].head == r->tokens[t].head &&
           r->tokens[pronoun].head != NONE && r->sentence[pronoun] == r->sentence[t];
}

/* "Police arrested their leaders": not the leaders of the police. */
static bool is_of_victim(const struct reading *r, uint32_t pronoun) {
    uint32_t noun = r->tokens[pronoun].head, verb = noun == NONE ? NONE : r->tokens[noun].head;
    return verb != NONE && r->tokens[noun].deprel == DEP_obj &&
           lemma_in(r, verb,
                    "arrest detain kill attack accuse blame criticize criticise condemn denounce "
                    "jail imprison abduct kidnap assassinate sue expel ban raid shoot");
}

/* The subject of the verb whose object the pronoun is, also where it stands in a clause above: "X
 * phoned Y to congratulate him"; NONE. */
static uint32_t subject_beside(const struct reading *r, uint32_t pronoun) {
    uint32_t verb = r->tokens[pronoun].head;
    enum deprel d = deprel_basic((enum deprel)r->tokens[pronoun].deprel);
    bool is_argument = d == DEP_obj || d == DEP_iobj || d == DEP_obl;
    if (is_of_victim(r, pronoun))
        return walk_subject(r, r->tokens[r->tokens[pronoun].head].head);
    if (verb == NONE || !is_argument || !is_verb(r, verb) ||
        lemma_in(r, pronoun, "himself herself itself themselves"))
        return NONE;
    return walk_subject(r, verb);
}

/* Whom grammar suggests: "NATO said it would …", "the rebels laid down their arms": the subject of
 * the verb of saying over the pronoun's clause, or of the verb whose argument is what belongs to
 * it; NONE. */
static uint32_t suggested(const struct reading *r, uint32_t pronoun) {
    uint32_t t = r->tokens[pronoun].head;
    bool is_owner = is_possessive(r, pronoun) && !is_of_victim(r, pronoun);
    for (int i = 0; i < 6 && t != NONE; i++) {
        uint32_t head = r->tokens[t].head;
        enum deprel d = deprel_basic((enum deprel)r->tokens[t].deprel);
        bool is_said = d == DEP_ccomp && head != NONE && (operators_of(r, head) & OP_REPORT);
        if (is_said || (is_owner && is_verb(r, t))) {
            uint32_t subject = walk_subject(r, is_said ? head : t);
            if (subject != NONE && subject < pronoun)
                return subject;
        }
        t = head;
    }
    return NONE;
}

/* "The Houthi spokesman said it had fired a missile": he speaks for the body that "it" is. */
static bool speaks_for_body(const struct reading *r, uint32_t t) {
    static const char *const titles = "spokesman spokeswoman spokesperson";
    if (t == NONE || r->mention_at[t] == NONE)
        return false;
    const struct mention *m = &r->mentions.items[r->mention_at[t]];
    bool is_titled = m->entity != NONE && r->entities.items[m->entity].title.n &&
                     str_in(r->entities.items[m->entity].title, titles);
    for (uint32_t k = m->first; k < m->last && !is_titled; k++)
        is_titled = lemma_in(r, k, titles);
    return is_titled && m->kind == ENTITY_PERSON && m->is_known && !m->is_default;
}

bool coref_is_age(const struct reading *r, uint32_t t) {
    if (!lemma_is(r, t, "old") || child_with(r, t, DEP_det) == NONE)
        return false;
    for (uint32_t c = r->first_child[t]; c != NONE; c = r->next_sibling[c])
        if (lemma_is(r, c, "year") && child_with(r, c, DEP_nummod) != NONE)
            return lemma_is(r, child_with(r, t, DEP_det), "the");
    return false;
}

uint32_t coref_antecedent(struct reading *r, uint32_t pronoun) {
    if (lemma_in(r, pronoun, "i we us me our my ourselves") ||
        str_in(r->lemma[pronoun], "we our us"))
        return r->quote_depth_speaker[pronoun];
    if (lemma_in(r, pronoun, "who which that whose whom")) {
        for (uint32_t v = r->tokens[pronoun].head, i = 0; v != NONE && i < 6;
             v = r->tokens[v].head, i++)
            if (r->tokens[v].deprel == DEP_acl_relcl)
                return r->tokens[v].head;
        return NONE;
    }
    enum wanted wanted;
    if (lemma_in(r, pronoun, "he she him her his hers himself herself") || coref_is_age(r, pronoun))
        wanted = WANT_PERSON;
    else if (lemma_in(r, pronoun, "they them their theirs themselves"))
        wanted = WANT_MANY;
    else if (lemma_in(r, pronoun, "it its itself"))
        wanted = is_possessive(r, pronoun) && lemma_in(r, r->tokens[pronoun].head, of_land)
                     ? WANT_LAND
                     : WANT_BODY;
    else
        return NONE;
    uint32_t sentence = r->sentence[pronoun];
    uint32_t low_sentence = sentence > 3 ? sentence - 3 : 0;
    uint32_t low = r->text->sentences[low_sentence].first;
    uint32_t best = NONE, likely = suggested(r, pronoun), other = subject_beside(r, pronoun);
    uint32_t taken = other == NONE || r->mention_at[other] == NONE
                         ? NONE
                         : r->mentions.items[r->mention_at[other]].entity;
    int best_weight = -1000;
    if (wanted == WANT_BODY && speaks_for_body(r, likely))
        return likely;
    for (uint32_t t = pronoun; t-- > low;) {
        if (r->mention_at[t] == NONE || is_bound(r, pronoun, t) || is_explanation(r, t))
            continue;
        const struct mention *m = &r->mentions.items[r->mention_at[t]];
        if ((m->is_pronoun && m->entity == NONE && !m->is_known) || is_first_or_second(r, m) ||
            agreement(r, pronoun, m) < 0 || t == other || (taken != NONE && m->entity == taken))
            continue;
        if (!fits(r, t, m, wanted) && !(m->is_pronoun && r->word[t] == r->word[pronoun] &&
                                        str_equal(r->lemma[t], r->lemma[pronoun])))
            continue;
        int w = weight(r, pronoun, t) + (t == likely ? SUGGESTED : 0) + salience(r, m) +
                SAME_GENDER * agreement(r, pronoun, m) +
                (coref_is_age(r, pronoun) ? 2 * salience(r, m) : 0) +
                (is_parallel(r, pronoun, t) || is_answered(r, pronoun, t) ? PARALLEL : 0);
        if (w > best_weight) {
            best_weight = w;
            best = t;
        }
    }
    return best;
}
