// Keys: / search, j k along a list, Enter or o opens, g and a letter goes to a view, ? tells them.
import { h } from './dom.js';
import { address } from './state.js';

const GO = {
  b: '/',
  t: '/timeline',
  m: '/map',
  n: '/network',
  a: '/agenda',
  o: '/outlook',
  l: '/alarms',
  p: '/actors',
  d: '/disputes',
  e: '/events',
  r: '/reports',
  s: '/sources',
};

const TOLD = [
  ['/', 'search'],
  ['j  k', 'next, previous in a list'],
  ['Enter  o', 'open it'],
  [
    'g then b t m n a o l p d e r s',
    'brief, timeline, map, network, agenda, outlook, alarms, actors (people), disputes, events, reports, sources',
  ],
  ['← →  + −', 'in a chart or map that has the focus: move, zoom'],
  ['Esc', 'close, leave a field'],
  ['?', 'this help'],
];

let afterG = 0;

function isTyping(target) {
  return target.closest('input:not([type=range]):not([type=checkbox]), select, textarea, [contenteditable]');
}

function walk(step) {
  const items = [...document.querySelectorAll('main [data-list] > *')].filter((item) => item.offsetParent);
  if (!items.length) return;
  const at = items.findIndex((item) => item.contains(document.activeElement));
  const next = items[at < 0 ? 0 : Math.min(Math.max(at + step, 0), items.length - 1)];
  next.tabIndex = -1;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: 'nearest', behavior: 'auto' });
}

function open() {
  const item = document.activeElement?.closest('[data-open]');
  if (item) location.assign(address(item.dataset.open));
}

export function showHelp() {
  const dialog = h(
    'dialog.help',
    { 'aria-labelledby': 'keys-title' },
    h('h2', { id: 'keys-title' }, 'Keys'),
    h(
      'dl',
      null,
      TOLD.map(([keys, meaning]) => [
        h(
          'dt',
          null,
          keys.split('  ').map((key) => h('kbd', null, key)),
        ),
        h('dd', null, meaning),
      ]),
    ),
    h('form', { method: 'dialog' }, h('button', null, 'Close')),
  );
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

function focusSearch() {
  const form = document.querySelector('form.filters');
  form?.classList.add('is-open');
  const field = document.querySelector('main input[type=search]') ?? form?.elements.namedItem('query');
  if (!field) location.assign('/search');
  field?.focus();
  field?.select();
}

const ACTIONS = { '/': focusSearch, '?': showHelp, j: () => walk(1), k: () => walk(-1), o: open };

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return;
  if (event.key === 'Escape' && isTyping(event.target)) event.target.blur();
  if (isTyping(event.target)) return;
  if (event.timeStamp - afterG < 1500 && GO[event.key]) {
    event.preventDefault();
    location.assign(address(GO[event.key]));
    return;
  }
  afterG = event.key === 'g' ? event.timeStamp : 0;
  if (event.key === 'Enter' && event.target.matches('[data-open]')) open();
  if (!ACTIONS[event.key]) return;
  event.preventDefault();
  ACTIONS[event.key]();
}

export function startKeys() {
  addEventListener('keydown', onKey);
  afterG = -Infinity;
}
