/* Parts of who.c: names of the tables (names.c) and their titles (title.c, office.c); composition
 * (compose.c) from owners (owner.c), sectors (sector.c) and the name beside a noun (beside.c); the
 * country of the story (story.c), of a sentence (around.c), of a people's name (minority.c) and by
 * whom one deals with (dealings.c); quantities (count.c) and lists (expand.c); people who are
 * learned from the text (person.c); what was told before (known.c, definite.c, state.c, pairs.c) or
 * is told beside (identity.c). Private to them. */
#ifndef HB_CODE_WHO_PARTS_H
#define HB_CODE_WHO_PARTS_H

#include "code/who/who.h"

enum { WHO_DEPTH = 4 }; /* of owners of owners */

/* What is called after somebody and is not his. */
#define NAMED_BUILDINGS                                                                            \
    "mosque church cathedral shrine airport university college school hospital stadium square "    \
    "street avenue bridge port prison camp barracks base palace institute foundation center "      \
    "centre park museum library dam mausoleum"

/* Who are of the craft that they man. */
#define CREW "pilot copilot crew crewman"

/* "In Geneva | Kerry met him". */
bool who_is_scene_before(const struct reading *r, uint32_t t, uint32_t head);

static inline bool has_sector(str sector) {
    return sector.n > 0;
}

/* "Commander" of "army commander". */
str phrase_last_word(str phrase);

/* Fills a fresh mention of the phrase headed at a token; nothing is remembered. */
void who_resolve(struct reading *r, uint32_t head, int depth, struct mention *m);

/* By a name of the tables that covers the head; `first` begins the phrase. False if none does. */
bool who_resolve_name(struct reading *r, uint32_t head, uint32_t first, struct mention *m);
/* "The North" of Korea, "the mainland" beside Taiwan (state.c). */
bool state_half(const struct reading *r, uint32_t head, struct mention *m);
bool state_mainland(const struct reading *r, uint32_t head, struct mention *m);

struct owner {
    str place, sector;
    str likely; /* the country in which plays who owns it and is nobody's: "the group's"; "" */
    bool is_found;
    bool is_body;   /* an organisation or group, whose sector its people share */
    uint32_t token; /* where it stands, NONE */
    str backer;     /* the state of "Iran-backed", which owns nothing; "" */
    bool is_before; /* it stands before the noun: Russian peacekeepers, France's police */
};
/* Each fills an owner that is not yet found: by the mention at a token; by a name before the head
 * in its phrase (Turkish troops, a NATO spokesman). */
void owner_from_token(struct reading *r, uint32_t t, int depth, struct owner *o);
void owner_before(struct reading *r, uint32_t head, uint32_t first, struct owner *o);
/* Country or body to which a noun belongs; `first` begins its phrase, `begin` its own words
 * (foreign minister): what lies between modifies it. The sector may be known where the owner is
 * not. */
struct owner owner_find(struct reading *r, uint32_t head, uint32_t first, uint32_t begin,
                        int depth);

/* A role noun of the tables that ends at `head`. */
struct agent_phrase {
    uint32_t agent, begin, head;
};

/* The actor of the tables whose name is headed at `c`, for the phrase headed at `head`, which keeps
 * its sector where the tables have none (beside.c). */
bool who_take_actor(struct reading *r, uint32_t head, uint32_t c, struct mention *m);
/* By a role noun: whom a name beside it means, whom it stood for before, else whom its owner and
 * the story make of it (beside.c). */
void who_resolve_agent(struct reading *r, const struct agent_phrase *p, int depth,
                       struct mention *m);

/* "Supporters of the former president": a mention of whom they stand by becomes one of them. */
void adherents_take(const struct reading *r, uint32_t head, struct mention *m);

/* "The Armenian capital", "Turkey's south": a place in a state. */
void land_resolve(struct reading *r, uint32_t head, int depth, struct mention *m);

/* "The countries of the region", "states in West Africa": of no one state; false where it is none.
 */
bool states_resolve(const struct reading *r, uint32_t head, struct mention *m);

/* Is one of the list's lemmas among the words of [first, head)? */
bool phrase_has_modifier(const struct reading *r, uint32_t first, uint32_t head, const char *list);
/* Of what sector its words and its owner make the role noun of a phrase that begins at `first`
 * (sector.c). */
str agent_sector(struct reading *r, const struct know_agent *agent, const struct agent_phrase *p,
                 uint32_t first, const struct owner *o);
