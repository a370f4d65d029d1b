/* Forward and backward sums, each row scaled to one, so that nothing overflows in a long sentence.
 */
#include "lang/name_lattice.h"

#include <math.h>

enum { S = NAME_STATES };
static const float TINY = 1e-30f;

bool name_lattice_reserve(struct name_lattice *l, struct arena *a, size_t n) {
    if (n <= l->room)
        return true;
    l->room = n + n / 2 + 64;
    l->scores = arena_array(a, l->room, sizeof *l->scores);
    l->forward = arena_array(a, l->room, sizeof *l->forward);
    l->backward = arena_array(a, l->room, sizeof *l->backward);
    l->gold = ARENA_NEW(a, uint8_t, l->room);
    return l->scores && l->forward && l->backward && l->gold;
}

uint8_t name_gold_state(const struct token *t) {
    return (uint8_t)(t->name ? 2 * t->name - (t->name_begins ? 1 : 0) : 0);
}

static void normalize(float *row) {
    float sum = 0;
    for (int y = 0; y < S; y++)
        sum += row[y];
    for (int y = 0; y < S; y++)
        row[y] /= sum;
}

/* What comes before token i ends in `from`; before the first there is no name. */
static float before(const struct name_lattice *l, uint32_t i, int from) {
    return i ? l->forward[i - 1][from] : from == 0 ? 1.0f : 0.0f;
}

static void exponentiate(float *row) {
    float top = row[0];
    for (int y = 1; y < S; y++)
        top = row[y] > top ? row[y] : top;
    for (int y = 0; y < S; y++)
        row[y] = expf(row[y] - top);
}

void name_lattice_run(struct name_lattice *l, uint32_t n, const float *moves) {
    for (int from = 0; from < S; from++)
        for (int to = 0; to < S; to++)
            l->steps[from][to] = name_state_follows(from, to) ? expf(moves[from * S + to]) : 0;
    for (uint32_t i = 0; i < n; i++) {
        exponentiate(l->scores[i]);
        for (int to = 0; to < S; to++) {
            float sum = 0;
            for (int from = 0; from < S; from++)
                sum += before(l, i, from) * l->steps[from][to];
            l->forward[i][to] = sum * l->scores[i][to] + TINY;
        }
        normalize(l->forward[i]);
    }
    for (uint32_t i = n; i-- > 0;) {
        for (int from = 0; from < S; from++) {
            float sum = i + 1 == n ? 1.0f : 0.0f;
            for (int to = 0; i + 1 < n && to < S; to++)
                sum += l->steps[from][to] * l->scores[i + 1][to] * l->backward[i + 1][to];
            l->backward[i][from] = sum + TINY;
        }
        normalize(l->backward[i]);
    }
}

void name_lattice_missed(const struct name_lattice *l, uint32_t i, float out[S]) {
    for (int y = 0; y < S; y++)
        out[y] = l->forward[i][y] * l->backward[i][y];
    normalize(out);
    for (int y = 0; y < S; y++)
        out[y] = (y == l->gold[i] ? 1.0f : 0.0f) - out[y];
}

void name_lattice_missed_moves(const struct name_lattice *l, uint32_t n, float out[S * S]) {
    memset(out, 0, S * S * sizeof *out);
    for (uint32_t i = 0; i < n; i++) {
        float shares[S * S], sum = 0;
        for (int k = 0; k < S * S; k++) {
            shares[k] = before(l, i, k / S) * l->steps[k / S][k % S] * l->scores[i][k % S] *
                        l->backward[i][k % S];
            sum += shares[k];
        }
        for (int k = 0; k < S * S; k++)
            out[k] -= shares[k] / sum;
        out[(i ? l->gold[i - 1] : 0) * S + l->gold[i]] += 1.0f;
    }
}
