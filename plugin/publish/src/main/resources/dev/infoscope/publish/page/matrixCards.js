// A card per family of matrices: relay modules, neurons and so on as heatmaps, links as a graph.

import { Choice, cardHead, element, helpMenu, make } from './cards.js';
import { saveMenu } from './export.js';
import { Flow, LINK_COUNTS, isLinks, linksOf } from './flow.js';
import { own, title } from './format.js';
import { Heatmap, ORDERS } from './heatmap.js';
import { detailsBox, fillDetails } from './provenance.js';
import { Section } from './sections.js';

const FAMILIES = { relay: 'Relay modules', neuron: 'Neurons', flow: 'Links' };
const GRAPH = 'graph';
const READ = { relay: ['relay.information', 'relay.module.size'], neuron: ['neuron.label.information', 'neuron.selectivity'] }; // what a family's matrices are made of

const familyOf = (kind) => kind.metric.split('.')[1] ?? kind.metric;

export class MatrixCards {
  constructor(view) {
    this.view = view;
    this.cards = new Map();
    this.section = new Section('matrices', 'Modules, neurons and links', view.state, () => {
      this.draw();
      view.remember();
    });
    this.section.body.id = 'matrices';
    this.section.box.hidden = true;
    element('modules').append(this.section.box);
  }

  get #kinds() {
    return this.view.store.head?.matrices ?? [];
  }

  build() {
    const families = [...new Set(this.#kinds.map(familyOf))];
    const wanted = this.#kinds.some(isLinks) ? [GRAPH, ...families] : families;
    for (const [id, card] of this.cards) {
      if (wanted.includes(id)) continue;
      card.box.remove();
      this.cards.delete(id);
    }
    for (const id of wanted) {
      if (!this.cards.has(id)) this.cards.set(id, id === GRAPH ? this.#graphCard() : this.#heatCard(id));
      element('matrices').append(this.cards.get(id).box);
    }
    this.section.box.hidden = wanted.length === 0;
  }

  /** Asks for those that are shown first while the rest of a run is coming in. */
  early() {
    const { run, matrices } = this.view;
    if (run.replaying && this.section.box.open && this.#kinds.length) matrices.early();
  }

  /** Asks for the matrices of the moment, and draws when they are there. */
  draw() {
    if (!this.cards.size || !this.section.open) return;
    const { store, matrices, index } = this.view;
    const asked = matrices.want(store.frames[index], () => {
      this.#show();
      this.view.settled();
    });
    if (!asked) this.#show();
  }

  #show() {
    for (const card of this.cards.values()) card.draw();
  }

  get #when() {
    const epoch = this.view.matrices.set?.epoch;
    return epoch === undefined ? '' : `epoch ${epoch}`;
  }

  #card(id, name, draw) {
    const canvas = make('canvas', '', 'matrix');
    canvas.tabIndex = 0;
    canvas.setAttribute('role', 'img');
    canvas.id = `matrix-${id}`;
    const card = { box: make('section', '', 'card'), canvas, under: make('p', '', 'under'), how: detailsBox(), picks: make('span', '', 'picks'), draw };
    const file = () => this.view.fileName(`${id}-${this.#when}`);
    const menu = saveMenu(name, file, () => canvas, () => card.picture);
    card.box.append(cardHead(name, '', helpMenu(name, own(READ, id) ?? ['flow']), menu), card.picks, canvas, card.under, card.how);
    const heading = card.box.querySelector('h2');
    heading.append(' ');
    card.when = heading.appendChild(make('small'));
    return card;
  }

  #heatCard(family) {
    const card = this.#card(family, own(FAMILIES, family) ?? title(`infoscope.${family}`), () => this.#heat(family, card));
    const again = () => this.#heat(family, card);
    Object.assign(card, { picture: new Heatmap(card.canvas, this.view), metric: new Choice('Which matrix', again), layer: new Choice('Of which layer', again), order: new Choice('Order of the columns', again) });
    card.picks.append(card.metric.select, card.layer.select, card.order.select);
    return card;
  }

  #heat(family, card) {
    const { store, hidden, matrices } = this.view;
    const kinds = this.#kinds.filter((kind) => familyOf(kind) === family);
    card.metric.offer([...new Map(kinds.map((kind) => [kind.metric, title(kind.metric)]))]);
    const layers = kinds.filter((kind) => kind.metric === card.metric.value && !hidden.has(kind.layer));
    card.layer.offer(layers.map((kind) => [String(kind.layer), store.layer(kind.layer)?.name ?? String(kind.layer)]));
    const kind = layers.find((candidate) => String(candidate.layer) === card.layer.value);
    const [matrix = null] = kind ? matrices.all(kind.metric, kind.layer) : [];
    card.order.offer(matrix && matrix.rows.length > 1 ? ORDERS : ORDERS.filter(([order]) => order !== 'module'));
    card.when.textContent = this.#when;
    fillDetails(card.how, store, kind ? [kind] : []);
    card.canvas.hidden = !matrix;
    const left = kind && matrix ? card.picture.draw(kind, matrix, card.order.value, `${title(kind.metric)}, ${store.layer(kind.layer).name}, ${this.#when}`) : '';
    card.under.textContent = [matrix ? sentence(kind.help) : 'Not read at this epoch.', left].filter(Boolean).join(' ');
  }

  #graphCard() {
    const card = this.#card(GRAPH, 'Flow graph', () => this.#flow(card));
    const again = () => this.#flow(card);
    Object.assign(card, { picture: new Flow(card.canvas, this.view), metric: new Choice('Which links', again), count: new Choice('How many links', again) });
    card.picks.append(card.metric.select, card.count.select);
    return card;
  }

  #flow(card) {
    const { store, hidden, matrices } = this.view;
    const kinds = this.#kinds.filter(isLinks);
    card.metric.offer([...new Set(kinds.map((kind) => kind.metric))].map((metric) => [metric, title(metric)]));
    card.count.offer(LINK_COUNTS);
    const chosen = kinds.filter((kind) => kind.metric === card.metric.value && !hidden.has(kind.layer));
    card.when.textContent = this.#when;
    fillDetails(card.how, store, chosen);
    card.under.textContent = card.picture.draw(linksOf(store, matrices, chosen), Number(card.count.value), chosen[0]?.unit ?? '');
  }
}

function sentence(words) {
  return !words || words.endsWith('.') ? words : `${words}.`;
}
