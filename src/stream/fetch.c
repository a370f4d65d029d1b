/* libcurl's multi interface drives the sockets; this file decides what may start when. A request
 * waits until its host's robots.txt is known and its host's pause is over. The address is checked
 * in the callback in which libcurl opens a socket: what is checked there is what is connected to.
 * Behind a proxy (http_proxy …) that address is the proxy's, which the user has chosen; then only
 * addresses written as numbers can be checked. */
#include "stream/fetch.h"

#include "base/alloc.h"
#include "stream/address.h"
#include "stream/robots.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>
#include <time.h>
#include <unistd.h>

#define AGENT "harbinger"

enum {
    MOST_HOSTS = 4096,
    MOST_REQUESTS = 1 << 20,
    ROBOTS_BYTES = 512 << 10,
    WAIT_MILLISECONDS = 200,
    LARGEST_DELAY = 30000
};

enum robots_state { ROBOTS_UNKNOWN, ROBOTS_ASKED, ROBOTS_KNOWN };

struct host {
    char name[300]; /* "https://example.org:8080" */
    enum robots_state state;
    struct buffer robots;
    int64_t next; /* milliseconds, when the next request may start */
    bool is_busy;
};

enum request_state { REQUEST_WAITS, REQUEST_RUNS, REQUEST_DONE, REQUEST_GIVEN };

struct request {
    struct fetcher *fetcher;
    struct request *next;
    enum request_state state;
    bool is_robots; /* of its host, asked by ourselves */
    char *url, *etag, *last_modified;
    char *post, *media_posted; /* NULL: it is fetched */
    uint32_t n_post;
    void *tag;
    struct host *host;
    CURL *curl;
    struct curl_slist *head;
    struct buffer body, field_etag, field_modified, final_url, media, charset;
    long status;
    bool is_private, is_too_large;
    struct hb_error err;
    char fault[CURL_ERROR_SIZE];
};

struct fetcher {
    struct fetch_options options;
    CURLM *multi;
    struct host *hosts[MOST_HOSTS];
    uint32_t n_hosts, n_running;
    struct request *first, *last, *given;
    bool has_proxy;
};

struct fetch_options fetch_defaults(void) {
    return (struct fetch_options){.seconds = 30,
                                  .connect_seconds = 10,
                                  .most_bytes = 16 << 20,
                                  .most_redirects = 5,
                                  .pause = 1000,
                                  .at_once = 16,
                                  .heeds_robots = true};
}

