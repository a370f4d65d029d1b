/* Rules in the order in which they are asked: is the head of one meaning, is the host ours, does
 * another site ask, is the method right, is the token there. Browsers say in Sec-Fetch-Site and
 * Origin on whose behalf they ask (W3C, Fetch Metadata, 2021); other programs send neither. */
#include "serve/guard.h"

#include <arpa/inet.h>
#include <stdio.h>

static bool is_field(str name, const char *wanted) {
    uint32_t n = (uint32_t)strlen(wanted);
    bool is_same = name.n == n;
    for (uint32_t i = 0; is_same && i < n; i++)
        is_same =
            (name.p[i] >= 'A' && name.p[i] <= 'Z' ? name.p[i] | 0x20 : name.p[i]) == wanted[i];
    return is_same;
}

void head_note(struct request_head *h, str name, str value) {
    const struct {
        const char *name;
        str *value;
        uint32_t *n;
    } fields[] = {{"host", &h->host, &h->n_hosts},
                  {"origin", &h->origin, NULL},
                  {"sec-fetch-site", &h->site, NULL},
                  {"sec-fetch-mode", &h->mode, NULL},
                  {"sec-fetch-dest", &h->destination, NULL},
                  {"authorization", &h->authorization, NULL},
                  {"cookie", &h->cookie, NULL},
                  {"content-type", &h->content_type, NULL},
                  {"content-length", &h->content_length, &h->n_lengths},
                  {"transfer-encoding", &h->transfer_encoding, &h->n_encodings},
                  {"if-none-match", &h->if_none_match, NULL},
                  {"accept-encoding", &h->accept_encoding, NULL}};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        if (!is_field(name, fields[i].name))
            continue;
        *fields[i].value = value;
        if (fields[i].n)
            ++*fields[i].n;
    }
}

static bool is_number(str s) {
    for (uint32_t i = 0; i < s.n; i++)
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
    return s.n > 0 && s.n < 16;
}

/* What two servers in a row could take for different requests (RFC 9112, 6.3 and 11.2). */
static const char *find_ambiguity(const struct request_head *h) {
    bool has_body = h->n_encodings || (h->n_lengths && !str_is(h->content_length, "0"));
    if (h->n_hosts != 1)
        return "exactly one Host field is needed";
    if (h->n_lengths > 1 || h->n_encodings > 1 || (h->n_lengths && h->n_encodings))
        return "the body's length is given twice";
    if (h->n_lengths && !is_number(h->content_length))
        return "Content-Length is no number";
    if (h->n_encodings && (h->is_http10 || !is_field(h->transfer_encoding, "chunked")))
        return "Transfer-Encoding can only be chunked";
    if (has_body && !str_is(h->method, "POST"))
        return "only POST has a body";
    return NULL;
}

/* "127.0.0.1:8717" against a name; without a port the one of HTTP is meant. */
static bool is_host(const struct guard *g, str host, const char *name) {
    char with_port[300];
    bool is_v6 = strchr(name, ':') != NULL;
    int n = snprintf(with_port, sizeof with_port, "%s%s%s:%u", is_v6 ? "[" : "", name,
                     is_v6 ? "]" : "", g->port);
    if (n < 0 || (size_t)n >= sizeof with_port)
        return false;
    if (is_field(host, with_port))
        return true;
    *strrchr(with_port, ':') = '\0';
    return g->port == 80 && is_field(host, with_port);
}

/* Bound to every address, the server is called by any of them: a number, never a name. */
static bool is_number_host(const struct guard *g, str host) {
    char z[64], *end;
    unsigned char unused[16];
    char port[8];
    if (host.n >= sizeof z)
        return false;
    memcpy(z, host.p, host.n);
    z[host.n] = '\0';
    snprintf(port, sizeof port, ":%u", g->port);
    end = strrchr(z, ':');
    if (!end || strcmp(end, port) != 0)
        return false;
    *end = '\0';
    if (z[0] == '[' && end[-1] == ']') {
        end[-1] = '\0';
        return inet_pton(AF_INET6, z + 1, unused) == 1;
    }
    return inet_pton(AF_INET, z, unused) == 1;
}

