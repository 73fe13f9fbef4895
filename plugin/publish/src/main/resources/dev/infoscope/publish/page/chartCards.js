// A card per metric, gathered under what it is about.

import { constantOf } from './axes.js';
import { Choice, button, cardHead, element, helpMenu, make } from './cards.js';
import { Chart, subtitle } from './chart.js';
import { saveMenu } from './export.js';
import { own, quantity, title } from './format.js';
import { detailsBox, fillDetails } from './provenance.js';
import { Section } from './sections.js';

const SCORE = 'infoscope.training.score';
const CHAPTERS = [['information', 'Information over time'], ['parameters', 'Training'], ['causal', 'Causal structure'], ['relay', 'Relay'], ['neuron', 'Neurons'], ['flow', 'Flow'], ['activation', 'Redundancy and plasticity'], ['drift', 'Drift'], ['', 'Further measures'], ['run', 'The run']];
const TOGETHER = { redundancy: 'activation', vulnerability: 'activation', probe: 'parameters' };
const RUN = new Set(['training', 'overhead']);
const FIRST = new Set([SCORE, 'infoscope.probe.accuracy', 'infoscope.probe.r2']); // on top

function chapterOf(metric) {
  if (FIRST.has(metric)) return 'first';
  const [, name] = metric.split('.');
  const family = own(TOGETHER, name) ?? name;
  if (RUN.has(family)) return 'run';
  return CHAPTERS.some(([id]) => id === family) ? family : '';
}

/** A section of charts, with a line for those in which nothing moves. */
class Chapter extends Section {
  constructor(id, name, state, opened) {
    super(id, name, state, opened);
    this.charts = make('div', '', 'charts');
    this.still = make('p', '', 'still');
    this.all = false;
    this.body.append(this.charts, this.still);
    this.box.hidden = true;
  }
}

export class ChartCards {
  constructor(view) {
    this.view = view;
    this.cards = new Map();
    this.chapters = CHAPTERS.map(([id, name]) => {
      const chapter = new Chapter(id, name, view.state, (own) => {
        if (own.open) this.#drawAll(id);
        view.remember();
      });
      element('charts').append(chapter.box);
      return chapter;
    });
  }

  build() {
    const wanted = this.view.store.metrics();
    for (const [metric, card] of this.cards) {
      if (wanted.includes(metric)) continue;
      card.box.remove();
      this.cards.delete(metric);
    }
    this.#fill(wanted, 'first', element('firstCharts'));
    for (const chapter of this.chapters) chapter.box.hidden = this.#fill(wanted, chapter.id, chapter.charts) === 0;
  }

  /** Puts the cards of a chapter in the order wanted, and says how many there are. */
  #fill(wanted, id, place) {
    const own = wanted.filter((metric) => chapterOf(metric) === id);
    for (const metric of own) {
      if (!this.cards.has(metric)) this.cards.set(metric, this.#card(metric));
      place.append(this.cards.get(metric).box);
    }
    return own.length;
  }

  draw() {
    this.#drawAll('first');
    for (const chapter of this.chapters) if (chapter.open) this.#drawAll(chapter.id);
  }

  #drawAll(id) {
    const own = [...this.cards].filter(([metric]) => chapterOf(metric) === id);
    const chapter = this.chapters.find((each) => each.id === id);
    const still = chapter ? own.map(([metric]) => [metric, this.#constant(metric)]).filter(([, words]) => words !== '') : [];
    const folded = new Set(still.map(([metric]) => metric));
    if (chapter) this.#still(chapter, still);
    for (const [metric, card] of own) card.box.hidden = folded.has(metric) && !chapter.all;
    const shown = own.filter(([, card]) => !card.box.hidden);
    for (const [, card] of shown) card.chart.measure();
    for (const [metric, card] of shown) this.#draw(metric, card);
  }

  /** Charts in which nothing ever moves are told in one line. */
  #still(chapter, still) {
    chapter.still.hidden = still.length === 0;
    const show = button(chapter.all ? 'Fold them' : 'Show the charts', () => {
      chapter.all = !chapter.all;
      this.#drawAll(chapter.id);
    });
    chapter.still.replaceChildren(`Constant so far: ${still.map(([metric, words]) => `${title(metric)} ${words}`).join(' · ')} `, show);
  }

  #constant(metric) {
    const { store } = this.view;
    const groups = store.variants(metric);
    const lines = groups.flatMap((group) => group.lines);
    const constant = lines.length ? constantOf(lines.map((line) => store.column(line.at))) : null;
    return constant === null ? '' : quantity(constant, groups[0].unit.replace('neurons', '')); // which its title has
  }

  redraw() {
    for (const card of this.cards.values()) card.chart.redraw();
  }

  #card(metric) {
    const box = make('section', '', 'card');
    const plot = make('div', '', 'plot');
    const chart = new Chart(plot, this.view);
    const name = () => this.view.fileName(metric.replace('infoscope.', '').replaceAll('.', '-'));
    const menu = saveMenu(title(metric), name, () => plot.querySelector('canvas'), () => chart);
    const groups = this.view.store.variants(metric);
    const card = { box, chart, how: detailsBox() };
    card.variant = new Choice('Which series', () => this.#draw(metric, card));
    box.append(cardHead(title(metric), subtitle(groups[0]), card.variant.select, this.#logSwitch(metric, card), helpMenu(title(metric), metric === SCORE ? [metric, 'infoscope.probe.loss'] : [metric], groups[0]?.help), menu), plot, card.how);
    plot.setAttribute('role', 'img');
    plot.setAttribute('aria-label', groups[0]?.help || title(metric));
    return card;
  }

  #logSwitch(metric, card) {
    const { axes } = this.view;
    const button = make('button', 'log', 'switch');
    button.title = 'Logarithmic axis';
    button.setAttribute('aria-label', `Logarithmic axis of ${title(metric)}`);
    button.setAttribute('aria-pressed', String(axes.log.has(metric)));
    button.addEventListener('click', () => {
      if (!axes.log.delete(metric)) axes.log.add(metric);
      button.setAttribute('aria-pressed', String(axes.log.has(metric)));
      this.#draw(metric, card);
      this.view.remember();
    });
    return button;
  }

  /** All charts show the same part of the run. */
  zoom(range) {
    for (const card of this.cards.values()) card.chart.zoom(range);
  }

  #draw(metric, card) {
    const { store } = this.view;
    const groups = store.variants(metric);
    if (metric === SCORE) {
      card.variant.offer([]);
      card.chart.draw(null);
      return;
    }
    const merged = groups.length && groups.every((group) => group.lines.every((line) => line.layer === undefined));
    if (merged) {
      card.variant.offer([]);
      const lines = groups.flatMap((group) => group.lines);
      card.chart.draw({ ...groups[0], lines });
      fillDetails(card.how, store, lines);
      return;
    }
    groups.sort((a, b) => typical(b) - typical(a));
    card.variant.offer(groups.map((group) => [group.key, this.#name(group)]));
    const shown = groups.find((group) => group.key === card.variant.value);
    card.chart.draw(shown);
    fillDetails(card.how, store, shown?.lines ?? []);
  }

  #name(group) {
    const fixed = Object.keys(this.view.store.selection);
    return Object.entries(group.labels).filter(([label]) => !fixed.includes(label)).map(([label, value]) => `${label} ${value}`).join(', ');
  }
}

/** Of several statistics the median comes first, of norms that of the verdict: it is shown unless another is chosen. */
function typical({ labels }) {
  return Number(labels.stat === 'p50' || labels.norm === 'l2');
}