static int64_t now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static bool has_proxy(void) {
    static const char *const names[] = {"http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy",
                                        "ALL_PROXY"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (getenv(names[i]) && *getenv(names[i]))
            return true;
    return false;
}

hb_status fetcher_open(const struct fetch_options *o, struct fetcher **out, struct hb_error *err) {
    struct fetcher *f = mem_zeroed(1, sizeof *f);
    *out = f;
    if (!f || curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK ||
        !(f->multi = curl_multi_init())) {
        mem_free(f);
        *out = NULL;
        return error_set(err, HB_ERR_MEMORY, 0, "no memory to fetch");
    }
    f->options = *o;
    f->has_proxy = has_proxy();
    return HB_OK;
}

static void free_request(struct request *r) {
    if (r->curl) {
        curl_multi_remove_handle(r->fetcher->multi, r->curl);
        curl_easy_cleanup(r->curl);
    }
    curl_slist_free_all(r->head);
    struct buffer *buffers[] = {&r->body,      &r->field_etag, &r->field_modified,
                                &r->final_url, &r->media,      &r->charset};
    for (size_t i = 0; i < sizeof buffers / sizeof *buffers; i++)
        buffer_free(buffers[i]);
    mem_free(r->url);
    mem_free(r->etag);
    mem_free(r->last_modified);
    mem_free(r->post);
    mem_free(r->media_posted);
    mem_free(r);
}

void fetcher_close(struct fetcher *f) {
    if (!f)
        return;
    for (struct request *r = f->first, *next; r; r = next) {
        next = r->next;
        free_request(r);
    }
    for (uint32_t i = 0; i < f->n_hosts; i++) {
        buffer_free(&f->hosts[i]->robots);
        mem_free(f->hosts[i]);
    }
    curl_multi_cleanup(f->multi);
    curl_global_cleanup();
    mem_free(f);
}

/* ---- asking ---- */

static char *copy_of(str s) {
    char *p = mem_resize(NULL, (size_t)s.n + 1);
    if (p) {
        memcpy(p, s.p ? s.p : "", s.n);
        p[s.n] = 0;
    }
    return p;
}

/* An address as a number that is not public: refused before anything is looked up. */
static bool is_closed_number(const char *host) {
    struct sockaddr_in v4 = {.sin_family = AF_INET};
    struct sockaddr_in6 v6 = {.sin6_family = AF_INET6};
    char bare[64];
    snprintf(bare, sizeof bare, "%s", *host == '[' ? host + 1 : host);
    bare[strcspn(bare, "]%")] = 0;
    if (inet_pton(AF_INET, bare, &v4.sin_addr) == 1)
        return !address_is_public((struct sockaddr *)&v4);
    if (inet_pton(AF_INET6, bare, &v6.sin6_addr) == 1)
        return !address_is_public((struct sockaddr *)&v6);
    return strcasecmp(bare, "localhost") == 0;
}

/* "https://example.org:443" of an address; false where it is none that may be fetched. */
static bool host_name(const struct fetcher *f, const char *url, char *out, size_t room) {
    CURLU *u = curl_url();
    char *scheme = NULL, *host = NULL, *port = NULL;
    bool is_fine = u && curl_url_set(u, CURLUPART_URL, url, 0) == CURLUE_OK &&
                   curl_url_get(u, CURLUPART_SCHEME, &scheme, 0) == CURLUE_OK &&
                   (strcmp(scheme, "http") == 0 || strcmp(scheme, "https") == 0) &&
                   curl_url_get(u, CURLUPART_HOST, &host, 0) == CURLUE_OK &&
                   curl_url_get(u, CURLUPART_PORT, &port, CURLU_DEFAULT_PORT) == CURLUE_OK &&
                   (f->options.allows_private || !is_closed_number(host)) &&
                   snprintf(out, room, "%s://%s:%s", scheme, host, port) < (int)room;
    curl_free(scheme);
    curl_free(host);
    curl_free(port);
    curl_url_cleanup(u);
    return is_fine;
}

static struct host *host_of(struct fetcher *f, const char *name) {
    for (uint32_t i = 0; i < f->n_hosts; i++)
        if (strcmp(f->hosts[i]->name, name) == 0)
            return f->hosts[i];
    struct host *h = f->n_hosts < MOST_HOSTS ? mem_zeroed(1, sizeof *h) : NULL;
    if (!h)
        return NULL;
    snprintf(h->name, sizeof h->name, "%s", name);
    h->state = f->options.heeds_robots ? ROBOTS_UNKNOWN : ROBOTS_KNOWN;
    f->hosts[f->n_hosts++] = h;
    return h;
}

static struct request *new_request(struct fetcher *f, str url, str etag, str last_modified,
                                   void *tag) {
    struct request *r = mem_zeroed(1, sizeof *r);
    if (!r)
        return NULL;
    r->fetcher = f;
    r->tag = tag;
    r->url = copy_of(url);
    r->etag = copy_of(etag);
    r->last_modified = copy_of(last_modified);
    if (!r->url || !r->etag || !r->last_modified) {
        free_request(r);
        return NULL;
    }
    if (f->last)
        f->last->next = r;
    else
        f->first = r;
    f->last = r;
    return r;
}

/* A request finds its host, or is settled with what is wrong. */
static void address_request(struct fetcher *f, struct request *r) {
    char name[300];
    if (!host_name(f, r->url, name, sizeof name)) {
        error_set(&r->err, HB_ERR_INPUT, 0, "not an address of the public web");
        r->state = REQUEST_DONE;
        return;
    }
    r->host = host_of(f, name);
    if (r->host)
        return;
    error_set(&r->err, HB_ERR_LIMIT, 0, "more than %d hosts at once", MOST_HOSTS);
    r->state = REQUEST_DONE;
}

hb_status fetcher_ask(struct fetcher *f, str url, str etag, str last_modified, void *tag,
                      struct hb_error *err) {
    struct request *r = new_request(f, url, etag, last_modified, tag);
    if (!r)
        return error_set(err, HB_ERR_MEMORY, 0, "no memory to fetch");
    address_request(f, r);
    return HB_OK;
}

hb_status fetcher_post(struct fetcher *f, str url, const char *media, str body, void *tag,
                       struct hb_error *err) {
    struct request *r = new_request(f, url, (str){NULL, 0}, (str){NULL, 0}, tag);
    char line[200];
    snprintf(line, sizeof line, "Content-Type: %.150s", media);
    if (r) {
        r->post = copy_of(body);
        r->media_posted = copy_of(str_from(line));
        r->n_post = body.n;
    }
    if (!r || !r->post || !r->media_posted)
        return error_set(err, HB_ERR_MEMORY, 0, "no memory to post");
    address_request(f, r);
    return HB_OK;
}

/* ---- libcurl's callbacks ---- */

static size_t on_body(char *data, size_t size, size_t n, void *context) {
    struct request *r = context;
    size_t most = r->is_robots ? ROBOTS_BYTES : r->fetcher->options.most_bytes;
    r->is_too_large = r->body.n + size * n > most;
    if (r->is_too_large)
        return 0;
    buffer_put(&r->body, data, size * n);
    return r->body.failed ? 0 : size * n;
}

static void keep_field(struct buffer *out, str value) {
    buffer_reset(out);
    buffer_str(out, str_trim(value));
}

static void take_media(struct request *r, str value) {
    str media, part;
    str_split(&value, ';', &media);
    keep_field(&r->media, media);
    buffer_reset(&r->charset);
    while (str_split(&value, ';', &part)) {
        part = str_trim(part);
        if (part.n > 8 && strncasecmp(part.p, "charset=", 8) == 0)
            keep_field(&r->charset, str_slice(part, 8, part.n));
    }
}

/* Fields of each answer, redirects' too: the last one's stay. */
static size_t on_field(char *data, size_t size, size_t n, void *context) {
    struct request *r = context;
    str value = {data, (uint32_t)(size * n)}, name;
    str_split(&value, ':', &name);
    if (!value.p)
        return size * n;
    if (name.n == 4 && strncasecmp(name.p, "etag", 4) == 0)
        keep_field(&r->field_etag, value);
    else if (name.n == 13 && strncasecmp(name.p, "last-modified", 13) == 0)
        keep_field(&r->field_modified, value);
    else if (name.n == 12 && strncasecmp(name.p, "content-type", 12) == 0)
        take_media(r, value);
    return size * n;
}

static curl_socket_t on_socket(void *context, curlsocktype purpose, struct curl_sockaddr *a) {
    struct request *r = context;
    bool is_open =
        r->fetcher->options.allows_private || r->fetcher->has_proxy || address_is_public(&a->addr);
    if (purpose != CURLSOCKTYPE_IPCXN || !is_open) {
        r->is_private = true;
        return CURL_SOCKET_BAD;
    }
    return socket(a->family, a->socktype | SOCK_CLOEXEC, a->protocol);
}

/* ---- running ---- */

/* A redirected post would become a request of another kind, to an address nobody named. */
static bool set_post(struct request *r) {
    struct curl_slist *head = curl_slist_append(r->head, r->media_posted);
    r->head = head ? head : r->head;
    return head && curl_easy_setopt(r->curl, CURLOPT_FOLLOWLOCATION, 0L) == CURLE_OK &&
           curl_easy_setopt(r->curl, CURLOPT_POSTFIELDSIZE, (long)r->n_post) == CURLE_OK &&
           curl_easy_setopt(r->curl, CURLOPT_POSTFIELDS, r->post) == CURLE_OK;
}

static bool set_options(struct request *r) {
    const struct fetch_options *o = &r->fetcher->options;
    CURL *c = r->curl;
    char line[2200];
    bool is_set =
        curl_easy_setopt(c, CURLOPT_URL, r->url) == CURLE_OK &&
        curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "http,https") == CURLE_OK &&
        curl_easy_setopt(c, CURLOPT_REDIR_PROTOCOLS_STR, "http,https") == CURLE_OK &&
        curl_easy_setopt(c, CURLOPT_FOLLOWLOCATION, 1L) == CURLE_OK &&
        curl_easy_setopt(c, CURLOPT_MAXREDIRS, (long)o->most_redirects) == CURLE_OK &&
        curl_easy_setopt(c, CURLOPT_TIMEOUT, (long)o->seconds) == CURLE_OK &&
        curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT, (long)o->connect_seconds) == CURLE_OK &&
        curl_easy_setopt(c, CURLOPT_ACCEPT_ENCODING, "") == CURLE_OK &&
        curl_easy_setopt(c, CURLOPT_USERAGENT, AGENT "/" HB_VERSION) == CURLE_OK &&
        curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L) == CURLE_OK &&
        curl_easy_setopt(c, CURLOPT_OPENSOCKETFUNCTION, on_socket) == CURLE_OK &&
        curl_easy_setopt(c, CURLOPT_OPENSOCKETDATA, r) == CURLE_OK &&
        curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, on_body) == CURLE_OK &&
        curl_easy_setopt(c, CURLOPT_WRITEDATA, r) == CURLE_OK &&
        curl_easy_setopt(c, CURLOPT_HEADERFUNCTION, on_field) == CURLE_OK &&
        curl_easy_setopt(c, CURLOPT_HEADERDATA, r) == CURLE_OK &&
        curl_easy_setopt(c, CURLOPT_ERRORBUFFER, r->fault) == CURLE_OK &&
        curl_easy_setopt(c, CURLOPT_PRIVATE, r) == CURLE_OK &&
        /* a kept connection would not be checked again for another request's name */
        curl_easy_setopt(c, CURLOPT_FORBID_REUSE, 1L) == CURLE_OK;
    if (*r->etag && snprintf(line, sizeof line, "If-None-Match: %s", r->etag) < (int)sizeof line)
        r->head = curl_slist_append(r->head, line);
    if (*r->last_modified &&
        snprintf(line, sizeof line, "If-Modified-Since: %s", r->last_modified) < (int)sizeof line)
        r->head = curl_slist_append(r->head, line);
    if (r->post)
        is_set = is_set && set_post(r);
    return is_set && (!r->head || curl_easy_setopt(c, CURLOPT_HTTPHEADER, r->head) == CURLE_OK);
}