/* Of which land those are whom `word`, the name of a people, calls in the phrase headed at `head`,
 * where they live in another than their name's: Uzbek homes in Osh (minority.c). */
bool minority_of(const struct reading *r, uint32_t word, uint32_t head, str *place);
/* The same of a people's name that stands alone ("Serbs") or before what is theirs ("Uzbek homes").
 */
void minority_name(const struct reading *r, uint32_t word, str *place);
/* The longest one that begins at or after `first`; false if there is none. */
bool agent_find(const struct reading *r, uint32_t head, uint32_t first, struct agent_phrase *out);
void agent_compose(struct reading *r, const struct agent_phrase *p, uint32_t first, int depth,
                   struct mention *m);
/* A body's name that others bear too, of which another state's word stands before it or whose own
 * state the report never names: Pakistan's Foreign Office, the Democratic Party in Seoul. */
bool agent_is_meant(struct reading *r, const struct agent_phrase *p, const struct mention *named,
                    uint32_t first);
/* "The former president": is an office that the phrase names no longer held? */
bool phrase_is_former(const struct reading *r, uint32_t first, uint32_t head);
/* "The main opposition Democratic Party". */
bool phrase_is_opposed(const struct reading *r, uint32_t first, uint32_t head);
/* "killed five", "dozens died": a number that is a clause's subject or object and no year, sum or
 * measure. */
bool phrase_is_count(const struct reading *r, uint32_t head);
/* People who are only counted, of the country around them. */
void count_resolve(const struct reading *r, uint32_t head, struct mention *m);
/* Each of these fills the mention and returns true where the phrase is a part or number of others:
 * "one of these groups, X", "dozens of protesters", "some called on him", "among those arrested".
 */
bool count_named_one(struct reading *r, uint32_t head, struct mention *m);
bool count_quantity(struct reading *r, uint32_t head, int depth, bool has_agent, struct mention *m);
bool count_part(struct reading *r, uint32_t head, struct mention *m);
bool count_among(struct reading *r, uint32_t head, int depth, struct mention *m);

/* Where a title heads the phrase, "Solicitor General Jose Calida": the first token of the name
 * after it, NONE. */
uint32_t person_name_after(const struct reading *r, uint32_t head);
bool is_person_name(const struct reading *r, uint32_t head);
/* Title of a name that the tables do not know: "Deputy Minister X", "X, Tunisia's president". Fills
 * the mention; false where there is no title. */
bool person_by_title(struct reading *r, uint32_t head, int depth, struct mention *m);
/* A person's name that the tables do not explain: by his title, else by what was told before. */
void person_resolve(struct reading *r, uint32_t head, int depth, struct mention *m);
/* Of a name of the tables with a title (title.c). A man who left his office last month, or whom
 * the text calls by it, still holds it. */
void title_keep_office(struct reading *r, const struct hit *h, struct mention *m);
/* Does an office beside the name say that he has lost it: "the former president, X"? */
bool title_is_former(const struct reading *r, uint32_t name);
/* The sector of the role noun in [first, end), nearest to its end; "". */
str title_sector(const struct reading *r, uint32_t first, uint32_t end);
/* Where the title heads the phrase: its sector, if the tables have none for that day. */
void title_take(const struct reading *r, uint32_t head, struct mention *m);
/* The last name of one who governs a state that the report names; fills the mention (office.c).
 */
bool office_by_last_name(struct reading *r, uint32_t head, struct mention *m);
/* Somebody named of whom the report does not say whose he is: of the country of its story. */
bool person_is_stranger(const struct reading *r, const struct mention *m);
/* Somebody of that last name whom the report has named. */
bool person_known(struct reading *r, uint32_t head, struct mention *m);

/* The best reading of a hit, NULL where none fits. Borrowed from the hit. */
const struct phrase_hit *name_reading(const struct reading *r, const struct hit *h);
/* Gives a mention what a reading says: code, kind, actor. */
void name_take(struct reading *r, const struct phrase_hit *p, struct mention *m);
/* Splits "TUR-GOV" into the mention's place and sector. */
void name_take_code(str code, struct mention *m);
/* By its capitals: UN, M23. */
bool name_is_acronym(str form);
/* Does the last name of somebody whom only this text knows stand here alone? */
bool name_is_own(const struct reading *r, uint32_t t);
/* "Anti-government", "anti-American": fills the mention with whom the word is against. */
bool name_resolve_opposed(struct reading *r, uint32_t head, struct mention *m);
/* Is the token covered by the name of a state, its people or its capital? Its code in *place. */
bool name_is_state(const struct reading *r, uint32_t t, str *place);
/* The country in which the sentence around a token plays, else the story's; "" if neither is known.
 */
