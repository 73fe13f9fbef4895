// The parts of the page that fold, and the menu that leads to them.

import { button, element, make } from './cards.js';

const OPEN = new Set(['runs', 'matrices', 'information']); // the others open when they are asked for

/** A part with a heading that folds. */
export class Section {
  constructor(id, name, state, opened) {
    this.id = id;
    this.name = name;
    this.box = /** @type {HTMLDetailsElement} */ (make('details', '', 'chapter'));
    this.box.id = `section-${id}`;
    this.body = make('div', '', 'body');
    const summary = make('summary');
    summary.append(make('h2', name));
    this.box.append(summary, this.body);
    this.box.open = state.open?.includes(id) || (OPEN.has(id) && !state.shut?.includes(id));
    this.box.addEventListener('toggle', () => opened(this));
  }

  /** Opens it and leads there. */
  goTo() {
    this.box.open = true;
    this.box.scrollIntoView();
    this.box.querySelector('summary').focus({ preventScroll: true });
  }

  get open() {
    return this.box.open && !this.box.hidden;
  }
}

/** Which sections are not as they are at first: {open, shut}. */
export function folds(sections) {
  const shown = sections.filter((section) => !section.box.hidden);
  return { open: shown.filter((s) => s.box.open && !OPEN.has(s.id)).map((s) => s.id), shut: shown.filter((s) => !s.box.open && OPEN.has(s.id)).map((s) => s.id) };
}

/** Links to the sections that have something to show. */
export function drawMenu(sections) {
  const shown = sections.filter((section) => !section.box.hidden);
  const box = element('menu');
  const key = shown.map((section) => section.id).join();
  if (box.dataset.shown === key) return;
  box.dataset.shown = key;
  box.replaceChildren(button('Overview', () => window.scrollTo({ top: 0 })), button('Planes', () => element('top').scrollIntoView()), ...shown.map((section) => button(section.name, () => section.goTo())));
}
