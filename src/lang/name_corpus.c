/* Gathers what names are trained from: every column file of a folder of name sets (but for the dev
 * part of UNER, by which the result is measured; the train part of UNER last), the entity layer of
 * GUM, and the tables of knowledge/. Files are taken in order of name, so that training gives the
 * same bytes each time. */
#include "lang/names.h"

#include "base/file.h"
#include "base/vec.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

enum { PATH_BYTES = 1024, FILE_MAXIMUM = 1 << 28, MAX_FILES = 64 };
enum { COPIED = 8 /* every so manyth text */ };

struct folder {
    char names[MAX_FILES][256];
    size_t n;
};

static int by_name(const void *x, const void *y) {
    return strcmp(x, y);
}

static hb_status list_folder(const char *path, struct folder *out, struct hb_error *err) {
    DIR *dir = opendir(path);
    struct dirent *e;
    out->n = 0;
    if (!dir)
        return error_set(err, HB_ERR_SYSTEM, 0, "cannot open the folder %.150s", path);
    while ((e = readdir(dir)) && out->n < MAX_FILES)
        if (e->d_name[0] != '.' && strlen(e->d_name) < sizeof out->names[0])
            memcpy(out->names[out->n++], e->d_name, strlen(e->d_name) + 1);
    closedir(dir);
    qsort(out->names, out->n, sizeof out->names[0], by_name);
    return HB_OK;
}

static hb_status read_file(const char *dir, const char *name, struct arena *a, str *out,
                           struct hb_error *err) {
    char path[PATH_BYTES];
    if (snprintf(path, sizeof path, "%s/%s", dir, name) >= (int)sizeof path)
        return error_set(err, HB_ERR_USAGE, 0, "the path %.100s/%.50s is too long", dir, name);
    return file_read(path, FILE_MAXIMUM, a, out, err);
}

typedef hb_status text_reader(str, struct arena *, struct text **, size_t *, struct hb_error *);
typedef hb_status table_reader(str, struct arena *, struct known_list *, struct hb_error *);

static hb_status add_texts(const char *dir, const char *name, text_reader *read, struct arena *a,
                           struct names_corpus *out, struct hb_error *err) {
    str file;
    struct text *texts;
    size_t n;
    hb_status status = read_file(dir, name, a, &file, err);
    if (status == HB_OK)
        status = read(file, a, &texts, &n, err);
    for (size_t i = 0; status == HB_OK && i < n; i++)
        if (!VEC_PUSH(a, out, texts[i]))
            return error_set(err, HB_ERR_MEMORY, 0, "no memory for the name sets");
    return status;
}

static hb_status add_table(const char *dir, const char *name, table_reader *read, struct arena *a,
                           struct names_corpus *out, struct hb_error *err) {
    str file;
    hb_status status = read_file(dir, name, a, &file, err);
    return status == HB_OK ? read(file, a, &out->known, err) : status;
}

static bool is_name_set(str name) {
    bool is_columns = str_ends(name, STR(".iob2")) || str_ends(name, STR(".conll")) ||
                      str_ends(name, STR(".txt"));
    return is_columns && !str_starts(name, STR("LICENSE")) && !str_is(name, "uner-ewt-dev.iob2");
}

static bool is_home(str name) {
    return str_starts(name, STR("uner"));
}

/* Adds the name sets of a folder, the home set or the others. */
static hb_status add_sets(const char *dir, bool homes, struct arena *a, struct names_corpus *out,
                          struct hb_error *err) {
    struct folder folder;
    hb_status status = list_folder(dir, &folder, err);
    for (size_t i = 0; status == HB_OK && i < folder.n; i++) {
        str name = str_from(folder.names[i]);
        if (is_name_set(name) && is_home(name) == homes)
            status = add_texts(dir, folder.names[i], names_read_iob, a, out, err);
    }
    return status;
}

static hb_status add_entities(const char *treebank, struct arena *a, struct names_corpus *out,
                              struct hb_error *err) {
    struct folder folder;
    hb_status status = list_folder(treebank, &folder, err);
    for (size_t i = 0; status == HB_OK && i < folder.n; i++)
        if (str_starts(str_from(folder.names[i]), STR("gum")) &&
            str_ends(str_from(folder.names[i]), STR("train.conllu")))
            status = add_texts(treebank, folder.names[i], names_read_entities, a, out, err);
    return status;
}

/* A copy of the text in small letters; tokens NULL without memory. */
static struct text lowered(const struct text *t, struct arena *a) {
    struct text copy = *t;
    copy.tokens = ARENA_NEW(a, struct token, (size_t)t->n_tokens + 1);
    if (copy.tokens && t->n_tokens)
        memcpy(copy.tokens, t->tokens, t->n_tokens * sizeof *t->tokens);
    for (uint32_t i = 0; copy.tokens && i < t->n_tokens; i++) {
        str form = str_copy(a, t->tokens[i].form);
        if (a->failed)
            copy.tokens = NULL;
        else
            copy.tokens[i].form = form;
        for (uint32_t k = 0; copy.tokens && k < form.n; k++)
            if (form.p[k] >= 'A' && form.p[k] <= 'Z')
                ((char *)form.p)[k] = (char)(form.p[k] + 32);
    }
    return copy;
}

/* Careless writers spare capitals: some texts of the home set are learned in small letters too. */
static hb_status add_copies(struct arena *a, struct names_corpus *out, struct hb_error *err) {
    out->copies = out->n;
    for (size_t i = out->home; i < out->copies; i += COPIED) {
        struct text copy = lowered(&out->items[i], a);
        if (!copy.tokens || !VEC_PUSH(a, out, copy))
            return error_set(err, HB_ERR_MEMORY, 0, "no memory for the name sets");
    }
    return HB_OK;
}

static hb_status add_tables(const char *knowledge, struct arena *a, struct names_corpus *out,
                            struct hb_error *err) {
    struct folder folder;
    char actors[PATH_BYTES];
    snprintf(actors, sizeof actors, "%s/actors", knowledge);
    hb_status status = add_table(knowledge, "countries.tsv", names_read_countries, a, out, err);
    if (status == HB_OK)
        status = add_table(knowledge, "places.tsv", names_read_places, a, out, err);
    if (status == HB_OK)
        status = add_table(knowledge, "gazetteer.tsv", names_read_gazetteer, a, out, err);
    if (status == HB_OK)
        status = add_table(knowledge, "names.txt", names_read_words, a, out, err);
    if (status == HB_OK)
        status = list_folder(actors, &folder, err);
    for (size_t i = 0; status == HB_OK && i < folder.n; i++)
        if (str_ends(str_from(folder.names[i]), STR(".tsv")))
            status = add_table(actors, folder.names[i], names_read_actors, a, out, err);
    return status;
}

hb_status names_read_corpus(const char *names, const char *treebank, const char *knowledge,
                            struct arena *a, struct names_corpus *out, struct hb_error *err) {
    memset(out, 0, sizeof *out);
    hb_status status = add_sets(names, false, a, out, err);
    if (status == HB_OK && treebank)
        status = add_entities(treebank, a, out, err);
    out->home = out->n;
    if (status == HB_OK)
        status = add_sets(names, true, a, out, err);
    if (status == HB_OK)
        status = add_copies(a, out, err);
    return status == HB_OK && knowledge ? add_tables(knowledge, a, out, err) : status;
}
