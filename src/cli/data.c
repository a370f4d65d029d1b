/* Finding the data files. The order: what an option names, $HARBINGER_DATA, then folders relative
 * to the executable (so that a build tree and a moved installation work), then the prefix of the
 * build. */
#include "cli/data.h"

#include "know/know.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { PATH_ROOM = 4096 };

const char data_help[] =
    "      --model FILE          language model (else en-1.model is looked for)\n"
    "      --knowledge-file FILE compiled knowledge (else harbinger.know is looked for)\n"
    "      --knowledge DIR       tables of your own, asked before the program's\n";

bool data_option(int option, const char *value, struct data_options *o) {
    switch (option) {
    case OPTION_MODEL:
        o->model = value;
        return true;
    case OPTION_KNOWLEDGE_FILE:
        o->knowledge_file = value;
        return true;
    case OPTION_KNOWLEDGE:
        o->overlay = value;
        return true;
    default:
        return false;
    }
}

/* The folder of the executable, without a slash at the end; "" if it cannot be told. */
static void executable_folder(char *out) {
    ssize_t n = readlink("/proc/self/exe", out, PATH_ROOM - 1);
    out[n > 0 ? n : 0] = 0;
    char *slash = strrchr(out, '/');
    if (slash)
        *slash = 0;
}

static bool try_folder(const char *folder, const char *below, const char *name, char *path,
                       size_t room) {
    int n = snprintf(path, room, "%s%s/%s", folder, below, name);
    return n > 0 && (size_t)n < room && access(path, R_OK) == 0;
}

bool data_find(const char *name, char *path, size_t room, struct hb_error *err) {
    static const char *const below[] = {
        "", "/..", "/../models", "/../../models", "/../knowledge", "/../share/harbinger"};
    char folder[PATH_ROOM];
    const char *given = getenv("HARBINGER_DATA");
    if (given && *given && try_folder(given, "", name, path, room))
        return true;
    executable_folder(folder);
    for (size_t i = 0; *folder && i < sizeof below / sizeof *below; i++)
        if (try_folder(folder, below[i], name, path, room))
            return true;
    if (try_folder(HB_DATADIR, "", name, path, room))
        return true;
    error_set(err, HB_ERR_SYSTEM, 0,
              "%s not found in $HARBINGER_DATA, beside the program or in %s; name it by an option "
              "(see --help)",
              name, HB_DATADIR);
    return false;
}

hb_status data_open(const struct data_options *o, struct data *out, struct hb_error *err) {
    char path[PATH_ROOM];
    *out = (struct data){0};
    if (!o->model && !data_find("en-1.model", path, sizeof path, err))
        return err->code;
    hb_status status = lang_model_open(o->model ? o->model : path, &out->model, err);
    if (status != HB_OK)
        return status;
    if (!o->knowledge_file && !data_find("harbinger.know", path, sizeof path, err))
        status = err->code;
    else
        status = know_open_with(o->knowledge_file ? o->knowledge_file : path, o->overlay,
                                &out->know, err);
    if (status != HB_OK) {
        lang_model_close(out->model);
        *out = (struct data){0};
        return status;
    }
    out->coder = (struct coder){.know = out->know, .model = out->model, .limits = limits_default()};
    return HB_OK;
}

void data_close(struct data *d) {
    if (d->know)
        know_close(d->know);
    if (d->model)
        lang_model_close(d->model);
    *d = (struct data){0};
}
