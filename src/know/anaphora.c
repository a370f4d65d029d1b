/* The names of the questions and answers by which antecedents are judged: plain tables. */
#include "know/anaphora.h"

#define ROLES "subject passive object oblique modifier owner joined other"
#define KINDS "person people organisation country group place thing"

static const struct {
    const char *name, *answers;
} questions[ANAPHORA_QUESTIONS] = {
    [ASK_DISTANCE] = {"distance", "same one two three four far"},
    [ASK_NEARER] = {"nearer", "none one two three four six ten"},
    [ASK_ROLE] = {"role", ROLES},
    [ASK_ROLE_HERE] = {"role-here", ROLES},
    [ASK_ROLE_BEFORE] = {"role-before", ROLES},
    [ASK_PARALLEL] = {"parallel", "no subject object owner other"},
    [ASK_FORM] = {"form", "name same-pronoun pronoun definite indefinite owned bare"},
    [ASK_KIND] = {"kind", KINDS},
    [ASK_NUMBER] = {"number", "one many joined"},
    [ASK_GENDER] = {"gender", "unknown same"},
    [ASK_TOLD] = {"told", "never once twice three five nine"},
    [ASK_LINK] = {"link", "none own-subject upper-subject sayer hearer inside beside"},
    [ASK_QUOTE] = {"quote", "none both anaphor candidate speaker"},
    [ASK_CLAUSE] = {"clause", "main content relative adverbial other"},
    [ASK_KNOWN] = {"known", "no story yes"},
    [ASK_SAYING] = {"saying", KINDS},
    [ASK_OWNING] = {"owning", KINDS},
    [ASK_ANSWER] = {"answer", "parallel-object answered"},
    [ASK_PLACE] = {"place", "first later"},
    [ASK_NAME] = {"name", "none person organisation place other"},
};

const char *anaphora_question_name(enum anaphora_question q) {
    return questions[q].name;
}

str anaphora_answer_name(enum anaphora_question q, uint32_t answer) {
    str rest = str_from(questions[q].answers), one;
    for (uint32_t i = 0; str_split(&rest, ' ', &one); i++)
        if (i == answer)
            return one;
    return (str){NULL, 0};
}

bool anaphora_parse(str feature, uint32_t *question, uint32_t *answer) {
    str rest = feature, name, one;
    if (!str_split(&rest, '=', &name))
        return false;
    for (uint32_t q = 0; q < ANAPHORA_QUESTIONS; q++) {
        if (!str_is(name, questions[q].name))
            continue;
        for (uint32_t a = 0; (one = anaphora_answer_name((enum anaphora_question)q, a)).p; a++) {
            if (str_equal(one, rest)) {
                *question = q;
                *answer = a;
                return true;
            }
        }
    }
    return false;
}
