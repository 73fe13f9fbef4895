// The pieces cards are made of.

import { own } from './format.js';
import { HELP } from './help.js';
import { svg, swatch } from './surface.js';

export const element = (id) => document.getElementById(id);
export const make = (tag, words = '', className = '') => Object.assign(document.createElement(tag), { textContent: words, className });

export function button(words, does, className = 'link') {
  const made = make('button', words, className);
  made.addEventListener('click', does);
  return made;
}

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
    const [what, caveat] = helpOf(metric) ?? [fallback, ''];
    if (what) words.append(make('p', what));
    if (!caveat) continue;
    const line = make('p', '', 'flag');
    line.append(make('strong', 'When not to trust it: '), caveat);
    words.append(line);
  }
  const known = metrics.filter(helpOf);
  if (known.length) words.append(reference(known));
  box.append(summary, words);
  box.hidden = words.childElementCount === 0;
  return box;
}

function helpOf(metric) {
  return own(HELP, metric.replace('infoscope.', ''));
}

/** Where the metric reference says more: links where this page knows the address of the documentation, else the file it is made of. */
function reference(metrics) {
  const base = /** @type {HTMLMetaElement | null} */ (document.querySelector('meta[name="docs"]'))?.content;
  const line = make('p', base ? 'More: ' : 'Formula, source and an example are in src/site/metrics.md of the source tree, under ', 'hint');
  metrics.forEach((metric, i) => {
    const name = [metric.replaceAll('.', '_'), helpOf(metric)[2]].filter(Boolean).join('_'); // as Prometheus has it
    const link = base ? Object.assign(make('a', name), { href: `${base}metrics.html#${name.replaceAll('_', '-')}`, target: '_blank', rel: 'noopener' }) : name;
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
  return svg('svg', { viewBox: '0 0 16 16', width: 14, 'aria-hidden': 'true' }, svg('path', { fill: 'currentColor' }));
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
