// Reports: which were read, with outlet and number of events.
import { ask } from '../api.js';
import { h, replace } from '../dom.js';
import { downloads, moreButton, time } from '../marks.js';
import { address } from '../state.js';
import { plural } from '../words.js';

const PAGE = 80;

const item = (row) =>
  h(
    'li.report',
    { tabindex: '-1', 'data-open': `/reports/${row.id}` },
    time(row.date),
    h('a.title', { href: address(`/reports/${row.id}`) }, row.title || 'Untitled'),
    h('span.source', null, row.outlet ?? ''),
    h('span.code', null, plural(row.events, 'event')),
  );

export default async function reports({ view, signal }) {
  const { rows, next } = await ask('reports', { limit: PAGE, order: 'newest' }, signal);
  const list = h('ol.reports', { 'data-list': true }, rows.map(item));
  replace(
    view,
    downloads('reports', ['csv', 'jsonl']),
    rows.length ? list : h('p.none', null, 'No reports with these filters.'),
    moreButton(list, { next, ask: (cursor) => ask('reports', { limit: PAGE, order: 'newest', cursor }) }, item),
  );
}
