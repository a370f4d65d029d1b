// Brief: what an archive tells on one page, newest first: what is new, main events, what is due, disputed, changed, who holds what.
import { askOrNone, fetchJson, meta } from '../api.js';
import { withSpans } from '../bars.js';
import { h, replace } from '../dom.js';
import { actLine, chip, eventList, quadKey, section, time } from '../marks.js';
import { address, filters } from '../state.js';
import { QUADS, count, dateWords, plural } from '../words.js';
import { choose, chosen, wholeTime } from '../window.js';
import { makeStrip, tellWindow } from '../strip.js';

const SEVERAL = 8;

const words = (row) => h('blockquote.words', null, h('a', { href: `/reports/${row.report}` }, row.words));

function figures(counts) {
  const tile = (n, name, quad) =>
    h(quad ? `div.tile.q${quad}` : 'div.tile', null, h('strong', null, count(n)), h('span', null, name));
  return h(
    'div.tiles',
    null,
    tile(counts.reports, Number(counts.reports) === 1 ? 'report' : 'reports'),
    tile(counts.events, 'events'),
    Object.entries(QUADS).map(([quad, { key, name }]) => tile(counts[key], name, quad)),
    counts.dead > 0 && tile(counts.dead, 'dead'),
  );
}

/** The sums of the timeline's periods where the server's brief gives none. */
function summed(rows) {
  const sum = (key) => rows.reduce((n, row) => n + (row[key] ?? 0), 0);
  return Object.fromEntries(
    ['reports', 'events', 'dead', ...Object.values(QUADS).map(({ key }) => key)].map((key) => [key, sum(key)]),
  );
}

const LISTS = {
  due: (row) =>
    h(
      'li',
      null,
      row.due ? time(row.due) : h('span.unknown', null, 'no day'),
      ' ',
      chip(row.verdict),
      ' ',
      actLine(row),
      ': ',
      row.act,
      words(row),
    ),
  disputed: (row) =>
    h(
      'li',
      null,
      time(row.day),
      ' ',
      h('strong', null, row.says),
      ' ',
      row.type,
      row.place ? `, ${row.place}` : '',
      row.by ? h('span.notes', null, ` · ${row.by}`) : null,
      words(row),
    ),
  changes: (row) =>
    h(
      'li',
      null,
      h('a.party', { href: address('/timeline', { actor: row.who }) }, row.who),
      row.whom ? ` → ${row.whom}` : '',
      ' ',
      h('strong', null, row.change),
      h('span.notes', null, ` · ${dateWords(row.period)}`),
    ),
  holds: (row) =>
    h(
      'li',
      null,
      h('strong', null, row.place),
      ' ',
      chip(row.standing),
      ' ',
      h('a.party', { href: address(`/actors/${encodeURIComponent(row.who)}`) }, row.who),
      ' ',
      time(row.day),
      words(row),
    ),
  stands: (row) =>
    h(
      'li',
      null,
      h('a.party', { href: address(`/actors/${encodeURIComponent(row.from)}`) }, row.from),
      ' ',
      h('strong', null, row.type),
      ' ',
      h('a.party', { href: address(`/actors/${encodeURIComponent(row.to)}`) }, row.to),
      ' ',
      chip(row.standing),
      h('span.notes', null, ` · ${plural(row.reports, 'report')}`),
      words(row),
    ),
  new: (row) =>
    h(
      'li',
      null,
      time(row.date),
      ' ',
      h('a.title', { href: address(`/reports/${row.id}`) }, row.title || 'Untitled'),
      h('span.source', null, ` ${row.outlet ?? ''}`),
    ),
};

const QUESTIONS = {
  due: ['agenda', {}],
  disputed: ['contradictions', {}],
  changes: ['indicators', { limit: 1000 }],
  holds: ['control', {}],
  stands: ['relations', {}],
  new: ['reports', {}],
};

/** A part of the brief; asked by itself where the server's brief has not got it. */
async function rowsOf(brief, name, signal) {
  if (brief[name]) return brief[name];
  const rows = await askOrNone(QUESTIONS[name][0], { limit: 20, ...QUESTIONS[name][1] }, signal);
  return name === 'changes' ? rows.filter((row) => row.change).reverse() : rows;
}

function part(title, name, rows, path, words_) {
  return (
    rows.length > 0 &&
    h(
      'section.part',
      null,
      h('h2', null, title),
      h('ul.facts', { 'data-list': true }, rows.slice(0, SEVERAL).map(LISTS[name])),
      h('p.fine', null, h('a', { href: address(path) }, words_)),
    )
  );
}

export default async function briefView({ view, signal }) {
  const [brief, overviewRows, about] = await Promise.all([
    fetchJson('brief', filters(), signal).catch((error) => {
      if (error.name === 'AbortError') throw error;
      return {};
    }),
    askOrNone('timeline', { since: null, until: null, period: 'week', limit: 1000 }, signal),
    meta(),
  ]);
  const overview = withSpans(overviewRows),
    domain = await wholeTime(overview),
    window = chosen(domain);
  const inside = overview.filter(({ span }) => !window || (span[0] < window[1] && span[1] > window[0]));
  const names = Object.keys(QUESTIONS);
  const parts = Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await rowsOf(brief, name, signal)])),
  );
  const main = brief.main ?? (await askOrNone('events', { limit: 12 }, signal));
  const when = brief.since && brief.until ? dateWords(`${brief.since}/${brief.until}`) : tellWindow(window ?? domain);
  replace(
    view,
    h('p.lead', null, when, about.archive ? ` · ${about.archive}` : ''),
    figures(brief.counts ?? summed(inside)),
    quadKey(),
    makeStrip({ rows: overview, domain, selection: window, onSelect: choose }).element,
    h(
      'div.brief',
      null,
      h(
        'div',
        null,
        section(
          'Main events',
          eventList(main.slice(0, 12)),
          h('p.fine', null, h('a', { href: address('/events') }, 'All events')),
        ),
      ),
      h(
        'div',
        null,
        part('New reports', 'new', parts.new, '/reports', 'All reports'),
        part('Due, and what became of it', 'due', parts.due, '/agenda', 'The agenda'),
        part('Disputed', 'disputed', parts.disputed, '/disputes', 'All disputes'),
        part('What changed', 'changes', parts.changes, '/timeline', 'The timeline'),
        part('Who holds what', 'holds', parts.holds, '/map', 'On the map'),
        part('Who stands where', 'stands', parts.stands, '/network', 'The network'),
      ),
    ),
  );
}
