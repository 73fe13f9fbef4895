// A metric over time, a line per layer. Bands are two standard errors, or what shuffled labels read
// (dashed) with two standard deviations; saturated readings are hollow, drift is marked on top.

import { smoothed, withoutOutliers } from './axes.js';
import { arrow, dot, flag, inside } from './chartMarks.js';
import { chartSvg } from './chartSvg.js';
import { changes, leaps } from './drift.js';
import { number, quantity, shortened, title } from './format.js';
import { colour, lineLook, textColour, theme, withAlpha } from './palette.js';
import { interval, losses } from './probe.js';
import { FONT } from './surface.js';

const OVERHEAD = 'infoscope.overhead'; // whose first value may be far beyond the rest
const HEIGHT = 216;
const ROOM_PER_MARK = 14;
const LONGEST_NAME = 22;
const LONGEST_END = 26; // of what stands at the end of a line
const MOST_NAMED = 8; // of more lines there is no room for names
const RAW = 0.3; // how much of a line is left where it is drawn smoothed too

export class Chart {
  constructor(place, view) {
    this.place = place;
    this.view = view;
    this.plot = null;
    this.group = null;
    this.lines = [];
    new ResizeObserver(() => {
      this.measure();
      this.plot?.setSize({ width: this.width, height: HEIGHT });
    }).observe(place);
  }

  get store() {
    return this.view.store;
  }

  /** Before any chart is drawn, so that the page is laid out once for all of them. */
  measure() {
    this.width = Math.max(240, this.place.clientWidth);
  }

  /** A group of the store, or null for the score, which is no reading. */
  draw(group) {
    this.group = group;
    const lines = [...this.#lines(group, this.store), ...this.view.others.flatMap((run, i) => this.#beside(group, run, i + 1))];
    const { axes } = this.view;
    const shape = JSON.stringify([group?.key, lines.map((line) => [line.name, line.hidden, line.bands, line.order, line.quiet, line.ink]), theme().card, axes.by(this.store), axes.smoothing > 0, this.#isLog()]);
    this.lines = lines;
    const rows = this.#rows(lines);
    this.marks = this.#drift(group);
    this.clipped = axes.clip && !this.#isLog() ? withoutOutliers(this.#shown().map((line) => rows[line.first])) : null;
    this.ends = this.#ends(rows);
    if (shape === this.shape) {
      this.plot.setData(rows, !axes.zoom);
      return;
    }
    this.shape = shape;
    this.plot?.destroy();
    this.place.replaceChildren();
    this.plot = new uPlot(this.#options(), rows, this.place);
    if (axes.zoom) this.zoom(axes.zoom);
  }

  redraw() {
    this.plot?.redraw(false, false);
  }

  /** Shows from here to there, or all. */
  zoom(range) {
    const { plot, times } = this;
    if (!plot || !times.length) return;
    const [min, max] = range ?? [times[0], times[times.length - 1]];
    if (plot.scales.x.min !== min || plot.scales.x.max !== max) plot.setScale('x', { min, max });
  }

  #isLog() {
    return this.view.axes.log.has(this.metric());
  }

  metric() {
    return this.group?.metric ?? 'infoscope.training.score';
  }

  /** Places to the right, and columns; runs beside each other share the places of all. */
  #rows(lines) {
    const { axes, others } = this.view;
    const places = new Map([this.store, ...others.map((run) => run.store)].map((store) => [store, axes.places(store)]));
    const several = others.length > 0;
    this.own = places.get(this.store);
    this.times = several ? [...new Set([...places.values()].flat())].sort((a, b) => a - b) : this.own;
    const at = several ? new Map(this.times.map((time, i) => [time, i])) : null;
    const rows = [this.times];
    const drawable = this.#isLog() ? (column) => column.map((value) => (value > 0 || value === null ? value : undefined)) : (column) => column;
    for (const line of lines) {
      line.first = rows.length;
      const own = line.columns();
      const all = axes.smoothing > 0 ? [own[0], smoothed(own[0], axes.smoothing), ...own.slice(1)] : own;
      for (const column of all) rows.push(drawable(several ? placed(column, places.get(line.store).map((time) => at.get(time)), this.times.length) : column));
    }
    return rows;
  }

  #shown() {
    return this.lines.filter((line) => !line.hidden);
  }

  /** The report of this run at a place on the axis of all. */
  #index(place) {
    if (place === null || place === undefined) return null;
    if (!this.view.others.length) return place;
    const found = this.own.findLastIndex((time) => time <= this.times[place]);
    return found < 0 ? null : found;
  }

