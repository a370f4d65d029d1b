// Light, dark or as the system has it; remembered in this browser.
import { h } from './dom.js';

const ORDER = ['auto', 'light', 'dark'];
const SIGNS = { auto: '◐', light: '○', dark: '●' };

function remembered() {
  try {
    return ORDER.includes(localStorage.theme) ? localStorage.theme : 'auto';
  } catch {
    return 'auto'; // storage is forbidden: the system's own
  }
}

export function startTheme() {
  let now = remembered();
  const button = h('button.theme', { type: 'button' });
  const show = () => {
    document.documentElement.dataset.theme = now;
    button.textContent = SIGNS[now];
    button.setAttribute('aria-label', `Colours: ${now === 'auto' ? 'as the system' : now}`);
    button.title = button.getAttribute('aria-label');
    document.dispatchEvent(new Event('themechange'));
  };
  button.addEventListener('click', () => {
    now = ORDER[(ORDER.indexOf(now) + 1) % ORDER.length];
    try {
      localStorage.theme = now;
    } catch {
      /* not remembered then */
    }
    show();
  });
  document.querySelector('header.top')?.append(button);
  show();
}