static void fail(struct request *r, hb_status code, const char *what) {
    error_set(&r->err, code, 0, "%.150s", what);
    r->state = REQUEST_DONE;
}

static void start(struct request *r) {
    r->curl = curl_easy_init();
    if (!r->curl || !set_options(r) ||
        curl_multi_add_handle(r->fetcher->multi, r->curl) != CURLM_OK) {
        fail(r, HB_ERR_MEMORY, "no memory to fetch");
        return;
    }
    r->state = REQUEST_RUNS;
    r->host->is_busy = true;
    r->fetcher->n_running++;
}

/* What stands after the host: "/path?query". */
static str path_of(const struct request *r) {
    const char *rest = strstr(r->url, "://");
    const char *slash = rest ? strchr(rest + 3, '/') : NULL;
    return slash ? str_from(slash) : STR("/");
}

static void ask_robots(struct fetcher *f, struct host *h) {
    char url[340];
    snprintf(url, sizeof url, "%s/robots.txt", h->name);
    struct request *r = new_request(f, str_from(url), (str){NULL, 0}, (str){NULL, 0}, NULL);
    h->state = r ? ROBOTS_ASKED : ROBOTS_KNOWN;
    if (!r)
        return;
    r->is_robots = true;
    r->host = h;
}

/* Starts what may start. Returns milliseconds until something else may; the most a wait lasts. */
static int start_some(struct fetcher *f) {
    int64_t time = now(), soonest = WAIT_MILLISECONDS;
    for (struct request *r = f->first; r && f->n_running < f->options.at_once; r = r->next) {
        if (r->state != REQUEST_WAITS)
            continue;
        struct host *h = r->host;
        if (h->state == ROBOTS_UNKNOWN && !r->post)
            ask_robots(f, h);
        bool is_exempt = r->is_robots || r->post;
        if (h->is_busy || (h->state != ROBOTS_KNOWN && !is_exempt))
            continue;
        str robots = {h->robots.p ? h->robots.p : "", (uint32_t)h->robots.n};
        if (h->next > time)
            soonest = h->next - time < soonest ? h->next - time : soonest;
        else if (!is_exempt && !robots_allow(robots, STR(AGENT), path_of(r)))
            fail(r, HB_ERR_INPUT, "the site's robots.txt asks not to fetch it");
        else
            start(r);
    }
    return (int)soonest;
}

