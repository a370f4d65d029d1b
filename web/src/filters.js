// The filter bar: the server's form, here without a load of the page. Links of the navigation carry the filters along.
import { h, append } from './dom.js';
import { fetchJson, meta } from './api.js';
import { FILTERS, address, announce, filters, onChange } from './state.js';

function fromForm(form) {
  const query = new URLSearchParams(location.search);
  for (const [name, value] of new FormData(form)) {
    const text = String(value).trim();
    if (text) query.set(name, text);
    else query.delete(name);
  }
  query.delete('cursor');
  return query.toString();
}

function showState(form, toggle) {
  const now = filters();
  for (const name of FILTERS) {
    const field = form.elements.namedItem(name);
    if (field && field !== document.activeElement) field.value = now[name] ?? '';
    field?.closest('.field')?.classList.toggle('is-set', Boolean(now[name]));
  }
  const n = Object.keys(now).length;
  toggle.textContent = n ? `Filters (${n})` : 'Filters';
  for (const link of document.querySelectorAll('header.top nav a')) link.href = address(new URL(link.href).pathname);
}

/** Suggestions as one types: actors from the archive's own, outlets from its reports. */
async function suggest(form) {
  const lists = { actor: [], outlet: [] };
  const [known, about] = await Promise.all([fetchJson('actors', { limit: 300 }).catch(() => ({})), meta()]);
  lists.actor = (known.rows ?? []).map((row) => row.name);
  lists.outlet = (about.outlets ?? []).map((row) => row.outlet ?? row);
  for (const [name, values] of Object.entries(lists)) {
    const field = form.elements.namedItem(name);
    if (!field || field.tagName !== 'INPUT' || field.list || !values.length) continue;
    const id = `suggest-${name}`;
    append(
      form,
      h(
        'datalist',
        { id },
        [...new Set(values)].map((value) => h('option', { value })),
      ),
    );
    field.setAttribute('list', id);
  }
}

export function startFilters() {
  const form = document.querySelector('form.filters');
  if (!form) return;
  const toggle = h(
    'button.filters-toggle',
    {
      type: 'button',
      'aria-expanded': 'false',
      onclick: () => toggle.setAttribute('aria-expanded', String(form.classList.toggle('is-open'))),
    },
    'Filters',
  );
  form.before(toggle);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const text = fromForm(form);
    history.pushState(null, '', location.pathname + (text ? `?${text}` : '') + location.hash);
    announce();
  });
  form.addEventListener('change', (event) => {
    if (event.target.tagName === 'SELECT' || event.target.type === 'date') form.requestSubmit();
  });
  form.querySelector('.clear')?.addEventListener('click', (event) => {
    event.preventDefault();
    history.pushState(null, '', location.pathname);
    announce();
  });
  form.addEventListener('focusin', () => suggest(form), { once: true });
  onChange(() => showState(form, toggle));
  showState(form, toggle);
}
