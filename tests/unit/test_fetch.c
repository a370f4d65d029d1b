/* Names that change their address between one connection and the next. This program answers for
 * the names itself, as libcurl asks getaddrinfo, and leads what goes to a public address to a
 * server of its own, as libcurl connects: so a public site can send a reader anywhere, and the test
 * sees what is connected to. Needs no network. */
#include "unit.h"

#include "stream/fetch.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#define PUBLIC "93.184.216.34"

static atomic_int n_lookups;  /* of turning.example */
static atomic_int n_private;  /* connections that were tried to an address that is not public */
static in_port_t server_port; /* network order */

/* ---- what libcurl asks the system, answered here ---- */

/* steady.example is public; turning.example is public once, then this machine; hidden.example is
 * this machine by IPv6. */
static const char *address_of(const char *name) {
    if (strcmp(name, "steady.example") == 0)
        return PUBLIC;
    if (strcmp(name, "turning.example") == 0)
        return atomic_fetch_add(&n_lookups, 1) == 0 ? PUBLIC : "127.0.0.1";
    return strcmp(name, "hidden.example") == 0 ? "::ffff:10.0.0.1" : NULL;
}

struct answer {
    struct addrinfo info;
    struct sockaddr_storage address;
};

int getaddrinfo(const char *name, const char *service, const struct addrinfo *hints,
                struct addrinfo **out) {
    const char *z = name ? address_of(name) : NULL;
    struct answer *a = z ? calloc(1, sizeof *a) : NULL;
    if (!a)
        return EAI_NONAME;
    bool is_6 = strchr(z, ':') != NULL;
    in_port_t port = htons((uint16_t)(service ? atoi(service) : 0));
    struct sockaddr_in v4 = {.sin_family = AF_INET, .sin_port = port};
    struct sockaddr_in6 v6 = {.sin6_family = AF_INET6, .sin6_port = port};
    inet_pton(is_6 ? AF_INET6 : AF_INET, z, is_6 ? (void *)&v6.sin6_addr : (void *)&v4.sin_addr);
    memcpy(&a->address, is_6 ? (void *)&v6 : (void *)&v4, is_6 ? sizeof v6 : sizeof v4);
    a->info = (struct addrinfo){.ai_family = is_6 ? AF_INET6 : AF_INET,
                                .ai_socktype =
                                    hints && hints->ai_socktype ? hints->ai_socktype : SOCK_STREAM,
                                .ai_addrlen = is_6 ? sizeof v6 : sizeof v4,
                                .ai_addr = (struct sockaddr *)&a->address};
    *out = &a->info;
    return 0;
}

void freeaddrinfo(struct addrinfo *info) {
    free(info); /* the first member of its answer */
}

int connect(int fd, const struct sockaddr *to, socklen_t n) {
    struct sockaddr_in v4;
    memcpy(&v4, to, n < sizeof v4 ? n : sizeof v4);
    if (to->sa_family == AF_INET && v4.sin_addr.s_addr == inet_addr(PUBLIC)) {
        v4.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        v4.sin_port = server_port;
        return (int)syscall(SYS_connect, fd, &v4, sizeof v4);
    }
    atomic_fetch_add(&n_private, to->sa_family != AF_UNIX);
    return (int)syscall(SYS_connect, fd, to, n);
}

/* ---- a site that sends on ---- */

static void answer_one(int fd) {
    char asked[2000];
    ssize_t n = recv(fd, asked, sizeof asked - 1, 0);
    asked[n > 0 ? n : 0] = 0;
    const char *to = strstr(asked, "GET /turn")     ? "http://turning.example/secret"
                     : strstr(asked, "GET /number") ? "http://127.0.0.1/secret"
                     : strstr(asked, "GET /hidden") ? "http://hidden.example/secret"
                                                    : NULL;
    char head[300];
    int length =
        to ? snprintf(head, sizeof head,
                      "HTTP/1.1 302 Found\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n", to)
           : snprintf(head, sizeof head, "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\npublic");
    send(fd, head, (size_t)length, MSG_NOSIGNAL);
    close(fd);
}

static void *serve(void *listener) {
    for (int fd; (fd = accept(*(int *)listener, NULL, NULL)) >= 0;)
        answer_one(fd);
    return NULL;
}

static int listener;

static int start_server(void **state) {
    static pthread_t thread;
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t n = sizeof at;
    (void)state;
    listener = socket(AF_INET, SOCK_STREAM, 0);
    if (listener < 0 || bind(listener, (struct sockaddr *)&at, sizeof at) != 0 ||
        listen(listener, 8) != 0 || getsockname(listener, (struct sockaddr *)&at, &n) != 0)
        return -1;
    server_port = at.sin_port;
    return pthread_create(&thread, NULL, serve, &listener) || pthread_detach(thread);
}

/* ---- asking ---- */

/* Asks for one address; 0 where it came, and what was read, else the error's text. */
static void ask(const char *url, char *out, size_t room) {
    struct fetch_options o = fetch_defaults();
    struct fetcher *f;
    struct fetched a;
    struct hb_error err;
    o.heeds_robots = false;
    o.pause = 0;
    o.seconds = 5;
    atomic_store(&n_private, 0);
    assert_int_equal(fetcher_open(&o, &f, &err), HB_OK);
    assert_int_equal(fetcher_ask(f, str_from(url), (str){NULL, 0}, (str){NULL, 0}, NULL, &err),
                     HB_OK);
    assert_true(fetcher_next(f, &a));
    snprintf(out, room, "%.*s%s", (int)a.body.n, a.err.code == HB_OK ? a.body.p : "",
             a.err.message);
    fetcher_close(f);
}

static void check_refused(const char *url) {
    char got[300];
    ask(url, got, sizeof got);
    if (!strstr(got, "not public") && !strstr(got, "public web"))
        fail_msg("%s: \"%s\"", url, got);
    assert_int_equal(atomic_load(&n_private), 0);
}

static void test_changing_name(void **state) {
    char got[300];
    (void)state;
    ask("http://turning.example/page", got, sizeof got);
    assert_string_equal(got, "public"); /* the first lookup */
    check_refused("http://turning.example/page");
    check_refused("http://turning.example/page");
    assert_true(atomic_load(&n_lookups) >= 2);
}

static void test_every_hop(void **state) {
    char got[300];
    (void)state;
    ask("http://steady.example/page", got, sizeof got);
    assert_string_equal(got, "public");
    check_refused("http://steady.example/turn"); /* by a name that was public a moment ago */
    check_refused("http://steady.example/number");
    check_refused("http://steady.example/hidden"); /* IPv4 within IPv6 */
}

int main(void) {
    static const char *const proxies[] = {"http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy",
                                          "ALL_PROXY"};
    for (size_t i = 0; i < sizeof proxies / sizeof *proxies; i++)
        unsetenv(proxies[i]);
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_changing_name),
                                       cmocka_unit_test(test_every_hop)};
    return cmocka_run_group_tests(tests, start_server, NULL);
}
