/* Says. The speaker of an act is the subject of the nearest verb of saying above it (X said that
 * …), of one set beside its clause (…, X said), the object of "according to", or the speaker of the
 * quote around it. Quotes are found by their marks; the speaker is the subject of a verb of saying
 * in the same sentence or just after the closing mark. */
#include "code/says.h"

#include "base/utf8.h"
#include "base/vec.h"

enum { MAX_CLIMB = 16 };

static bool is_report(const struct reading *r, uint32_t t) {
    return is_verb(r, t) && (operators_of(r, t) & OP_REPORT);
}

static bool is_deny(const struct reading *r, uint32_t t) {
    return is_verb(r, t) && (operators_of(r, t) & OP_DENY);
}

static bool is_time(const struct reading *r, uint32_t t) {
    return lemma_in(r, t,
                    "monday tuesday wednesday thursday friday saturday sunday today yesterday");
}

/* "according → to X" */
static uint32_t oblique_of(const struct reading *r, uint32_t marker) {
    for (uint32_t c = r->first_child[marker]; c != NONE; c = r->next_sibling[c])
        if (deprel_basic((enum deprel)r->tokens[c].deprel) == DEP_obl)
            return c;
    return NONE;
}

/* "according to X", "in the words of X" hang as obl on the clause's verb or on its root. */
static uint32_t according_to(const struct reading *r, uint32_t clause) {
    for (uint32_t c = r->first_child[clause]; c != NONE; c = r->next_sibling[c]) {
        enum deprel d = deprel_basic((enum deprel)r->tokens[c].deprel);
        if (d != DEP_obl && d != DEP_advcl && d != DEP_nmod && d != DEP_parataxis)
            continue;
        uint32_t marker = case_of(r, c);
        if (lemma_in(r, c, "constitution law rule plan schedule agreement treaty"))
            continue; /* what lays down tells nothing */
        if (lemma_in(r, marker, "according accord"))
            return c;
        uint32_t told_by = lemma_in(r, c, "according accord") ? oblique_of(r, c) : NONE;
        if (told_by != NONE)
            return told_by;
    }
    return NONE;
}

/* Set beside its clause, whatever the tree calls it: a verb of saying behind it with a subject of
 * its own, without a content and without a word that subordinates it. */
static bool is_aside(const struct reading *r, uint32_t clause, uint32_t saying) {
    enum deprel d = (enum deprel)r->tokens[saying].deprel;
    if (!is_report(r, saying) || child_with(r, saying, DEP_ccomp) != NONE)
        return false;
    return d == DEP_parataxis ||
           (d == DEP_advcl && saying > clause && child_with(r, saying, DEP_nsubj) != NONE &&
            child_with(r, saying, DEP_mark) == NONE && child_with(r, saying, DEP_obj) == NONE);
}

/* A reporting clause set beside: "…, the White House said." It does not reach over what is joined
 * behind it, from `joined` on: "…, the group said, and the internet was cut". */
static uint32_t parenthetical_speaker(const struct reading *r, uint32_t clause, uint32_t joined) {
    for (uint32_t c = r->first_child[clause]; c != NONE; c = r->next_sibling[c])
        if (is_aside(r, clause, c) && (joined == NONE || c > joined))
            return walk_subject(r, c);
    return NONE;
}

/* Does a clause stand on its own behind the clause that the tree hangs it on: behind a semicolon,
 * "while", or a comma with "and" and a subject of its own? */
static bool stands_alone(const struct reading *r, uint32_t t) {
    uint32_t low, high;
    enum deprel d = deprel_basic((enum deprel)r->tokens[t].deprel);
    if ((d != DEP_conj && d != DEP_parataxis && d != DEP_advcl) || t < r->tokens[t].head ||
        !is_verb(r, t) || child_with(r, t, DEP_nsubj) == NONE ||
        lemma_is(r, child_with(r, t, DEP_mark), "that"))
        return false;
    subtree(r, t, &low, &high);
    while (low < t && r->tokens[low].upos == UPOS_PUNCT)
        low++;
    str mark = low > 0 ? r->tokens[low - 1].form : (str){"", 0};
    return str_is(mark, ";") ||
           (d == DEP_conj && str_is(mark, ",") && child_with(r, t, DEP_cc) != NONE) ||
           (d == DEP_advcl && lemma_in(r, child_with(r, t, DEP_mark), "while whereas"));
}

