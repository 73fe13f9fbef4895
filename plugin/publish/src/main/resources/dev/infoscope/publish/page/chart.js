// A metric over time, a line per layer. What shuffled labels read is dashed, with two standard
// deviations as a band; saturated readings are hollow.

import { number, percent, quantity, unitName } from './format.js';
import { colour, dash, theme, withAlpha } from './palette.js';
import { FONT } from './surface.js';

const OVERHEAD = 'infoscope.overhead'; // whose first value may be far beyond the rest
const HEIGHT = 216;
const ROOM_PER_MARK = 14;

export class Chart {
  constructor(place, store, view) {
    Object.assign(this, { place, store, view });
    this.plot = null;
    this.group = null;
    this.lines = [];
    new ResizeObserver(() => this.plot?.setSize({ width: this.#width(), height: HEIGHT })).observe(place);
  }

  #width() {
    return Math.max(240, this.place.clientWidth);
  }

  /** A group of the store, or null for the score, which is no reading. */
  draw(group) {
    const lines = this.#lines(group);
    const shape = JSON.stringify([group?.key, lines.map((line) => [line.name, line.hidden]), theme().card]);
    let column = 1;
    for (const line of lines) {
      line.first = column;
      column += line.under === undefined ? 1 : 4;
    }
    const rows = [this.store.times(), ...lines.flatMap((line) => line.columns())];
    this.lines = lines;
    this.group = group;
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

  #lines(group) {
    const { store, view } = this;
    if (!group) return [plain('score', 0, () => store.frames.map((frame) => frame.score))];
    const shadow = store.shadow(group);
    return group.lines.map((line, i) => {
      if (line.layer === undefined) return plain(Object.values(line.labels).join(', ') || group.metric, i, () => store.column(line.at));
      const under = shadow?.lines.find((other) => other.layer === line.layer);
      const name = store.layer(line.layer).name;
      return { name, at: line.at, under: under?.at, ink: store.places.get(line.layer), hidden: view.hidden.has(line.layer), columns: () => columns(store, line.at, under?.at) };
    });
  }

  #options() {
    const paper = theme();
    const ratio = this.group?.unit === 'ratio';
    const series = [{ label: this.store.axisName() }];
    const bands = [];
    for (const line of this.lines) {
      const ink = colour(line.ink);
      series.push({ label: line.name, stroke: ink, width: 1.8, dash: dash(line.ink), show: !line.hidden, spanGaps: false, points: { show: false } });
      if (line.under === undefined) continue;
      const faint = { show: !line.hidden, points: { show: false }, spanGaps: false };
      series.push({ ...faint, label: `${line.name}, shuffled`, stroke: withAlpha(ink, 0.8), width: 1, dash: [3, 3] });
      series.push({ ...faint, label: 'high', width: 0 }, { ...faint, label: 'low', width: 0 });
      bands.push({ series: [series.length - 2, series.length - 1], fill: withAlpha(ink, 0.12) });
    }
    const axis = { stroke: paper.soft, font: `12px ${FONT}`, grid: { stroke: paper.grid, width: 1 }, ticks: { show: false } };
    return {
      width: this.#width(),
      height: HEIGHT,
      padding: [10, 14, 0, 0],
      legend: { show: false },
      focus: { alpha: 1 },
      cursor: {
        sync: { key: 'infoscope', setSeries: false },
        drag: { x: true, y: false },
        points: { size: 7 },
        bind: { click: (u, target, go) => (event) => { go(event); if (u.cursor.idx !== null && u.cursor.idx !== undefined) this.view.goTo(u.cursor.idx); } },
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
        draw: [(u) => this.#marks(u, paper)],
        setCursor: [(u) => this.#cursor(u)],
      },
    };
  }

  /** The epoch of the slider, and hollow marks on saturated readings. */
  #marks(u, paper) {
    const { ctx, bbox } = u;
    const times = u.data[0];
    const now = times[this.view.index];
    const scale = window.devicePixelRatio || 1;
    ctx.save();
    if (now !== undefined && this.view.index < times.length - 1) {
      const x = u.valToPos(now, 'x', true);
      Object.assign(ctx, { strokeStyle: paper.accent, lineWidth: scale });
      ctx.beginPath();
      ctx.moveTo(x, bbox.top);
      ctx.lineTo(x, bbox.top + bbox.height);
      ctx.stroke();
    }
    const every = Math.max(1, Math.ceil((times.length * ROOM_PER_MARK * scale) / bbox.width));
    for (const line of this.lines) {
      if (line.hidden || line.at === undefined) continue;
      Object.assign(ctx, { strokeStyle: colour(line.ink), fillStyle: paper.card, lineWidth: 1.3 * scale });
      for (let i = 0; i < times.length; i += every) {
        const value = u.data[line.first][i];
        if (value === null || !this.store.isSaturated(i, line.at)) continue;
        const [x, y] = [u.valToPos(times[i], 'x', true), u.valToPos(value, 'y', true)];
        if (x < bbox.left || x > bbox.left + bbox.width) continue;
        ctx.beginPath();
        ctx.arc(x, y, 2.8 * scale, 0, 7);
        ctx.fill();
        ctx.stroke();
      }
    }
    ctx.restore();
  }

  #cursor(u) {
    const index = u.cursor.left >= 0 ? u.cursor.idx : null;
    if (!u.over.matches(':hover')) return;
    const { left, top } = u.over.getBoundingClientRect();
    this.view.point(index === null || index === undefined ? null : this.#tip(index), left + u.cursor.left, top + u.cursor.top, index ?? null);
  }

  #tip(index) {
    const rows = this.lines.filter((line) => !line.hidden).map((line) => {
      const value = this.plot.data[line.first][index];
      const spread = line.at === undefined ? null : this.store.spread(index, line.at);
      return [line.name, quantity(value, this.group?.unit ?? '') + (spread ? ` ± ${number(spread)}` : ''), colour(line.ink)];
    });
    return { title: this.store.when(index), rows, flags: [] };
  }

  /** One row per report, one column per line. */
  toCsv() {
    const head = ['epoch', 'iteration', ...this.lines.map((line) => line.name)];
    const values = this.lines.map((line) => this.plot.data[line.first]);
    return [head, ...this.store.frames.map((frame, i) => [frame.epoch, frame.iteration, ...values.map((column) => column[i] ?? '')])];
  }
}

function plain(name, ink, column) {
  return { name, ink, hidden: false, columns: () => [column()] };
}

function columns(store, at, under) {
  const own = store.column(at);
  if (under === undefined) return [own];
  const mean = store.column(under);
  const edge = (sign) => mean.map((value, i) => (value === null ? null : value + sign * 2 * (store.spread(i, under) ?? 0)));
  return [own, mean, edge(1), edge(-1)];
}

/** From zero where that wastes little, with some air above. */
function room(low, high) {
  if (low === null || high === null || !Number.isFinite(low) || !Number.isFinite(high)) return [0, 1];
  const from = low >= 0 && low < 0.6 * high ? 0 : low - 0.06 * (high - low || Math.abs(high) || 1);
  return [from, high + 0.06 * (high - from || Math.abs(high) || 1)];
}

function trimmed(value) {
  return Number(value.toPrecision(6)).toString();
}

export function subtitle(group) {
  return group?.unit ? unitName(group.unit) : '';
}
