// An actor's page: names, offices, relations, what it does and undergoes, what it announces and does of that, its events.
import { ask, askOrNone, fetchJson } from '../api.js';
import { drawBars, highest, withSpans } from '../bars.js';
import { h, replace, s } from '../dom.js';
import { chip, downloads, eventList, gauge, quadKey, quadSign, section, time, wordsOf } from '../marks.js';
import { address } from '../state.js';
import { count, plural, quadOf } from '../words.js';
import { periodFor, wholeTime } from '../window.js';
import { scaleUtc } from 'd3-scale';

const SEVERAL = 40;

const link = (name) => h('a.party', { href: address(`/actors/${encodeURIComponent(name)}`, { actor: null }) }, name);
const code = (value) => (value ? h('span.code', null, ` ${value}`) : null);
const said = (row) => wordsOf(row.words, row.report);

function offices(rows) {
  return h(
    'ul.facts',
    null,
    rows.map((row) =>
      h(
        'li',
        null,
        h('strong', null, row.value),
        code(row.value_code),
        h(
          'span.notes',
          null,
          row.since || row.until ? [' · ', row.since ?? '…', ' – ', row.until ?? 'now'] : null,
          ` · known from ${row.known.replace('+', ' and ')}`,
        ),
        said(row),
      ),
    ),
  );
}

function relations(rows, name) {
  return h(
    'ul.facts',
    null,
    rows.map((row) => {
      const type = row.about.replace(' (is object)', ''),
        isObject = type !== row.about;
      return h(
        'li',
        null,
        h(
          `span.relation.r-${type}`,
          null,
          isObject ? link(row.value) : name,
          ' ',
          h('strong', null, type),
          ' ',
          isObject ? name : link(row.value),
        ),
        code(row.value_code),
        ' ',
        chip(row.known),
        h('span.notes', null, ` · ${plural(row.count, 'report')}`),
        said(row),
      );
    }),
  );
}

function acts(rows, heading) {
  const most = Math.max(1, ...rows.map((row) => row.count));
  return rows.length
    ? h(
        'div',
        null,
        h('h3', null, heading),
        h(
          'ul.acts',
          null,
          rows.map((row) =>
            h(
              'li',
              null,
              quadSign(quadOf(row.value)),
              h('span', null, row.value),
              gauge(row.count, most, `${row.count} events`),
              h('span.number', null, count(row.count)),
            ),
          ),
        ),
      )
    : null;
}

function curve(rows, domain) {
  const width = 900,
    height = 70,
    x = scaleUtc().domain(domain).range([0, width]);
  return s(
    'svg.sparkline',
    {
      viewBox: `0 0 ${width} ${height}`,
      preserveAspectRatio: 'none',
      role: 'img',
      'aria-label': 'Events over time: cooperation above, conflict below',
    },
    s('line.zero', { x1: 0, x2: width, y1: height / 2, y2: height / 2 }),
    drawBars(rows, { x, middle: height / 2, reach: height / 2 - 2, most: highest(rows) }),
  );
}

function followThrough(rows) {
  return h(
    'ul.facts',
    null,
    rows.map((row) =>
      h(
        'li',
        null,
        h('strong', null, row.type ?? 'other acts'),
        `: announced ${row.announced}, carried out ${row.carried_out}, dropped ${row.dropped}, overdue ${row.overdue}, open ${row.open}`,
        row.median_days !== null ? h('span.notes', null, ` · ${row.median_days} days to the deed`) : null,
      ),
    ),
  );
}

export default async function actor({ view, main, signal }) {
  const name = main.dataset.name ?? decodeURIComponent(location.pathname.split('/').pop());
  const domain = await wholeTime(),
    period = periodFor(domain),
    about = (await fetchJson(`actors/${encodeURIComponent(name)}`, { limit: 1000 }, signal)).rows ?? [];
  const [events, time_, follow] = await Promise.all([
    ask('events', { actor: name, limit: SEVERAL, order: 'newest' }, signal),
    askOrNone('timeline', { actor: name, period, limit: 1000 }, signal),
    askOrNone('follow-through', { actor: name }, signal),
  ]);
  const of = (...names) => about.filter((row) => names.includes(row.about));
  const plain = ['alias', 'office', 'does', 'undergoes', 'with'],
    [head] = about;
  const ties = about.filter((row) => row !== head && !plain.includes(row.about));
  const list = eventList(events.rows, {
    next: events.next,
    ask: (cursor) => ask('events', { actor: name, limit: SEVERAL, order: 'newest', cursor }),
  });
  replace(
    view,
    head &&
      h(
        'p.lead',
        null,
        head.about,
        head.value_code ? [' · ', h('span.code', null, head.value_code)] : null,
        ` · ${plural(head.count, 'report')} · `,
        time(head.first),
        ' – ',
        time(head.last),
      ),
    of('alias').length > 0 &&
      h(
        'p.aliases',
        null,
        'Also: ',
        of('alias').map((row, i) => [i ? ', ' : '', row.value, h('span.code', null, ` ${row.count}`)]),
      ),
    curve(withSpans(time_), domain),
    quadKey(),
    h(
      'p',
      null,
      h('a.button', { href: address('/network', { focus: name, actor: null }) }, 'In the network'),
      ' ',
      h('a.button', { href: address('/timeline', { actor: name }) }, 'On the timeline'),
      ' ',
      h('a.button', { href: address('/map', { actor: name }) }, 'On the map'),
    ),
    h(
      'div.columns',
      null,
      of('office').length > 0 && section('Offices', offices(of('office'))),
      ties.length > 0 && section('Relations', relations(ties.slice(0, SEVERAL), name)),
      section('Acts', h('div.two', null, acts(of('does'), 'does'), acts(of('undergoes'), 'undergoes'))),
      of('with').length > 0 &&
        section(
          'Together with',
          h(
            'p.tags',
            null,
            of('with').map((row) => [h('span.tag', null, link(row.value), h('span.code', null, ` ${row.count}`)), ' ']),
          ),
        ),
      follow.length > 0 && section('What it announces, and does of that', followThrough(follow)),
    ),
    section('Events', downloads('events', ['csv', 'jsonl', 'geojson', 'atom'], { actor: name }), list),
  );
}
