// Which layers are shown, and which of many have colours.

import { button, element, make, options } from './cards.js';
import { shortened } from './format.js';
import { MANY, MOST_COLOURED, blocks, coloured, matching } from './layers.js';
import { colour, shape } from './palette.js';
import { swatch } from './surface.js';

const LONGEST_NAME = 28;
const RULES = [['even', 'evenly by depth'], ['moved', 'moved most'], ['own', 'chosen below']];

export class LayerPicker {
  /** The view is told by changed when other layers are to be drawn. */
  constructor(view, changed) {
    this.view = view;
    this.changed = changed;
    this.wanted = 'even';
    this.query = '';
  }

  get #layers() {
    return this.view.store.head.layers;
  }

  /** What the address says of it: a rule or names; undefined for the usual. */
  get state() {
    if (!this.view.store.head || this.#layers.length <= MANY || this.wanted === 'even') return undefined;
    return Array.isArray(this.wanted) ? this.wanted.filter((name) => !name.includes(',')) : [this.wanted];
  }

  restore(given) {
    if (!given) return;
    this.wanted = given.length === 1 && given[0] === 'moved' ? 'moved' : given;
  }

  /** Gives colours to layers; with every snapshot others may have moved most. */
  settle() {
    const { store } = this.view;
    store.paint(coloured(store, this.wanted));
  }

  draw() {
    this.settle();
    const layers = this.#layers;
    const box = element('layers');
    const many = layers.length > MANY;
    box.replaceChildren(...layers.filter((layer) => !many || this.view.store.ink(layer.index) >= 0).map((layer) => this.#chip(layer)));
    element('layerMenu').hidden = !many;
    if (!many) return;
    if (!this.found) this.#menu();
    this.#list();
  }

  /** Click to hide, double-click to see alone. */
  #chip(layer) {
    const { view } = this;
    const ink = view.store.ink(layer.index);
    const button = make('button', shortened(layer.name, LONGEST_NAME));
    button.title = `${layer.name}: ${layer.kind}${layer.reduction ? `, ${layer.reduction}` : ''}. Click to hide, double-click to see it alone`;
    button.setAttribute('aria-pressed', String(!view.hidden.has(layer.index)));
    button.prepend(swatch(shape(ink), colour(ink)));
    button.addEventListener('click', () => {
      if (!view.hidden.delete(layer.index)) view.hidden.add(layer.index);
      button.setAttribute('aria-pressed', String(!view.hidden.has(layer.index)));
      this.changed();
    });
    button.addEventListener('dblclick', () => this.#alone(layer));
    return button;
  }

  /** Only this layer, or all again. */
  #alone(layer) {
    const others = this.#layers.filter((other) => other.index !== layer.index).map((other) => other.index);
    const already = others.every((index) => this.view.hidden.has(index));
    this.#hide(already ? [] : others);
  }

  #hide(indexes) {
    this.view.hidden = new Set(indexes);
    this.#again();
  }

  #again() {
    this.draw();
    this.changed();
  }

  #choose(wanted) {
    this.wanted = wanted;
    this.#again();
  }

  // Of many layers, a menu to search them.

  #menu() {
    this.title = make('summary');
    this.rule = options(RULES, 'even');
    this.rule.setAttribute('aria-label', 'Layers in colour');
    this.rule.addEventListener('change', () => this.#choose(this.rule.value === 'own' ? this.#names() : this.rule.value));
    const search = /** @type {HTMLInputElement} */ (Object.assign(make('input'), { type: 'search', placeholder: 'Find a layer', value: this.query }));
    search.setAttribute('aria-label', 'Find a layer');
    search.addEventListener('input', () => {
      this.query = search.value;
      this.#list();
    });
    const row = make('p', '', 'row');
    row.append('In colour: ', this.rule, button('Hide the grey ones', () => this.#hide(this.#layers.filter((layer) => this.view.store.ink(layer.index) < 0).map((layer) => layer.index))), button('Show all', () => this.#hide([])));
    this.found = make('div', '', 'found');
    const body = make('div');
    body.append(row, search, this.found);
    element('layerMenu').append(this.title, body);
  }

  #names() {
    return this.#layers.filter((layer) => this.view.store.ink(layer.index) >= 0).map((layer) => layer.name);
  }

  #list() {
    const names = this.#names();
    this.title.textContent = `Layers: ${names.length} of ${this.#layers.length} in colour`;
    this.rule.value = Array.isArray(this.wanted) ? 'own' : this.wanted;
    const shown = matching(this.#layers, this.query);
    const nothing = shown.length ? [] : [make('p', 'No layer has this name.', 'hint')];
    const focused = document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent;
    const within = this.found.contains(document.activeElement);
    this.found.replaceChildren(...nothing, ...blocks(shown).map((block) => this.#block(block)));
    if (within) [...this.found.querySelectorAll('button')].find((button) => (button.getAttribute('aria-label') ?? button.textContent) === focused)?.focus();
  }

  #block({ name, layers }) {
    const box = make('section');
    const head = make('strong', shortened(name, LONGEST_NAME));
    head.title = name;
    const hidden = layers.every((layer) => this.view.hidden.has(layer.index));
    const toggle = button(hidden ? 'Show' : 'Hide', () => {
      for (const { index } of layers) hidden ? this.view.hidden.delete(index) : this.view.hidden.add(index);
      this.#again();
    });
    const only = button('Colour', () => this.#choose(layers.slice(0, MOST_COLOURED).map((layer) => layer.name)));
    for (const [button, does] of [[toggle, hidden ? 'Show' : 'Hide'], [only, 'Colour']]) button.setAttribute('aria-label', `${does} ${name}`);
    const row = make('p', '', 'row');
    row.append(head, only, toggle);
    const list = make('p', '', 'row');
    list.append(...layers.map((layer) => this.#pick(layer)));
    box.append(row, list);
    return box;
  }

  /** A layer that is to have a colour, or no longer; of too many the first loses its own. */
  #pick(layer) {
    const ink = this.view.store.ink(layer.index);
    const button = make('button', shortened(layer.name, LONGEST_NAME), 'pick');
    button.title = layer.name;
    button.setAttribute('aria-pressed', String(ink >= 0));
    button.prepend(swatch(shape(ink), colour(ink)));
    button.addEventListener('click', () => {
      const names = this.#names();
      this.#choose(ink >= 0 ? names.filter((name) => name !== layer.name) : [...names, layer.name].slice(-MOST_COLOURED));
    });
    return button;
  }
}
