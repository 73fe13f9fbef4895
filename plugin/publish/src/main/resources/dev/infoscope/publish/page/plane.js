// A plane of two metrics: one trajectory per layer, one mark per report. Saturated readings are hollow.

import { changes, leaps } from './drift.js';
import { number, ofSignal, quantity, shortened, symbol, ticks } from './format.js';
import { colour, dash, lineLook, runDash, shape, theme } from './palette.js';
import { CanvasSurface, SvgSurface } from './surface.js';

const INPUT_METRIC = 'infoscope.information.input'; // whose falls are noticed
export const PLANES = [
  { id: 'information', title: 'Information plane', x: 'infoscope.information.input', y: 'infoscope.information.label', fixed: { signal: 'activation' } },
  { id: 'conductance', title: 'Conductance plane', x: 'infoscope.information.input', y: 'infoscope.information.label', fixed: { signal: 'conductance' } },
  { id: 'causal', title: 'Causal plane', x: 'infoscope.causal.sensitivity', y: 'infoscope.causal.degeneracy' },
  { id: 'redundancy', title: 'Redundancy plane', x: 'infoscope.redundancy.degree', y: 'infoscope.vulnerability.degree' },
];

const MARGIN = { left: 66, right: 34, top: 12, bottom: 46 };
const REACH = 14;
const MOST_MINDED = 100;
const LONGEST_NAME = 22;
const RINGS = [0, 1, 2, 3, 4]; // how far a name may stand from its mark

/** The layers of a plane, with the series of both metrics, as chosen at the moment. */
export function planeTrajectories(store, spec) {
  const [x] = store.variants(spec.x, spec.fixed);
  const [y] = store.variants(spec.y, spec.fixed);
  if (!x || !y) return null;
  const trajectories = [];
  for (const line of x.lines) {
    const other = y.lines.find((candidate) => candidate.layer === line.layer);
    if (other && line.layer !== undefined) trajectories.push({ layer: line.layer, x: line.at, y: other.at });
  }
  return trajectories.length ? { trajectories, xUnit: x.unit, yUnit: y.unit, xLabels: x.labels, yLabels: y.labels } : null;
}

/** The lines whose readings a plane shows, of both its axes. */
export function planeLines(store, spec) {
  return [spec.x, spec.y].flatMap((metric) => store.variants(metric, spec.fixed)[0]?.lines ?? []);
}

/** Where both metrics of a trajectory were read, a column each, as there are many. */
function marksOf(store, trajectory) {
  const [xs, ys] = [store.column(trajectory.x), store.column(trajectory.y)];
  const marks = { index: [], x: [], y: [], hollow: [] };
  for (let i = 0; i < xs.length; i++) {
    if (!Number.isFinite(xs[i]) || !Number.isFinite(ys[i])) continue;
    marks.index.push(i);
    marks.x.push(xs[i]);
    marks.y.push(ys[i]);
    marks.hollow.push(store.isSaturated(i, trajectory.x) || store.isSaturated(i, trajectory.y));
  }
  return marks;
}

/** How many marks lie not after a snapshot. */
function countUntil({ index }, until) {
  return index.findLastIndex((own) => own <= until) + 1;
}

