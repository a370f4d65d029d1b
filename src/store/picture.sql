-- The picture: what follows from the facts of all reports (schema.sql). Version 2 of the archive. Every table here can
-- be emptied and made again to the same bytes from the facts, and is kept up as reports come and go: whatever adds,
-- recodes or forgets a report notes in `stale`, in its own transaction, what it touched; picture_refresh (src/picture)
-- brings the tables up in transactions of its own and takes the notes away. While there are notes, the picture is
-- older than the reports. Nothing here depends on the order or the time of adding; keys are those of the facts.

CREATE TABLE stale (            -- what is to be looked at again
  kind TEXT NOT NULL,           -- 'report': added or coded anew; 'happening': made, changed or gone; 'day': its tally
  key ANY NOT NULL,             -- report.key; happening.key; an ISO day
  PRIMARY KEY (kind, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE sketch (           -- of a report's words, to find others with nearly the same
  report INTEGER PRIMARY KEY REFERENCES report (key) ON DELETE CASCADE,
  n_shingles INTEGER NOT NULL,
  minima BLOB NOT NULL          -- MinHash: 4 bytes each, little-endian
) STRICT;

CREATE TABLE band (             -- of a sketch: reports that share one are compared
  band INTEGER NOT NULL,        -- hash of its number and its minima
  report INTEGER NOT NULL REFERENCES report (key) ON DELETE CASCADE,
  PRIMARY KEY (band, report)
) STRICT, WITHOUT ROWID;
CREATE INDEX band_by_report ON band (report);

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
  id TEXT NOT NULL UNIQUE,      -- that of its leading mention
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
CREATE INDEX happening_by_day ON happening (day, id);
CREATE INDEX happening_by_type ON happening (type, day);
CREATE INDEX happening_by_country ON happening (country, day);

CREATE TABLE told (             -- which mention tells which happening; every event tells one
  event INTEGER PRIMARY KEY REFERENCES event (key) ON DELETE CASCADE,
  happening INTEGER NOT NULL REFERENCES happening (key) ON DELETE CASCADE
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

-- Reports that were there before the picture was.
INSERT INTO stale SELECT 'report', key FROM report;
