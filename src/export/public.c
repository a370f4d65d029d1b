/* The public library (harbinger.h) over the rooms: a coder is model and knowledge, a session is an
 * arena and a buffer that are used again for each report. */
#include "harbinger.h"

#include "base/alloc.h"
#include "export/brief.h"
#include "export/json.h"
#include "export/public_parts.h"
#include "ingest/ingest.h"

struct hb_session {
    const hb_coder *coder; /* borrows */
    struct arena arena;
    struct json_out out;
};

/* A report on its way through a call. */
struct reading {
    struct report report;
    struct text text;
    struct coded coded;
};

const char *hb_version(void) {
    return HB_VERSION;
}

hb_status hb_open(const char *model, const char *knowledge, const char *overlay, hb_coder **out,
                  struct hb_error *err) {
    *out = NULL;
    if (!model || !knowledge)
        return error_set(err, HB_ERR_USAGE, 0, "hb_open needs a model and a knowledge file");
    hb_coder *c = mem_zeroed(1, sizeof *c);
    if (!c)
        return error_set(err, HB_ERR_MEMORY, 0, "no memory for a coder");
    hb_status status = lang_model_open(model, &c->model, err);
    if (status == HB_OK)
        status = know_open_with(knowledge, overlay, &c->know, err);
    if (status != HB_OK) {
        hb_close(c);
        return status;
    }
    c->coder = (struct coder){.know = c->know, .model = c->model, .limits = limits_default()};
    c->name = coder_name_of(&c->coder);
    *out = c;
    return HB_OK;
}

void hb_close(hb_coder *c) {
    if (!c)
        return;
    if (c->know)
        know_close(c->know);
    if (c->model)
        lang_model_close(c->model);
    mem_free(c);
}

hb_session *hb_session_new(const hb_coder *coder) {
    hb_session *s = mem_zeroed(1, sizeof *s);
    if (s)
        s->coder = coder;
    return s;
}

void hb_session_free(hb_session *s) {
    if (!s)
        return;
    arena_free(&s->arena);
    buffer_free(&s->out.out);
    mem_free(s);
}

static hb_status begin(hb_session *s, const char *bytes, size_t size, str *out,
                       struct hb_error *err) {
    arena_reset(&s->arena);
    json_reset(&s->out);
    if (!bytes && size)
        return error_set(err, HB_ERR_USAGE, 0, "a text is needed");
    if (size > UINT32_MAX / 4)
        return error_set(err, HB_ERR_LIMIT, 0, "%zu bytes are too many for one report", size);
    *out = (str){bytes ? bytes : "", (uint32_t)size};
    return HB_OK;
}

static hb_status read_plain(hb_session *s, str bytes, const char *date, struct reading *r,
                            struct hb_error *err) {
    struct ingest_options o = ingest_defaults();
    struct interval day;
    o.limits = s->coder->coder.limits;
    if (date && (!interval_parse(str_from(date), &day) || day.first != day.last))
        return error_set(err, HB_ERR_USAGE, 0, "date '%.40s' is not YYYY-MM-DD", date);
    if (date)
        o.date = day.first;
    hb_status status = report_from_text(bytes, &o, &s->arena, &r->report, err);
    if (status != HB_OK)
        return status;
    return coder_run(&s->coder->coder, &r->report, &s->arena, &r->text, &r->coded, err);
}

static hb_status give_json(hb_session *s, const struct reading *r, bool with_text, hb_string *out,
                           struct hb_error *err) {
    struct export_source source = {&r->report, &r->text, &r->coded, s->coder->name.z, with_text};
    hb_status status = export_json(&source, &s->arena, &s->out, err);
    *out = (hb_string){s->out.out.p, s->out.out.n};
    return status;
}

hb_status hb_code_text(hb_session *s, const char *text, size_t size, const char *date,
                       hb_string *out, struct hb_error *err) {
    struct reading r;
    str bytes;
    hb_status status = begin(s, text, size, &bytes, err);
    if (status == HB_OK)
        status = read_plain(s, bytes, date, &r, err);
    return status == HB_OK ? give_json(s, &r, true, out, err) : status;
}

hb_status hb_code_json(hb_session *s, const char *json, size_t size, int with_text, hb_string *out,
                       struct hb_error *err) {
    struct reading r;
    struct ingest_options o = ingest_defaults();
    str bytes;
    hb_status status = begin(s, json, size, &bytes, err);
    if (status == HB_OK)
        status = report_from_json(bytes, &o, &s->arena, &r.report, err);
    if (status == HB_OK)
        status = coder_run(&s->coder->coder, &r.report, &s->arena, &r.text, &r.coded, err);
    return status == HB_OK ? give_json(s, &r, with_text != 0, out, err) : status;
}

hb_status hb_brief_text(hb_session *s, const char *text, size_t size, const char *date,
                        unsigned width, int has_color, hb_string *out, struct hb_error *err) {
    struct reading r;
    str bytes;
    hb_status status = begin(s, text, size, &bytes, err);
    if (status == HB_OK)
        status = read_plain(s, bytes, date, &r, err);
    if (status != HB_OK)
        return status;
    struct export_source source = {&r.report, &r.text, &r.coded, s->coder->name.z, false};
    struct brief_style style = {.width = width, .has_color = has_color != 0};
    brief_write(&source, &style, &s->out.out);
    *out = (hb_string){s->out.out.p, s->out.out.n};
    return s->out.out.failed ? error_set(err, HB_ERR_MEMORY, 0, "no memory for a brief") : HB_OK;
}
