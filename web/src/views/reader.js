// Reader: a report with what was read in it marked in the text. A mark tells how it was coded; an event leads to its words.
import { fetchJson } from '../api.js';
import { append, h, replace, safeAddress } from '../dom.js';
import { actLine, chip, quadSign, time } from '../marks.js';
import { address } from '../state.js';
import { plural, quadOf, typeName } from '../words.js';
import { codingOf } from './event.js';

const KINDS = [
  ['event', 'Events'],
  ['actor', 'Actors'],
  ['place', 'Places'],
  ['number', 'Numbers'],
  ['quote', 'Quotes'],
];

/** Stretches between the borders of marks, each with the marks that cover it: offsets are code points. */
export function stretches(text, marks) {
  const points = Array.from(text);
  const borders = [...new Set([0, points.length, ...marks.flatMap((m) => [m.begin, m.end])])]
    .filter((n) => n >= 0 && n <= points.length)
    .sort((a, b) => a - b);
  const open = new Set(),
    begins = new Map(),
    ends = new Map();
  for (const mark of marks) {
    begins.set(mark.begin, [...(begins.get(mark.begin) ?? []), mark]);
    ends.set(mark.end, [...(ends.get(mark.end) ?? []), mark]);
  }
  return borders.slice(0, -1).map((border, i) => {
    (ends.get(border) ?? []).forEach((mark) => open.delete(mark));
    (begins.get(border) ?? []).forEach((mark) => open.add(mark));
    return { begin: border, text: points.slice(border, borders[i + 1]).join(''), marks: [...open] };
  });
}

/** The stretch as an element: one that is marked can be clicked, the event first where marks meet. */
function stretchElement({ begin, text, marks }, onOpen) {
  if (!marks.length) return text;
  const kinds = new Set(marks.map((m) => m.kind));
  const classes = [...kinds].map((kind) => `m-${kind}`);
  const event = marks.find((m) => m.kind === 'event'),
    main = event ?? marks.find((m) => m.kind !== 'quote');
  if (!main)
    return h(['span', ...classes].join('.'), { title: marks[0].label ? `says ${marks[0].label}` : null }, text);
  if (event) classes.push(`q${quadOf(event.type ?? event.label?.split('/')[0])}`);
  if (event?.status && event.status !== 'occurred') classes.push(`is-${event.status}`);
  const isHead = main.begin === begin;
  return h(
    ['mark', ...classes].join('.'),
    {
      tabindex: isHead ? 0 : null,
      role: isHead ? 'button' : null,
      'data-ids': marks
        .map((m) => m.id)
        .filter(Boolean)
        .join(' '),
      title: marks
        .map((m) => m.label)
        .filter(Boolean)
        .join(' · '),
      onclick: () => onOpen(marks),
      onkeydown: (key) => {
        if (['Enter', ' '].includes(key.key)) {
          key.preventDefault();
          onOpen(marks);
        }
      },
    },
    text,
  );
}

/** Paragraphs: the text is split at empty lines, and a stretch that goes over one is split with it. */
function paragraphs(parts, onOpen) {
  const article = h('div.report-text');
  let now = h('p');
  for (const part of parts) {
    part.text.split(/(\n+)/).forEach((piece) => {
      if (/^\n+$/.test(piece)) {
        append(article, now.childNodes.length ? now : null);
        now = h('p');
      } else if (piece) append(now, stretchElement({ ...part, text: piece }, onOpen));
    });
  }
  return append(article, now);
}

function flash(article, id) {
  for (const mark of article.querySelectorAll('.is-shown')) mark.classList.remove('is-shown');
  const marks = [...article.querySelectorAll('mark')].filter((mark) => mark.dataset.ids.split(' ').includes(id));
  marks.forEach((mark) => mark.classList.add('is-shown'));
  marks[0]?.scrollIntoView({ block: 'center' });
  marks[0]?.focus({ preventScroll: true });
}

