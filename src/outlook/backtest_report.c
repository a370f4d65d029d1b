/* Sums over outcomes. The groups are the four classes of CAMEO's roots (01-05, 06-08, 09-13,
 * 14-20), told from the relations' names, since published data has no codes. */
#include "outlook/backtest_report.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/resource.h>

enum { RELIABILITY_BINS = 10, RELATION_GROUPS = 4 };

/* In per cent; n == 0: nothing was asked. */
struct rank_summary {
    size_t n;
    double mrr, hits_1, hits_3, hits_10;
};

/* Of the questions whose first answer was given a probability within a tenth. */
struct reliability_bin {
    size_t n;
    double stated, came_true; /* means, 0 to 1 */
};

struct backtest_summary {
    struct rank_summary all, by_direction[2], by_novelty[NOVELTIES], by_group[RELATION_GROUPS];
    struct reliability_bin bins[RELIABILITY_BINS];
    bool has_probabilities;
    double calibration_error; /* expected (ECE): mean of |stated - came true|, weighed by n */
    double peak_memory;       /* bytes, of the process */
};

static const char *const group_names[RELATION_GROUPS] = {
    "verbal cooperation", "material cooperation", "verbal conflict", "material conflict"};

/* First words of names, in lower case; what none begins is material conflict. */
static const char *const verbal_cooperation[] = {"make ",
                                                 "consult",
                                                 "appeal",
                                                 "express",
                                                 "host a visit",
                                                 "engage in negotiation",
                                                 "engage in diplomatic",
                                                 "engage in symbolic",
                                                 "sign ",
                                                 "discuss",
                                                 "meet at",
                                                 "praise",
                                                 "rally support",
                                                 "grant diplomatic",
                                                 "apologize",
                                                 "forgive",
                                                 "mediate",
                                                 "defend verbally",
                                                 "decline comment",
                                                 "acknowledge",
                                                 "deny ",
                                                 "consider",
                                                 NULL};
static const char *const material_cooperation[] = {"cooperate",
                                                   "share",
                                                   "engage in material",
                                                   "engage in judicial",
                                                   "provide",
                                                   "grant",
                                                   "yield",
                                                   "ease",
                                                   "accede",
                                                   "return",
                                                   "receive",
                                                   "retreat",
                                                   "declare truce",
                                                   "demobilize",
                                                   "allow",
                                                   NULL};
static const char *const verbal_conflict[] = {
    "investigate", "demand",        "criticize",      "accuse", "rally opposition",
    "complain",    "bring lawsuit", "reject",         "refuse", "defy",
    "veto",        "threaten",      "give ultimatum", NULL};

static bool begins(str name, const char *words) {
    size_t n = strlen(words);
    if (name.n < n)
        return false;
    for (size_t i = 0; i < n; i++) {
        char c = name.p[i] == '_' ? ' ' : name.p[i];
        if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != words[i])
            return false;
    }
    return true;
}

static int group_of(str name) {
    static const char *const *const groups[] = {verbal_cooperation, material_cooperation,
                                                verbal_conflict};
    for (int g = 0; g < RELATION_GROUPS - 1; g++)
        for (int i = 0; groups[g][i]; i++)
            if (begins(name, groups[g][i]))
                return g;
    return RELATION_GROUPS - 1;
}

static void count_rank(struct rank_summary *s, double rank) {
    s->n++;
    s->mrr += 1 / rank;
    s->hits_1 += rank <= 1;
    s->hits_3 += rank <= 3;
    s->hits_10 += rank <= 10;
}

static void to_per_cent(struct rank_summary *s) {
    double factor = s->n ? 100.0 / (double)s->n : 0;
    s->mrr *= factor;
    s->hits_1 *= factor;
    s->hits_3 *= factor;
    s->hits_10 *= factor;
}

static void count_bin(struct backtest_summary *s, const struct backtest_outcome *o) {
    int bin = (int)(o->top_probability * RELIABILITY_BINS);
    if (o->top_probability < 0)
        return;
    bin = bin >= RELIABILITY_BINS ? RELIABILITY_BINS - 1 : bin;
    s->has_probabilities = true;
    s->bins[bin].n++;
    s->bins[bin].stated += (double)o->top_probability;
    s->bins[bin].came_true += o->rank <= 1;
}

