-- Empties the picture; every report is stale.
DELETE FROM tally;
DELETE FROM told;
DELETE FROM happening;
DELETE FROM copy;
DELETE FROM twin;
DELETE FROM band;
DELETE FROM sketch;
DELETE FROM stale;
INSERT INTO stale SELECT 'report', key FROM report;