static bool is_our_host(const struct guard *g, str host) {
    bool is_everywhere = strcmp(g->address, "0.0.0.0") == 0 || strcmp(g->address, "::") == 0;
    return is_host(g, host, "127.0.0.1") || is_host(g, host, "localhost") ||
           is_host(g, host, "::1") || is_host(g, host, g->address) ||
           (g->host && is_host(g, host, g->host)) || (is_everywhere && is_number_host(g, host));
}

static bool is_our_origin(str origin, str host) {
    str scheme = STR("http://");
    if (str_starts(origin, STR("https://"))) /* behind a proxy */
        scheme = STR("https://");
    return str_starts(origin, scheme) && str_equal(str_slice(origin, scheme.n, origin.n), host);
}

/* Does another site's page ask? Opening a page by its link is allowed: it shows the page, and that
 * site learns nothing. */
static bool is_foreign(const struct request_head *h, const struct route *route) {
    bool is_from_here = !h->site.n || str_is(h->site, "same-origin") || str_is(h->site, "none");
    bool is_opened = route && route->is_page && str_is(h->mode, "navigate") &&
                     str_is(h->destination, "document") && str_is(h->method, "GET");
    if (h->origin.n && !is_our_origin(h->origin, h->host))
        return true;
    return !is_from_here && !is_opened;
}

bool guard_is_token(const struct guard *g, str token) {
    size_t n = g->token ? strlen(g->token) : 0;
    unsigned char difference = n != token.n || n == 0;
    for (size_t i = 0; i < n && token.n; i++)
        difference |= (unsigned char)(g->token[i] ^ token.p[i % token.n]);
    return difference == 0;
}

static bool has_bearer(const struct guard *g, const struct request_head *h) {
    str bearer = STR("bearer ");
    return h->authorization.n > bearer.n &&
           is_field(str_slice(h->authorization, 0, bearer.n), "bearer ") &&
           guard_is_token(g, str_slice(h->authorization, bearer.n, h->authorization.n));
}

static bool has_cookie(const struct guard *g, const struct request_head *h) {
    str rest = h->cookie, one, name = STR("harbinger=");
    while (str_split(&rest, ';', &one)) {
        one = str_trim(one);
        if (str_starts(one, name) && guard_is_token(g, str_slice(one, name.n, one.n)))
            return true;
    }
    return false;
}

static unsigned check_token(const struct guard *g, const struct request_head *h,
                            const struct route *route, const char **why) {
    bool is_write = route && route->kind == ROUTE_ADD && str_is(h->method, "POST");
    if (is_write && !g->token) {
        *why = "this server only reads: it was started without --token";
        return 403;
    }
    if (is_write && !has_bearer(g, h)) {
        *why = "Authorization: Bearer with the server's token is needed";
        return 401;
    }
    bool is_open = route && route->path[0] == '/' && strcmp(route->path, "/healthz") == 0;
    if (g->needs_token && !is_write && !is_open && !has_bearer(g, h) && !has_cookie(g, h)) {
        *why = "the server's token is needed: open /?token=… once, or send Authorization: Bearer";
        return 401;
    }
    return 0;
}

unsigned guard_check(const struct guard *g, const struct request_head *h, const struct route *route,
                     const char **why) {
    bool is_read = str_is(h->method, "GET") || str_is(h->method, "HEAD");
    bool is_write = str_is(h->method, "POST") && route && route->kind == ROUTE_ADD;
    if ((*why = find_ambiguity(h)))
        return 400;
    if (!is_our_host(g, h->host)) {
        *why = "this server is not called by that name";
        return 421;
    }
    if (is_foreign(h, route)) {
        *why = "requests from other sites are refused";
        return 403;
    }
    if (!is_read && !is_write) {
        *why = "places are read with GET; POST is for /api/v1/reports alone";
        return 405;
    }
    return check_token(g, h, route, why);
}
