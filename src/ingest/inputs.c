/* Folders are walked before anything is read, so that what is added and in which order does not
 * depend on the file system. What a file is, is told from its first bytes, not from its name. A
 * file that cannot be read is given out as an input with an error, so that it is named and the next
 * one read. */
#include "ingest/inputs.h"

#include "base/alloc.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DEEPEST_FOLDER = 32, SECONDS_PER_DAY = 86400 };

static bool is_address(const char *path) {
    str s = str_from(path);
    return str_starts(s, STR("http://")) || str_starts(s, STR("https://"));
}

/* What a path will give to read, for those who show how far they are. */
static void add_size(struct inputs *in, const char *path) {
    struct stat st;
    bool is_there = strcmp(path, "-") == 0 ? fstat(STDIN_FILENO, &st) == 0
                                           : !is_address(path) && stat(path, &st) == 0;
    if (is_there && S_ISREG(st.st_mode))
        in->n_total += (uint64_t)st.st_size;
    else
        in->is_unbounded = true;
}

static bool push_path(struct inputs *in, const char *path) {
    if ((in->n & (in->n - 1)) == 0) { /* full at every power of two */
        char **grown = mem_resize(in->paths, (in->n ? in->n * 2 : 1) * sizeof *grown);
        if (!grown)
            return false;
        in->paths = grown;
    }
    size_t size = strlen(path) + 1;
    char *copy = mem_resize(NULL, size);
    if (!copy)
        return false;
    memcpy(copy, path, size);
    in->paths[in->n++] = copy;
    add_size(in, path);
    return true;
}

static str without_ending(str s, const char *ending) {
    return str_ends(s, str_from(ending)) ? str_slice(s, 0, s.n - (uint32_t)strlen(ending)) : s;
}

static bool is_report_name(const char *name) {
    static const char *const endings[] = {".txt",  ".json", ".jsonl", ".html", ".htm",
                                          ".xml",  ".rss",  ".atom",  ".csv",  ".tsv",
                                          ".warc", ".eml",  ".mbox"};
    str s = without_ending(without_ending(str_from(name), ".gz"), ".zst");
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (str_ends(s, str_from(endings[i])))
            return true;
    return false;
}

static hb_status no_names(struct hb_error *err) {
    return error_set(err, HB_ERR_MEMORY, 0, "no memory for the names of files");
}

static int compare_names(const void *x, const void *y) {
    return strcmp(*(char *const *)x, *(char *const *)y);
}

/* What a name in a folder is to us. Links to folders are not followed: they may lead round in a
 * circle, or out of what was meant. */
enum found { FOUND_NOTHING, FOUND_FOLDER, FOUND_REPORT };

static enum found tell_entry(const char *path, const char *name) {
    struct stat st;
    if (name[0] == '.' || lstat(path, &st) != 0)
        return FOUND_NOTHING;
    if (S_ISDIR(st.st_mode))
        return FOUND_FOLDER;
    bool is_file = stat(path, &st) == 0 && S_ISREG(st.st_mode);
    return is_file && is_report_name(name) ? FOUND_REPORT : FOUND_NOTHING;
}

static hb_status walk(struct inputs *in, const char *folder, int depth, struct hb_error *err) {
    DIR *d = opendir(folder);
    if (!d && depth > 0) /* named when its turn comes, and the others read */
        return push_path(in, folder) ? HB_OK : no_names(err);
    if (!d)
        return error_set(err, HB_ERR_SYSTEM, 0, "%.120s: %s", folder, strerror(errno));
    hb_status status = HB_OK;
    for (struct dirent *e; status == HB_OK && (e = readdir(d));) {
        char path[4096];
        if (snprintf(path, sizeof path, "%s/%s", folder, e->d_name) >= (int)sizeof path)
            continue;
        enum found found = tell_entry(path, e->d_name);
        if (found == FOUND_FOLDER && depth < DEEPEST_FOLDER)
            status = walk(in, path, depth + 1, err);
        else if (found == FOUND_REPORT && !push_path(in, path))
            status = no_names(err);
    }
    closedir(d);
    return status;
}

