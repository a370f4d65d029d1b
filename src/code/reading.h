/* A report while it is being read: its text, the children of every token, the ids of its words, the
 * names found in it, and the mentions and entities that grow as they are asked for. Private to
 * src/code; everything lies in the report's arena. Functions of this room take a reading first and
 * never fail but by memory, which the arena remembers. */
#ifndef HB_CODE_READING_H
#define HB_CODE_READING_H

#include "code/coder.h"
#include "know/know.h"

#define NONE UINT32_MAX
/* Names of contexts.txt: "context/military". */
#define CONTEXT_PREFIX "context/"

/* Lists of lemmas, for lemma_in, that more than one room asks for; more may be joined to them. */
#define SPOKESMEN "spokesman spokeswoman spokesperson spokesmen"
/* Verbs that give a thing a name: "called it an act of war". */
#define NAMING "call describe brand label term dub"
/* Before an office that is no longer held, and before one who was driven from it. */
#define FORMER "former ex onetime one-time erstwhile ex-president ex-premier ex-minister ex-prime"
#define OUSTED "ousted deposed oust depose"
/* Who stand by somebody. */
#define ADHERENTS "supporter follower loyalist backer"
/* Sectors, for str_in, of those who hold an office of their state. */
#define OFFICES "GOV MIL LEG JUD COP SPY"

/* A name of the tables found in the text. */
struct hit {
    uint32_t first, last; /* tokens, last exclusive */
    struct phrase_match match;
};

/* How a mention came to its code. */
enum who_reason {
    WHO_UNKNOWN,  /* nothing explains it */
    WHO_NAME,     /* a name of the tables */
    WHO_TOWN,     /* a town of the gazetteer */
    WHO_PRONOUN,  /* stands for `why` */
    WHO_TOGETHER, /* two who were named together, or whom the report names most */
    WHO_ACRONYM,  /* short for `why` */
    WHO_OPPOSED,  /* whom "anti-" is against */
    WHO_QUANTITY, /* a part or number of `why` */
    WHO_TITLE,    /* a name behind a title */
    WHO_BEFORE,   /* named before in the report */
    WHO_OWNER,    /* a role noun of `why` */
    WHO_ROLE,     /* a role noun that says by itself whose it is */
    WHO_STORY,    /* a role noun of the country where the sentence plays */
    WHO_COUNT     /* a number of people in that country */
};

/* A noun phrase that stands for somebody. */
struct mention {
    uint32_t head;        /* token */
    uint32_t first, last; /* tokens of the phrase, last exclusive */
    str place;            /* "TUR", "IGO:UN", "---" */
    str sector;           /* "GOV", "" */
    str code;             /* place-sector, as printed */
    str title;            /* lemma of the role that the text gives a person: "spokesman"; "" */
    uint32_t actor;       /* index into the tables' actors, NONE */
    uint32_t entity;      /* index into reading.entities, NONE */
    enum entity_kind kind;
    enum who_reason reason;
    uint32_t why;  /* token that the reason speaks of, NONE */
    bool is_known; /* its country or body is known */
    bool is_human; /* people, or a body that acts */
    bool is_place; /* may be no more than the name of a place */
    bool is_vague; /* a word for a body whose owner nobody named: the facility, the site */
    bool is_thing; /* a warplane, a tank: stands for its owner, but is no person */
    bool is_plural, is_pronoun, is_default; /* is_default: only the story's country speaks for it */
};

/* Who is meant: one person, body, country or group of the report. */
struct person {
    str name, place, sector;
    str last_name; /* lower-case, of a person; "" */
    str noun;      /* lemma of the head where it was named by no name: "police"; "" */
    str title;     /* lemma of the role that the text gives a person: "spokesman"; "" */
    uint32_t actor;
    enum entity_kind kind;
    bool is_default; /* its country is only the story's */
    char gender;     /* 'm' 'f' or 0 */
    struct {
        struct span *items;
        size_t n, capacity;
    } mentions;
    struct {
        struct office *items;
        size_t n, capacity;
    } offices;
};

