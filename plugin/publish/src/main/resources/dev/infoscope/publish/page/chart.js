// A metric over time, a line per layer. Bands are two standard errors, or what shuffled labels read
// (dashed) with two standard deviations; saturated readings are hollow, drift is marked on top.

import { chartSvg } from './chartSvg.js';
import { changes, leaps } from './drift.js';
import { number, percent, quantity, title, unitName } from './format.js';
import { colour, dash, runDash, theme, withAlpha } from './palette.js';
import { FONT } from './surface.js';

const OVERHEAD = 'infoscope.overhead'; // whose first value may be far beyond the rest
const HEIGHT = 216;
const ROOM_PER_MARK = 14;
const LONGEST_NAME = 14;
const MOST_NAMED = 6; // of more lines there is no room for names

export class Chart {
  constructor(place, view) {
    this.place = place;
    this.view = view;
    this.plot = null;
    this.group = null;
    this.lines = [];
    new ResizeObserver(() => this.plot?.setSize({ width: this.#width(), height: HEIGHT })).observe(place);
  }

  get store() {
    return this.view.store;
  }

  #width() {
    return Math.max(240, this.place.clientWidth);
  }

  /** A group of the store, or null for the score, which is no reading. */
  draw(group) {
    this.group = group;
    const lines = [...this.#lines(group, this.store), ...this.view.others.flatMap((run, i) => this.#beside(group, run, i + 1))];
    const shape = JSON.stringify([group?.key, lines.map((line) => [line.name, line.hidden, line.bands, line.order]), theme().card]);
    const rows = this.#rows(lines);
    this.lines = lines;
    this.marks = this.#drift(group);
    if (shape === this.shape) {
      this.plot.setData(rows);
      return;
    }
    this.shape = shape;
    this.plot?.destroy();
    this.place.replaceChildren();
    this.plot = new uPlot(this.#options(), rows, this.place);
  }

  redraw() {
    this.plot?.redraw(false, false);
  }

  /** Times and columns; runs beside each other share the times of all. */
  #rows(lines) {
    const own = this.store.times();
    const by = this.store.byIteration ? 'iteration' : 'epoch';
    const several = this.view.others.length > 0;
    this.times = several ? [...new Set([...own, ...this.view.others.flatMap((run) => run.store.frames.map((frame) => frame[by]))])].sort((a, b) => a - b) : own;
    const at = several ? new Map(this.times.map((time, i) => [time, i])) : null;
    const rows = [this.times];
    for (const line of lines) {
      line.first = rows.length;
      for (const column of line.columns()) rows.push(several ? placed(column, line.store.frames.map((frame) => at.get(frame[by])), this.times.length) : column);
    }
    return rows;
  }

  /** The report of this run at a place on the axis of all. */
  #index(place) {
    if (place === null || place === undefined) return null;
    if (!this.view.others.length) return place;
    const by = this.store.byIteration ? 'iteration' : 'epoch';
    const found = this.store.frames.findLastIndex((frame) => frame[by] <= this.times[place]);
    return found < 0 ? null : found;
  }

  #lines(group, store) {
    const { view } = this;
    if (!group) return [plain('score', 0, store, () => store.frames.map((frame) => frame.score))];
    const shadow = store.shadow(group);
    return group.lines.map((line, i) => {
      if (line.layer === undefined) return plain(Object.values(line.labels).join(', ') || group.metric, i, store, () => store.column(line.at));
      const under = shadow?.lines.find((other) => other.layer === line.layer);
      const bands = under ? 'null' : store.frames.some((frame) => frame.e[line.at]) ? 'interval' : '';
      return { name: store.lineName(line), of: store.layer(line.layer).name, layer: line.layer, store, bands, at: line.at, under: under?.at, ink: store.places.get(line.layer), hidden: view.hidden.has(line.layer), columns: () => columns(store, line.at, under?.at, bands) };
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
      const ink = own ? this.store.places.get(own.index) : line.ink;
      const hidden = own ? this.view.hidden.has(own.index) : false;
      const column = line.columns;
      return [{ ...line, name: `${line.name}, ${run.label}`, ink, hidden, order, under: undefined, bands: '', columns: () => [column()[0]] }];
    });
  }

  #drift(group) {
    if (!group) return [];
    const layers = new Set(group.lines.map((line) => line.layer));
    const turns = /information\.(input|label)$/.test(group.metric) ? changes(this.store, group.labels).filter((change) => change.event === (group.metric.endsWith('input') ? 'compression' : 'collapse')) : [];
    return [...leaps(this.store, group.metric, group.labels), ...turns].filter((mark) => layers.has(mark.layer) && !this.view.hidden.has(mark.layer));
  }

