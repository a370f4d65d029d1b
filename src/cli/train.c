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
    "                            script/own_trees and script/news_trees print it; their tags\n"
    "                            are not used\n"
    "      --from MODEL          go on from a trained model: its parsers learn on, its names\n"
    "                            are learned anew with --names, the rest stays\n"
    "      --names-only          with --from: the parsers stay as they are\n"
    "      --vectors FILE        word vectors, whose clusters names learn from\n"
    "                            (script/word_vectors)\n"
    "      --out MODEL           the file to write\n"
    "      --tagger-passes N     passes over the treebank\n"
    "      --parser-passes N\n";

static void say(const char *message) {
    cli_say("train", "%s", message);
}

static const struct option options[] = {{"treebank", required_argument, NULL, 't'},
                                        {"names", required_argument, NULL, 'n'},
                                        {"newswire", required_argument, NULL, 'w'},
                                        {"tables", required_argument, NULL, 'k'},
                                        {"silver", no_argument, NULL, 's'},
                                        {"trees", required_argument, NULL, 'r'},
                                        {"from", required_argument, NULL, 'f'},
                                        {"names-only", no_argument, NULL, 'y'},
                                        {"vectors", required_argument, NULL, 'v'},
                                        {"out", required_argument, NULL, 'o'},
                                        {"tagger-passes", required_argument, NULL, 'a'},
                                        {"parser-passes", required_argument, NULL, 'p'},
                                        {"help", no_argument, NULL, 'h'},
                                        {"version", no_argument, NULL, 'V'},
                                        {NULL, 0, NULL, 0}};

/* Where an option that names a file or folder is kept, NULL for another option. */
static const char **path_of(struct train_options *o, int option) {
    switch (option) {
    case 't':
        return &o->treebank;
    case 'n':
        return &o->names;
    case 'w':
        return &o->newswire;
    case 'k':
        return &o->knowledge;
    case 'r':
        return &o->trees;
    case 'f':
        return &o->from;
    case 'v':
        return &o->vectors;
    case 'o':
        return &o->out;
    default:
        return NULL;
    }
}

/* False, having said so, if the number is none. */
static bool take_passes(struct train_options *o, bool is_tagger, const char *text) {
    long passes;
    if (!cli_number("train", is_tagger ? "--tagger-passes" : "--parser-passes", text, 1, 100,
                    &passes))
        return false;
    *(is_tagger ? &o->tagger_passes : &o->parser_passes) = (uint32_t)passes;
    return true;
}

int verb_train(int argc, char **argv) {
    struct train_options o = {.progress = say};
    for (int c; (c = getopt_long(argc, argv, "hV", options, NULL)) != -1;) {
        const char **path = path_of(&o, c);
        if (path)
            *path = optarg;
        else if (c == 's')
            o.has_silver = true;
        else if (c == 'y')
            o.names_only = true;
        else if (c == 'h')
            return cli_help(help, NULL);
        else if (c == 'V')
            return cli_version();
        else if (c != 'a' && c != 'p')
            return cli_usage("train");
        else if (!take_passes(&o, c == 'a', optarg))
            return EXIT_USAGE;
    }
    struct hb_error err = {0};
    if (!o.treebank || !o.out || optind != argc) {
        cli_say("train", "--treebank and --out are needed, and nothing else");
        return cli_usage("train");
    }
    if (o.names_only && (!o.from || !o.names)) {
        cli_say("train", "--names-only needs --from and --names");
        return cli_usage("train");
    }
    return lang_train(&o, &err) == HB_OK ? EXIT_DONE : cli_fail("train", &err);
}
