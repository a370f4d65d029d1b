/* "The draft agreement calls (NNS) for Ukraine to pay", "The central bank meets on Thursday":
 * behind a singular noun the tagger may take a verb of the third person for a plural. But a
 * sentence that ends in a full stop has a finite verb; where none was found, the first such word
 * that has what no noun has behind it, an article, a possessive or a name, or the preposition that
 * its verb goes with, is the verb. Before the parser. Linear in the tokens. */
#include "lang/mend/parts.h"

/* Prepositions that tell the verb from the noun: "calls for" is what an agreement does. */
static bool goes_with(const struct token *t, const struct token *next) {
    static const struct {
        const char *verbs, *prepositions;
    } pairs[] = {{"calls accounts", "for"},
                 {"meets convenes", "on in at with to"},
                 {"looks travels flies", "to for into"},
                 {"talks speaks", "to"}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (str_in(t->form, pairs[i].verbs) && str_in(next->form, pairs[i].prepositions))
            return true;
    return false;
}

/* Forms that no noun has: "Rwanda denies (NNS) arming", whatever else the sentence says. */
static bool is_no_plural(str form) {
    return str_in(form,
                  "denies refuses accuses condemns threatens announces insists agrees confirms "
                  "denounces imposes expels warns unveils sends seizes criticizes criticises "
                  "detains invades suspends withdraws approves recognizes recognises says "
                  "tells pledges admits rejects urges vows");
}

/* Such a form right behind a noun. */
static bool is_sure_present(const struct word_mender *m, uint32_t i) {
    return mend_is_tagged(m, i, "NNS") && mend_is_noun(&m->tokens[i - 1]) &&
           is_no_plural(m->tokens[i].form);
}

static bool is_lost_present(const struct word_mender *m, uint32_t i) {
    const struct token *t = &m->tokens[i], *next = &m->tokens[i + 1];
    bool is_small = t->form.n > 3 && mend_is_small(t);
    if (!is_small || !mend_is_tagged(m, i, "NNS") || !mend_is_tagged(m, i - 1, "NN NNP"))
        return false;
    return is_no_plural(t->form) || goes_with(t, next) || mend_is_tagged(m, i + 1, "PRP$") ||
           (mend_is_tagged(m, i + 1, "DT") && !str_in(next->form, "all both each this that"));
}

/* "The UN secretary-general (JJ) appealed": the head of a title, which the tagger takes for an
 * adjective before the verb. */
static bool is_title_general(const struct text *t, uint32_t i) {
    uint32_t rank = i > 1 && str_is(t->tokens[i - 1].form, "-") ? i - 2 : i - 1;
    return i > 0 && t->tokens[i].upos == UPOS_ADJ && str_is(t->tokens[i].form, "general") &&
           str_in(t->tokens[rank].lemma, "secretary attorney director governor inspector solicitor "
                                         "comptroller consul");
}

/* Words of news that are nouns whatever the tagger makes of them: "coalition airstrikes on", "the
 * premier visited", "a Trump rally", "NATO ally Turkey"; an adjective only before a noun. "Troops
 * loyal to X" is no verb either. */
static void mend_nouns(const struct tagger *g, struct text *t) {
    static const struct {
        const char *form, *lemma, *xpos, *never; /* tags that it never has */
    } nouns[] = {{"airstrike", "airstrike", "NN", "VERB"},
                 {"airstrikes", "airstrike", "NNS", "VERB"},
                 {"ceasefire", "ceasefire", "NN", "VERB"},
                 {"ceasefires", "ceasefire", "NNS", "VERB"},
                 {"crackdown", "crackdown", "NN", "VERB"},
                 {"crackdowns", "crackdown", "NNS", "VERB"},
                 {"gunfight", "gunfight", "NN", "VERB"},
                 {"gunfights", "gunfight", "NNS", "VERB"},
                 {"bloodshed", "bloodshed", "NN", "VERB ADV ADJ"},
                 {"ally", "ally", "NN", "ADV ADJ"},
                 {"rally", "rally", "NN", "ADV ADJ"},
                 {"premier", "premier", "NN", "ADV ADJ X"},
                 {"critic", "critic", "NN", "ADV ADJ"},
                 {"dialogue", "dialogue", "NN", "VERB"},
                 {"general", "general", "NN", ""},
                 {"curfew", "curfew", "NN", "VERB ADV ADJ"},
                 {"gunmen", "gunman", "NNS", "VERB ADJ NUM"},
                 {"Gunmen", "gunman", "NNS", "VERB ADJ NUM"},
                 {"Neighboring", "neighboring", "JJ", "VERB"},
                 {"Neighbouring", "neighbouring", "JJ", "VERB"},
                 {"loyal", "loyal", "JJ", "VERB"}};
    for (uint32_t i = 0; i < t->n_tokens; i++) {
        struct token *w = &t->tokens[i];
        bool is_before_noun = i + 1 < t->n_tokens && mend_is_noun(&t->tokens[i + 1]);
        for (size_t k = 0; !mend_is_noun(w) && k < sizeof nouns / sizeof *nouns; k++) {
            if (!str_is(w->form, nouns[k].form))
                continue;
            str had = str_from(upos_name((enum upos)w->upos));
            bool is_noun = str_in(had, nouns[k].never) && (w->upos != UPOS_ADJ || !is_before_noun);
            if (!is_noun && !is_title_general(t, i))
                break; /* a form has one row */
            enum upos upos = nouns[k].xpos[0] == 'J' ? UPOS_ADJ : UPOS_NOUN;
            mend_retag(g, w, nouns[k].xpos, upos);
            w->lemma = str_from(nouns[k].lemma);
            break;
        }
    }
}

static bool make_present(const struct word_mender *m, uint32_t i) {
    return mend_retag_lemma(m->g, m->arena, &m->tokens[i], "VBZ", UPOS_VERB);
}

/* "Saied (VBD) stoked (VBD) the violence": the first word of a sentence right before its finite
 * verb is who did it. */
static void mend_first_name(const struct word_mender *m) {
    uint32_t i = m->first;
    bool is_verb = i + 2 < m->last && mend_is_tagged(m, i, "VBD VBN VBZ") &&
                   m->tokens[i].form.n > 3 && mend_is_capital(&m->tokens[i]);
    if (is_verb && mend_is_tagged(m, i + 1, "VBD VBZ MD") &&
        !str_in(m->tokens[i + 1].form, "said says"))
        mend_retag_name(m->g, &m->tokens[i]);
}

/* "Demanded a firm (NN) response": before such nouns it is no company. */
static void mend_firm(const struct word_mender *m, uint32_t i) {
    if (str_is(m->tokens[i].form, "firm") && mend_is_tagged(m, i, "NN") &&
        str_in(m->tokens[i + 1].form, "response reply stand stance line commitment grip hand "
                                      "action rejection reaction guarantee guarantees belief "
                                      "support supporter position message warning opposition"))
        mend_retag(m->g, &m->tokens[i], "JJ", UPOS_ADJ);
}

static bool mend_sentence(const struct word_mender *m) {
    mend_first_name(m);
    for (uint32_t i = m->first + 1; i + 1 < m->last; i++) {
        mend_firm(m, i);
        if (is_sure_present(m, i) && !make_present(m, i))
            return false;
    }
    if (m->last < m->first + 4 || !str_is(m->tokens[m->last - 1].form, ".") || mend_has_finite(m))
        return true;
    uint32_t i = m->first + 1;
    while (i + 1 < m->last && !is_lost_present(m, i))
        i++;
    return i + 1 == m->last || make_present(m, i);
}

bool mend_presents(const struct tagger *g, struct arena *a, struct text *t) {
    mend_nouns(g, t);
    return mend_each_sentence(g, a, t, UINT32_MAX, mend_sentence);
}
