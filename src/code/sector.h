/* Sectors that follow from the act: who marches is of the opposition, who is killed a civilian. */
#ifndef HB_CODE_SECTOR_H
#define HB_CODE_SECTOR_H

#include "code/reading.h"

/* The sector of the mention headed at `token` as a party of an act: his own, or for people whom the
 * text only calls people (or Islamists, Israelis …) what the act makes of them. */
str sector_in_act(struct reading *r, uint32_t token, enum plover_type type, bool is_actor);

#endif
