// A card per metric, gathered under what it is about.

import { Choice, cardHead, element, make } from './cards.js';
import { Chart, subtitle } from './chart.js';
import { saveCanvas, saveMenu, saveText, toTable } from './export.js';
import { title } from './format.js';

const CHAPTERS = [['information', 'Information'], ['causal', 'Causal structure'], ['relay', 'Relay'], ['neuron', 'Neurons'], ['flow', 'Flow'], ['drift', 'Drift'], ['', 'Further measures'], ['run', 'The run']];
const RUN = new Set(['training', 'overhead']);

function chapterOf(metric) {
  const family = metric.split('.')[1];
  if (RUN.has(family)) return 'run';
  return CHAPTERS.some(([id]) => id === family) ? family : '';
}

export class ChartCards {
  constructor(view) {
    this.view = view;
    this.cards = new Map();
    this.chapters = new Map();
  }

  build() {
    const wanted = this.view.store.metrics();
    for (const [metric, card] of this.cards) {
      if (wanted.includes(metric)) continue;
      card.box.remove();
      this.cards.delete(metric);
    }
    for (const [id, name] of CHAPTERS) {
      const own = wanted.filter((metric) => chapterOf(metric) === id);
      const chapter = this.#chapter(id, name);
      chapter.hidden = own.length === 0;
      for (const metric of own) {
        if (!this.cards.has(metric)) this.cards.set(metric, this.#card(metric));
        chapter.lastChild.append(this.cards.get(metric).box); // in the order wanted
      }
    }
  }

  #chapter(id, name) {
    if (!this.chapters.has(id)) {
      const chapter = make('section', '', 'chapter');
      chapter.append(make('h2', name), make('div', '', 'charts'));
      chapter.setAttribute('aria-label', `${name} over time`);
      this.chapters.set(id, chapter);
      element('charts').append(chapter);
    }
    return this.chapters.get(id);
  }

  draw() {
    for (const [metric, card] of this.cards) this.#draw(metric, card);
  }

  redraw() {
    for (const card of this.cards.values()) card.chart.redraw();
  }

  #card(metric) {
    const box = make('section', '', 'card');
    const plot = make('div', '', 'plot');
    const chart = new Chart(plot, this.view);
    const name = () => this.view.fileName(metric.replace('infoscope.', '').replaceAll('.', '-'));
    const menu = saveMenu(title(metric), {
      PNG: () => saveCanvas(`${name()}.png`, plot.querySelector('canvas')),
      SVG: () => saveText(`${name()}.svg`, 'image/svg+xml', chart.toSvg()),
      CSV: () => saveText(`${name()}.csv`, 'text/csv', toTable(chart.toCsv())),
    });
    const groups = this.view.store.variants(metric);
    const card = { box, chart };
    card.variant = new Choice('Which series', () => this.#draw(metric, card));
    box.append(cardHead(title(metric), subtitle(groups[0]), card.variant.select, menu), plot);
    plot.setAttribute('role', 'img');
    plot.setAttribute('aria-label', groups[0]?.help || title(metric));
    return card;
  }

  #draw(metric, card) {
    const { store } = this.view;
    const groups = store.variants(metric);
    if (metric === 'infoscope.training.score') {
      card.variant.offer([]);
      card.chart.draw(null);
      return;
    }
    const merged = groups.length && groups.every((group) => group.lines.every((line) => line.layer === undefined));
    if (merged) {
      card.variant.offer([]);
      card.chart.draw({ ...groups[0], lines: groups.flatMap((group) => group.lines) });
      return;
    }
    groups.sort((a, b) => typical(b) - typical(a));
    card.variant.offer(groups.map((group) => [group.key, this.#name(group)]));
    card.chart.draw(groups.find((group) => group.key === card.variant.value));
  }

  #name(group) {
    const fixed = Object.keys(this.view.store.selection);
    return Object.entries(group.labels).filter(([label]) => !fixed.includes(label)).map(([label, value]) => `${label} ${value}`).join(', ');
  }
}

/** Of several statistics the median comes first: it is shown unless another is chosen. */
function typical(group) {
  return Number(group.labels.stat === 'p50');
}
