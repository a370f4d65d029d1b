/* Words of a run without white space, by rules in the manner of the Penn tokenizer as the English
 * Web Treebank 2.x varies it (hyphens are words, clitics are parts of multiword tokens). The rules
 * are code because they are few and regular; what is not regular (abbreviations, e-mail, dont) is a
 * list of hashes counted from the treebanks by train_tokenize.c.
 *
 * One pass from left to right, looking ahead at most LOOK_AHEAD bytes: linear. Letters of any
 * script are letters; scripts without spaces come out as long words, cut at word_bytes. */
#include "lang/words.h"

#include "base/utf8.h"
#include "base/vec.h"

enum { LOOK_AHEAD = 256, NO_MATCH = 0 };

enum char_class { CLASS_LETTER, CLASS_DIGIT, CLASS_APOSTROPHE, CLASS_MARK, CLASS_END };

uint32_t word_hash(str word, bool lower) {
    char buffer[64];
    if (!lower || word.n > sizeof buffer)
        return (uint32_t)hash_bytes(word.p, word.n, 1);
    for (uint32_t i = 0; i < word.n; i++) {
        char ch = word.p[i];
        buffer[i] = ch >= 'A' && ch <= 'Z' ? (char)(ch + 32) : ch;
    }
    return (uint32_t)hash_bytes(buffer, word.n, 2);
}

uint32_t word_known(const struct tokenizer *tk, str word, bool lower) {
    uint32_t key = word_hash(word, lower), low = 0, high = tk->n_words;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (tk->words[2 * middle] < key)
            low = middle + 1;
        else
            high = middle;
    }
    return low < tk->n_words && tk->words[2 * low] == key ? tk->words[2 * low + 1] : 0;
}

static bool is_ascii_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
static bool is_ascii_upper(char c) {
    return c >= 'A' && c <= 'Z';
}
static bool is_ascii_digit(char c) {
    return c >= '0' && c <= '9';
}

/* Marks beyond ASCII that are words of their own: punctuation and symbols. */
static bool is_mark(uint32_t c) {
    return (c >= 0xA1 && c <= 0xBF && c != 0xAA && c != 0xBA && c != 0xAD && c != 0xB5) ||
           c == 0xD7 || c == 0xF7 || (c >= 0x2010 && c <= 0x2027) || (c >= 0x2030 && c <= 0x205E) ||
           (c >= 0x20A0 && c <= 0x20CF) || (c >= 0x2190 && c <= 0x2BFF) ||
           (c >= 0x3001 && c <= 0x3020) || (c >= 0xFF01 && c <= 0xFF0F) || c == 0x60C ||
           c == 0x61B || c == 0x61F || (c >= 0x1F000 && c <= 0x1FAFF);
}

/* Class of the character at `at` and its length in bytes. */
static enum char_class class_at(str s, uint32_t at, uint32_t end, uint32_t *length) {
    *length = 1;
    if (at >= end)
        return CLASS_END;
    char ch = s.p[at];
    if (is_ascii_letter(ch) || ch == '_')
        return CLASS_LETTER;
    if (is_ascii_digit(ch))
        return CLASS_DIGIT;
    if (ch == '\'' || ch == '`')
        return CLASS_APOSTROPHE;
    if ((unsigned char)ch < 0x80)
        return CLASS_MARK;
    uint32_t next = at, c = utf8_next((str){s.p, end}, &next);
    *length = next - at;
    if (c == 0x2019 || c == 0x2018 || c == 0x2BC || c == 0xB4)
        return CLASS_APOSTROPHE;
    return is_mark(c) ? CLASS_MARK : CLASS_LETTER;
}

static bool is_word_char(str s, uint32_t at, uint32_t end) {
    uint32_t length;
    return class_at(s, at, end, &length) <= CLASS_DIGIT;
}

static char char_at(str s, uint32_t at, uint32_t end) {
    return at < end ? s.p[at] : '\0';
}

/* ---- pushing ------------------------------------------------------------------------------- */