  #lines(group, store) {
    const { view } = this;
    if (!group) return losses(store).map(({ name, column }, i) => plain(name, i, store, () => [column()]));
    const shadow = store.shadow(group);
    return greyFirst(group.lines, store).map((line, i) => {
      if (line.layer === undefined) {
        const ends = interval(store, line);
        return plain(Object.values(line.labels).join(', ') || group.metric, i, store, () => [line.at, ...(ends ?? [])].map((at) => store.column(at)), ends ? 'interval' : '');
      }
      const under = shadow?.lines.find((other) => other.layer === line.layer);
      const bands = store.ink(line.layer) < 0 ? '' : under ? 'null' : store.frames.some((frame) => frame.e[line.at] > 0) ? 'interval' : '';
      return { name: store.lineName(line), of: store.layer(line.layer).name, layer: line.layer, store, bands, at: line.at, under: under?.at, ink: store.ink(line.layer), hidden: view.hidden.has(line.layer), columns: () => columns(store, line.at, under?.at, bands) };
    });
  }

  /** The same of another run: a thin line each, in the colour of the layer. */
  #beside(group, run, order) {
    const { store } = run;
    const twin = group && store.groups.find((other) => other.metric === group.metric && JSON.stringify(other.labels) === JSON.stringify(group.labels));
    if (group && !twin) return [];
    return this.#lines(group ? twin : null, store).flatMap((line) => {
      const own = line.layer === undefined ? null : this.store.named(line.of);
      if (own === undefined) return [];
      const ink = own ? this.store.ink(own.index) : line.ink;
      const hidden = own ? this.view.hidden.has(own.index) : false;
      const column = line.columns;
      return [{ ...line, name: `${line.name}, ${run.label}`, ink, hidden, order, quiet: run === this.view.baseline, under: undefined, bands: '', columns: () => [column()[0]] }];
    });
  }

  #drift(group) {
    if (!group) return [];
    const layers = new Set(group.lines.map((line) => line.layer));
    const turns = /information\.(input|label)$/.test(group.metric) ? changes(this.store, group.labels).filter((change) => change.event === (group.metric.endsWith('input') ? 'compression' : 'collapse')) : [];
    return [...leaps(this.store, group.metric, group.labels), ...turns].filter((mark) => layers.has(mark.layer) && this.store.ink(mark.layer) >= 0 && !this.view.hidden.has(mark.layer));
  }

  #options() {
    const paper = theme();
    const ratio = this.group?.unit === 'ratio';
    const { axes } = this.view;
    const series = [{ label: axes.name(this.store) }];
    const bands = [];
    for (const line of this.lines) {
      const ink = colour(line.ink);
      if (axes.smoothing > 0) series.push({ label: `${line.name}, as measured`, stroke: withAlpha(ink, RAW), width: 1, show: !line.hidden, spanGaps: false, points: { show: false } });
      const look = lineLook(line);
      series.push({ label: line.name, stroke: withAlpha(ink, look.alpha), width: look.width, dash: look.dash, show: !line.hidden, spanGaps: false, points: { show: isSingle } });
      if (!line.bands) continue;
      const faint = { show: !line.hidden, points: { show: false }, spanGaps: false };
      if (line.bands === 'null') series.push({ ...faint, label: `${line.name}, shuffled`, stroke: withAlpha(ink, 0.8), width: 1, dash: [3, 3] });
      series.push({ ...faint, label: 'high', width: 0 }, { ...faint, label: 'low', width: 0 });
      bands.push({ series: [series.length - 2, series.length - 1], fill: withAlpha(ink, 0.12) });
    }
    const axis = { stroke: paper.soft, font: `12px ${FONT}`, grid: { stroke: paper.grid, width: 1 }, ticks: { show: false } };
    return {
      width: this.width,
      height: HEIGHT,
      padding: [10, () => 14 + Math.max(0, ...this.ends.map((end) => 6.2 * end.text.length)), 0, 0],
      legend: { show: false },
      focus: { alpha: 1 },
      cursor: {
        sync: { key: 'infoscope', setSeries: false, scales: ['x', null] }, // the height means nothing in another unit
        drag: { x: true, y: false },
        points: { size: 7 },
        bind: { click: (u, target, go) => (event) => { go(event); const index = this.#index(u.cursor.idx); if (index !== null) this.view.goTo(index); }, dblclick: () => () => this.view.zoomTo(null) },
      },
      scales: { x: { time: false }, y: this.#isLog() ? { distr: 3 } : { range: (u, low, high) => this.#range(low, high) } },
      series,
      bands,
      axes: [
        { ...axis, size: 24, label: axes.name(this.store), labelSize: 20, labelGap: 0, labelFont: `12px ${FONT}`, space: 44, gap: 4, values: (u, values) => values.map((value) => axes.tick(this.store, value)), incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000, 50000, 100000, 1000000] },
        { ...axis, size: 52, gap: 6, space: 34, values: (u, values) => values.map((value) => (value === null ? '' : ratio ? `${trimmed(100 * value)} %` : trimmed(value))) },
      ],
      hooks: {
        drawClear: [(u) => { u.ctx.fillStyle = paper.card; u.ctx.fillRect(0, 0, u.ctx.canvas.width, u.ctx.canvas.height); }],
        draw: [(u) => this.#overlay(u, paper)],
        setCursor: [(u) => this.#cursor(u)],
        setSelect: [(u) => this.#selected(u)],
      },
    };
  }

  /** From zero where that wastes little; a few values far beyond the others are left out and marked. */
  #range(low, high) {
    if (this.clipped) return room(Math.max(low, this.clipped[0]), Math.min(high, this.clipped[1]));
    return room(low, this.group?.metric === OVERHEAD ? Math.min(high, 1) : high);
  }

  #selected(u) {
    const { left, width } = u.select;
    if (width > 4) this.view.zoomTo([u.posToVal(left, 'x'), u.posToVal(left + width, 'x')]);
  }

  /** The epoch of the slider, hollow marks on saturated readings, triangles where something drifted. */
  #overlay(u, paper) {
    const scale = window.devicePixelRatio || 1;
    const times = this.own;
    u.ctx.save();
    this.#now(u, times, scale, paper);
    const every = Math.max(1, Math.ceil((times.length * ROOM_PER_MARK * scale) / u.bbox.width));
    for (const line of this.lines) {
      if (line.hidden || line.at === undefined || line.order || line.ink < 0) continue;
      Object.assign(u.ctx, { strokeStyle: colour(line.ink), fillStyle: paper.card, lineWidth: 1.3 * scale });
      for (let i = 0; i < times.length; i += every) {
        const value = this.store.value(i, line.at);
        if (value === null || !this.store.isSaturated(i, line.at)) continue;
        const [x, y] = [u.valToPos(times[i], 'x', true), u.valToPos(value, 'y', true)];
        if (inside(u, x)) dot(u.ctx, x, y, 2.8 * scale);
      }
    }
    this.#outliers(u, scale);
    this.#names(u, scale);
    for (const mark of this.marks ?? []) {
      const x = u.valToPos(times[mark.index], 'x', true);
      if (inside(u, x)) flag(u, x, scale, colour(this.store.ink(mark.layer)), paper.warn);
    }
    u.ctx.restore();
  }

  /** What stands at the ends of lines, [{text, value, ink}]; lines that are the same share one. */
  #ends(rows) {
    const own = this.#shown().filter((line) => !line.order && !(line.ink < 0));
    const same = [];
    for (const line of own) {
      const column = rows[line.first];
      const last = column.findLastIndex((value) => value !== null && value !== undefined);
      if (last < 0) continue;
      const twin = same.find((other) => other.column.length === column.length && column.every((value, i) => value === other.column[i]));
      if (twin) twin.names.push(line.of ?? line.name);
      else same.push({ names: [line.of ?? line.name], value: column[last], ink: line.ink, column });
    }
    if (same.length > MOST_NAMED) return [];
    return same.map(({ names, value, ink }) => ({ text: names.length > 2 ? `${shortened(names[0], LONGEST_NAME)} = ${names.length - 1} more` : shortened(names.map((name) => shortened(name, LONGEST_NAME)).join(' = '), LONGEST_END), value, ink }));
  }

  /** Names beside the ends of the lines, in their colours; none covers another. */
  #names(u, scale) {
    const ends = this.ends.map(({ text, value, ink }) => ({ text, ink, y: u.valToPos(value, 'y', true) + 4 * scale }));
    const height = 12 * scale;
    const lowest = u.bbox.top + u.bbox.height - 2 * scale; // above the names of the epochs
    ends.sort((a, b) => a.y - b.y);
    ends.forEach((end, i) => (end.y = Math.max(end.y, i ? ends[i - 1].y + height : u.bbox.top)));
    ends.reverse().forEach((end, i) => (end.y = Math.min(end.y, i ? ends[i - 1].y - height : lowest)));
    Object.assign(u.ctx, { font: `${11 * scale}px ${FONT}`, textAlign: 'left', textBaseline: 'alphabetic' });
    for (const { text, y, ink } of ends) {
      u.ctx.fillStyle = textColour(ink);
      u.ctx.fillText(text, u.bbox.left + u.bbox.width + 6 * scale, y);
    }
  }

  /** A small arrow at the edge for every value that lies beyond it. */
  #outliers(u, scale) {
    if (!this.clipped) return;
    const { min, max } = u.scales.y;
    for (const line of this.#shown()) {
      u.ctx.fillStyle = colour(line.ink);
      (u.data[line.first] ?? []).forEach((value, i) => {
        const up = value > max;
        if (value === null || value === undefined || (!up && value >= min)) return;
        const x = u.valToPos(this.times[i], 'x', true);
        if (inside(u, x)) arrow(u, x, up, scale);
      });
    }
  }

  #now(u, times, scale, paper) {
    const now = times[this.view.index];
    if (now === undefined || this.view.index >= times.length - 1) return;
    const x = u.valToPos(now, 'x', true);
    Object.assign(u.ctx, { strokeStyle: paper.accent, lineWidth: scale });
    u.ctx.beginPath();
    u.ctx.moveTo(x, u.bbox.top);
    u.ctx.lineTo(x, u.bbox.top + u.bbox.height);
    u.ctx.stroke();
  }

  #cursor(u) {
    const place = u.cursor.left >= 0 ? u.cursor.idx : null;
    if (!u.over.matches(':hover')) return;
    const { left, top } = u.over.getBoundingClientRect();
    const nothing = place === null || place === undefined;
    this.view.point(nothing ? null : this.#tip(place), left + u.cursor.left, top + u.cursor.top, this.#index(place));
  }

  #tip(place) {
    const index = this.#index(place);
    const grey = this.#shown().filter((line) => line.ink < 0).length;
    const rows = this.#shown().filter((line) => !(line.ink < 0)).map((line) => {
      const value = this.plot.data[line.first][place];
      const spreading = line.at === undefined || line.order || index === null ? null : this.store.spread(index, line.at);
      return [line.name, quantity(value, this.group?.unit ?? '') + (spreading ? ` ± ${number(spreading)}` : ''), colour(line.ink)];
    });
    const drifted = (this.marks ?? []).filter((mark) => mark.index === index).map((mark) => `${this.store.layer(mark.layer).name}: ${mark.event ?? `left its band${mark.z ? `, z = ${mark.z.toFixed(1)}` : ''}`}`);
    if (grey) rows.push([`and ${grey} in grey`, '']);
    return { title: index === null ? `${this.view.axes.name(this.store)} ${this.view.axes.tick(this.store, this.times[place])}` : this.store.when(index), rows, flags: drifted };
  }

  /** One row per report, one column per line; of several runs one row per time. */
  toCsv() {
    const alone = this.view.others.length === 0;
    const moment = alone ? ['epoch', 'iteration'] : [this.view.axes.name(this.store)];
    const values = this.lines.map((line) => this.plot.data[line.first]);
    const row = (time, i) => [...(alone ? [this.store.frames[i].epoch, this.store.frames[i].iteration] : [time]), ...values.map((column) => column[i] ?? '')];
    return [[...moment, ...this.lines.map((line) => line.name)], ...this.times.map(row)];
  }

  toSvg() {
    const lines = this.lines.filter((line) => !line.hidden).map((line) => ({ name: line.name, ink: colour(line.ink), ...lineLook(line), values: this.plot.data[line.first] }));
    return chartSvg({ name: title(this.group?.metric ?? 'infoscope.training.score'), unit: subtitle(this.group), axis: this.view.axes.name(this.store), times: this.times, lines, room: [this.plot.scales.y.min, this.plot.scales.y.max], log: this.#isLog() });
  }
}

function plain(name, ink, store, columns, bands = '') {
  return { name, ink, store, bands, hidden: false, columns };
}

function columns(store, at, under, bands) {
  const own = store.column(at);
  if (!bands) return [own];
  const [middle, of] = bands === 'null' ? [store.column(under), under] : [own, at];
  const edge = (sign) => middle.map((value, i) => (value === null || value === undefined ? value : value + sign * 2 * (store.spread(i, of) ?? 0)));
  return bands === 'null' ? [own, middle, edge(1), edge(-1)] : [own, edge(1), edge(-1)];
}

/**
 * What has no colour lies below what has one.
 * @returns {any}
 */
function greyFirst(lines, store) {
  const isGrey = (line) => line.layer !== undefined && store.ink(line.layer) < 0;
  return [...lines.filter(isGrey), ...lines.filter((line) => !isGrey(line))];
}

/** A column at its places on the axis of all runs; what another run has between is no gap. */
function placed(column, places, length) {
  const all = new Array(length).fill(undefined);
  column.forEach((value, i) => (all[places[i]] = value));
  return all;
}

/** From zero where that wastes little, with some air above. */
function room(low, high) {
  if (low === null || high === null || !Number.isFinite(low) || !Number.isFinite(high) || (low === 0 && high === 0)) return [0, 1];
  const from = low >= 0 && low < 0.6 * high ? 0 : low - 0.06 * (high - low || Math.abs(high) || 1);
  return [from, high + 0.06 * (high - from || Math.abs(high) || 1)];
}

function trimmed(value) {
  return Number(value.toPrecision(6)).toString();
}

export function subtitle(group) {
  return { ratio: '', seconds: 's' }[group?.unit] ?? group?.unit ?? ''; // shares are told by their per cent
}

/** Whether a line is one value, which needs a mark to be seen. */
function isSingle(plot, which) {
  let count = 0;
  for (const value of plot.data[which]) if (Number.isFinite(value) && ++count > 1) return false;
  return count === 1;
}
