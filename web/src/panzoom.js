// Moves and zooms a plane by mouse, touch and keys. The view is {x, y, k}: what lies in the middle, and pixels per unit.

const STEP = 1.5;

export function panZoom(element, view, { least, most, aspect = () => 1, onChange }) {
  const pointers = new Map();
  let moved = 0;

  function zoom(factor, px = 0, py = 0) {
    const k = Math.min(Math.max(view.k * factor, least), most);
    const shift = 1 / view.k - 1 / k;
    view.x += (px * shift) / aspect();
    view.y += py * shift;
    view.k = k;
    onChange();
  }

  function pan(dx, dy) {
    view.x -= dx / view.k / aspect();
    view.y -= dy / view.k;
    onChange();
  }

  const fromMiddle = (event) => {
    const box = element.getBoundingClientRect();
    return [event.clientX - box.left - box.width / 2, event.clientY - box.top - box.height / 2];
  };

  const spread = () => {
    const [a, b] = [...pointers.values()];
    return b ? Math.hypot(a[0] - b[0], a[1] - b[1]) : 0;
  };

  element.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      zoom(Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0018)), ...fromMiddle(event));
    },
    { passive: false },
  );

  element.addEventListener('pointerdown', (event) => {
    if (event.button || event.target.closest('[data-grab]')) return;
    pointers.set(event.pointerId, fromMiddle(event));
    moved = 0;
  });
  element.addEventListener('pointermove', (event) => {
    const before = pointers.get(event.pointerId);
    if (!before) return;
    const wide = spread();
    const now = fromMiddle(event);
    pointers.set(event.pointerId, now);
    moved += Math.hypot(now[0] - before[0], now[1] - before[1]);
    if (moved > 4) element.setPointerCapture(event.pointerId);
    pan((now[0] - before[0]) / pointers.size, (now[1] - before[1]) / pointers.size);
    if (wide && spread()) zoom(spread() / wide, ...now);
  });
  for (const end of ['pointerup', 'pointercancel'])
    element.addEventListener(end, (event) => pointers.delete(event.pointerId));
  element.addEventListener(
    'click',
    (event) => {
      if (moved > 4) {
        event.preventDefault();
        event.stopPropagation();
      }
    },
    true,
  );
  element.addEventListener('keydown', (event) => {
    const action = {
      ArrowLeft: () => pan(60, 0),
      ArrowRight: () => pan(-60, 0),
      ArrowUp: () => pan(0, 60),
      ArrowDown: () => pan(0, -60),
      '+': () => zoom(STEP),
      '=': () => zoom(STEP),
      '-': () => zoom(1 / STEP),
    }[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });
  return { zoomIn: () => zoom(STEP), zoomOut: () => zoom(1 / STEP) };
}