async function tell(panel, marks) {
  const event = marks.find((mark) => mark.kind === 'event');
  const others = marks.filter((mark) => mark !== event && mark.label);
  replace(
    panel,
    h('h2', null, event ? 'How it was coded' : 'What it is'),
    h(
      'ul.facts',
      null,
      others.map((mark) =>
        h(
          'li',
          null,
          h('span.kind', null, mark.kind),
          ' ',
          mark.kind === 'actor'
            ? h(
                'a',
                { href: address(`/actors/${encodeURIComponent(mark.label.replace(/ \([^)]*\)$/, ''))}`) },
                mark.label,
              )
            : mark.label,
        ),
      ),
    ),
  );
  if (!event) return;
  const mentions = (await fetchJson(`explain/${event.id}`)).rows ?? [];
  const own = mentions.find((m) => m.mention === event.id) ?? mentions[0];
  if (!own) return;
  append(panel, [
    h('p.type', null, quadSign(quadOf(own.type)), ' ', h('strong', null, typeName(own))),
    codingOf(own),
    h(
      'p',
      null,
      h(
        'a.button',
        { href: address(`/events/${event.id}`) },
        mentions.length > 1 ? `All ${mentions.length} tellings side by side` : 'This event’s page',
      ),
    ),
  ]);
}

function eventIndex(events, onShow) {
  return h(
    'ol.event-index',
    { 'data-list': true },
    events.map((row) => {
      const button = h(
        'button',
        { type: 'button', onclick: () => onShow(row.id) },
        quadSign(quadOf(row.type)),
        ' ',
        h('strong', null, typeName(row)),
        row.status && row.status !== 'occurred' ? [' ', chip(row.status)] : null,
      );
      return h(
        'li',
        { tabindex: '-1' },
        button,
        row.actor || row.recipient ? h('div', null, actLine(row)) : row.who ? h('div', null, row.who) : null,
      );
    }),
  );
}

function toggles(box) {
  return h(
    'div.controls',
    { role: 'group', 'aria-label': 'Marks' },
    KINDS.map(([kind, words]) =>
      h(
        'label',
        null,
        h('input', {
          type: 'checkbox',
          checked: true,
          onchange: (e) => box.classList.toggle(`hide-${kind}`, !e.target.checked),
        }),
        ' ',
        h(`span.m-${kind}.swatch`, null, words),
      ),
    ),
  );
}

export default async function reader({ view, main, signal }) {
  const id = main.dataset.id ?? location.pathname.split('/').pop();
  const report = await fetchJson(`reports/${id}`, {}, signal);
  const marks = (report.marks ?? []).filter((m) => m.end > m.begin);
  const panel = h('aside.panel', { 'aria-live': 'polite' }),
    index = h('div.panel-index');
  const article = paragraphs(stretches(report.text ?? '', marks), (chosen) => tell(panel, chosen));
  const show = (event) => {
    flash(article, event);
    tell(
      panel,
      marks.filter((m) => m.id === event),
    );
  };
  const events = report.events?.length
    ? report.events
    : marks.filter((m) => m.kind === 'event').map((m) => ({ id: m.id, type: m.type ?? m.label, status: m.status }));
  replace(index, h('h2', null, plural(events.length, 'event')), eventIndex(events, show));
  replace(panel, h('p.hint', null, 'Choose a mark in the text to see how it was coded.'));
  const source = safeAddress(report.url),
    box = h(
      'article.reader',
      null,
      h(
        'p.lead',
        null,
        report.outlet ?? '',
        ' · ',
        time(report.date),
        source ? [' · ', h('a', { href: source, rel: 'noreferrer noopener' }, 'original')] : null,
      ),
    );
  append(box, [toggles(box), article]);
  replace(view, h('div.reader-and-panel', null, box, h('div.side-column', null, panel, index)));
  const wanted = location.hash.slice(1);
  if (wanted) show(wanted);
}
