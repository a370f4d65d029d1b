/* harbinger serve: an archive's site on this machine. */
#include "serve/serve.h"
#include "cli/archive.h"
#include "cli/cli.h"
#include "cli/data.h"

#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

static const char verb[] = "serve";
static const char help[] =
    "Usage: harbinger serve [OPTION…] ARCHIVE\n\n"
    "Serves an archive as a site: brief, time line, map, network, agenda, actors, disputes, a\n"
    "reader, search, and an API (/api/v1/openapi.json). Prints its address and goes on until it\n"
    "is stopped. Only this machine can reach it, and nobody can write, unless a token says so.\n\n"
    "  -p, --port N              default 8717; 0: one that is free\n"
    "      --address A           listen there instead of 127.0.0.1; wants a token\n"
    "      --host NAME           one more name that it is called by, behind a proxy\n"
    "      --token T             who has it may post reports, and read where others can reach it\n"
    "      --token-file F        the token is the file's first line\n"
    "      --rate N              requests a second from one address (default 200)\n"
    "      --memory MIB          more than this is taken by no question (default 192)\n"
    "      --title WORDS         instead of the archive's name\n"
    "      --web-root DIR        front-end files from there, for work on them\n";

enum { ADDRESS = 1, HOST, TOKEN, TOKEN_FILE, RATE, MEMORY, TITLE, WEB_ROOT };
enum {
    USUAL_PORT = 8717,
    MOST_RATE = 1000000,
    LEAST_MEMORY = 64,
    MOST_MEMORY = 1 << 20,
    SHORTEST_TOKEN = 16,
    LONGEST_TOKEN = 128
};

struct serving {
    struct serve_options options;
    struct data_options where;
    struct data data;
    struct coder_name coder;
    char token[LONGEST_TOKEN + 2];
};

static bool is_good_token(const char *token) {
    size_t n = strlen(token);
    for (size_t i = 0; i < n; i++)
        if (token[i] <= ' ' || token[i] > '~' || strchr("\";,\\", token[i]))
            n = 0;
    if (n >= SHORTEST_TOKEN && n <= LONGEST_TOKEN)
        return true;
    cli_say(verb,
            "a token has %d to %d printable signs without blanks, quotes, commas and semicolons",
            SHORTEST_TOKEN, LONGEST_TOKEN);
    return false;
}

static bool read_token(struct serving *s, const char *path) {
    FILE *file = fopen(path, "r");
    bool is_read = file && fgets(s->token, sizeof s->token, file);
    if (file)
        fclose(file);
    if (!is_read) {
        cli_say(verb, "--token-file %s: it cannot be read", path);
        return false;
    }
    s->token[strcspn(s->token, "\r\n")] = '\0';
    s->options.token = s->token;
    return is_good_token(s->token);
}

static bool take_option(struct serving *s, int c) {
    struct serve_options *o = &s->options;
    long n;
    switch (c) {
    case 'p':
        if (!cli_number(verb, "--port", optarg, 0, 65535, &n))
            return false;
        o->port = (uint16_t)n;
        return true;
    case RATE:
        if (!cli_number(verb, "--rate", optarg, 1, MOST_RATE, &n))
            return false;
        o->rate = (uint32_t)n;
        return true;
    case MEMORY:
        if (!cli_number(verb, "--memory", optarg, LEAST_MEMORY, MOST_MEMORY, &n))
            return false;
        o->memory = (uint32_t)n;
        return true;
    case ADDRESS:
        o->address = optarg;
        return true;
    case HOST:
        o->host = optarg;
        return true;
    case TOKEN:
        o->token = optarg;
        return is_good_token(optarg);
    case TOKEN_FILE:
        return read_token(s, optarg);
    case TITLE:
        o->title = optarg;
        return true;
    case WEB_ROOT:
        o->web_root = optarg;
        return true;
    default:
        return data_option(c, optarg, &s->where);
    }
}

/* Signals are taken here and in no other thread. */
static void block_signals(sigset_t *set) {
    sigemptyset(set);
    sigaddset(set, SIGINT);
    sigaddset(set, SIGTERM);
    pthread_sigmask(SIG_BLOCK, set, NULL);
    signal(SIGPIPE, SIG_IGN);
}

static int serve(struct serving *s) {
    struct server *server;
    struct store *store;
    struct hb_error err;
    sigset_t signals;
    int number;
    block_signals(&signals);
    if (archive_open(verb, s->options.archive, &store, &err) != HB_OK)
        return cli_fail(verb, &err);
    store_close(store); /* its picture is brought up now */
    if (s->options.token && data_open(&s->where, &s->data, &err) != HB_OK)
        return cli_fail(verb, &err);
    if (s->options.token) {
        s->coder = coder_name_of(&s->data.coder);
        s->options.coder = &s->data.coder;
        s->options.coder_name = s->coder.z;
    }
    int code = EXIT_DONE;
    if (serve_open(&s->options, &server, &err) == HB_OK) {
        bool is_v6 = strchr(s->options.address, ':') != NULL;
        printf("http://%s%s%s:%u/\n", is_v6 ? "[" : "", s->options.address, is_v6 ? "]" : "",
               serve_port(server));
        fflush(stdout);
        sigwait(&signals, &number);
        serve_close(server);
    } else {
        code = cli_fail(verb, &err);
    }
    if (s->options.token)
        data_close(&s->data);
    return cli_finish(verb, code);
}

int verb_serve(int argc, char **argv) {
    static const struct option options[] = {{"port", required_argument, NULL, 'p'},
                                            {"address", required_argument, NULL, ADDRESS},
                                            {"host", required_argument, NULL, HOST},
                                            {"token", required_argument, NULL, TOKEN},
                                            {"token-file", required_argument, NULL, TOKEN_FILE},
                                            {"rate", required_argument, NULL, RATE},
                                            {"memory", required_argument, NULL, MEMORY},
                                            {"title", required_argument, NULL, TITLE},
                                            {"web-root", required_argument, NULL, WEB_ROOT},
                                            {"help", no_argument, NULL, 'h'},
                                            {"version", no_argument, NULL, 'V'},
                                            DATA_OPTIONS,
                                            {NULL, 0, NULL, 0}};
    struct serving s = {.options = {.address = "127.0.0.1", .port = USUAL_PORT}};
    for (int c; (c = getopt_long(argc, argv, "p:h", options, NULL)) != -1;) {
        if (c == 'h')
            return cli_help(help, data_help);
        if (c == 'V')
            return cli_version();
        if (!take_option(&s, c))
            return cli_usage(verb);
    }
    if (argc - optind != 1) {
        cli_say(verb, "one archive is needed");
        return cli_usage(verb);
    }
    s.options.archive = argv[optind];
    struct store_name title = store_title(argv[optind]);
    s.options.title = s.options.title ? s.options.title : title.z;
    return serve(&s);
}
