// Agenda: what is announced, expected, threatened or hangs on a condition; a calendar of its days, and what became of it.
import { ask, askOrNone, meta } from '../api.js';
import { h, replace } from '../dom.js';
import { actLine, chip, downloads, section, time, wordsOf } from '../marks.js';
import { address, get, set } from '../state.js';
import { dateWords, isoDay, plural, spanOf } from '../words.js';

const MOST = 400,
  SHOWN = 12,
  LARGE = 20000,
  BACK = 45,
  DAY = 86400000,
  IN_A_DAY = 3;

const GROUPS = [
  ['overdue', 'Overdue'],
  ['open', 'Open'],
  ['carried out', 'Carried out'],
  ['dropped', 'Dropped'],
];

function item(row) {
  return h(
    'li.due',
    { tabindex: '-1', id: null, 'data-open': row.outcome ? `/events/${row.outcome}` : `/reports/${row.report}` },
    h('div.event-when', null, row.due ? time(row.due) : h('span.unknown', null, 'no day')),
    h('div.event-what', null, chip(row.verdict), ' ', chip(row.kind)),
    h(
      'div.event-who',
      null,
      actLine(row),
      ': ',
      row.act,
      row.type ? h('span.code', null, ` ${row.type}`) : null,
      row.condition ? h('span.condition', null, ` ${row.condition}`) : null,
      h(
        'span.notes',
        null,
        row.by ? ` · says ${row.by}` : '',
        row.reports > 1 ? ` · ${plural(row.reports, 'report')}` : '',
        row.days !== null ? ` · after ${plural(row.days, 'day')}` : '',
      ),
    ),
    wordsOf(row.words, row.report),
    row.outcome_words
      ? h('blockquote.words.outcome', null, h('a', { href: address(`/events/${row.outcome}`) }, row.outcome_words))
      : null,
  );
}

const monthName = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });

/** The month shown: of the URL, else the first with something open or overdue, else the last with anything. */
function monthOf(rows, today) {
  const asked = get('month');
  if (/^\d{4}-\d\d$/.test(asked ?? '')) return asked;
  const days = rows
    .filter((row) => row.due?.length >= 10)
    .map((row) => row.due.slice(0, 7))
    .sort();
  return days.findLast((month) => month <= today.slice(0, 7)) ?? days[0] ?? today.slice(0, 7);
}

function shifted(month, by) {
  const [year, number] = month.split('-').map(Number);
  return isoDay(Date.UTC(year, number - 1 + by, 1)).slice(0, 7);
}

function dayCell(day, month, rows, today) {
  const iso = isoDay(day),
    own = rows.filter(
      (row) => row.span && row.span[0] < day + DAY && row.span[1] > day && row.span[1] - row.span[0] <= 7 * DAY,
    );
  return h(
    `td${iso.slice(0, 7) === month ? '' : '.outside'}${iso === today ? '.today' : ''}`,
    null,
    h('span.day', null, new Date(day).getUTCDate()),
    own
      .slice(0, IN_A_DAY)
      .map((row) =>
        h(
          `a.entry.is-${row.verdict.replace(' ', '-')}`,
          { href: `/reports/${row.report}`, title: `${row.verdict}: ${row.words}` },
          chip(row.verdict).firstChild,
          ' ',
          row.act,
        ),
      ),
    own.length > IN_A_DAY ? h('span.code', null, `+${own.length - IN_A_DAY}`) : null,
  );
}

/** Months with what is due in them, as a way to them. */
function monthChoice(rows, month) {
  const counts = new Map();
  for (const row of rows)
    if (row.due?.length >= 7) counts.set(row.due.slice(0, 7), (counts.get(row.due.slice(0, 7)) ?? 0) + 1);
  const months = [...counts].sort().slice(-18);
  return h(
    'span.buttons',
    { role: 'group', 'aria-label': 'Months with entries' },
    months.map(([name, n]) =>
      h(
        'button',
        { type: 'button', 'aria-pressed': String(name === month), onclick: () => set({ month: name }) },
        dateWords(name),
        h('span.count', null, n),
      ),
    ),
  );
}

