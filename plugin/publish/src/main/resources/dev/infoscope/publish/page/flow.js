// The network as a graph of information: a column per layer, a node per unit, the strongest links.

import { number, quantity, shortened } from './format.js';
import { colour, shape, theme } from './palette.js';
import { CanvasSurface, SvgSurface } from './surface.js';

const MEAN = 'infoscope.flow';
const MOST_NODES = 14;
const EDGE = { x: 54, top: 34, bottom: 20 };
const NEAR = 16;
const LETTER = 8; // width of one in a heading
const LEAST_HEAD = 48; // six letters
const OUTWARD = 40; // how far the first and the last heading stand out

export const LINK_COUNTS = [['60', '60 links'], ['150', '150 links'], ['400', '400 links']];

/** Whether a matrix holds the links between the units of two layers. */
export function isLinks(kind) {
  return /source/.test(kind.rows) && /target|unit|neuron/.test(kind.columns);
}

/**
 * All links of the moment: [{from: {layer, unit}, to: {layer, unit}, value}]. A matrix stands at the
 * layer its links lead to; where they come from is said by the mean flow of the same two layers.
 */
export function linksOf(store, matrices, kinds) {
  const links = [];
  for (const kind of kinds) {
    const sources = sourcesOf(store, kind.layer);
    matrices.all(kind.metric, kind.layer).forEach((matrix, i) => {
      const source = sources[i] ?? before(store, kind.layer);
      matrix.rows.forEach((row, r) => matrix.columns.forEach((column, c) => {
        const value = matrix.values[r * matrix.columns.length + c];
        if (!Number.isNaN(value)) links.push({ from: { layer: source, unit: row }, to: { layer: kind.layer, unit: column }, value });
      }));
    });
  }
  return links;
}

/** Indices of the layers that lead to one, or the names of inputs. */
function sourcesOf(store, layer) {
  const lines = store.groups.filter((group) => group.metric === MEAN).flatMap((group) => group.lines);
  return lines.filter((line) => line.layer === layer && line.labels.source).map((line) => store.named(line.labels.source)?.index ?? line.labels.source);
}

function before(store, layer) {
  return [...store.head.layers].reverse().find((candidate) => candidate.index < layer)?.index ?? 'input';
}

const keyOf = (node) => `${node.layer}/${node.unit}`;

export class Flow {
  constructor(canvas, view) {
    this.canvas = canvas;
    this.view = view;
    this.focus = null;
    this.graph = null;
    canvas.addEventListener('pointermove', (event) => this.#hover(event));
    canvas.addEventListener('pointerleave', () => this.#look(null));
    canvas.addEventListener('keydown', (event) => this.#key(event));
    canvas.addEventListener('blur', () => this.#look(null));
  }

  /** Returns in words what is not shown. */
  draw(links, most, unit) {
    this.links = links;
    this.most = most;
    this.unit = unit;
    this.graph = links.length ? this.#graph(links, most) : null;
    this.#render();
    if (!this.graph) return 'No links were read at this epoch.';
    const { shown, all, nodes } = this.graph;
    return `${shown.length} links between ${nodes.size} units: of the ${all} links kept, the strongest between the strongest units of every two layers. Wider: more bits. Hollow: no information comes in or goes out.`;
  }

  #render() {
    const width = Math.max(260, this.canvas.clientWidth);
    const height = 360;
    this.#paint(new CanvasSurface(this.canvas, width, height), width, height);
    const count = this.graph ? this.graph.shown.length : 0;
    this.canvas.setAttribute('aria-label', `Flow graph, ${count} links. Arrow keys walk through the units.`);
  }

  toSvg() {
    const surface = new SvgSurface(900, 420);
    this.#paint(surface, 900, 420);
    this.#render();
    return surface.toString();
  }

  toCsv() {
    const name = (node) => this.#layerName(node.layer);
    const rows = this.links.map((link) => [name(link.from), link.from.unit, name(link.to), link.to.unit, link.value]);
    return [['source', 'source_unit', 'target', 'target_unit', this.unit || 'value'], ...rows];
  }

  #layerName(layer) {
    return typeof layer === 'string' ? layer : this.view.store.layer(layer).name;
  }

  /** The strongest units of every layer, and of their links the strongest. */
  #graph(links, most) {
    const nodes = new Map();
    const node = (of) => {
      if (!nodes.has(keyOf(of))) nodes.set(keyOf(of), { ...of, strength: 0, links: [] });
      return nodes.get(keyOf(of));
    };
    for (const link of links) {
      node(link.from).strength += Math.max(0, link.value);
      node(link.to).strength += Math.max(0, link.value);
    }
    const columns = new Map();
    for (const each of nodes.values()) {
      if (!columns.has(each.layer)) columns.set(each.layer, []);
      columns.get(each.layer).push(each);
    }
    const kept = new Map();
    for (const column of columns.values()) {
      column.sort((a, b) => b.strength - a.strength).splice(MOST_NODES);
      column.sort((a, b) => Number(a.unit) - Number(b.unit) || (a.unit < b.unit ? -1 : 1));
      column.forEach((each) => kept.set(keyOf(each), each));
    }
    const shown = strongest(links.filter((link) => link.value > 0 && kept.has(keyOf(link.from)) && kept.has(keyOf(link.to))), most);
    for (const link of shown) {
      kept.get(keyOf(link.from)).links.push(link);
      kept.get(keyOf(link.to)).links.push(link);
    }
    return { columns: [...columns].sort(([a], [b]) => rank(a) - rank(b)).map(([, column]) => column), nodes: kept, shown, all: links.length };
  }

  #place(width, height) {
    const { columns } = this.graph;
    const most = Math.max(...[...this.graph.nodes.values()].map((node) => node.strength)) || 1;
    columns.forEach((column, c) => {
      const x = columns.length < 2 ? width / 2 : EDGE.x + (c * (width - 2 * EDGE.x)) / (columns.length - 1);
      const room = (height - EDGE.top - EDGE.bottom) / column.length;
      column.forEach((node, n) => Object.assign(node, { x, y: EDGE.top + (n + 0.5) * room, r: 3 + Math.min(room / 2 - 3.5, 7) * Math.sqrt(node.strength / most) }));
    });
  }

