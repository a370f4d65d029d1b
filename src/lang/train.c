/* Training in steps: read the treebanks; learn the tagger; tag the treebanks by taggers that have
 * not seen the part they tag (jack-knifing, so that the parser learns from the mistakes it will
 * meet); learn the parser from that, beside it the sentence ends and the names. If asked, a
 * committee of parsers then reads the newswire, and the committee that is kept is learned from the
 * treebanks and from these silver trees, which are mended ones (lang/mend/mend.h), so that it
 * learns the grammar of news and the mends with it (self-training; Sagae 2010, Ruder and Plank
 * 2018); beside them from trees of our own sentences, so that what one parser was taught to read
 * right the next one reads right too. A trained model can be gone on from instead: its parsers
 * learn on from all of that, in a fifth of the time. Steps that do not need each other run in two
 * threads; each is deterministic alone. */
#include "lang/train.h"

#include "base/alloc.h"
#include "base/file.h"
#include "base/map.h"
#include "lang/lang.h"
#include "lang/mend/mend.h"
#include "lang/names.h"
#include "lang/parser.h"
#include "lang/tagger.h"
#include "lang/tokenize.h"

#include <dirent.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { MEMBERS_KEPT = 2 }; /* of a committee; a third costs as much and adds a tenth of the gain */
enum {
    FOLDS = 5,
    FOLD_PASSES = 6,
    TAGGER_PASSES = 10,
    PARSER_PASSES = 16,
    PASSES_ON = 3,
    MAX_FILES = 32
};
static const size_t FILE_MAXIMUM = (size_t)1 << 30;

struct bank {
    struct conllu *documents;
    size_t n;
};

struct training {
    const struct train_options *options;
    struct arena arena;
    struct bank gold, tagged;             /* tagged: the same trees with jack-knifed tags */
    struct bank lessons;                  /* what parsers learn from */
    uint32_t n_members;                   /* how many do, each from another beginning */
    struct model_writer *writer, *beside; /* beside: of the second thread */
    struct tagger tagger;                 /* the final one */
    struct model_file tagger_file;        /* or the model that is gone on from */
    struct parser before;                 /* its parsers */
    struct lang_model *teacher; /* reads the newswire; its strings live as long as the training */
    char tagger_path[4096];
    hb_status status[2];
    struct hb_error errors[2];
};

static void say(const struct train_options *o, const char *message) {
    if (o->progress)
        o->progress(message);
}

static int compare_names(const void *x, const void *y) {
    return strcmp(x, y);
}

/* Paths of the files under `dir` that end in `ending`, in order of name. */
static uint32_t list_files(const char *dir, const char *ending, char paths[MAX_FILES][512]) {
    uint32_t n = 0;
    DIR *d = opendir(dir);
    if (!d)
        return 0;
    for (struct dirent *e; (e = readdir(d)) && n < MAX_FILES;)
        if (str_ends(str_from(e->d_name), str_from(ending)) &&
            snprintf(paths[n], 512, "%s/%s", dir, e->d_name) < 512)
            n++;
    closedir(d);
    qsort(paths, n, 512, compare_names);
    return n;
}

/* The treebank in a file. */
static hb_status read_trees(struct training *t, const char *path, struct bank *out,
                            struct hb_error *err) {
    str file;
    hb_status status = file_read(path, FILE_MAXIMUM, &t->arena, &file, err);
    return status == HB_OK ? conllu_read(file, &t->arena, &out->documents, &out->n, err) : status;
}

static hb_status read_bank(struct training *t, const char *ending, struct bank *out,
                           struct hb_error *err) {
    char paths[MAX_FILES][512];
    uint32_t n = list_files(t->options->treebank, ending, paths);
    *out = (struct bank){NULL, 0};
    if (n == 0)
        return error_set(err, HB_ERR_INPUT, 0, "no file *%s under %.120s", ending,
                         t->options->treebank);
    for (uint32_t i = 0; i < n; i++) {
        struct bank one;
        hb_status status = read_trees(t, paths[i], &one, err);
        if (status != HB_OK)
            return status;
        struct conllu *all = ARENA_NEW(&t->arena, struct conllu, out->n + one.n);
        if (!all)
            return error_set(err, HB_ERR_MEMORY, 0, "no memory for the treebanks");
        if (out->n)
            memcpy(all, out->documents, out->n * sizeof *all);
        memcpy(all + out->n, one.documents, one.n * sizeof *all);
        out->documents = all;
        out->n += one.n;
    }
    return HB_OK;
}