static void finish_bins(struct backtest_summary *s) {
    for (int i = 0; i < RELIABILITY_BINS; i++) {
        struct reliability_bin *b = &s->bins[i];
        if (!b->n)
            continue;
        s->calibration_error += fabs(b->stated - b->came_true) / (double)s->all.n;
        b->stated /= (double)b->n;
        b->came_true /= (double)b->n;
    }
}

static struct backtest_summary summarize(const struct backtest_data *d,
                                         const struct backtest_result *r) {
    struct backtest_summary s = {0};
    struct rusage usage;
    for (size_t i = 0; i < 2 * d->test.n; i++) {
        const struct backtest_outcome *o = &r->outcomes[i];
        uint32_t relation = d->test.items[i / 2].relation;
        count_rank(&s.all, o->rank);
        count_rank(&s.by_direction[i & 1], o->rank);
        count_rank(&s.by_novelty[o->novelty], o->rank);
        if (relation < d->n_relation_names)
            count_rank(&s.by_group[group_of(d->relation_names[relation])], o->rank);
        count_bin(&s, o);
    }
    finish_bins(&s);
    to_per_cent(&s.all);
    for (int i = 0; i < 2; i++)
        to_per_cent(&s.by_direction[i]);
    for (int i = 0; i < NOVELTIES; i++)
        to_per_cent(&s.by_novelty[i]);
    for (int i = 0; i < RELATION_GROUPS; i++)
        to_per_cent(&s.by_group[i]);
    if (getrusage(RUSAGE_SELF, &usage) == 0)
        s.peak_memory = 1024.0 * (double)usage.ru_maxrss;
    return s;
}

const char *backtest_method_name(enum backtest_method m) {
    static const char *const names[] = {"strict", "recurrency", "additive", "full"};
    return names[m];
}

static const char *const direction_names[2] = {"(subject, relation, ?)", "(?, relation, object)"};
static const char *const novelty_names[NOVELTIES] = {"fact seen before", "pair seen before",
                                                     "pair never seen"};
static const char *const direction_keys[2] = {"object", "subject"};
static const char *const novelty_keys[NOVELTIES] = {"triple_seen", "pair_seen", "pair_new"};

