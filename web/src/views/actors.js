// Actors: people, bodies, groups and states, the most active first; a page each.
import { ask } from '../api.js';
import { h, replace } from '../dom.js';
import { downloads, gauge, moreButton, time } from '../marks.js';
import { address, get, set } from '../state.js';
import { count } from '../words.js';

const PAGE = 100;

const KINDS = ['country', 'person', 'organisation', 'group'];

function item(row, most) {
  return h(
    'li.actor-row',
    { tabindex: '-1', 'data-open': `/actors/${encodeURIComponent(row.name)}` },
    h(
      'div.actor-name',
      null,
      h('a.title', { href: address(`/actors/${encodeURIComponent(row.name)}`) }, row.name),
      h('span.code', null, ` ${row.name_code ?? ''}`),
      h('span.kind', null, row.kind),
    ),
    h(
      'div.actor-about',
      null,
      row.offices ? h('span.office', null, row.offices.split('; ')[0].replace(/ \[[^\]]*\]$/, '')) : null,
      row.aliases ? h('span.aliases', null, `also ${row.aliases}`) : null,
    ),
    h(
      'div.actor-counts',
      null,
      gauge(row.events, most, `${row.events} events`),
      h('span', null, `${count(row.events)} events · ${count(row.reports)} reports`),
    ),
    h('div.actor-days', null, time(row.first), ' – ', time(row.last)),
  );
}

export default async function actors({ view, signal }) {
  const kind = get('type');
  const known = KINDS.includes(kind) ? kind : '';
  const { rows, next } = await ask('actors', { limit: PAGE, type: known }, signal);
  const most = Math.max(1, ...rows.map((row) => row.events)),
    toItem = (row) => item(row, most);
  const list = h('ol.actor-list', { 'data-list': true }, rows.map(toItem));
  replace(
    view,
    h(
      'div.controls',
      null,
      h(
        'span.buttons',
        { role: 'group', 'aria-label': 'Kind' },
        ['', ...KINDS].map((name) =>
          h(
            'button',
            { type: 'button', 'aria-pressed': String(known === name), onclick: () => set({ type: name }) },
            name || 'all',
          ),
        ),
      ),
      downloads('actors', ['csv', 'jsonl']),
    ),
    rows.length ? list : h('p.none', null, 'No actors with these filters.'),
    moreButton(list, { next, ask: (cursor) => ask('actors', { limit: PAGE, type: known, cursor }) }, toItem),
  );
}
