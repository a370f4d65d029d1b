/* A parser that takes "Turkish President X" for one flat name puts the adjective at its head, and
 * the person is lost to whoever asks the tree. The names, found on their own, know better: where a
 * person's name begins among the flat parts of a head that is no part of it, the name takes the
 * head's place, and what stood before it describes it. And a name between commas that was taken for
 * the second of a list is an apposition. */
#include "lang/mend/parts.h"

/* Does a person's name begin at `c`, in a flat phrase whose head stands before it outside of it? */
static bool is_lost_name(const struct token *tokens, uint32_t first, uint32_t c) {
    const struct token *t = &tokens[c];
    if (t->name != NAME_PER || !t->name_begins || t->deprel != DEP_flat || t->head == TOKEN_NONE ||
        t->head >= c || t->head < first || tokens[t->head].name == NAME_PER ||
        (tokens[t->head].name == NAME_NONE && tokens[t->head].upos != UPOS_ADJ))
        return false; /* "President X" may be flat: the treebanks do not agree */
    for (uint32_t i = t->head; i < c; i++)
        if (tokens[i].upos != UPOS_PROPN && tokens[i].upos != UPOS_ADJ &&
            tokens[i].upos != UPOS_NOUN && tokens[i].upos != UPOS_PUNCT)
            return false;
    return true;
}

static void raise_name(struct token *tokens, const struct sentence *s, uint32_t name) {
    uint32_t head = tokens[name].head;
    tokens[name].head = tokens[head].head;
    tokens[name].deprel = tokens[head].deprel;
    for (uint32_t i = s->first; i < s->last; i++) {
        if (tokens[i].head != head || i == name)
            continue;
        tokens[i].head = name;
        if (i < name && tokens[i].deprel == DEP_flat)
            tokens[i].deprel = DEP_nmod_desc;
    }
    tokens[head].head = name;
    tokens[head].deprel =
        tokens[head].name == NAME_NORP || tokens[head].upos == UPOS_ADJ ? DEP_amod : DEP_nmod_desc;
}

/* "Uganda's president, X, met": a name between commas behind a common noun names whom the noun
 * means, unless a list goes on. */
static bool is_apposed(const struct token *tokens, const struct sentence *s, uint32_t c) {
    const struct token *t = &tokens[c];
    bool is_name = t->name == NAME_PER ||
                   (t->name == NAME_ORG && c + 1 < s->last && str_is(tokens[c + 1].form, ","));
    bool is_behind = is_name && t->name_begins && t->deprel == DEP_conj && t->head != TOKEN_NONE &&
                     t->head < c && c - t->head < 6 && tokens[t->head].upos == UPOS_NOUN &&
                     str_is(tokens[c - 1].form, ",");
    if (!is_behind)
        return false;
    for (uint32_t i = t->head + 1; i < s->last && i < c + 40; i++)
        if ((tokens[i].head == c && tokens[i].deprel == DEP_cc) ||
            (i != c && tokens[i].head == t->head && tokens[i].deprel == DEP_conj))
            return false;
    return true;
}

/* Does the way up from `t` pass a token of [first, last)? Then `t` may not become their head. */
static bool is_under(const struct token *tokens, uint32_t t, uint32_t first, uint32_t last) {
    for (int i = 0; i < 256 && t != TOKEN_NONE; i++, t = tokens[t].head)
        if (t >= first && t < last)
            return true;
    return t != TOKEN_NONE; /* too deep to tell */
}

/* The part of the name by which it hangs on the rest of the sentence, found from its first word;
 * TOKEN_NONE where it is the root or the tree is odd. */
static uint32_t outer_part(const struct token *tokens, const struct name *n) {
    uint32_t t = n->first;
    for (int i = 0; i < 8; i++) {
        uint32_t up = tokens[t].head;
        if (up == TOKEN_NONE || up < n->first || up >= n->last)
            return up == TOKEN_NONE ? TOKEN_NONE : t;
        t = up;
    }
    return TOKEN_NONE;
}

/* A name whose later part became the head of its first ("Kais | Saied" as a clause): the first part
 * leads, as in the treebanks. */
