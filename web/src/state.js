// The URL is the state: the filters that all views share, and what a view adds to them (period, lanes, focus …).

export const FILTERS = ['query', 'since', 'until', 'as-of', 'actor', 'type', 'status', 'place', 'outlet', 'word'];

const listeners = new Set();

export function params() {
  return new URLSearchParams(location.search);
}

export function get(name) {
  return params().get(name) || null;
}

/** The filters that are set, as an object. */
export function filters() {
  const now = params();
  return Object.fromEntries(FILTERS.map((name) => [name, now.get(name)]).filter(([, value]) => value));
}

/** An address with the filters of now; changes override them, null takes one away. */
export function address(path, changes = {}) {
  const query = new URLSearchParams(filters());
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === undefined || value === '') query.delete(name);
    else query.set(name, value);
  }
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}

/** Changes parts of the URL; a new entry of the history unless asked to replace this one. */
export function set(changes, { replace = false, quiet = false } = {}) {
  const query = params();
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === undefined || value === '') query.delete(name);
    else query.set(name, value);
  }
  const text = query.toString();
  const url = location.pathname + (text ? `?${text}` : '') + location.hash;
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
