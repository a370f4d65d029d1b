// Disputes: what reports say against each other, the sides next to each other.
import { ask } from '../api.js';
import { h, replace } from '../dom.js';
import { actLine, downloads, quadSign, time, wordsOf } from '../marks.js';
import { address } from '../state.js';
import { dateWords, plural, quadOf } from '../words.js';

const MOST = 400;

const TITLES = { denial: 'Told and denied', numbers: 'Numbers differ', blame: 'Who did it', control: 'Who holds it' };

/** [first row, sides: Map of what is said to rows] of each contradiction. */
function grouped(rows) {
  const disputes = new Map();
  for (const row of rows) {
    const key = `${row.contradiction} ${row.number}`;
    if (!disputes.has(key)) disputes.set(key, { first: row, sides: new Map(), n: 0 });
    const dispute = disputes.get(key);
    dispute.sides.set(row.says, [...(dispute.sides.get(row.says) ?? []), row]);
    dispute.n++;
  }
  return [...disputes.values()];
}

function voice(row) {
  return h(
    'li',
    null,
    wordsOf(row.words, row.report, row.event),
    h(
      'p.source',
      null,
      row.by ? [h('strong', null, row.by), ' in '] : null,
      row.outlet ?? 'an outlet',
      ', ',
      time(row.published),
      row.event ? [' · ', h('a', { href: address(`/events/${row.event}`) }, 'how coded')] : null,
    ),
  );
}

function disputeOf({ first, sides, n }) {
  return h(
    'li.dispute',
    { tabindex: '-1', 'data-open': first.event ? `/events/${first.event}` : null },
    h(
      'header',
      null,
      h('span.kind', null, TITLES[first.contradiction] ?? first.contradiction),
      h(
        'h2',
        null,
        first.type ? [quadSign(quadOf(first.type)), ' ', first.type, ' '] : null,
        first.place ? `${first.place}, ` : null,
        dateWords(first.day),
      ),
      h(
        'p',
        null,
        first.actor || first.recipient ? actLine(first) : null,
        h('span.notes', null, ` · ${plural(n, 'voice')}`),
      ),
    ),
    h(
      'div.sides',
      null,
      [...sides].map(([says, rows]) =>
        h('section.side', { 'aria-label': says }, h('h3', null, says), h('ul', null, rows.map(voice))),
      ),
    ),
  );
}

export default async function disputes({ view, signal }) {
  const { rows, next } = await ask('contradictions', { limit: MOST }, signal);
  const all = grouped(rows);
  replace(
    view,
    downloads('contradictions', ['csv', 'jsonl']),
    all.length
      ? h('ol.disputes', { 'data-list': true }, all.map(disputeOf))
      : h('p.none', null, 'Nothing is disputed with these filters.'),
    next && h('p.fine', null, 'More are disputed: narrow the filters.'),
  );
}
