/* PLOVER 2.0: the 16 event types and their modes (Halterman, Bagozzi, Beger, Schrodt, Scarborough:
 * "PLOVER and POLECAT", 2023), and what each type weighs. */
#ifndef HB_KNOW_PLOVER_H
#define HB_KNOW_PLOVER_H

#include "base/str.h"

enum plover_type {
    PLOVER_NONE = 0,
    PLOVER_AGREE,
    PLOVER_CONSULT,
    PLOVER_SUPPORT,
    PLOVER_CONCEDE, /* quad 1 */
    PLOVER_COOPERATE,
    PLOVER_AID,
    PLOVER_RETREAT, /* quad 2 */
    PLOVER_REQUEST,
    PLOVER_ACCUSE,
    PLOVER_REJECT,
    PLOVER_THREATEN, /* quad 3 */
    PLOVER_PROTEST,
    PLOVER_SANCTION,
    PLOVER_MOBILIZE,
    PLOVER_COERCE,
    PLOVER_ASSAULT, /* quad 4 */
    PLOVER_COUNT
};

enum plover_mode {
    MODE_NONE = 0,
    MODE_VISIT,
    MODE_THIRD_PARTY,
    MODE_MULTILATERAL,
    MODE_PHONE, /* CONSULT */
    MODE_WITHDRAW,
    MODE_RELEASE,
    MODE_DISARM,
    MODE_CEASEFIRE,
    MODE_ACCESS,
    MODE_RESIGN,
    MODE_ASSIST,
    MODE_CHANGE,
    MODE_YIELD,
    MODE_MEET, /* REQUEST, REJECT */
    MODE_DISAPPROVE,
    MODE_INVESTIGATE,
    MODE_ALLEGE, /* ACCUSE */
    MODE_RESTRICT,
    MODE_ARREST,
    MODE_RELATIONS,
    MODE_EXPEL,
    MODE_TERRITORY,
    MODE_VIOLENCE,
    MODE_DEMO,
    MODE_RIOT,
    MODE_STRIKE,
    MODE_HUNGER,
    MODE_BOYCOTT,
    MODE_OBSTRUCT,
    MODE_VANDALIZE,
    MODE_CONVICT,
    MODE_DISCONTINUE, /* SANCTION */
    MODE_TROOPS,
    MODE_WEAPONS,
    MODE_POLICE,
    MODE_MILITIA, /* MOBILIZE */
    MODE_SEIZE,
    MODE_CENSOR,
    MODE_CURFEW,
    MODE_MARTIAL_LAW,
    MODE_DEPORT,
    MODE_WITHHOLD,
    MODE_MISINFORMATION,
    MODE_CYBER, /* COERCE */
    MODE_ABDUCT,
    MODE_BEAT,
    MODE_TORTURE,
    MODE_SEXUAL,
    MODE_TARGETED,
    MODE_DESTROY,
    MODE_PRIMITIVE,
    MODE_FIREARMS,
    MODE_EXPLOSIVES,
    MODE_SUICIDE_ATTACK,
    MODE_AERIAL,
    MODE_DRONE,
    MODE_HEAVY_WEAPONS,
    MODE_CROWD_CONTROL,
    MODE_UNCONVENTIONAL, /* ASSAULT */
    MODE_COUNT
};

const char *plover_type_name(enum plover_type t); /* "AGREE"; "NONE" */
const char *plover_mode_name(enum plover_mode m); /* "suicide-attack"; "" for MODE_NONE */
enum plover_type plover_type_parse(str s);        /* PLOVER_COUNT if unknown; "none" is NONE */
enum plover_mode plover_mode_parse(str s);        /* MODE_COUNT if unknown */
/* 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict; 0 for NONE.
 */
int plover_quad(enum plover_type t);
/* A type's intensity on PLOVER's scale from -10 (ASSAULT) to 10 (AID), the mean Goldstein value of
 * its CAMEO counterparts. */
double plover_score(enum plover_type t);

#endif
