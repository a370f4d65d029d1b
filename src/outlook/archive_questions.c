/* Each fits its request to the signature that all questions share. */
#include "outlook/archive_questions.h"

#include "outlook/alarms_ask.h"
#include "outlook/forecast.h"

static const struct question own[] = {
    {"forecast", true, 0, forecast_question},
    {"forecast-reasons", true, 0, forecast_reasons_question},
    {"track-record", false, 0, track_record_question},
    {"reliability", false, 0, reliability_question},
    {"alarms", false, 0, alarms_question},
    {"alarms-score", false, 0, alarms_score_question},
};
enum { OWN = sizeof own / sizeof *own };

const struct question *any_question_named(str name) {
    for (size_t i = 0; i < OWN; i++)
        if (str_is(name, own[i].name))
            return &own[i];
    return question_named(name);
}

uint32_t outlook_within(enum picture_period period) {
    return period == PERIOD_DAY ? 1 : period == PERIOD_MONTH ? 30 : 7;
}

static struct forecast_request forecast_of(const struct store_filter *f,
                                           const struct picture_options *o) {
    return (struct forecast_request){.span.as_of = f->as_of,
                                     .actor = f->actor,
                                     .is_either_side = true,
                                     .type = f->type,
                                     .within = outlook_within(o->period),
                                     .limit = f->limit};
}

hb_status forecast_question(struct store *s, const struct store_filter *f,
                            const struct picture_options *o, store_sink *sink, void *context,
                            struct hb_error *err) {
    struct forecast_request r = forecast_of(f, o);
    return forecast_ask(s, &r, sink, context, err);
}

hb_status forecast_reasons_question(struct store *s, const struct store_filter *f,
                                    const struct picture_options *o, store_sink *sink,
                                    void *context, struct hb_error *err) {
    struct forecast_request r = forecast_of(f, o);
    r.has_reasons = true;
    return forecast_ask(s, &r, sink, context, err);
}

hb_status track_record_question(struct store *s, const struct store_filter *f,
                                const struct picture_options *o, store_sink *sink, void *context,
                                struct hb_error *err) {
    struct track_request r = {.span.as_of = f->as_of};
    (void)o;
    return track_record_ask(s, &r, sink, context, err);
}

hb_status reliability_question(struct store *s, const struct store_filter *f,
                               const struct picture_options *o, store_sink *sink, void *context,
                               struct hb_error *err) {
    struct track_request r = {.span.as_of = f->as_of, .has_bins = true};
    (void)o;
    return track_record_ask(s, &r, sink, context, err);
}

static hb_status ask_alarms(struct store *s, const struct store_filter *f, bool has_score,
                            store_sink *sink, void *context, struct hb_error *err) {
    struct alarms_request r = {.filter = *f, .has_score = has_score};
    hb_status status = alarm_rules_read((str){NULL, 0}, "alarms.tsv", &r.rules, err);
    return status == HB_OK ? alarms_ask(s, &r, sink, context, err) : status;
}

hb_status alarms_question(struct store *s, const struct store_filter *f,
                          const struct picture_options *o, store_sink *sink, void *context,
                          struct hb_error *err) {
    (void)o;
    return ask_alarms(s, f, false, sink, context, err);
}

hb_status alarms_score_question(struct store *s, const struct store_filter *f,
                                const struct picture_options *o, store_sink *sink, void *context,
                                struct hb_error *err) {
    (void)o;
    return ask_alarms(s, f, true, sink, context, err);
}
