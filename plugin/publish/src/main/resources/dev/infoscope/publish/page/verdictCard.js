// The verdict on top of the page.

import { button, element, helpMenu, make } from './cards.js';
import { title } from './format.js';
import { verdict } from './verdict.js';

/** Draws the verdict; what a caution offers to switch to is done by the page. */
export function drawVerdict(store, index, choose) {
  const { headline, kind, more } = verdict(store, index);
  const box = element('verdict');
  const shown = JSON.stringify([headline, kind, more]);
  if (box.dataset.shown === shown) return;
  box.dataset.shown = shown;
  const list = make('ul');
  list.append(...more.map((each) => line(each, choose)));
  const head = make('h2', headline);
  head.dataset.kind = kind;
  box.replaceChildren(head, ...(more.length ? [list] : []));
}

/** @param {{words: string, kind: string, about?: string, estimator?: string}} each */
function line({ words, kind, about, estimator }, choose) {
  const end = words.lastIndexOf(' ') + 1;
  const item = make('li', words.slice(0, end));
  const last = make('span', words.slice(end), 'last'); // which the question mark stays beside
  item.append(last);
  item.dataset.kind = kind;
  if (about) last.append(' ', helpMenu(title(about), [about]));
  if (estimator) item.append(' ', button(`Show ${estimator}`, () => choose('estimator', estimator)));
  return item;
}