/* "AFP quoted a security source as saying that …": the one who is quoted speaks. */
static uint32_t quoted_as_saying(const struct reading *r, uint32_t saying) {
    uint32_t above = r->tokens[saying].head;
    bool is_under = above != NONE && is_verb(r, above) && lemma_in(r, above, "quote cite");
    if (!is_under || !lemma_is(r, child_with(r, saying, DEP_mark), "as"))
        return NONE;
    uint32_t quoted = child_with(r, above, DEP_obj);
    return quoted != NONE ? quoted : child_with(r, above, DEP_nsubj_pass);
}

bool says_denies_report(const struct reading *r, uint32_t noun) {
    uint32_t verb = r->tokens[noun].head;
    bool is_denial = verb != NONE && (is_deny(r, verb) || (lemma_in(r, verb, "reject dismiss") &&
                                                           !lemma_is(r, noun, "suggestion")));
    bool is_object = r->tokens[noun].deprel == DEP_obj || r->tokens[noun].deprel == DEP_iobj;
    return is_denial && is_object &&
           lemma_in(r, noun, "report allegation claim rumor rumour accusation suggestion charge");
}

static struct says_answer answer(enum says_way way, uint32_t word, uint32_t speaker) {
    return (struct says_answer){speaker, word, speaker == NONE ? SAYS_NOBODY : way};
}

/* "It was a cowardly act, said the minister": the tree may take what is said for a clause beside
 * and who says it for the object. */
static bool is_inverted(const struct reading *r, uint32_t clause, uint32_t saying) {
    return r->tokens[clause].deprel == DEP_advcl && clause < saying &&
           child_with(r, clause, DEP_mark) == NONE && child_with(r, saying, DEP_ccomp) == NONE &&
           child_with(r, saying, DEP_nsubj) == NONE && child_with(r, saying, DEP_obj) > saying &&
           lemma_in(r, saying, "say");
}

/* What is said, though the tree hangs it elsewhere: "say on Saturday soldiers killed …", which it
 * takes for a clause of "on"; "reported last week that …", for one of the week; "said the ship sank
 * when rebels fired", where the saying gets what belongs to the said. */
static bool is_said_aslant(const struct reading *r, uint32_t t, uint32_t head) {
    static const char *const joins = "if when as because after before while since although though "
                                     "unless until so to whereas once";
    enum deprel d = deprel_basic((enum deprel)r->tokens[t].deprel);
    bool is_week = d == DEP_acl && lemma_in(r, head, "week month year night") &&
                   r->tokens[head].head != NONE && is_report(r, r->tokens[head].head) &&
                   lemma_is(r, child_with(r, t, DEP_mark), "that");
    if (is_week)
        return true;
    if (d != DEP_advcl || t < head || !is_report(r, head) || child_with(r, t, DEP_nsubj) == NONE)
        return false;
    uint32_t said = child_with(r, head, DEP_ccomp), mark = child_with(r, t, DEP_mark);
    if (said != NONE)
        return said > head && said < t;
    return mark != NONE && !lemma_in(r, mark, joins) && r->tokens[mark].upos == UPOS_ADP;
}

/* What the words right around a clause say of its speaker: speaker NONE and way SAYS_NOBODY where
 * the search goes on, way other than that where it ends. */
