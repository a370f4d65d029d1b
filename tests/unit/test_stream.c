/* Who may be connected to, and what robots.txt asks. */
#include "unit.h"

#include "stream/address.h"
#include "stream/robots.h"

#include <arpa/inet.h>
#include <netinet/in.h>

static bool is_public(const char *z) {
    struct sockaddr_in v4 = {.sin_family = AF_INET};
    struct sockaddr_in6 v6 = {.sin6_family = AF_INET6};
    if (inet_pton(AF_INET, z, &v4.sin_addr) == 1)
        return address_is_public((struct sockaddr *)&v4);
    assert_int_equal(inet_pton(AF_INET6, z, &v6.sin6_addr), 1);
    return address_is_public((struct sockaddr *)&v6);
}

static void only_public_addresses_are_asked(void **state) {
    (void)state;
    static const char *const open[] = {"1.1.1.1",        "93.184.216.34",   "172.32.0.1",
                                       "192.0.3.1",      "100.128.0.1",     "2606:4700::1111",
                                       "::ffff:8.8.8.8", "64:ff9b::808:808"};
    static const char *const closed[] = {"0.0.0.0",
                                         "10.1.2.3",
                                         "100.64.0.1",
                                         "127.0.0.1",
                                         "127.255.255.255",
                                         "169.254.169.254",
                                         "172.16.0.1",
                                         "172.31.255.255",
                                         "192.168.1.1",
                                         "198.18.0.1",
                                         "224.0.0.1",
                                         "255.255.255.255",
                                         "::",
                                         "::1",
                                         "fe80::1",
                                         "fc00::1",
                                         "fd12::1",
                                         "ff02::1",
                                         "::ffff:127.0.0.1",
                                         "::ffff:10.0.0.1",
                                         "64:ff9b::7f00:1",
                                         "2002:7f00:1::",
                                         "::127.0.0.1"};
    for (size_t i = 0; i < sizeof open / sizeof *open; i++)
        if (!is_public(open[i]))
            fail_msg("%s is public", open[i]);
    for (size_t i = 0; i < sizeof closed / sizeof *closed; i++)
        if (is_public(closed[i]))
            fail_msg("%s is not public", closed[i]);
}

static void robots_are_heeded(void **state) {
    (void)state;
    static const char text[] = "# site\nUser-agent: *\nDisallow: /private\nAllow: "
                               "/private/open\nDisallow: /*.pdf$\nCrawl-delay: 2.5\n\n"
                               "User-agent: Harbinger\nUser-agent: other\nDisallow: /only\n";
    str robots = STR(text), all = STR("somebody"), us = STR("harbinger");
    assert_true(robots_allow(robots, all, STR("/")));
    assert_false(robots_allow(robots, all, STR("/private/page")));
    assert_true(robots_allow(robots, all, STR("/private/open/page")));
    assert_false(robots_allow(robots, all, STR("/a/b.pdf")));
    assert_true(robots_allow(robots, all, STR("/a/b.pdf?x")));
    assert_true(robots_allow(robots, us, STR("/private/page"))); /* its own group alone counts */
    assert_false(robots_allow(robots, us, STR("/only/this")));
    assert_true(robots_delay(robots, all) == 2.5);
    assert_true(robots_delay(robots, us) == 0);
    assert_true(robots_allow(STR(""), us, STR("/x")));
    assert_true(robots_allow(STR("Disallow: /\n"), us, STR("/x"))); /* of no group */
    assert_true(robots_allow(STR("User-agent: *\nDisallow:\n"), us, STR("/x")));
    assert_false(robots_allow(STR("User-agent: *\nDisallow: /"), us, STR("/x")));
    assert_true(robots_allow(
        STR("User-agent: *\nDisallow: ****************************************************x\n"), us,
        STR("/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_public_addresses_are_asked),
        cmocka_unit_test(robots_are_heeded),
    };
    return cmocka_run_group_tests_name("stream", tests, NULL, NULL);
}
