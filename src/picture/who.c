/* Proper names by their letters: every word but particles written large, no article or possessive
 * at the head. A plain noun that only begins its sentence looks the same, so the commonest are
 * listed.
 */
#include "picture/who.h"

#include "picture/answer.h"

/* Words that stand in lower case inside proper names. */
static const char particles[] = "of the for and de del della da do dos la le les el al bin ben ibn "
                                "abu von van der den ter in on to du y e i";
/* Plain nouns that headlines and sentences begin with, and so are written large. */
static const char commons[] =
    "Forces Troops Soldiers Fighters Rebels Militants Militiamen Militias Militia Gunmen "
    "Government Police Security Officials Protesters Demonstrators Deputies Lawmakers Civilians "
    "Residents Representatives Parliament Army Military Insurgents Separatists Opposition "
    "Terrorists Authorities Mercenaries Ministers Leaders Villagers Students Workers Villages "
    "Pirates Smugglers Tribes Jets Warplanes Columns Units Guards Commanders It He She They We I "
    "His Her Its Their Our My";

static bool is_large(str word) {
    for (uint32_t i = 0; i < word.n; i++) {
        unsigned char c = (unsigned char)word.p[i];
        if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c >= 0xC3)
            return true;
    }
    return false;
}

static bool is_article(str word) {
    return str_in(word, "The A An All Both Some Any Its His Their Her Our This That");
}

bool is_proper_name(str name) {
    str word;
    bool is_first = true, is_one = true;
    for (str rest = name; str_split(&rest, ' ', &word); is_first = false) {
        bool is_possessive = str_ends(word, STR("'s")) || str_ends(word, STR("\xE2\x80\x99s"));
        if (is_possessive || (is_first && is_article(word)))
            return false;
        if (!is_large(word) && (is_first || !str_in(word, particles)))
            return false;
        is_one = is_first;
    }
    return name.n && !(is_one && str_in(name, commons));
}

struct who who_of(str code, str name) {
    bool is_some = str_starts(name, STR("a ")) || str_starts(name, STR("an "));
    bool is_apart = is_some && str_in(code_sector(code), "REB PAR CRM");
    return (struct who){code, is_apart || is_proper_name(name) ? name : (str){NULL, 0}};
}

bool who_equal(struct who a, struct who b) {
    return str_equal(a.code, b.code) && str_equal(a.name, b.name);
}

int who_compare(struct who a, struct who b) {
    int order = str_compare(a.code, b.code);
    return order ? order : str_compare(a.name, b.name);
}

bool who_meets(struct who a, struct who b) {
    if (a.name.n && b.name.n && str_equal(a.name, b.name))
        return true;
    bool is_both_named = a.name.n && b.name.n && code_sector(a.code).n && code_sector(b.code).n;
    return code_meets(a.code, b.code) && !is_both_named;
}

str code_place(str code) {
    uint32_t i = 0;
    while (i < code.n && code.p[i] != '-')
        i++;
    return i ? str_slice(code, 0, i) : code; /* "---" is nobody's place */
}

str code_sector(str code) {
    str place = code_place(code);
    return place.n < code.n ? str_slice(code, place.n + 1, code.n) : (str){NULL, 0};
}

static bool is_of_the_state(str sector) {
    return sector.n == 0 || str_in(sector, "GOV MIL LEG JUD SPY COP");
}

bool code_meets(str a, str b) {
    if (!a.n || !b.n || a.p[0] == '-' || b.p[0] == '-')
        return false;
    if (str_equal(a, b))
        return true;
    str x = code_sector(a), y = code_sector(b);
    return str_equal(code_place(a), code_place(b)) && is_of_the_state(x) && is_of_the_state(y);
}

uint32_t codes_that_meet(struct arena *a, str code, str *out) {
    static const char *const parts[] = {"", "-GOV", "-MIL", "-LEG", "-JUD", "-SPY", "-COP"};
    str place = code_place(code);
    out[0] = code;
    if (!is_of_the_state(code_sector(code)))
        return 1;
    for (uint32_t i = 0; i < 7; i++)
        out[i] = text_of(a, "%.*s%s", (int)place.n, place.p, parts[i]);
    return 7;
}
