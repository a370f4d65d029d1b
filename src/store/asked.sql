-- Indices for two conditions of questions: told by which outlet, and on whose word. Version 4 of the archive.
CREATE INDEX report_by_outlet ON report (outlet, date) WHERE outlet IS NOT NULL;
CREATE INDEX event_by_word ON event (by_code, by_kind, by_text) WHERE by_text IS NOT NULL;