str name_country_around(const struct reading *r, uint32_t head);
/* The country of an official or a government of whom nobody says whose, by whom he deals with; ""
 * if that tells nothing. */
str name_state_by_dealings(const struct reading *r, uint32_t head);
/* The state of which the report tells most but for one; "" if it tells of no other. */
str name_other_state(const struct reading *r, str but);
/* The state that the report sets beside this one: named at least half as much; "" if none is. */
str name_rival_state(const struct reading *r, str of);
/* Sets r->own_names. */
bool name_collect_own(struct reading *r);
/* Alpha-3 of what a hit names, "" for bodies of no state (story.c). */
str story_state_of(const struct reading *r, const struct phrase_hit *p);
/* "Captured Bukavu", "entered Mosul": they are there. */
bool story_is_reached(const struct reading *r, uint32_t token);
/* A strike, a missile, a flag: what a state's word before it tells of, not of where it is. */
bool story_is_weapon(const struct reading *r, uint32_t noun);
/* The verb of the clause in which a token stands, NONE. */
uint32_t story_clause_of(const struct reading *r, uint32_t t);
/* A meeting or a signature, which parties to a war hold anywhere; and where they do. */
bool story_is_talk(const struct reading *r, uint32_t verb);
bool story_is_talk_place(const struct reading *r, uint32_t token);
/* Sets r->states and r->story_country. */
bool name_story_country(struct reading *r);
/* "Ukrainian gunners sank two ships": of the other state of which the report tells, where those who
 * strike a state's arms are its own; "". */
str name_foe_of_striker(const struct reading *r, uint32_t head, str around);
/* "Republicans", "the Senate": of the United States, where the country around has no such body and
 * the report names the other. */
bool name_is_american_body(const struct reading *r, uint32_t head, str around);
/* How often the report names a state, its capital or places in it; 0: never. */
uint32_t name_state_weight(const struct reading *r, str code);
/* Does the report name it, or anybody or anything of it? */
bool name_states_include(const struct reading *r, str code);

/* A town of the gazetteer that begins at a token and that the tables do not know, by the states of
 * which the report speaks. Fills place and kind. */
bool name_is_town(const struct reading *r, uint32_t t, struct mention *m);

/* A word for a piece of land: capital, town, region. */
bool name_is_land(const struct reading *r, uint32_t t);

/* "Militiamen", a plural by its form. */
bool known_is_men(const struct reading *r, uint32_t t);
/* "Those who protested", "those arrested": people told by what they do or undergo. */
bool known_is_those(const struct reading *r, uint32_t head);
/* "The West African nation", "the Gulf state" (state.c). */
bool known_is_regional_state(const struct reading *r, uint32_t head, const struct mention *m);
/* Each of these fills the mention and returns true where it finds whom the phrase means: "the
 * group", "the minister", "the men" (definite.c). */
bool known_definite(struct reading *r, const struct agent_phrase *p, struct mention *m);
/* "The country", "the kingdom": the state of which the report has just told, else its own
 * (state.c). */
bool known_state(struct reading *r, uint32_t head, struct mention *m);
/* "The House" without a word of which: the lower chamber of the story's state, else of the United
 * States. */
bool known_chamber(const struct reading *r, uint32_t head, struct mention *m);
/* "The president": who holds such an office in the report. */
bool known_office_holder(struct reading *r, const struct agent_phrase *title, struct mention *m);
/* "Mahan" after "the airline Mahan Air": a body under its short name; `first` is its token. */
bool known_body(struct reading *r, uint32_t first, struct mention *m);
/* "Both leaders", "the two countries": the head of the two or more who were named together last,
 * NONE (pairs.c). */
uint32_t known_pair(struct reading *r, uint32_t head);
/* The phrase keeps its own extent and takes everything else from what it stands for
 * (identity.c). */
void whole_take(const struct mention *from, struct mention *m);
/* Unknown people whose phrase says who they are, and counterparts: "gunmen believed to be members
 * of X", "warned his counterpart". */
void identity_complete(struct reading *r, uint32_t head, int depth, struct mention *m);
/* Two of whom "both" may tell who have one name: "two brothers"; NONE. */
uint32_t known_two(const struct reading *r, uint32_t head);
/* The head of what an acronym stands for in this text, NONE. */
uint32_t known_acronym(const struct reading *r, uint32_t t);

#endif
