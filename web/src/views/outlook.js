// Outlook: the acts that are likeliest next, each with its chances, their range and its reasons; then how such forecasts fared.
import { fetchJson } from '../api.js';
import { h, replace, s } from '../dom.js';
import { drawReliability } from '../reliability.js';
import { codeLink, downloads, idLinks, quadKey, quadSign, section, time, wordsOf } from '../marks.js';
import { filters, get, set } from '../state.js';
import { table } from '../table.js';
import { count, idsOf, percent, plural, quadOf } from '../words.js';

const HORIZONS = [
  { period: 'day', days: 1, name: '1 day' },
  { period: 'week', days: 7, name: '7 days' },
  { period: 'month', days: 30, name: '30 days' },
];
const IGNORED = ['since', 'until', 'place', 'status', 'query', 'outlet', 'word'];
const SHORT_PAST = 180; // days; below that a reader is warned
const UNFOLDED = 1; // acts whose reasons stand open

const nameOf = (row) => `${row.type} ${row.actor} ${row.recipient}`;

/** The whole width is certainty; the range lies on the bar as a line. */
function bar(chance, low, high) {
  const part = (name, from, to, y, height) =>
    s(`rect.${name}`, { x: from * 100, y, width: Math.max(0, to - from) * 100, height });
  return s(
    'svg.chance',
    { viewBox: '0 0 100 10', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
    part('whole', 0, 1, 0, 10),
    part('likely', 0, chance, 0, 10),
    high > low && part('range', low, high, 4, 2),
  );
}

function chances(row) {
  return h(
    'ul.chances',
    null,
    HORIZONS.map(({ days, name }) => {
      const isMain = days === row.within,
        chance = row[`chance_${days}`];
      return h(
        isMain ? 'li.is-main' : 'li',
        null,
        h('span', null, name),
        ' ',
        bar(chance, isMain ? row.low : 0, isMain ? row.high : 0),
        ' ',
        h('strong', null, percent(chance)),
      );
    }),
  );
}

function rangeOf(row) {
  return h(
    'p.notes',
    null,
    `${percent(row.low)} to ${percent(row.high)} within ${plural(row.within, 'day')}; `,
    `by its share of all days ${percent(row.usual)}; happened on ${plural(row.days, 'day')}`,
    row.last && [', last on ', time(row.last)],
    row.like >= 1 && `; of ${count(row.like)} forecasts like this ${count(row.like_came)} came true`,
  );
}

function reasonOf(row) {
  const [report] = idsOf(row.reports),
    [event] = idsOf(row.events);
  const adds = row.adds === null ? null : `${row.adds < 0 ? '−' : '+'}${Math.abs(row.adds).toFixed(2)} `;
  return h(
    'li',
    null,
    adds && h('span.adds', { title: 'what it adds to the log odds' }, adds),
    h('strong', null, row.reason),
    ` ${row.text ?? ''}`,
    idLinks('/events/', 'event', row.events),
    idLinks('/reports/', 'report', row.reports),
    row.words && wordsOf(row.words, report, event),
  );
}

function actOf(row, reasons, at) {
  return h(
    'li',
    { tabindex: '-1' },
    h(
      'h2',
      null,
      quadSign(quadOf(row.type)),
      ' ',
      h('span.type', null, row.type),
      ' ',
      codeLink(row.actor, 'somebody'),
      h('span.arrow', null, ' → '),
      codeLink(row.recipient, 'nobody named'),
    ),
    chances(row),
    rangeOf(row),
    reasons.length > 0 &&
      h('details', { open: at < UNFOLDED }, h('summary', null, 'Why'), h('ul.reasons', null, reasons.map(reasonOf))),
  );
}

function pastOf(row) {
  return h(
    'p.lead',
    null,
    'As of ',
    time(row.today),
    `, from a past of ${plural(row.past_acts, 'act')} on ${plural(row.past_days, 'day')}.`,
    row.past_days < SHORT_PAST && ' So short a past says little: believe the ranges, not the numbers.',
    ' A whole bar is certainty; the line on it is the range in which the chance lies, four times in five.',
  );
}

function horizonButtons(asked) {
  return h(
    'div.controls',
    null,
    h(
      'span.buttons',
      { role: 'group', 'aria-label': 'Time ahead' },
      HORIZONS.map(({ period, name }) =>
        h(
          'button',
          { type: 'button', 'aria-pressed': String(period === asked), onclick: () => set({ period }) },
          `within ${name}`,
        ),
      ),
    ),
    downloads('forecast', ['csv', 'jsonl'], { period: asked }),
  );
}

const number = (title, name, digits) => ({ title, kind: 'number', cell: (row) => Number(row[name]).toFixed(digits) });

function recordOf(scores) {
  if (!scores.length) return h('p.none', null, 'The past is too short for a track record.');
  const [{ days, from, until }] = scores;
  return [
    h(
      'p.fine',
      null,
      `Forecasts made on ${plural(days, 'day')} from `,
      time(from),
      ' to ',
      time(until),
      ', each with what was known on its day. Less is better, but for skill.',
    ),
    table(
      [
        { title: 'Within', cell: (row) => plural(row.within, 'day') },
        { title: 'By', cell: (row) => row.by },
        { title: 'Forecasts', kind: 'number', cell: (row) => count(row.forecasts) },
        { title: 'Came true', kind: 'number', cell: (row) => percent(row.came) },
        number('Brier', 'brier', 4),
        number('Skill', 'skill', 3),
        number('Log score', 'log_score', 4),
        number('Off by (ECE)', 'ece', 4),
      ],
      scores,
      'Track record',
    ),
  ];
}

export default async function outlook({ view, signal }) {
  const { period, days: within } = horizonAsked();
  const told = await fetchJson('outlook', { ...filters(), period }, signal);
  const reasons = new Map(told.acts.map((row) => [nameOf(row), []]));
  for (const row of told.reasons) reasons.get(nameOf(row))?.push(row);
  const own = told.reliability.filter((row) => row.by === 'harbinger' && row.within === within);
  replace(
    view,
    told.acts.length > 0 && pastOf(told.acts[0]),
    IGNORED.some(get) &&
      h('p.ignored', null, 'A forecast looks at the whole archive: only actor, type and as of narrow it.'),
    horizonButtons(period),
    quadKey(),
    told.acts.length
      ? h(
          'ol.coming',
          { 'data-list': true },
          told.acts.map((row, at) => actOf(row, reasons.get(nameOf(row)), at)),
        )
      : h('p.none', null, 'Nothing to foretell: no acts by whom and to whom are known with these filters.'),
    section('Track record', recordOf(told.scores)),
    own.length > 0 && section(`Reliability within ${plural(within, 'day')}`, drawReliability(own)),
  );
}

/** By the view's own setting; the page may be opened with ?period= too, as its links without scripts are. */
function horizonAsked() {
  const asked = [get('period'), new URLSearchParams(location.search).get('period'), 'week'];
  return asked.map((name) => HORIZONS.find(({ period }) => period === name)).find(Boolean);
}