export class Plane {
  constructor(canvas, spec, view) {
    this.canvas = canvas;
    this.spec = spec;
    this.view = view;
    this.card = null; // set by who makes the card
    this.focus = null;
    canvas.addEventListener('pointermove', (event) => this.#hover(event));
    canvas.addEventListener('pointerleave', () => view.point(null));
    canvas.addEventListener('click', (event) => {
      const near = this.#near(event);
      if (near) view.goTo(this.store.indexAt(near.trajectory.store.frames[near.index]));
    });
    canvas.addEventListener('keydown', (event) => this.#key(event));
    canvas.addEventListener('blur', () => {
      this.focus = null;
      view.point(null);
      this.draw();
    });
  }

  get store() {
    return this.view.store;
  }

  #symbol(metric) {
    return ofSignal(symbol(metric), this.spec.fixed?.signal);
  }

  /** Where all marks are, in the units of the metrics; the runs beside this one come after it. */
  #points() {
    const found = planeTrajectories(this.store, this.spec);
    if (!found) return null;
    const now = this.store.frames[this.view.index];
    const trajectories = this.#trajectories(found, this.store, 0, this.view.index);
    this.view.others.forEach((run, i) => {
      const beside = planeTrajectories(run.store, this.spec);
      if (beside && now) trajectories.push(...this.#trajectories(beside, run.store, i + 1, run.store.indexAt(now), run.label, run === this.view.baseline));
    });
    return { ...found, trajectories: trajectories.sort((a, b) => Number(a.place >= 0) - Number(b.place >= 0)) }; // grey ones lie below
  }

  #trajectories(found, store, order, until, run = '', quiet = false) {
    const events = this.spec.x === INPUT_METRIC ? changes(store, found.xLabels) : [];
    const left = [...leaps(store, this.spec.x, found.xLabels), ...leaps(store, this.spec.y, found.yLabels)];
    return found.trajectories.flatMap((trajectory) => {
      const own = order === 0 ? store.layer(trajectory.layer) : this.store.named(store.layer(trajectory.layer).name);
      if (!own || this.view.hidden.has(own.index)) return [];
      const marks = store.once(`marks ${trajectory.x} ${trajectory.y}`, () => marksOf(store, trajectory));
      const words = new Map();
      const note = (what, said) => words.set(what.index, `${words.has(what.index) ? `${words.get(what.index)}, ` : ''}${said}`);
      events.filter((event) => event.layer === trajectory.layer).forEach((event) => note(event, `${event.event} noticed`));
      left.filter((leap) => leap.layer === trajectory.layer).forEach((leap) => note(leap, 'left its band (drift)'));
      return [{ ...trajectory, own: own.index, place: this.store.ink(own.index), marks, gone: countUntil(marks, until), store, order, until, run, quiet, words }];
    });
  }

  /** Before any plane is drawn, so that the page is laid out once for all of them. */
  measure() {
    this.width = Math.max(260, this.canvas.clientWidth);
  }

  draw() {
    const { width } = this;
    const height = Math.round(Math.min(520, Math.max(300, width * 0.68)));
    this.paint(new CanvasSurface(this.canvas, width, height), width, height);
    const shown = this.points ? this.points.trajectories.filter((trajectory) => trajectory.order === 0).length : 0;
    this.canvas.setAttribute('aria-label', `${this.spec.title}, ${shown} layers, ${this.store.when(this.view.index)}. Arrow keys: left and right change the epoch, up and down choose a layer.`);
  }

  toSvg() {
    const surface = new SvgSurface(760, 520);
    this.paint(surface, 760, 520);
    this.draw();
    return surface.toString();
  }

  paint(surface, width, height) {
    const paper = theme();
    surface.ground(paper.card, width, height);
    this.points = this.#points();
    if (!this.points) return;
    this.scale = this.#scale(width, height);
    this.#axes(surface, width, height, paper);
    for (const trajectory of this.points.trajectories) this.#trajectory(surface, trajectory, paper);
    this.#heads(surface, paper, width, height);
  }

