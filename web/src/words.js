// The words and signs of the field: what a type of act is, how a day or a party reads.

export const QUADS = {
  1: { key: 'verbal_cooperation', name: 'verbal cooperation', short: 'VC' },
  2: { key: 'material_cooperation', name: 'material cooperation', short: 'MC' },
  3: { key: 'verbal_conflict', name: 'verbal conflict', short: 'VX' },
  4: { key: 'material_conflict', name: 'material conflict', short: 'MX' },
};

const QUAD_OF = {
  AGREE: 1,
  CONSULT: 1,
  SUPPORT: 1,
  CONCEDE: 1,
  COOPERATE: 2,
  AID: 2,
  RETREAT: 2,
  REQUEST: 3,
  ACCUSE: 3,
  REJECT: 3,
  THREATEN: 3,
  PROTEST: 4,
  SANCTION: 4,
  MOBILIZE: 4,
  COERCE: 4,
  ASSAULT: 4,
};

export const TYPES = Object.keys(QUAD_OF);

export const quadOf = (type) => QUAD_OF[type] ?? 1;

/** What a mode or a type says in running words. */
export const plain = (word) => (word ?? '').toLowerCase().replaceAll('-', ' ');

export const typeName = (row) => row.type + (row.mode ? `/${row.mode}` : '');

/** "Name (CODE); Name (CODE)" as [{name, code}]. */
export function parties(text) {
  if (!text) return [];
  return text.split('; ').map((part) => {
    const found = part.match(/^(.*?) ?\(([A-Z-]{3}[A-Z:-]*)\)$/s);
    return found ? { name: found[1], code: found[2] } : { name: part, code: null };
  });
}

const DAY = 86400000;

/** The start of an ISO day, month or year, in milliseconds of UTC; NaN where it is none. */
export function startOf(iso) {
  const [year, month = 1, day = 1] = iso.replace(/T.*/, '').split('-').map(Number);
  return Date.UTC(year, month - 1, day);
}

export function endOf(iso) {
  const [year, month, day] = iso.replace(/T.*/, '').split('-').map(Number);
  if (day) return Date.UTC(year, month - 1, day) + DAY;
  return month ? Date.UTC(year, month, 1) : Date.UTC(year + 1, 0, 1);
}

/** [from, to) of what `when`, `due` or `period` says; null where it says nothing. */
export function spanOf(when) {
  if (!when) return null;
  const [first, last = first] = when.replace('~', '').split('/');
  const span = [startOf(first || last), endOf(last || first)];
  return Number.isFinite(span[0]) && Number.isFinite(span[1]) ? span : null;
}

export const isoDay = (ms) => new Date(ms).toISOString().slice(0, 10);

const dayFormat = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});
const monthFormat = new Intl.DateTimeFormat('en-GB', { month: 'short', year: 'numeric', timeZone: 'UTC' });

/** "6 Jan 2020", "Jan 2020", "2020", "6–12 Jan 2020" for ISO days and intervals. */
export function dateWords(when) {
  if (!when) return 'no date';
  const about = when.startsWith('~') ? '~' : '';
  const [first, last] = when.replace('~', '').split('/');
  const words = (iso) => {
    if (!iso) return '…';
    const ms = startOf(iso);
    if (!Number.isFinite(ms)) return iso;
    return iso.length >= 10 ? dayFormat.format(ms) : iso.length === 7 ? monthFormat.format(ms) : iso;
  };
  if (last === undefined || last === first) return about + words(first);
  const span = [startOf(first), endOf(last)];
  const [a, b] = [new Date(span[0]), new Date(span[1] - DAY)];
  const isWhole = a.getUTCDate() === 1 && new Date(span[1]).getUTCDate() === 1;
  if (isWhole && a.getUTCMonth() === 0 && b.getUTCMonth() === 11 && a.getUTCFullYear() === b.getUTCFullYear()) {
    return `${about}${a.getUTCFullYear()}`;
  }
  if (isWhole && isoDay(a).slice(0, 7) === isoDay(b).slice(0, 7)) return about + monthFormat.format(a);
  return `${about}${dayFormat.formatRange(a, b)}`;
}

export const count = (n) => Number(n ?? 0).toLocaleString('en-GB');

export const plural = (n, one, many = `${one}s`) => `${count(n)} ${Number(n) === 1 ? one : many}`;

/** A chance as words: "62 %", "0.4 %", "<0.1 %". */
export function percent(chance) {
  const value = Number(chance) * 100;
  if (!Number.isFinite(value)) return '–';
  if (value > 0 && value < 0.1) return '<0.1 %';
  return `${value && value < 9.95 ? value.toFixed(1) : Math.round(value)} %`;
}

/** Ids that one cell lists. */
export const idsOf = (cell) => (cell ?? '').split(' ').filter(Boolean);
