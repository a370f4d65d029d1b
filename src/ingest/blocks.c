/* Blocks in two steps. First the text is cut into paragraphs: at empty lines, and at line ends that
 * were meant. A line end within a paragraph was meant if the next word would still have fitted on
 * the line (text wrapped at a width breaks only where it must) and what follows begins like a
 * sentence. Then each paragraph is asked in turn: is it a credit or a date line, does it end or
 * begin with a credit, is it the headline, does the dateline open it? Whatever is none of these is
 * body: a doubt is always settled for the text. Linear in the text. */
#include "ingest/blocks.h"

#include "base/utf8.h"
#include "base/vec.h"
#include "ingest/credits.h"
#include "ingest/dateline.h"
#include "ingest/words.h"
#include "ingest/written.h"

enum { LONGEST_HEADLINE = 250, LONGEST_CAPTION = 500, MOST_CAPTION_SENTENCES = 3 };
enum { LONGEST_WRAPPED_LINE = 120, DATE_LINE_PARAGRAPHS = 8, DATELINE_PARAGRAPHS = 3 };

struct paragraph {
    uint32_t begin, end; /* trimmed */
    uint32_t n_lines;
    bool is_last_of_run; /* an empty line or the end follows */
};

struct paragraphs {
    struct paragraph *items;
    size_t n, capacity;
};

/* ---- paragraphs ---- */

/* The next line of text from *at, without its white space; false at the end. */
static bool next_line(str text, uint32_t *at, uint32_t *begin, uint32_t *end) {
    if (*at >= text.n)
        return false;
    const char *newline = memchr(text.p + *at, '\n', text.n - *at);
    uint32_t stop = newline ? (uint32_t)(newline - text.p) : text.n;
    str line = str_trim(str_slice(text, *at, stop));
    *begin = line.n ? (uint32_t)(line.p - text.p) : stop;
    *end = *begin + line.n;
    *at = stop + 1;
    return true;
}

static bool begins_sentence(str line) {
    str bare = words_strip(line);
    bool is_quoted = bare.p != line.p;
    uint32_t at = 0;
    uint32_t c = bare.n ? utf8_next(bare, &at) : 0;
    return is_quoted || utf8_is_upper(c) || utf8_is_digit(c) || !utf8_is_letter(c);
}

static bool is_meant_break(str line, str next, uint32_t width) {
    const char *blank = memchr(next.p, ' ', next.n);
    uint32_t word = blank ? (uint32_t)(blank - next.p) : next.n;
    struct civil date;
    if (line.n > LONGEST_WRAPPED_LINE || credits_is_line(next) || credits_is_line(line) ||
        written_is_date_line(next, &date))
        return true;
    return line.n + 1 + word <= width && begins_sentence(next);
}

static uint32_t longest_line(str text) {
    uint32_t longest = 0, at = 0, begin, end;
    while (next_line(text, &at, &begin, &end))
        if (end - begin > longest)
            longest = end - begin;
    return longest < LONGEST_WRAPPED_LINE ? longest : LONGEST_WRAPPED_LINE;
}

static bool find_paragraphs(str text, struct arena *a, struct paragraphs *out) {
    uint32_t width = longest_line(text), at = 0, begin, end;
    uint32_t last_begin = 0; /* of the last line of the open paragraph */
    bool is_open = false;
    while (next_line(text, &at, &begin, &end)) {
        struct paragraph *last = out->n ? &out->items[out->n - 1] : NULL;
        if (begin == end) {
            if (is_open)
                last->is_last_of_run = true;
            is_open = false;
            continue;
        }
        str line = str_slice(text, begin, end);
        if (is_open && !is_meant_break(str_slice(text, last_begin, last->end), line, width)) {
            last->end = end;
            last->n_lines++;
        } else if (!VEC_PUSH(a, out, ((struct paragraph){begin, end, 1, false}))) {
            return false;
        }
        last_begin = begin;
        is_open = true;
    }
    if (out->n)
        out->items[out->n - 1].is_last_of_run = true;
    return true;
}

/* ---- blocks ---- */

struct finder {
    str text;
    const struct paragraphs *paragraphs;
    struct arena *arena;
    struct blocks *out;
    uint32_t n_body; /* body paragraphs so far */
    bool has_dateline, has_headline;
};

static bool add(struct finder *f, enum block_kind kind, uint32_t begin, uint32_t end) {
    while (begin < end && strchr(" \t\n", f->text.p[begin]))
        begin++;
    while (end > begin && strchr(" \t\n", f->text.p[end - 1]))
        end--;
    return begin == end || VEC_PUSH(f->arena, f->out, ((struct block){kind, begin, end}));
}

