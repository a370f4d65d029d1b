/* The model file: a table of named sections over one mapping. Opening touches only the table, so
 * start-up costs nothing; the sections' readers check their own content. */
#include "lang/model.h"

#include "base/alloc.h"

#include <stdlib.h>

enum { MAX_SECTIONS = 64, NAME_ROOM = 16, MODEL_VERSION = 1, ALIGNMENT = 64 };

struct section_entry {
    char name[NAME_ROOM];
    uint64_t offset, size, hash;
};
struct model_head {
    char magic[8];
    uint32_t version, n_sections;
};

static const struct section_entry *entries_of(const struct model_file *m) {
    return (const struct section_entry *)(const void *)(m->data + sizeof(struct model_head));
}

hb_status model_file_from_bytes(const void *data, size_t size, struct model_file *out,
                                struct hb_error *err) {
    struct model_head head;
    *out = (struct model_file){.data = data, .size = size};
    if (size < sizeof head || memcmp(data, "HBMODEL1", 8) != 0)
        return error_set(err, HB_ERR_INPUT, 0, "not a language model");
    memcpy(&head, data, sizeof head);
    if (head.version != MODEL_VERSION)
        return error_set(err, HB_ERR_INPUT, 8,
                         "a language model of version %u; this program reads %d", head.version,
                         MODEL_VERSION);
    if (head.n_sections > MAX_SECTIONS ||
        size < sizeof head + head.n_sections * sizeof(struct section_entry))
        return error_set(err, HB_ERR_INPUT, 12,
                         "the language model's table of sections is cut off");
    for (uint32_t i = 0; i < head.n_sections; i++) {
        const struct section_entry *e = &entries_of(out)[i];
        if (e->offset % ALIGNMENT || e->offset > size || e->size > size - e->offset ||
            !memchr(e->name, 0, NAME_ROOM))
            return error_set(err, HB_ERR_INPUT, i,
                             "section %u of the language model is out of bounds", i);
    }
    return HB_OK;
}

hb_status model_file_open(const char *path, struct model_file *out, struct hb_error *err) {
    struct file_map map;
    hb_status status = file_map_open(path, &map, err);
    if (status != HB_OK)
        return status;
    status = model_file_from_bytes(map.data, map.size, out, err);
    if (status != HB_OK)
        file_map_close(&map);
    else
        out->map = map;
    return status;
}

void model_file_close(struct model_file *m) {
    file_map_close(&m->map);
    *m = (struct model_file){.data = NULL};
}

static uint32_t count_of(const struct model_file *m) {
    struct model_head head;
    if (!m->data)
        return 0;
    memcpy(&head, m->data, sizeof head);
    return head.n_sections;
}

str model_file_section(const struct model_file *m, const char *name) {
    for (uint32_t i = 0; i < count_of(m); i++) {
        const struct section_entry *e = &entries_of(m)[i];
        if (strcmp(e->name, name) == 0 && e->size < UINT32_MAX)
            return (str){(const char *)m->data + e->offset, (uint32_t)e->size};
    }
    return (str){NULL, 0};
}

bool model_file_verify(const struct model_file *m) {
    for (uint32_t i = 0; i < count_of(m); i++) {
        const struct section_entry *e = &entries_of(m)[i];
        if (hash_bytes(m->data + e->offset, e->size, 0) != e->hash)
            return false;
    }
    return true;
}

/* ---- writing ---- */

struct draft {
    char name[NAME_ROOM];
    void *data;
    size_t size;
};
struct model_writer {
    struct draft drafts[MAX_SECTIONS];
    uint32_t n;
};

struct model_writer *model_writer_new(void) {
    return mem_zeroed(1, sizeof(struct model_writer));
}

bool model_writer_add(struct model_writer *w, const char *name, const void *data, size_t size) {
    if (w->n == MAX_SECTIONS || strlen(name) >= NAME_ROOM)
        return false;
    struct draft *d = &w->drafts[w->n];
    d->data = mem_resize(NULL, size ? size : 1);
    if (!d->data)
        return false;
    if (size)
        memcpy(d->data, data, size);
    d->size = size;
    memset(d->name, 0, NAME_ROOM);
    memcpy(d->name, name, strlen(name));
    w->n++;
    return true;
}

void model_writer_drop(struct model_writer *w, const char *name) {
    for (uint32_t i = 0; i < w->n; i++)
        if (strcmp(w->drafts[i].name, name) == 0) {
            mem_free(w->drafts[i].data);
            w->drafts[i] = w->drafts[--w->n];
            return;
        }
}

bool model_writer_take(struct model_writer *w, struct model_writer *from) {
    if (w->n + from->n > MAX_SECTIONS)
        return false;
    memcpy(w->drafts + w->n, from->drafts, from->n * sizeof *from->drafts);
    w->n += from->n;
    from->n = 0;
    return true;
}

static bool has_draft(const struct model_writer *w, const char *name) {
    for (uint32_t i = 0; i < w->n; i++)
        if (strcmp(w->drafts[i].name, name) == 0)
            return true;
    return false;
}

bool model_writer_copy(struct model_writer *w, const struct model_file *from) {
    for (uint32_t i = 0; i < count_of(from); i++) {
        const char *name = entries_of(from)[i].name;
        str section = model_file_section(from, name);
        if (!has_draft(w, name) && !model_writer_add(w, name, section.p, section.n))
            return false;
    }
    return true;
}

static int compare_drafts(const void *x, const void *y) {
    return strcmp(((const struct draft *)x)->name, ((const struct draft *)y)->name);
}

static size_t aligned(size_t n) {
    return (n + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
}

hb_status model_writer_save(struct model_writer *w, const char *path, struct hb_error *err) {
    struct model_head head = {"HBMODEL1", MODEL_VERSION, w->n};
    qsort(w->drafts, w->n, sizeof *w->drafts, compare_drafts);
    size_t size = aligned(sizeof head + w->n * sizeof(struct section_entry));
    for (uint32_t i = 0; i < w->n; i++)
        size += aligned(w->drafts[i].size);
    char *image = mem_zeroed(size, 1);
    if (!image)
        return error_set(err, HB_ERR_MEMORY, 0, "no memory for a model of %zu bytes", size);
    memcpy(image, &head, sizeof head);
    size_t at = aligned(sizeof head + w->n * sizeof(struct section_entry));
    for (uint32_t i = 0; i < w->n; i++) {
        const struct draft *d = &w->drafts[i];
        struct section_entry e = {
            .offset = at, .size = d->size, .hash = hash_bytes(d->data, d->size, 0)};
        memcpy(e.name, d->name, NAME_ROOM);
        memcpy(image + sizeof head + i * sizeof e, &e, sizeof e);
        if (d->size)
            memcpy(image + at, d->data, d->size);
        at += aligned(d->size);
    }
    hb_status status = file_write(path, image, size, err);
    mem_free(image);
    return status;
}

void model_writer_free(struct model_writer *w) {
    if (!w)
        return;
    for (uint32_t i = 0; i < w->n; i++)
        mem_free(w->drafts[i].data);
    mem_free(w);
}
