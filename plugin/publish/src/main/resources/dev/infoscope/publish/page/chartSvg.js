// A chart as a picture for a file: lines with their names, nothing to point at.

import { ticks } from './format.js';
import { theme } from './palette.js';
import { SvgSurface } from './surface.js';

const SIZE = { width: 760, height: 420 };
const SIDES = { left: 62, right: 150, top: 34, bottom: 48 };

/** what: {name, unit, axis, times, lines: [{name, ink, dash, width, alpha, values}], room: [low, high], log}. */
export function chartSvg({ name, unit, axis, times, lines, room, log = false }) {
  const paper = theme();
  const surface = new SvgSurface(SIZE.width, SIZE.height);
  const [right, bottom] = [SIZE.width - SIDES.right, SIZE.height - SIDES.bottom];
  const [first, last] = [times[0] ?? 0, times[times.length - 1] ?? 1];
  const x = (time) => SIDES.left + ((time - first) / (last - first || 1)) * (right - SIDES.left);
  const scale = log ? Math.log10 : (value) => value;
  const [low, high] = room.map(scale);
  const y = (value) => bottom - ((scale(value) - low) / (high - low || 1)) * (bottom - SIDES.top);
  surface.ground(paper.card);
  surface.text(SIDES.left, 20, unit ? `${name}, ${unit}` : name, { fill: paper.ink, size: 14, weight: 650 });
  for (const tick of ticks(first, last, 6)) surface.text(x(tick.value), bottom + 18, tick.text, { fill: paper.soft, anchor: 'middle' });
  for (const tick of log ? decades(room) : ticks(room[0], room[1], 5)) {
    surface.line([[SIDES.left, y(tick.value)], [right, y(tick.value)]], { stroke: paper.grid });
    surface.text(SIDES.left - 8, y(tick.value) + 4, tick.text, { fill: paper.soft, anchor: 'end' });
  }
  surface.text((SIDES.left + right) / 2, SIZE.height - 10, axis, { fill: paper.ink, anchor: 'middle' });
  lines.forEach((line, i) => {
    for (const piece of pieces(times, line.values)) surface.line(piece.map(([time, value]) => [x(time), y(value)]), { stroke: line.ink, width: line.width, dash: line.dash, alpha: line.alpha });
    const at = SIDES.top + 10 + 17 * i;
    if (at > bottom) return;
    surface.line([[right + 12, at - 4], [right + 32, at - 4]], { stroke: line.ink, width: Math.max(2.4, line.width), dash: line.dash, alpha: line.alpha });
    surface.text(right + 38, at, line.name, { fill: paper.ink });
  });
  return surface.toString();
}

function decades([low, high]) {
  const [first, last] = [Math.ceil(Math.log10(low)), Math.floor(Math.log10(high))];
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => ({ value: 10 ** (first + i), text: `1e${first + i}` }));
}

/** Null breaks a line; what was not measured does not. */
function pieces(times, values) {
  const all = [[]];
  values.forEach((value, i) => {
    if (value === null) all.push([]);
    else if (value !== undefined) all[all.length - 1].push([times[i], value]);
  });
  return all.filter((piece) => piece.length > 1);
}
