/* Credits by their forms. Each form is a short, closed pattern over the last (or only) words of a
 * paragraph: a label ("Image Credit: …"), a bracket that names an agency or a photographer's house,
 * a photographer with a slash and an agency, a byline. The words of a credit are names; a
 * lower-case word that names do not have makes it text again. Tails are looked for in the last 200
 * bytes only, so that the cost per paragraph does not grow with it.
 *
 * Known to be missed: credits without any sign of their own ("Joan Doe"), and those in other
 * scripts. */
#include "ingest/credits.h"

#include "ingest/words.h"
#include "ingest/written.h"

enum { LONGEST_LINE = 250, LONGEST_TAIL = 200, MOST_WORDS = 12 };

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Labels that are a credit's own, wherever they stand; and those that must follow a sentence. */
static const char *const sure_labels[] = {
    "Image Credit:", "Photo Credit:",   "Picture Credit:", "Image Credits:", "Photo Credits:",
    "Image Source:", "Photo Courtesy:", "Photo by:",       "Photograph by:"};
static const char *const loose_labels[] = {"Photo:",
                                           "Photograph:",
                                           "Picture:",
                                           "Image:",
                                           "Credit:",
                                           "Pic:",
                                           "Photos:",
                                           "Source:",
                                           "Video:",
                                           "Photo by",
                                           "Photograph by",
                                           "Image by",
                                           "Photo courtesy of",
                                           "Image courtesy of",
                                           "Courtesy of"};

/* Names an agency on either side of a slash: "Tom Brenner/The New York Times", "REUTERS/Ammar
 * Awad". */
static bool has_agency_slash(str s) {
    str part, rest = s;
    uint32_t n = 0;
    bool is_agency = false;
    while (str_split(&rest, '/', &part)) {
        str bare = words_strip(str_trim(part));
        uint32_t via = words_find(bare, " via ", 0);
        if (via != UINT32_MAX)
            bare = str_slice(bare, via + 5, bare.n);
        is_agency |= words_is_agency(bare);
        n++;
    }
    return n > 1 && is_agency && words_is_name_list(s, MOST_WORDS);
}

static bool speaks_of_photo(str s) {
    static const char *const heads[] = {"photo",         "ap photo", "file",     "image",
                                        "picture",       "pool",     "courtesy", "credit",
                                        "reuters photo", "handout",  "via "};
    for (size_t i = 0; i < COUNT(heads); i++)
        if (words_begin(s, heads[i]))
            return true;
    return words_find(s, "getty", 0) != UINT32_MAX || words_find(s, " photo", 0) != UINT32_MAX ||
           words_find(s, "via ap", 0) != UINT32_MAX;
}

/* "Reporting by A in Tripoli; Editing by B". */
static bool is_staff_line(str s) {
    static const char *const heads[] = {
        "Reporting by",  "Additional reporting", "Editing by",        "Writing by",
        "Compiled by",   "Written by",           "Edited by",         "Photography by",
        "Reporting and", "With inputs from",     "With reporting by", "Additional writing"};
    s = words_strip(s);
    bool is_one = false;
    for (size_t i = 0; i < COUNT(heads); i++)
        is_one |= words_begin(s, heads[i]);
    if (!is_one)
        return false;
    str word;
    while (words_next(&s, &word)) {
        static const char *const known[] = {
            "reporting", "editing",     "writing",  "additional", "by",      "and",
            "in",        "with",        "compiled", "edited",     "written", "inputs",
            "from",      "photography", "for",      "the",        "at",      "graphics"};
        bool is_known = false;
        str bare = words_strip(word);
        for (size_t i = 0; i < COUNT(known); i++)
            is_known |= words_is(bare, known[i]);
        if (bare.n && !is_known && !words_is_capital(bare) && !words_is_name_list(word, 1) &&
            !words_is(bare, "al") && !words_is(bare, "de") && !words_is(bare, "el"))
            return false;
    }
    return true;
}

/* "(Tom Brenner/The New York Times)", "(Photo by …)", "(Reuters)" at the end of s: where it opens.
 * What is no name list is text: "(see photo on page 3)". */