static bool push_one(struct word_cutter *c, uint32_t begin, uint32_t end, str form, unsigned part) {
    struct token t = {.begin = begin, .end = end, .form = form, .head = TOKEN_NONE};
    t.multiword_part = part & 3u;
    return VEC_PUSH(c->arena, &c->tokens, t);
}

/* Appends source[begin, end) as one word, or as several where it is longer than word_bytes. */
static bool push(struct word_cutter *c, uint32_t begin, uint32_t end) {
    while (end - begin > c->word_bytes) {
        uint32_t cut = begin + c->word_bytes;
        while (cut > begin + 1 && ((unsigned char)c->source.p[cut] & 0xC0u) == 0x80)
            cut--;
        if (!push_one(c, begin, cut, str_slice(c->source, begin, cut), 0))
            return false;
        begin = cut;
    }
    return push_one(c, begin, end, str_slice(c->source, begin, end), 0);
}

/* Appends a word of two parts. */
static bool push_pair(struct word_cutter *c, uint32_t begin, uint32_t middle, uint32_t end) {
    if (middle <= begin || middle >= end || end - begin > c->word_bytes)
        return push(c, begin, end);
    return push_one(c, begin, end, str_slice(c->source, begin, middle), 1) &&
           push_one(c, begin, end, str_slice(c->source, middle, end), 2);
}

/* ---- runs that are one word whatever they hold: addresses, emoticons ------------------------- */

static const char *const TOP_LEVEL[] = {"com", "org", "net",  "gov", "edu", "mil", "info", "int",
                                        "uk",  "htm", "html", "pdf", "doc", "xls", "txt",  "jpg",
                                        "exe", "ppt", "zip",  "php", "gif", "biz", "tv",   "DOC"};

static bool is_top_level(str label) {
    for (size_t i = 0; i < sizeof TOP_LEVEL / sizeof *TOP_LEVEL; i++)
        if (str_is(label, TOP_LEVEL[i]))
            return true;
    return false;
}

static uint32_t trim_address(str s, uint32_t begin, uint32_t end) {
    while (end > begin + 1 && strchr(".,;:!?)]}>'\"*", s.p[end - 1]) && s.p[end - 1])
        end--;
    return end;
}

static bool starts_address(str s, uint32_t begin, uint32_t end) {
    static const char *const SCHEMES[] = {"http:", "https:", "ftp:", "www.", "HTTP:", "WWW."};
    str rest = str_slice(s, begin, end);
    for (size_t i = 0; i < sizeof SCHEMES / sizeof *SCHEMES; i++)
        if (str_starts(rest, str_from(SCHEMES[i])) && rest.n > 7)
            return true;
    return false;
}

/* End of a mail address or host name (x@y.com, reuters.com/world) that starts at begin, or
 * NO_MATCH. */
static uint32_t address_end(str s, uint32_t begin, uint32_t end) {
    if (starts_address(s, begin, end))
        return trim_address(s, begin, end);
    uint32_t stop = end - begin > LOOK_AHEAD ? begin + LOOK_AHEAD : end, at = begin;
    uint32_t label = begin, sign = NO_MATCH, known = NO_MATCH;
    for (; at < stop; at++) {
        char ch = s.p[at];
        bool is_plain = is_ascii_letter(ch) || is_ascii_digit(ch) || ch == '-' || ch == '_';
        if (ch == '@' && at > begin && !sign)
            sign = at;
        else if (!is_plain && ch != '.')
            break;
        if (ch == '.' || ch == '@')
            label = at + 1;
        else if (label > begin && (at + 1 == stop || !is_ascii_letter(s.p[at + 1])) &&
                 is_top_level(str_slice(s, label, at + 1)))
            known = at + 1;
    }
    if (sign && at > sign + 2) {
        uint32_t last = trim_address(s, begin, at);
        return memchr(s.p + sign, '.', last - sign) ? last : NO_MATCH;
    }
    if (known && char_at(s, known, end) == '/')
        return trim_address(s, begin, end);
    bool is_cut = known && (is_word_char(s, known, end) || char_at(s, known, end) == '@');
    return is_cut ? NO_MATCH : known;
}

