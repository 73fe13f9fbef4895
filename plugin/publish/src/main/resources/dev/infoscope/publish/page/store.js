// What was measured: a head that names run, layers, series and flags, and frames of bare values.

import { GREY } from './layers.js';
import { FOLDED } from './probe.js';

const MOST_FRAMES = 4000;
const FIRST = 'activation';
const CHOSEN = ['signal', 'estimator', 'kind'];
const PAIR = ['source', 'target']; // one line per pair of layers, not one group
const SHADOW = '.null';
const HIDDEN = new Set(['infoscope.information.saturated', 'infoscope.drift.change.epoch', 'infoscope.drift.outside', 'infoscope.flagged', 'infoscope.skipped']);
const ORDER = ['infoscope.training.score', 'infoscope.information.label', 'infoscope.information.input', 'infoscope.information.efficiency', 'infoscope.information.input.given.label', 'infoscope.information.ceiling.share'];
const LAST = 'infoscope.overhead';

export class Store {
  constructor() {
    this.inks = null; // of layers, if not all have colours
    this.selection = {};
    this.reset();
  }

  reset() {
    this.head = null;
    this.health = null;
    this.frames = [];
    this.columns = new Map();
    this.found = new Map();
    this.groups = [];
  }

  setHead(head) {
    if (this.head && this.head.token !== head.token) this.reset();
    this.head = head;
    this.places = new Map(head.layers.map((layer, place) => [layer.index, place]));
    this.saturated = head.flags.findIndex((flag) => flag.name === 'saturated');
    this.found.clear();
    this.inks = null;
    this.#group();
  }

