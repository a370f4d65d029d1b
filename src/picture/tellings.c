/* Reading the tellings, and weighing them: how many reports, how many of them no copies, on whose
 * word. A speaker is a party to the matter if his code meets that of either side. */
#include "picture/tellings.h"

#include "base/vec.h"
#include "picture/answer.h"
#include "picture/words.h"

enum column {
    REPORT,
    ORIGINAL,
    DATE,
    ID,
    BEGIN,
    TYPE,
    CHANGE,
    MANNER,
    STATUS,
    FROM_CODE,
    FROM_NAME,
    TO_CODE,
    TO_NAME,
    PLACE,
    COUNTRY,
    SINCE,
    UNTIL,
    BY_TEXT,
    BY_CODE,
    BEFORE,
    IS_LAND
};

enum { SPEAKERS_SHOWN = 3 };

/* Words shortly before a fact's own that end it: "no longer backs", "ended its alliance"; but not
 * what somebody only asks for, or makes a condition: "if he stopped his offensive". */
static const char ending[] =
    "no longer|stopped|stops|ceased|ended|ends|withdrew|withdrawn|broke off";
static const char wishing[] = "if|unless|until|would|should|must|demand|urge|call|ask|want|before";
enum { SHORTLY = 24 };

static bool is_ended(str before) {
    str near = str_slice(before, before.n > SHORTLY ? before.n - SHORTLY : 0, before.n);
    uint32_t start = before.n; /* of the sentence, roughly */
    while (start > 0 && before.p[start - 1] != '.' && before.p[start - 1] != '\n')
        start--;
    return phrases_have(near, ending) && !phrases_have(str_slice(before, start, before.n), wishing);
}

struct reading_rows {
    struct arena *arena;
    struct tellings *out;
};

static bool take_telling(void *context, const struct store_row *row) {
    struct reading_rows *x = context;
    struct arena *a = x->arena;
    str text[BY_CODE + 1];
    for (uint32_t i = DATE; i <= BY_CODE; i++)
        text[i] = row_is_null(row, i) ? (str){NULL, 0} : str_copy(a, row_text(row, i));
    struct telling t = {.origin = {row_integer(row, REPORT), row_integer(row, ORIGINAL),
                                   row_integer(row, BEGIN), text[DATE], text[ID]},
                        .type = text[TYPE],
                        .change = text[CHANGE],
                        .manner = text[MANNER],
                        .status = text[STATUS],
                        .from = who_of(text[FROM_CODE], text[FROM_NAME]),
                        .to = who_of(text[TO_CODE], text[TO_NAME]),
                        .from_text = text[FROM_NAME],
                        .to_text = text[TO_NAME],
                        .place = text[PLACE],
                        .country = text[COUNTRY],
                        .since = text[SINCE],
                        .until = text[UNTIL],
                        .by_text = text[BY_TEXT],
                        .by_code = text[BY_CODE],
                        .is_ended = is_ended(row_text(row, BEFORE)),
                        .is_land = row_integer(row, IS_LAND) != 0};
    return VEC_PUSH(a, x->out, t);
}

hb_status tellings_read(struct store *s, const struct store_filter *f, struct arena *a,
                        struct tellings *out, struct hb_error *err) {
    struct reading_rows rows = {a, out};
    *out = (struct tellings){0};
    hb_status status = store_ask(s, STORE_RELATIONS, f, take_telling, &rows, err);
    if (status == HB_OK && a->failed)
        return error_set(err, HB_ERR_MEMORY, 0, "no memory for the relations");
    return status;
}

bool seen_before(struct map *seen, uint32_t number, char kind, int64_t report) {
    char key[sizeof number + 1 + sizeof report];
    memcpy(key, &number, sizeof number);
    key[sizeof number] = kind;
    memcpy(key + sizeof number + 1, &report, sizeof report);
    size_t n = seen->n;
    map_put(seen, (str){key, sizeof key}, 0);
    return seen->n == n;
}

void strength_add(struct strength *x, struct map *seen, uint32_t number, const struct telling *t) {
    x->n_reports += !seen_before(seen, number, 'r', t->origin.report);
    x->n_independent += !seen_before(seen, number, 'o', t->origin.original);
    bool is_party = code_meets(t->by_code, t->from.code) || code_meets(t->by_code, t->to.code);
    x->by_outlet |= !t->by_text.n;
    x->by_parties |= t->by_text.n && is_party;
    x->by_others |= t->by_text.n && !is_party;
    str by = list_add(seen->arena, x->by, t->by_text, "; ");
    if (x->n_by < SPEAKERS_SHOWN && by.n != x->by.n) {
        x->by = by;
        x->n_by++;
    }
}

/* "outlet+parties". */
static str strength_word(const struct strength *x) {
    static const char *const words[] = {
        "",       "outlet",        "parties",        "outlet+parties",
        "others", "outlet+others", "parties+others", "outlet+parties+others"};
    return str_from(words[x->by_outlet + 2 * x->by_parties + 4 * x->by_others]);
}

str last_day_of(struct arena *a, str when) {
    struct interval days;
    str part, edge = {NULL, 0};
    for (str rest = when; when.n && str_split(&rest, '/', &part);)
        if (interval_parse(part, &days))
            edge =
                str_copy(a, str_from(interval_format((struct interval){days.last, days.last}).z));
    return edge;
}

void answer_standing(struct answer *out, uint32_t column, const struct standing *x) {
    answer_text(out, column++, x->standing);
    answer_text(out, column++, x->since);
    answer_text(out, column++, x->until);
    answer_integer(out, column++, x->strength->n_reports);
    answer_integer(out, column++, x->strength->n_independent);
    answer_text(out, column++, strength_word(x->strength));
    answer_text(out, column++, x->strength->by);
    answer_text(out, column++, x->first);
    answer_text(out, column++, x->last);
    answer_text(out, column++, x->report);
    answer_text(out, column++, x->words);
}