static bool copy_tokens(struct arena *a, const struct bank *from, struct bank *to) {
    to->n = from->n;
    to->documents = ARENA_NEW(a, struct conllu, from->n);
    for (size_t d = 0; to->documents && d < from->n; d++) {
        to->documents[d] = from->documents[d];
        uint32_t n = from->documents[d].text.n_tokens;
        struct token *tokens = ARENA_NEW(a, struct token, n);
        if (!tokens)
            return false;
        memcpy(tokens, from->documents[d].text.tokens, n * sizeof *tokens);
        to->documents[d].text.tokens = tokens;
    }
    return to->documents != NULL;
}

/* A tagger that lives in a file of its own while training needs it. */
static hb_status open_trained(struct model_writer *w, const char *path, struct model_file *file,
                              struct tagger *g, struct hb_error *err) {
    hb_status status = model_writer_save(w, path, err);
    if (status == HB_OK)
        status = model_file_open(path, file, err);
    if (status == HB_OK && !tagger_open(file, g, err))
        status = HB_ERR_INPUT;
    g->is_bare = status == HB_OK;
    return status;
}

/* Class numbers of a fold's tagger in those of the final one. */
static void map_classes(const struct tagger *fold, const struct tagger *final,
                        uint8_t map[LINEAR_CLASSES]) {
    for (uint32_t c = 0; c < fold->n_classes; c++) {
        map[c] = 0;
        for (uint32_t k = 0; k < final->n_classes; k++)
            if (str_equal(fold->classes[c].xpos, final->classes[k].xpos) &&
                fold->classes[c].upos == final->classes[k].upos) {
                map[c] = (uint8_t)k;
                break;
            }
    }
}

static hb_status tag_fold(struct training *t, uint32_t fold, struct hb_error *err) {
    struct arena arena = {.maximum = (size_t)4 << 30};
    struct conllu *others = ARENA_NEW(&arena, struct conllu, t->gold.n);
    struct model_writer *w = model_writer_new();
    size_t n = 0;
    char path[4200];
    snprintf(path, sizeof path, "%s.fold%u", t->options->out, fold);
    hb_status status = others && w ? HB_OK : HB_ERR_MEMORY;
    for (size_t d = 0; status == HB_OK && d < t->gold.n; d++)
        if (d % FOLDS != fold)
            others[n++] = t->gold.documents[d];
    if (status == HB_OK)
        status = train_tagger(others, n, FOLD_PASSES, w, err);
    struct model_file file = {.data = NULL};
    struct tagger g;
    if (status == HB_OK)
        status = open_trained(w, path, &file, &g, err);
    uint8_t map[LINEAR_CLASSES];
    if (status == HB_OK)
        map_classes(&g, &t->tagger, map);
    for (size_t d = fold; status == HB_OK && d < t->tagged.n; d += FOLDS) {
        struct text *x = &t->tagged.documents[d].text;
        status = tagger_run(&g, &arena, x, err);
        for (uint32_t i = 0; status == HB_OK && i < x->n_tokens; i++) {
            x->tokens[i].xpos = map[x->tokens[i].xpos];
            x->tokens[i].lemma = str_copy(&t->arena, x->tokens[i].lemma);
        }
    }
    model_file_close(&file);
    remove(path);
    model_writer_free(w);
    arena_free(&arena);
    return status;
}

static hb_status tag_folds(struct training *t, struct hb_error *err) {
    for (uint32_t fold = 0; fold < FOLDS; fold++) {
        hb_status status = tag_fold(t, fold, err);
        if (status != HB_OK)
            return status;
    }
    return HB_OK;
}