/* The files that a pattern fits, for shells that do not open it; false: none. */
static bool push_fitting(struct inputs *in, const char *pattern) {
    glob_t found;
    size_t before = in->n;
    bool is_pushed = strpbrk(pattern, "*?[") && glob(pattern, 0, NULL, &found) == 0;
    if (!is_pushed)
        return false;
    for (size_t i = 0; i < found.gl_pathc && is_pushed; i++) {
        struct stat st;
        if (stat(found.gl_pathv[i], &st) == 0 && !S_ISDIR(st.st_mode))
            is_pushed = push_path(in, found.gl_pathv[i]);
    }
    globfree(&found);
    return is_pushed && in->n > before;
}

hb_status inputs_add(struct inputs *in, const char *path, struct hb_error *err) {
    struct stat st;
    bool is_file = strcmp(path, "-") != 0 && !is_address(path);
    bool is_missing = is_file && stat(path, &st) != 0;
    int reason = errno;
    if (is_missing && push_fitting(in, path))
        return HB_OK;
    errno = reason;
    if (is_missing)
        return error_set(err, HB_ERR_SYSTEM, 0, "%.120s: %s", path, strerror(errno));
    if (!is_file || !S_ISDIR(st.st_mode))
        return push_path(in, path) ? HB_OK : no_names(err);
    size_t before = in->n;
    hb_status status = walk(in, path, 0, err);
    if (status == HB_OK && in->n == before)
        return error_set(err, HB_ERR_SYSTEM, 0, "%.120s: no reports in this folder", path);
    if (in->n > before)
        qsort(in->paths + before, in->n - before, sizeof *in->paths, compare_names);
    return status;
}

hb_status inputs_open(char *const *paths, int n, const struct ingest_options *o,
                      const struct csv_map *map, struct inputs *out, struct hb_error *err) {
    *out = (struct inputs){.ingest = *o, .fd = -1};
    if (map)
        out->map = *map;
    hb_status status = HB_OK;
    for (int i = 0; i < n && status == HB_OK; i++)
        status = inputs_add(out, paths[i], err);
    if (status != HB_OK)
        inputs_close(out);
    return status;
}

/* Bytes of the open file that have been read. */
static uint64_t read_so_far(const struct inputs *in) {
    off_t at = in->fd >= 0 && !in->from.url[0] ? lseek(in->fd, 0, SEEK_CUR) : 0;
    return at > 0 ? (uint64_t)at : 0;
}

void inputs_tell(const struct inputs *in, uint64_t *done, uint64_t *total) {
    *done = in->n_done + read_so_far(in);
    *total = in->is_unbounded ? 0 : in->n_total;
}

static void close_file(struct inputs *in) {
    if (in->fd < 0)
        return;
    in->n_done += read_so_far(in);
    lines_close(&in->lines);
    if (in->fd != STDIN_FILENO)
        close(in->fd);
    in->fd = -1;
    in->at++;
    arena_reset(&in->arena);
    buffer_reset(&in->entries.out);
}

static enum file_kind tell_kind(str first, const struct csv_map *map) {
    if (feed_begins(first))
        return FILE_FEED;
    if (ingest_is_json(first))
        return FILE_LINES;
    if (warc_begins(first))
        return FILE_WARC;
    if (ingest_is_html(first))
        return FILE_PAGE;
    if (mail_begins(first))
        return FILE_MAIL;
    return csv_begins(first, map) ? FILE_CSV : FILE_TEXT;
}

static hb_status open_path(struct inputs *in, const char *path, struct hb_error *err) {
    in->from = (struct origin){{0}, {0}};
    in->fd = -1;
    if (is_address(path) && in->opener.open)
        return in->opener.open(in->opener.context, path, true, &in->fd, &in->from, err);
    in->fd = strcmp(path, "-") == 0 ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    return in->fd < 0 ? error_set(err, HB_ERR_SYSTEM, 0, "%s", strerror(errno)) : HB_OK;
}

static void use_origin(struct input *one) {
    one->ingest.url = one->from.url[0] ? one->from.url : NULL;
    one->ingest.charset = one->from.charset[0] ? one->from.charset : NULL;
}

