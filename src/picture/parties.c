/* Parties come packed in one text, so that a row of SQL is a whole act. */
#include "picture/parties.h"

#include "picture/answer.h"

struct parties parties_unpack(str packed) {
    struct parties p = {0};
    str record;
    for (str rest = packed; packed.n && str_split(&rest, '\x1e', &record);) {
        str side, code, name, fields = record;
        if (!str_split(&fields, '\x1f', &side) || !str_split(&fields, '\x1f', &code) ||
            !str_split(&fields, '\x1f', &name))
            continue;
        bool is_actor = str_is(side, "actor");
        uint32_t *n = is_actor ? &p.n_actors : &p.n_recipients;
        if (*n == PARTIES_KEPT)
            continue;
        (is_actor ? p.actors : p.recipients)[*n] = who_of(code, name);
        (is_actor ? p.actor_texts : p.recipient_texts)[*n] = name;
        ++*n;
    }
    return p;
}

str parties_list(struct arena *a, const struct who *who, const str *texts, uint32_t n) {
    str list = {NULL, 0};
    for (uint32_t i = 0; i < n; i++)
        list = list_add(a, list,
                        text_of(a, "%.*s (%.*s)", (int)texts[i].n, texts[i].p, (int)who[i].code.n,
                                who[i].code.p),
                        "; ");
    return list;
}

bool any_meets(const struct who *a, uint32_t n, const struct who *b, uint32_t m) {
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t j = 0; j < m; j++)
            if (who_meets(a[i], b[j]))
                return true;
    return false;
}