static hb_status learn_tokenizer(struct training *t, struct hb_error *err) {
    char paths[MAX_FILES][512];
    uint32_t n_files = t->options->newswire ? list_files(t->options->newswire, ".txt", paths) : 0;
    struct text *texts = ARENA_NEW(&t->arena, struct text, t->gold.n + n_files + 1);
    size_t n = 0;
    if (!texts)
        return error_set(err, HB_ERR_MEMORY, 0, "no memory to train the tokenizer");
    for (size_t d = 0; d < t->gold.n; d++)
        texts[n++] = t->gold.documents[d].text;
    for (uint32_t i = 0; i < n_files; i++) {
        str file;
        hb_status status = file_read(paths[i], FILE_MAXIMUM, &t->arena, &file, err);
        if (status == HB_OK)
            status = tokenizer_read_lines(file, &t->arena, &texts[n], err);
        if (status != HB_OK)
            return status;
        n++;
    }
    return train_tokenizer(texts, n, t->beside, err);
}

static uint32_t parser_passes(const struct training *t) {
    if (t->options->parser_passes)
        return t->options->parser_passes;
    return t->options->from ? PASSES_ON : PARSER_PASSES;
}

static bool has_silver(const struct training *t) {
    return t->options->has_silver && t->options->newswire;
}

static hb_status learn_member(struct training *t, uint32_t member, struct model_writer *w,
                              struct hb_error *err) {
    const struct parser_member *from = t->options->from ? &t->before.members[member] : NULL;
    return train_parser(t->lessons.documents, t->lessons.n, parser_passes(t), member, from, w, err);
}

/* The first parser, and all but the last of a committee. */
static void *run_parsers(void *context) {
    struct training *t = context;
    uint32_t member = 0;
    do
        t->status[0] = learn_member(t, member++, t->writer, &t->errors[0]);
    while (t->status[0] == HB_OK && member + 1 < t->n_members);
    return NULL;
}

static hb_status learn_last_parser(struct training *t, struct hb_error *err) {
    return learn_member(t, t->n_members - 1, t->beside, err);
}

static void *run_final_tagger(void *context) {
    struct training *t = context;
    uint32_t passes = t->options->tagger_passes ? t->options->tagger_passes : TAGGER_PASSES;
    t->status[0] = train_tagger(t->gold.documents, t->gold.n, passes, t->writer, &t->errors[0]);
    return NULL;
}

/* Runs `other` in a second thread while this one runs `own`. */
static hb_status run_both(struct training *t, void *(*other)(void *),
                          hb_status (*own)(struct training *, struct hb_error *),
                          struct hb_error *err) {
    pthread_t thread;
    if (pthread_create(&thread, NULL, other, t) != 0)
        return error_set(err, HB_ERR_SYSTEM, 0, "cannot start a thread");
    t->status[1] = own(t, &t->errors[1]);
    pthread_join(thread, NULL);
    for (int i = 0; i < 2; i++)
        if (t->status[i] != HB_OK) {
            if (err)
                *err = t->errors[i];
            return t->status[i];
        }
    return HB_OK;
}

/* The newswire as tokens, without tags. */
static hb_status read_newswire(struct training *t, struct text *texts, size_t *n,
                               struct hb_error *err) {
    char paths[MAX_FILES][512], path[4200];
    uint32_t n_files = t->options->newswire ? list_files(t->options->newswire, ".txt", paths) : 0;
    struct model_file file;
    struct tokenizer tokenizer;
    struct hb_limits limits = limits_default();
    *n = 0;
    snprintf(path, sizeof path, "%s.tokenizer", t->options->out);
    hb_status status = t->options->from ? HB_OK : model_writer_save(t->beside, path, err);
    if (status == HB_OK)
        status = model_file_open(t->options->from ? t->options->from : path, &file, err);
    if (status != HB_OK)
        return status;
    if (!tokenizer_open(&file, &tokenizer, err))
        status = HB_ERR_INPUT;
    for (uint32_t i = 0; status == HB_OK && i < n_files; i++) {
        str content;
        status = file_read(paths[i], FILE_MAXIMUM, &t->arena, &content, err);
        struct lang_span whole = {0, status == HB_OK ? content.n : 0, 0};
        if (status == HB_OK)
            status =
                tokenize(&tokenizer, content, &whole, 1, &limits, &t->arena, &texts[(*n)++], err);
    }
    model_file_close(&file);
    remove(path);
    return status;
}

