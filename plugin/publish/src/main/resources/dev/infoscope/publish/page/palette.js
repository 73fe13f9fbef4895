// Colours after Okabe and Ito, told apart by most colour-blind readers; beyond eight layers the
// shape of the mark changes as well.

const LIGHT = ['#0072B2', '#D98A00', '#009E73', '#D55E00', '#B9628F', '#56A9DE', '#7F7F1E', '#882255'];
const DARK = ['#3F9AE0', '#E9A93C', '#22BE91', '#FF7F45', '#E39CC4', '#B9E4FF', '#C9C765', '#C45C93'];
const SHAPES = ['circle', 'square', 'triangle', 'diamond'];
const DASHES = [[], [7, 3], [2, 3], [9, 3, 2, 3]];

const dark = window.matchMedia('(prefers-color-scheme: dark)');

export function onThemeChange(then) {
  dark.addEventListener('change', then);
}

export function colour(place) {
  const all = dark.matches ? DARK : LIGHT;
  return all[place % all.length];
}

export function shape(place) {
  return SHAPES[Math.floor(place / LIGHT.length) % SHAPES.length];
}

export function dash(place) {
  return DASHES[Math.floor(place / LIGHT.length) % DASHES.length];
}

/** The colours of the page itself, from its style sheet. */
export function theme() {
  const style = getComputedStyle(document.documentElement);
  const get = (name) => style.getPropertyValue(`--${name}`).trim();
  return { card: get('card'), ink: get('ink'), soft: get('soft'), faint: get('faint'), rule: get('rule'), grid: get('grid'), accent: get('accent') };
}

export function withAlpha(hex, alpha) {
  return hex + Math.round(alpha * 255).toString(16).padStart(2, '0');
}
