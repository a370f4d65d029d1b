/* Credits, bylines and captions, told from the words of a paragraph. Precision comes first: what is
 * not surely a credit stays text. */
#ifndef HB_INGEST_CREDITS_H
#define HB_INGEST_CREDITS_H

#include "base/str.h"

/* Is the whole paragraph a credit, byline, file name, or a line that a web page left behind? */
bool credits_is_line(str s);
/* Where the credits at the paragraph's end begin ("… in Tripoli. (AP Photo/X) Image Credit: NYT");
 * s.n if there are none. *is_photo: they credit a picture, so that what stands before is a caption.
 */
uint32_t credits_tail(str s, bool *is_photo);
/* Length of what marks a caption at its head ("FILE PHOTO: "), 0 if nothing does. */
uint32_t credits_caption_head(str s);
/* Does the paragraph say who stands where in a picture ("(left)", "(R)")? */
bool credits_points_into_picture(str s);

#endif
