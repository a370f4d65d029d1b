// Alarms: episodes on a line of time, each with what was counted and expected or how likely a level was, and what became of it.
import { ask, askOrNone } from '../api.js';
import { drawAxis } from '../bars.js';
import { h, replace, s } from '../dom.js';
import { chip, codeLink, downloads, idLinks, section, time } from '../marks.js';
import { table } from '../table.js';
import { dateWords, endOf, percent, plural, startOf } from '../words.js';
import { wholeTime } from '../window.js';
import { scaleUtc } from 'd3-scale';

const MOST = 500,
  WIDTH = 1000,
  LANE = 22,
  LANES = 24;

const aboutOf = (row) => [row.who, row.whom].filter(Boolean).join(' → ');

const kindOf = (row) =>
  row.chance === null
    ? `Change: ${plural(row.count, 'act')}, ${row.expected} expected (${row.spreads} spreads above), where it takes ${row.least}`
    : `Level: a chance of ${percent(row.chance)} of at least ${plural(row.least, 'act')}`;

function alarmOf(row) {
  return h(
    'li',
    { id: row.id, tabindex: '-1', 'data-open': row.reports ? `/reports/${row.reports.split(' ')[0]}` : null },
    h('p.dates', null, time(row.given), ' – ', row.ends ? time(row.ends) : '…', ' ', chip(row.state)),
    h('h2', null, row.says),
    h('p.notes', null, kindOf(row)),
    h(
      'p.notes',
      null,
      'About ',
      codeLink(row.who, 'somebody'),
      row.whom && [' → ', codeLink(row.whom, '')],
      row.verdict && ['; judged: ', h('strong', null, row.verdict)],
      row.after !== null && ` (${plural(row.after, 'act')} in the seven days after)`,
      idLinks('/reports/', 'report', row.reports),
    ),
  );
}

function barOf(row, y, x, last) {
  const from = x(startOf(row.given)),
    to = x(row.ends ? endOf(row.ends) : last);
  return s(
    'a',
    { href: `#${row.id}`, 'aria-label': row.says },
    s(`rect.episode.is-${row.chance === null ? 'change' : 'level'}`, {
      x: from,
      y: y + 4,
      width: Math.max(5, to - from),
      height: LANE - 8,
    }),
    s('title', null, `${dateWords(`${row.given}/${row.ends ?? row.given}`)}: ${row.says}`),
  );
}

/** A lane for each country or pair, those with most episodes first. */
function lanes(rows, domain) {
  const groups = new Map();
  for (const row of rows) groups.set(aboutOf(row), [...(groups.get(aboutOf(row)) ?? []), row]);
  const shown = [...groups].toSorted((a, b) => b[1].length - a[1].length).slice(0, LANES);
  const height = shown.length * LANE + 24,
    x = scaleUtc().domain(domain).range([0, WIDTH]);
  return h(
    'div.lanes',
    null,
    s(
      'svg',
      { viewBox: `0 0 ${WIDTH} ${height}`, role: 'group', 'aria-label': 'Episodes over time' },
      drawAxis(x, { top: 0, bottom: height }),
      shown.map(([about, episodes], i) => [
        episodes.map((row) => barOf(row, i * LANE, x, domain[1])),
        s('text.lane-name', { x: 4, y: i * LANE + 15 }, about),
      ]),
    ),
  );
}

function scoreTable(rows) {
  const number = (title, cell) => ({ title, kind: 'number', cell });
  return table(
    [
      { title: 'About', cell: (row) => row.scope },
      { title: 'Sort', cell: (row) => row.measure },
      number('Given', (row) => row.given),
      number('Judged', (row) => row.judged),
      number('Lasted, came true', (row) => row.came),
      number('Share', (row) => (row.share === null ? '–' : percent(row.share))),
      number('Chance given', (row) => (row.chance === null ? '–' : percent(row.chance))),
      number('Withdrawn', (row) => row.withdrawn),
    ],
    rows,
    'How alarms fared',
  );
}

export default async function alarms({ view, signal }) {
  const [{ rows, next }, scores] = await Promise.all([
    ask('alarms', { limit: MOST }, signal),
    askOrNone('alarms-score', {}, signal),
  ]);
  replace(
    view,
    h(
      'p.lead',
      null,
      'Seven days with more hostile acts than the coverage and the past let expect, or a level that the next week will likely reach: ',
      'one alarm an episode.',
    ),
    downloads('alarms', ['csv', 'jsonl', 'atom']),
    rows.length
      ? [lanes(rows, await wholeTime()), h('ol.alarms', { 'data-list': true }, rows.map(alarmOf))]
      : h('p.none', null, 'No alarms with these filters: nothing was out of its ordinary.'),
    next && h('p.fine', null, 'There are more: narrow the filters.'),
    scores.length > 0 && section('How they fared', scoreTable(scores)),
  );
}