  /** Series of the same metric and labels, over layers, are one group. */
  #group() {
    const groups = new Map();
    this.head.series.forEach((series, at) => {
      const shared = series.layer === undefined ? {} : without(series.labels, PAIR);
      const key = series.metric + JSON.stringify(shared);
      if (!groups.has(key)) groups.set(key, { key, metric: series.metric, unit: series.unit, help: series.help, labels: shared, lines: [] });
      groups.get(key).lines.push({ at, metric: series.metric, layer: series.layer, labels: series.labels, obtained: series.obtained });
    });
    this.groups = [...groups.values()];
    for (const name of CHOSEN) {
      const known = this.options(name);
      if (known.length && !known.includes(this.selection[name])) this.selection = { ...this.selection, [name]: known.includes(FIRST) ? FIRST : known[0] };
    }
  }

  options(name) {
    return [...new Set(this.groups.map((group) => group.labels[name]).filter((value) => value !== undefined))];
  }

  choices() {
    return CHOSEN.map((name) => ({ name, values: this.options(name) })).filter((choice) => choice.values.length > 1);
  }

  #isChosen(group, fixed = {}) {
    const wanted = { ...this.selection, ...fixed };
    return CHOSEN.every((name) => group.labels[name] === undefined || group.labels[name] === wanted[name]);
  }

  /** The groups of a metric that suit what is chosen; more than one if it has further labels. */
  variants(metric, fixed) {
    return this.groups.filter((group) => group.metric === metric && this.#isChosen(group, fixed));
  }

  /** What is seldom measured has gaps that are no lack of evidence. */
  latest(index, at) {
    for (let i = index; i >= 0; i--) {
      if (this.value(i, at) !== null || this.frames[i].f[at]) return i;
    }
    return index;
  }

  /** What there is to draw over time: every metric that suits the choice. */
  metrics() {
    const rank = (metric) => (ORDER.includes(metric) ? ORDER.indexOf(metric) : metric === LAST ? 1000 : 100);
    const there = new Set(this.groups.filter((group) => this.#isChosen(group)).map((group) => group.metric));
    there.add('infoscope.training.score');
    return [...there]
      .filter((metric) => !HIDDEN.has(metric) && !FOLDED.has(metric) && !(metric.endsWith(SHADOW) && there.has(metric.slice(0, -SHADOW.length))))
      .sort((a, b) => rank(a) - rank(b));
  }

  /** What a metric reads when there is nothing to read, if that was measured too. */
  shadow(group) {
    return this.groups.find((other) => other.metric === group.metric + SHADOW && JSON.stringify(other.labels) === JSON.stringify(group.labels));
  }

  /** False if it is no news. What was trained again replaces what was there. */
  add(frame) {
    frame.v = placed(frame.v); // first, as a bad one ends here
    frame.e = placed(frame.e);
    if (this.size && !isAfter(frame, this.frames[this.size - 1])) this.#forgetFrom(frame);
    this.frames.push(frame);
    this.found.clear();
    if (this.frames.length > MOST_FRAMES) this.#thin();
  }

  #forgetFrom(frame) {
    this.columns.clear();
    while (this.size && !isAfter(frame, this.frames[this.size - 1])) this.frames.pop();
  }

  #thin() {
    this.columns.clear();
    const old = this.frames.length - MOST_FRAMES / 4;
    this.frames = this.frames.filter((_, i) => i >= old || i % 2 === 0);
  }

  get size() {
    return this.frames.length;
  }

  /** Whether several frames share an epoch, so that time is better told by updates. */
  get byIteration() {
    const { frames } = this;
    return frames.length > 1 && frames.some((frame, i) => i > 0 && frame.epoch === frames[i - 1].epoch);
  }

  when(index) {
    const frame = this.frames[index];
    if (!frame) return 'no epoch yet';
    const of = this.head?.planned ? ` of ${this.head.planned}` : '';
    return `epoch ${frame.epoch}${of}${this.byIteration ? `, update ${frame.iteration}` : ''}`;
  }

  value(index, at) {
    return finite(this.frames[index]?.v[at]);
  }

  /**
   * The values of a series, not to be changed; kept, as all that is drawn asks for them again and again. Null for no
   * evidence, undefined where nothing was measured, as with measures that rest between.
   */
  column(at) {
    if (!this.columns.has(at)) this.columns.set(at, []);
    const column = this.columns.get(at);
    for (let i = column.length; i < this.size; i++) {
      const { v, f } = this.frames[i];
      column.push(v[at] === v[at] ? v[at] : f[at] ? null : undefined); // NaN is unlike itself
    }
    return column;
  }

  /** What is found in the history, kept until it changes. */
  once(key, find) {
    if (!this.found.has(key)) this.found.set(key, find());
    return this.found.get(key);
  }

  /** What a line is called: by its layer, or by the pair it leads from and to. */
  lineName(line) {
    const name = this.layer(line.layer).name;
    return line.labels.source === undefined ? name : `${line.labels.source} → ${name}`;
  }

  /** The last report that was not taken after a moment; -1 if there is none. */
  indexAt(frame) {
    let [low, high] = [0, this.frames.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isAfter(this.frames[middle], frame)) high = middle;
      else low = middle + 1;
    }
    return low - 1;
  }

  /** The layer of that name; each run numbers its layers on its own. */
  named(name) {
    return this.head?.layers.find((layer) => layer.name === name);
  }

  spread(index, at) {
    return finite(this.frames[index]?.e[at]);
  }

  flags(index, at) {
    const bits = this.frames[index]?.f[at] ?? 0;
    return bits === 0 ? [] : this.head.flags.filter((_, bit) => bits & (1 << bit));
  }

  isSaturated(index, at) {
    return this.saturated >= 0 && ((this.frames[index]?.f[at] ?? 0) & (1 << this.saturated)) !== 0;
  }

  /** Gives these layers the first colours; the others are grey. */
  paint(layers) {
    this.inks = layers.length === this.head.layers.length ? null : new Map(layers.map((layer, place) => [layer.index, place]));
  }

  /** The place of a layer's colour; GREY if it has none. */
  ink(index) {
    return this.inks === null ? this.places.get(index) : (this.inks.get(index) ?? GREY);
  }

  layer(index) {
    return this.head.layers[this.places.get(index)];
  }
}

/** What came as rows of [first place, value, ...] at its places, with NaN for what is none. */
function placed(rows) {
  const last = rows[rows.length - 1] ?? [0];
  const all = new Float64Array(last[0] + last.length - 1).fill(NaN);
  for (const row of rows) for (let i = 1; i < row.length; i++) all[row[0] + i - 1] = row[i] ?? NaN;
  return all;
}

function finite(value) {
  return Number.isFinite(value) ? value : null;
}

/** What a line is of, beyond its layer. */
function without(labels, names) {
  return Object.fromEntries(Object.entries(labels).filter(([name]) => !names.includes(name)));
}

function isAfter(one, other) {
  return one.epoch !== other.epoch ? one.epoch > other.epoch : one.iteration > other.iteration;
}
