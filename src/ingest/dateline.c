/* Datelines by a small grammar:
 *
 *   dateline = agency sep | place { "/" place } { "," region } [ [","] date ] [ "(" agency ")" ]
 * sep sep      = "—" | "–" | "--" | "-" between blanks | ":"
 *
 * A place is one to four capitalised words. Since "Erdogan: …" and "NATO – …" have the same form, a
 * bare place counts only if it is a well-known city, or if the text never uses the word as it would
 * a person or body: every other use follows a preposition of place. Linear in the paragraph's head;
 * the look through the text is bounded. */
#include "ingest/dateline.h"

#include "base/utf8.h"
#include "ingest/words.h"
#include "ingest/written.h"

enum { LONGEST = 120, LONGEST_LOOK = 64 << 10, MOST_PLACE_WORDS = 4 };

#define COUNT(array) (sizeof(array) / sizeof *(array))

struct head {
    str s; /* the paragraph, cut at LONGEST */
    uint32_t at;
    str place;
    bool is_upper, has_region, has_date, has_agency;
    struct civil date;
};

static bool is_known_city(str s) {
    static const char *const cities[] = {
        "abuja",          "abu dhabi",      "accra",         "addis ababa",  "aden",
        "aleppo",         "algiers",        "almaty",        "amman",        "amsterdam",
        "ankara",         "athens",         "astana",        "baghdad",      "baku",
        "bamako",         "bangkok",        "bangui",        "basra",        "beijing",
        "beirut",         "belgrade",       "benghazi",      "berlin",       "bern",
        "bishkek",        "bogota",         "bogot\xC3\xA1", "brasilia",     "brussels",
        "bucharest",      "budapest",       "buenos aires",  "bujumbura",    "cairo",
        "canberra",       "caracas",        "chisinau",      "colombo",      "conakry",
        "copenhagen",     "dakar",          "damascus",      "dhaka",        "diyarbakir",
        "doha",           "donetsk",        "dubai",         "dublin",       "dushanbe",
        "erbil",          "gaza",           "gaza city",     "geneva",       "goma",
        "guatemala city", "hanoi",          "harare",        "havana",       "helsinki",
        "hong kong",      "islamabad",      "istanbul",      "jakarta",      "jerusalem",
        "johannesburg",   "juba",           "kabul",         "kampala",      "karachi",
        "kathmandu",      "khartoum",       "kharkiv",       "kiev",         "kigali",
        "kinshasa",       "kuala lumpur",   "kuwait city",   "kyiv",         "la paz",
        "lagos",          "lahore",         "lima",          "lisbon",       "london",
        "los angeles",    "luanda",         "lusaka",        "lviv",         "madrid",
        "managua",        "manama",         "manila",        "maputo",       "mexico city",
        "minsk",          "mogadishu",      "monrovia",      "moscow",       "mumbai",
        "muscat",         "nairobi",        "n'djamena",     "new delhi",    "new york",
        "niamey",         "nicosia",        "nouakchott",    "odesa",        "odessa",
        "oslo",           "ottawa",         "ouagadougou",   "panama city",  "paris",
        "phnom penh",     "port-au-prince", "prague",        "pretoria",     "pristina",
        "pyongyang",      "quito",          "rabat",         "ramallah",     "riga",
        "rio de janeiro", "riyadh",         "rome",          "san salvador", "sanaa",
        "santiago",       "sao paulo",      "sarajevo",      "seoul",        "shanghai",
        "singapore",      "skopje",         "sofia",         "stockholm",    "srinagar",
        "sydney",         "taipei",         "tallinn",       "tashkent",     "tbilisi",
        "tegucigalpa",    "tehran",         "tel aviv",      "the hague",    "tirana",
        "tokyo",          "tripoli",        "tunis",         "ulaanbaatar",  "united nations",
        "vienna",         "vientiane",      "vilnius",       "warsaw",       "washington",
        "yangon",         "yaounde",        "yerevan",       "zagreb",       "zurich",
        "peshawar",       "quetta",         "kandahar",      "idlib",        "mosul"};
    for (size_t i = 0; i < COUNT(cities); i++)
        if (words_is(s, cities[i]))
            return true;
    return false;
}

