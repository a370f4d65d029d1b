/* Pronouns. A pronoun takes the best mention before it, in its own sentence or the few before. What
 * can't be meant falls away: another gender or number, another argument of the same verb, whoever
 * speaks or listens. Of the rest those whom "he", "she" and "they" may mean are weighed by the
 * answers of features.c with the weights of coref.tsv, a log-linear ranking learned from the
 * chains of GUM (Denis and Baldridge, 2008; Zeldes, 2017); "it", of whose countries and bodies GUM
 * has too few to learn from, by rules of thumb (a short form of Lappin and Leass, 1994). First
 * persons inside a quote are its speaker. O(candidates, at most COREF_CANDIDATES). */
#include "code/coref/parts.h"
#include "code/walk/walk.h"

enum { BACK = 5, BACK_IT = 3 }; /* sentences */

int coref_agreement(const struct reading *r, uint32_t pronoun, const struct mention *m) {
    char wanted = coref_word_gender(r, pronoun);
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

/* What is listed with it before the pronoun counts; "Russia and its ally X" is no list for "its".
 */
static bool fits(const struct reading *r, const struct anaphora *a, uint32_t t,
                 const struct mention *m) {
    bool has_conjunct = false, is_listed = false;
    for (uint32_t c = r->first_child[t]; c != NONE; c = r->next_sibling[c]) {
        has_conjunct |= r->tokens[c].deprel == DEP_conj && is_noun(r, c);
        is_listed |= r->tokens[c].deprel == DEP_conj && is_noun(r, c) && c < a->token;
    }
    switch (a->wanted) {
    case WANT_PERSON:
        return m->kind == ENTITY_PERSON && !m->is_plural;
    case WANT_MANY:
        return !m->is_thing && ((m->is_plural && m->is_human) || m->kind == ENTITY_GROUP ||
                                (has_conjunct && (m->is_human || m->kind == ENTITY_COUNTRY)) ||
                                (m->kind == ENTITY_ORGANISATION && m->is_known));
    case WANT_LAND:
        return m->is_known && (m->is_place || m->kind == ENTITY_COUNTRY);
    default:
        if (is_listed || (m->is_plural && str_is(m->place, "INT")))
            return false; /* "Sweden and Finland", "90 countries" are no "it" */
        return (m->kind == ENTITY_ORGANISATION || m->kind == ENTITY_COUNTRY ||
                (m->kind == ENTITY_GROUP && !m->is_plural)) &&
               (m->is_known || m->sector.n > 0);
    }
}

bool coref_is_age(const struct reading *r, uint32_t t) {
    if (!lemma_is(r, t, "old") || child_with(r, t, DEP_det) == NONE)
        return false;
    for (uint32_t c = r->first_child[t]; c != NONE; c = r->next_sibling[c])
        if (lemma_is(r, c, "year") && child_with(r, c, DEP_nummod) != NONE)
            return lemma_is(r, child_with(r, t, DEP_det), "the");
    return false;
}

static bool wanted_by(const struct reading *r, uint32_t t, enum wanted *out) {
    if (lemma_in(r, t, "he she him her his hers himself herself") || coref_is_age(r, t))
        *out = WANT_PERSON;
    else if (lemma_in(r, t, "they them their theirs themselves"))
        *out = WANT_MANY;
    else if (lemma_in(r, t, "it its itself"))
        *out = coref_is_possessive(r, t) && lemma_in(r, r->tokens[t].head, of_land) ? WANT_LAND
                                                                                    : WANT_BODY;
    else
        return false;
    return true;
}

/* Bullets and shells do nothing that a pronoun would tell of. */
static bool is_ammunition(const struct reading *r, uint32_t t) {
    return lemma_in(r, t,
                    "bullet shell rocket missile bomb grenade mortar mine round weapon gas "
                    "ammunition warhead projectile gunfire fire shelling explosive");
}

/* "Soldiers arrested 20 activists. They were charged": neither who arrested others nor who judges
 * is taken to court or set free. */
static bool is_guard_tried(const struct reading *r, uint32_t pronoun, uint32_t t,
                           const struct mention *m) {
    static const char custody[] =
        "charge arrest detain jail imprison sentence convict indict try "
        "prosecute interrogate question release free acquit deport remand "
        "torture capture seize abduct kidnap hold";
    enum deprel d = (enum deprel)r->tokens[pronoun].deprel;
    if ((d != DEP_obj && d != DEP_nsubj_pass) || !lemma_in(r, r->tokens[pronoun].head, custody))
        return false;
    bool is_keeper = r->tokens[t].deprel == DEP_nsubj && lemma_in(r, r->tokens[t].head, custody) &&
                     child_with(r, r->tokens[t].head, DEP_obj) != NONE;
    bool is_kept = r->tokens[t].deprel == DEP_obj || r->tokens[t].deprel == DEP_nsubj_pass;
    return is_keeper || (str_in(m->sector, "COP JUD") && !is_kept && !m->is_pronoun);
}

/* "Egypt and Bahrain cut ties with Qatar, accusing it": nor is one of those who do it meant. */
static bool is_listed_with(const struct reading *r, uint32_t t, uint32_t first) {
    for (int i = 0; i < 8 && t != NONE && r->tokens[t].deprel == DEP_conj; i++)
        t = r->tokens[t].head;
    return t != NONE && t == first;
}

/* "Their spokesman said they would try him": nobody speaks so of what his own do to him. */
static bool is_own_victim(const struct reading *r, const struct anaphora *a, uint32_t t) {
    if (a->wanted != WANT_PERSON || t != a->likely || a->other == NONE ||
        r->mention_at[a->other] == NONE || coref_is_possessive(r, a->token))
        return false;
    const struct mention *doer = &r->mentions.items[r->mention_at[a->other]];
    const struct mention *speaker = &r->mentions.items[r->mention_at[t]];
    return doer->is_pronoun && lemma_in(r, a->other, "they we it") && doer->is_known &&
           str_equal(doer->place, speaker->place) && str_equal(doer->sector, speaker->sector);
}

static bool is_candidate(const struct reading *r, const struct anaphora *a, uint32_t t) {
    if (r->mention_at[t] == NONE || is_listed_with(r, t, a->other) ||
        coref_is_bound(r, a->token, t) || is_explanation(r, t) || is_ammunition(r, t) ||
        is_own_victim(r, a, t))
        return false;
    const struct mention *m = &r->mentions.items[r->mention_at[t]];
    bool is_same_word = m->is_pronoun && str_equal(r->lemma[t], r->lemma[a->token]);
    bool is_open = m->is_pronoun && m->entity == NONE && !m->is_known; /* found to mean nobody */
    return !is_open && !is_first_or_second(r, m) && !is_guard_tried(r, a->token, t, m) &&
           coref_agreement(r, a->token, m) >= 0 && (a->taken == NONE || m->entity != a->taken) &&
           (is_same_word || fits(r, a, t, m));
}

bool coref_begin(const struct reading *r, uint32_t token, struct anaphora *out) {
    if (!wanted_by(r, token, &out->wanted))
        return false;
    out->token = token;
    out->likely = coref_suggested(r, token);
    out->other = coref_subject_beside(r, token);
    out->taken = out->other == NONE || r->mention_at[out->other] == NONE
                     ? NONE
                     : r->mentions.items[r->mention_at[out->other]].entity;
    uint32_t s = r->sentence[token], back = coref_is_learned(out) ? BACK : BACK_IT;
    uint32_t low = r->text->sentences[s > back ? s - back : 0].first;
    out->n = 0;
    for (uint32_t t = token; t-- > low && out->n < COREF_CANDIDATES;)
        if (is_candidate(r, out, t))
            out->candidates[out->n++] = t;
    return true;
}

/* ---- rules of thumb ---- */

static float thumb_weight(const struct reading *r, const struct anaphora *a, uint32_t t) {
    enum { SUGGESTED = 40, SENTENCE = 30, SUBJECT = 25, PARALLEL = 25, MAIN = 10, OBJECT = 8 };
    enum { MODIFIER = -12, TOKENS_THAT_WEIGH_ONE = 4 };
    enum deprel d = deprel_basic((enum deprel)r->tokens[t].deprel);
    uint32_t up = r->tokens[t].head;
    int w = -SENTENCE * (int)(r->sentence[a->token] - r->sentence[t]) -
            (int)(a->token - t) / TOKENS_THAT_WEIGH_ONE;
    w += d == DEP_nsubj ? SUBJECT : d == DEP_obj ? OBJECT : d == DEP_nmod ? MODIFIER : 0;
    if (d == DEP_nsubj && up != NONE && r->tokens[up].deprel == DEP_root)
        w += MAIN;
    if (t == a->likely)
        w += SUGGESTED;
    if (coref_is_parallel(r, a->token, t) || coref_is_answered(r, a->token, t))
        w += PARALLEL;
    return (float)w;
}

/* "The Houthi spokesman said it had fired a missile": he speaks for the body that "it" is. */
static bool speaks_for_body(const struct reading *r, uint32_t t) {
    if (t == NONE || r->mention_at[t] == NONE)
        return false;
    const struct mention *m = &r->mentions.items[r->mention_at[t]];
    bool is_titled = m->entity != NONE && r->entities.items[m->entity].title.n &&
                     str_in(r->entities.items[m->entity].title, SPOKESMEN);
    for (uint32_t k = m->first; k < m->last && !is_titled; k++)
        is_titled = lemma_in(r, k, SPOKESMEN);
    return is_titled && m->kind == ENTITY_PERSON && m->is_known && !m->is_default;
}

/* "Poland's prime minister said it would send tanks": who governs or leads a body speaks of it,
 * where his own sentence has named no other. */
static bool governs_it(const struct reading *r, uint32_t speaker, uint32_t chosen) {
    if (speaker == NONE || r->mention_at[speaker] == NONE ||
        (chosen != NONE && r->sentence[chosen] == r->sentence[speaker]))
        return false;
    const struct mention *m = &r->mentions.items[r->mention_at[speaker]];
    return m->kind == ENTITY_PERSON && m->is_known && !m->is_default && !m->is_plural &&
           !m->is_pronoun && m->reason == WHO_OWNER && str_in(m->sector, "GOV MIL REB PTY OPP PAR");
}

/* ---- choice ---- */

static uint32_t choose(const struct reading *r, const struct anaphora *a) {
    const struct anaphora_weights *w =
        coref_is_learned(a) ? know_anaphora(r->know, coref_sort(a)) : NULL;
    struct coref_view view;
    float best_weight = 0;
    uint32_t best = NONE;
    for (uint32_t i = 0; i < a->n; i++) {
        if (w)
            coref_describe(r, a, i, &view);
        float weight = w ? coref_weigh(w, &view) : thumb_weight(r, a, a->candidates[i]);
        if (best == NONE || weight > best_weight) {
            best_weight = weight;
            best = a->candidates[i];
        }
    }
    return best;
}

/* "Who", "which": the noun of whose clause they are. */
static uint32_t relative_antecedent(const struct reading *r, uint32_t pronoun) {
    for (uint32_t v = r->tokens[pronoun].head, i = 0; v != NONE && i < 6;
         v = r->tokens[v].head, i++)
        if (r->tokens[v].deprel == DEP_acl_relcl)
            return r->tokens[v].head;
    return NONE;
}

/* "Hailed it as a milestone", "called it a dark day": what gets such a name is an act, not a state.
 */
static bool is_thing_judged(const struct reading *r, uint32_t pronoun) {
    uint32_t verb = r->tokens[pronoun].head;
    return str_is(r->lemma[pronoun], "it") && verb != NONE &&
           deprel_basic((enum deprel)r->tokens[pronoun].deprel) == DEP_obj &&
           lemma_in(r, verb,
                    NAMING " hail welcome dismiss slam applaud decry deplore laud denounce");
}

/* "Hosted Thabane and his estranged deputy": to whom somebody is coordinated, of him he is. NONE.
 */
static uint32_t partner_of(const struct reading *r, uint32_t pronoun) {
    uint32_t noun = r->tokens[pronoun].head;
    if (!coref_is_possessive(r, pronoun) || noun == NONE || r->tokens[noun].deprel != DEP_conj ||
        !lemma_in(r, noun,
                  "deputy wife husband son daughter brother minister counterpart successor "
                  "predecessor family aide adviser ally rival opponent colleague spokesman party"))
        return NONE;
    return r->tokens[noun].head;
}

/* "Hanged two men whom they accused of treason": who does it to them judges them; NONE. */
static uint32_t judge_of(const struct reading *r, uint32_t pronoun) {
    uint32_t clause = r->tokens[pronoun].head;
    if (r->tokens[pronoun].deprel != DEP_nsubj || clause == NONE ||
        r->tokens[clause].deprel != DEP_acl_relcl ||
        !lemma_in(r, clause,
                  "accuse blame suspect call describe regard consider say believe view see deem "
                  "label brand fear hate"))
        return NONE;
    uint32_t whom = r->tokens[clause].head;
    if (whom == NONE || r->tokens[whom].deprel != DEP_obj || r->tokens[whom].head == NONE)
        return NONE;
    uint32_t doer = walk_subject(r, r->tokens[whom].head);
    return doer != NONE && doer < pronoun ? doer : NONE;
}

uint32_t coref_antecedent(struct reading *r, uint32_t pronoun) {
    struct anaphora a;
    if (lemma_in(r, pronoun, "i we us me our my ourselves"))
        return r->quote_depth_speaker[pronoun];
    if (lemma_in(r, pronoun, "who which that whose whom"))
        return relative_antecedent(r, pronoun);
    if (is_thing_judged(r, pronoun) || !coref_begin(r, pronoun, &a))
        return NONE;
    const uint32_t told[] = {partner_of(r, pronoun), coref_judged(r, pronoun),
                             judge_of(r, pronoun)};
    for (size_t k = 0; k < sizeof told / sizeof *told; k++)
        for (uint32_t i = 0; told[k] != NONE && i < a.n; i++)
            if (a.candidates[i] == told[k])
                return told[k];
    if (a.wanted == WANT_BODY && speaks_for_body(r, a.likely))
        return a.likely;
    uint32_t chosen = choose(r, &a);
    return a.wanted == WANT_BODY && governs_it(r, a.likely, chosen) ? a.likely : chosen;
}

/* What an answer of the chosen candidate weighs above the mean of all candidates' answers. */
static float advantage(const struct anaphora_weights *w, const struct coref_view *views, uint32_t n,
                       uint32_t chosen, uint32_t question) {
    float sum = 0, own = 0;
    for (uint32_t i = 0; i < n; i++) {
        uint8_t answer = views[i].answer[question];
        float weight = answer == ANSWER_NONE ? 0 : w->of[question][answer];
        sum += weight;
        own = i == chosen ? weight : own;
    }
    return own - sum / (float)n;
}

uint32_t coref_reasons(const struct reading *r, uint32_t pronoun, uint32_t antecedent,
                       struct coref_reason out[COREF_REASONS]) {
    struct anaphora a;
    struct coref_view views[COREF_CANDIDATES];
    uint32_t chosen = 0, n = 0;
    if (!coref_begin(r, pronoun, &a) || !coref_is_learned(&a))
        return 0;
    while (chosen < a.n && a.candidates[chosen] != antecedent)
        chosen++;
    if (chosen == a.n)
        return 0;
    for (uint32_t i = 0; i < a.n; i++)
        coref_describe(r, &a, i, &views[i]);
    const struct anaphora_weights *w = know_anaphora(r->know, coref_sort(&a));
    for (uint32_t q = 0; q < ANAPHORA_QUESTIONS; q++) {
        struct coref_reason one = {(enum anaphora_question)q, views[chosen].answer[q],
                                   advantage(w, views, a.n, chosen, q)};
        if (one.answer == ANSWER_NONE || one.weight < 0.05f)
            continue;
        uint32_t at = n;
        for (; at > 0 && out[at - 1].weight < one.weight; at--)
            if (at < COREF_REASONS)
                out[at] = out[at - 1];
        if (at < COREF_REASONS)
            out[at] = one;
        n += n < COREF_REASONS;
    }
    return n;
}
