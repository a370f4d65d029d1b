/* Minorities. "Uzbek homes in Osh", "Serbs in Mitrovica", "Baluch worshippers in Zahedan": people
 * called by the name of one state's people who live in another are of the land around them, where
 * that is one in which such people are at home. Troops and officials stay their state's. Cost: a
 * look at one short table. */
#include "code/who/parts.h"

/* Whose people live where, beside the state that bears their name. */
static const struct {
    const char *words; /* lemmas */
    const char *lands;
} minorities[] = {
    {"uzbek uzbeks", "KGZ AFG TJK KAZ"},
    {"tajik tajiks", "AFG UZB"},
    {"turkmen turkmens", "AFG IRQ SYR"},
    {"kyrgyz", "AFG TJK"},
    {"baluch baloch baluchi balochi", "IRN AFG"},
    {"pashtun pashtuns", "PAK"},
    {"azeri azeris azerbaijani", "IRN GEO"},
    {"armenian armenians", "LBN SYR TUR GEO"},
    {"serb serbs serbian", "XKX BIH HRV MNE"},
    {"croat croats", "BIH"},
    {"albanian albanians", "XKX MKD SRB MNE"},
    {"tutsi tutsis hutu hutus", "COD BDI"},
    {"chechen chechens", "GEO"},
    {"russian russians", "EST LVA"},
};

static const char people[] =
    "people civilian resident villager worshipper protester demonstrator man woman child youth boy "
    "girl home house village neighborhood neighbourhood community minority family shop mob rebel "
    "militant nationalist separatist gunman student activist leader politician lawmaker";

bool minority_of(const struct reading *r, uint32_t word, uint32_t head, str *place) {
    if (word != head && !lemma_in(r, head, people))
        return false;
    for (size_t i = 0; i < sizeof minorities / sizeof *minorities; i++) {
        if (!lemma_in(r, word, minorities[i].words))
            continue;
        str around = name_country_around(r, head);
        if (!around.n || !str_in(around, minorities[i].lands))
            return false;
        *place = around;
        return true;
    }
    return false;
}

void minority_name(const struct reading *r, uint32_t word, str *place) {
    enum deprel d = (enum deprel)r->tokens[word].deprel;
    uint32_t noun = d == DEP_amod || d == DEP_compound ? r->tokens[word].head : word;
    if (noun != word || str_ends(r->tokens[word].form, STR("s")))
        minority_of(r, word, noun, place);
}
