/* Text on its way into XML, whether between tags or inside an attribute. */
#ifndef HB_EXPORT_XML_H
#define HB_EXPORT_XML_H

#include "base/buffer.h"

/* Escapes & < > " '; white space other than the blank becomes a character reference; what XML 1.0
 * does not allow (controls, U+FFFE, U+FFFF) is left out, broken UTF-8 becomes U+FFFD. The marks
 * that reorder text (U+202A-E, U+2066-9) are left out too: they would run on past the text. */
void xml_text(struct buffer *out, str s);
/* ` name="value"`. */
void xml_attribute(struct buffer *out, const char *name, str value);
/* `<name>value</name>`; nothing where the value is empty. */
void xml_element(struct buffer *out, const char *name, str value);

#endif
