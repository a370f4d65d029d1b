/* Requests, who may ask, and what pages write, without a socket. */
#include "base/alloc.h"
#include "serve/guard.h"
#include "serve/html.h"
#include "serve/web_files.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static struct request parsed(struct arena *a, const char *target, hb_status wanted) {
    struct request r;
    struct hb_error err = {0};
    assert_int_equal(request_parse(str_from(target), a, &r, &err), wanted);
    return r;
}

static void reads_targets(void **state) {
    struct arena a = {0};
    struct request r =
        parsed(&a, "/actors/Fran%C3%A7ois%20H?since=2020&actor=a+b%2Bc&empty=&x", HB_OK);
    (void)state;
    assert_true(str_is(r.path, "/actors/Fran\xC3\xA7ois H"));
    assert_int_equal(r.n_parameters, 2); /* an empty one asks nothing */
    assert_true(str_is(request_parameter(&r, "actor"), "a b+c"));
    assert_null(request_parameter(&r, "empty").p);
    const char *const wrong[] = {"",        "events",    "*",           "http://x/", "/%",
                                 "/%4",     "/%zz",      "/%00",        "/%ff",      "/%0d%0a",
                                 "/?a=%0a", "/?a=1&a=2", "/?%61=1&a=2", "/?a=%C3"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        parsed(&a, wrong[i], HB_ERR_USAGE);
    arena_free(&a);
}

static unsigned status_of(const struct guard *g, struct request_head h) {
    str rest;
    const char *why = NULL;
    h.n_hosts = 1;
    return guard_check(g, &h, route_find(STR("/events"), false, &rest), &why);
}

static void knows_its_hosts(void **state) {
    const struct guard g = {.address = "127.0.0.1", .port = 8717, .host = "news.example"};
    const char *const ours[] = {"127.0.0.1:8717", "localhost:8717", "[::1]:8717",
                                "news.example:8717", "LocalHost:8717"};
    const char *const others[] = {
        "", "localhost", "evil.example:8717", "127.0.0.1:80", "127.0.0.2:8717", "localhost:8717.x"};
    (void)state;
    for (size_t i = 0; i < sizeof ours / sizeof *ours; i++)
        assert_int_equal(
            status_of(&g, (struct request_head){.method = STR("GET"), .host = str_from(ours[i])}),
            0);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_int_equal(
            status_of(&g, (struct request_head){.method = STR("GET"), .host = str_from(others[i])}),
            421);
}

static void knows_its_token(void **state) {
    const struct guard g = {
        .address = "10.0.0.1", .port = 80, .token = "0123456789abcdef", .needs_token = true};
    struct request_head h = {.method = STR("GET"), .host = STR("10.0.0.1")};
    (void)state;
    assert_int_equal(status_of(&g, h), 401);
    h.cookie = STR("a=1; harbinger=0123456789abcdef");
    assert_int_equal(status_of(&g, h), 0);
    h.cookie = STR("harbinger=0123456789abcdeF");
    assert_int_equal(status_of(&g, h), 401);
    h.authorization = STR("bearer 0123456789abcdef");
    assert_int_equal(status_of(&g, h), 0);
    assert_false(guard_is_token(&g, STR("")));
    assert_false(guard_is_token(&g, STR("0123456789abcdef0123456789abcdef")));
    assert_false(guard_is_token(&(struct guard){0}, STR("")));
}

static void writes_text_as_text(void **state) {
    struct buffer b = {0};
    (void)state;
    html_link(&b, "/actors/", STR("<a&\"'/ \xC3\xA9>"), STR("<b>&\"'"));
    assert_memory_equal(
        b.p, "<a href=\"/actors/%3Ca%26%22%27%2F%20%C3%A9%3E\">&lt;b&gt;&amp;&quot;&#39;</a>", b.n);
    const char *const urls[] = {"javascript:alert(1)", "//x.example", "data:text/html,x",
                                "httpx://x",           " http://x",   "http:/x"};
    for (size_t i = 0; i < sizeof urls / sizeof *urls; i++) {
        buffer_reset(&b);
        html_link_out(&b, str_from(urls[i]));
        assert_false(str_contains((str){b.p, (uint32_t)b.n}, STR("<a")));
    }
    buffer_reset(&b);
    html_link_out(&b, STR("HTTPS://example.org/\"x"));
    assert_true(
        str_contains((str){b.p, (uint32_t)b.n}, STR("href=\"HTTPS://example.org/&quot;x\"")));
    buffer_free(&b);
}

static void packs_its_files(void **state) {
    (void)state;
    for (const struct web_file *f = web_files; f->name; f++) {
        struct buffer b = {0};
        web_file_unpack(f, &b);
        assert_false(b.failed);
        assert_int_equal(b.n, f->n);
        buffer_free(&b);
    }
    assert_null(web_file_named(STR("../serve.c")));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_targets), cmocka_unit_test(knows_its_hosts),
        cmocka_unit_test(knows_its_token), cmocka_unit_test(writes_text_as_text),
        cmocka_unit_test(packs_its_files)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