static uint32_t emoticon_end(str s, uint32_t begin, uint32_t end) {
    static const char *const FACES[] = {":-)", ":-(", ";-)", ":-D", ":-P", ":)",  ":(", ";)",
                                        ":D",  ":P",  "=)",  "<3",  ":o)", "^_^", ":/"};
    str rest = str_slice(s, begin, end);
    for (size_t i = 0; i < sizeof FACES / sizeof *FACES; i++) {
        str face = str_from(FACES[i]);
        if (str_starts(rest, face) && !is_word_char(s, begin + face.n, end) &&
            (face.p[1] != '/' || rest.n == 2))
            return begin + face.n;
    }
    return NO_MATCH;
}

/* ---- one word ------------------------------------------------------------------------------- */

static uint32_t letters_from(str s, uint32_t at, uint32_t end) {
    uint32_t n = 0, length;
    while (n < 3 && class_at(s, at, end, &length) == CLASS_LETTER) {
        at += length;
        n++;
    }
    return n;
}

static uint32_t digits_from(str s, uint32_t at, uint32_t end) {
    uint32_t n = 0;
    while (at + n < end && n < LOOK_AHEAD && is_ascii_digit(s.p[at + n]))
        n++;
    return n;
}

/* Digit groups that are kept whole: 713-853-3989, 345-9945, 2005-03-09, 11-20-2000. */
static uint32_t number_end(str s, uint32_t begin, uint32_t end) {
    uint32_t groups[5], n = 0, at = begin;
    for (;;) {
        uint32_t digits = digits_from(s, at, end);
        if (!digits || n == 5)
            return NO_MATCH;
        groups[n++] = digits;
        at += digits;
        if (char_at(s, at, end) != '-')
            break;
        at++;
    }
    if (is_word_char(s, at, end) || n < 2)
        return NO_MATCH;
    bool is_phone = groups[n - 1] == 4 && (groups[n - 2] <= 3 && (n > 2 || groups[0] == 3));
    bool is_date = n == 3 && groups[0] == 4 && groups[1] == 2 && groups[2] == 2;
    return is_phone || is_date ? at : NO_MATCH;
}

/* A hyphen at `at` that stays inside the word: the part before it keeps hyphens, or the whole word
 * is known. */
static bool keeps_hyphen(const struct word_cutter *c, uint32_t part, uint32_t at, uint32_t end) {
    if (at == part)
        return false;
    if (word_known(c->tk, str_slice(c->source, part, at), true) & WORD_KEEPS_HYPHEN)
        return true;
    uint32_t stop = at, limit = end - at > 64 ? at + 64 : end;
    while (stop < limit && (is_word_char(c->source, stop, end) || c->source.p[stop] == '-'))
        stop++;
    return (word_known(c->tk, str_slice(c->source, part, stop), true) & WORD_HYPHENATED) != 0;
}

/* True where a mark at `at` stands inside a word that started at `begin`. */
static bool is_inside(const struct word_cutter *c, uint32_t begin, uint32_t at, uint32_t end,
                      bool *is_dotted) {
    str s = c->source;
    char mark = s.p[at], before = s.p[at - 1], after = char_at(s, at + 1, end);
    bool is_between_digits = is_ascii_digit(before) && is_ascii_digit(after);
    switch (mark) {
    case '.':
        if (is_between_digits)
            return true;
        if (!is_ascii_letter(before) || !is_ascii_letter(after))
            return false;
        bool is_single =
            at == begin + 1 || s.p[at - 2] == '.' || (at == begin + 2 && before == 'h');
        if (is_single && letters_from(s, at + 1, end) == 1) {
            *is_dotted = true;
            return true;
        }
        return false;
    case ',':
        return is_between_digits && digits_from(s, at + 1, end) == 3;
    case ':':
    case '/':
        return is_between_digits;
    case '&':
        return is_ascii_upper(before) && is_ascii_upper(after);
    case '-':
        return is_word_char(s, at + 1, end) && keeps_hyphen(c, begin, at, end);
    case '@':
    case '$':
        return false;
    default:
        return false;
    }
}

