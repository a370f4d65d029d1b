// Search: reports by their words, with the words in their place.
import { ask } from '../api.js';
import { h, replace } from '../dom.js';
import { downloads, moreButton, snippet, time } from '../marks.js';
import { address, get, set } from '../state.js';

const PAGE = 30;

const item = (row) =>
  h(
    'li.found',
    { tabindex: '-1', 'data-open': `/reports/${row.id}` },
    h('a.title', { href: address(`/reports/${row.id}`) }, row.title || 'Untitled'),
    h('span.source', null, row.outlet ?? '', ' · ', time(row.date)),
    h('p.snippet', null, snippet(row.words)),
  );

function form(query) {
  const field = h('input', {
    type: 'search',
    value: query,
    name: 'query',
    'aria-label': 'Words of the reports',
    placeholder: 'ceasefire, "prisoner exchange", haftar OR sarraj',
  });
  return h(
    'form.search',
    {
      role: 'search',
      onsubmit: (event) => {
        event.preventDefault();
        set({ query: field.value.trim() });
      },
    },
    field,
    h('button', null, 'Search'),
  );
}

export default async function search({ view, signal }) {
  const query = get('query') ?? '';
  if (!query) {
    replace(view, form(query), h('p.fine', null, 'Words, "a phrase", haftar OR sarraj, NEAR(drone strike), cease*.'));
    view.querySelector('input').focus();
    return;
  }
  const { rows, next } = await ask('search', { limit: PAGE }, signal);
  const list = h('ol.found-list', { 'data-list': true }, rows.map(item));
  replace(
    view,
    form(query),
    downloads('search', ['csv', 'jsonl']),
    rows.length ? list : h('p.none', null, 'No report has these words.'),
    moreButton(list, { next, ask: (cursor) => ask('search', { limit: PAGE, cursor }) }, item),
  );
}
