-- The archive: reports, and what they say, each fact with the place in the text that says so. One file of SQLite,
-- version 1 (PRAGMA user_version); picture.sql makes it version 2. Offsets are Unicode code points into report.text, `to`s exclusive, so that
-- substr(text, begin + 1, end - begin) gives the words. Dates are ISO text; an event's stretch is kept by its first and
-- last day beside the words' own precision. What follows from the facts of many reports (the picture) is kept elsewhere
-- and can be rebuilt; these tables cannot.

CREATE TABLE coder (            -- who coded: program, model and knowledge, as one name
  key INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE report (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,      -- 16 hex digits: hash of outlet, address, date, title and text
  given_id TEXT,                -- the record's own
  date TEXT, date_source TEXT NOT NULL,
  title TEXT, url TEXT, outlet TEXT,
  text TEXT NOT NULL,
  coder INTEGER NOT NULL REFERENCES coder (key)
) STRICT;
CREATE INDEX report_by_date ON report (date, id);
CREATE INDEX report_by_coder ON report (coder);

CREATE VIRTUAL TABLE report_words USING fts5 (title, text, content = 'report', content_rowid = 'key', tokenize = 'porter unicode61');
--@ CREATE TABLE report_words (rowid BIGINT PRIMARY KEY REFERENCES report (key) ON DELETE CASCADE, words TSVECTOR NOT NULL);
--@ CREATE INDEX report_by_words ON report_words USING gin (words);

CREATE TABLE sentence (
  report INTEGER NOT NULL REFERENCES report (key) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  "begin" INTEGER NOT NULL, "end" INTEGER NOT NULL,
  PRIMARY KEY (report, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE entity (           -- who is meant, in one report
  report INTEGER NOT NULL REFERENCES report (key) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  name TEXT, kind TEXT NOT NULL, code TEXT,
  PRIMARY KEY (report, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX entity_by_name ON entity (name);

CREATE TABLE mention (
  report INTEGER NOT NULL, entity INTEGER NOT NULL,
  "begin" INTEGER NOT NULL, "end" INTEGER NOT NULL,
  PRIMARY KEY (report, entity, "begin", "end"),
  FOREIGN KEY (report, entity) REFERENCES entity (report, number) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE office (           -- of an entity, known or learned from the text
  report INTEGER NOT NULL, entity INTEGER NOT NULL, number INTEGER NOT NULL,
  code TEXT, title TEXT, since TEXT, until TEXT,
  "begin" INTEGER, "end" INTEGER, -- NULL: known from the tables, not from this text
  PRIMARY KEY (report, entity, number),
  FOREIGN KEY (report, entity) REFERENCES entity (report, number) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE event (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,      -- hash of report, trigger and type
  report INTEGER NOT NULL REFERENCES report (key) ON DELETE CASCADE,
  sentence INTEGER NOT NULL,
  "begin" INTEGER NOT NULL, "end" INTEGER NOT NULL,
  type TEXT NOT NULL, mode TEXT, context TEXT, content TEXT, -- modes and contexts split by a blank
  cameo TEXT, quad INTEGER NOT NULL, goldstein REAL NOT NULL, score REAL NOT NULL,
  status TEXT NOT NULL, confidence REAL NOT NULL,
  "when" TEXT, first_day TEXT, last_day TEXT,
  when_begin INTEGER, when_end INTEGER,
  place TEXT, country TEXT, lat REAL, lon REAL, geonameid INTEGER,
  place_begin INTEGER, place_end INTEGER,
  by_text TEXT, by_code TEXT, by_kind TEXT, by_stance TEXT,
  by_begin INTEGER, by_end INTEGER,
  via_text TEXT, via_code TEXT,
  rule TEXT NOT NULL
) STRICT;
CREATE INDEX event_by_report ON event (report);
CREATE INDEX event_by_type ON event (type, first_day);
CREATE INDEX event_by_day ON event (first_day, type);
CREATE INDEX event_by_country ON event (country, first_day);

CREATE TABLE party (            -- of an event: who did it (actor), who underwent it (recipient)
  event INTEGER NOT NULL REFERENCES event (key) ON DELETE CASCADE,
  side TEXT NOT NULL CHECK (side IN ('actor', 'recipient')),
  number INTEGER NOT NULL,
  text TEXT, code TEXT NOT NULL, name TEXT, entity INTEGER,
  "begin" INTEGER NOT NULL, "end" INTEGER NOT NULL,
  PRIMARY KEY (event, side, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX party_by_code ON party (code, event);
CREATE INDEX party_by_name ON party (name, event) WHERE name IS NOT NULL;

CREATE TABLE number (           -- counts that come with an event; high NULL: at least
  event INTEGER NOT NULL REFERENCES event (key) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  low INTEGER NOT NULL, high INTEGER,
  "begin" INTEGER NOT NULL, "end" INTEGER NOT NULL,
  PRIMARY KEY (event, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE relation (         -- standing facts, as one report tells them
  key INTEGER PRIMARY KEY,
  report INTEGER NOT NULL REFERENCES report (key) ON DELETE CASCADE,
  type TEXT NOT NULL,
  change TEXT,                  -- of what is held: holds, contests, lost, took
  manner TEXT,                  -- tacit, military
  from_text TEXT, from_code TEXT NOT NULL, from_name TEXT, from_begin INTEGER NOT NULL, from_end INTEGER NOT NULL,
  to_text TEXT, to_code TEXT NOT NULL, to_name TEXT, to_begin INTEGER NOT NULL, to_end INTEGER NOT NULL,
  "begin" INTEGER NOT NULL, "end" INTEGER NOT NULL,
  status TEXT NOT NULL, since TEXT, until TEXT,
  place TEXT, country TEXT, lat REAL, lon REAL, -- what is held, where it is a place
  by_text TEXT, by_code TEXT
) STRICT;
CREATE INDEX relation_by_report ON relation (report);
CREATE INDEX relation_by_type ON relation (type, from_code);

CREATE TABLE agenda (           -- what one report says is still to come
  key INTEGER PRIMARY KEY,
  report INTEGER NOT NULL REFERENCES report (key) ON DELETE CASCADE,
  sentence INTEGER NOT NULL,
  "begin" INTEGER NOT NULL, "end" INTEGER NOT NULL, -- the act's words
  type TEXT,                    -- PLOVER's, of the act; NULL where it is none
  status TEXT NOT NULL,
  due TEXT, first_day TEXT, last_day TEXT,
  due_begin INTEGER, due_end INTEGER,
  condition_begin INTEGER, condition_end INTEGER,
  by_text TEXT, by_code TEXT
) STRICT;
CREATE INDEX agenda_by_report ON agenda (report);
CREATE INDEX agenda_by_day ON agenda (first_day);

CREATE TABLE agenda_party (
  item INTEGER NOT NULL REFERENCES agenda (key) ON DELETE CASCADE,
  side TEXT NOT NULL CHECK (side IN ('actor', 'recipient')),
  number INTEGER NOT NULL,
  text TEXT, code TEXT NOT NULL, name TEXT,
  "begin" INTEGER NOT NULL, "end" INTEGER NOT NULL,
  PRIMARY KEY (item, side, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX agenda_party_by_code ON agenda_party (code, item);

CREATE TABLE place (
  report INTEGER NOT NULL REFERENCES report (key) ON DELETE CASCADE,
  "begin" INTEGER NOT NULL, "end" INTEGER NOT NULL,
  name TEXT NOT NULL, country TEXT, lat REAL, lon REAL, geonameid INTEGER,
  PRIMARY KEY (report, "begin", "end")
) STRICT, WITHOUT ROWID;

CREATE TABLE quote (
  report INTEGER NOT NULL REFERENCES report (key) ON DELETE CASCADE,
  "begin" INTEGER NOT NULL, "end" INTEGER NOT NULL,
  speaker_text TEXT, speaker_code TEXT,
  PRIMARY KEY (report, "begin", "end")
) STRICT, WITHOUT ROWID;

CREATE TABLE warning (
  report INTEGER NOT NULL REFERENCES report (key) ON DELETE CASCADE,
  number INTEGER NOT NULL, text TEXT NOT NULL,
  PRIMARY KEY (report, number)
) STRICT, WITHOUT ROWID;
