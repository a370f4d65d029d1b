// Small things that several views show: the sign of a quad class, chips of statuses, links to parties, lists of events, downloads.
import { append, h, s } from './dom.js';
import { address } from './state.js';
import { download } from './api.js';
import { QUADS, count, dateWords, idsOf, parties, plural, quadOf, typeName } from './words.js';

// Cooperation is a circle and conflict a diamond; what is only said is hollow and what is done is filled, so that the four classes
// differ without colour too.
export function quadShape(quad, x, y, r) {
  const name = `quad.q${quad}`;
  if (quad <= 2) return s(`circle.${name}`, { cx: x, cy: y, r });
  const d = r * 1.2;
  return s(`path.${name}`, { d: `M${x} ${y - d}L${x + d} ${y}L${x} ${y + d}L${x - d} ${y}Z` });
}

export function quadSign(quad) {
  return s(
    'svg.sign',
    { viewBox: '0 0 14 14', width: 14, height: 14, role: 'img', 'aria-label': QUADS[quad].name },
    s('title', null, QUADS[quad].name),
    quadShape(quad, 7, 7, 4.6),
  );
}

export function quadKey() {
  return h(
    'ul.key',
    { 'aria-label': 'Classes of acts' },
    [1, 2, 3, 4].map((quad) => h('li', null, quadSign(quad), ' ', QUADS[quad].name)),
  );
}

/** The sentence that says so, leading to where it stands; `extra`: more to follow it. */
export function wordsOf(words, report, event, extra = null) {
  const target = event ? `/reports/${report}#${event}` : `/reports/${report}`;
  return report ? h('blockquote.words', null, h('a', { href: target }, words || 'the report'), extra) : null;
}

const SIGNS = {
  occurred: '●',
  planned: '◷',
  conditional: '◇',
  denied: '⊘',
  open: '○',
  overdue: '!',
  'carried out': '✓',
  dropped: '✕',
  stands: '●',
  holder: '●',
  ended: '◌',
  former: '◌',
  disputed: '≠',
  contests: '⚔',
  expected: '◷',
  announced: '◷',
  threatened: '▲',
};

export function chip(status) {
  if (!status) return null;
  return h(
    `span.chip.is-${status.replaceAll(' ', '-')}`,
    null,
    h('span.chip-sign', { 'aria-hidden': 'true' }, SIGNS[status] ?? '·'),
    status,
  );
}

export function partyLinks(text) {
  return parties(text).map(({ name, code }, i) => [
    i ? '; ' : null,
    h('a.party', { href: address(`/actors/${encodeURIComponent(name || code)}`, { actor: null }) }, name || code),
    code && name ? h('span.code', null, ` ${code}`) : null,
  ]);
}

/** Who does what to whom, in one line. */
export function actLine(row) {
  const line = h('span.act', null, partyLinks(row.actor) ?? null);
  if (!row.actor) append(line, h('span.unknown', null, 'unnamed'));
  if (row.recipient) append(line, [h('span.arrow', { 'aria-label': 'to' }, ' → '), partyLinks(row.recipient)]);
  return line;
}

export const time = (when) =>
  h('time', { datetime: (when ?? '').split('/')[0].replace('~', '') || null }, dateWords(when));

function eventNotes(row) {
  const notes = [];
  if (row.numbers) notes.push(row.numbers);
  if (row.by) notes.push(['says ', row.by]);
  if (row.reports > 1) {
    notes.push(
      plural(row.reports, 'report') + (row.independent < row.reports ? ` (${count(row.independent)} independent)` : ''),
    );
  }
  return notes.flatMap((note) => [' · ', note]);
}

/** When it was; the day of the report, with a sign, where no day is told. */
function whenOf({ when, published }) {
  if (when) return time(when);
  return h('span', { title: 'No day is told: the day of the report' }, time(published && `~${published}`));
}

export function eventItem(row) {
  const type = h('a.type', { href: address(`/events/${row.id}`) }, quadSign(quadOf(row.type)), ' ', typeName(row));
  const place = row.place ? h('span.place', null, ` · ${row.place}`) : null;
  const source = [row.outlet, row.published && dateWords(row.published)].filter(Boolean).join(', ');
  return h(
    'li.event',
    { tabindex: '-1', 'data-open': `/events/${row.id}` },
    h('div.event-when', null, whenOf(row)),
    h('div.event-what', null, type, row.status && row.status !== 'occurred' ? chip(row.status) : null),
    h('div.event-who', null, actLine(row), place, h('span.notes', null, eventNotes(row))),
    wordsOf(row.words, row.report, row.id, h('span.source', null, ` ${source}`)),
  );
}

/** A list of events that `j` and `k` walk along; `more` asks for the next page. */
export function eventList(rows, more = null) {
  const list = h('ol.events', { 'data-list': true }, rows.map(eventItem));
  return rows.length ? [list, moreButton(list, more, eventItem)] : h('p.none', null, 'No events with these filters.');
}

/** A button that appends the next rows; more: {next, ask(cursor)} or null. */
export function moreButton(list, more, item) {
  if (!more?.next) return null;
  let { next } = more;
  const button = h(
    'button.more',
    {
      type: 'button',
      onclick: async () => {
        button.disabled = true;
        const answer = await more.ask(next);
        append(list, answer.rows.map(item));
        next = answer.next;
        button.disabled = false;
        if (!next) button.remove();
      },
    },
    'Show more',
  );
  return button;
}

const FORMAT_NAMES = {
  csv: 'CSV',
  jsonl: 'JSON lines',
  geojson: 'GeoJSON',
  graphml: 'GraphML',
  ics: 'iCalendar',
  atom: 'Atom',
};

export function downloads(question, formats, extra = {}) {
  return h(
    'p.downloads',
    null,
    'Download ',
    formats.map((format) =>
      h(
        'a',
        { href: download(question, format, extra), download: format === 'atom' ? null : '' },
        FORMAT_NAMES[format],
      ),
    ),
  );
}

/** A bar that is value of most long. */
export function gauge(value, most, label) {
  return h(
    'span.gauge',
    { role: 'img', 'aria-label': label },
    h('span', { style: { width: `${Math.round((value / Math.max(most, 1)) * 100)}%` } }),
  );
}

export function section(title, ...children) {
  return h('section.part', null, h('h2', null, title), children);
}

/** Text of SQLite's snippets: what stands in brackets is a hit. */
export function snippet(text) {
  return (text ?? '')
    .split(/(\[[^[\]]*\])/)
    .map((part) => (part.startsWith('[') && part.endsWith(']') ? h('mark.hit', null, part.slice(1, -1)) : part));
}

/** A code as a link to its actor. */
export const codeLink = (code, nobody) =>
  code
    ? h('a.party', { href: address(`/actors/${encodeURIComponent(code)}`, { actor: null }) }, code)
    : h('span.unknown', null, nobody);

const LINKS = 8;

/** "event", "events 1 2 3": each id of a cell as a link. */
export function idLinks(path, name, cell) {
  const ids = idsOf(cell).slice(0, LINKS),
    link = (id, text) => h('a', { href: path + encodeURIComponent(id) }, text);
  if (!ids.length) return null;
  const links = ids.length === 1 ? link(ids[0], name) : [`${name}s`, ids.map((id, i) => [' ', link(id, i + 1)])];
  return h('span.fine', null, ' ', links);
}
