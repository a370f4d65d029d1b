// Brief: what an archive tells on one page: figures, main events, what is due, disputed, changed, who stands where and holds what.
import { askOrNone, fetchJson } from '../api.js';
import { withSpans } from '../bars.js';
import { h, replace } from '../dom.js';
import { idLinks, quadKey, quadSign, time, wordsOf } from '../marks.js';
import { address, filters, get } from '../state.js';
import { QUADS, TYPES, count, dateWords, quadOf, spanOf } from '../words.js';
import { choose, chosen, wholeTime } from '../window.js';
import { makeStrip } from '../strip.js';

const NEWEST = 8;

/** Where a section of the server's brief goes on: by a word of its name. */
const GOES_ON = [
  [/main/i, '/events', 'All events'],
  [/stands/i, '/network', 'The network'],
  [/holds/i, '/map', 'On the map'],
  [/due/i, '/agenda', 'The agenda'],
  [/alarms/i, '/alarms', 'All alarms'],
  [/come next/i, '/outlook', 'The outlook'],
  [/against/i, '/disputes', 'All disputes'],
  [/changed/i, '/timeline', 'The timeline'],
];

const LEFT = /main/i;

/** The numbers of the server's sentence: "3 independent reports, 23 events: 7 verbal and 3 material cooperation, …; 1 dead." */
function numbersOf(counts) {
  const number = (pattern) => Number(counts.match(pattern)?.[1] ?? 0);
  return {
    reports: number(/(\d+) independent/),
    events: number(/(\d+) event/),
    quads: [
      number(/(\d+) verbal and \d+ material coop/),
      number(/(\d+) material coop/),
      number(/(\d+) verbal and \d+ material conf/),
      number(/(\d+) material conf/),
    ],
    dead: number(/(\d+) dead/),
  };
}

function figures(counts) {
  const { reports, events, quads, dead } = numbersOf(counts);
  const tile = (n, name, quad) =>
    h(quad ? `div.tile.q${quad}` : 'div.tile', null, h('strong', null, count(n)), h('span', null, name));
  return h(
    'div.tiles',
    null,
    tile(reports, 'independent reports'),
    tile(events, 'events'),
    Object.entries(QUADS).map(([quad, { name }]) => tile(quads[quad - 1], name, quad)),
    dead > 0 && tile(dead, 'dead'),
  );
}

/** "ASSAULT/aerial  Turkey (TUR) → Libya (LBY)" with the sign of its class. */
function bodyOf(body, event) {
  const [, head, rest] = body.match(/^([A-Z]+(?:\/[a-z-]+)?) +(.*)$/s) ?? [null, '', body];
  const type = head.split('/')[0];
  if (!TYPES.includes(type)) return h('span.fact', null, body);
  const told = [quadSign(quadOf(type)), ' ', head];
  const sign = event ? h('a.type', { href: address(`/events/${event}`) }, told) : h('span.type', null, told);
  return [sign, ' ', h('span.fact', null, rest.replaceAll(/(^|[ ;])\?(?= |,|$)/g, '$1unnamed'))];
}

function lineItem({ lead, body, remark, words, event, report }) {
  const isWhen = /^~?\d{4}/.test(lead ?? '');
  const isNew = report && !words,
    isList = report && words?.startsWith(report); // of an alarm: the ids of its reports
  return h(
    'li',
    { tabindex: '-1', 'data-open': event ? `/events/${event}` : report ? `/reports/${report}` : null },
    lead && [isWhen ? time(lead) : h('span.code', null, lead), ' '],
    isNew ? h('a.title', { href: `/reports/${report}` }, body) : bodyOf(body ?? '', event),
    remark && h('span.notes', null, ` · ${remark}`),
    isList ? idLinks('/reports/', 'report', words) : words && wordsOf(words, report, event),
  );
}

function part({ name, more, lines }) {
  const [, path, told] = GOES_ON.find(([pattern]) => pattern.test(name)) ?? [];
  if (!lines.length) return null;
  const onward =
    path && h('p.fine', null, h('a', { href: address(path) }, more > 0 ? `${told} (${count(more)} more)` : told));
  return h(
    'section.part',
    null,
    h('h2', null, name),
    h('ul.facts', { 'data-list': true }, lines.map(lineItem)),
    onward,
  );
}

function newReports(rows) {
  const lines = rows.map((row) => ({
    lead: row.date,
    body: row.title || 'Untitled',
    remark: row.outlet,
    report: row.id,
  }));
  return h(
    'section.part',
    null,
    h('h2', null, 'New reports'),
    h('ul.facts', { 'data-list': true }, lines.map(lineItem)),
    h('p.fine', null, h('a', { href: address('/reports') }, 'All reports')),
  );
}

export default async function briefView({ view, signal }) {
  const whole = { since: null, until: null };
  const [brief, overviewRows, reports] = await Promise.all([
    fetchJson('brief', filters(), signal),
    askOrNone('timeline', { ...whole, period: 'week', limit: 5000 }, signal),
    askOrNone('reports', { limit: NEWEST, order: 'newest' }, signal),
  ]);
  const overview = withSpans(overviewRows);
  const domain = await wholeTime(overview);
  const until = get('until') ?? brief.today;
  const sections = brief.sections ?? [];
  replace(
    view,
    h('p.lead', null, dateWords(`${brief.since}/${until}`)),
    figures(brief.counts ?? ''),
    quadKey(),
    makeStrip({
      rows: overview,
      domain,
      selection: chosen(domain) ?? spanOf(`${brief.since}/${until}`),
      onSelect: choose,
    }).element,
    h(
      'div.brief',
      null,
      h(
        'div',
        null,
        sections.filter(({ name }) => LEFT.test(name)).map(part),
        reports.length > 0 && newReports(reports),
      ),
      h('div', null, sections.filter(({ name }) => !LEFT.test(name)).map(part)),
    ),
  );
}