/* What follows the period at `at`, past it and white space. */
static char char_after(str s, uint32_t at) {
    uint32_t stop = s.n - at > 8 ? at + 8 : s.n;
    for (at++; at < stop; at++)
        if (s.p[at] != ' ' && s.p[at] != '\n')
            return s.p[at];
    return '\0';
}

/* Is the word an abbreviation, as written or, if all in capitals (GEN.), with one capital? */
static bool is_abbreviation(const struct word_cutter *c, str word, char after) {
    uint32_t bits = word_known(c->tk, word, false);
    char title[8];
    if (bits & WORD_ABBREVIATION)
        return true;
    if (bits & WORD_BEFORE_NUMBER && is_ascii_digit(after))
        return true;
    if (word.n < 2 || word.n > sizeof title || !is_ascii_upper(word.p[1]))
        return false;
    for (uint32_t i = 0; i < word.n; i++) {
        if (!is_ascii_upper(word.p[i]))
            return false;
        title[i] = i ? (char)(word.p[i] + 32) : word.p[i];
    }
    return is_ascii_upper(after) &&
           word_known(c->tk, (str){title, word.n}, false) & WORD_ABBREVIATION;
}

/* A period at `at` that belongs to the word before it. */
static bool takes_period(const struct word_cutter *c, uint32_t begin, uint32_t at, uint32_t end,
                         bool is_dotted, bool is_last) {
    str s = c->source;
    bool is_doubled = char_at(s, at + 1, end) == '.';
    if (is_doubled && (char_at(s, at + 2, end) == '.' || at + 2 != end))
        return false;
    if (is_dotted)
        return true;
    if (is_abbreviation(c, str_slice(s, begin, at), char_after(s, at)))
        return true;
    bool is_initial = at == begin + 1 && is_ascii_upper(s.p[begin]) && s.p[begin] != 'I';
    return is_initial && !is_doubled && !(is_last && at + 1 == end);
}

/* Length of the clitic that starts with the apostrophe at `at` ('s 'll), or 0. */
static uint32_t clitic_length(str s, uint32_t at, uint32_t apostrophe, uint32_t end) {
    static const char *const CLITICS[] = {"s", "m", "re", "ve", "ll", "d",
                                          "S", "M", "RE", "VE", "LL", "D"};
    str rest = str_slice(s, at + apostrophe, end);
    for (size_t i = 0; i < sizeof CLITICS / sizeof *CLITICS; i++) {
        str clitic = str_from(CLITICS[i]);
        if (str_starts(rest, clitic) && !is_word_char(s, at + apostrophe + clitic.n, end))
            return apostrophe + clitic.n;
    }
    return 0;
}

/* Appends the word source[begin, end), cut where it is known to be two. */
static bool push_word(struct word_cutter *c, uint32_t begin, uint32_t end) {
    uint32_t first = word_known(c->tk, str_slice(c->source, begin, end), true) >> 8 & 0xFF;
    if (first && first < end - begin)
        return push_pair(c, begin, begin + first, end);
    return push(c, begin, end);
}

/* Handles the apostrophe at `at` in the word from begin: *done is set where it ended the word. */
static bool cut_apostrophe(struct word_cutter *c, uint32_t begin, uint32_t *at, uint32_t end,
                           bool *done) {
    str s = c->source;
    uint32_t length, clitic;
    class_at(s, *at, end, &length);
    *done = true;
    char before = s.p[*at - 1], after = char_at(s, *at + length, end);
    bool is_name = s.p[begin] >= 'A' && s.p[begin] <= 'Z'; /* M23's, the G7's, but not 80's */
    bool has_digit = is_ascii_digit(s.p[begin]) || (is_ascii_digit(before) && !is_name);
    if ((before == 'n' || before == 'N') && (after == 't' || after == 'T') && *at - begin > 1 &&
        !is_word_char(s, *at + length + 1, end)) {
        uint32_t stop = *at + length + 1, middle = *at - 1;
        *at = stop;
        return push_pair(c, begin, middle, stop);
    }
    clitic = clitic_length(s, *at, length, end);
    if (clitic && !has_digit) {
        uint32_t middle = *at;
        *at += clitic;
        return push_pair(c, begin, middle, *at);
    }
    if (is_word_char(s, *at + length, end) && s.p[*at] != '`') { /* O'Neill, Shi'ite, 80's */
        *at += length;
        *done = false;
        return true;
    }
    bool is_plural = before == 's' || before == 'S' || before == 'z' || before == 'x';
    if (is_plural && !c->open_quotes && *at + length == end && s.p[*at] != '`') {
        uint32_t middle = *at;
        *at += length;
        return push_pair(c, begin, middle, *at);
    }
    return push_word(c, begin, *at);
}

