// The pieces cards are made of.

import { HELP } from './help.js';
import { swatch } from './surface.js';

export const element = (id) => document.getElementById(id);
export const make = (tag, words = '', className = '') => Object.assign(document.createElement(tag), { textContent: words, className });

export function cardHead(name, after, ...more) {
  const head = make('div', '', 'cardhead');
  const h2 = make('h2', name);
  if (after) h2.append(make('small', after));
  head.append(h2, ...more);
  return head;
}

/** A question mark behind which stands what a card shows, and when not to trust it. */
export function helpMenu(name, metrics, fallback = '') {
  const box = make('details', '', 'menu help');
  const summary = make('summary', '?');
  summary.setAttribute('aria-label', `What is ${name}?`);
  const words = make('div');
  for (const metric of metrics) {
    const { what, caveat } = HELP[metric] ?? { what: fallback, caveat: '' };
    if (what) words.append(make('p', what));
    if (!caveat) continue;
    const line = make('p', '', 'flag');
    line.append(make('strong', 'When not to trust it: '), caveat);
    words.append(line);
  }
  const known = metrics.filter((metric) => HELP[metric]);
  if (known.length) words.append(reference(known));
  box.append(summary, words);
  box.hidden = words.childElementCount === 0;
  return box;
}

/** Where the metric reference says more: links where this page knows the address of the documentation, else names. */
function reference(metrics) {
  const base = /** @type {HTMLMetaElement | null} */ (document.querySelector('meta[name="docs"]'))?.content;
  const line = make('p', base ? 'More: ' : 'More in the documentation, page Metrics: ', 'hint');
  metrics.forEach((metric, i) => {
    const { anchor } = HELP[metric];
    const name = anchor.replaceAll('-', '_');
    const link = base ? Object.assign(make('a', name), { href: `${base}metrics.html#${anchor}`, target: '_blank', rel: 'noopener' }) : name;
    line.append(i ? ', ' : '', link);
  });
  return line;
}

/** Menus close where something else is clicked, and by the Escape key, which leads back to what opened them. */
export function closeMenus() {
  const opened = () => /** @type {NodeListOf<HTMLDetailsElement>} */ (document.querySelectorAll('details.menu[open]'));
  document.addEventListener('click', (event) => opened().forEach((menu) => {
    if (!event.composedPath().includes(menu)) menu.open = false;
  }));
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    opened().forEach((menu) => {
      const within = menu.contains(document.activeElement);
      menu.open = false;
      if (within) menu.querySelector('summary').focus();
    });
  });
}

export function options(pairs, chosen) {
  const select = make('select');
  for (const [value, words] of pairs) select.append(new Option(words, value, false, value === chosen));
  return select;
}

/** A select that stays where it is and is only filled anew when what there is to choose changes. */
export class Choice {
  constructor(label, then) {
    this.select = options([], '');
    this.select.setAttribute('aria-label', label);
    this.select.addEventListener('change', () => {
      this.value = this.select.value;
      then();
    });
    this.value = null;
    this.shown = '';
  }

  /** Offers [value, words]; hidden if there is nothing to choose. */
  offer(pairs, first = pairs[0]?.[0]) {
    if (!pairs.some(([value]) => value === this.value)) this.value = first ?? null;
    const shown = JSON.stringify([pairs, this.value]);
    this.select.hidden = pairs.length < 2;
    if (shown === this.shown) return;
    this.shown = shown;
    this.select.replaceChildren(...pairs.map(([value, words]) => new Option(words, value, false, value === this.value)));
  }
}

export function playIcon() {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('width', '14');
  svg.setAttribute('aria-hidden', 'true');
  path.setAttribute('fill', 'currentColor');
  svg.append(path);
  return svg;
}

export function tipTable(rows) {
  const table = make('table');
  for (const [name, value, ink] of rows) {
    const row = make('tr');
    const first = make('td', ` ${name}`);
    if (ink) first.prepend(swatch('square', ink));
    row.append(first, make('td', value));
    table.append(row);
  }
  return table;
}
