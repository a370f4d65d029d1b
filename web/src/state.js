// The URL is the state: the filters that all views share stand in its query, which the server reads too; what a view adds to them
// (lanes, period, focus, the map's middle …) stands in its fragment, which only the browser knows.

export const FILTERS = ['query', 'since', 'until', 'as-of', 'actor', 'type', 'status', 'place', 'outlet', 'word'];

const listeners = new Set();

const query = () => new URLSearchParams(location.search);
const fragment = () => new URLSearchParams(location.hash.slice(1));

/** The filters that the address names, as an object. */
function named() {
  const now = query();
  return Object.fromEntries(FILTERS.map((name) => [name, now.get(name)]).filter(([, value]) => value));
}

/** Where the server begins by itself, in a large archive, while nobody asks for a time: it says so in the page's data-api. */
function begin() {
  const asked = document.querySelector('main')?.dataset.api?.split('?')[1];
  const { since, until } = named();
  return since || until || !asked ? null : new URLSearchParams(asked).get('since');
}

/** The filters that hold, as an object. */
export function filters() {
  const since = begin();
  return since ? { ...named(), since } : named();
}

/** A filter or a view's own setting, null where it is not set. */
export function get(name) {
  return (FILTERS.includes(name) ? filters()[name] : fragment().get(name)) || null;
}

/** path?filters#settings, with changes: null takes one away. */
function compose(path, ofQuery, ofFragment, changes) {
  for (const [name, value] of Object.entries(changes)) {
    const part = FILTERS.includes(name) ? ofQuery : ofFragment;
    if (value === null || value === undefined || value === '') part.delete(name);
    else part.set(name, value);
  }
  const [search, hash] = [ofQuery.toString(), ofFragment.toString()];
  return path + (search ? `?${search}` : '') + (hash ? `#${hash}` : '');
}

// Views whose types and statuses are those of events; elsewhere the words differ ("backs", "overdue"), and are not carried along.
const OF_EVENTS = ['/', '/timeline', '/map', '/events'];

/** The address of another view with the filters of now. */
export function address(path, changes = {}) {
  const isSame = path === location.pathname || (OF_EVENTS.includes(path) && OF_EVENTS.includes(location.pathname));
  const carried = isSame ? named() : { ...named(), type: '', status: '' };
  return compose(path, new URLSearchParams(), new URLSearchParams(), { ...carried, ...changes });
}

/** Changes parts of the URL; a new entry of the history unless asked to replace this one; quiet: the view need not be drawn anew. */
export function set(changes, { replace = false, quiet = false } = {}) {
  const url = compose(location.pathname, query(), fragment(), changes);
  if (url === location.pathname + location.search + location.hash) return;
  history[replace ? 'replaceState' : 'pushState'](null, '', url);
  if (!quiet) announce();
}

export function onChange(listener) {
  listeners.add(listener);
}

export function announce() {
  listeners.forEach((listener) => listener());
}

addEventListener('popstate', announce);