static bool ask_around(struct reading *r, uint32_t t, struct says_answer *out) {
    uint32_t head = r->tokens[t].head;
    enum deprel d = deprel_basic((enum deprel)r->tokens[t].deprel);
    bool is_said = d == DEP_ccomp || (d == DEP_parataxis && t < head) ||
                   (d == DEP_xcomp && is_passive(r, head)) || d == DEP_csubj;
    if (is_inverted(r, t, head) && child_with(r, head, DEP_obj) != NONE) {
        *out = answer(SAYS_CLAUSE, head, child_with(r, head, DEP_obj));
        return true;
    }
    if (is_said_aslant(r, t, head) || (is_said && is_report(r, head))) {
        uint32_t saying = is_report(r, head) ? head : r->tokens[head].head;
        uint32_t s = quoted_as_saying(r, saying);
        if (s == NONE)
            s = walk_subject(r, saying);
        *out = answer(SAYS_CLAUSE, head, is_time(r, s) ? NONE : s);
        return true;
    }
    if (is_deny(r, head) && (is_said || d == DEP_obj || d == DEP_xcomp || d == DEP_advcl)) {
        *out = (struct says_answer){walk_subject(r, head), head, SAYS_DENIAL};
        return true;
    }
    if ((d == DEP_acl || d == DEP_ccomp) && says_denies_report(r, head)) {
        uint32_t denial = r->tokens[head].head;
        *out = (struct says_answer){walk_subject(r, denial), denial, SAYS_DENIAL};
        return true;
    }
    uint32_t above = r->tokens[head].head; /* "footage showed protesters throwing stones" */
    if (d == DEP_acl && above != NONE && r->tokens[head].deprel == DEP_obj &&
        lemma_in(r, above, "show film capture record depict") && is_verb(r, above)) {
        *out = answer(SAYS_CLAUSE, above, walk_subject(r, above));
        return true;
    }
    bool is_predicate = child_with(r, head, DEP_cop) != NONE; /* "is the first report of" */
    if (d == DEP_acl && !is_predicate &&
        lemma_in(r, head, "report statement claim allegation news rumor rumour announcement")) {
        uint32_t owner = child_with(r, head, DEP_nmod_poss);
        *out = answer(SAYS_REPORT, head, owner != NONE ? owner : head);
        return true;
    }
    return false;
}

/* "A fled, and B was seized, officials said": what stands beside the last of several clauses is
 * said of them all. NONE. */
static uint32_t trailing_speaker(const struct reading *r, uint32_t clause) {
    uint32_t found = NONE;
    for (uint32_t c = r->first_child[clause]; c != NONE; c = r->next_sibling[c]) {
        if (c < clause || r->tokens[c].deprel != DEP_conj || !is_verb(r, c))
            continue;
        uint32_t speaker = according_to(r, c);
        found = speaker != NONE ? speaker : parenthetical_speaker(r, c, NONE);
    }
    return found;
}

struct says_answer says_ask(struct reading *r, uint32_t token) {
    uint32_t t = token, joined = NONE;
    for (int i = 0; i < MAX_CLIMB; i++) {
        struct says_answer found;
        uint32_t speaker = according_to(r, t);
        if (speaker != NONE)
            return answer(SAYS_ACCORDING, case_of(r, speaker), speaker);
        speaker = parenthetical_speaker(r, t, joined);
        if (speaker != NONE)
            return answer(SAYS_ASIDE, r->tokens[speaker].head, speaker);
        speaker = trailing_speaker(r, t);
        if (speaker != NONE)
            return answer(SAYS_ASIDE, r->tokens[speaker].head, speaker);
        if (r->tokens[t].head == NONE)
            break;
        if (joined == NONE && ask_around(r, t, &found))
            return found;
        joined = stands_alone(r, t) ? t : joined;
        t = r->tokens[t].head;
    }
    return answer(SAYS_QUOTE, NONE, r->quote_depth_speaker[token]);
}

uint32_t says_by(struct reading *r, uint32_t token, bool *is_denial) {
    struct says_answer a = says_ask(r, token);
    *is_denial = a.way == SAYS_DENIAL;
    return a.speaker;
}

/* "Will be repealed after a year of protests", ", a day after the army killed him": what dates the
 * clause is known, and on nobody's word. */
