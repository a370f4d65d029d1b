-- Followed sources: what `watch` knows of each feed, so that it goes on where it stood. Version 3 of the archive. Nothing of the
-- picture hangs on it. Times are seconds since 1970.

CREATE TABLE source (
  key INTEGER PRIMARY KEY,
  url TEXT NOT NULL UNIQUE,
  title TEXT,
  etag TEXT, last_modified TEXT, -- of the last answer that was read to its end
  last_success INTEGER, next_time INTEGER NOT NULL DEFAULT 0,
  n_errors INTEGER NOT NULL DEFAULT 0, -- since the last success
  last_error TEXT,
  n_reports INTEGER NOT NULL DEFAULT 0, -- new ones
  n_known INTEGER NOT NULL DEFAULT 0,   -- reports that the archive had already
  n_aside INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE seen (             -- entries of a feed that have been read or set aside
  source INTEGER NOT NULL REFERENCES source (key) ON DELETE CASCADE,
  entry TEXT NOT NULL,          -- hash of its id and what the feed says of it: a changed entry is a new one
  PRIMARY KEY (source, entry)
) STRICT, WITHOUT ROWID;
