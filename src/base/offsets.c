/* Offsets by checkpoints: code points counted once at every 256th byte, then at most 255 bytes are
 * looked at per question. Actors stand before and after their events, so that a counter that only
 * goes forward would start again and again. */
#include "base/offsets.h"

#include "base/utf8.h"

enum { STEP = 256 };

static uint32_t count(str text, uint32_t begin, uint32_t end) {
    return utf8_length(str_slice(text, begin, end));
}

bool offsets_open(str text, struct arena *a, struct offsets *out) {
    *out = (struct offsets){.text = text};
    uint32_t *points = ARENA_NEW(a, uint32_t, text.n / STEP + 1);
    if (!points)
        return false;
    for (uint32_t i = 1; i <= text.n / STEP; i++)
        points[i] = points[i - 1] + count(text, (i - 1) * STEP, i * STEP);
    out->points = points;
    uint32_t tail = text.n / STEP * STEP;
    out->is_ascii = points[text.n / STEP] + count(text, tail, text.n) == text.n;
    return true;
}

uint32_t offsets_points(const struct offsets *o, uint32_t at) {
    if (at > o->text.n)
        at = o->text.n;
    if (o->is_ascii)
        return at;
    return o->points[at / STEP] + count(o->text, at / STEP * STEP, at);
}

static bool continues(char c) {
    return (c & 0xC0) == 0x80;
}

uint32_t offsets_bytes(const struct offsets *o, uint32_t points) {
    uint32_t low = 0, high = o->text.n / STEP; /* the last checkpoint that is not past it */
    if (o->is_ascii)
        return points < o->text.n ? points : o->text.n;
    while (low < high) {
        uint32_t middle = (low + high + 1) / 2;
        if (o->points[middle] <= points)
            low = middle;
        else
            high = middle - 1;
    }
    uint32_t at = low * STEP, left = points - o->points[low];
    while (at < o->text.n && continues(o->text.p[at])) /* of a code point that began before */
        at++;
    for (; left > 0 && at < o->text.n; left--)
        for (at++; at < o->text.n && continues(o->text.p[at]);)
            at++;
    return at;
}
