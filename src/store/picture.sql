-- The picture: what follows from the facts of all reports (schema.sql). Version 2 of the archive. Every table here can
-- be emptied and made again to the same bytes from the facts, and is kept up as reports come and go: whatever adds,
-- recodes or forgets a report notes in `stale`, in its own transaction, what it touched; picture_refresh (src/picture)
-- brings the tables up in transactions of its own and takes the notes away. While there are notes, the picture is
-- older than the reports. Nothing here depends on the order or the time of adding; keys are those of the facts.

CREATE TABLE stale (            -- what is to be looked at again
  kind TEXT NOT NULL,           -- 'report': added or coded anew; 'copies': a copy of it went; 'mention': to be matched anew;
                                -- 'happening': made, changed or gone; 'day': its tally (stale_day)
  key ANY NOT NULL,             -- report.key; report.key; event.key; happening.key; an ISO day
  PRIMARY KEY (kind, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE shingle (          -- under which a report is looked up for others with nearly the same words
  hash INTEGER NOT NULL,        -- of three words that follow each other (src/ingest/sketch.h)
  day INTEGER NOT NULL,         -- of the report, since 1970-01-01; 0 where it has none
  report INTEGER NOT NULL,      -- report.key; goes with the report (no foreign key: it would want an index of its own)
  PRIMARY KEY (hash, day, report)
) STRICT, WITHOUT ROWID;

CREATE TABLE twin (             -- two reports with nearly the same words; each pair once, a < b
  a INTEGER NOT NULL REFERENCES report (key) ON DELETE CASCADE,
  b INTEGER NOT NULL REFERENCES report (key) ON DELETE CASCADE,
  likeness REAL NOT NULL,       -- 0 to 1
  PRIMARY KEY (a, b)
) STRICT, WITHOUT ROWID;
CREATE INDEX twin_by_b ON twin (b);

CREATE TABLE copy (             -- a report that repeats an earlier one; one that is no copy has no row
  report INTEGER PRIMARY KEY REFERENCES report (key) ON DELETE CASCADE,
  original INTEGER NOT NULL REFERENCES report (key) ON DELETE CASCADE -- the first of its kind by date and id
) STRICT;
CREATE INDEX copy_by_original ON copy (original);

CREATE TABLE happening (        -- one act in the world, told by one or more events (its mentions)
  key INTEGER PRIMARY KEY REFERENCES event (key) ON DELETE CASCADE, -- that of its leading mention, whose parties,
                                -- sentence and report are the happening's
  id TEXT NOT NULL,             -- that of its leading mention
  day TEXT,                     -- to sort by: first_day, or the leading report's date
  type TEXT NOT NULL, mode TEXT, cameo TEXT, quad INTEGER NOT NULL,
  goldstein REAL NOT NULL, score REAL NOT NULL,
  status TEXT NOT NULL,         -- occurred if any mention says so
  first_day TEXT, last_day TEXT, -- as told; NULL: no mention gives a day
  place TEXT, country TEXT, lat REAL, lon REAL,
  dead INTEGER,                 -- as the newest mention that counts them says
  n_mentions INTEGER NOT NULL,
  n_reports INTEGER NOT NULL,
  n_independent INTEGER NOT NULL -- reports that are no copies of each other
) STRICT;
CREATE INDEX happening_by_day ON happening (day, last_day);
CREATE INDEX happening_by_type ON happening (type, day);
CREATE INDEX happening_by_country ON happening (country, day);

CREATE TABLE trait (            -- under which a mention is looked up for others that may tell the same
  land TEXT NOT NULL,           -- of a party on either side (USA of USA-GOV), or the country of its place
  type TEXT NOT NULL,
  time INTEGER NOT NULL,        -- 0: it tells no day; 1: days of a week at most; 2: vaguer
  day INTEGER NOT NULL,         -- its first day, or its report's; since 1970-01-01
  event INTEGER NOT NULL,       -- event.key; goes with the event (no foreign key: it would want an index of its own)
  report INTEGER NOT NULL,
  PRIMARY KEY (land, type, time, day, event)
) STRICT, WITHOUT ROWID;

CREATE TABLE told (             -- which mention tells which happening; every event tells one
  event INTEGER PRIMARY KEY REFERENCES event (key) ON DELETE CASCADE,
  happening INTEGER NOT NULL REFERENCES happening (key) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX told_by_happening ON told (happening, event);

CREATE TABLE tally (            -- what happened on a day, for indicators; of happenings that occurred
  kind TEXT NOT NULL CHECK (kind IN ('actor', 'dyad', 'country')),
  who TEXT NOT NULL,            -- an actor's code, a country's
  whom TEXT NOT NULL,           -- of a dyad: the recipient's code; else ''
  day TEXT NOT NULL,            -- ISO
  n INTEGER NOT NULL,           -- happenings
  n_1 INTEGER NOT NULL, n_2 INTEGER NOT NULL, n_3 INTEGER NOT NULL, n_4 INTEGER NOT NULL, -- of each quad class
  goldstein INTEGER NOT NULL, score INTEGER NOT NULL, -- sums, in tenths, so that they add up in any order
  dead INTEGER NOT NULL,
  reports INTEGER NOT NULL,     -- mentions of these happenings in reports that are no copies
  PRIMARY KEY (kind, who, whom, day)
) STRICT, WITHOUT ROWID;
CREATE INDEX tally_by_day ON tally (day);

-- Indices for questions about the facts.
CREATE INDEX relation_by_from ON relation (from_code);
CREATE INDEX relation_by_to ON relation (to_code);
CREATE INDEX relation_by_from_name ON relation (from_name);
CREATE INDEX relation_by_to_name ON relation (to_name);
CREATE INDEX relation_by_place ON relation (place) WHERE place IS NOT NULL;
CREATE INDEX relation_by_country ON relation (country) WHERE country IS NOT NULL;
CREATE INDEX entity_by_code ON entity (code, name) WHERE code IS NOT NULL;
CREATE INDEX agenda_by_type ON agenda (type, first_day);
CREATE INDEX agenda_party_by_name ON agenda_party (name, item) WHERE name IS NOT NULL;
CREATE INDEX event_that_breaks ON event (report) WHERE type = 'SANCTION' AND mode = 'discontinue' AND status = 'occurred';
CREATE INDEX event_that_resigns ON event (report) WHERE type = 'RETREAT' AND mode = 'resign' AND status = 'occurred';

-- Reports that were there before the picture was.
INSERT INTO stale SELECT 'report', key FROM report;