static uint64_t sentence_key(const struct text *t, uint32_t s) {
    uint64_t key = t->sentences[s].last - t->sentences[s].first;
    for (uint32_t i = t->sentences[s].first; i < t->sentences[s].last; i++)
        key = hash_mix(key, hash_str(t->tokens[i].form));
    return key;
}

/* Lists the first tokens of the bank's sentences in *out; `keys` leads to them. */
static bool list_sentences(const struct bank *bank, struct map *keys, struct arena *a,
                           const struct token ***out) {
    size_t n = 0, at = 0;
    for (size_t d = 0; d < bank->n; d++)
        n += bank->documents[d].text.n_sentences;
    *out = ARENA_NEW(a, const struct token *, n + 1);
    for (size_t d = 0; *out && d < bank->n; d++) {
        const struct text *x = &bank->documents[d].text;
        for (uint32_t s = 0; s < x->n_sentences; s++) {
            uint64_t key = sentence_key(x, s);
            (*out)[at] = x->tokens + x->sentences[s].first;
            if (!map_put(keys, (str){(const char *)&key, sizeof key}, (uint32_t)at++))
                return false;
        }
    }
    return *out != NULL;
}

/* The name sets share sentences with the treebanks: there the final tagger would be righter than it
 * will be in use, so the tags are taken over from the tagged treebanks. */
static hb_status borrow_tags(struct training *t, struct names_corpus *c, struct hb_error *err) {
    struct map keys = map_in(&t->arena);
    const struct token **tagged;
    if (!list_sentences(&t->tagged, &keys, &t->arena, &tagged))
        return error_set(err, HB_ERR_MEMORY, 0, "no memory for the tags of the name sets");
    for (size_t k = 0; k < c->n; k++)
        for (uint32_t s = 0; s < c->items[k].n_sentences; s++) {
            const struct text *x = &c->items[k];
            const struct sentence *y = &x->sentences[s];
            uint64_t key = sentence_key(x, s);
            uint32_t at = map_get(&keys, (str){(const char *)&key, sizeof key});
            for (uint32_t i = 0; at != MAP_NONE && y->first + i < y->last; i++) {
                x->tokens[y->first + i].upos = tagged[at][i].upos;
                x->tokens[y->first + i].xpos = tagged[at][i].xpos;
            }
        }
    return HB_OK;
}

/* Names learn from what a tagger says of their words. */
static hb_status learn_names(struct training *t, struct hb_error *err) {
    struct names_corpus c = {0};
    struct text raw[MAX_FILES];
    size_t n_raw = 0;
    if (!t->options->names)
        return HB_OK;
    hb_status status = names_read_corpus(t->options->names, t->options->treebank,
                                         t->options->knowledge, &t->arena, &c, err);
    for (size_t i = 0; status == HB_OK && i < c.n; i++)
        status = tagger_run(&t->tagger, &t->arena, &c.items[i], err);
    if (status == HB_OK)
        status = borrow_tags(t, &c, err);
    if (status == HB_OK && t->options->vectors)
        status = file_read(t->options->vectors, FILE_MAXIMUM, &t->arena, &c.vectors, err);
    if (status == HB_OK)
        status = read_newswire(t, raw, &n_raw, err);
    if (status == HB_OK)
        status = train_names(&c, raw, n_raw, t->beside, err);
    return status;
}

/* Opens the model so far, which stands in for the treebanks' annotators. */
static hb_status open_teacher(struct training *t, struct hb_error *err) {
    char path[4200];
    if (t->options->from)
        return lang_model_open(t->options->from, &t->teacher, err);
    snprintf(path, sizeof path, "%s.teacher", t->options->out);
    if (!model_writer_take(t->writer, t->beside))
        return error_set(err, HB_ERR_MEMORY, 0, "no memory for the model");
    hb_status status = model_writer_save(t->writer, path, err);
    if (status == HB_OK)
        status = lang_model_open(path, &t->teacher, err);
    remove(path);
    return status;
}

