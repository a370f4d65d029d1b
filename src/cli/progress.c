/* Messages differ in numbers and in quoted words from report to report ("line longer than 64
 * bytes", "packed by 'lzma'"); reasons are told apart by what is left without them, so that a
 * million bad lines make a handful of sums. The line is drawn five times a second at most. Its
 * estimate goes by bytes of the input as they lie in the files, packed or not, which is what can be
 * told without reading them. */
#include "cli/progress.h"

#include "cli/cli.h"

#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { REDRAW_MILLISECONDS = 200, SETTLING_MILLISECONDS = 2000 };

static int64_t now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void progress_begin(struct progress *p, const char *verb, bool is_quiet) {
    *p = (struct progress){.verb = verb,
                           .is_quiet = is_quiet,
                           .is_terminal = isatty(STDERR_FILENO) == 1,
                           .begun = now()};
}

void progress_clear(struct progress *p) {
    if (p->is_drawn)
        fputs("\r\033[K", stderr);
    p->is_drawn = false;
}

/* "about 2 min left", ""; told once the first seconds are over. */
static void put_left(const struct progress *p, int64_t elapsed, char *out, size_t room) {
    *out = 0;
    if (!p->total || !p->done || p->done > p->total || elapsed < SETTLING_MILLISECONDS)
        return;
    double seconds = (double)elapsed / 1000 * (double)(p->total - p->done) / (double)p->done;
    if (seconds < 100)
        snprintf(out, room, ", about %.0f s left", seconds);
    else if (seconds < 6000)
        snprintf(out, room, ", about %.0f min left", seconds / 60);
    else
        snprintf(out, room, ", about %.1f h left", seconds / 3600);
}

static void draw(struct progress *p, int64_t time) {
    int64_t elapsed = time - p->begun;
    char left[48];
    put_left(p, elapsed, left, sizeof left);
    fprintf(stderr, "\r\033[K%s: %llu reports, %.0f a second, %llu set aside%s", p->verb,
            (unsigned long long)p->n_read,
            elapsed > 0 ? 1000.0 * (double)p->n_read / (double)elapsed : 0.0,
            (unsigned long long)p->n_aside, left);
    fflush(stderr);
    p->is_drawn = true;
    p->drawn_at = time;
}

static void redraw(struct progress *p) {
    int64_t time = p->is_terminal && !p->is_quiet ? now() : 0;
    if (time && time - p->drawn_at >= REDRAW_MILLISECONDS)
        draw(p, time);
}

void progress_at(struct progress *p, uint64_t done, uint64_t total) {
    p->done = done;
    p->total = total;
}

void progress_one(struct progress *p) {
    p->n_read++;
    redraw(p);
}

/* The next character that tells reasons apart: numbers and what is quoted are passed over. */
static char next_telling(const char **z) {
    for (;; ++*z) {
        const char *quote = **z && strchr("'\"", **z) ? strchr(*z + 1, **z) : NULL;
        if (quote)
            *z = quote;
        else if (**z < '0' || **z > '9')
            return **z ? *(*z)++ : 0;
    }
}

static bool is_same_reason(const char *a, const char *b) {
    for (;;) {
        char x = next_telling(&a), y = next_telling(&b);
        if (x != y)
            return false;
        if (!x)
            return true;
    }
}

static struct progress_reason *reason_of(struct progress *p, const char *message) {
    char kept[PROGRESS_ROOM];
    snprintf(kept, sizeof kept, "%s", message);
    for (uint32_t i = 0; i < p->n_reasons; i++)
        if (is_same_reason(p->reasons[i].message, kept))
            return &p->reasons[i];
    if (p->n_reasons == PROGRESS_REASONS)
        return NULL;
    struct progress_reason *r = &p->reasons[p->n_reasons++];
    memcpy(r->message, kept, sizeof kept);
    return r;
}

static void count(struct progress *p, const char *name, const char *message) {
    struct progress_reason *r = reason_of(p, message);
    p->n_aside++;
    if (!r) {
        p->n_other++;
        return;
    }
    if (r->n < PROGRESS_EXAMPLES)
        snprintf(r->examples[r->n], PROGRESS_ROOM, "%s", name);
    r->n++;
}

static void say(struct progress *p, const char *name, const char *what, const char *message) {
    progress_clear(p);
    if (!p->is_quiet)
        cli_say(p->verb, "%s: %s%s", name, what, message);
    count(p, name, message);
    redraw(p);
}

void progress_aside(struct progress *p, const char *name, const char *message) {
    say(p, name, "set aside: ", message);
}

void progress_fault(struct progress *p, const char *name, const char *message) {
    say(p, name, "", message);
}

static void say_reason(const struct progress *p, const struct progress_reason *r) {
    char examples[PROGRESS_EXAMPLES * (PROGRESS_ROOM + 2)] = "";
    size_t n = 0;
    const char *border = p->is_terminal ? "\n    " : ", ";
    for (uint64_t i = 0; i < r->n && i < PROGRESS_EXAMPLES && n < sizeof examples; i++)
        n += (size_t)snprintf(examples + n, sizeof examples - n, "%s%s",
                              i || p->is_terminal ? border : "", r->examples[i]);
    if (p->is_terminal)
        fprintf(stderr, "  %llu: %s%s%s\n", (unsigned long long)r->n, r->message, examples,
                r->n > PROGRESS_EXAMPLES ? "\n    …" : "");
    else
        cli_say(p->verb, "%llu set aside: %s (%s%s)", (unsigned long long)r->n, r->message,
                examples, r->n > PROGRESS_EXAMPLES ? ", …" : "");
}

/* The most frequent first; of two the one that came first. */
static void sort_reasons(struct progress *p) {
    for (uint32_t i = 1; i < p->n_reasons; i++)
        for (uint32_t j = i; j && p->reasons[j].n > p->reasons[j - 1].n; j--) {
            struct progress_reason held = p->reasons[j];
            p->reasons[j] = p->reasons[j - 1];
            p->reasons[j - 1] = held;
        }
}

void progress_end(struct progress *p) {
    progress_clear(p);
    if (p->n_aside < 2 && !(p->is_quiet && p->n_aside))
        return;
    sort_reasons(p);
    if (p->is_terminal)
        cli_say(p->verb, "set aside, by reason:");
    for (uint32_t i = 0; i < p->n_reasons; i++)
        say_reason(p, &p->reasons[i]);
    if (p->n_other)
        cli_say(p->verb, "%llu set aside for further reasons", (unsigned long long)p->n_other);
}