static bool dates_clause(const struct reading *r, uint32_t token) {
    static const char markers[] = "after following since before";
    uint32_t head = r->tokens[token].head;
    if (is_noun(r, token)) {
        bool is_part = lemma_is(r, case_of(r, token), "of") && head != NONE && is_noun(r, head);
        return lemma_in(r, case_of(r, is_part ? head : token), markers);
    }
    for (int i = 0; i < 4 && token != NONE; i++, token = r->tokens[token].head) {
        enum deprel d = (enum deprel)r->tokens[token].deprel;
        uint32_t mark = child_with(r, token, DEP_mark), first, last;
        if (d == DEP_advcl && lemma_in(r, mark, markers)) {
            subtree(r, token, &first, &last);
            while (first < mark && r->tokens[first].upos == UPOS_PUNCT)
                first++;
            uint32_t own = mark; /* the days may hang on the clause or on what it dates */
            while (first > 0 &&
                   (lemma_in(r, first - 1, "minute hour day week month year") ||
                    r->tokens[first - 1].upos == UPOS_NUM || r->tokens[first - 1].upos == UPOS_DET))
                first--; /* ", two days | after" */
            return (first < own || lemma_is(r, mark, "since")) && first > 0 &&
                   str_is(r->tokens[first - 1].form, ",");
        }
        if (d != DEP_conj)
            return false;
    }
    return false;
}

bool says_is_background(const struct reading *r, uint32_t noun) {
    if (dates_clause(r, noun))
        return true;
    enum deprel d = deprel_basic((enum deprel)r->tokens[noun].deprel);
    bool has_toll = lemma_in(r, r->tokens[noun].head, "kill wound injure die hurt");
    if (!is_noun(r, noun) || (d != DEP_obl && d != DEP_nmod) || has_toll)
        return false; /* whom it killed is news that somebody tells */
    for (uint32_t c = r->first_child[noun]; c != NONE && c < noun; c = r->next_sibling[c]) {
        str form = r->tokens[c].form;
        bool is_year = form.n == 4 && (form.p[0] == '1' || form.p[0] == '2') && form.p[3] >= '0' &&
                       form.p[3] <= '9';
        bool is_day =
            (r->tokens[c].deprel == DEP_nmod_poss || r->tokens[c].deprel == DEP_compound) &&
            (is_time(r, c) || lemma_in(r, c, "week month year"));
        if (is_year || is_day || lemma_in(r, c, "recent previous past ongoing last latest earlier"))
            return true;
    }
    return false;
}

/* ---- quotes ---- */

bool says_is_quoted(const struct reading *r, uint32_t token) {
    size_t low = 0, high = r->quotes.n; /* quotes ascend */
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (r->quotes.items[middle].span.end <= r->tokens[token].begin)
            low = middle + 1;
        else
            high = middle;
    }
    return low < r->quotes.n && r->quotes.items[low].span.begin <= r->tokens[token].begin;
}

static int quote_mark(str form) { /* 1 opens, 2 closes, 3 either, 0 none */
    if (str_is(form, "\xE2\x80\x9C") || str_is(form, "``") || str_is(form, "\xC2\xAB"))
        return 1;
    if (str_is(form, "\xE2\x80\x9D") || str_is(form, "''") || str_is(form, "\xC2\xBB"))
        return 2;
    return str_is(form, "\"") ? 3 : 0;
}

/* "…,” Graham continued": beside a quote other verbs say too. */
static bool is_quoting(const struct reading *r, uint32_t t, uint32_t first, uint32_t last) {
    bool is_beside = t < first ? t + 3 >= first : t <= last + 3;
    bool is_back = lemma_in(r, t, "hit shoot fire") && t + 1 < r->n_tokens &&
                   lemma_is(r, t + 1, "back"); /* "…," hit back the premier */
    return is_report(r, t) ||
           (is_beside && is_verb(r, t) &&
            (is_back || lemma_in(r, t,
                                 "continue reply respond ask shout chant quip joke vow urge plead "
                                 "exclaim lament muse retort fume thunder snap post tweet counter "
                                 "boast insist caution scoff stress")));
}

static uint32_t speaker_in_sentence(const struct reading *r, uint32_t s, uint32_t first,
                                    uint32_t last) {
    const struct sentence *sent = &r->text->sentences[s];
    for (uint32_t t = sent->first; t < sent->last; t++) {
        if ((t >= first && t < last) || !is_quoting(r, t, first, last))
            continue;
        uint32_t subject = walk_subject(r, t);
        if (subject == NONE && t >= last)
            subject = child_with(r, t, DEP_obj); /* "…," hit back the premier */
        if (subject != NONE && (subject < first || subject >= last))
            return subject;
    }
    for (uint32_t t = sent->first; t < sent->last; t++)
        if (t < first || t >= last) {
            uint32_t x = according_to(r, t);
            if (x != NONE)
                return x;
        }
    return NONE;
}

