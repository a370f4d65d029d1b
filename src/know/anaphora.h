/* What an antecedent is judged by (coref.tsv). Each candidate before a pronoun is described by one
 * answer to every question below, and each answer has a weight for each sort of pronoun. */
#ifndef HB_KNOW_ANAPHORA_H
#define HB_KNOW_ANAPHORA_H

#include "base/str.h"

enum anaphor { ANAPHOR_HE, ANAPHOR_THEY, ANAPHOR_COUNT };

enum anaphora_question {
    ASK_DISTANCE,    /* in sentences */
    ASK_NEARER,      /* how many candidates of its kind stand nearer */
    ASK_ROLE,        /* of the candidate in its clause */
    ASK_ROLE_HERE,   /* the same, where it stands in the anaphor's own sentence */
    ASK_ROLE_BEFORE, /* the same, in the sentence before */
    ASK_PARALLEL,    /* both stand in the same role */
    ASK_FORM,
    ASK_KIND,
    ASK_NUMBER,
    ASK_GENDER,
    ASK_TOLD,   /* how often its entity was told before the anaphor */
    ASK_LINK,   /* how the tree leads from the anaphor up to it */
    ASK_QUOTE,  /* who stands between quotation marks */
    ASK_CLAUSE, /* of the candidate */
    ASK_KNOWN,  /* do the tables know whose it is */
    ASK_SAYING, /* its kind, where the anaphor speaks */
    ASK_OWNING, /* its kind, where the anaphor owns something */
    ASK_ANSWER, /* two clauses told in pairs */
    ASK_PLACE,  /* where in its sentence it stands */
    ASK_NAME,   /* by the name finder */
    ANAPHORA_QUESTIONS
};
enum { ANAPHORA_ANSWERS = 8 };

struct anaphora_weights {
    float of[ANAPHORA_QUESTIONS][ANAPHORA_ANSWERS];
};

/* "role-here". */
const char *anaphora_question_name(enum anaphora_question q);
/* {NULL, 0} where there is no such answer. */
str anaphora_answer_name(enum anaphora_question q, uint32_t answer);
/* "role=subject" → question and answer; false where there is none of that name. */
bool anaphora_parse(str feature, uint32_t *question, uint32_t *answer);
#endif
