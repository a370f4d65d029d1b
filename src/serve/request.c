/* Percent decoding as in WHATWG's URL standard for forms ('+' is a blank in values), but strict:
 * a server that guesses what a broken escape meant can be made to guess wrongly. */
#include "serve/request.h"

#include "base/utf8.h"

static int hex_of(char c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static hb_status refuse(struct hb_error *err, const char *what) {
    return error_set(err, HB_ERR_USAGE, 0, "the address cannot be read: %s", what);
}

static bool has_control(str s) {
    for (uint32_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] < ' ' || s.p[i] == 0x7F)
            return true;
    return false;
}

static hb_status decode(str raw, bool is_form, struct arena *a, str *out, struct hb_error *err) {
    char *z = arena_alloc(a, (size_t)raw.n + 1);
    uint32_t n = 0;
    if (!z)
        return error_set(err, HB_ERR_MEMORY, 0, "no memory for an address");
    for (uint32_t i = 0; i < raw.n; i++) {
        char c = raw.p[i];
        if (c == '%') {
            bool is_whole = raw.n - i > 2;
            int high = is_whole ? hex_of(raw.p[i + 1]) : -1;
            int low = is_whole ? hex_of(raw.p[i + 2]) : -1;
            if (high < 0 || low < 0)
                return refuse(err, "a '%' needs two hexadecimal digits after it");
            c = (char)(high * 16 + low);
            i += 2;
        } else if (c == '+' && is_form) {
            c = ' ';
        }
        z[n++] = c;
    }
    *out = (str){z, n};
    if (!utf8_is_clean(*out))
        return refuse(err, "it is not UTF-8");
    return has_control(*out) ? refuse(err, "it holds a control character") : HB_OK;
}

static hb_status add(struct request *r, struct parameter p, struct hb_error *err) {
    if (!p.value.n)
        return HB_OK;
    for (uint32_t i = 0; i < r->n_parameters; i++)
        if (str_equal(r->parameters[i].name, p.name))
            return error_set(err, HB_ERR_USAGE, 0, "%.*s: it is given twice",
                             p.name.n < 40 ? (int)p.name.n : 40, p.name.p);
    if (r->n_parameters == REQUEST_PARAMETERS)
        return error_set(err, HB_ERR_LIMIT, 0, "more than %d conditions", REQUEST_PARAMETERS);
    r->parameters[r->n_parameters++] = p;
    return HB_OK;
}

static hb_status parse_query(str query, struct arena *a, struct request *r, struct hb_error *err) {
    str piece;
    hb_status status = HB_OK;
    while (status == HB_OK && str_split(&query, '&', &piece)) {
        struct parameter p = {0};
        str value = piece, name;
        if (!piece.n)
            continue;
        str_split(&value, '=', &name);
        status = decode(name, true, a, &p.name, err);
        if (status == HB_OK && value.n)
            status = decode(value, true, a, &p.value, err);
        if (status == HB_OK)
            status = add(r, p, err);
    }
    return status;
}

hb_status request_parse(str target, struct arena *a, struct request *out, struct hb_error *err) {
    str query = target, path;
    *out = (struct request){.target = target};
    if (target.n > REQUEST_TARGET)
        return error_set(err, HB_ERR_LIMIT, 0, "an address has %d bytes at most", REQUEST_TARGET);
    if (!target.n || target.p[0] != '/')
        return refuse(err, "it does not begin with '/'");
    str_split(&query, '?', &path);
    hb_status status = decode(path, false, a, &out->path, err);
    if (status == HB_OK && query.p)
        status = parse_query(query, a, out, err);
    return status;
}

str request_parameter(const struct request *r, const char *name) {
    for (uint32_t i = 0; i < r->n_parameters; i++)
        if (str_is(r->parameters[i].name, name))
            return r->parameters[i].value;
    return (str){NULL, 0};
}
