/* What readers of XML take off libxml2's nodes. */
#ifndef HB_INGEST_XML_NODE_H
#define HB_INGEST_XML_NODE_H

#include "base/str.h"

#include <libxml/tree.h>

/* An attribute's value in the arena; {NULL,0} where it is not there. */
static inline str xml_attribute(xmlNode *n, const char *name, struct arena *a) {
    xmlChar *z = xmlGetNoNsProp(n, (const xmlChar *)name);
    str s = z ? str_copy(a, str_from((const char *)z)) : (str){NULL, 0};
    xmlFree(z);
    return s;
}

#endif