static bool is_no_place(str s) {
    static const char *const labels[] = {
        "analysis",      "update",     "breaking",   "exclusive", "explainer",
        "opinion",       "note",       "correction", "watch",     "live",
        "video",         "photos",     "editorial",  "comment",   "interview",
        "factbox",       "timeline",   "question",   "answer",    "highlights",
        "summary",       "profile",    "background", "context",   "source",
        "sources",       "warning",    "alert",      "by",        "he",
        "she",           "they",       "it",         "but",       "and",
        "also",          "however",    "today",      "yesterday", "newsletter",
        "editor's note", "fact check", "key points", "dear",      "dear abby"};
    for (size_t i = 0; i < COUNT(labels); i++)
        if (words_is(s, labels[i]))
            return true;
    return s.n < 3 || written_month(s) || written_is_weekday(s);
}

static void skip_blanks(struct head *h) {
    while (h->at < h->s.n && h->s.p[h->at] == ' ')
        h->at++;
}

/* One word of a place: letters, hyphens, apostrophes, and stops within ("St.", "U.N."). */
static str place_word(const struct head *h, uint32_t at) {
    uint32_t begin = at, end = at;
    while (at < h->s.n) {
        char c = h->s.p[at];
        uint32_t next = at;
        uint32_t point = utf8_next(h->s, &next);
        bool is_inside = c == '\'' || c == '.' ||
                         (c == '-' && at > begin && at + 1 < h->s.n && h->s.p[at + 1] != ' ' &&
                          h->s.p[at + 1] != '-');
        if (!utf8_is_letter(point) && point != 0x2019 && !is_inside)
            break;
        at = end = next;
    }
    return str_slice(h->s, begin, end);
}

/* One to four words; false where there is no capitalised one. Moves past it. */
static bool read_place(struct head *h, str *out, bool *is_upper) {
    uint32_t begin = h->at, end = h->at, n = 0;
    *is_upper = true;
    while (n < MOST_PLACE_WORDS) {
        uint32_t at = end;
        struct civil c;
        while (n && at < h->s.n && h->s.p[at] == ' ')
            at++;
        str word = place_word(h, at);
        uint32_t look = at;
        bool is_joint = n && (str_is(word, "de") || str_is(word, "of") || str_is(word, "la") ||
                              str_is(word, "al") || str_is(word, "and"));
        if (word.n == 0 || (!words_is_capital(word) && !is_joint) ||
            (n && written_date_read(h->s, &look, &c)))
            break;
        *is_upper = *is_upper && words_is_all_upper(word);
        end = at + word.n;
        n++;
    }
    if (n == 0)
        return false;
    h->at = end;
    *out = str_slice(h->s, begin, end);
    return true;
}

/* "(Reuters)", "(AP)", "(Thomson Reuters Foundation)". */
static bool read_agency(struct head *h) {
    const char *closing = memchr(h->s.p + h->at, ')', h->s.n - h->at);
    if (!closing)
        return false;
    uint32_t end = (uint32_t)(closing - h->s.p);
    str name = str_slice(h->s, h->at + 1, end);
    if (!words_is_agency(name) && !words_is_name_list(name, 4))
        return false;
    h->has_agency = true;
    h->at = end + 1;
    return true;
}

static bool read_date(struct head *h) {
    if (h->has_date || !written_date_read(h->s, &h->at, &h->date)) {
        uint32_t look = h->at;
        str word = place_word(h, look);
        if (!written_is_weekday(words_strip(word)))
            return false;
        h->at += word.n; /* "CAIRO, Thursday (AP)": a day that says nothing alone */
        return true;
    }
    h->has_date = true;
    return true;
}

/* What may stand between the place and the separator. */
static bool read_details(struct head *h) {
    for (int n = 0; n < 6; n++) {
        skip_blanks(h);
        if (h->at >= h->s.n)
            return true;
        char c = h->s.p[h->at];
        str region;
        bool is_upper;
        if (c == '/' || c == ',' || (c == '.' && !h->has_date)) {
            h->at++;
            skip_blanks(h);
            if (c != '/' && read_date(h))
                continue;
            if (c == '.' || !read_place(h, &region, &is_upper))
                return false;
            h->has_region |= c == ',';
            h->is_upper &= is_upper || c == ',';
        } else if (c == '(') {
            if (h->has_agency || !read_agency(h))
                return false;
        } else if (!read_date(h)) {
            return true;
        }
    }
    return true;
}

