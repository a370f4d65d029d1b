/* Fuzz target: a request's target (first line) and the fields of its head (the others) → path,
 * conditions, and whether it may go on. */
#include "fuzz.h"

#include "base/utf8.h"
#include "serve/guard.h"

#include <stdlib.h>

static void check_request(const struct request *r) {
    if (!r->path.n || r->path.p[0] != '/' || !utf8_is_clean(r->path))
        abort();
    for (uint32_t i = 0; i < r->n_parameters; i++) {
        const struct parameter *p = &r->parameters[i];
        if (!p->value.n || !utf8_is_clean(p->name) || !utf8_is_clean(p->value))
            abort();
        for (uint32_t k = 0; k < i; k++)
            if (str_equal(p->name, r->parameters[k].name))
                abort();
    }
}

/* Reads the conditions as each question does. */
static void check_conditions(const struct request *r) {
    const struct question *q;
    for (size_t i = 0; (q = question_at(i)); i++) {
        struct asking asking = {.question = q};
        struct hb_error why;
        bool is_one;
        for (uint32_t k = 0; k < r->n_parameters; k++)
            question_set(&asking, r->parameters[k].name, r->parameters[k].value, &is_one, &why);
    }
}

static void check_guard(str rest, const struct route *route) {
    const struct guard guards[] = {
        {.address = "127.0.0.1", .port = 8717},
        {.address = "0.0.0.0", .port = 80, .token = "0123456789abcdef", .needs_token = true},
        {.address = "::1", .port = 1, .host = "news.example", .token = "0123456789abcdef"}};
    struct request_head head = {.method = STR("GET")};
    str line, name;
    while (str_split(&rest, '\n', &line)) {
        str value = line;
        str_split(&value, ':', &name);
        if (str_is(name, "POST"))
            head.method = STR("POST");
        head_note(&head, name, value.p ? str_trim(value) : STR(""));
    }
    for (size_t i = 0; i < sizeof guards / sizeof *guards; i++) {
        const char *why = NULL;
        unsigned status = guard_check(&guards[i], &head, route, &why);
        if (status && (status < 400 || !why))
            abort();
        if (!status && (head.n_hosts != 1 || !head.host.n))
            abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static struct arena arena;
    struct request r;
    struct hb_error err;
    const struct route *route = NULL;
    str rest = {(const char *)data, (uint32_t)size}, target, behind;
    arena_reset(&arena);
    if (!size || !str_split(&rest, '\n', &target))
        return 0;
    if (request_parse(target, &arena, &r, &err) == HB_OK) {
        check_request(&r);
        check_conditions(&r);
        route = route_find(r.path, false, &behind);
        route_find(r.path, true, &behind);
    }
    check_guard(rest, route);
    return 0;
}
