/* Function words tell languages of the Latin script apart (Grefenstette 1995: two dozen each do for
 * a sentence or two); scripts tell the others. English wins unless another language has clearly
 * more, since English news quotes foreign words and is all we read. */
#include "ingest/language.h"

#include "base/utf8.h"

enum { LOOK_BYTES = 4000, LEAST_WORDS = 12, LEAST_HITS = 5, LONGEST_WORD = 16 };

static const struct {
    const char *code, *name, *words;
} languages[] = {
    {"en", "English",
     "the of and to in a is that for it was on with as be at by this have from are he his but not "
     "they an has were had which said will"},
    {"de", "German",
     "der die und den von zu das mit sich des auf ist im dem nicht ein eine als auch es an werden "
     "aus er hat dass sie nach wird bei"},
    {"fr", "French",
     "le la les de des et du un une est que dans qui pour au par sur pas il ce avec plus sont ne "
     "se aux été cette mais ses ou"},
    {"es", "Spanish",
     "el la de los las que y del en un una por con para se es su al lo como más pero sus le ha "
     "este fue también ya"},
    {"pt", "Portuguese",
     "o os as de que e do da em um uma para com não por se dos das na no mais como foi ao ele sua "
     "ou ser são também"},
    {"it", "Italian",
     "il di che la e un per del della è non con sono una le dei si da gli alla nel più come anche "
     "lo ha al delle i"},
    {"nl", "Dutch",
     "de het een van en dat op te zijn voor met die niet is er aan om ook als maar bij uit door "
     "naar wordt hij was werd"},
    {"sv", "Swedish",
     "och att det som en på är av för med till den har de inte om ett han men var sig från vi så "
     "kan när"},
    {"no", "Norwegian",
     "og det er som på en av for med til den har de ikke om et han men var seg fra vi så kan når "
     "ble"},
    {"da", "Danish",
     "og det er som på en af for med til den har de ikke om et han men var sig fra vi så kan når "
     "blev"},
    {"pl", "Polish",
     "w i na z się do nie że jest o to jak po co przez za od był dla są ale tym które oraz już "
     "być"},
    {"cs", "Czech",
     "a v se na je že s z do o to i ve by jako pro za od ale po který jsou však byl jeho podle"},
    {"ro", "Romanian",
     "și de în a la cu pe nu care o din un pentru că este au mai se fost sunt prin sau după iar"},
    {"hu", "Hungarian",
     "a az és hogy nem is egy ez volt van meg csak már de el még mint vagy után azt szerint"},
    {"tr", "Turkish",
     "ve bir bu da de için ile olarak olan çok daha gibi sonra kadar ancak ya en o ne değil "
     "olduğunu"},
    {"id", "Indonesian",
     "yang dan di dengan untuk dari ini itu dalam tidak pada akan juga adalah ke oleh karena saya "
     "mereka telah"},
    {"vi", "Vietnamese",
     "và của là các có cho trong được với không này những một người đã để khi từ đến"},
    {"sw", "Swahili",
     "na ya wa kwa ni katika za la kuwa hiyo cha huo pia kama hii alisema wakati watu"},
    {"fi", "Finnish",
     "ja on ei että se oli hän mutta ovat kun myös joka ole niin mukaan sen jos tai vuoden"},
    {"hr", "Croatian or Serbian", "i je u se da na za su od koji ne će s a to kao iz o što bi ali"},
    {"sq", "Albanian", "dhe në të e për me që nga një ka se është nuk si do më u kjo janë"},
    {"ca", "Catalan", "els les i que en un una amb per del dels al és són no més com ha aquest"}};

enum { LANGUAGES = sizeof languages / sizeof *languages };

static const struct {
    uint32_t first, last;
    const char *code, *name;
} scripts[] = {{0x0370, 0x03FF, "el", "Greek"},
               {0x0400, 0x052F, "ru", "Russian or its kin"},
               {0x0530, 0x058F, "hy", "Armenian"},
               {0x0590, 0x05FF, "he", "Hebrew"},
               {0x0600, 0x06FF, "ar", "Arabic or its kin"},
               {0x0900, 0x097F, "hi", "Hindi or its kin"},
               {0x0980, 0x09FF, "bn", "Bengali"},
               {0x0B80, 0x0BFF, "ta", "Tamil"},
               {0x0E00, 0x0E7F, "th", "Thai"},
               {0x1000, 0x109F, "my", "Burmese"},
               {0x10A0, 0x10FF, "ka", "Georgian"},
               {0x1200, 0x137F, "am", "Amharic or its kin"},
               {0x3040, 0x30FF, "ja", "Japanese"},
               {0x4E00, 0x9FFF, "zh", "Chinese"},
               {0xAC00, 0xD7AF, "ko", "Korean"}};

enum { SCRIPTS = sizeof scripts / sizeof *scripts };

struct tally {
    int n_languages; /* that are counted: the first ones */
    uint32_t n_words, n_letters;
    uint32_t hits[LANGUAGES], letters[SCRIPTS];
};

static void count_word(struct tally *t, str word) {
    t->n_words++;
    for (int i = 0; i < t->n_languages; i++)
        t->hits[i] += str_in(word, languages[i].words);
}

static void count_letter(struct tally *t, uint32_t c) {
    t->n_letters++;
    for (int i = 0; c >= scripts[0].first && i < SCRIPTS; i++)
        t->letters[i] += c >= scripts[i].first && c <= scripts[i].last;
}

static void count(struct tally *t, str text) {
    char word[LONGEST_WORD + 4];
    uint32_t n = 0;
    for (uint32_t at = 0; at < text.n;) {
        uint32_t c = utf8_next(text, &at);
        if (utf8_is_letter(c)) {
            count_letter(t, c);
            if (n < LONGEST_WORD)
                n += utf8_put(utf8_lower(c), word + n);
            continue;
        }
        if (n)
            count_word(t, (str){word, n});
        n = 0;
    }
    if (n)
        count_word(t, (str){word, n});
}

const char *language_of(str text) {
    struct tally t = {.n_languages = 1};
    int best = 0;
    text.n = text.n < LOOK_BYTES ? text.n : LOOK_BYTES;
    count(&t, text);
    if (t.n_words >= LEAST_WORDS && t.hits[0] * 5 > t.n_words)
        return "en"; /* as most texts are: every fifth word is one of English's */
    t = (struct tally){.n_languages = LANGUAGES};
    count(&t, text);
    for (int i = 0; i < SCRIPTS; i++)
        if (t.n_letters > 2 * LEAST_WORDS && t.letters[i] * 2 > t.n_letters)
            return scripts[i].code;
    if (t.letters[SCRIPTS - 3] &&
        (t.letters[SCRIPTS - 3] + t.letters[SCRIPTS - 2]) * 2 > t.n_letters)
        return "ja"; /* kana and Chinese signs together */
    for (int i = 1; i < LANGUAGES; i++)
        if (t.hits[i] > t.hits[best])
            best = i;
    if (t.n_words < LEAST_WORDS || t.hits[best] < LEAST_HITS)
        return NULL;
    return t.hits[best] > t.hits[0] + t.hits[0] / 2 ? languages[best].code
           : t.hits[0] >= LEAST_HITS                ? "en"
                                                    : NULL;
}

const char *language_name(const char *code) {
    for (int i = 0; i < LANGUAGES; i++)
        if (strcmp(code, languages[i].code) == 0)
            return languages[i].name;
    for (int i = 0; i < SCRIPTS; i++)
        if (strcmp(code, scripts[i].code) == 0)
            return scripts[i].name;
    return code;
}
