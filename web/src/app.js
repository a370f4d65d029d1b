// Starts a page: the filter bar, keys, theme, live notice, and the module of the view that the page names.
import { h, replace } from './dom.js';
import { ApiError } from './api.js';
import { onChange } from './state.js';
import { startFilters } from './filters.js';
import { startKeys } from './keys.js';
import { startLive } from './live.js';
import { startTheme } from './theme.js';

const main = document.querySelector('main[data-view]');
const view = main?.querySelector('.view');
let running = new AbortController();

const VIEWS = 'brief timeline map network agenda outlook alarms actors disputes events reports search sources'.split(
  ' ',
);
const OF_ONE = { actors: 'actor', events: 'event', reports: 'reader' }; // /events lists them, /events/ID shows one

function nameOfView() {
  const name = main?.dataset.view;
  const isOne = location.pathname.split('/').length > 2;
  return isOne ? OF_ONE[name] : VIEWS.find((known) => known === name);
}

/** Shows what the server wrote for readers without scripts, with a word why. */
function fallBack(error) {
  main.classList.add('failed');
  view.hidden = false;
  replace(
    view,
    h('p.problem', { role: 'alert' }, error instanceof ApiError ? error.message : `This view failed: ${error.message}`),
  );
  if (!(error instanceof ApiError)) console.error(error);
}

async function render(module) {
  running.abort();
  running = new AbortController();
  const { signal } = running;
  view.hidden = false;
  view.setAttribute('aria-busy', 'true');
  try {
    await module.default({ view, main, signal });
    main.classList.remove('failed');
    main.classList.add('ready');
  } catch (error) {
    if (!signal.aborted) fallBack(error);
  } finally {
    if (!signal.aborted) view.removeAttribute('aria-busy');
  }
}

async function start() {
  startTheme();
  startFilters();
  startKeys();
  document.querySelector('header.top nav [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  startLive();
  const name = nameOfView();
  if (!view || !name) {
    main?.classList.add('failed');
    return;
  }
  try {
    const module = await import(`./views/${name}.js`);
    onChange(() => render(module));
    await render(module);
  } catch (error) {
    fallBack(error);
  }
}

start();
