-- Pages as they were fetched, for those who ask to keep them (--keep-raw). Version 5 of the archive. No fact hangs on them: they go
-- with their report, and an archive without them answers the same.

CREATE TABLE raw (
  report INTEGER PRIMARY KEY REFERENCES report (key) ON DELETE CASCADE,
  charset TEXT,                 -- as a header named it; NULL: it did not
  n_bytes INTEGER NOT NULL,     -- unpacked
  page BLOB NOT NULL            -- a zstd frame (RFC 8878) with its checksum
) STRICT;
