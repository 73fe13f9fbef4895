// The facts at the head of the page.

import { element, helpMenu, make } from './cards.js';

const helps = new Map(); // kept, so that one that is open stays so

/** Draws facts, each {name, value, after, help}. */
export function drawFacts(all) {
  element('facts').replaceChildren(...all.map(({ name, value, after, help }) => {
    const pair = make('div');
    const dd = make('dd', String(value));
    if (after) dd.append(' ', make('small', after));
    const dt = make('dt', name);
    if (help) dt.append(helpOf(name, help));
    pair.append(dt, dd);
    return pair;
  }));
}

function helpOf(name, metric) {
  if (!helps.has(metric)) helps.set(metric, helpMenu(name, [metric]));
  return helps.get(metric);
}
