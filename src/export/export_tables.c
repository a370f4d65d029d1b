/* The tables of events that researchers know: csv (ours, one row a happening), gdelt and
 * gdelt-mentions (GDELT 2.0 Event Database Codebook, 2015: 61 and 16 columns, no head), icews (the
 * 20 columns of the yearly files on Dataverse, with their head). The last three have one actor and
 * one recipient a row: the first of each. */
#include "export/export_parts.h"

#include "export/cells.h"

#include <stdio.h>

/* Cells of a row, one after the other. */
static void next_cell(struct exporter *x) {
    buffer_text(&x->j.out, x->j.needs_comma ? "\t" : "");
    x->j.needs_comma = true;
}
static void put_cell(struct exporter *x, str s) {
    next_cell(x);
    cell_tsv(&x->j.out, s);
}
static void put_integer(struct exporter *x, int64_t v) {
    char z[24];
    next_cell(x);
    buffer_put(&x->j.out, z, (size_t)snprintf(z, sizeof z, "%lld", (long long)v));
}
static void put_real(struct exporter *x, double v) {
    next_cell(x);
    export_real(x, v);
}
static void put_nothing(struct exporter *x, int n) {
    for (; n > 0; n--)
        next_cell(x);
}
static void end_row(struct exporter *x) {
    json_newline(&x->j);
}

/* ---- GDELT ---- */

/* "20200128" of "2020-01-28"; nothing of nothing. */
static str digits_of(str day, char z[9]) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < day.n && n < 8; i++)
        if (day.p[i] != '-')
            z[n++] = day.p[i];
    z[n] = 0;
    return (str){z, n};
}

static void put_dates(struct exporter *x, str day) {
    char z[9], fraction[16] = "";
    str digits = digits_of(day, z);
    struct interval i;
    put_cell(x, digits);
    put_cell(x, str_slice(digits, 0, digits.n < 6 ? digits.n : 6));
    put_cell(x, str_slice(digits, 0, digits.n < 4 ? digits.n : 4));
    if (interval_parse(day, &i)) { /* the codebook's: (month * 30 + day) / 365 */
        struct civil c = date_to_civil(i.first);
        snprintf(fraction, sizeof fraction, "%d.%04d", c.year,
                 (c.month * 30 + c.day) * 10000 / 365 % 10000);
    }
    put_cell(x, str_from(fraction));
}

/* CAMEO's role for one of ours. */
static str cameo_role(str sector) {
    return str_is(sector, "PAR") ? STR("UAF") : sector;
}

/* Code, name, country, known group, ethnic, two religions, three types: ten columns. */
static void put_gdelt_actor(struct exporter *x, const struct told_party *p) {
    if (!p) {
        put_nothing(x, 10);
        return;
    }
    str place = export_place_of(p->code), role = cameo_role(export_sector_of(p->code));
    bool is_body = place.n > 4 && place.p[3] == ':';
    str body = is_body ? str_slice(place, 4, place.n) : (str){NULL, 0};
    str kind = is_body ? str_slice(place, 0, 3) : role;
    next_cell(x);
    buffer_str(&x->j.out, is_body ? str_slice(place, 0, 3) : place);
    buffer_str(&x->j.out, is_body ? body : role);
    put_cell(x, export_party_name(p));
    put_cell(x, is_body ? (str){NULL, 0} : place);
    put_cell(x, body);
    put_nothing(x, 3);
    put_cell(x, kind);
    put_cell(x, is_body ? role : (str){NULL, 0});
    put_nothing(x, 1);
}

/* Type, name, country, two of its parts, latitude, longitude, feature: eight columns. */
static void put_gdelt_place(struct exporter *x, str name, str country, const struct told_place *p) {
    str fips = export_country_fips(country);
    bool is_town = name.n && p && p->has_point;
    put_integer(x, is_town ? 4 : country.n ? 1 : 0);
    put_cell(x, name.n ? name : country.n ? export_country_name(country) : name);
    put_cell(x, fips);
    put_nothing(x, 2);
    if (is_town) {
        put_real(x, p->lat);
        put_real(x, p->lon);
    } else {
        put_nothing(x, 2);
    }
    p && p->geonameid ? put_integer(x, p->geonameid) : put_nothing(x, 1);
}

static void put_time(struct exporter *x, str day) {
    char z[9];
    str digits = digits_of(day, z);
    put_cell(x, digits);
    buffer_text(&x->j.out, digits.n ? "000000" : "");
}

