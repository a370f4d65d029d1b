/* Newton's method on the penalized log likelihood, which is concave, so that there is one answer.
 * Some weights may not fall under zero; each step therefore solves its quadratic problem by
 * coordinate descent within the bounds (Friedman, Hastie, Tibshirani 2010,
 * doi:10.18637/jss.v033.i01), on the matrix of curvature, which costs nothing beside making that
 * matrix. A step that makes things worse is halved. */
#include "outlook/logistic.h"

#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>

enum { STEPS = 30, SWEEPS = 400, HALVINGS = 12 };
static const double enough = 1e-8;

/* Room for a quarter more, so that what is held is at most that much too much. */
static bool make_room(struct logistic_rows *r) {
    size_t want = r->n + r->n / 4 + 1024;
    float *x = mem_resize(r->x, want * r->width * sizeof *x);
    if (x)
        r->x = x;
    float *importance = mem_resize(r->importance, want * sizeof *importance);
    if (importance)
        r->importance = importance;
    uint8_t *y = mem_resize(r->y, want);
    if (y)
        r->y = y;
    if (x && importance && y)
        r->capacity = want;
    return x && importance && y;
}

void logistic_free(struct logistic_rows *r) {
    mem_free(r->x);
    mem_free(r->importance);
    mem_free(r->y);
    *r = (struct logistic_rows){.width = r->width};
}

bool logistic_add(struct logistic_rows *r, const double *x, bool is_yes, double importance) {
    if (r->n == r->capacity && !make_room(r))
        return false;
    for (uint32_t j = 0; j < r->width; j++)
        r->x[r->n * r->width + j] = (float)x[j];
    r->importance[r->n] = (float)importance;
    r->y[r->n++] = is_yes;
    return true;
}

double logistic_chance(double odds) {
    return odds >= 0 ? 1 / (1 + exp(-odds)) : exp(odds) / (1 + exp(odds));
}

double logistic_odds(const struct logistic *m, const double *x) {
    double sum = 0;
    for (uint32_t j = 0; j < m->width; j++)
        sum += m->weights[j] * x[j];
    return sum;
}

double logistic_error(const struct logistic *m, const double *x) {
    double sum = 0;
    for (uint32_t j = 0; j < m->width; j++)
        for (uint32_t k = 0; k < m->width; k++)
            sum += x[j] * x[k] * m->spread[j * m->width + k];
    return sqrt(sum > 0 ? sum : 0);
}

/* The state of a fit at some weights. */
struct fit {
    const struct logistic_rows *rows;
    const struct logistic_options *options;
    size_t n;
    double slope[LOGISTIC_WIDTH];
    double curvature[LOGISTIC_WIDTH * LOGISTIC_WIDTH];
};

static double pull(const struct fit *f, uint32_t j, double weight) {
    return weight - (f->options->toward ? f->options->toward[j] : 0);
}

/* What is made small: minus the log likelihood, and the ridge. */
static double loss_of(const struct fit *f, const double *w) {
    const struct logistic_rows *r = f->rows;
    double loss = 0;
    for (size_t i = 0; i < f->n; i++) {
        const float *x = r->x + i * r->width;
        double z = 0;
        for (uint32_t j = 0; j < r->width; j++)
            z += w[j] * (double)x[j];
        z = r->y[i] ? -z : z;
        loss += (double)r->importance[i] * (z > 30 ? z : log1p(exp(z)));
    }
    for (uint32_t j = 1; j < r->width; j++)
        loss += 0.5 * f->options->ridge * pull(f, j, w[j]) * pull(f, j, w[j]);
    return loss;
}