static const char *reason_of(const struct request *r, CURLcode code) {
    if (r->is_private)
        return "it leads to an address that is not public";
    if (r->is_too_large)
        return "larger than is read";
    if (code == CURLE_TOO_MANY_REDIRECTS)
        return "too many redirects";
    if (code == CURLE_OPERATION_TIMEDOUT)
        return "it took too long";
    return *r->fault ? r->fault : curl_easy_strerror(code);
}

static void settle_robots(struct request *r, CURLcode code) {
    struct host *h = r->host;
    bool is_there = code == CURLE_OK && r->status / 100 == 2;
    h->state = ROBOTS_KNOWN;
    if (is_there)
        buffer_put(&h->robots, r->body.p, r->body.n);
    else if (code == CURLE_OK && r->status / 100 == 5) /* RFC 9309, 2.3.1.4: then nothing */
        buffer_text(&h->robots, "User-agent: *\nDisallow: /\n");
    r->state = REQUEST_GIVEN;
}

static void settle(struct request *r, CURLcode code) {
    struct fetcher *f = r->fetcher;
    struct host *h = r->host;
    char *final_url = NULL;
    double delay = 1000 * robots_delay((str){h->robots.p ? h->robots.p : "", (uint32_t)h->robots.n},
                                       STR(AGENT));
    f->n_running--;
    h->is_busy = false;
    h->next =
        now() + (delay > f->options.pause ? (int64_t)(delay < LARGEST_DELAY ? delay : LARGEST_DELAY)
                                          : (int64_t)f->options.pause);
    curl_easy_getinfo(r->curl, CURLINFO_RESPONSE_CODE, &r->status);
    curl_easy_getinfo(r->curl, CURLINFO_EFFECTIVE_URL, &final_url);
    if (final_url)
        keep_field(&r->final_url, str_from(final_url));
    curl_multi_remove_handle(f->multi, r->curl);
    curl_easy_cleanup(r->curl);
    r->curl = NULL;
    if (r->is_robots) {
        settle_robots(r, code);
        return;
    }
    r->state = REQUEST_DONE;
    if (code != CURLE_OK)
        fail(r, r->is_too_large || r->is_private ? HB_ERR_LIMIT : HB_ERR_SYSTEM,
             reason_of(r, code));
    else if (r->post ? r->status / 100 != 2 : r->status != 200 && r->status != 304)
        error_set(&r->err, HB_ERR_SYSTEM, 0, "the server answers %ld", r->status);
}

