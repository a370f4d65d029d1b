// The outlines of the world: one file, decoded once, drawn on a canvas. Paths are kept in degrees; a view is a matrix.
import { decode } from './polyline.js';

let worldPromise;

function pathOf(lines) {
  const path = new Path2D();
  for (const line of lines) line.forEach(([lon, lat], i) => (i ? path.lineTo(lon, -lat) : path.moveTo(lon, -lat)));
  return path;
}

function landPath(countries, arcs) {
  const path = new Path2D();
  for (const [, , rings] of countries) {
    for (const ring of rings.split(';')) {
      let isFirst = true;
      for (const name of ring.split(',')) {
        const arc = arcs[Number(name.replace('~', ''))];
        for (const [lon, lat] of name[0] === '~' ? arc.toReversed() : arc) {
          if (isFirst) path.moveTo(lon, -lat);
          else path.lineTo(lon, -lat);
          isFirst = false;
        }
      }
      path.closePath();
    }
  }
  return path;
}

/** {land, coast, borders, disputed: paths; labels: [{name, lon, lat, size}]} */
export function loadWorld() {
  worldPromise ??= fetch('/static/world.json')
    .then((answer) => answer.json())
    .then(({ arcs, shared, countries, disputed }) => {
      const lines = arcs.map(decode);
      return {
        land: landPath(countries, lines),
        coast: pathOf(lines.filter((_, i) => shared[i] === '0')),
        borders: pathOf(lines.filter((_, i) => shared[i] === '1')),
        disputed: pathOf(disputed),
        labels: countries.filter(([, name]) => name).map(([, name, , lon, lat, size]) => ({ name, lon, lat, size })),
      };
    });
  return worldPromise;
}

/** Colours of the style sheet as a canvas takes them: what a probe computes, since light and dark stand in one value. */
function colours() {
  const probe = document.createElement('span');
  document.body.append(probe);
  const found = Object.fromEntries(
    ['sea', 'land', 'coast', 'border', 'border-disputed'].map((name) => {
      probe.style.color = `var(--${name})`;
      return [name, getComputedStyle(probe).color];
    }),
  );
  probe.remove();
  return (name) => found[name];
}

/** matrix: degrees (latitude downward) to pixels of the canvas. */
export function drawLand(context, world, matrix, ratio) {
  const colour = colours(),
    { canvas } = context;
  const stroke = (path, style, width, dash = []) => {
    const placed = new Path2D();
    placed.addPath(path, matrix);
    context.strokeStyle = style;
    context.lineWidth = width * ratio;
    context.setLineDash(dash.map((n) => n * ratio));
    context.stroke(placed);
  };
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.fillStyle = colour('sea');
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.lineJoin = 'round';
  const land = new Path2D();
  land.addPath(world.land, matrix);
  context.fillStyle = colour('land');
  context.fill(land, 'evenodd');
  stroke(world.coast, colour('coast'), 0.8);
  stroke(world.borders, colour('border'), 0.8);
  stroke(world.disputed, colour('land'), 2.4);
  stroke(world.disputed, colour('border-disputed'), 1.1, [3.5, 3]);
}