static void join_name(struct token *tokens, const struct sentence *s, const struct name *n) {
    uint32_t top = outer_part(tokens, n);
    if (top == TOKEN_NONE || top == n->first ||
        is_under(tokens, tokens[top].head, n->first, n->last))
        return;
    tokens[n->first].head = tokens[top].head;
    tokens[n->first].deprel = tokens[top].deprel;
    for (uint32_t i = s->first; i < s->last; i++) {
        bool is_part = i > n->first && i < n->last;
        bool is_under =
            tokens[i].head != TOKEN_NONE && tokens[i].head > n->first && tokens[i].head < n->last;
        if (i != n->first && (is_part || is_under))
            tokens[i].head = n->first;
        if (is_part && tokens[i].deprel != DEP_punct)
            tokens[i].deprel = DEP_flat;
    }
}

/* "An offensive to take the capital, Tripoli": explains the word right before it, whatever farther
 * noun the tree gave it to. */
static bool is_town_of(const struct token *tokens, const struct name *n) {
    static const char *const nouns[] = {"capital", "city", "town", "port", "village", "stronghold"};
    const struct token *noun = &tokens[n->first - 2];
    bool is_lost = tokens[n->first].deprel == DEP_appos && tokens[n->first].head < n->first - 2 &&
                   str_is(tokens[n->first - 1].form, ",") && noun->upos == UPOS_NOUN;
    for (size_t i = 0; is_lost && i < sizeof nouns / sizeof *nouns; i++)
        if (str_is(noun->lemma, nouns[i]))
            return true;
    return false;
}

/* "X, the president, and Y": Y stands beside X, not beside what is said of X. */
static bool is_conj_of_apposition(const struct token *tokens, const struct name *n) {
    const struct token *t = &tokens[n->first];
    if (t->deprel != DEP_conj || t->head == TOKEN_NONE || t->head >= n->first)
        return false;
    const struct token *noun = &tokens[t->head];
    return noun->upos == UPOS_NOUN && noun->deprel == DEP_appos && noun->head != TOKEN_NONE &&
           tokens[noun->head].name == n->kind;
}

/* "…, said a source close to the president, X": a name is no clause; behind a noun and a comma it
 * says whom the noun means. */
static void appose_name(struct token *tokens, const struct sentence *s, const struct name *n) {
    struct token *t = &tokens[n->first];
    enum deprel d = deprel_basic((enum deprel)t->deprel);
    bool is_clause = d == DEP_ccomp || d == DEP_xcomp || d == DEP_advcl || d == DEP_parataxis;
    if (n->first < s->first + 2)
        return;
    if (is_conj_of_apposition(tokens, n)) {
        t->head = tokens[t->head].head;
        return;
    }
    is_clause |= t->deprel == DEP_conj && t->head == n->first - 2 &&
                 str_is(tokens[n->first - 1].form, ",") && tokens[t->head].upos == UPOS_NOUN;
    bool is_free = !is_under(tokens, n->first - 2, n->first, n->last);
    if (is_free && is_town_of(tokens, n)) {
        t->head = n->first - 2;
        return;
    }
    if (!is_clause)
        return;
    for (uint32_t c = n->first; c-- > s->first + 1 && n->first - c < 5;)
        if (tokens[c].head == n->first && tokens[c].deprel == DEP_case &&
            !is_under(tokens, c - 1, n->first, n->last) &&
            (tokens[c - 1].upos == UPOS_NOUN || tokens[c - 1].upos == UPOS_VERB)) {
            t->head = c - 1; /* "meeting with | X" */
            t->deprel = tokens[c - 1].upos == UPOS_NOUN ? DEP_nmod : DEP_obl;
            return;
        }
    if (!is_free || !str_is(tokens[n->first - 1].form, ",") ||
        tokens[n->first - 2].upos != UPOS_NOUN)
        return;
    t->head = n->first - 2;
    t->deprel = DEP_appos;
}