static void put_gdelt(struct exporter *x, const struct told_happening *h) {
    const struct told_mention *m = &h->mentions[0];
    const struct told_party *sides[] = {export_party(m, true), export_party(m, false)};
    struct told_place place = m->place;
    place.has_point = h->has_point;
    place.lat = h->lat;
    place.lon = h->lon;
    put_integer(x, (int64_t)export_number_of(h->id));
    put_dates(x, h->day);
    put_gdelt_actor(x, sides[0]);
    put_gdelt_actor(x, sides[1]);
    put_integer(x, m->sentence <= 1); /* a root event stands in the lead */
    put_cell(x, h->cameo);
    put_cell(x, str_slice(h->cameo, 0, h->cameo.n < 3 ? h->cameo.n : 3));
    put_cell(x, str_slice(h->cameo, 0, h->cameo.n < 2 ? h->cameo.n : 2));
    put_integer(x, h->quad);
    put_real(x, h->goldstein);
    put_integer(x, h->n_mentions);
    put_integer(x, h->n_independent);
    put_integer(x, h->n_reports);
    put_nothing(x, 1); /* tone: not measured */
    for (int i = 0; i < 2; i++) {
        str country = sides[i] ? export_place_of(sides[i]->code) : (str){NULL, 0};
        put_gdelt_place(x, (str){NULL, 0},
                        export_country_fips(country).n ? country : (str){NULL, 0}, NULL);
    }
    put_gdelt_place(x, h->place, h->country, &place);
    put_time(x, m->report.date);
    put_cell(x, m->report.url);
    end_row(x);
}

static void put_gdelt_mentions(struct exporter *x, const struct told_happening *h) {
    for (uint32_t i = 0; i < h->n_mentions; i++) {
        const struct told_mention *m = &h->mentions[i];
        const struct told_party *actor = export_party(m, true), *recipient = export_party(m, false);
        put_integer(x, (int64_t)export_number_of(h->id));
        put_time(x, h->mentions[0].report.date);
        put_time(x, m->report.date);
        put_integer(x, m->report.url.n ? 1 : 2); /* the web; a citation only */
        put_cell(x, m->report.outlet);
        put_cell(x, m->report.url.n ? m->report.url : m->report.id);
        put_integer(x, m->sentence + 1);
        put_integer(x, actor ? actor->begin : -1);
        put_integer(x, recipient ? recipient->begin : -1);
        put_integer(x, m->begin);
        put_integer(x, 1);
        put_integer(x, (int64_t)(m->confidence * 100 + 0.5));
        put_integer(x, m->text_length);
        put_nothing(x, 3);
        end_row(x);
    }
}

/* ---- ICEWS ---- */

static void begin_icews(struct exporter *x) {
    buffer_text(&x->j.out,
                "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\t"
                "CAMEO Code\tIntensity\tTarget Name\tTarget Sectors\tTarget Country\tStory ID\t"
                "Sentence Number\tPublisher\tCity\tDistrict\tProvince\tCountry\tLatitude\t"
                "Longitude\n");
}

/* Our sectors in ICEWS's words. */
static str sector_words(str sector) {
    static const char *const words[][2] = {{"GOV", "Government"},
                                           {"LEG", "Legislative / Parliamentary"},
                                           {"JUD", "Judicial"},
                                           {"MIL", "Military"},
                                           {"COP", "Police"},
                                           {"SPY", "Intelligence"},
                                           {"REB", "Rebel"},
                                           {"PAR", "Paramilitary"},
                                           {"OPP", "Opposition"},
                                           {"PTY", "Parties"},
                                           {"MED", "Medical / Health"},
                                           {"BUS", "Business"},
                                           {"EDU", "Education"},
                                           {"NGO", "NGO"},
                                           {"REL", "Religious"},
                                           {"CRM", "Criminals / Gangs"},
                                           {"CVL", "General Population"},
                                           {"REF", "Refugees / Displaced"},
                                           {"ELI", "Elite"}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_is(sector, words[i][0]))
            return str_from(words[i][1]);
    return sector;
}

static void put_icews_party(struct exporter *x, const struct told_party *p) {
    put_cell(x, p ? export_party_name(p) : (str){NULL, 0});
    put_cell(x, p ? sector_words(export_sector_of(p->code)) : (str){NULL, 0});
    put_cell(x, p ? export_country_name(export_place_of(p->code)) : (str){NULL, 0});
}

static void put_icews(struct exporter *x, const struct told_happening *h) {
    const struct told_mention *m = &h->mentions[0];
    put_integer(x, (int64_t)export_number_of(h->id));
    put_cell(x, h->day);
    put_icews_party(x, export_party(m, true));
    put_cell(x, export_cameo_label(h->cameo));
    put_cell(x, h->cameo);
    put_real(x, h->goldstein);
    put_icews_party(x, export_party(m, false));
    put_integer(x, (int64_t)export_number_of(m->report.id));
    put_integer(x, m->sentence + 1);
    put_cell(x, m->report.outlet);
    put_cell(x, h->place);
    put_nothing(x, 2);
    put_cell(x, h->country.n ? export_country_name(h->country) : (str){NULL, 0});
    if (h->has_point) {
        put_real(x, h->lat);
        put_real(x, h->lon);
    } else {
        put_nothing(x, 2);
    }
    end_row(x);
}

const struct export_format export_gdelt = {
    .name = "gdelt", .is_of_deeds = true, .happening = put_gdelt};
const struct export_format export_gdelt_mentions = {
    .name = "gdelt-mentions", .is_of_deeds = true, .happening = put_gdelt_mentions};
const struct export_format export_icews = {
    .name = "icews", .is_of_deeds = true, .begin = begin_icews, .happening = put_icews};
