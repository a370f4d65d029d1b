/* The day of a page. What it says of itself to machines comes first, then its time elements, its
 * address, and a date that stands alone. Machines are told in universal time as a rule (whatever
 * zone is claimed), readers in the outlet's: an article of ten in the evening in Los Angeles is
 * stamped with the next day. So a stamp gives way to the day that stands under the headline, or in
 * the address, where that can be the day at that moment somewhere. */
#include "ingest/page_parts.h"

#include "base/utf8.h"
#include "ingest/words.h"
#include "ingest/written.h"

/* ---- reading a day ---- */

static uint32_t leading_digits(str s) {
    uint32_t n = 0;
    while (n < s.n && s.p[n] >= '0' && s.p[n] <= '9')
        n++;
    return n;
}

/* What no web page is older than; systems without a date write the year 1 or 1970. */
enum { FIRST_WEB_DAY = 7500 }; /* July 1990 */

void page_keep_day(date_day *slot, str *stamp, str value) {
    date_day day = *slot == DATE_NONE && value.n ? written_moment(value) : DATE_NONE;
    if (day <= FIRST_WEB_DAY)
        return;
    *slot = day;
    *stamp = value;
}

/* ---- where a day stands ---- */

static date_day day_of_elements(const struct html_tree *t, str *stamp, struct arena *a) {
    date_day day = DATE_NONE;
    for (uint32_t i = 0; i < t->n_nodes && day == DATE_NONE; i++) {
        str what = html_get(t, i, HTML_ITEMPROP), value = html_get(t, i, HTML_DATETIME);
        bool is_published =
            str_is(what, "datePublished") || (t->nodes[i].tag == HTML_TIME && value.n);
        if (!is_published)
            continue;
        if (!value.n)
            value = html_get(t, i, HTML_CONTENT);
        page_keep_day(&day, stamp, value.n ? value : page_text_below(t, i, a));
    }
    return day;
}

/* "/2019/11/18/", "/2019-11-18-", "20191118" in an address. */
static date_day day_of_address(str url) {
    for (uint32_t i = 0; i + 10 <= url.n; i++) {
        char z[11];
        memcpy(z, url.p + i, 10);
        z[10] = 0;
        bool is_split = (z[4] == '/' || z[4] == '-') && z[7] == z[4];
        bool is_start = i == 0 || url.p[i - 1] < '0' || url.p[i - 1] > '9';
        if (!is_split || !is_start)
            continue;
        z[4] = z[7] = '-';
        struct interval day;
        if (interval_parse(str_from(z), &day) && day.first == day.last)
            return day.first;
    }
    return DATE_NONE;
}

/* A date that stands alone, as under a headline: in a short text. */
static date_day day_of_text(const struct html_tree *t) {
    enum { SHORT_TEXT = 90, SHORTEST_DATE = 8 };
    str stamp;
    date_day day = DATE_NONE;
    for (uint32_t i = 0; i < t->n_nodes && day == DATE_NONE; i++) {
        str s = t->nodes[i].tag == HTML_TEXT ? str_trim(t->nodes[i].text) : (str){NULL, 0};
        if (s.n >= SHORTEST_DATE && s.n <= SHORT_TEXT)
            page_keep_day(&day, &stamp, s);
    }
    return day;
}

/* A date in pieces, each in an element of its own: <div class="date"><b>20</b> <i>Nov
 * 2019</i></div>. */
static date_day day_of_pieces(const struct html_tree *t, struct arena *a) {
    enum { SHORT_TEXT = 60, FEW_NODES = 24 };
    date_day day = DATE_NONE;
    str stamp;
    for (uint32_t i = 0; i < t->n_nodes && day == DATE_NONE; i++) {
        str name = html_get(t, i, HTML_CLASS);
        bool is_small = t->nodes[i].end - i <= FEW_NODES;
        if (!is_small || !str_contains(name, STR("date")) || str_contains(name, STR("update")))
            continue;
        str s = page_text_below(t, i, a);
        if (s.n && s.n <= SHORT_TEXT)
            page_keep_day(&day, &stamp, s);
    }
    return day;
}

