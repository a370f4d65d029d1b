/* harbinger: the table of verbs. Each verb reads its own options; this file only finds it. */
#include "cli/cli.h"

#include <stdio.h>

struct verb {
    const char *name, *summary;
    int (*run)(int argc, char **argv);
};

static const struct verb verbs[] = {
    {"read", "read reports and print a brief of what they say", verb_read},
    {"code", "code reports, a JSON line in, a JSON line out", verb_code},
    {"parse", "grammar and names as CoNLL-U", verb_parse},
    {"extract", "the articles of web pages and other files, as JSON lines", verb_extract},
    {"add", "read reports into an archive", verb_add},
    {"brief", "one page on what an archive tells: read it first", verb_brief},
    {"events", "events of an archive", verb_ask},
    {"explain", "an event with every mention of it, and why they are one", verb_explain},
    {"relations", "who backs, fights, leads, holds: of an archive", verb_ask},
    {"control", "who holds which place, and who held it: of an archive", verb_ask},
    {"actors", "people, bodies, groups and states of an archive", verb_ask},
    {"agenda", "what is announced, promised or threatened: of an archive", verb_ask},
    {"follow-through", "how much of what actors announce they do: of an archive", verb_ask},
    {"contradictions", "what reports say against each other: of an archive", verb_ask},
    {"indicators", "counts per actor, dyad or country, and what changed: of an archive", verb_ask},
    {"timeline", "what happened, period by period: of an archive", verb_ask},
    {"reports", "reports of an archive", verb_ask},
    {"search", "reports of an archive by their words", verb_ask},
    {"export", "an archive in the formats of other programs", verb_export},
    {"forecast", "what comes next, how likely, and why: of an archive", verb_forecast},
    {"track-record", "how good forecasts have been: of an archive", verb_track_record},
    {"alarms", "what is out of its ordinary, and the record of such alarms: of an archive",
     verb_alarms},
    {"map", "where events were and who holds what: an SVG", verb_map},
    {"graph", "who stands how to whom: an SVG", verb_graph},
    {"serve", "an archive as a site on this machine, and an API", verb_serve},
    {"watch", "follow feeds into an archive", verb_watch},
    {"worker", "read a queue of reports into an archive, beside other workers", verb_worker},
    {"sources", "followed feeds of an archive and how they fare", verb_ask},
    {"recode", "code an archive's reports anew after an upgrade", verb_recode},
    {"forget", "withdraw reports from an archive", verb_forget},
    {"copy", "an archive from a file to a server, or back", verb_copy},
    {"refresh", "bring an archive's picture up to its reports", verb_refresh},
    {"check", "verify an archive", verb_check},
    {"backtest", "how well the outlook foretells published facts", verb_backtest},
    {"backtest-levels", "how well levels of hostility are foretold, on published data",
     verb_backtest_levels},
    {"train", "train a language model from treebanks", verb_train},
};

enum { N_VERBS = sizeof verbs / sizeof *verbs };

static int print_help(void) {
    puts("Usage: harbinger VERB [OPTION…] [ARGUMENT…]\n\n"
         "Reads news reports on politics and conflict: who does, says, promises or threatens what\n"
         "to whom, when and where, and on whose word.\n");
    for (int i = 0; i < N_VERBS; i++)
        printf("  %-14s %s\n", verbs[i].name, verbs[i].summary);
    puts("\n'harbinger VERB --help' shows a verb's options; 'harbinger --version' the version.\n"
         "Exit status: 0 done, 1 some input was set aside, 2 wrong usage, 3 a system call failed.");
    return cli_finish("help", EXIT_DONE);
}

static const struct verb *find_verb(const char *name) {
    for (int i = 0; i < N_VERBS; i++)
        if (strcmp(verbs[i].name, name) == 0)
            return &verbs[i];
    return NULL;
}

int main(int argc, char **argv) {
    if (argc < 2) {
        fputs("harbinger: no verb given.\nTry 'harbinger --help'.\n", stderr);
        return EXIT_USAGE;
    }
    const char *name = argv[1];
    bool is_help =
        strcmp(name, "help") == 0 || strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0;
    if (is_help && argc == 2)
        return print_help();
    if (strcmp(name, "--version") == 0 || strcmp(name, "-V") == 0)
        return cli_version();
    if (is_help)
        name = argv[2];
    const struct verb *verb = find_verb(name);
    if (!verb) {
        fprintf(stderr, "harbinger: '%s' is no verb.\nTry 'harbinger --help'.\n", name);
        return EXIT_USAGE;
    }
    char program[64], help[] = "--help"; /* getopt begins its messages with argv[0] */
    snprintf(program, sizeof program, "harbinger %s", verb->name);
    if (is_help)
        return verb->run(2, (char *[]){program, help, NULL});
    argv[1] = program;
    return verb->run(argc - 1, argv + 1);
}