static uint32_t bracket_tail(str s, bool *is_photo) {
    uint32_t end = s.n;
    if (end && s.p[end - 1] == '.')
        end--;
    if (end < 3 || (s.p[end - 1] != ')' && s.p[end - 1] != ']'))
        return s.n;
    char opening = s.p[end - 1] == ')' ? '(' : '[';
    uint32_t from = end > LONGEST_TAIL ? end - LONGEST_TAIL : 0, at = end - 1;
    while (at > from && s.p[at] != opening)
        at--;
    if (s.p[at] != opening)
        return s.n;
    str inside = str_trim(str_slice(s, at + 1, end - 1)), before = str_trim(str_slice(s, 0, at));
    bool follows_sentence = before.n == 0 || words_ends_sentence(before);
    bool is_name = words_is_name_list(inside, MOST_WORDS);
    if (follows_sentence && is_name && speaks_of_photo(inside)) {
        *is_photo = true;
        return at;
    }
    if (follows_sentence && (words_is_agency(inside) || is_staff_line(inside)))
        return at;
    bool has_slash = memchr(inside.p, '/', inside.n) != NULL;
    if (is_name && has_slash && (follows_sentence || has_agency_slash(inside))) {
        *is_photo = true;
        return at;
    }
    return s.n;
}

/* "… Image Credit: NYT": where the last such label begins, if names alone follow it. */
static uint32_t label_tail(str s, bool *is_photo) {
    uint32_t from = s.n > LONGEST_TAIL ? s.n - LONGEST_TAIL : 0;
    for (size_t i = 0; i < COUNT(sure_labels) + COUNT(loose_labels); i++) {
        bool is_sure = i < COUNT(sure_labels);
        str label = str_from(is_sure ? sure_labels[i] : loose_labels[i - COUNT(sure_labels)]);
        uint32_t at = words_find(s, label.p, from);
        if (at == UINT32_MAX || s.p[at] != label.p[0])
            continue;
        str before = str_trim(str_slice(s, 0, at)), after = str_slice(s, at + label.n, s.n);
        if (at > 0 && s.p[at - 1] != ' ' && s.p[at - 1] != '\n')
            continue;
        bool follows_sentence =
            before.n == 0 || words_ends_sentence(before) || str_ends(before, STR(")"));
        if ((is_sure || follows_sentence) && words_is_name_list(after, MOST_WORDS)) {
            *is_photo = true;
            return at;
        }
    }
    return s.n;
}

/* "… on Sunday. REUTERS/Ammar Awad": the words after the last sentence. */
static uint32_t slash_tail(str s, bool *is_photo) {
    uint32_t from = s.n > LONGEST_TAIL ? s.n - LONGEST_TAIL : 0;
    for (uint32_t at = s.n; at-- > from;) {
        bool opens = at == 0 || (s.p[at - 1] == ' ' && words_ends_sentence(str_slice(s, 0, at)));
        if (!opens || s.p[at] == ' ')
            continue;
        if (!has_agency_slash(str_slice(s, at, s.n)))
            return s.n;
        *is_photo = true;
        return at;
    }
    return s.n;
}

uint32_t credits_tail(str s, bool *is_photo) {
    uint32_t begin = s.n;
    *is_photo = false;
    for (;;) {
        str rest = str_slice(s, 0, begin);
        while (rest.n && strchr(" \t\n", rest.p[rest.n - 1]))
            rest.n--;
        uint32_t at = label_tail(rest, is_photo);
        if (at == rest.n)
            at = bracket_tail(rest, is_photo);
        if (at == rest.n)
            at = slash_tail(rest, is_photo);
        if (at == rest.n)
            return begin;
        begin = at;
        if (begin == 0)
            return 0;
    }
}