/* A letter after digits that starts a word of its own: 10am, 30km, 5pm. */
static bool cuts_number(str s, uint32_t begin, uint32_t at, uint32_t end) {
    static const char *const UNITS[] = {"am", "pm", "AM",  "PM",  "km",  "kg", "mph", "mm",
                                        "cm", "ft", "hrs", "min", "lbs", "GB", "MB",  "gb",
                                        "mb", "bn", "tn",  "hh",  "m",   "k",  "K",   "M",
                                        "b",  "B",  "t",   "lb",  "mins"};
    if (at == begin || !is_ascii_digit(s.p[at - 1]) || !is_ascii_digit(s.p[begin]))
        return false;
    for (size_t i = 0; i < sizeof UNITS / sizeof *UNITS; i++) {
        str unit = str_from(UNITS[i]);
        if (str_starts(str_slice(s, at, end), unit) && !is_word_char(s, at + unit.n, end))
            return true;
    }
    return false;
}

/* Reads and appends the word at *at, which starts with a letter or digit. */
static bool cut_word(struct word_cutter *c, uint32_t *at, uint32_t end, bool is_last) {
    str s = c->source;
    uint32_t begin = *at, length;
    bool is_dotted = false, done = false;
    uint32_t whole = is_ascii_digit(s.p[begin]) ? number_end(s, begin, end) : NO_MATCH;
    if (whole) {
        *at = whole;
        return push(c, begin, whole);
    }
    for (;;) {
        enum char_class class = class_at(s, *at, end, &length);
        if (class == CLASS_LETTER && cuts_number(s, begin, *at, end))
            break;
        if (class <= CLASS_DIGIT) {
            *at += length;
        } else if (class == CLASS_APOSTROPHE) {
            if (!cut_apostrophe(c, begin, at, end, &done))
                return false;
            if (done)
                return true;
        } else if (class == CLASS_MARK && is_inside(c, begin, *at, end, &is_dotted)) {
            *at += 1;
        } else {
            break;
        }
    }
    if (char_at(s, *at, end) == '.' && takes_period(c, begin, *at, end, is_dotted, is_last)) {
        *at += 1;
        if (class_at(s, *at, end, &length) == CLASS_APOSTROPHE) {
            uint32_t clitic = clitic_length(s, *at, length, end), middle = *at;
            *at += clitic;
            return clitic ? push_pair(c, begin, middle, *at) : push(c, begin, middle);
        }
        return push(c, begin, *at);
    }
    return push_word(c, begin, *at);
}

/* ---- marks ---------------------------------------------------------------------------------- */

static bool cut_apostrophe_mark(struct word_cutter *c, uint32_t *at, uint32_t end) {
    str s = c->source;
    uint32_t begin = *at, length, next;
    class_at(s, begin, end, &length);
    uint32_t after = begin + length;
    uint32_t clitic = clitic_length(s, begin, length, end);
    if (char_at(s, begin, end) == char_at(s, after, end) && length == 1) { /* '' and `` */
        *at = after + 1;
        return push(c, begin, *at);
    }
    if (is_ascii_digit(char_at(s, after, end))) { /* '72 */
        uint32_t digits = digits_from(s, after, end);
        if (digits == 2) {
            *at = after + digits;
            if (char_at(s, *at, end) == 's')
                *at += 1;
            return push(c, begin, *at);
        }
    }
    bool has_word_before = c->tokens.n && c->tokens.items[c->tokens.n - 1].end == begin;
    *at = after;
    if (clitic && has_word_before)
        *at = begin + clitic;
    else if (class_at(s, after, end, &next) <= CLASS_DIGIT && !has_word_before)
        c->open_quotes++;
    else if (c->open_quotes)
        c->open_quotes--;
    return push(c, begin, *at);
}

