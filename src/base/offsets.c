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
