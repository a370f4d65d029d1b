// Beside the map: its places as a list, the events of one that was chosen, who holds it.
import { ask } from './api.js';
import { h, replace } from './dom.js';
import { chip, eventList, gauge, quadSign, time, wordsOf } from './marks.js';
import { leadingQuad } from './places.js';
import { count, plural } from './words.js';

const PLACES = 40,
  EVENTS = 30;

export function makePanel() {
  const element = h('aside.panel', { 'aria-live': 'polite' });
  let shown = [];

  const button = (words, onclick) => h('button.plain-button', { type: 'button', onclick }, words);
  const back = () => button('← All places', () => showPlaces(shown));

  function placeItem(place, most) {
    return h(
      'li',
      { tabindex: '-1' },
      quadSign(leadingQuad(place.quads)),
      button(place.name ?? 'unnamed', () => showEvents({ ...place, places: [place] })),
      gauge(place.n, most, plural(place.n, 'event')),
      h('span.number', null, count(place.n)),
    );
  }

  /** The places with most events: what is shown until one is chosen, and a way to them without the map. */
  function showPlaces(places) {
    shown = places;
    const fullest = places.toSorted((a, b) => b.n - a.n).slice(0, PLACES);
    const items = fullest.map((place) => placeItem(place, fullest[0].n));
    replace(element, h('h2', null, plural(places.length, 'place')), h('ul.place-list', { 'data-list': true }, items));
  }

  async function showEvents({ name, places }) {
    const others = places.slice(1, 8).map((place) => [
      ' ',
      h(
        'span.tag',
        null,
        button(place.name ?? 'unnamed', () => showEvents({ ...place, places: [place] })),
      ),
    ]);
    const near = others.length > 0 && h('p.fine', null, 'Near it:', others);
    replace(element, back(), h('h2', null, name), near);
    const extra = { place: name, limit: EVENTS, order: 'newest' };
    const { rows, next } = await ask('events', extra);
    replace(
      element,
      back(),
      h('h2', null, name),
      near,
      eventList(rows, { next, ask: (cursor) => ask('events', { ...extra, cursor }) }),
    );
  }

  function showControl({ name, rows }) {
    const item = (row) =>
      h(
        'li',
        null,
        h('strong', null, row.who),
        ' ',
        chip(row.standing),
        ' ',
        time(row.day),
        wordsOf(row.words, row.report),
      );
    replace(element, back(), h('h2', null, `Who holds ${name}`), h('ul.facts', null, rows.map(item)));
  }

  return { element, showPlaces, showEvents, showControl };
}
