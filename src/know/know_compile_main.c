/* know_compile DIR IMAGE: the build's step from tables to image. */
#include "know/know.h"

#include <stdio.h>

int main(int argc, char **argv) {
    char diagnostic[400];
    struct hb_error err = {0};
    if (argc != 3) {
        fprintf(stderr, "usage: know_compile KNOWLEDGE-DIR IMAGE\n");
        return 2;
    }
    if (know_compile(argv[1], argv[2], diagnostic, &err) != HB_OK) {
        fprintf(stderr, "%s/%s\n%s\n", argv[1], err.message, diagnostic);
        return 1;
    }
    return 0;
}
