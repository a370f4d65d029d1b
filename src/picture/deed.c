/* One row of ask/deeds.sql or ask/claims.sql as a struct. */
#include "picture/deed.h"

date_day day_of_text(str day) {
    struct interval i;
    return day.n && interval_parse(day, &i) ? i.first : DATE_NONE;
}

struct deed deed_read(struct arena *a, const struct store_row *row) {
    str text[DEED_COLUMNS];
    for (uint32_t i = 0; i < DEED_COLUMNS; i++)
        text[i] = row_is_null(row, i) ? (str){NULL, 0} : str_copy(a, row_text(row, i));
    return (struct deed){
        .report = row_integer(row, DEED_REPORT),
        .id = text[DEED_ID],
        .happening = text[DEED_HAPPENING].n ? text[DEED_HAPPENING] : text[DEED_ID],
        .report_id = text[DEED_REPORT_ID],
        .date = text[DEED_DATE],
        .outlet = text[DEED_OUTLET],
        .type = text[DEED_TYPE],
        .mode = text[DEED_MODE],
        .content = text[DEED_CONTENT],
        .status = text[DEED_STATUS],
        .place = text[DEED_PLACE],
        .country = text[DEED_COUNTRY],
        .by = text[DEED_BY],
        .by_kind = text[DEED_BY_KIND],
        .numbers = text[DEED_NUMBERS],
        .words = text[DEED_WORDS],
        .day = text[DEED_DAY],
        .is_dated = row_integer(row, DEED_IS_DATED) != 0,
        .day_number = day_of_text(text[DEED_DAY]),
        .told = day_of_text(text[DEED_DATE]),
        .parties = parties_unpack(text[DEED_PARTIES]),
    };
}