/* Opens the file at in->at and tells what it is. */
static hb_status open_file(struct inputs *in, struct hb_error *err) {
    const char *path = in->paths[in->at];
    str first;
    hb_status status = open_path(in, path, err);
    if (status != HB_OK) {
        in->at++;
        return status;
    }
    in->lines = lines_open(in->fd, in->ingest.limits.line_bytes);
    in->n_given = in->at_entry = 0;
    in->csv = (struct csv){0};
    in->warc = (struct warc){0};
    status = lines_peek(&in->lines, &first, err);
    in->kind = status == HB_OK ? tell_kind(first, &in->map) : FILE_TEXT;
    if (status != HB_OK)
        close_file(in);
    return status;
}

/* A file that is one report. */
static void take_whole(struct inputs *in, struct input *one) {
    str bytes;
    struct stat st;
    const char *path = in->paths[in->at];
    const struct hb_limits *l = &in->ingest.limits;
    bool is_page = in->kind == FILE_PAGE;
    bool is_file = !in->from.url[0] && fstat(in->fd, &st) == 0 && S_ISREG(st.st_mode);
    one->from = in->from;
    use_origin(one);
    one->ingest.file_name = is_file ? path : NULL;
    one->ingest.file_day = is_file ? (date_day)(st.st_mtime / SECONDS_PER_DAY) : DATE_NONE;
    one->kind = is_page ? INPUT_PAGE : INPUT_TEXT;
    size_t most =
        (size_t)(is_page ? l->page_bytes : l->report_bytes) + 16; /* so that a cut is seen */
    if (lines_rest(&in->lines, most, &bytes, &one->err) == HB_OK)
        buffer_str(&one->bytes, bytes);
    close_file(in);
}

/* "FILE:7": the seventh line, or the seventh report of a container. */
static void add_number(struct input *one, uint64_t number) {
    size_t n = strlen(one->name);
    snprintf(one->name + n, sizeof one->name - n, ":%llu", (unsigned long long)number);
}

/* A line of JSON lines; false at the end of the file. */
static bool take_line(struct inputs *in, struct input *one) {
    str line;
    enum lines_result result;
    do
        result = lines_next(&in->lines, &line, &one->err);
    while (result == LINES_ONE && str_trim(line).n == 0);
    if (result == LINES_END) {
        close_file(in);
        return false;
    }
    add_number(one, in->lines.number);
    one->kind = INPUT_JSON;
    if (result == LINES_TOO_LONG)
        error_set(&one->err, HB_ERR_LIMIT, 0, "line longer than %u bytes",
                  in->ingest.limits.line_bytes);
    if (result == LINES_FAILED)
        close_file(in);
    if (result == LINES_ONE)
        buffer_str(&one->bytes, line);
    return true;
}

/* Reads a feed when its first entry is asked for. */
static hb_status open_feed(struct inputs *in, struct hb_error *err) {
    enum { LARGEST_FEED = 64 << 20 };
    str bytes;
    hb_status status = lines_rest(&in->lines, LARGEST_FEED + 1, &bytes, err);
    if (status == HB_OK && bytes.n > LARGEST_FEED)
        return error_set(err, HB_ERR_LIMIT, 0, "a feed of more than 64 MiB");
    return status == HB_OK ? feed_read(bytes, &in->arena, &in->entries, err) : status;
}

/* An entry of a feed; false at its end. */
static bool take_entry(struct inputs *in, struct input *one) {
    const struct buffer *all = &in->entries.out;
    if (in->n_given == 0 && open_feed(in, &one->err) != HB_OK) {
        close_file(in);
        return true;
    }
    const char *begin = all->p ? all->p + in->at_entry : NULL;
    const char *newline = begin ? memchr(begin, '\n', all->n - in->at_entry) : NULL;
    if (!newline) {
        close_file(in);
        return false;
    }
    add_number(one, ++in->n_given);
    one->kind = INPUT_JSON;
    buffer_put(&one->bytes, begin, (size_t)(newline - begin));
    in->at_entry += (size_t)(newline - begin) + 1;
    return true;
}

