# Reading an archive of Harbinger in R: Rscript archive.R ARCHIVE [EVENTS.csv]
#
# An archive is a SQLite file, so DBI reads it as it is; `harbinger export --format csv` gives a flat table for readr. Tables and columns are
# explained in src/store/schema.sql and picture.sql, the columns of the export in docs/formats.md.

library(DBI)

arguments <- commandArgs(trailingOnly = TRUE)
archive <- dbConnect(RSQLite::SQLite(), arguments[1], flags = RSQLite::SQLITE_RO)

# One row an event in the world (a happening), however many reports tell it.
happenings <- dbGetQuery(archive, "
  SELECT h.type, h.mode, h.status, h.day, h.place, h.country, h.quad, h.goldstein,
         (SELECT group_concat(code, ';') FROM party p WHERE p.event = h.key AND p.side = 'actor') AS actor,
         (SELECT group_concat(code, ';') FROM party p WHERE p.event = h.key AND p.side = 'recipient') AS recipient
  FROM happening h
  ORDER BY h.day, h.key")
stopifnot(nrow(happenings) > 0)
cat(nrow(happenings), "events\n")

# Who does what: a table of types by status.
print(table(happenings$type, happenings$status))

# Hostility by week: the mean of Goldstein's scale over what occurred.
occurred <- subset(happenings, status == "occurred" & !is.na(day) & nchar(day) == 10)
occurred$week <- cut(as.Date(occurred$day), "week")
weekly <- aggregate(goldstein ~ week, occurred, mean)
print(tail(weekly, 8))

# From an event back to the sentence that says so: offsets are code points, which is what substr counts.
evidence <- dbGetQuery(archive, "
  SELECT e.type, r.outlet, r.date, substr(r.text, s.\"begin\" + 1, s.\"end\" - s.\"begin\") AS sentence
  FROM event e JOIN report r ON r.key = e.report JOIN sentence s ON s.report = e.report AND s.number = e.sentence
  ORDER BY e.key LIMIT 3")
stopifnot(all(nchar(evidence$sentence) > 0))
print(evidence)

dbDisconnect(archive)

# The same events as a flat file, where readr is installed.
if (length(arguments) > 1 && requireNamespace("readr", quietly = TRUE)) {
  events <- readr::read_csv(arguments[2], show_col_types = FALSE)
  stopifnot(nrow(events) == nrow(happenings))
  print(sort(table(events$type), decreasing = TRUE)[1:5])
}