static void put(struct buffer *out, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void put(struct buffer *out, const char *format, ...) {
    char line[256];
    va_list args;
    va_start(args, format);
    vsnprintf(line, sizeof line, format, args);
    va_end(args);
    buffer_text(out, line);
}

static void print_line(struct buffer *out, const char *name, const struct rank_summary *s,
                       size_t n_all) {
    if (s->n)
        put(out, "%-24s %9zu %6.1f %%  %6.2f %6.2f %6.2f %6.2f\n", name, s->n,
            100.0 * (double)s->n / (double)n_all, s->mrr, s->hits_1, s->hits_3, s->hits_10);
}

static void print_calibration(struct buffer *out, const struct backtest_summary *s) {
    put(out, "\nCalibration of the first answer: expected error (ECE) %.4f\n",
        s->calibration_error);
    put(out, "%-14s %9s %8s %10s\n", "probability", "questions", "stated", "came true");
    for (int i = 0; i < RELIABILITY_BINS; i++)
        if (s->bins[i].n)
            put(out, "%.1f to %.1f     %9zu %8.3f %10.3f\n", i / 10.0, (i + 1) / 10.0, s->bins[i].n,
                s->bins[i].stated, s->bins[i].came_true);
}

void backtest_print(const struct backtest_options *o, const struct backtest_data *d,
                    const struct backtest_result *r, struct buffer *out) {
    struct backtest_summary s = summarize(d, r);
    put(out, "%s, %s: %zu facts of %u entities, learned from %zu, %zu of them validation\n\n",
        backtest_method_name(o->method), o->is_multi_step ? "multi-step" : "single-step", d->test.n,
        d->n_entities, d->train.n + d->valid.n, d->valid.n);
    put(out, "%-24s %9s %8s  %6s %6s %6s %6s\n", "", "questions", "", "MRR", "Hits@1", "@3", "@10");
    print_line(out, "all", &s.all, s.all.n);
    for (int i = 0; i < 2; i++)
        print_line(out, direction_names[i], &s.by_direction[i], s.all.n);
    for (int i = 0; i < NOVELTIES; i++)
        print_line(out, novelty_names[i], &s.by_novelty[i], s.all.n);
    for (int i = 0; i < RELATION_GROUPS; i++)
        print_line(out, group_names[i], &s.by_group[i], s.all.n);
    if (s.has_probabilities)
        print_calibration(out, &s);
    put(out, "\n%.1f s learning, %.1f s asking (%.1f s of processor), %u threads, %.0f MB\n",
        r->seconds_learning, r->seconds_asking, r->seconds_processor, o->n_threads,
        s.peak_memory / 1e6);
}

static void json_real_key(struct json_out *j, const char *key, double v, double unit) {
    json_key(j, key);
    json_real(j, round(v / unit) * unit);
}

static void json_summary(struct json_out *j, const struct rank_summary *s) {
    json_key(j, "questions");
    json_integer(j, (int64_t)s->n);
    json_real_key(j, "mrr", s->mrr, 0.001);
    json_real_key(j, "hits_1", s->hits_1, 0.001);
    json_real_key(j, "hits_3", s->hits_3, 0.001);
    json_real_key(j, "hits_10", s->hits_10, 0.001);
}

static void json_summaries(struct json_out *j, const char *key, const char *const *names,
                           const struct rank_summary *s, int n) {
    json_key(j, key);
    json_object(j);
    for (int i = 0; i < n; i++) {
        if (!s[i].n)
            continue;
        json_key(j, names[i]);
        json_object(j);
        json_summary(j, &s[i]);
        json_end_object(j);
    }
    json_end_object(j);
}

static void json_calibration(struct json_out *j, const struct backtest_summary *s) {
    json_real_key(j, "ece", s->calibration_error, 0.00001);
    json_key(j, "reliability");
    json_array(j);
    for (int i = 0; i < RELIABILITY_BINS; i++) {
        json_object(j);
        json_real_key(j, "from", i / 10.0, 0.1);
        json_key(j, "questions");
        json_integer(j, (int64_t)s->bins[i].n);
        json_real_key(j, "stated", s->bins[i].stated, 0.0001);
        json_real_key(j, "came_true", s->bins[i].came_true, 0.0001);
        json_end_object(j);
    }
    json_end_array(j);
}

void backtest_json(const struct backtest_options *o, const struct backtest_data *d,
                   const struct backtest_result *r, struct json_out *j) {
    struct backtest_summary s = summarize(d, r);
    json_object(j);
    json_key(j, "method");
    json_text(j, backtest_method_name(o->method));
    json_key(j, "multi_step");
    json_bool(j, o->is_multi_step);
    json_real_key(j, "unmet", (double)o->unmet, 0.01);
    json_summary(j, &s.all);
    json_summaries(j, "by_direction", direction_keys, s.by_direction, 2);
    json_summaries(j, "by_novelty", novelty_keys, s.by_novelty, NOVELTIES);
    json_summaries(j, "by_group", group_names, s.by_group, RELATION_GROUPS);
    if (s.has_probabilities)
        json_calibration(j, &s);
    json_real_key(j, "seconds_learning", r->seconds_learning, 0.01);
    json_real_key(j, "seconds_asking", r->seconds_asking, 0.01);
    json_real_key(j, "seconds", r->seconds_learning + r->seconds_asking, 0.01);
    json_real_key(j, "seconds_processor", r->seconds_processor, 0.01);
    json_key(j, "threads");
    json_integer(j, o->n_threads);
    json_key(j, "peak_memory");
    json_integer(j, (int64_t)s.peak_memory);
    json_end_object(j);
    json_newline(j);
}

void backtest_ranks(const struct backtest_data *d, const struct backtest_result *r,
                    struct buffer *out) {
    buffer_text(out, "fact\tasked\tsubject\trelation\tobject\tday\trank\tbest\n");
    for (size_t i = 0; i < 2 * d->test.n; i++) {
        const struct backtest_outcome *o = &r->outcomes[i];
        const struct quad *q = &d->test.items[i / 2];
        put(out, "%zu\t%s\t%u\t%u\t%u\t%d\t%.1f\t", i / 2, direction_keys[i & 1], q->subject,
            q->relation, q->object, (int)q->time, o->rank);
        for (int k = 0; k < o->n_best; k++)
            put(out, "%s%u:%.5g", k ? " " : "", o->best[k], (double)o->best_scores[k]);
        buffer_text(out, "\n");
    }
}
