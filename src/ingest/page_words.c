/* What the names that web designers give say: the class, id and role of an element, taken apart
 * into words at anything that is no letter and where a capital follows a small one
 * ("relatedLinks"), and looked up. The lists grew from the pages of several hundred outlets'
 * systems (WordPress, Arc, Drupal, Chorus, Methode …). */
#include "ingest/page_parts.h"

#include <stdlib.h>

enum { LONGEST_WORD = 24 };

/* Sorted by byte. */
static const struct {
    const char *word;
    unsigned hints;
} words[] = {
    {"actions", HINT_NEVER},      {"ad", HINT_NEVER},           {"ads", HINT_NEVER},
    {"adslot", HINT_NEVER},       {"advert", HINT_NEVER},       {"advertisement", HINT_NEVER},
    {"advertising", HINT_NEVER},  {"agegate", HINT_NEVER},      {"aside", HINT_ASIDE},
    {"author", HINT_ASIDE},       {"authors", HINT_ASIDE},      {"banner", HINT_ASIDE},
    {"bio", HINT_ASIDE},          {"breadcrumb", HINT_NEVER},   {"breadcrumbs", HINT_NEVER},
    {"breaking", HINT_NEVER},     {"byline", HINT_NEVER},       {"caption", HINT_CAPTION},
    {"combx", HINT_NEVER},        {"comment", HINT_NEVER},      {"comments", HINT_NEVER},
    {"consent", HINT_NEVER},      {"cookie", HINT_NEVER},       {"cookies", HINT_NEVER},
    {"copyright", HINT_NEVER},    {"credit", HINT_CAPTION},     {"credits", HINT_CAPTION},
    {"dateline", HINT_NONE},      {"disclaimer", HINT_NEVER},   {"disqus", HINT_NEVER},
    {"donate", HINT_NEVER},       {"dropdown", HINT_NEVER},     {"facebook", HINT_ASIDE},
    {"figcaption", HINT_CAPTION}, {"follow", HINT_NEVER},       {"footer", HINT_NEVER},
    {"gallery", HINT_ASIDE},      {"gdpr", HINT_NEVER},         {"hidden", HINT_ASIDE},
    {"keywords", HINT_NEVER},     {"labels", HINT_NEVER},       {"login", HINT_NEVER},
    {"masthead", HINT_NEVER},     {"menu", HINT_NEVER},         {"meta", HINT_ASIDE},
    {"metadata", HINT_NEVER},     {"modal", HINT_NEVER},        {"more", HINT_ASIDE},
    {"nav", HINT_NEVER},          {"navbar", HINT_NEVER},       {"navigation", HINT_NEVER},
    {"newsletter", HINT_NEVER},   {"newsletters", HINT_NEVER},  {"outbrain", HINT_NEVER},
    {"overlay", HINT_NEVER},      {"pager", HINT_NEVER},        {"pagination", HINT_NEVER},
    {"paywall", HINT_ASIDE},      {"player", HINT_ASIDE},       {"poll", HINT_NEVER},
    {"popular", HINT_NEVER},      {"popup", HINT_NEVER},        {"print", HINT_ASIDE},
    {"profile", HINT_ASIDE},      {"promo", HINT_NEVER},        {"promos", HINT_NEVER},
    {"promotion", HINT_NEVER},    {"pullquote", HINT_NEVER},    {"rating", HINT_NEVER},
    {"readmore", HINT_NEVER},     {"recirc", HINT_NEVER},       {"recommend", HINT_NEVER},
    {"recommended", HINT_NEVER},  {"register", HINT_NEVER},     {"related", HINT_NEVER},
    {"relateds", HINT_NEVER},     {"remark", HINT_NEVER},       {"replies", HINT_NEVER},
    {"reply", HINT_NEVER},        {"respond", HINT_NEVER},      {"rss", HINT_NEVER},
    {"share", HINT_NEVER},        {"sharebar", HINT_NEVER},     {"sharedaddy", HINT_NEVER},
    {"sharing", HINT_NEVER},      {"shoutbox", HINT_NEVER},     {"sidebar", HINT_ASIDE},
    {"signup", HINT_NEVER},       {"skip", HINT_ASIDE},         {"slideshow", HINT_ASIDE},
    {"social", HINT_NEVER},       {"sponsor", HINT_NEVER},      {"sponsored", HINT_NEVER},
    {"subscribe", HINT_NEVER},    {"subscription", HINT_ASIDE}, {"syndication", HINT_NEVER},
    {"taboola", HINT_NEVER},      {"taglist", HINT_NEVER},      {"tags", HINT_NEVER},
    {"teaser", HINT_NEVER},       {"teasers", HINT_NEVER},      {"timestamp", HINT_NEVER},
    {"toc", HINT_NEVER},          {"toolbar", HINT_NEVER},      {"tools", HINT_NEVER},
    {"tooltip", HINT_NEVER},      {"trending", HINT_NEVER},     {"twitter", HINT_ASIDE},
    {"widget", HINT_ASIDE},       {"widgets", HINT_ASIDE},
};