static bool close_quote(struct reading *r, uint32_t open, uint32_t close, uint32_t previous_speaker,
                        uint32_t *speaker) {
    uint32_t s = r->sentence[open], e = r->sentence[close];
    *speaker = speaker_in_sentence(r, e, open, close + 1);
    if (*speaker == NONE && s != e)
        *speaker = speaker_in_sentence(r, s, open, close + 1);
    if (*speaker == NONE && close - open > 6 && previous_speaker != NONE && s > 0 &&
        r->sentence[previous_speaker] + 2 >= s)
        *speaker = previous_speaker; /* the quote goes on after "…," X said. "…" */
    for (uint32_t t = open; t <= close; t++)
        r->quote_depth_speaker[t] = *speaker;
    struct quote q = {.span = tokens_span(r, open, close + 1)};
    return VEC_PUSH(r->arena, &r->quotes, q);
}

/* ---- statements: first persons without quotes ---- */

static bool has_first_person(const struct reading *r, uint32_t s) {
    const struct sentence *sent = &r->text->sentences[s];
    for (uint32_t t = sent->first; t < sent->last; t++)
        if (lemma_in(r, t, "i we") || str_in(r->lemma[t], "my our us"))
            return true;
    return false;
}

/* "The minister said:" */
static uint32_t introduced_speaker(const struct reading *r, uint32_t s) {
    const struct sentence *sent = &r->text->sentences[s];
    return sent->last > sent->first && str_is(r->tokens[sent->last - 1].form, ":")
               ? speaker_in_sentence(r, s, sent->last, sent->last)
               : NONE;
}

/* "The United States condemns …": a report that opens in the present, and goes on with "we". */
static uint32_t opening_speaker(const struct reading *r) {
    const struct sentence *sent = &r->text->sentences[0];
    for (uint32_t t = sent->first; t < sent->last; t++) {
        str xpos = lang_xpos(r->coder->model, &r->tokens[t]);
        if (r->tokens[t].head != NONE || !str_in(xpos, "VBZ VBP"))
            continue;
        uint32_t subject = walk_subject(r, t);
        return subject != NONE && r->tokens[subject].upos == UPOS_PROPN ? subject : NONE;
    }
    return NONE;
}

/* A statement that an office puts out is its author's word though no mark quotes it: whom a colon
 * introduces, or who opens a text without any quotes, is meant by "I" and "we". */
static void read_statements(struct reading *r) {
    uint32_t speaker = NONE;
    bool is_introduced = false;
    for (uint32_t s = 0; s < r->text->n_sentences; s++) {
        uint32_t found = introduced_speaker(r, s);
        if (found != NONE) {
            speaker = found;
            is_introduced = true;
            continue;
        }
        if (s == 0 && r->quotes.n == 0)
            speaker = opening_speaker(r);
        if (speaker == NONE || (s == 0 && !is_introduced) || !has_first_person(r, s))
            continue;
        for (uint32_t t = r->text->sentences[s].first; t < r->text->sentences[s].last; t++)
            if (r->quote_depth_speaker[t] == NONE)
                r->quote_depth_speaker[t] = speaker;
    }
}

bool says_quotes(struct reading *r) {
    uint32_t open = NONE, speaker = NONE;
    for (uint32_t t = 0; t < r->n_tokens; t++) {
        int mark = quote_mark(r->tokens[t].form);
        if (!mark)
            continue;
        bool opens = mark == 1 || (mark == 3 && open == NONE);
        if (open != NONE && r->sentence[t] > r->sentence[open] + 6)
            open = NONE, opens = mark != 2; /* an opening mark that was never closed */
        if (opens) {
            open = t;
        } else if (open != NONE) {
            uint32_t found = NONE;
            if (!close_quote(r, open, t, speaker, &found))
                return false;
            speaker = found != NONE ? found : speaker;
            open = NONE;
        }
    }
    read_statements(r);
    return true;
}
