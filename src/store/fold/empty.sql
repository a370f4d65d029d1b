-- Empties the picture; every report is stale.
DELETE FROM tally;
DELETE FROM told;
DELETE FROM happening;
DELETE FROM trait;
DELETE FROM copy;
DELETE FROM twin;
DELETE FROM shingle;
DELETE FROM stale;
INSERT INTO stale SELECT 'report', key FROM report;
