// Says discreetly that reports came in; never changes what is being read.
import { h } from './dom.js';
import { announce } from './state.js';
import { meta } from './api.js';
import { plural } from './words.js';

export async function startLive() {
  const about = await meta();
  if (!('reports' in about)) return;
  let known = about.reports;
  const notice = h('button.live', {
    type: 'button',
    hidden: true,
    onclick: () => {
      notice.hidden = true;
      known = notice.value;
      announce();
    },
  });
  document.body.append(h('div.live-region', { role: 'status' }, notice));
  const source = new EventSource('/api/v1/live');
  source.addEventListener('reports', (event) => {
    const now = Number(JSON.parse(event.data).n_reports);
    if (!Number.isFinite(now) || now === Number(known)) return;
    notice.value = now;
    notice.textContent = now > known ? `${plural(now - known, 'new report')} · show` : 'The archive changed · show';
    notice.hidden = false;
  });
  addEventListener('pagehide', () => source.close());
}