/* Leaves out what is hardly a sentence: what so short or long a line holds teaches no grammar. */
static void keep_sentences(struct text *x) {
    enum { SHORTEST = 5, LONGEST = 70 };
    uint32_t n = 0;
    for (uint32_t s = 0; s < x->n_sentences; s++) {
        uint32_t length = x->sentences[s].last - x->sentences[s].first;
        if (length >= SHORTEST && length <= LONGEST)
            x->sentences[n++] = x->sentences[s];
    }
    x->n_sentences = n;
}

/* Gives trees the tags that the parser will meet there: those of before the tree was mended. */
static hb_status tag_again(struct training *t, struct text *x, struct hb_error *err) {
    struct tagger g = t->tagger;
    g.is_bare = false;
    struct token *trees = ARENA_NEW(&t->arena, struct token, x->n_tokens);
    if (!trees)
        return error_set(err, HB_ERR_MEMORY, 0, "no memory for tags");
    memcpy(trees, x->tokens, x->n_tokens * sizeof *trees);
    hb_status status = tagger_run(&g, &t->arena, x, err);
    if (status == HB_OK && !mend_tags(&g, &t->arena, x))
        status = error_set(err, HB_ERR_MEMORY, 0, "no memory for tags");
    for (uint32_t i = 0; i < x->n_tokens; i++) {
        x->tokens[i].head = trees[i].head;
        x->tokens[i].deprel = trees[i].deprel;
    }
    return status;
}

/* Reads the newswire as the model so far does, a text a file. */
static hb_status read_silver(struct training *t, char paths[MAX_FILES][512], uint32_t n_files,
                             struct conllu *out, struct hb_error *err) {
    struct hb_limits limits = limits_default();
    hb_status status = open_teacher(t, err);
    for (uint32_t i = 0; status == HB_OK && i < n_files; i++) {
        str content;
        status = file_read(paths[i], FILE_MAXIMUM, &t->arena, &content, err);
        struct lang_span whole = {0, status == HB_OK ? content.n : 0, 0};
        if (status == HB_OK)
            status =
                lang_read(t->teacher, content, &whole, 1, &limits, &t->arena, &out[i].text, err);
        if (status == HB_OK)
            status = tag_again(t, &out[i].text, err);
        if (status == HB_OK)
            keep_sentences(&out[i].text);
    }
    return status;
}

/* The trees of our own sentences. */
static hb_status read_own_trees(struct training *t, struct bank *out, struct hb_error *err) {
    *out = (struct bank){NULL, 0};
    hb_status status = t->options->trees ? read_trees(t, t->options->trees, out, err) : HB_OK;
    for (size_t d = 0; status == HB_OK && d < out->n; d++)
        status = tag_again(t, &out->documents[d].text, err);
    return status;
}

/* The lessons of parsers: the treebanks, our own trees and what the model so far reads in the
 * newswire. */
static hb_status gather_lessons(struct training *t, struct hb_error *err) {
    char paths[MAX_FILES][512];
    uint32_t n_files = list_files(t->options->newswire, ".txt", paths);
    struct bank own;
    hb_status status = read_own_trees(t, &own, err);
    if (status != HB_OK)
        return status;
    size_t n = t->tagged.n;
    struct conllu *all = ARENA_NEW(&t->arena, struct conllu, n + n_files + own.n);
    if (!all)
        return error_set(err, HB_ERR_MEMORY, 0, "no memory for the newswire");
    memcpy(all, t->tagged.documents, n * sizeof *all);
    status = read_silver(t, paths, n_files, all + n, err);
    n += n_files;
    if (own.n)
        memcpy(all + n, own.documents, own.n * sizeof *all);
    t->lessons = (struct bank){all, n + own.n};
    return status;
}

/* Learns the parsers anew from all of that. */
static hb_status learn_from_newswire(struct training *t, struct hb_error *err) {
    say(t->options, "reading the newswire and learning the parsers from that too");
    hb_status status = gather_lessons(t, err);
    t->n_members = MEMBERS_KEPT;
    for (uint32_t k = 0; k < PARSER_MEMBERS; k++)
        model_writer_drop(t->writer, parser_section(k));
    return status == HB_OK ? run_both(t, run_parsers, learn_last_parser, err) : status;
}

