// An event: every report that tells it, side by side, with who says so, what coded it and why they were taken for one.
import { fetchJson } from '../api.js';
import { h, replace } from '../dom.js';
import { chip, partyLinks, quadSign, time } from '../marks.js';
import { address } from '../state.js';
import { dateWords, plural, quadOf, typeName } from '../words.js';

const ROWS = [
  ['Status', (m) => [chip(m.status), m.stance && m.stance !== m.status ? ` ${m.stance}` : null]],
  ['Who', (m) => m.actor && partyLinks(m.actor)],
  ['To whom', (m) => m.recipient && partyLinks(m.recipient)],
  ['When', (m) => [dateWords(m.when), m.when_words ? ` “${m.when_words}”` : null]],
  ['Where', (m) => m.place && [m.place, m.place_words && m.place_words !== m.place ? ` “${m.place_words}”` : null]],
  ['Numbers', (m) => m.numbers],
  ['On whose word', (m) => m.by && [m.by, m.source ? ` (${m.source})` : null, m.via ? ` via ${m.via}` : null]],
  ['Coded by', (m) => m.rule && h('code', null, m.rule)],
  ['Confidence', (m) => m.confidence !== null && Number(m.confidence).toFixed(2)],
  ['Why the same', (m) => m.because],
  ['Copies', (m) => m.copies],
];

export function codingOf(mention) {
  return h(
    'dl.coding',
    null,
    ROWS.map(([name, cell]) => {
      const value = cell(mention);
      return value ? [h('dt', null, name), h('dd', null, value)] : null;
    }),
  );
}

function telling(mention) {
  return h(
    'li.telling',
    { tabindex: '-1', 'data-open': `/reports/${mention.report}` },
    h(
      'header',
      null,
      h('strong', null, mention.outlet ?? 'An outlet'),
      ' ',
      time(mention.published),
      h('h2', null, h('a', { href: `/reports/${mention.report}#${mention.mention}` }, mention.title || 'Untitled')),
    ),
    h('blockquote.words', null, mention.words),
    h('p.type', null, quadSign(quadOf(mention.type)), ' ', typeName(mention)),
    codingOf(mention),
  );
}

export default async function event({ view, main, signal }) {
  const id = main.dataset.id ?? location.pathname.split('/').pop();
  const mentions = (await fetchJson(`explain/${id}`, {}, signal)).mentions ?? [];
  const [first] = mentions;
  if (!first) throw new Error('no such event');
  const outlets = new Set(mentions.map((m) => m.outlet));
  replace(
    view,
    h(
      'p.act-head',
      null,
      quadSign(quadOf(first.type)),
      ' ',
      h('strong', null, typeName(first)),
      ' ',
      chip(first.status),
      ' ',
      first.actor ? partyLinks(first.actor) : 'unnamed',
      first.recipient ? [' → ', partyLinks(first.recipient)] : null,
    ),
    h(
      'p.lead',
      null,
      dateWords(first.when),
      first.place ? ` · ${first.place}` : '',
      ` · told ${mentions.length === 1 ? 'once' : `${mentions.length} times`} by ${plural(outlets.size, 'outlet')}`,
    ),
    h(
      'p',
      null,
      h(
        'a.button',
        { href: address('/timeline', { since: first.when?.split('/')[0], until: first.when?.split('/').pop() }) },
        'What else happened then',
      ),
      ' ',
      first.place
        ? h('a.button', { href: address('/events', { place: first.place }) }, `More in ${first.place}`)
        : null,
    ),
    h('ol.tellings', { 'data-list': true }, mentions.map(telling)),
  );
}
