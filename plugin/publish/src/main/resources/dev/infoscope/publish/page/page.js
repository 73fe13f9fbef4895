// Puts the page together and keeps it up to date.

import { readAddress, writeAddress } from './address.js';
import { Axes } from './axes.js';
import { closeMenus, element, make, options, playIcon, tipTable } from './cards.js';
import { ChartCards } from './chartCards.js';
import { facts, statusOf } from './facts.js';
import { drawFacts } from './factsCard.js';
import { LayerPicker } from './layerPicker.js';
import { MatrixCards } from './matrixCards.js';
import { colour, onThemeChange, shape } from './palette.js';
import { PlaneCards } from './planeCards.js';
import { settingsTable } from './provenance.js';
import { RunPicker } from './runs.js';
import { RunTable } from './runTableCard.js';
import { drawMenu } from './sections.js';
import { swatch } from './surface.js';
import { bestEstimator } from './verdict.js';
import { drawVerdict } from './verdictCard.js';
import { axesMenu, restoreAxes, restoreRun, stateOf } from './viewState.js';
import { healthWords, sentences, unreadWords } from './words.js';

const PLAY_SECONDS = 12;
const LEAST_STEP_MILLIS = 40;
const BUSY_MILLIS = 350;
const REPLAY_MILLIS = 1500; // while much is still to come, time for drawing is time for reading

export class Page {
  constructor() {
    this.state = readAddress(); // what the address asks for, until it has been done
    this.chosen = new Set(); // what the reader chose; the rest may still change by itself
    this.axes = new Axes();
    this.run = null;
    this.picker = new RunPicker(this);
    this.runTable = new RunTable(this, this.picker);
    this.hidden = new Set();
    this.layers = new LayerPicker(this, () => {
      this.draw();
      this.remember();
    });
    this.index = -1;
    this.following = true;
    this.hovered = null;
    this.drawn = 0;
    this.planes = new PlaneCards(this);
    this.charts = new ChartCards(this);
    this.heatmaps = new MatrixCards(this);
    element('slider').addEventListener('input', (event) => this.goTo(Number(/** @type {HTMLInputElement} */ (event.target).value)));
    element('follow').addEventListener('click', () => this.follow());
    element('play').addEventListener('click', () => (this.playing ? this.stop() : this.play()));
    element('play').append(playIcon());
    element('unzoom').addEventListener('click', () => this.zoomTo(null));
    element('copyLink').addEventListener('click', () => this.#copyLink());
    restoreAxes(this.axes, this.state);
    element('unzoom').hidden = this.axes.zoom === null;
    axesMenu(this.axes, (otherAxis) => {
      if (otherAxis) this.zoomTo(null);
      this.charts.draw();
      this.remember();
    });
    document.addEventListener('keydown', (event) => this.#key(event));
    closeMenus();
    onThemeChange(() => this.draw());
    addEventListener('resize', () => this.later());
  }

  get store() {
    return this.run.store;
  }

  get matrices() {
    return this.run.matrices;
  }

  /** The runs beside the one that is read, with its choices. */
  get others() {
    const others = this.picker.others;
    for (const run of others) run.store.selection = this.store.selection;
    return others;
  }

  /** The run that others are held against; null if none is pinned. */
  get baseline() {
    return this.picker.baseline;
  }

  // Which run is read.

  read(run) {
    const before = this.run;
    this.run = run;
    if (before && before !== run) this.caughtUp = this.picker.offered; // what the address asks for is of one run
    if (before && !this.picker.beside.has(before)) before.close();
    this.hidden.clear();
    this.#toLatest();
    this.chosen.clear();
    run.open(this);
    this.changed();
  }

  changed() {
    this.rebuild = true;
    this.later(true);
  }

  // What comes in.

  head(run, head) {
    const other = run.store.head && run.store.head.token !== head.token;
    run.store.setHead(head);
    run.name = head.run || run.name;
    if (other) {
      run.matrices.forget();
      if (run === this.run) this.#toLatest();
    }
    if (run === this.run) this.heatmaps.early();
    this.rebuild = true;
    this.later();
  }

  frame(run, frame) {
    run.store.add(frame);
    if (run === this.run) {
      if (this.following && !this.playing) this.index = this.store.size - 1;
      else this.index = Math.min(this.index, this.store.size - 1);
    }
    this.later();
  }

  unread(run) {
    run.unread += 1;
    this.later();
  }

  health(run, health) {
    run.store.health = health;
    this.later();
  }

  replayed(run) {
    run.replaying = false;
    if (run === this.run) this.#catchUp();
    this.picker.draw();
    this.later(true);
  }

  status(run, state) {
    run.state = state;
    if (run === this.run) this.#status();
  }

  #status() {
    const { state, store } = this.run;
    const shown = statusOf(store.head, state, store.frames[store.size - 1]?.epoch);
    element('status').dataset.state = shown.state;
    if (element('status').textContent !== shown.words) element('status').textContent = shown.words;
  }

  // Where in time the reader is.

  goTo(index) {
    if (!this.store.size) return;
    this.index = Math.max(0, Math.min(this.store.size - 1, index));
    this.following = this.index === this.store.size - 1;
    this.#moved();
    this.remember();
  }

  follow() {
    this.#toLatest();
    this.#moved();
    this.remember();
  }

  #toLatest() {
    this.following = true;
    this.index = this.store.size - 1;
    this.stop();
  }

