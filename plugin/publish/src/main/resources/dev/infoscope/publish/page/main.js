// Puts the page together and keeps it up to date.

import { Chart, subtitle } from './chart.js';
import { saveCanvas, saveMenu, saveText, toTable } from './export.js';
import { clock, number, title } from './format.js';
import { colour, onThemeChange, shape } from './palette.js';
import { Plane, PLANES, planeWays } from './plane.js';
import { embedded, listen, listRuns } from './source.js';
import { Store } from './store.js';
import { swatch } from './surface.js';
import { healthWords, overheadWords, sentences } from './words.js';

const PLAY_SECONDS = 12;
const LEAST_STEP_MILLIS = 40;
const BUSY_MILLIS = 350;
const STATUS = { wait: 'connecting', live: 'live', lost: 'connection lost, trying again', ended: 'run ended', report: 'report', saved: 'from a file' };

const element = (id) => document.getElementById(id);
const make = (tag, words = '', className = '') => Object.assign(document.createElement(tag), { textContent: words, className });

class Page {
  constructor() {
    this.store = new Store();
    this.hidden = new Set();
    this.index = -1;
    this.following = true;
    this.hovered = null;
    this.planes = new Map();
    this.cards = new Map();
    this.replaying = true;
    this.drawn = 0;
    element('slider').addEventListener('input', (event) => this.goTo(Number(event.target.value)));
    element('follow').addEventListener('click', () => this.follow());
    element('play').addEventListener('click', () => (this.playing ? this.stop() : this.play()));
    element('play').append(icon());
    document.addEventListener('keydown', (event) => this.#key(event));
    onThemeChange(() => this.draw());
    addEventListener('resize', () => this.later());
  }

  // What comes in.

  head(head) {
    const other = this.store.head && this.store.head.token !== head.token;
    this.store.setHead(head);
    if (other) this.index = -1;
    this.rebuild = true;
    this.later();
  }

  frame(frame) {
    this.store.add(frame);
    if (this.following && !this.playing) this.index = this.store.size - 1;
    else this.index = Math.min(this.index, this.store.size - 1);
    this.later();
  }

  health(health) {
    this.store.health = health;
    this.later();
  }

  replayed() {
    this.replaying = false;
    this.later(true);
  }

  status(state) {
    if (state === 'live' && this.store.head && !this.store.head.live) state = 'saved';
    const line = element('status');
    line.dataset.state = state;
    line.textContent = STATUS[state];
    this.state = state;
  }

  // Where in time the reader is.

  goTo(index) {
    if (!this.store.size) return;
    this.index = Math.max(0, Math.min(this.store.size - 1, index));
    this.following = this.index === this.store.size - 1;
    this.#moved();
  }

  follow() {
    this.stop();
    this.following = true;
    this.index = this.store.size - 1;
    this.#moved();
  }

  play() {
    if (this.index >= this.store.size - 1) this.index = -1;
    this.playing = true;
    this.following = false;
    const step = Math.max(LEAST_STEP_MILLIS, (PLAY_SECONDS * 1000) / Math.max(1, this.store.size));
    this.timer = setInterval(() => {
      if (this.index >= this.store.size - 1) {
        this.stop();
        this.follow();
      } else {
        this.index += 1;
        this.#moved();
      }
    }, step);
    this.#controls();
  }

  stop() {
    clearInterval(this.timer);
    this.playing = false;
    this.#controls();
  }

  /** The reader points at something; null for nothing. */
  point(tip, x = 0, y = 0, index = null) {
    const box = element('tip');
    box.hidden = !tip;
    if (tip) {
      box.replaceChildren(make('strong', tip.title), tipTable(tip.rows), ...tip.flags.map((flag) => make('div', flag, 'flag')));
      const left = x + 18 + box.offsetWidth > innerWidth ? x - 14 - box.offsetWidth : x + 18;
      box.style.left = `${Math.max(4, left)}px`;
      box.style.top = `${Math.max(4, Math.min(innerHeight - box.offsetHeight - 4, y + 12))}px`;
    }
    if (index === this.hovered) return;
    this.hovered = index;
    for (const plane of this.planes.values()) plane.draw();
  }

  #key(event) {
    const typing = event.target.closest?.('input, select, button, summary, canvas');
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const does = { ' ': () => (this.playing ? this.stop() : this.play()), ArrowLeft: () => this.goTo(this.index - 1), ArrowRight: () => this.goTo(this.index + 1), Home: () => this.goTo(0), End: () => this.follow() }[event.key];
    if (!does) return;
    event.preventDefault();
    does();
  }