  #scale(width, height) {
    let [mostX, mostY, leastX, leastY] = [0, 0, 0, 0]; // degeneracy may be below 0
    for (const { marks } of this.points.trajectories) {
      for (let i = 0; i < marks.x.length; i++) {
        mostX = Math.max(mostX, marks.x[i]);
        mostY = Math.max(mostY, marks.y[i]);
        leastX = Math.min(leastX, marks.x[i]);
        leastY = Math.min(leastY, marks.y[i]);
      }
    }
    mostX = mostX + 0.06 * (mostX - leastX) || 1;
    mostY = mostY + 0.08 * (mostY - leastY) || 1;
    leastX *= 1.06;
    leastY *= 1.08;
    const across = width - MARGIN.left - MARGIN.right;
    const up = height - MARGIN.top - MARGIN.bottom;
    return {
      leastX,
      leastY,
      mostX,
      mostY,
      x: (value) => MARGIN.left + ((value - leastX) / (mostX - leastX)) * across,
      y: (value) => height - MARGIN.bottom - ((value - leastY) / (mostY - leastY)) * up,
    };
  }

  #axes(surface, width, height, paper) {
    const { scale } = this;
    const bottom = height - MARGIN.bottom;
    const right = width - MARGIN.right;
    for (const tick of ticks(scale.leastX, scale.mostX, width / 110)) {
      const x = scale.x(tick.value);
      surface.line([[x, MARGIN.top], [x, bottom]], { stroke: paper.grid });
      surface.text(x, bottom + 17, tick.text, { fill: paper.soft, anchor: 'middle' });
    }
    for (const tick of ticks(scale.leastY, scale.mostY, height / 75)) {
      const y = scale.y(tick.value);
      surface.line([[MARGIN.left, y], [right, y]], { stroke: paper.grid });
      surface.text(MARGIN.left - 8, y + 4, tick.text, { fill: paper.soft, anchor: 'end' });
    }
    surface.line([[MARGIN.left, MARGIN.top], [MARGIN.left, bottom], [right, bottom]], { stroke: paper.rule });
    if (scale.leastY < 0) surface.line([[MARGIN.left, scale.y(0)], [right, scale.y(0)]], { stroke: paper.faint });
    this.#ceiling(surface, bottom, right, paper);
    const name = (metric, unit) => `${this.#symbol(metric)}${unit ? `, ${unit}` : ''}`;
    surface.text((MARGIN.left + right) / 2, height - 10, name(this.spec.x, this.points.xUnit), { fill: paper.ink, anchor: 'middle' });
    surface.text(13, (MARGIN.top + bottom) / 2, name(this.spec.y, this.points.yUnit), { fill: paper.ink, anchor: 'middle', turn: -90 });
  }

  /** No estimator can tell more examples apart than there are. */
  #ceiling(surface, bottom, right, paper) {
    const samples = this.store.head.provenance.samples;
    const most = Math.log2(samples);
    if (this.spec.id !== 'information' || !(samples > 1) || most > this.scale.mostX) return;
    const x = this.scale.x(most);
    surface.line([[x, MARGIN.top], [x, bottom]], { stroke: paper.faint, dash: [4, 4] });
    surface.text(x - 5, bottom - 8, `most that ${samples} examples can show`, { fill: paper.soft, size: 11, anchor: 'end', halo: paper.card });
  }

  #trajectory(surface, trajectory, paper) {
    const { marks, gone } = trajectory;
    const ink = colour(trajectory.place);
    const dim = (this.focus !== null && this.focus !== trajectory.own ? 0.25 : 1) * (trajectory.order ? 0.8 : 1);
    const count = marks.x.length;
    if (gone < count) surface.line(this.#path(marks, Math.max(0, gone - 1), count, 1), { stroke: ink, width: 1, alpha: 0.22 * dim });
    const look = trajectory.quiet ? lineLook(trajectory) : trajectory.order ? { dash: runDash(trajectory.order), width: 1.7, alpha: 0.9 } : { dash: dash(trajectory.place), width: 1.2, alpha: 0.5 };
    if (gone > 1) surface.line(this.#path(marks, 0, gone, 1), { stroke: ink, ...look, alpha: look.alpha * dim });
    if (trajectory.place < 0) return;
    if (trajectory.order === 0) this.#marks(surface, trajectory, ink, dim, paper);
    for (const index of trajectory.words.keys()) {
      const i = marks.index.indexOf(index);
      if (i >= 0 && i < gone) surface.mark('triangle', this.scale.x(marks.x[i]), this.scale.y(marks.y[i]) - 11, 4.5, { fill: paper.warn, stroke: paper.card, alpha: dim });
    }
  }

  /** Some marks as [x, y, which], without those nearer to the one before than so many pixels; the last one stays. */
  #path(marks, from, to, least) {
    const points = [];
    let [beforeX, beforeY] = [NaN, NaN];
    for (let i = from; i < to; i++) {
      const [x, y] = [this.scale.x(marks.x[i]), this.scale.y(marks.y[i])];
      if (i < to - 1 && Math.abs(x - beforeX) < least && Math.abs(y - beforeY) < least) continue;
      points.push([x, y, i]);
      [beforeX, beforeY] = [x, y];
    }
    return points;
  }

  #marks(surface, { marks, gone, place, until }, ink, dim, paper) {
    for (const [x, y, i] of this.#path(marks, 0, gone, 2)) {
      const r = 1.6 + 2.4 * ((marks.index[i] + 1) / (until + 1));
      surface.mark(shape(place), x, y, r, { fill: marks.hollow[i] ? paper.card : ink, stroke: ink, alpha: 0.85 * dim });
    }
  }

  /** Where the layers are now, with their names pushed apart; of runs beside, the number of the run. */
  #heads(surface, paper, width, height) {
    const heads = [];
    for (const trajectory of this.points.trajectories) {
      const { marks, gone } = trajectory;
      if (gone) heads.push({ trajectory, hollow: marks.hollow[gone - 1], x: this.scale.x(marks.x[gone - 1]), y: this.scale.y(marks.y[gone - 1]) });
    }
    for (const { trajectory, hollow, x, y } of heads) {
      const ink = colour(trajectory.place);
      const r = trajectory.place < 0 ? 3 : trajectory.order ? 4.5 : this.focus === trajectory.own ? 8 : 6;
      surface.mark(shape(trajectory.place), x, y, r, { fill: hollow ? paper.card : ink, stroke: hollow ? ink : paper.card, width: hollow ? 2.2 : 1.5 });
      if (trajectory.order) surface.text(x + 7, y - 5, String(trajectory.order + 1), { fill: paper.soft, size: 10.5, weight: 600, halo: paper.card });
    }
    const own = heads.filter((head) => head.trajectory.order === 0 && head.trajectory.place >= 0);
    const marks = this.points.trajectories.filter(({ place }) => place >= 0).flatMap(({ marks: all, gone }) => this.#path(all, Math.max(0, gone - MOST_MINDED), gone, 0));
    const labels = spread(own, marks, this.store, width, height);
    for (const { leader } of labels) if (leader) surface.line(leader, { stroke: paper.soft, width: 1 });
    for (const label of labels) {
      surface.text(label.x, label.y, label.words, { fill: paper.ink, weight: this.focus === label.layer ? 700 : 550, anchor: label.anchor, halo: paper.card });
    }
    const over = this.view.hovered;
    if (over === null || over === this.view.index) return;
    for (const trajectory of this.points.trajectories) {
      const { marks: all, order } = trajectory;
      const i = order === 0 ? all.index.indexOf(over) : -1;
      if (i >= 0) surface.mark('circle', this.scale.x(all.x[i]), this.scale.y(all.y[i]), 7, { fill: '#0000', stroke: colour(trajectory.place), width: 2 });
    }
  }

  #near(event) {
    if (!this.points) return null;
    const box = this.canvas.getBoundingClientRect();
    const px = event.clientX - box.left;
    const py = event.clientY - box.top;
    let best = null;
    for (const trajectory of this.points.trajectories) {
      for (const [x, y, i] of this.#path(trajectory.marks, 0, trajectory.marks.x.length, 0)) {
        const far = Math.hypot(x - px, y - py);
        if (far < (best?.far ?? REACH)) best = { far, trajectory, index: trajectory.marks.index[i] };
      }
    }
    return best;
  }

  #hover(event) {
    const near = this.#near(event);
    this.canvas.style.cursor = near ? 'pointer' : '';
    this.view.point(near && this.#tip(near.trajectory, near.index), event.clientX, event.clientY, near && near.trajectory.order === 0 ? near.index : null);
  }

  #tip(trajectory, index) {
    const { store } = trajectory;
    const flags = new Map();
    for (const [metric, at] of [[this.spec.x, trajectory.x], [this.spec.y, trajectory.y]]) {
      for (const flag of store.flags(index, at)) flags.set(`${this.#symbol(metric)} ${flag.words}`, true);
    }
    if (trajectory.words.has(index)) flags.set(trajectory.words.get(index), true);
    return {
      title: `${store.layer(trajectory.layer).name}, ${trajectory.run ? `${trajectory.run}, ` : ''}${store.when(index)}`,
      rows: [
        [this.#symbol(this.spec.x), spreadOut(store, index, trajectory.x, this.points.xUnit)],
        [this.#symbol(this.spec.y), spreadOut(store, index, trajectory.y, this.points.yUnit)],
      ],
      flags: [...flags.keys()],
    };
  }

  #key(event) {
    const trajectories = (this.points?.trajectories ?? []).filter((trajectory) => trajectory.order === 0);
    const steps = { ArrowLeft: -1, ArrowRight: 1 };
    const turns = { ArrowUp: -1, ArrowDown: 1 };
    if (event.key in steps) this.view.goTo(this.view.index + steps[event.key]);
    else if (event.key in turns && trajectories.length) {
      const at = trajectories.findIndex((trajectory) => trajectory.layer === this.focus);
      this.focus = trajectories[(at + turns[event.key] + trajectories.length + (at < 0 && turns[event.key] < 0 ? 1 : 0)) % trajectories.length].layer;
    } else if (event.key === 'Escape') this.focus = null;
    else return;
    event.preventDefault();
    this.draw();
    const trajectory = trajectories.find((candidate) => candidate.layer === this.focus);
    const box = this.canvas.getBoundingClientRect();
    const read = trajectory ? this.store.latest(this.view.index, trajectory.x) : 0;
    this.view.point(trajectory ? this.#tip(trajectory, read) : null, box.left + 60, box.top + 16);
  }

  /** One row per run, layer and report, as shown. */
  toCsv() {
    const rows = [['run', 'layer', 'epoch', 'iteration', this.spec.x, this.spec.y, 'saturated']];
    for (const trajectory of this.#points()?.trajectories ?? []) {
      const { marks, store } = trajectory;
      marks.index.forEach((index, i) => rows.push([store.head.run, store.layer(trajectory.layer).name, store.frames[index].epoch, store.frames[index].iteration, marks.x[i], marks.y[i], marks.hollow[i] ? 1 : 0]));
    }
    return rows;
  }
}