  play() {
    if (this.index >= this.store.size - 1) this.index = 0;
    this.playing = true;
    this.following = false;
    this.#moved(); // the first frame too
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
    if (this.run) this.#controls();
  }

  // How it is shown, and the address that says so.

  /** All charts show this part of the run, or all of it. */
  zoomTo(range) {
    this.axes.zoom = range;
    element('unzoom').hidden = range === null;
    this.charts.zoom(range);
    this.remember();
  }

  /** The reader chooses an estimator, a signal or a kind. */
  choose(name, value) {
    this.chosen.add(name);
    this.store.selection = { ...this.store.selection, [name]: value };
    this.rebuild = true;
    this.draw();
    this.remember();
  }

  /** Until the reader chooses, the estimator that resolves most layers is shown. */
  #settle() {
    if (this.chosen.has('estimator')) return;
    const best = bestEstimator(this.store, this.store.size - 1);
    if (best === null || best === this.store.selection.estimator) return;
    this.store.selection = { ...this.store.selection, estimator: best };
    this.rebuild = true;
  }

  get #sections() {
    return [this.runTable.section, this.heatmaps.section, ...this.charts.chapters];
  }

  /** Puts the state of the page into its address. */
  remember() {
    if (this.run?.store.head && !this.run.replaying) writeAddress(stateOf(this, this.#sections));
  }

  /** Does what the address said of the run, once. */
  #catchUp() {
    if (this.caughtUp || !this.store.head || !this.store.size) return;
    this.caughtUp = true;
    restoreRun(this, this.state);
    this.rebuild = true;
  }

  async #copyLink() {
    this.remember();
    const button = element('copyLink');
    await navigator.clipboard?.writeText(location.href).then(() => (button.textContent = 'Copied'), () => (button.textContent = 'See the address bar'));
    setTimeout(() => (button.textContent = 'Copy link'), 2000);
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
    this.planes.draw();
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
    const pause = this.run.replaying ? REPLAY_MILLIS : Math.min(BUSY_MILLIS, (this.cost ?? 0) * 4);
    const wait = Math.max(0, this.drawn + pause - performance.now());
    this.queued = setTimeout(() => requestAnimationFrame(() => {
      this.queued = 0;
      this.draw();
    }), wait);
  }

  draw() {
    const start = performance.now();
    if (this.store.head) {
      this.#empty(this.store.size === 0);
      this.#settle();
      if (this.rebuild) this.#build();
      this.#facts();
      this.#moved(true);
      this.charts.draw();
      this.runTable.draw();
      drawMenu(this.#sections);
    }
    this.drawn = performance.now();
    this.cost = this.drawn - start;
    window.infoscope = { reports: this.store.size, index: this.index, epochs: this.store.frames.map((frame) => frame.epoch), hidden: this.hidden.size, beside: this.others.map((run) => run.store.size), milliseconds: this.cost, waits: true };
    this.settled();
  }

  /** For tests: when all is on the screen, as charts paint after this and the browser after them. */
  settled() {
    requestAnimationFrame(() => setTimeout(() => Object.assign(window.infoscope ?? {}, { waits: this.matrices.waits, drawn: performance.now() })));
  }

  /** Before the first snapshot there is nothing to choose, and no card to show. */
  #empty(yes) {
    for (const id of ['top', 'firstCharts']) element(id).hidden = yes;
    element('controls').hidden = yes && this.picker.runs.length < 2;
    document.body.classList.toggle('idle', yes);
    clearTimeout(this.elapsed);
    if (yes) this.elapsed = setTimeout(() => this.later(true), 1000);
  }

  #moved(whole = false) {
    this.#controls();
    this.planes.draw();
    this.heatmaps.draw();
    drawVerdict(this.store, this.index, (name, value) => this.choose(name, value));
    this.#words();
    if (whole) return;
    this.#facts();
    this.charts.redraw();
    if (window.infoscope) window.infoscope.index = this.index;
  }

  #controls() {
    const slider = /** @type {HTMLInputElement} */ (element('slider'));
    slider.max = String(Math.max(0, this.store.size - 1));
    slider.value = String(Math.max(0, this.index));
    slider.setAttribute('aria-valuetext', this.store.when(this.index));
    element('when').textContent = this.store.when(this.index);
    element('follow').setAttribute('aria-pressed', String(this.following && !this.playing));
    const play = element('play');
    play.setAttribute('aria-label', this.playing ? 'Pause' : 'Play');
    play.dataset.state = this.playing ? 'playing' : 'still';
    play.querySelector('path').setAttribute('d', this.playing ? 'M4 2h3v12H4zM9 2h3v12H9z' : 'M4 2l10 6-10 6z');
  }

  #facts() {
    const { head } = this.store;
    element('run').textContent = head.run || 'Waiting for a run';
    element('model').textContent = head.model;
    document.title = head.run ? `${head.run} · Infoscope` : 'Infoscope';
    drawFacts(facts(this.store, this.index));
    const [words, bad] = healthWords(this.store.health, head.live);
    element('health').textContent = words;
    element('health').dataset.state = bad ? 'bad' : 'ok';
    element('unread').hidden = !this.run.unread;
    element('unread').textContent = unreadWords(this.run.unread);
    const p = head.provenance;
    element('provenance').textContent = p.version ? `${p.conditions} · probe ${p.probeHash}` : '';
    element('settings').hidden = !Object.keys(p.settings).length;
    element('settings').replaceChildren(element('settings').firstElementChild, settingsTable(p.settings));
    this.#status();
  }

  #build() {
    this.rebuild = false;
    this.#choices();
    this.layers.draw();
    this.planes.build();
    this.heatmaps.build();
    this.charts.build();
  }

  #choices() {
    const selects = this.store.choices().map(({ name, values }) => {
      const label = make('label', `${name[0].toUpperCase()}${name.slice(1)} `, 'choice');
      const select = options(values.map((value) => [value, value]), this.store.selection[name]);
      select.id = `choose-${name}`;
      select.addEventListener('change', () => {
        this.choose(name, select.value);
        element(select.id).focus();
      });
      label.append(select);
      return label;
    });
    element('choices').replaceChildren(...selects);
  }

  #words() {
    element('wordsWhen').textContent = this.store.when(this.index);
    const all = sentences(this.store, this.index).filter(({ layer }) => !this.hidden.has(layer.index) && this.store.ink(layer.index) >= 0);
    const grey = this.store.head.layers.filter((layer) => this.store.ink(layer.index) < 0).length;
    element('sentences').replaceChildren(...(all.length ? all.map((sentence) => this.#sentence(sentence)) : [make('p', 'The first report comes at the end of the first epoch.', 'empty')]), ...(grey && all.length ? [make('p', `${grey} more layers are grey: give them a colour under Layers to read of them here.`, 'hint')] : []));
  }

  #sentence({ layer, facts, trend, flags }) {
    const place = this.store.ink(layer.index);
    const box = make('div', '', 'sentence');
    const name = make('h3', layer.name);
    name.append(make('small', layer.kind));
    const words = make('p', facts);
    if (trend) words.append(' ', make('span', trend, trend.startsWith('Compressed') ? 'trend result' : 'trend'));
    box.append(swatch(shape(place), colour(place)), name, words);
    flags.forEach((flag) => box.append(make('p', flag.words, `flag ${flag.kind}`)));
    return box;
  }

  fileName(what) {
    const safe = (text) => text.replace(/[^\w.-]+/g, '-');
    return `${safe(this.store.head.run || 'infoscope')}-${safe(what)}`;
  }
}