/* The next report of a table, an archive of pages or a mailbox; false at its end. */
static bool take_contained(struct inputs *in, struct input *one) {
    struct json_out record = {.out = one->bytes};
    enum given given;
    arena_reset(&in->arena);
    if (in->kind == FILE_WARC)
        given = warc_next(&in->warc, &in->lines, &in->ingest.limits, &record.out, &one->from,
                          &one->err);
    else if (in->kind == FILE_CSV)
        given = csv_next(&in->csv, &in->lines, &in->map, &record, &one->err);
    else
        given = mail_next(&in->lines, &in->arena, &record, &one->err);
    one->bytes = record.out;
    one->kind = given == GIVEN_RECORD ? INPUT_JSON : given == GIVEN_PAGE ? INPUT_PAGE : INPUT_TEXT;
    use_origin(one);
    add_number(one, ++in->n_given);
    if (given != GIVEN_END)
        return true;
    close_file(in);
    return one->err.code != HB_OK;
}

static bool take_next(struct inputs *in, struct input *one) {
    switch (in->kind) {
    case FILE_LINES:
        return take_line(in, one);
    case FILE_FEED:
        return take_entry(in, one);
    case FILE_CSV:
    case FILE_WARC:
    case FILE_MAIL:
        return take_contained(in, one);
    case FILE_TEXT:
    case FILE_PAGE:
        break;
    }
    take_whole(in, one);
    return true;
}

/* Puts the page in the place of a record that only leads to it. Where it cannot be had, the
 * record's own words are read. */
static void fetch_page(struct inputs *in, struct input *one) {
    struct origin from;
    struct hb_error err;
    int fd = -1;
    str url, bytes, record = {one->bytes.p ? one->bytes.p : "", (uint32_t)one->bytes.n};
    char z[sizeof from.url];
    arena_reset(&in->looking);
    if (!record_wants_page(record, &in->looking, &url) || url.n >= sizeof z)
        return;
    snprintf(z, sizeof z, "%.*s", (int)url.n, url.p);
    if (!is_address(z) || in->opener.open(in->opener.context, z, false, &fd, &from, &err) != HB_OK)
        return;
    struct lines page = lines_open(fd, in->ingest.limits.line_bytes);
    if (lines_rest(&page, (size_t)in->ingest.limits.page_bytes + 16, &bytes, &err) == HB_OK &&
        ingest_is_html(bytes)) {
        buffer_reset(&one->bytes);
        buffer_str(&one->bytes, bytes);
        one->kind = INPUT_PAGE;
        one->from = from;
        use_origin(one);
    }
    lines_close(&page);
    close(fd);
}

static void begin_input(const struct inputs *in, struct input *one) {
    const char *path = in->paths[in->at];
    buffer_reset(&one->bytes);
    one->err = (struct hb_error){0};
    one->ingest = in->ingest;
    one->from = (struct origin){{0}, {0}};
    one->kind = INPUT_TEXT;
    snprintf(one->name, sizeof one->name, "%.220s",
             strcmp(path, "-") == 0 ? "standard input" : path);
}

bool inputs_next(struct inputs *in, struct input *one) {
    while (in->at < in->n) {
        begin_input(in, one);
        if (in->fd < 0 && open_file(in, &one->err) != HB_OK)
            return true;
        if (!take_next(in, one))
            continue;
        if (in->fetches && in->opener.open && one->kind == INPUT_JSON && one->err.code == HB_OK)
            fetch_page(in, one);
        return true;
    }
    return false;
}

void inputs_close(struct inputs *in) {
    if (in->fd >= 0)
        close_file(in);
    for (size_t i = 0; i < in->n; i++)
        mem_free(in->paths[i]);
    mem_free(in->paths);
    arena_free(&in->arena);
    arena_free(&in->looking);
    buffer_free(&in->entries.out);
    *in = (struct inputs){.fd = -1};
}

hb_status input_read(const struct input *in, struct arena *a, struct report *out,
                     struct hb_error *err) {
    str bytes = {in->bytes.p ? in->bytes.p : "", (uint32_t)in->bytes.n};
    if (in->err.code != HB_OK) {
        *err = in->err;
        return in->err.code;
    }
    switch (in->kind) {
    case INPUT_JSON:
        return report_from_json(bytes, &in->ingest, a, out, err);
    case INPUT_PAGE:
        return report_from_page(bytes, &in->ingest, a, out, err);
    case INPUT_TEXT:
        break;
    }
    return report_from_text(bytes, &in->ingest, a, out, err);
}