function spreadOut(store, index, at, unit) {
  const spread = store.spread(index, at);
  return quantity(store.value(index, at), unit) + (spread ? ` ± ${number(spread)}` : '');
}

/**
 * From a mark to its name, where that had to go further away.
 * @param {number[]} box left, top, right, bottom
 */
function leaderOf(x, y, box) {
  const [left, top, right, bottom] = box;
  const end = [Math.min(Math.max(x, left), right), Math.min(Math.max(y, top), bottom)];
  return Math.hypot(end[0] - x, end[1] - y) > 13 ? [[x, y], end] : null;
}

/** Places for the names: as near to their mark as they cover no other and no mark. */
function spread(heads, marks, store, width, height) {
  const taken = heads.map(({ x, y }) => [x - 7, y - 7, x + 7, y + 7]);
  const covers = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
  const under = (box) => Math.min(0.9, marks.filter(([x, y]) => x > box[0] && x < box[2] && y > box[1] && y < box[3]).length / 20);
  const cost = (box) => under(box) + taken.filter((other) => covers(box, other)).length + (box[2] > width - 2 || box[0] < MARGIN.left ? 9 : 0) + (box[1] < 0 || box[3] > height - MARGIN.bottom ? 9 : 0) + box[4] / 10;
  return heads.map(({ trajectory, x, y }) => {
    const words = shortened(store.layer(trajectory.layer).name, LONGEST_NAME);
    const long = words.length * 7.8;
    const boxes = RINGS.flatMap((ring) => [1, -1].flatMap((side) => [x + 10, x - 10 - long, x - long / 2].map((left, i) => {
      const top = y - 8 - side * 17 * (ring + (i >> 1));
      return [left, top, left + long, top + 16, ring];
    })));
    const costs = boxes.map(cost);
    const box = boxes[costs.indexOf(Math.min(...costs))];
    taken.push(box);
    return { words, layer: trajectory.layer, x: box[0], y: box[1] + 12, anchor: 'start', leader: leaderOf(x, y, box) };
  });
}
