/* Two statements: alarms are few, and read whole. */
#include "store/alarms.h"

#include "base/vec.h"
#include "store/fold_parts.h"

hb_status alarms_kept(struct store *s, struct arena *a, struct kept_alarms *out,
                      struct hb_error *err) {
    struct db_statement *q = store_statement(
        s, "SELECT id, scope, measure, who, whom, given, reports, count, expected, spreads, "
           "chance, least, coverage FROM alarm ORDER BY given, id");
    int step = DB_FAILED;
    *out = (struct kept_alarms){0};
    while (q && (step = db_step(q)) == DB_ROW) {
        struct kept_alarm k = {.count = db_real(q, 7),
                               .expected = db_real(q, 8),
                               .spreads = db_real(q, 9),
                               .chance = db_real(q, 10),
                               .least = db_integer(q, 11),
                               .coverage = db_integer(q, 12)};
        str *const texts[] = {&k.id, &k.scope, &k.measure, &k.who, &k.whom, &k.given, &k.reports};
        for (int i = 0; i < 7; i++)
            *texts[i] = fold_text_of(q, i, a);
        if (!VEC_PUSH(a, out, k))
            break;
    }
    if (q)
        db_reset(q);
    if (a->failed)
        return error_set(err, HB_ERR_MEMORY, 0, "no memory for alarms");
    return step == DB_DONE ? HB_OK : store_fail(s, "reading alarms", err);
}

hb_status alarms_keep(struct store *s, const struct kept_alarm *k, struct hb_error *err) {
    struct db_statement *q = store_statement(
        s, "INSERT INTO alarm (id, scope, measure, who, whom, given, reports, count, "
           "expected, spreads, chance, least, coverage) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
           "?, ?) ON CONFLICT DO NOTHING");
    if (!q)
        return store_fail(s, "keeping an alarm", err);
    const str texts[] = {k->id, k->scope, k->measure, k->who, k->whom, k->given, k->reports};
    for (int i = 0; i < 7; i++)
        bind_text(q, i + 1, texts[i]);
    const double numbers[] = {k->count, k->expected, k->spreads, k->chance};
    for (int i = 0; i < 4; i++)
        db_bind_real(q, i + 8, numbers[i]);
    db_bind_integer(q, 12, k->least);
    db_bind_integer(q, 13, k->coverage);
    int step = db_step(q);
    db_reset(q);
    return step == DB_DONE ? HB_OK : store_fail(s, "keeping an alarm", err);
}