/* "The former head of Mossad, X": a person explains whoever heads the body, not the body. */
static void explain_head(struct token *tokens, const struct name *n) {
    struct token *t = &tokens[n->first];
    uint32_t body = t->head;
    if (n->kind != NAME_PER || t->deprel != DEP_appos || body == TOKEN_NONE || body > n->first ||
        (tokens[body].name != NAME_ORG && tokens[body].name != NAME_LOC))
        return;
    uint32_t head = tokens[body].head;
    if (tokens[body].deprel == DEP_nmod && head != TOKEN_NONE && head < body &&
        tokens[head].upos == UPOS_NOUN && tokens[head].name == NAME_NONE)
        t->head = head;
}

/* "Lawyer | X criticized the court": a title at the head of a sentence is no noun with a clause. */
static void lead_by_name(struct token *tokens, const struct sentence *s, const struct name *n) {
    uint32_t title = n->first - 1, verb = tokens[n->first].head;
    bool is_clause = verb != TOKEN_NONE && verb >= n->last && tokens[verb].head == title &&
                     tokens[verb].upos == UPOS_VERB &&
                     (tokens[verb].deprel == DEP_acl_relcl || tokens[verb].deprel == DEP_acl);
    if (!is_clause || tokens[n->first].deprel != DEP_nsubj || tokens[title].upos != UPOS_NOUN ||
        tokens[title].head != TOKEN_NONE)
        return;
    for (uint32_t i = s->first; i < title; i++)
        if (tokens[i].upos != UPOS_NOUN && tokens[i].upos != UPOS_ADJ)
            return;
    tokens[verb].head = TOKEN_NONE;
    tokens[verb].deprel = tokens[title].deprel;
    for (uint32_t i = n->last; i < s->last; i++)
        if (tokens[i].head == title)
            tokens[i].head = verb;
    tokens[title].head = n->first;
    tokens[title].deprel = DEP_nmod_desc;
}

/* "Egypt's | X": the state owns the name, and is not explained by it. */
static void free_owner(struct token *tokens, const struct sentence *s, const struct name *n) {
    struct token *t = &tokens[n->first];
    uint32_t owner = t->head, mark = n->first - 1;
    if (t->deprel != DEP_appos || owner == TOKEN_NONE || owner >= mark || mark - owner > 3 ||
        tokens[mark].head != owner || tokens[mark].deprel != DEP_case ||
        tokens[mark].upos != UPOS_PART)
        return;
    t->head = tokens[owner].head;
    t->deprel = tokens[owner].deprel;
    for (uint32_t i = n->last; i < s->last; i++)
        if (tokens[i].head == owner)
            tokens[i].head = n->first;
    tokens[owner].head = n->first;
    tokens[owner].deprel = DEP_nmod_poss;
}

static void mend_clausal_names(struct text *t) {
    uint32_t s = 0;
    for (uint32_t i = 0; i < t->n_names; i++) {
        const struct name *n = &t->names[i];
        while (s < t->n_sentences && t->sentences[s].last <= n->first)
            s++;
        if (s == t->n_sentences || n->last > t->sentences[s].last)
            continue;
        if (n->kind == NAME_LOC)
            appose_name(t->tokens, &t->sentences[s], n);
        if (n->kind != NAME_PER)
            continue;
        join_name(t->tokens, &t->sentences[s], n);
        explain_head(t->tokens, n);
        appose_name(t->tokens, &t->sentences[s], n);
        if (n->first == t->sentences[s].first)
            continue;
        free_owner(t->tokens, &t->sentences[s], n);
        lead_by_name(t->tokens, &t->sentences[s], n);
    }
}

/* "X, the president, and Y's Z | spoke": the tree ends at X and lets Z speak alone. A name at the
 * root without a verb of its own, and a clause joined to it whose subject follows "and": both
 * speak.
 */