/* 'd' dash, ':' colon, 0 none. Moves past it and the blanks behind. */
static char read_separator(struct head *h) {
    static const char *const dashes[] = {"\xE2\x80\x94", "\xE2\x80\x93", "\xE2\x80\x95", "--", "-"};
    str rest = str_slice(h->s, h->at, h->s.n);
    char found = 0;
    uint32_t length = 0;
    for (size_t i = 0; i < COUNT(dashes) && !found; i++) {
        str dash = str_from(dashes[i]);
        bool is_before_blank = rest.n > dash.n && rest.p[dash.n] == ' ';
        if (str_starts(rest, dash) && (is_before_blank || i == 0)) {
            found = 'd';
            length = dash.n;
        }
    }
    if (!found && str_starts(rest, STR(": "))) {
        found = ':';
        length = 1;
    }
    if (!found)
        return 0;
    h->at += length;
    skip_blanks(h);
    return found;
}

/* Does the text use the word only as a place, after "in", "from", "to" …? Its first use is the
 * dateline itself; no other use at all is good enough. */
static bool is_used_as_place(str word, str text) {
    static const char *const prepositions[] = {
        "in",  "from",    "to",     "at",   "near",    "of",     "around", "outside", "across",
        "for", "towards", "toward", "into", "through", "around", "inside", "leaving"};
    uint32_t seen = 0;
    if (text.n > LONGEST_LOOK)
        text.n = LONGEST_LOOK;
    str rest = text, token, previous = {NULL, 0}, first = word;
    const char *blank = memchr(word.p, ' ', word.n);
    if (blank)
        first.n = (uint32_t)(blank - word.p);
    while (words_next(&rest, &token)) {
        str bare = words_strip(token);
        if (str_starts(bare, first) && bare.p != first.p) {
            bool is_placed = false;
            for (size_t i = 0; i < COUNT(prepositions); i++)
                is_placed |= words_is(previous, prepositions[i]);
            if (!is_placed)
                return false;
            seen++;
        }
        previous = bare;
    }
    return seen < 1000;
}

static bool opens_sentence(str s) {
    static const char *const quotes[] = {"\"", "'", "\xE2\x80\x9C", "\xE2\x80\x98"};
    for (size_t i = 0; i < COUNT(quotes); i++)
        if (str_starts(s, str_from(quotes[i])))
            return true;
    return words_is_capital(s) || (s.n && s.p[0] >= '0' && s.p[0] <= '9');
}

static bool is_believed(const struct head *h, char separator, str paragraph, str text) {
    enum { SHORTEST_STATEMENT = 40 };
    str rest = str_slice(paragraph, h->at, paragraph.n);
    bool is_city = is_known_city(h->place), is_sure = h->has_agency || h->has_date;
    if (rest.n == 0)
        return is_sure && (h->has_date || separator);
    if (!opens_sentence(rest) || (!is_city && is_no_place(h->place)))
        return false;
    if (!separator) /* "Washington (CNN) President Trump …" */
        return h->has_agency && is_city;
    if (is_sure || is_city)
        return true;
    if (h->has_region)
        return separator == 'd';
    bool is_statement = words_ends_sentence(paragraph) && rest.n >= SHORTEST_STATEMENT;
    bool may_be_acronym = separator == 'd' && h->is_upper && h->place.n <= 5;
    const char *blank = memchr(h->place.p, ' ', h->place.n);
    str tail =
        blank ? str_slice(h->place, (uint32_t)(blank - h->place.p) + 1, h->place.n) : STR("");
    if (may_be_acronym || memchr(tail.p, ' ', tail.n)) /* of unknown places, two words at most */
        return false;
    return is_statement && !strchr("\"\xE2'", rest.p[0]) && is_used_as_place(h->place, text);
}

bool dateline_read(str paragraph, str text, struct dateline *out) {
    struct head h = {.s = paragraph};
    if (h.s.n > LONGEST)
        h.s.n = LONGEST;
    *out = (struct dateline){0};
    if (h.s.n && h.s.p[0] == '(') { /* "(Reuters) - …" */
        if (!read_agency(&h))
            return false;
        str agency = str_slice(h.s, 1, h.at - 1);
        skip_blanks(&h);
        if (!words_is_agency(agency) || read_separator(&h) != 'd' || h.at >= h.s.n)
            return false;
        *out = (struct dateline){.end = h.at, .is_sure = true};
        return true;
    }
    if (!read_place(&h, &h.place, &h.is_upper) || !read_details(&h))
        return false;
    skip_blanks(&h);
    char separator = read_separator(&h);
    if (!is_believed(&h, separator, paragraph, text))
        return false;
    *out = (struct dateline){.end = h.at,
                             .place = h.place,
                             .date = h.date,
                             .is_sure = h.has_agency || h.has_date || h.has_region};
    return true;
}
