/* harbinger train: a language model from treebanks and name sets. */
#include "lang/train.h"
#include "cli/cli.h"

#include <getopt.h>
#include <stdio.h>

static const char help[] =
    "Usage: harbinger train --treebank DIR --out MODEL [OPTION…]\n\n"
    "Trains the language model: the same bytes each time for the same input.\n\n"
    "      --treebank DIR        CoNLL-U files *train.conllu (UD English)\n"
    "      --names DIR           name sets (UNER, wikigold, CrossNER, WNUT) as IOB\n"
    "      --newswire DIR        raw text *.txt, one sentence a line\n"
    "      --tables DIR          knowledge tables, for lists of names\n"
    "      --silver              learn the parsers anew from the newswire as parsers read it\n"
    "      --trees FILE          with --silver: CoNLL-U of more sentences to learn from, as\n"
    "                            script/own_trees prints it; their tags are not used\n"
    "      --from MODEL          go on from a trained model: its parsers learn on, its names\n"
    "                            are learned anew with --names, the rest stays\n"
    "      --out MODEL           the file to write\n"
    "      --tagger-passes N     passes over the treebank\n"
    "      --parser-passes N\n";

static void say(const char *message) {
    cli_say("train", "%s", message);
}

int verb_train(int argc, char **argv) {
    static const struct option options[] = {{"treebank", required_argument, NULL, 't'},
                                            {"names", required_argument, NULL, 'n'},
                                            {"newswire", required_argument, NULL, 'w'},
                                            {"tables", required_argument, NULL, 'k'},
                                            {"silver", no_argument, NULL, 's'},
                                            {"trees", required_argument, NULL, 'r'},
                                            {"from", required_argument, NULL, 'f'},
                                            {"out", required_argument, NULL, 'o'},
                                            {"tagger-passes", required_argument, NULL, 'a'},
                                            {"parser-passes", required_argument, NULL, 'p'},
                                            {"help", no_argument, NULL, 'h'},
                                            {"version", no_argument, NULL, 'V'},
                                            {NULL, 0, NULL, 0}};
    struct train_options o = {.progress = say};
    long passes;
    for (int c; (c = getopt_long(argc, argv, "hV", options, NULL)) != -1;) {
        switch (c) {
        case 't':
            o.treebank = optarg;
            break;
        case 'n':
            o.names = optarg;
            break;
        case 'w':
            o.newswire = optarg;
            break;
        case 'k':
            o.knowledge = optarg;
            break;
        case 's':
            o.has_silver = true;
            break;
        case 'r':
            o.trees = optarg;
            break;
        case 'f':
            o.from = optarg;
            break;
        case 'o':
            o.out = optarg;
            break;
        case 'a':
        case 'p':
            if (!cli_number("train", c == 'a' ? "--tagger-passes" : "--parser-passes", optarg, 1,
                            100, &passes))
                return EXIT_USAGE;
            *(c == 'a' ? &o.tagger_passes : &o.parser_passes) = (uint32_t)passes;
            break;
        case 'h':
            return cli_help(help, NULL);
        case 'V':
            return cli_version();
        default:
            return cli_usage("train");
        }
    }
    struct hb_error err = {0};
    if (!o.treebank || !o.out || optind != argc) {
        cli_say("train", "--treebank and --out are needed, and nothing else");
        return cli_usage("train");
    }
    return lang_train(&o, &err) == HB_OK ? EXIT_DONE : cli_fail("train", &err);
}