static void join_subjects(struct token *tokens, const struct sentence *s) {
    uint32_t root = TOKEN_NONE, verb = TOKEN_NONE, subject = TOKEN_NONE, cc = TOKEN_NONE;
    for (uint32_t i = s->first; i < s->last && root == TOKEN_NONE; i++)
        root = tokens[i].head == TOKEN_NONE ? i : root;
    if (root == TOKEN_NONE || tokens[root].name == NAME_NONE || tokens[root].upos != UPOS_PROPN)
        return;
    for (uint32_t i = s->first; i < s->last; i++) {
        enum deprel d = (enum deprel)tokens[i].deprel;
        if (tokens[i].head == root && (d == DEP_cop || deprel_basic(d) == DEP_nsubj))
            return;
        if (tokens[i].head == root && d == DEP_conj && verb == TOKEN_NONE)
            verb = i;
    }
    if (verb == TOKEN_NONE || tokens[verb].upos != UPOS_VERB || verb < root)
        return;
    for (uint32_t i = root + 1; i < verb; i++) {
        if (tokens[i].head == verb && tokens[i].deprel == DEP_cc)
            cc = i;
        if (tokens[i].head == verb && tokens[i].deprel == DEP_nsubj && subject == TOKEN_NONE)
            subject = i;
    }
    if (cc == TOKEN_NONE || subject == TOKEN_NONE || subject < cc || subject - cc > 6)
        return;
    tokens[verb].head = TOKEN_NONE;
    tokens[verb].deprel = DEP_root;
    tokens[root].head = verb;
    tokens[root].deprel = DEP_nsubj;
    tokens[subject].head = root;
    tokens[subject].deprel = DEP_conj;
    tokens[cc].head = subject;
    for (uint32_t i = verb + 1; i < s->last; i++)
        if (tokens[i].head == root)
            tokens[i].head = verb;
}

/* "Dutch | and Belgian | detectives": the first people's name describes the noun too, and is not
 * listed with it. */
static void list_peoples(struct token *tokens, const struct sentence *s, uint32_t noun) {
    uint32_t first = tokens[noun].head, second = noun - 1;
    if (tokens[noun].upos != UPOS_NOUN || tokens[noun].deprel != DEP_conj || noun < s->first + 3 ||
        first + 3 != noun || tokens[first].name != NAME_NORP || !tokens[first].name_begins ||
        tokens[second].name != NAME_NORP || tokens[second].head != noun ||
        tokens[second - 1].upos != UPOS_CCONJ || tokens[first].head == TOKEN_NONE)
        return;
    tokens[noun].head = tokens[first].head;
    tokens[noun].deprel = tokens[first].deprel;
    for (uint32_t i = s->first; i < s->last; i++)
        if (tokens[i].head == first)
            tokens[i].head = noun;
    tokens[first].head = noun;
    tokens[first].deprel = DEP_amod;
    tokens[second].head = first;
    tokens[second].deprel = DEP_conj;
    tokens[second - 1].head = second;
    tokens[second - 1].deprel = DEP_cc;
}

/* "Condemned by Human Rights | Watch": a capital that ends a body's name and stands as an argument
 * is no verb. */
static void name_verbs(struct token *tokens, const struct sentence *s) {
    for (uint32_t i = s->first + 1; i < s->last; i++) {
        struct token *t = &tokens[i];
        bool is_inside = t->name == NAME_ORG && !t->name_begins && tokens[i - 1].name == NAME_ORG;
        enum deprel d = deprel_basic((enum deprel)t->deprel);
        bool is_argument = d == DEP_obl || d == DEP_obj || d == DEP_nmod || d == DEP_nsubj;
        if (!is_inside || !is_argument || t->upos != UPOS_VERB || !mend_is_capital(t))
            continue;
        t->upos = UPOS_PROPN;
        t->lemma = t->form;
    }
}

void mend_names(struct text *t) {
    for (uint32_t s = 0; s < t->n_sentences; s++)
        name_verbs(t->tokens, &t->sentences[s]);
    mend_clausal_names(t);
    for (uint32_t s = 0; s < t->n_sentences; s++)
        for (uint32_t i = t->sentences[s].first; i < t->sentences[s].last; i++)
            list_peoples(t->tokens, &t->sentences[s], i);
    for (uint32_t s = 0; s < t->n_sentences; s++)
        join_subjects(t->tokens, &t->sentences[s]);
    for (uint32_t s = 0; s < t->n_sentences; s++)
        for (uint32_t i = t->sentences[s].first; i < t->sentences[s].last; i++)
            if (is_lost_name(t->tokens, t->sentences[s].first, i))
                raise_name(t->tokens, &t->sentences[s], i);
            else if (is_apposed(t->tokens, &t->sentences[s], i))
                t->tokens[i].deprel = DEP_appos;
}