/* Slope and curvature of the loss. */
static void look(struct fit *f, const double *w) {
    const struct logistic_rows *r = f->rows;
    uint32_t p = r->width;
    memset(f->slope, 0, sizeof f->slope);
    memset(f->curvature, 0, sizeof f->curvature);
    for (size_t i = 0; i < f->n; i++) {
        const float *x = r->x + i * p;
        double z = 0;
        for (uint32_t j = 0; j < p; j++)
            z += w[j] * (double)x[j];
        double chance = logistic_chance(z), v = (double)r->importance[i];
        double miss = v * (chance - r->y[i]), bend = v * chance * (1 - chance);
        for (uint32_t j = 0; j < p; j++) {
            if (x[j] == 0)
                continue;
            f->slope[j] += miss * (double)x[j];
            double part = bend * (double)x[j];
            for (uint32_t k = 0; k <= j; k++)
                f->curvature[j * p + k] += part * (double)x[k];
        }
    }
    for (uint32_t j = 0; j < p; j++) {
        for (uint32_t k = 0; k < j; k++)
            f->curvature[k * p + j] = f->curvature[j * p + k];
        f->curvature[j * p + j] += j ? f->options->ridge : 1e-6;
        f->slope[j] += j ? f->options->ridge * pull(f, j, w[j]) : 0;
    }
}

/* The step d that makes slope'd + d'curvature d / 2 least, with w + d within the bounds. */
static void solve(const struct fit *f, const double *w, double *d) {
    uint32_t p = f->rows->width;
    memset(d, 0, sizeof *d * p);
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
        double moved = 0;
        for (uint32_t j = 0; j < p; j++) {
            const double *row = f->curvature + j * p;
            double g = f->slope[j];
            for (uint32_t k = 0; k < p; k++)
                g += row[k] * d[k];
            double to = d[j] - g / row[j];
            if (f->options->rising && f->options->rising[j] && w[j] + to < 0)
                to = -w[j];
            moved = fmax(moved, fabs(to - d[j]));
            d[j] = to;
        }
        if (moved < enough)
            break;
    }
}

/* Inverse of a positive matrix by Gauss and Jordan; a row that is all but nothing becomes zero. */
static void invert(const double *matrix, uint32_t p, double *out) {
    double m[LOGISTIC_WIDTH * LOGISTIC_WIDTH];
    memcpy(m, matrix, sizeof *m * p * p);
    memset(out, 0, sizeof *out * p * p);
    for (uint32_t j = 0; j < p; j++)
        out[j * p + j] = 1;
    for (uint32_t j = 0; j < p; j++) {
        double pivot = m[j * p + j];
        double by = fabs(pivot) < 1e-12 ? 0 : 1 / pivot;
        for (uint32_t k = 0; k < p; k++) {
            m[j * p + k] *= by;
            out[j * p + k] *= by;
        }
        for (uint32_t i = 0; i < p; i++) {
            double times = m[i * p + j];
            for (uint32_t k = 0; k < p && i != j; k++) {
                m[i * p + k] -= times * m[j * p + k];
                out[i * p + k] -= times * out[j * p + k];
            }
        }
    }
}

void logistic_fit(const struct logistic_rows *r, size_t n, const struct logistic_options *o,
                  struct logistic *out) {
    struct fit f = {.rows = r, .options = o, .n = n};
    uint32_t p = r->width;
    if (out->width != p)
        *out = (struct logistic){.width = p};
    double *w = out->weights, loss = loss_of(&f, w);
    for (int step = 0; step < STEPS; step++) {
        double d[LOGISTIC_WIDTH], next[LOGISTIC_WIDTH], by = 1, found = loss;
        look(&f, w);
        solve(&f, w, d);
        for (int i = 0; i < HALVINGS; i++, by /= 2) {
            for (uint32_t j = 0; j < p; j++)
                next[j] = w[j] + by * d[j];
            found = loss_of(&f, next);
            if (found <= loss)
                break;
        }
        if (!(found < loss))
            break;
        bool is_done = loss - found < enough * (1 + loss);
        memcpy(w, next, sizeof *w * p);
        loss = found;
        if (is_done)
            break;
    }
    look(&f, w);
    invert(f.curvature, p, out->spread);
    out->n_yes = out->n_rows = 0;
    for (size_t i = 0; i < n; i++) {
        out->n_rows += (double)r->importance[i];
        out->n_yes += r->y[i] ? (double)r->importance[i] : 0;
    }
}
