/* One pass by hand over the bytes: files have hundreds of thousands of lines. Numbers are bounded
 * while they are read, so nothing that is read can exhaust what is built from it. */
#include "outlook/quads.h"

#include "base/file.h"
#include "base/vec.h"

#include <stdlib.h>

enum { TIME_MAXIMUM = 1000000000 };
static const size_t FILE_MAXIMUM = (size_t)1 << 30;

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r';
}

/* A number of decimal digits up to `maximum`, then a blank or the end; *rest moves behind it. */
static bool take_number(str *rest, uint32_t maximum, uint32_t *out) {
    uint32_t i = 0;
    while (i < rest->n && is_blank(rest->p[i]))
        i++;
    uint32_t begin = i;
    uint64_t value = 0;
    for (; i < rest->n && rest->p[i] >= '0' && rest->p[i] <= '9'; i++) {
        value = value * 10 + (uint64_t)(rest->p[i] - '0');
        if (value > maximum)
            return false;
    }
    bool is_ended = i == rest->n || is_blank(rest->p[i]);
    *rest = str_slice(*rest, i, rest->n);
    *out = (uint32_t)value;
    return i > begin && is_ended;
}

static bool take_quad(str line, struct quad *q) {
    uint32_t time;
    bool is_right = take_number(&line, QUAD_ENTITIES_MAXIMUM - 1, &q->subject) &&
                    take_number(&line, QUAD_RELATIONS_MAXIMUM - 1, &q->relation) &&
                    take_number(&line, QUAD_ENTITIES_MAXIMUM - 1, &q->object) &&
                    take_number(&line, TIME_MAXIMUM, &time);
    q->time = is_right ? (int32_t)time : 0;
    return is_right;
}

/* By time; quads of one time keep the order of the file. */
static bool sort_by_time(struct arena *a, struct quads *quads, size_t from) {
    size_t n = quads->n - from;
    struct quad *old = ARENA_NEW(a, struct quad, n);
    struct quad *merged = quads->items + from;
    if (!old)
        return n == 0;
    for (size_t width = 1; width < n; width *= 2) { /* merge sort, bottom up */
        memcpy(old, merged, n * sizeof *old);
        for (size_t at = 0; at < n; at += 2 * width) {
            size_t middle = at + width < n ? at + width : n;
            size_t end = at + 2 * width < n ? at + 2 * width : n;
            for (size_t i = at, l = at, r = middle; i < end; i++) {
                bool takes_left = l < middle && (r >= end || old[l].time <= old[r].time);
                merged[i] = takes_left ? old[l++] : old[r++];
            }
        }
    }
    return true;
}

hb_status quads_read(str text, const char *name, struct arena *a, struct quads *out,
                     struct hb_error *err) {
    size_t from = out->n;
    uint64_t number = 0;
    bool is_sorted = true;
    for (str line; str_split(&text, '\n', &line);) {
        struct quad q;
        number++;
        if (str_trim(line).n == 0)
            continue;
        if (!take_quad(line, &q))
            return error_set(err, HB_ERR_INPUT, number,
                             "%s:%llu: four numbers are needed (subject, relation, object, time): "
                             "'%.*s'",
                             name, (unsigned long long)number, line.n > 60 ? 60 : (int)line.n,
                             line.p);
        is_sorted = is_sorted && (out->n == from || out->items[out->n - 1].time <= q.time);
        if (!VEC_PUSH(a, out, q))
            return error_set(err, HB_ERR_MEMORY, number, "%s: no memory for its facts", name);
    }
    if (!is_sorted && !sort_by_time(a, out, from))
        return error_set(err, HB_ERR_MEMORY, 0, "%s: no memory to sort its facts", name);
    return HB_OK;
}

hb_status quads_read_file(const char *path, struct arena *a, struct quads *out,
                          struct hb_error *err) {
    str text;
    struct arena file = {.maximum = FILE_MAXIMUM * 2};
    hb_status status = file_read(path, FILE_MAXIMUM, &file, &text, err);
    if (status == HB_OK)
        status = quads_read(text, path, a, out, err);
    arena_free(&file);
    return status;
}

hb_status quad_names_read(str text, const char *name, struct arena *a, str **out, size_t *n,
                          struct hb_error *err) {
    struct {
        str *items;
        size_t n, capacity;
    } names = {0};
    uint64_t number = 0;
    for (str line; str_split(&text, '\n', &line);) {
        str word, rest = line;
        uint32_t id = 0;
        number++;
        if (str_trim(line).n == 0)
            continue;
        if (!str_split(&rest, '\t', &word) || !rest.p ||
            !take_number(&rest, QUAD_ENTITIES_MAXIMUM - 1, &id))
            return error_set(err, HB_ERR_INPUT, number,
                             "%s:%llu: a name, a tab and a number are needed", name,
                             (unsigned long long)number);
        if (id > 4 * number + 1000000) /* a stray number must not cost memory */
            return error_set(err, HB_ERR_INPUT, number, "%s:%llu: number %u leaves too wide a gap",
                             name, (unsigned long long)number, id);
        while (names.n <= id)
            if (!VEC_PUSH(a, &names, ((str){NULL, 0})))
                return error_set(err, HB_ERR_MEMORY, number, "%s: no memory for its names", name);
        names.items[id] = str_copy(a, word);
    }
    *out = names.items;
    *n = names.n;
    return HB_OK;
}

static uint32_t common_divisor(uint32_t a, uint32_t b) {
    while (b) {
        uint32_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

void quads_to_days(struct quads *sets, size_t n_sets) {
    uint32_t step = 0;
    for (size_t s = 0; s < n_sets; s++)
        for (size_t i = 0; i < sets[s].n; i++)
            step = common_divisor((uint32_t)sets[s].items[i].time, step);
    for (size_t s = 0; s < n_sets && step > 1; s++)
        for (size_t i = 0; i < sets[s].n; i++)
            sets[s].items[i].time /= (int32_t)step;
}
