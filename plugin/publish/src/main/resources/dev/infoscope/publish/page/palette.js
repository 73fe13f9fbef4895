// The first two after Okabe and Ito; all are 25 or more (CIE 1976) from each other for readers with
// normal sight and without one kind of cones (Machado et al. 2009), which a test measures. Colour
// never says anything alone: layers are named at their lines and trajectories, and beyond eight of them the
// shape of the mark and the dashes change as well.

const LIGHT = ['#0072B2', '#D98A00', '#00BB6B', '#A33113', '#B1839F', '#9268FF', '#603F3B', '#480396'];
const DARK = ['#3F9AE0', '#E9A93C', '#63FF9A', '#CB4838', '#B6A297', '#BEE9FF', '#F3FF24', '#975482'];
const LIGHT_GREY = '#B9C1C8';
const DARK_GREY = '#4A545D';
const SHAPES = ['circle', 'square', 'triangle', 'diamond'];
const DASHES = [[], [7, 3], [2, 3], [9, 3, 2, 3]];

const dark = window.matchMedia('(prefers-color-scheme: dark)');

export function onThemeChange(then) {
  dark.addEventListener('change', then);
}

/** The colour of a place; grey for what has none (below 0). */
export function colour(place) {
  if (place < 0) return dark.matches ? DARK_GREY : LIGHT_GREY;
  const all = dark.matches ? DARK : LIGHT;
  return all[place % all.length];
}

/** The colour of words that stand for a layer: nearer to the ink, so that all can be read. */
export function textColour(place) {
  const { ink } = theme();
  const parts = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
  const [own, towards] = [parts(colour(place ?? 0)), parts(ink)];
  return `rgb(${own.map((part, i) => Math.round(0.6 * part + 0.4 * towards[i])).join(', ')})`;
}

export function shape(place) {
  if (place < 0) return 'circle';
  return SHAPES[Math.floor(place / LIGHT.length) % SHAPES.length];
}

export function dash(place) {
  if (place < 0) return [];
  return DASHES[Math.floor(place / LIGHT.length) % DASHES.length];
}

// One hue each, from the paper's own lightness to the far end, so that they also work in grey; what
// is below zero has the other hue.
const LIGHT_HEAT = { zero: [241, 244, 246], above: [0, 72, 122], below: [168, 66, 0] };
const DARK_HEAT = { zero: [38, 45, 51], above: [150, 214, 255], below: [255, 160, 92] };

/** The colour of a value from -1 to 1. */
export function heat(value) {
  const { zero, above, below } = dark.matches ? DARK_HEAT : LIGHT_HEAT;
  const far = value < 0 ? below : above;
  const share = Math.min(1, Math.abs(value)) ** 0.8;
  const part = (i) => Math.round(zero[i] + share * (far[i] - zero[i]));
  return `rgb(${part(0)}, ${part(1)}, ${part(2)})`;
}

/** The colour of words on it. */
export function onHeat(value) {
  return (Math.abs(value) > 0.45) !== dark.matches ? '#ffffff' : '#10161b';
}

/** Runs beside each other are told apart by their dashes. */
export function runDash(order) {
  return [[], [6, 4], [2, 3], [10, 3, 2, 3], [1, 5]][order % 5];
}

/** How a line is drawn: of the run that is read, of a run beside it, or of the baseline, wide and pale beneath the others. */
export function lineLook({ order, quiet, ink }) {
  if (quiet) return { dash: [], width: 5, alpha: 0.3 };
  if (ink < 0) return { dash: order ? runDash(order) : [], width: 1, alpha: 1 };
  return order ? { dash: runDash(order), width: 1.3, alpha: 1 } : { dash: dash(ink), width: 1.8, alpha: 1 };
}

/** The colours of the page itself, from its style sheet. */
export function theme() {
  const style = getComputedStyle(document.documentElement);
  const get = (name) => style.getPropertyValue(`--${name}`).trim();
  return { card: get('card'), ink: get('ink'), soft: get('soft'), faint: get('faint'), rule: get('rule'), grid: get('grid'), accent: get('accent'), warn: get('warn') };
}

export function withAlpha(hex, alpha) {
  return hex + Math.round(alpha * 255).toString(16).padStart(2, '0');
}
