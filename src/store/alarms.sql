-- Alarms that were given: a record that stays whatever becomes of the reports, the rules or the program. What became of
-- each is not kept but follows from the reports. Version 5 of the archive.
CREATE TABLE alarm (
  id TEXT PRIMARY KEY,          -- 16 hex digits: hash of scope, measure, who, whom and given
  scope TEXT NOT NULL,          -- country, dyad, pair
  measure TEXT NOT NULL,        -- conflict, violence, level
  who TEXT NOT NULL, whom TEXT NOT NULL, -- codes; whom '' of a country
  given TEXT NOT NULL,          -- the archive's day on which it was given, not the clock's
  count REAL NOT NULL,          -- acts of the seven days before
  expected REAL, spreads REAL,  -- of conflict and violence
  chance REAL,                  -- of level
  least INTEGER NOT NULL,       -- as the table of thresholds had it
  coverage INTEGER NOT NULL,    -- reports of these days
  reports TEXT NOT NULL         -- ids split by blanks, of those behind it
) STRICT, WITHOUT ROWID;
CREATE INDEX alarm_by_day ON alarm (given);