/* The names, and the last of a committee. */
static hb_status learn_names_and_parser(struct training *t, struct hb_error *err) {
    hb_status status = learn_names(t, err);
    return status == HB_OK && t->n_members > 1 ? learn_last_parser(t, err) : status;
}

static hb_status learn_all(struct training *t, struct hb_error *err) {
    hb_status status = read_bank(t, "train.conllu", &t->gold, err);
    if (status != HB_OK)
        return status;
    if (!copy_tokens(&t->arena, &t->gold, &t->tagged))
        return error_set(err, HB_ERR_MEMORY, 0, "no memory for the treebanks");
    say(t->options, "learning the tagger and the ends of sentences");
    status = run_both(t, run_final_tagger, learn_tokenizer, err);
    if (status == HB_OK)
        status = open_trained(t->writer, t->tagger_path, &t->tagger_file, &t->tagger, err);
    say(t->options, "tagging the treebanks by taggers that have not seen them");
    if (status == HB_OK)
        status = tag_folds(t, err);
    t->lessons = t->tagged;
    t->n_members = has_silver(t) ? PARSER_MEMBERS : 1;
    say(t->options, "learning the parser and the names");
    if (status == HB_OK)
        status = run_both(t, run_parsers, learn_names_and_parser, err);
    return status == HB_OK && has_silver(t) ? learn_from_newswire(t, err) : status;
}

/* Opens the model that is gone on from. */
static hb_status open_before(struct training *t, struct hb_error *err) {
    hb_status status = model_file_open(t->options->from, &t->tagger_file, err);
    if (status == HB_OK && (!tagger_open(&t->tagger_file, &t->tagger, err) ||
                            !parser_open(&t->tagger_file, &t->before, err)))
        status = HB_ERR_INPUT;
    t->tagger.is_bare = true;
    t->n_members = t->before.n_members;
    return status;
}

/* Lets the parsers of a trained model learn on, if asked, and its names anew. */
static hb_status learn_on(struct training *t, struct hb_error *err) {
    hb_status status = open_before(t, err);
    if (status == HB_OK)
        status = read_bank(t, "train.conllu", &t->gold, err);
    if (status == HB_OK && !copy_tokens(&t->arena, &t->gold, &t->tagged))
        status = error_set(err, HB_ERR_MEMORY, 0, "no memory for the treebanks");
    if (status != HB_OK)
        return status;
    say(t->options, "tagging the treebanks by taggers that have not seen them");
    status = tag_folds(t, err);
    if (status == HB_OK && t->options->names_only)
        return learn_names(t, err);
    say(t->options, "reading the newswire and letting the parsers learn on");
    t->lessons = t->tagged;
    if (status == HB_OK && has_silver(t))
        status = gather_lessons(t, err);
    return status == HB_OK ? run_both(t, run_parsers, learn_names_and_parser, err) : status;
}

/* Puts the parts of both threads together with what was not learned; false without memory. */
static bool complete(struct training *t) {
    if (!model_writer_take(t->writer, t->beside))
        return false;
    return t->options->from ? model_writer_copy(t->writer, &t->tagger_file)
                            : model_writer_add(t->writer, "name", "en-1", 4);
}

hb_status lang_train(const struct train_options *o, struct hb_error *err) {
    struct training t = {.options = o,
                         .arena.maximum = (size_t)12 << 30,
                         .writer = model_writer_new(),
                         .beside = model_writer_new()};
    hb_status status =
        t.writer && t.beside ? HB_OK : error_set(err, HB_ERR_MEMORY, 0, "no memory to train");
    snprintf(t.tagger_path, sizeof t.tagger_path, "%s.tagger", o->out);
    if (status == HB_OK)
        status = o->from ? learn_on(&t, err) : learn_all(&t, err);
    if (status == HB_OK && !complete(&t))
        status = error_set(err, HB_ERR_MEMORY, 0, "no memory for the model");
    if (status == HB_OK)
        status = model_writer_save(t.writer, o->out, err);
    lang_model_close(t.teacher);
    model_file_close(&t.tagger_file);
    remove(t.tagger_path);
    model_writer_free(t.writer);
    model_writer_free(t.beside);
    arena_free(&t.arena);
    return status;
}