  #options() {
    const paper = theme();
    const ratio = this.group?.unit === 'ratio';
    const series = [{ label: this.store.axisName() }];
    const bands = [];
    for (const line of this.lines) {
      const ink = colour(line.ink);
      series.push({ label: line.name, stroke: ink, width: line.order ? 1.3 : 1.8, dash: line.order ? runDash(line.order) : dash(line.ink), show: !line.hidden, spanGaps: false, points: { show: false } });
      if (!line.bands) continue;
      const faint = { show: !line.hidden, points: { show: false }, spanGaps: false };
      if (line.bands === 'null') series.push({ ...faint, label: `${line.name}, shuffled`, stroke: withAlpha(ink, 0.8), width: 1, dash: [3, 3] });
      series.push({ ...faint, label: 'high', width: 0 }, { ...faint, label: 'low', width: 0 });
      bands.push({ series: [series.length - 2, series.length - 1], fill: withAlpha(ink, 0.12) });
    }
    const axis = { stroke: paper.soft, font: `12px ${FONT}`, grid: { stroke: paper.grid, width: 1 }, ticks: { show: false } };
    return {
      width: this.#width(),
      height: HEIGHT,
      padding: [10, 14 + Math.max(0, ...this.#named().map((line) => 6.2 * endName(line).length)), 0, 0],
      legend: { show: false },
      focus: { alpha: 1 },
      cursor: {
        sync: { key: 'infoscope', setSeries: false },
        drag: { x: true, y: false },
        points: { size: 7 },
        bind: { click: (u, target, go) => (event) => { go(event); const index = this.#index(u.cursor.idx); if (index !== null) this.view.goTo(index); } },
      },
      scales: { x: { time: false }, y: { range: (u, low, high) => room(low, this.group?.metric === OVERHEAD ? Math.min(high, 1) : high) } },
      series,
      bands,
      axes: [
        { ...axis, size: 24, label: this.store.axisName(), labelSize: 20, labelGap: 0, labelFont: `12px ${FONT}`, space: 60, gap: 4, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000, 50000, 100000, 1000000] },
        { ...axis, size: 52, gap: 6, space: 34, values: (u, values) => values.map((value) => (ratio ? percent(value) : trimmed(value))) },
      ],
      hooks: {
        drawClear: [(u) => { u.ctx.fillStyle = paper.card; u.ctx.fillRect(0, 0, u.ctx.canvas.width, u.ctx.canvas.height); }],
        draw: [(u) => this.#overlay(u, paper)],
        setCursor: [(u) => this.#cursor(u)],
      },
    };
  }

  /** The epoch of the slider, hollow marks on saturated readings, triangles where something drifted. */
  #overlay(u, paper) {
    const scale = window.devicePixelRatio || 1;
    const times = this.store.times();
    u.ctx.save();
    this.#now(u, times, scale, paper);
    const every = Math.max(1, Math.ceil((times.length * ROOM_PER_MARK * scale) / u.bbox.width));
    for (const line of this.lines) {
      if (line.hidden || line.at === undefined || line.order) continue;
      Object.assign(u.ctx, { strokeStyle: colour(line.ink), fillStyle: paper.card, lineWidth: 1.3 * scale });
      for (let i = 0; i < times.length; i += every) {
        const value = this.store.value(i, line.at);
        if (value === null || !this.store.isSaturated(i, line.at)) continue;
        const [x, y] = [u.valToPos(times[i], 'x', true), u.valToPos(value, 'y', true)];
        if (inside(u, x)) dot(u.ctx, x, y, 2.8 * scale);
      }
    }
    this.#names(u, scale, paper);
    for (const mark of this.marks ?? []) {
      const x = u.valToPos(times[mark.index], 'x', true);
      if (inside(u, x)) flag(u, x, scale, colour(this.store.places.get(mark.layer)), paper.warn);
    }
    u.ctx.restore();
  }

  /** The lines that are named at their ends. */
  #named() {
    const own = this.lines.filter((line) => !line.hidden && !line.order);
    return own.length <= MOST_NAMED ? own : [];
  }

  /** Names beside the ends of the lines, so that nobody has to tell colours apart; none covers another. */
  #names(u, scale, paper) {
    const ends = this.#named().flatMap((line) => {
      const values = this.plot?.data[line.first] ?? [];
      const last = values.findLastIndex((value) => value !== null && value !== undefined);
      return last < 0 ? [] : [{ text: endName(line), y: u.valToPos(values[last], 'y', true) + 4 * scale }];
    });
    const height = 12 * scale;
    const lowest = u.bbox.top + u.bbox.height + 4 * scale;
    ends.sort((a, b) => a.y - b.y);
    ends.forEach((end, i) => (end.y = Math.max(end.y, i ? ends[i - 1].y + height : u.bbox.top)));
    ends.reverse().forEach((end, i) => (end.y = Math.min(end.y, i ? ends[i - 1].y - height : lowest)));
    Object.assign(u.ctx, { font: `${11 * scale}px ${FONT}`, textAlign: 'left', textBaseline: 'alphabetic', fillStyle: paper.soft });
    for (const { text, y } of ends) u.ctx.fillText(text, u.bbox.left + u.bbox.width + 6 * scale, y);
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
    const rows = this.lines.filter((line) => !line.hidden).map((line) => {
      const value = this.plot.data[line.first][place];
      const spreading = line.at === undefined || line.order || index === null ? null : this.store.spread(index, line.at);
      return [line.name, quantity(value, this.group?.unit ?? '') + (spreading ? ` ± ${number(spreading)}` : ''), colour(line.ink)];
    });
    const drifted = (this.marks ?? []).filter((mark) => mark.index === index).map((mark) => `${this.store.layer(mark.layer).name}: ${mark.event ?? `left its band${mark.z ? `, z = ${mark.z.toFixed(1)}` : ''}`}`);
    return { title: index === null ? `${this.store.axisName()} ${this.times[place]}` : this.store.when(index), rows, flags: drifted };
  }

  /** One row per report, one column per line; of several runs one row per time. */
  toCsv() {
    const alone = this.view.others.length === 0;
    const moment = alone ? ['epoch', 'iteration'] : [this.store.axisName()];
    const values = this.lines.map((line) => this.plot.data[line.first]);
    const row = (time, i) => [...(alone ? [this.store.frames[i].epoch, this.store.frames[i].iteration] : [time]), ...values.map((column) => column[i] ?? '')];
    return [[...moment, ...this.lines.map((line) => line.name)], ...this.times.map(row)];
  }

  toSvg() {
    const lines = this.lines.filter((line) => !line.hidden).map((line) => ({ name: line.name, ink: colour(line.ink), dash: line.order ? runDash(line.order) : dash(line.ink), values: this.plot.data[line.first] }));
    return chartSvg({ name: title(this.group?.metric ?? 'infoscope.training.score'), unit: subtitle(this.group), axis: this.store.axisName(), times: this.times, lines, room: [this.plot.scales.y.min, this.plot.scales.y.max] });
  }
}

