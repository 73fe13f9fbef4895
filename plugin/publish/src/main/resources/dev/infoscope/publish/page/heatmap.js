// A matrix as coloured cells: hover or arrow keys read them, what could not be read is crossed out.

import { quantity, shortened } from './format.js';
import { cellWords, heatScale } from './heatScale.js';
import { heat, onHeat, theme } from './palette.js';
import { CanvasSurface, SvgSurface } from './surface.js';

const TOP = 8;
const BOTTOM = 40;
const RIGHT = 76; // the scale, and a number such as -4.4e-4 beside it
const LEAST_CELL = 3;
const TALL = 40;
const MOST_ROWS_HIGH = 440;
const LONGEST_NAME = 18;

export const ORDERS = [['network', 'network order'], ['module', 'by module'], ['value', 'largest first']];

export class Heatmap {
  constructor(canvas, view) {
    this.canvas = canvas;
    this.view = view;
    this.focus = null;
    this.matrix = null;
    canvas.addEventListener('pointermove', (event) => this.#hover(event));
    canvas.addEventListener('pointerleave', () => view.point(null));
    canvas.addEventListener('keydown', (event) => this.#key(event));
    canvas.addEventListener('blur', () => this.#leave());
  }

  /** kind: of the head; matrix: of the moment, or null. Returns what is left out, in words. */
  draw(kind, matrix, order, name) {
    const tall = isTall(matrix);
    this.kind = tall ? { ...kind, rows: kind.columns, columns: kind.rows } : kind;
    this.matrix = tall ? turned(matrix) : matrix;
    this.name = name;
    this.given = { kind, matrix };
    if (!matrix?.rows.length || !matrix.columns.length) {
      this.matrix = null;
      return '';
    }
    this.order = order;
    const width = Math.max(260, this.canvas.clientWidth);
    const layout = this.#layout(width);
    this.#paint(new CanvasSurface(this.canvas, width, layout.height), layout);
    this.layout = layout;
    const { rows, columns } = this.matrix;
    this.canvas.setAttribute('aria-label', `${name}: ${rows.length} ${this.kind.rows} by ${columns.length} ${this.kind.columns}. Arrow keys read single cells.`);
    const said = [];
    if (layout.columns.length < columns.length) said.push(`Shown are the ${layout.columns.length} with the largest values, of the ${columns.length} kept.`);
    if (isPart(rows) || isPart(columns)) said.push('Not all units were kept.');
    if (matrix.values.some((value) => Number.isNaN(value))) said.push('Crossed out: not enough evidence.');
    return said.join(' ');
  }

  toSvg() {
    const layout = this.#layout(900);
    const surface = new SvgSurface(900, layout.height);
    this.#paint(surface, layout);
    return surface.toString();
  }

  toCsv() {
    const { matrix, kind } = this;
    const rows = matrix.rows.map((name, row) => [name, ...matrix.columns.map((_, column) => blank(this.#value(row, column)))]);
    return [[`${kind.rows} \\ ${kind.columns}`, ...matrix.columns], ...rows];
  }

  #value(row, column) {
    return this.matrix.values[row * this.matrix.columns.length + column];
  }

  #layout(width) {
    const { matrix } = this;
    const left = 16 + Math.min(130, 7.2 * Math.max(...matrix.rows.map((name) => name.length), 2)) + 18;
    const across = width - left - RIGHT;
    const columns = this.#columns(Math.max(1, Math.floor(across / LEAST_CELL)));
    const high = Math.max(LEAST_CELL, Math.min(28, MOST_ROWS_HIGH / matrix.rows.length));
    return { width, left, high, columns, wide: Math.min(44, across / columns.length), height: Math.ceil(Math.max(84, TOP + high * matrix.rows.length + BOTTOM)), scale: heatScale(matrix.values), words: cellWords(matrix.values, this.kind.unit) };
  }

  /** Which columns are shown, in their order. */
  #columns(room) {
    const { matrix } = this;
    const tops = matrix.columns.map((_, column) => {
      let best = { column, row: 0, value: -Infinity };
      for (let row = 0; row < matrix.rows.length; row++) {
        if (this.#value(row, column) > best.value) best = { column, row, value: this.#value(row, column) };
      }
      return best;
    });
    const falling = (a, b) => (b.value > a.value ? 1 : b.value < a.value ? -1 : a.column - b.column);
    const chosen = tops.length > room ? [...tops].sort(falling).slice(0, room) : tops;
    const orders = { network: (a, b) => a.column - b.column, value: falling, module: (a, b) => a.row - b.row || falling(a, b) };
    return chosen.sort(orders[this.order] ?? orders.network).map((top) => top.column);
  }

  #paint(surface, layout) {
    const { matrix, kind } = this;
    const { left, high, wide, columns, scale, words, width, height } = layout;
    const paper = theme();
    surface.ground(paper.card, width, height);
    const gap = wide > 6 && high > 6 ? 1 : 0;
    matrix.rows.forEach((name, row) => {
      const y = TOP + row * high;
      if (high >= 11 || row % Math.ceil(12 / high) === 0) surface.text(left - 8, y + high / 2 + 4, short(name), { fill: paper.soft, size: 11.5, anchor: 'end' });
      columns.forEach((column, place) => {
        const x = left + place * wide;
        const value = this.#value(row, column);
        if (Number.isNaN(value)) {
          surface.line([[x + 1, y + high - 1], [x + wide - 1, y + 1]], { stroke: paper.faint });
          return;
        }
        surface.rect(x, y, wide - gap, high - gap, { fill: heat(scale.share(value)), stroke: this.#isFocus(row, column) ? paper.accent : null });
        if (wide >= 38 && high >= 17) surface.text(x + wide / 2, y + high / 2 + 4, words(value), { fill: onHeat(scale.share(value)), size: 10.5, anchor: 'middle' });
      });
    });
    this.#axes(surface, layout, paper, kind);
    this.#legend(surface, layout, paper);
  }

  #isFocus(row, column) {
    return this.focus !== null && this.focus.row === row && this.focus.column === column;
  }

  #axes(surface, { left, high, wide, columns }, paper, kind) {
    const bottom = TOP + high * this.matrix.rows.length;
    const room = 7.2 * Math.max(...columns.map((column) => short(this.matrix.columns[column]).length)) + 8;
    const every = Math.max(1, Math.ceil(room / wide));
    columns.forEach((column, place) => {
      if (place % every === 0) surface.text(left + (place + 0.5) * wide, bottom + 15, short(this.matrix.columns[column]), { fill: paper.soft, size: 11, anchor: 'middle' });
    });
    surface.text(left + (columns.length * wide) / 2, bottom + 33, plainWords(kind.columns), { fill: paper.ink, anchor: 'middle' });
    surface.text(12, TOP + (bottom - TOP) / 2, plainWords(kind.rows), { fill: paper.ink, anchor: 'middle', turn: -90 });
  }

  #legend(surface, { left, wide, columns, width, height, scale, words }, paper) {
    const x = Math.min(width - RIGHT + 14, left + columns.length * wide + 14);
    const high = Math.min(140, height - BOTTOM - TOP);
    const steps = 24;
    for (let i = 0; i < steps; i++) {
      const value = scale.high - (i / (steps - 1)) * (scale.high - scale.low);
      surface.rect(x, TOP + (i * high) / steps, 10, high / steps + 0.5, { fill: heat(scale.share(value)) });
    }
    surface.text(x + 14, TOP + 9, words(scale.high), { fill: paper.soft, size: 11 });
    surface.text(x + 14, TOP + high, words(scale.low), { fill: paper.soft, size: 11 });
  }

  #at(event) {
    if (!this.matrix || !this.layout) return null;
    const box = this.canvas.getBoundingClientRect();
    const { left, high, wide, columns } = this.layout;
    const row = Math.floor((event.clientY - box.top - TOP) / high);
    const place = Math.floor((event.clientX - box.left - left) / wide);
    return row >= 0 && row < this.matrix.rows.length && place >= 0 && place < columns.length ? { row, column: columns[place], place } : null;
  }

  #hover(event) {
    const at = this.#at(event);
    this.view.point(at && this.#tip(at), event.clientX, event.clientY);
  }

  #tip({ row, column }) {
    const value = this.#value(row, column);
    const flags = Number.isNaN(value) ? ['not enough evidence'] : [];
    return { title: this.name, rows: [[`${plainWords(this.kind.rows)} ${this.matrix.rows[row]}, ${plainWords(this.kind.columns)} ${this.matrix.columns[column]}`, quantity(Number.isNaN(value) ? null : value, this.kind.unit)]], flags };
  }

  #key(event) {
    const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
    if (event.key === 'Escape') this.#leave();
    if (!step || !this.matrix) return;
    event.preventDefault();
    const { columns, left, wide, high } = this.layout;
    const rows = this.matrix.rows.length;
    const place = this.focus ? (columns.indexOf(this.focus.column) + step[1] + columns.length) % columns.length : 0;
    const row = this.focus ? (this.focus.row + step[0] + rows) % rows : 0;
    this.focus = { row, column: columns[place] };
    this.draw(this.given.kind, this.given.matrix, this.order, this.name);
    const box = this.canvas.getBoundingClientRect();
    this.view.point(this.#tip(this.focus), box.left + left + (place + 1) * wide, box.top + TOP + (row + 1) * high);
  }

  #leave() {
    this.focus = null;
    this.view.point(null);
    if (this.matrix) this.draw(this.given.kind, this.given.matrix, this.order, this.name);
  }
}

/** What is much higher than wide is laid on its side. */
function isTall(matrix) {
  return matrix !== null && matrix.rows.length > TALL && matrix.rows.length > 2 * matrix.columns.length;
}

function turned({ rows, columns, values }) {
  const across = new Float32Array(values.length);
  for (let i = 0; i < values.length; i++) {
    across[(i % columns.length) * rows.length + Math.floor(i / columns.length)] = values[i];
  }
  return { rows: columns, columns: rows, values: across };
}

/** Whether units are missing: a matrix of all counts them from 0. */
function isPart(names) {
  return names.some((name) => Number(name) >= names.length);
}

function plainWords(name) {
  return name.replaceAll('_', ' ');
}

function short(name) {
  return shortened(name, LONGEST_NAME);
}

function blank(value) {
  return Number.isNaN(value) ? '' : value;
}