/* ---- what readers are told ---- */

/* The hour of a moment: "2019-11-20T04:31:13Z"; -1 for a day alone. */
static int hour_of(str stamp) {
    for (uint32_t i = 2; i + 2 < stamp.n; i++)
        if (stamp.p[i] == ':' && leading_digits(str_slice(stamp, i - 2, i)) == 2)
            return (stamp.p[i - 2] - '0') * 10 + stamp.p[i - 1] - '0';
    return -1;
}

/* Can it be this day where readers are, when it is that moment in universal time? West of Greenwich
 * it is the day before until ten in the morning (Hawaii), east of it the next from ten on. */
static bool is_local(date_day shown, date_day day, int hour) {
    enum { TURN = 10 };
    return shown != DATE_NONE && hour >= 0 &&
           ((shown == day - 1 && hour < TURN) || (shown == day + 1 && hour >= TURN));
}

static bool is_in_figure(const struct html_tree *t, uint32_t node) {
    for (; node; node = t->nodes[node].parent)
        if (t->nodes[node].tag == HTML_FIGURE || t->nodes[node].tag == HTML_FIGCAPTION)
            return true;
    return false;
}

/* The day in a line of date and byline: "By A. Okoro | November 18, 2019 at 2:26 PM", "Posted Nov
 * 18, 8:19 PM". Without a year it is the one near `around`. DATE_NONE for a sentence, and for a day
 * of an update. */
static date_day day_of_line(str s, date_day around) {
    enum { LONGEST_LINE = 120 };
    static const char *const changes[] = {"Updated", "UPDATED", "updated", "Modified", "Last"};
    struct civil c;
    bool is_sentence = str_ends(s, STR(".")) && !str_ends(s, STR(".m."));
    if (s.n > LONGEST_LINE || is_sentence)
        return DATE_NONE;
    for (uint32_t at = 0; at < s.n; at++) {
        bool is_word = at == 0 || s.p[at - 1] == ' ' || s.p[at - 1] == '|';
        for (size_t i = 0; is_word && i < sizeof changes / sizeof *changes; i++)
            if (str_starts(str_slice(s, at, s.n), str_from(changes[i])))
                return DATE_NONE;
        if (is_word && written_date_read(s, &at, &c))
            return written_day(c, around + 1);
    }
    return DATE_NONE;
}

/* The first day that stands between the headline and the first paragraph; DATE_NONE: none. */
static date_day day_under_headline(const struct html_tree *t, str title, date_day around,
                                   struct arena *a) {
    enum { MOST_TEXTS = 60, PARAGRAPH = 160 };
    uint32_t at = 1;
    while (at < t->n_nodes &&
           !(t->nodes[at].tag == HTML_H1 && str_equal(page_text_below(t, at, a), title)))
        at++;
    if (at == t->n_nodes)
        return DATE_NONE;
    date_day day = DATE_NONE;
    uint32_t n_texts = 0;
    for (at = t->nodes[at].end; at < t->n_nodes && n_texts < MOST_TEXTS && day == DATE_NONE; at++) {
        str s = t->nodes[at].tag == HTML_TEXT ? str_trim(t->nodes[at].text) : (str){NULL, 0};
        if (!s.n || is_in_figure(t, at))
            continue;
        if (s.n >= PARAGRAPH)
            break;
        n_texts++;
        day = day_of_line(s, around);
    }
    return day;
}

date_day page_day(const struct html_tree *t, const struct page_meta *meta, str stamp,
                  struct arena *a) {
    date_day day = meta->date, in_address = day_of_address(meta->url);
    if (day == DATE_NONE)
        day = day_of_elements(t, &stamp, a);
    if (day != DATE_NONE) {
        date_day shown = day_under_headline(t, meta->title, day, a);
        if (shown == DATE_NONE)
            shown = in_address;
        return is_local(shown, day, hour_of(stamp)) ? shown : day;
    }
    if (in_address != DATE_NONE)
        return in_address;
    day = day_of_text(t);
    return day != DATE_NONE ? day : day_of_pieces(t, a);
}