/** What is due in the month without a day. */
function someTime(rows, month) {
  const own = rows.filter((row) => row.due?.startsWith(month) && row.span && row.span[1] - row.span[0] > 7 * DAY);
  return (
    own.length > 0 &&
    h(
      'p.fine',
      null,
      'In the month, without a day: ',
      own.map((row, i) => [i ? '; ' : '', h('a', { href: `/reports/${row.report}` }, row.act), ` (${row.verdict})`]),
    )
  );
}

function calendar(rows, today) {
  const month = monthOf(rows, today),
    first = Date.parse(`${month}-01`),
    start = first - ((new Date(first).getUTCDay() + 6) % 7) * DAY;
  const last = Date.parse(`${shifted(month, 1)}-01`),
    weeks = Math.ceil((last - start) / (7 * DAY));
  const button = (sign, label, by) =>
    h('button', { type: 'button', 'aria-label': label, onclick: () => set({ month: shifted(month, by) }) }, sign);
  return h(
    'div.calendar-box',
    null,
    h(
      'div.controls',
      null,
      button('←', 'Month before', -1),
      h('strong.window', { id: 'month' }, monthName.format(first)),
      button('→', 'Month after', 1),
      monthChoice(rows, month),
    ),
    someTime(rows, month),
    h(
      'table.calendar',
      { 'aria-labelledby': 'month' },
      h(
        'thead',
        null,
        h(
          'tr',
          null,
          ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].map((name) => h('th', { scope: 'col' }, name)),
        ),
      ),
      h(
        'tbody',
        null,
        Array.from({ length: weeks }, (_, week) =>
          h(
            'tr',
            null,
            Array.from({ length: 7 }, (__, day) => dayCell(start + (week * 7 + day) * DAY, month, rows, today)),
          ),
        ),
      ),
    ),
  );
}

/** Who does what he announces; comes when it comes, since it is counted over the whole archive. */
function followThrough(signal) {
  const box = h('div');
  const item = ({ who, type, announced, carried_out, dropped, overdue, open }) => {
    const name = h('a.party', { href: address(`/actors/${encodeURIComponent(who)}`) }, who);
    const told = ` announced ${announced}: carried out ${carried_out}, dropped ${dropped}, overdue ${overdue}, open ${open}`;
    return h('li', null, name, type && h('span.code', null, ` ${type}`), told);
  };
  const show = (rows) =>
    rows.length && replace(box, section('Who does what was announced', h('ul.facts', null, rows.map(item))));
  askOrNone('follow-through', { limit: SHOWN, status: null }, signal).then(show, () => {});
  return box;
}

export default async function agenda({ view, signal }) {
  const about = await meta();
  const today = get('as-of') ?? about.last ?? isoDay(Date.now());
  // Of a large archive what lies long back is left out, unless somebody asks for it.
  const since = get('since') ?? (about.events > LARGE ? isoDay(Date.parse(today) - BACK * DAY) : null);
  const { rows, next } = await ask('agenda', { limit: MOST, since }, signal);
  for (const row of rows) row.span = spanOf(row.due);
  const group = ([verdict, title]) => {
    const own = rows.filter((row) => row.verdict === verdict);
    const list = h('ol.agenda', { 'data-list': true }, own.map(item));
    return own.length > 0 && section(`${title} (${own.length})`, list);
  };
  replace(
    view,
    h('p.fine', null, `As things stood on ${dateWords(today)}`, since ? `, due since ${dateWords(since)}.` : '.'),
    downloads('agenda', ['ics', 'csv', 'jsonl']),
    rows.length ? calendar(rows, today) : h('p.none', null, 'Nothing is announced with these filters.'),
    GROUPS.map(group),
    followThrough(signal),
    next && h('p.fine', null, 'More is announced: narrow the filters.'),
  );
}