/* "By John Smith and Jane Doe, Reuters"; not "By Tuesday the army …". */
static bool is_byline(str s) {
    static const char *const heads[] = {"By ", "BY ", "by "};
    for (size_t i = 0; i < COUNT(heads); i++) {
        if (!str_starts(s, str_from(heads[i])))
            continue;
        str rest = str_slice(s, 3, s.n), word, look = rest;
        if (!words_next(&look, &word))
            return false;
        word = words_strip(word);
        return words_is_capital(word) && !written_month(word) && !written_is_weekday(word) &&
               words_is_name_list(rest, MOST_WORDS) && !str_ends(s, STR("."));
    }
    return false;
}

/* "Copy of Tunisia_Turkey_41165.jpg-5721f-1577273895579", "IMG_0042.jpeg". */
static bool is_file_name(str s) {
    static const char *const endings[] = {".jpg", ".jpeg", ".png", ".gif", ".webp", ".tif", ".mp4"};
    if (words_ends_sentence(s))
        return false;
    str word, rest = s;
    uint32_t n = 0;
    bool is_file = false;
    while (words_next(&rest, &word)) {
        n++;
        for (size_t i = 0; i < COUNT(endings); i++)
            is_file |= words_find(word, endings[i], 1) != UINT32_MAX;
    }
    return is_file && (n == 1 || (n <= 6 && words_begin(s, "Copy of")));
}

/* What a page leaves behind in copied text. */
static bool is_page_line(str s) {
    static const char *const wholes[] = {"advertisement",
                                         "advertisements",
                                         "sponsored",
                                         "loading",
                                         "read more",
                                         "related",
                                         "share",
                                         "all rights reserved",
                                         "story continues below",
                                         "story continues below advertisement",
                                         "article continues after advertisement",
                                         "continue reading",
                                         "continue reading below",
                                         "related articles",
                                         "related stories",
                                         "more on this story",
                                         "most read",
                                         "see also",
                                         "skip advertisement",
                                         "recommended",
                                         "top stories",
                                         "scroll to continue",
                                         "read also"};
    static const char *const heads[] = {
        "read more:", "read also:",         "also read:",    "see also:", "related:",
        "read next:", "also see:",          "more on this:", "watch:",    "listen:",
        "\xC2\xA9 ",  "copyright \xC2\xA9", "copyright 20",  "(c) 20"};
    str bare = words_strip(s);
    for (size_t i = 0; i < COUNT(wholes); i++)
        if (words_is(bare, wholes[i]))
            return true;
    for (size_t i = 0; i < COUNT(heads); i++)
        if (words_begin(s, heads[i]))
            return true;
    return false;
}

bool credits_is_line(str s) {
    bool is_photo;
    if (s.n == 0 || s.n > LONGEST_LINE)
        return false;
    return is_byline(s) || is_staff_line(s) || is_file_name(s) || is_page_line(s) ||
           credits_tail(s, &is_photo) == 0;
}

uint32_t credits_caption_head(str s) {
    static const char *const heads[] = {
        "FILE PHOTO:",       "FILE PHOTO -",      "File photo:", "FILE -",
        "FILE \xE2\x80\x93", "FILE \xE2\x80\x94", "FILE:",       "PHOTO:",
        "CAPTION:",          "Caption:",          "Pictured:",   "PICTURED:",
        "FILE IMAGE:",       "HANDOUT:",          "Photo:",      "Image:"};
    for (size_t i = 0; i < COUNT(heads); i++) {
        str head = str_from(heads[i]);
        if (!str_starts(s, head))
            continue;
        uint32_t at = head.n;
        while (at < s.n && s.p[at] == ' ')
            at++;
        return at < s.n ? at : 0;
    }
    return 0;
}

bool credits_points_into_picture(str s) {
    static const char *const marks[] = {
        "(left)",         "(right)",    "(L)",        "(R)",      "(C)",
        "(centre)",       "(center)",   "(top)",      "(bottom)", "(second left)",
        "(second right)", "(far left)", "(far right)"};
    enum { LONGEST_CAPTION = 400 };
    if (s.n > LONGEST_CAPTION)
        return false;
    for (size_t i = 0; i < COUNT(marks); i++)
        if (words_find(s, marks[i], 0) != UINT32_MAX)
            return true;
    return false;
}
