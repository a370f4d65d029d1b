-- What an archive on a PostgreSQL server has besides the tables: its version, and how words are found. Here PostgreSQL's own SQL is spoken.
CREATE SCHEMA IF NOT EXISTS harbinger;
CREATE TABLE harbinger.archive (version INTEGER NOT NULL); -- one row; those that write to all of the archive lock this table
INSERT INTO harbinger.archive VALUES (0);
-- Stems by Porter's rules and no stop words, as FTS5 has it; words come without accents and signs (dialect_words.c).
CREATE TEXT SEARCH DICTIONARY harbinger.stem (TEMPLATE = pg_catalog.snowball, LANGUAGE = porter);
CREATE TEXT SEARCH CONFIGURATION harbinger.words (PARSER = pg_catalog."default");
ALTER TEXT SEARCH CONFIGURATION harbinger.words ADD MAPPING FOR asciiword, word, numword, int, uint, float, sfloat, version WITH harbinger.stem;