  #paint(surface, width, height) {
    const paper = theme();
    surface.ground(paper.card, width, height);
    if (!this.graph) return;
    this.#place(width, height);
    const { columns, nodes, shown } = this.graph;
    const most = shown[0]?.value || 1;
    const on = this.focus;
    for (const link of [...shown].reverse()) {
      const [from, to] = [nodes.get(keyOf(link.from)), nodes.get(keyOf(link.to))];
      const share = link.value / most;
      const mine = on === null || on === keyOf(link.from) || on === keyOf(link.to);
      surface.line(curve(from, to), { stroke: mine && on !== null ? paper.accent : paper.soft, width: 0.6 + 4.5 * share, alpha: mine ? 0.18 + 0.6 * share : 0.06 });
    }
    columns.forEach((column, c) => {
      const layer = column[0].layer;
      const place = this.view.store.layer(layer) ? this.view.store.ink(layer) : undefined;
      const ink = place === undefined ? paper.soft : colour(place);
      this.#head(surface, c, width, paper.ink);
      for (const node of column) {
        const dead = node.strength === 0;
        surface.mark(place === undefined ? 'square' : shape(place), node.x, node.y, dead ? 3 : node.r, { fill: dead ? paper.card : ink, stroke: on === keyOf(node) ? paper.ink : dead ? ink : paper.card, width: on === keyOf(node) ? 2.4 : 1.2 });
      }
    });
  }

  /** Names as long as there is room for; of many layers only every second or third has its name. */
  #head(surface, c, width, fill) {
    const { columns } = this.graph;
    const gap = columns.length < 2 ? width : (width - 2 * EDGE.x) / (columns.length - 1);
    const step = Math.ceil(LEAST_HEAD / gap);
    if (c % step) return;
    const anchor = c === 0 ? 'start' : c === columns.length - 1 ? 'end' : 'middle';
    const shift = { start: -OUTWARD, middle: 0, end: OUTWARD }[anchor];
    const room = anchor === 'middle' ? gap * step : Math.min(gap * step, (gap * step) / 2 + OUTWARD);
    surface.text(columns[c][0].x + shift, 18, shortened(this.#layerName(columns[c][0].layer), Math.floor(room / LETTER)), { fill, weight: 600, anchor });
  }

  #look(key) {
    if (key === this.focus && key === null) return;
    this.focus = key;
    if (key === null) this.view.point(null);
    this.#render();
  }

  #hover(event) {
    if (!this.graph) return;
    const box = this.canvas.getBoundingClientRect();
    const far = (node) => Math.hypot(node.x - (event.clientX - box.left), node.y - (event.clientY - box.top));
    const near = [...this.graph.nodes.values()].reduce((best, node) => (far(node) < far(best) ? node : best));
    const found = far(near) < NEAR ? near : null;
    if (found && keyOf(found) !== this.focus) this.#look(keyOf(found));
    if (!found) this.#look(null);
    else this.view.point(this.#tip(found), event.clientX, event.clientY);
  }

  #tip(node) {
    const rows = node.links.slice(0, 6).map((link) => {
      const comes = keyOf(link.to) === keyOf(node);
      const other = comes ? link.from : link.to;
      return [`${comes ? 'from' : 'to'} ${this.#layerName(other.layer)} ${other.unit}`, quantity(link.value, this.unit)];
    });
    const flags = node.strength === 0 ? ['no information comes in or goes out'] : [];
    return { title: `${this.#layerName(node.layer)}, unit ${node.unit}, ${number(node.strength)} in all`, rows, flags };
  }

  #key(event) {
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (event.key === 'Escape') this.#look(null);
    if (!step || !this.graph) return;
    event.preventDefault();
    const { columns } = this.graph;
    let c = Math.max(0, columns.findIndex((column) => column.some((node) => keyOf(node) === this.focus)));
    let n = columns[c].findIndex((node) => keyOf(node) === this.focus);
    c = (c + step[0] + columns.length) % columns.length;
    n = n < 0 ? 0 : (Math.min(n, columns[c].length - 1) + step[1] + columns[c].length) % columns[c].length;
    const node = columns[c][n];
    this.focus = keyOf(node);
    this.#render();
    const box = this.canvas.getBoundingClientRect();
    this.view.point(this.#tip(node), box.left + node.x, box.top + node.y);
  }
}

/** Inputs come first. */
function rank(layer) {
  return typeof layer === 'string' ? -1 : layer;
}

/** Of every two layers as many, so that none is left out for being weak. */
function strongest(links, most) {
  const pairs = new Map();
  for (const link of links) {
    const pair = `${link.from.layer}/${link.to.layer}`;
    if (!pairs.has(pair)) pairs.set(pair, []);
    pairs.get(pair).push(link);
  }
  const each = Math.ceil(most / Math.max(1, pairs.size));
  const chosen = [...pairs.values()].flatMap((own) => own.sort((a, b) => b.value - a.value).slice(0, each));
  return chosen.sort((a, b) => b.value - a.value);
}

/** A link as a soft S. */
function curve(from, to) {
  const points = [];
  for (let i = 0; i <= 12; i++) {
    const t = i / 12;
    points.push([from.x + t * (to.x - from.x), from.y + t * t * (3 - 2 * t) * (to.y - from.y)]);
  }
  return points;
}