/* Marks that make one word when they repeat: ... -- !!! *** */
static bool joins_itself(char ch) {
    return ch && strchr(".-*=~+><|!?#^$", ch);
}

static bool cut_mark(struct word_cutter *c, uint32_t *at, uint32_t end) {
    str s = c->source;
    uint32_t begin = *at, length, face = emoticon_end(s, begin, end);
    if (face) {
        *at = face;
        return push(c, begin, face);
    }
    class_at(s, begin, end, &length);
    *at = begin + length;
    char ch = s.p[begin];
    bool is_after_space = c->tokens.n == 0 || c->tokens.items[c->tokens.n - 1].end != begin;
    if ((ch == '#' || ch == '@') && is_after_space && is_ascii_letter(char_at(s, *at, end))) {
        while (*at < end && (is_word_char(s, *at, end) || (ch == '@' && s.p[*at] == '.')))
            *at += 1;
        while (s.p[*at - 1] == '.')
            *at -= 1;
        return push(c, begin, *at);
    }
    bool is_shout = ch == '!' || ch == '?';
    while (joins_itself(ch) && *at < end &&
           (s.p[*at] == ch || (is_shout && (s.p[*at] == '!' || s.p[*at] == '?'))))
        *at += 1;
    return push(c, begin, *at);
}

/* Appends the words of source[begin, end), a run without white space; `is_last`: nothing follows in
 * the paragraph. */
static bool cut_run(struct word_cutter *c, uint32_t begin, uint32_t end, bool is_last) {
    uint32_t at = begin, length;
    bool is_fresh = true; /* at the start of the run or after a mark */
    while (at < end) {
        enum char_class class = class_at(c->source, at, end, &length);
        if (class <= CLASS_DIGIT) {
            uint32_t address = is_fresh ? address_end(c->source, at, end) : NO_MATCH;
            if (address) {
                if (!push(c, at, address))
                    return false;
                at = address;
            } else if (!cut_word(c, &at, end, is_last)) {
                return false;
            }
            is_fresh = false;
            continue;
        }
        bool is_done =
            class == CLASS_APOSTROPHE ? cut_apostrophe_mark(c, &at, end) : cut_mark(c, &at, end);
        if (!is_done)
            return false;
        is_fresh = c->source.p[at - 1] != '-' && c->source.p[at - 1] != '.';
    }
    return true;
}

static bool is_white(str s, uint32_t at, uint32_t end, uint32_t *length) {
    unsigned char ch = (unsigned char)s.p[at];
    *length = 1;
    if (ch <= ' ' || ch == 0x7F)
        return true;
    if (ch < 0xC2 || (ch > 0xC2 && ch < 0xE1))
        return false;
    uint32_t next = at, c = utf8_next((str){s.p, end}, &next);
    *length = next - at;
    return c == 0xA0 || c == 0xFEFF || c == 0x200B || c == 0x3000 || (c >= 0x2000 && c <= 0x200A) ||
           c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x1680;
}

bool words_cut_span(struct word_cutter *c, uint32_t begin, uint32_t end) {
    uint32_t at = begin, length = 1;
    while (at < end) {
        uint32_t lines = 0;
        while (at < end && is_white(c->source, at, end, &length)) {
            lines += c->source.p[at] == '\n';
            at += length;
        }
        if (lines > 1)
            c->open_quotes = 0;
        uint32_t run = at;
        while (at < end && !is_white(c->source, at, end, &length))
            at += length;
        if (at == run)
            continue;
        bool is_last =
            at == end || (at + 1 < end && c->source.p[at] == '\n' && c->source.p[at + 1] == '\n');
        size_t before = c->tokens.n;
        if (!cut_run(c, run, at, is_last))
            return false;
        for (size_t i = before; i < c->tokens.n; i++)
            c->tokens.items[i].has_space_after = i + 1 == c->tokens.n;
    }
    if (c->tokens.n)
        c->tokens.items[c->tokens.n - 1].has_space_after = 1;
    return true;
}