function endName(line) {
  const name = line.of ?? line.name;
  return name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name;
}

function plain(name, ink, store, column) {
  return { name, ink, store, bands: '', hidden: false, columns: () => [column()] };
}

function columns(store, at, under, bands) {
  const own = store.column(at);
  if (!bands) return [own];
  const [middle, of] = bands === 'null' ? [store.column(under), under] : [own, at];
  const edge = (sign) => middle.map((value, i) => (value === null || value === undefined ? value : value + sign * 2 * (store.spread(i, of) ?? 0)));
  return bands === 'null' ? [own, middle, edge(1), edge(-1)] : [own, edge(1), edge(-1)];
}

/** A column at its places on the axis of all runs; what another run has between is no gap. */
function placed(column, places, length) {
  const all = new Array(length).fill(undefined);
  column.forEach((value, i) => (all[places[i]] = value));
  return all;
}

function inside(u, x) {
  return x >= u.bbox.left && x <= u.bbox.left + u.bbox.width;
}

function dot(ctx, x, y, r) {
  ctx.beginPath();
  ctx.arc(x, y, r, 0, 7);
  ctx.fill();
  ctx.stroke();
}

function flag(u, x, scale, ink, fill) {
  const top = u.bbox.top;
  Object.assign(u.ctx, { strokeStyle: ink, fillStyle: fill, lineWidth: 1.5 * scale });
  u.ctx.setLineDash([2 * scale, 3 * scale]);
  u.ctx.beginPath();
  u.ctx.moveTo(x, top + 8 * scale);
  u.ctx.lineTo(x, top + u.bbox.height);
  u.ctx.stroke();
  u.ctx.setLineDash([]);
  u.ctx.beginPath();
  u.ctx.moveTo(x - 5 * scale, top);
  u.ctx.lineTo(x + 5 * scale, top);
  u.ctx.lineTo(x, top + 8 * scale);
  u.ctx.closePath();
  u.ctx.fill();
  u.ctx.stroke();
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
  return group?.unit ? unitName(group.unit) : '';
}
