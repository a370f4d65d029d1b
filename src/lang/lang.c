/* The language room's door: opens the sections of a model and runs tokenizer, tagger, parser and
 * names in turn. */
#include "lang/lang.h"

#include "base/alloc.h"
#include "lang/casing.h"
#include "lang/mend/mend.h"
#include "lang/names.h"
#include "lang/parser.h"
#include "lang/pieces.h"
#include "lang/tagger.h"
#include "lang/tokenize.h"

struct lang_model {
    struct model_file file;
    struct tokenizer tokenizer;
    struct tagger tagger;
    struct parser parser;
    struct names_model names;
    bool has_names;
    char name[32];
};

static hb_status open_sections(struct lang_model *m, struct hb_error *err) {
    str name = model_file_section(&m->file, "name");
    uint32_t n = name.n < sizeof m->name - 1 ? name.n : sizeof m->name - 1;
    if (n)
        memcpy(m->name, name.p, n);
    if (!tokenizer_open(&m->file, &m->tokenizer, err) || !tagger_open(&m->file, &m->tagger, err) ||
        !parser_open(&m->file, &m->parser, err))
        return HB_ERR_INPUT;
    m->has_names = model_file_section(&m->file, "names").n > 0;
    return !m->has_names || names_open(&m->file, &m->names, err) ? HB_OK : HB_ERR_INPUT;
}

hb_status lang_model_open(const char *path, struct lang_model **out, struct hb_error *err) {
    struct lang_model *m = mem_zeroed(1, sizeof *m);
    if (!m)
        return error_set(err, HB_ERR_MEMORY, 0, "no memory for the model");
    hb_status status = model_file_open(path, &m->file, err);
    if (status == HB_OK)
        status = open_sections(m, err);
    if (status != HB_OK) {
        lang_model_close(m);
        return status;
    }
    *out = m;
    return HB_OK;
}

void lang_model_close(struct lang_model *m) {
    if (!m)
        return;
    model_file_close(&m->file);
    mem_free(m);
}

const char *lang_model_name(const struct lang_model *m) {
    return m->name;
}

uint64_t lang_model_hash(const struct lang_model *m) {
    return hash_bytes(m->file.data, m->file.size, 0);
}

hb_status lang_analyze(const struct lang_model *m, struct arena *a, struct text *t,
                       struct hb_error *err) {
    hb_status status = tagger_run(&m->tagger, a, t, err);
    if (status == HB_OK && (!mend_title_verbs(&m->tagger, a, t) ||
                            !mend_presents(&m->tagger, a, t) || !mend_tags(&m->tagger, a, t)))
        status = error_set(err, HB_ERR_MEMORY, 0, "no memory for lemmas");
    if (status == HB_OK)
        status = parse_in_pieces(&m->tagger, &m->parser, a, t, err);
    if (status == HB_OK && !mend_parsed(&m->tagger, a, t))
        status = error_set(err, HB_ERR_MEMORY, 0, "no memory for trees");
    if (status == HB_OK && m->has_names)
        status = names_find(&m->names, a, t, err);
    if (status != HB_OK)
        return status;
    mend_shifts(t);
    mend_names(t);
    return mend_to_tree(a, t) ? HB_OK : error_set(err, HB_ERR_MEMORY, 0, "no memory for trees");
}

hb_status lang_read(const struct lang_model *m, str source, const struct lang_span *spans,
                    uint32_t n_spans, const struct hb_limits *limits, struct arena *a,
                    struct text *out, struct hb_error *err) {
    hb_status status = tokenize(&m->tokenizer, source, spans, n_spans, limits, a, out, err);
    if (status == HB_OK && m->has_names && !casing_mend(&m->tagger, &m->names, a, out))
        status = error_set(err, HB_ERR_MEMORY, 0, "no memory for the case of headlines");
    return status == HB_OK ? lang_analyze(m, a, out, err) : status;
}

str lang_xpos(const struct lang_model *m, const struct token *t) {
    return t->xpos < m->tagger.n_classes ? m->tagger.classes[t->xpos].xpos : (str){"", 0};
}

str lang_features(const struct lang_model *m, const struct token *t) {
    return t->features < m->tagger.n_classes ? m->tagger.classes[t->features].features
                                             : (str){"", 0};
}