  // What is shown.

  /** Draws soon; rarely while much is coming in. */
  later(now = false) {
    if (now) this.drawn = 0;
    if (this.queued && !now) return;
    clearTimeout(this.queued);
    const pause = this.replaying ? BUSY_MILLIS : Math.min(BUSY_MILLIS, (this.cost ?? 0) * 4);
    const wait = Math.max(0, this.drawn + pause - performance.now());
    this.queued = setTimeout(() => requestAnimationFrame(() => {
      this.queued = 0;
      this.draw();
    }), wait);
  }

  draw() {
    const start = performance.now();
    if (this.store.head) {
      if (this.rebuild) this.#build();
      this.#facts();
      this.#moved(true);
      for (const [metric, card] of this.cards) this.#chart(metric, card);
    }
    this.drawn = performance.now();
    this.cost = this.drawn - start;
    window.infoscope = { reports: this.store.size, index: this.index, epochs: this.store.frames.map((frame) => frame.epoch), hidden: this.hidden.size, milliseconds: this.cost };
  }

  #moved(whole = false) {
    this.#controls();
    for (const plane of this.planes.values()) plane.draw();
    this.#words();
    if (whole) return;
    for (const card of this.cards.values()) card.chart.redraw();
    if (window.infoscope) window.infoscope.index = this.index;
  }

  #controls() {
    const slider = element('slider');
    slider.max = Math.max(0, this.store.size - 1);
    slider.value = Math.max(0, this.index);
    slider.setAttribute('aria-valuetext', this.store.when(this.index));
    element('when').textContent = this.store.when(this.index);
    element('follow').setAttribute('aria-pressed', String(this.following && !this.playing));
    element('play').setAttribute('aria-label', this.playing ? 'Pause' : 'Play');
    element('play').dataset.state = this.playing ? 'playing' : 'still';
    element('play').querySelector('path').setAttribute('d', this.playing ? 'M4 2h3v12H4zM9 2h3v12H9z' : 'M4 2l10 6-10 6z');
  }

  #facts() {
    const { head, frames } = this.store;
    const last = frames[frames.length - 1];
    element('run').textContent = head.run || 'Waiting for a run';
    element('model').textContent = head.model;
    document.title = head.run ? `${head.run} · Infoscope` : 'Infoscope';
    const facts = [
      ['Epoch', last ? last.epoch : '–', head.planned ? `of ${head.planned}` : ''],
      ['Updates', last ? last.iteration : '–', ''],
      ['Score', number(last?.score), ''],
      ['Examined', head.provenance.samples || '–', 'examples'],
      ['Classes', head.provenance.classes || '–', ''],
      ['Overhead on training', overheadWords(this.store, frames.length - 1), ''],
      ['Last report', last ? clock(last.time) : '–', ''],
    ];
    element('facts').replaceChildren(...facts.map(([name, value, after]) => {
      const pair = make('div');
      const dd = make('dd', String(value));
      if (after) dd.append(' ', make('small', after));
      pair.append(make('dt', name), dd);
      return pair;
    }));
    const [words, bad] = healthWords(this.store.health, head.live);
    element('health').textContent = words;
    element('health').dataset.state = bad ? 'bad' : 'ok';
    const p = head.provenance;
    element('provenance').textContent = p.version ? `Infoscope ${p.version} · ${p.settings} · seed ${p.seed} · probe ${p.probe_hash}` : '';
    if (this.state) this.status(this.state === 'saved' ? 'live' : this.state);
  }

  #build() {
    this.rebuild = false;
    this.#choices();
    this.#layerButtons();
    this.#buildPlanes();
    this.#buildCharts();
  }

  #choices() {
    const selects = this.store.choices().map(({ name, values }) => {
      const label = make('label', `${name[0].toUpperCase()}${name.slice(1)} `, 'choice');
      const select = options(values.map((value) => [value, value]), this.store.selection[name]);
      select.id = `choose-${name}`;
      select.addEventListener('change', () => {
        this.store.selection[name] = select.value;
        this.rebuild = true;
        this.draw();
        element(select.id).focus();
      });
      label.append(select);
      return label;
    });
    element('choices').replaceChildren(...(this.runChoice ? [this.runChoice] : []), ...selects);
  }

  #layerButtons() {
    element('layers').replaceChildren(...this.store.head.layers.map((layer, place) => {
      const button = make('button', layer.name);
      button.type = 'button';
      button.title = `${layer.kind}${layer.reduction ? `, ${layer.reduction}` : ''}`;
      button.setAttribute('aria-pressed', String(!this.hidden.has(layer.index)));
      button.prepend(swatch(shape(place), colour(place)));
      button.addEventListener('click', () => {
        if (!this.hidden.delete(layer.index)) this.hidden.add(layer.index);
        button.setAttribute('aria-pressed', String(!this.hidden.has(layer.index)));
        this.draw();
      });
      return button;
    }));
  }

  #buildPlanes() {
    for (const spec of PLANES) {
      const there = planeWays(this.store, spec) !== null;
      const old = this.planes.get(spec.id);
      if (there && !old) {
        const card = make('section', '', 'card');
        const canvas = make('canvas', '', 'plane');
        canvas.tabIndex = 0;
        canvas.setAttribute('role', 'img');
        canvas.id = `plane-${spec.id}`;
        const plane = new Plane(canvas, spec, this.store, this);
        const name = () => this.fileName(spec.id);
        const menu = saveMenu(spec.title, {
          PNG: () => saveCanvas(`${name()}.png`, canvas),
          SVG: () => saveText(`${name()}.svg`, 'image/svg+xml', plane.toSvg()),
          CSV: () => saveText(`${name()}.csv`, 'text/csv', toTable(plane.toCsv())),
        });
        const note = make('p', 'Marks grow with the epoch. Hollow: saturated, says more about the estimator than about the layer.', 'under');
        card.append(cardHead(spec.title, '', menu), canvas, note);
        element('planes').append(card);
        plane.card = card;
        this.planes.set(spec.id, plane);
      } else if (!there && old) {
        old.card.remove();
        this.planes.delete(spec.id);
      }
    }
    element('planes').classList.toggle('several', this.planes.size > 1);
    element('planes').hidden = this.planes.size === 0;
  }

  #buildCharts() {
    const wanted = this.store.metrics();
    for (const [metric, card] of this.cards) {
      if (!wanted.includes(metric)) {
        card.box.remove();
        this.cards.delete(metric);
      }
    }
    for (const metric of wanted) {
      if (!this.cards.has(metric)) this.cards.set(metric, this.#card(metric));
      element('charts').append(this.cards.get(metric).box); // in the order wanted
    }
  }

  #card(metric) {
    const box = make('section', '', 'card');
    const plot = make('div', '', 'plot');
    const chart = new Chart(plot, this.store, this);
    const variant = make('span');
    const name = () => this.fileName(metric.replace('infoscope.', '').replaceAll('.', '-'));
    const menu = saveMenu(title(metric), {
      PNG: () => saveCanvas(`${name()}.png`, plot.querySelector('canvas')),
      CSV: () => saveText(`${name()}.csv`, 'text/csv', toTable(chart.toCsv())),
    });
    const groups = this.store.variants(metric);
    box.append(cardHead(title(metric), subtitle(groups[0]), variant, menu), plot);
    box.title = '';
    plot.setAttribute('role', 'img');
    plot.setAttribute('aria-label', groups[0]?.help || title(metric));
    return { box, chart, variant, key: null };
  }

  #chart(metric, card) {
    const groups = this.store.variants(metric);
    if (metric.startsWith('infoscope.training.')) return card.chart.draw(null);
    const merged = groups.length && groups.every((group) => group.lines.every((line) => line.layer === undefined));
    if (merged) return card.chart.draw({ ...groups[0], lines: groups.flatMap((group) => group.lines) });
    if (!groups.some((group) => group.key === card.key)) card.key = groups[0]?.key;
    const names = JSON.stringify(groups.map((group) => group.key));
    if (names !== card.names) {
      card.names = names;
      card.variant.replaceChildren(...(groups.length > 1 ? [this.#variants(groups, card)] : []));
    }
    card.chart.draw(groups.find((group) => group.key === card.key));
  }

  #variants(groups, card) {
    const fixed = Object.keys(this.store.selection);
    const name = (group) => Object.entries(group.labels).filter(([label]) => !fixed.includes(label)).map(([label, value]) => `${label} ${value}`).join(', ');
    const select = options(groups.map((group) => [group.key, name(group)]), card.key);
    select.setAttribute('aria-label', 'Which series');
    select.addEventListener('change', () => {
      card.key = select.value;
      this.draw();
    });
    return select;
  }

  #words() {
    element('wordsWhen').textContent = this.store.when(this.index);
    const all = sentences(this.store, this.index).filter((sentence) => !this.hidden.has(sentence.layer.index));
    element('sentences').replaceChildren(...(all.length ? all.map((sentence) => this.#sentence(sentence)) : [make('p', 'The first report comes at the end of the first epoch.', 'empty')]));
  }

  #sentence({ layer, facts, trend, flags }) {
    const place = this.store.places.get(layer.index);
    const box = make('div', '', 'sentence');
    const name = make('h3', layer.name);
    name.append(make('small', layer.kind));
    const words = make('p', facts);
    if (trend) words.append(' ', make('span', trend, 'trend'));
    box.append(swatch(shape(place), colour(place)), name, words);
    flags.forEach((flag) => box.append(make('p', flag, 'flag')));
    return box;
  }

  fileName(what) {
    const safe = (text) => text.replace(/[^\w.-]+/g, '-');
    return `${safe(this.store.head.run || 'infoscope')}-${safe(what)}`;
  }
}

function cardHead(name, after, ...more) {
  const head = make('div', '', 'cardhead');
  const h2 = make('h2', name);
  if (after) h2.append(make('small', after));
  head.append(h2, ...more);
  return head;
}

function options(pairs, chosen) {
  const select = make('select');
  for (const [value, words] of pairs) select.append(new Option(words, value, false, value === chosen));
  return select;
}

function icon() {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('width', '14');
  svg.setAttribute('aria-hidden', 'true');
  path.setAttribute('fill', 'currentColor');
  svg.append(path);
  return svg;
}

function tipTable(rows) {
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

function chooseRun(page, runs, start) {
  if (runs.length < 2) return;
  const label = make('label', 'Run ', 'choice');
  const select = options(runs.map((run, i) => [String(i), `${i + 1}: ${run.run}`]), '0');
  select.addEventListener('change', () => start(Number(select.value)));
  label.append(select);
  page.runChoice = label;
  page.rebuild = true;
  page.later();
}

function restart(page) {
  page.stop();
  page.store.reset();
  page.hidden.clear();
  page.index = -1;
  page.following = true;
  page.replaying = true;
}

function showReport(page, runs) {
  const start = (which) => {
    restart(page);
    const { head, health, frames } = runs[which];
    page.head(head);
    if (health) page.health(health);
    frames.forEach((frame) => page.frame(structuredClone(frame)));
    page.status('report');
    page.replayed();
  };
  chooseRun(page, runs.map((run) => run.head), start);
  start(0);
}

async function showLive(page) {
  let leave = () => {};
  const start = (which) => {
    leave();
    restart(page);
    leave = listen(which, {
      status: (state) => page.status(state),
      head: (head) => page.head(head),
      health: (health) => page.health(health),
      frame: (frame) => page.frame(frame),
      replayed: () => page.replayed(),
    });
  };
  start(0);
  chooseRun(page, await listRuns(), start);
}

const page = new Page();
const data = embedded();
if (data) showReport(page, data);
else showLive(page);
