// Reader: a report with what was read in it marked in the text. A mark tells how it was coded; an event leads to its words.
import { fetchJson } from '../api.js';
import { append, h, replace, safeAddress } from '../dom.js';
import { chip, quadSign, time } from '../marks.js';
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

function otherMark({ kind, label, status, code }) {
  const named = kind === 'actor' ? h('a', { href: address(`/actors/${encodeURIComponent(label)}`) }, label) : label;
  return h(
    'li',
    null,
    h('span.kind', null, status && kind === 'actor' ? status : kind),
    ' ',
    named,
    code && h('span.code', null, ` ${code}`),
  );
}

/** Tells in the panel what marks mean: of an event how it was coded, of others who or where they are. */
async function tell(panel, marks) {
  const event = marks.find((mark) => mark.kind === 'event');
  const others = marks.filter((mark) => mark !== event && mark.label);
  const head = h('h2', null, event ? 'How it was coded' : 'What it is');
  const list = h('ul.facts', null, others.map(otherMark));
  replace(panel, head, list);
  if (!event) return;
  const mentions = (await fetchJson(`explain/${event.id}`)).mentions ?? [];
  const own = mentions.find((m) => m.mention === event.id) ?? mentions[0];
  if (!own) return;
  const onward = mentions.length > 1 ? `All ${mentions.length} tellings side by side` : 'This event’s page';
  replace(
    panel,
    head,
    h('p.type', null, quadSign(quadOf(own.type)), ' ', h('strong', null, typeName(own))),
    codingOf(own),
    list,
    h('p', null, h('a.button', { href: address(`/events/${event.id}`) }, onward)),
  );
}

function eventIndex(events, points, onShow) {
  const item = ({ id, type, label, status, begin, end }) => {
    const what = [
      quadSign(quadOf(type)),
      ' ',
      h('strong', null, label),
      ' ',
      h('q', null, points.slice(begin, end).join('')),
    ];
    const button = h('button.plain-button', { type: 'button', onclick: () => onShow(id) }, what);
    return h('li', { tabindex: '-1' }, button, status !== 'occurred' && [' ', chip(status)]);
  };
  return h('ol.event-index', { 'data-list': true }, events.map(item));
}

/** The mark of an event in this report: its own, or that of the mention which this report makes of it. */
async function markOf(event, marks, report) {
  const own = marks.find((mark) => mark.id === event);
  if (own) return own;
  const { mentions = [] } = await fetchJson(`explain/${event}`).catch(() => ({}));
  const mention = mentions.find((m) => m.report === report)?.mention;
  return marks.find((mark) => mark.id === mention);
}

function toggles(box) {
  const toggle = (kind) => (event) => box.classList.toggle(`hide-${kind}`, !event.target.checked);
  const control = ([kind, words]) => {
    const field = h('input', { type: 'checkbox', checked: true, onchange: toggle(kind) });
    return h('label', null, field, ' ', h(`span.m-${kind}.swatch`, null, words));
  };
  return h('div.controls', { role: 'group', 'aria-label': 'Marks' }, KINDS.map(control));
}

export default async function reader({ view, main, signal }) {
  const id = main.dataset.id ?? location.pathname.split('/').pop();
  const { report, marks: all = [] } = await fetchJson(`reports/${id}`, {}, signal);
  const marks = all.filter((m) => m.end > m.begin).map((m) => ({ ...m, type: m.label?.split('/')[0] }));
  const panel = h(
    'aside.panel',
    { 'aria-live': 'polite' },
    h('p.hint', null, 'Choose a mark in the text to see how it was coded.'),
  );
  const article = paragraphs(stretches(report.text ?? '', marks), (chosen) => tell(panel, chosen));
  const show = (event) => {
    flash(article, event);
    tell(
      panel,
      marks.filter((m) => m.id === event),
    );
  };
  const source = safeAddress(report.url);
  const original = source && [' · ', h('a', { href: source, rel: 'noreferrer noopener' }, 'original')];
  const events = marks.filter((m) => m.kind === 'event');
  const box = h('article.reader', null, h('p.lead', null, report.outlet ?? '', ' · ', time(report.date), original));
  append(box, [toggles(box), article]);
  const index = h('div.panel-index', null, h('h2', null, plural(events.length, 'event')));
  append(index, eventIndex(events, Array.from(report.text ?? ''), show));
  replace(view, h('div.reader-and-panel', null, box, h('div.side-column', null, panel, index)));
  const wanted = location.hash.slice(1) && (await markOf(location.hash.slice(1), marks, id));
  if (wanted) show(wanted.id);
}