struct reading {
    const struct coder *coder;
    const struct know *know;
    const struct report *report;
    const struct text *text;
    struct arena *arena;
    const struct token *tokens; /* text->tokens */
    uint32_t n_tokens;
    str *lemma;     /* [n_tokens] lower case */
    uint32_t *word; /* [n_tokens] id of the lemma, WORD_NONE */
    uint32_t
        *form_word; /* [n_tokens] id of a noun's or adjective's form (arms, heinous), WORD_NONE */
    uint32_t *compound_word; /* [n_tokens] id of a noun with the words before it or what it is of
                                (travel_ban, state_of_emergency), WORD_NONE */
    uint32_t *sentence;      /* [n_tokens] index */
    uint32_t *first_child, *next_sibling; /* [n_tokens] tokens in order, NONE */
    uint32_t *hit_at; /* [n_tokens] index into hits that covers the token, NONE */
    struct {
        struct hit *items;
        size_t n, capacity;
    } hits;
    uint32_t *mention_at; /* [n_tokens] index into mentions headed here, NONE: not yet asked */
    struct {
        struct mention *items;
        size_t n, capacity;
    } mentions;
    struct {
        struct person *items;
        size_t n, capacity;
    } entities;
    struct { /* last names, as written, of people whom the tables do not know by their full name */
        str *items;
        size_t n, capacity;
    } own_names;
    struct { /* the states that the report names */
        struct state_weight {
            str code;
            uint32_t weight; /* of its own names and its places */
            uint32_t total;  /* with its people and bodies */
        } * items;
        size_t n, capacity;
    } states;
    enum plover_type strike_sense; /* the strikes told so far: PROTEST, ASSAULT, NONE: none yet */
    str story_country;             /* the country that the report is mostly about, "" */
    struct {
        struct place *items;
        size_t n, capacity;
    } places;
    uint32_t *
        quote_depth_speaker; /* [n_tokens] head token of the speaker of the quote around it, NONE */
    struct {
        struct quote *items;
        size_t n, capacity;
    } quotes;
    const struct asking *asking;        /* who.c's: the mentions that are being made, NULL */
    uint32_t class_male, class_female;  /* ids of the classes of words for men and women */
    uint32_t first_context, n_contexts; /* classes of contexts.txt, side by side */
    struct when_index *when;   /* when.c's: the time expressions; NULL before when_prepare */
    struct where_index *where; /* where.c's: the place at each token; NULL before where_prepare */
};

/* Builds the reading of a text; the name hits are found, mentions and entities still empty. False
 * without memory. */
bool reading_begin(struct reading *r, const struct coder *c, const struct report *report,
                   const struct text *text, struct arena *a);

/* First child of `token` with relation d (basic relations match their subtypes), or NONE. */
uint32_t child_with(const struct reading *r, uint32_t token, enum deprel d);
/* Case marker (preposition lemma's token) of a nominal, NONE. Compound ones give the first. */
uint32_t case_of(const struct reading *r, uint32_t token);
/* What introduces a clause or a nominal: its mark ("to", "after"), else its case marker; NONE. */
uint32_t mark_of(const struct reading *r, uint32_t token);
/* From a token up to a verb, which it may be itself, in at most so many steps: where the way ends,
 * NONE above the root. */
uint32_t climb_to_verb(const struct reading *r, uint32_t token, int steps);
/* The verb of saying in whose content a token stands, in at most so many steps up; NONE. */
uint32_t climb_to_report(const struct reading *r, uint32_t token, int steps);
bool is_verb(const struct reading *r, uint32_t token);
bool is_noun(const struct reading *r, uint32_t token);
bool lemma_is(const struct reading *r, uint32_t token, const char *lemma);
/* One of the words in a list split by spaces; not of NONE. */
static inline bool lemma_in(const struct reading *r, uint32_t token, const char *list) {
    return token != NONE && str_in(r->lemma[token], list);
}
/* "A series of | raids", "two days of | talks": the word of the list `measures` that a noun hangs
 * on by "of", which stands for it; else the noun. */
uint32_t measure_of(const struct reading *r, uint32_t noun, const char *measures);
/* "The minister", "this group": with a word that points back. */
bool is_definite(const struct reading *r, uint32_t noun);
/* "Called it an act of war": a pronoun that by its predicate means a deed, and nobody. */
bool is_deed_pronoun(const struct reading *r, uint32_t token);
/* Operators of the token's lemma in its own part of speech. */
uint32_t operators_of(const struct reading *r, uint32_t token);
/* Leftmost and rightmost token of the subtree, last exclusive. */
void subtree(const struct reading *r, uint32_t token, uint32_t *first, uint32_t *last);
struct span tokens_span(const struct reading *r, uint32_t first, uint32_t last);
str span_text(const struct reading *r, struct span s);

#endif