/* An empty line, a byline or a date line comes after the i-th paragraph, and then more. */
static bool stands_apart(const struct finder *f, size_t i) {
    const struct paragraph *p = &f->paragraphs->items[i];
    struct civil date;
    if (i + 1 == f->paragraphs->n)
        return false;
    str next = str_slice(f->text, p[1].begin, p[1].end);
    return p->is_last_of_run || credits_is_line(next) || written_is_date_line(next, &date);
}

static bool is_headline(const struct finder *f, size_t i, str s) {
    if (f->has_headline || f->n_body || f->paragraphs->items[i].n_lines != 1 ||
        s.n > LONGEST_HEADLINE || !stands_apart(f, i))
        return false;
    if (!memchr(s.p, ' ', s.n) || strchr(".!?:;,", s.p[s.n - 1]) || words_ends_sentence(s))
        return false;
    uint32_t at = 0;
    str bare = words_strip(s);
    uint32_t c = bare.n ? utf8_next(bare, &at) : 0;
    return utf8_is_upper(c) || utf8_is_digit(c);
}

/* Is the paragraph beside it (no empty line between) a credit? */
static bool has_credit_beside(const struct finder *f, size_t i) {
    const struct paragraph *p = f->paragraphs->items;
    bool before = i > 0 && !p[i - 1].is_last_of_run &&
                  credits_is_line(str_slice(f->text, p[i - 1].begin, p[i - 1].end));
    bool after = i + 1 < f->paragraphs->n && !p[i].is_last_of_run &&
                 credits_is_line(str_slice(f->text, p[i + 1].begin, p[i + 1].end));
    return before || after;
}

static bool is_caption_sized(str s) {
    return s.n <= LONGEST_CAPTION && words_sentences(s) <= MOST_CAPTION_SENTENCES;
}

/* Body that a dateline may open. */
static bool add_body(struct finder *f, uint32_t begin, uint32_t end) {
    struct dateline d;
    str s = str_slice(f->text, begin, end);
    bool may_open = !f->has_dateline && f->n_body < DATELINE_PARAGRAPHS;
    if (may_open && dateline_read(s, f->text, &d) && (f->n_body == 0 || d.is_sure)) {
        f->has_dateline = true;
        f->out->dateline_place = d.place;
        f->out->dateline_date = d.date;
        if (!add(f, BLOCK_DATELINE, begin, begin + d.end))
            return false;
        begin += d.end;
    }
    f->n_body += begin < end;
    return add(f, BLOCK_BODY, begin, end);
}

static bool add_paragraph(struct finder *f, size_t i) {
    const struct paragraph *p = &f->paragraphs->items[i];
    str s = str_slice(f->text, p->begin, p->end);
    struct civil date;
    bool is_photo;
    if (credits_is_line(s))
        return add(f, BLOCK_CREDIT, p->begin, p->end);
    if (i < DATE_LINE_PARAGRAPHS && written_is_date_line(s, &date)) {
        if (!f->out->line_date.month)
            f->out->line_date = date;
        return add(f, BLOCK_CREDIT, p->begin, p->end);
    }
    uint32_t head = credits_caption_head(s), tail = credits_tail(s, &is_photo);
    if (tail < head)
        tail = s.n;
    str middle = str_slice(s, head, tail);
    bool is_caption =
        head > 0 || (tail < s.n && is_photo) ||
        (credits_points_into_picture(middle) && (tail < s.n || has_credit_beside(f, i)));
    if (!is_caption && is_headline(f, i, s) && tail == s.n) {
        struct dateline d;
        if (!dateline_read(s, f->text, &d)) {
            f->has_headline = true;
            return add(f, BLOCK_HEADLINE, p->begin, p->end);
        }
    }
    if (!add(f, BLOCK_CREDIT, p->begin, p->begin + head))
        return false;
    if (is_caption && is_caption_sized(middle)) {
        if (!add(f, BLOCK_CAPTION, p->begin + head, p->begin + tail))
            return false;
    } else if (!add_body(f, p->begin + head, p->begin + tail)) {
        return false;
    }
    return add(f, BLOCK_CREDIT, p->begin + tail, p->end);
}

bool blocks_find(str text, struct arena *a, struct blocks *out) {
    struct paragraphs paragraphs = {0};
    *out = (struct blocks){0};
    if (!find_paragraphs(text, a, &paragraphs))
        return false;
    struct finder f = {.text = text, .paragraphs = &paragraphs, .arena = a, .out = out};
    for (size_t i = 0; i < paragraphs.n; i++)
        if (!add_paragraph(&f, i))
            return false;
    return true;
}
