/* What the files of the public library share. */
#ifndef HB_EXPORT_PUBLIC_PARTS_H
#define HB_EXPORT_PUBLIC_PARTS_H

#include "code/coder.h"
#include "harbinger.h"
#include "know/know.h"

struct hb_coder {
    struct lang_model *model;
    struct know *know;
    struct coder coder;
    struct coder_name name;
};

#endif