/* Class names, without what is no letter, of the element that holds an article's text. */
static const char *const bodies =
    "articlebody articlecontent articletext articlebodycontent articlebodytext articlecopy "
    "articlemain storybody storycontent storytext "
    "storycopy storybodycopy entrycontent postcontent postbody posttext newsbody newstext "
    "newscontent bodycopy bodytext "
    "bodycontent maincontentbody articlepagecontent contentbody textbody singlecontent "
    "postcontentbody "
    "articlewrapbody zonearticle asset articlecontentbody tdpostcontent blogcontent contentarticle";

static int compare_word(const void *key, const void *entry) {
    return strcmp(key, *(const char *const *)entry);
}

static unsigned word_hints(const char *word) {
    const char *found =
        bsearch(word, words, sizeof words / sizeof *words, sizeof *words, compare_word);
    return found ? words[(size_t)(found - (const char *)words) / sizeof *words].hints : HINT_NONE;
}

static bool is_small(char c) {
    return c >= 'a' && c <= 'z';
}
static bool is_capital(char c) {
    return c >= 'A' && c <= 'Z';
}

/* One class: its words' hints, and whether all of it is the name of a body. */
static unsigned class_hints(str one) {
    char word[LONGEST_WORD + 1], whole[2 * LONGEST_WORD];
    uint32_t n = 0, n_whole = 0;
    unsigned hints = HINT_NONE;
    for (uint32_t i = 0; i <= one.n; i++) {
        char c = i < one.n ? one.p[i] : ' ';
        bool is_letter = is_small(c) || is_capital(c);
        bool begins = is_capital(c) && i > 0 && is_small(one.p[i - 1]);
        if ((!is_letter || begins) && n) {
            word[n] = 0;
            hints |= word_hints(word);
            n = 0;
        }
        if (is_letter && n < LONGEST_WORD)
            word[n++] = (char)(c | 0x20);
        if (is_letter && n_whole < sizeof whole)
            whole[n_whole++] = (char)(c | 0x20);
    }
    if (n_whole && str_in((str){whole, n_whole}, bodies))
        hints |= HINT_BODY;
    return hints;
}

unsigned page_hints(str class_name, str id) {
    unsigned hints = HINT_NONE;
    str rest = class_name, one;
    while (str_split(&rest, ' ', &one))
        hints |= class_hints(one);
    return hints | (id.n ? class_hints(id) : HINT_NONE);
}

/* Openings of a paragraph that is not the article's, in small letters. */
static const char *const openings[] = {"advertisement",
                                       "read more",
                                       "read also",
                                       "also read",
                                       "read next",
                                       "see also",
                                       "related:",
                                       "related stories",
                                       "related news",
                                       "key points",
                                       "related article",
                                       "more:",
                                       "watch:",
                                       "sign up",
                                       "subscribe",
                                       "follow us",
                                       "follow @",
                                       "click here",
                                       "share this",
                                       "story continues below",
                                       "continue reading",
                                       "article continues",
                                       "this story has been shared",
                                       "scroll down",
                                       "download the",
                                       "get the latest",
                                       "like us on",
                                       "join the conversation",
                                       "view comments",
                                       "post a comment",
                                       "leave a comment",
                                       "comments are",
                                       "originally published on",
                                       "all rights reserved",
                                       "copyright ©",
                                       "© ",
                                       "image copyright",
                                       "media playback is unsupported",
                                       "photo:",
                                       "photo by",
                                       "image:",
                                       "photograph:",
                                       "share on facebook",
                                       "most popular",
                                       "recommended",
                                       "you may also like",
                                       "you might also like",
                                       "support our journalism",
                                       "we use cookies",
                                       "by clicking",
                                       "newsletter",
                                       "sponsored",
                                       "loading...",
                                       "more from",
                                       "don't miss",
                                       "don’t miss",
                                       "trending",
                                       "editor's picks",
                                       "top stories",
                                       "up next",
                                       "what to read next"};

bool page_is_site_talk(str p) {
    char head[48];
    uint32_t n = 0;
    for (; n < p.n && n < sizeof head; n++)
        head[n] = is_capital(p.p[n]) ? (char)(p.p[n] | 0x20) : p.p[n];
    enum { LONGEST_TALK = 220 };
    if (p.n > LONGEST_TALK)
        return false;
    for (size_t i = 0; i < sizeof openings / sizeof *openings; i++)
        if (str_starts((str){head, n}, str_from(openings[i])))
            return true;
    return false;
}
