/* Compiling the tables: find them, put them into the order in which they depend on each other, read
 * each, lay out the image. */
#include "base/file.h"
#include "base/vec.h"
#include "know/builder.h"
#include "know/source.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

enum { TABLE_MAXIMUM = 64 << 20 };

bool sources_add(struct knowledge_sources *s, struct arena *a, str name, str content,
                 bool is_base) {
    struct knowledge_source one = {str_copy(a, name), content, is_base};
    return one.name.p && VEC_PUSH(a, s, one);
}

/* alarms.tsv is no knowledge to read with: src/outlook keeps its thresholds there. */
static bool is_table(str name) {
    if (str_is(name, "alarms.tsv"))
        return false;
    return str_ends(name, STR(".tsv")) || str_ends(name, STR(".frames")) || table_is_classes(name);
}

static hb_status read_directory(const char *dir, const char *under, struct arena *a,
                                struct knowledge_sources *out, struct hb_error *err) {
    char path[4096], name[512];
    snprintf(path, sizeof path, "%s/%s", dir, under);
    DIR *d = opendir(path);
    if (!d)
        return *under ? HB_OK
                      : error_set(err, HB_ERR_SYSTEM, 0, "%.150s: %s", dir, strerror(errno));
    hb_status status = HB_OK;
    for (struct dirent *e; status == HB_OK && (e = readdir(d));) {
        if (!is_table(str_from(e->d_name)))
            continue;
        if (snprintf(name, sizeof name, "%s%s", under, e->d_name) >= (int)sizeof name ||
            snprintf(path, sizeof path, "%s/%s", dir, name) >= (int)sizeof path)
            continue;
        str content;
        status = file_read(path, TABLE_MAXIMUM, a, &content, err);
        if (status == HB_OK && !sources_add(out, a, str_from(name), content, false))
            status = error_set(err, HB_ERR_MEMORY, 0, "no memory for %.100s", name);
    }
    closedir(d);
    return status;
}

hb_status sources_read(const char *dir, struct arena *a, struct knowledge_sources *out,
                       struct hb_error *err) {
    static const char *const folders[] = {"", "actors/", "frames/"};
    for (int i = 0; i < 3; i++) {
        hb_status status = read_directory(dir, folders[i], a, out, err);
        if (status != HB_OK)
            return status;
    }
    return HB_OK;
}

static int order_of(str name) {
    static const char *const first[] = {"classes.txt", "contexts.txt", "roles.tsv", "cameo.tsv",
                                        "fold.tsv"};
    for (int i = 0; i < 5; i++)
        if (str_is(name, first[i]))
            return i;
    return str_starts(name, STR("frames/")) ? 6 : 5;
}

/* Frames of an overlay go before the base's, since earlier lines win; every other table after. */
static int compare_sources(const void *x, const void *y) {
    const struct knowledge_source *p = x, *q = y;
    int order = order_of(p->name) - order_of(q->name);
    if (order)
        return order;
    if (p->is_base != q->is_base)
        return order_of(p->name) == 6 ? p->is_base - q->is_base : q->is_base - p->is_base;
    return str_compare(p->name, q->name);
}

hb_status sources_compile(struct knowledge_sources *s, struct arena *a, str *image,
                          char *diagnostic, struct hb_error *err) {
    struct builder *b = builder_new(a);
    if (!b)
        return error_set(err, HB_ERR_MEMORY, 0, "no memory to compile the tables");
    if (s->n)
        qsort(s->items, s->n, sizeof *s->items, compare_sources);
    for (size_t i = 0; i < s->n; i++) {
        hb_status status = table_read(b, s->items[i].name, s->items[i].content, diagnostic, err);
        if (status != HB_OK)
            return status;
    }
    *image = builder_finish(b);
    return image->p ? HB_OK : error_set(err, HB_ERR_MEMORY, 0, "no memory for the image");
}

hb_status know_compile(const char *dir, const char *path, char *diagnostic, struct hb_error *err) {
    struct arena arena = {0};
    struct knowledge_sources sources = {0};
    str image = {NULL, 0};
    if (diagnostic)
        *diagnostic = 0;
    hb_status status = sources_read(dir, &arena, &sources, err);
    if (status == HB_OK)
        status = sources_compile(&sources, &arena, &image, diagnostic, err);
    if (status == HB_OK)
        status = file_write(path, image.p, image.n, err);
    arena_free(&arena);
    return status;
}