static void take_messages(struct fetcher *f) {
    int left;
    for (CURLMsg *m; (m = curl_multi_info_read(f->multi, &left));) {
        struct request *r = NULL;
        if (m->msg != CURLMSG_DONE)
            continue;
        CURLcode code = m->data.result;
        curl_easy_getinfo(m->easy_handle, CURLINFO_PRIVATE, (char **)&r);
        settle(r, code);
    }
}

/* ---- giving ---- */

/* Takes what has been given out off the list. */
static void sweep(struct fetcher *f) {
    struct request **at = &f->first;
    f->last = NULL;
    while (*at) {
        struct request *r = *at;
        if (r->state == REQUEST_GIVEN) {
            *at = r->next;
            free_request(r);
            continue;
        }
        f->last = r;
        at = &r->next;
    }
}

static str held(const struct buffer *b) {
    return (str){b->p, b->p ? (uint32_t)b->n : 0};
}

static bool give(struct fetcher *f, struct fetched *out) {
    for (struct request *r = f->first; r; r = r->next) {
        if (r->state != REQUEST_DONE)
            continue;
        r->state = REQUEST_GIVEN;
        *out =
            (struct fetched){.tag = r->tag,
                             .url = str_from(r->url),
                             .final_url = r->final_url.n ? held(&r->final_url) : str_from(r->url),
                             .status = r->status,
                             .etag = held(&r->field_etag),
                             .last_modified = held(&r->field_modified),
                             .media = held(&r->media),
                             .charset = held(&r->charset),
                             .body = held(&r->body),
                             .err = r->err};
        return true;
    }
    return false;
}

bool fetcher_next(struct fetcher *f, struct fetched *out) {
    sweep(f);
    while (f->first) {
        int running, wait = start_some(f);
        curl_multi_perform(f->multi, &running);
        take_messages(f);
        if (give(f, out))
            return true;
        sweep(f);
        if (f->first)
            curl_multi_poll(f->multi, NULL, 0, wait, NULL);
    }
    return false;
}
