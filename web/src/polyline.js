// The Encoded Polyline Algorithm Format as knowledge/outline.txt has it: longitude first, hundredths of a degree.

/** [[lon, lat], …] of a line of knowledge/outline.txt. */
export function decode(encoded) {
  const points = [];
  let at = 0;
  const next = () => {
    let value = 0;
    for (let shift = 0, bits = 32; bits & 32; shift += 5) {
      bits = encoded.charCodeAt(at++) - 63;
      value |= (bits & 31) << shift;
    }
    return value & 1 ? -((value + 1) / 2) : value / 2;
  };
  for (let lon = 0, lat = 0; at < encoded.length;) {
    lon += next();
    lat += next();
    points.push([lon / 100, lat / 100]);
  }
  return points;
}
