-- Functions that the room's SQL calls and PostgreSQL lacks, with the types that it calls them with. Made anew with each version.
CREATE OR REPLACE FUNCTION harbinger.code_land(code text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE WHEN code = '' OR code = '---' THEN NULL WHEN strpos(code, ':') > 0 THEN code ELSE split_part(code, '-', 1) END;
CREATE OR REPLACE FUNCTION harbinger.code_day(day text) RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE
  RETURN day::date - '1970-01-01'::date;
CREATE OR REPLACE FUNCTION harbinger.code_time(first_day text, last_day text) RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE
  RETURN CASE WHEN first_day IS NULL THEN 0 WHEN last_day IS NOT NULL AND last_day::date - first_day::date <= 6 THEN 1 ELSE 2 END;
CREATE OR REPLACE FUNCTION harbinger.stale_day(day text) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CAST(replace(day, '-', '') AS bigint);
CREATE OR REPLACE FUNCTION harbinger.day_stale(key bigint) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN lpad((key / 10000)::text, 4, '0') || '-' || lpad((key / 100 % 100)::text, 2, '0') || '-' || lpad((key % 100)::text, 2, '0');
CREATE OR REPLACE FUNCTION harbinger.julianday(day text) RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE
  RETURN day::date - '1970-01-01'::date;
CREATE OR REPLACE FUNCTION harbinger.instr(text text, part text) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN strpos(text, part);
CREATE OR REPLACE FUNCTION harbinger.substr(text text, first bigint, n bigint) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN pg_catalog.substr(text, first::integer, greatest(n, 0)::integer);
CREATE OR REPLACE FUNCTION harbinger.strftime(format text, seconds bigint, unit text) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  RETURN to_char(to_timestamp(seconds) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"');
