/* A robots.txt is read line by line each time it is asked: it is small, and asked once a page.
 * Groups that follow one another with one rule set share it; groups that name the agent are taken
 * together. */
#include "stream/robots.h"

#include <stdlib.h>
#include <strings.h>

enum { LARGEST = 512 << 10 };

/* "Key: value # remark" */
static bool take_line(str *rest, str *key, str *value) {
    str line;
    if (!rest->n || !str_split(rest, '\n', &line))
        return false;
    const char *remark = line.n ? memchr(line.p, '#', line.n) : NULL;
    if (remark)
        line.n = (uint32_t)(remark - line.p);
    *value = line;
    str_split(value, ':', key);
    *key = str_trim(*key);
    *value = value->p ? str_trim(*value) : (str){"", 0};
    return true;
}

static bool is_key(str key, const char *name) {
    return key.n == strlen(name) && strncasecmp(key.p, name, key.n) == 0;
}

static bool names_agent(str value, str agent) {
    return value.n >= agent.n && strncasecmp(value.p, agent.p, agent.n) == 0;
}

/* Does a rule match the beginning of a path? '*' is any run; '$' at the end is the path's end. */
static bool matches(str rule, str path) {
    bool is_whole = rule.n && rule.p[rule.n - 1] == '$';
    uint32_t n = is_whole ? rule.n - 1 : rule.n, r = 0, p = 0, star = UINT32_MAX, from = 0;
    while (p <= path.n) {
        if (r == n && (!is_whole || p == path.n))
            return true;
        if (r < n && rule.p[r] == '*') {
            star = ++r;
            from = p;
        } else if (r < n && p < path.n && rule.p[r] == path.p[p]) {
            r++;
            p++;
        } else if (star != UINT32_MAX) {
            r = star;
            p = ++from;
        } else {
            return false;
        }
    }
    return false;
}

/* What the groups of an agent, or of everybody, say. */
struct verdict {
    bool is_named;    /* some group names the agent */
    uint32_t longest; /* rule that matches */
    bool allows;
    double delay;
};

static void take_rule(struct verdict *v, str key, str value, str path) {
    bool is_allow = is_key(key, "allow");
    if (is_key(key, "crawl-delay")) {
        char z[16] = "";
        memcpy(z, value.p, value.n < sizeof z - 1 ? value.n : sizeof z - 1);
        v->delay = strtod(z, NULL);
        return;
    }
    if ((!is_allow && !is_key(key, "disallow")) || !value.n || !matches(value, path))
        return;
    if (value.n > v->longest || (value.n == v->longest && is_allow)) {
        v->longest = value.n;
        v->allows = is_allow;
    }
}

static struct verdict read_groups(str text, str agent, bool wants_named, str path) {
    struct verdict v = {.allows = true};
    bool is_ours = false, was_agent = false;
    str key, value;
    text.n = text.n < LARGEST ? text.n : LARGEST;
    while (take_line(&text, &key, &value)) {
        if (is_key(key, "user-agent")) {
            bool is_named = names_agent(value, agent), is_all = str_is(value, "*");
            v.is_named |= is_named;
            is_ours = (was_agent && is_ours) || (wants_named ? is_named : is_all);
            was_agent = true;
            continue;
        }
        if (key.n)
            was_agent = false;
        if (is_ours)
            take_rule(&v, key, value, path);
    }
    return v;
}

static struct verdict judge(str text, str agent, str path) {
    struct verdict v = read_groups(text, agent, true, path);
    return v.is_named ? v : read_groups(text, agent, false, path);
}

bool robots_allow(str text, str agent, str path) {
    return judge(text, agent, path).allows;
}

double robots_delay(str text, str agent) {
    double delay = judge(text, agent, STR("/")).delay;
    return delay > 0 && delay < 3600 ? delay : 0;
}
