/* harbinger backtest-levels: how well next week's level of hostile events is foretold, on published
 * quadruples. */
#include "base/json_out.h"
#include "cli/cli.h"
#include "outlook/level_test.h"

#include <getopt.h>
#include <stdio.h>

static const char help[] =
    "Usage: harbinger backtest-levels [OPTION…] TRAIN ASKED\n\n"
    "Learns on the weeks of TRAIN how likely it is that a pair of countries sees at least so many\n"
    "hostile events next week, and asks about each week of ASKED, one week ahead. Both files hold\n"
    "quadruples (actor, relation, recipient, hour), as ICEWS14 and ICEWS18 are published; the\n"
    "names stand in entity2id.txt and relation2id.txt beside TRAIN.\n\n"
    "      --at-least N          hostile events a week (default: 5)\n"
    "      --abroad              only pairs of two countries, not what happens within one\n"
    "      --names DIR           where the two tables of names are\n"
    "      --json                one object of JSON\n";

static void print_scores(const struct level_test *t, const struct level_test_request *r) {
    const struct score *base = &t->scores[LEVEL_BASE];
    printf("%llu events, %llu pairs of countries; learned on %d weeks, asked about %d\n"
           "at least %u hostile events next week: %.0f cases, %.2f %% came true\n\n",
           (unsigned long long)t->n_events, (unsigned long long)t->n_pairs, t->trained_weeks,
           t->asked_weeks, r->at_least, base->n, 100 * base->came);
    printf("%-14s %9s %9s %9s %9s %7s\n", "", "av. prec.", "Brier", "skill", "log score", "ECE");
    for (int i = 0; i < LEVEL_WAYS; i++) {
        const struct score *s = &t->scores[i];
        bool is_chance = i != LEVEL_MEAN && i != LEVEL_LAST;
        printf("%-14s %9.3f", level_way_names[i], s->average_precision);
        if (is_chance)
            printf(" %9.5f %9.3f %9.5f %7.4f", s->brier, 1 - s->brier / base->brier, s->log,
                   s->ece);
        putchar('\n');
    }
    printf("\nchance given      cases   mean given   came true\n");
    for (int i = 0; i < SCORE_BINS; i++) {
        const struct score_bin *b = &t->scores[LEVEL_MODEL].bins[i];
        if (b->n > 0)
            printf("%3.0f-%3.0f %% %12.0f %10.1f %% %9.1f %%\n", 100 * score_edges[i],
                   100 * score_edges[i + 1], b->n, 100 * b->given, 100 * b->came);
    }
    printf("\nweights (log odds for each unit)\n");
    for (int i = 0; i < LEVEL_FEATURES; i++)
        printf("%8.3f  %s\n", t->model.logistic.weights[i], level_names[i]);
}

static void put_bins(struct json_out *j, const struct score *s) {
    json_key(j, "reliability");
    json_array(j);
    for (int i = 0; i < SCORE_BINS; i++) {
        json_object(j);
        json_key(j, "from");
        json_real(j, score_edges[i]);
        json_key(j, "cases");
        json_real(j, s->bins[i].n);
        json_key(j, "given");
        json_real(j, s->bins[i].given);
        json_key(j, "came");
        json_real(j, s->bins[i].came);
        json_end_object(j);
    }
    json_end_array(j);
}

static void print_json(const struct level_test *t, const struct level_test_request *r) {
    struct json_out j = {0};
    double base = t->scores[LEVEL_BASE].brier;
    json_object(&j);
    json_key(&j, "at_least");
    json_integer(&j, r->at_least);
    json_key(&j, "cases");
    json_real(&j, t->scores[LEVEL_BASE].n);
    json_key(&j, "share");
    json_real(&j, t->scores[LEVEL_BASE].came);
    for (int i = 0; i < LEVEL_WAYS; i++) {
        const struct score *s = &t->scores[i];
        json_key(&j, level_way_names[i]);
        json_object(&j);
        json_key(&j, "average_precision");
        json_real(&j, s->average_precision);
        json_key(&j, "brier");
        json_real(&j, s->brier);
        json_key(&j, "brier_skill");
        json_real(&j, 1 - s->brier / base);
        json_key(&j, "ece");
        json_real(&j, s->ece);
        if (i == LEVEL_MODEL)
            put_bins(&j, s);
        json_end_object(&j);
    }
    json_end_object(&j);
    json_newline(&j);
    fwrite(j.out.p, 1, j.out.n, stdout);
    buffer_free(&j.out);
}

int verb_backtest_levels(int argc, char **argv) {
    enum { AT_LEAST = 1, ABROAD, NAMES, JSON };
    static const struct option options[] = {{"at-least", required_argument, NULL, AT_LEAST},
                                            {"abroad", no_argument, NULL, ABROAD},
                                            {"names", required_argument, NULL, NAMES},
                                            {"json", no_argument, NULL, JSON},
                                            {"help", no_argument, NULL, 'h'},
                                            {"version", no_argument, NULL, 'V'},
                                            {NULL, 0, NULL, 0}};
    const char *verb = "backtest-levels";
    struct level_test_request r = {.at_least = 5};
    struct level_test t;
    struct hb_error err;
    bool is_json = false;
    for (int c; (c = getopt_long(argc, argv, "h", options, NULL)) != -1;) {
        long n = r.at_least;
        if (c == 'h')
            return cli_help(help, NULL);
        if (c == 'V')
            return cli_version();
        if (c == '?' || (c == AT_LEAST && !cli_number(verb, "--at-least", optarg, 1, 1000, &n)))
            return cli_usage(verb);
        r.at_least = (uint32_t)n;
        r.only_abroad |= c == ABROAD;
        is_json |= c == JSON;
        r.names = c == NAMES ? optarg : r.names;
    }
    if (argc - optind != 2) {
        cli_say(verb, "two files of quadruples are needed: to learn on, to ask about");
        return cli_usage(verb);
    }
    r.train = argv[optind];
    r.asked = argv[optind + 1];
    if (level_backtest(&r, &t, &err) != HB_OK)
        return cli_fail(verb, &err);
    if (is_json)
        print_json(&t, &r);
    else
        print_scores(&t, &r);
    return cli_finish(verb, EXIT_DONE);
}
