// One drawing interface: a canvas on the screen, SVG for a file.

export const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif';

// eslint-disable-next-line no-control-regex
const NOT_XML = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/gu;

export class CanvasSurface {
  constructor(canvas, width, height) {
    const scale = Math.min(3, window.devicePixelRatio || 1);
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    canvas.style.height = `${height}px`;
    this.g = canvas.getContext('2d');
    this.g.setTransform(scale, 0, 0, scale, 0, 0);
  }

  ground(colour, width, height) {
    this.g.fillStyle = colour;
    this.g.fillRect(0, 0, width, height);
  }

  rect(x, y, width, height, { fill, stroke = null }) {
    this.g.fillStyle = fill;
    this.g.fillRect(x, y, width, height);
    if (!stroke) return;
    Object.assign(this.g, { strokeStyle: stroke, lineWidth: 2 });
    this.g.strokeRect(x + 1, y + 1, width - 2, height - 2);
  }

  line(points, { stroke, width = 1, dash = [], alpha = 1 }) {
    const { g } = this;
    g.beginPath();
    for (const [i, [x, y]] of points.entries()) i ? g.lineTo(x, y) : g.moveTo(x, y);
    Object.assign(g, { strokeStyle: stroke, lineWidth: width, globalAlpha: alpha, lineJoin: 'round' });
    g.setLineDash(dash);
    g.stroke();
    g.setLineDash([]);
    g.globalAlpha = 1;
  }

  mark(kind, x, y, r, { fill, stroke, width = 1.2, alpha = 1 }) {
    const { g } = this;
    g.beginPath();
    if (kind === 'circle') g.arc(x, y, r, 0, 7);
    else {
      corners(kind, x, y, r).forEach(([px, py], i) => (i ? g.lineTo(px, py) : g.moveTo(px, py)));
      g.closePath();
    }
    Object.assign(g, { fillStyle: fill, strokeStyle: stroke, lineWidth: width, globalAlpha: alpha });
    g.fill();
    g.stroke();
    g.globalAlpha = 1;
  }

  text(x, y, words, { fill, size = 12, anchor = 'start', turn = 0, weight = 400, halo = null }) {
    const { g } = this;
    g.save();
    g.translate(x, y);
    g.rotate((turn * Math.PI) / 180);
    g.font = `${weight} ${size}px ${FONT}`;
    g.textAlign = anchor === 'middle' ? 'center' : anchor;
    if (halo) {
      Object.assign(g, { strokeStyle: halo, lineWidth: 4, lineJoin: 'round' });
      g.strokeText(words, 0, 0);
    }
    g.fillStyle = fill;
    g.fillText(words, 0, 0);
    g.restore();
  }
}

export class SvgSurface {
  constructor(width, height) {
    this.parts = [`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family='${FONT}'>`];
  }

  ground(colour) {
    this.parts.push(`<rect width="100%" height="100%" fill="${colour}"/>`);
  }

  rect(x, y, width, height, { fill, stroke = null }) {
    const edge = stroke ? ` stroke="${stroke}" stroke-width="2"` : '';
    this.parts.push(`<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" fill="${fill}"${edge}/>`);
  }

  line(points, { stroke, width = 1, dash = [], alpha = 1 }) {
    const path = points.map(([x, y], i) => `${i ? 'L' : 'M'}${round(x)} ${round(y)}`).join('');
    const dashes = dash.length ? ` stroke-dasharray="${dash.join(' ')}"` : '';
    this.parts.push(`<path d="${path}" fill="none" stroke="${stroke}" stroke-width="${width}" opacity="${alpha}" stroke-linejoin="round"${dashes}/>`);
  }

  mark(kind, x, y, r, { fill, stroke, width = 1.2, alpha = 1 }) {
    const paint = `fill="${fill}" stroke="${stroke}" stroke-width="${width}" opacity="${alpha}"`;
    const points = corners(kind, x, y, r).map(([px, py]) => `${round(px)},${round(py)}`).join(' ');
    this.parts.push(kind === 'circle' ? `<circle cx="${round(x)}" cy="${round(y)}" r="${round(r)}" ${paint}/>` : `<polygon points="${points}" ${paint}/>`);
  }

  text(x, y, words, { fill, size = 12, anchor = 'start', turn = 0, weight = 400 }) {
    const turned = turn ? ` transform="rotate(${turn} ${round(x)} ${round(y)})"` : '';
    this.parts.push(`<text x="${round(x)}" y="${round(y)}" fill="${fill}" font-size="${size}" font-weight="${weight}" text-anchor="${anchor}"${turned}>${escaped(words)}</text>`);
  }

  toString() {
    return `${this.parts.join('\n')}\n</svg>\n`;
  }
}

function corners(kind, x, y, r) {
  if (kind === 'square') return [[x - r, y - r], [x + r, y - r], [x + r, y + r], [x - r, y + r]];
  if (kind === 'triangle') return [[x, y - 1.2 * r], [x + 1.1 * r, y + r], [x - 1.1 * r, y + r]];
  return [[x, y - 1.35 * r], [x + 1.35 * r, y], [x, y + 1.35 * r], [x - 1.35 * r, y]];
}

function round(value) {
  return Math.round(value * 100) / 100;
}

/** To stand in XML, which has no place for control characters and halves of characters. */
export function escaped(text) {
  return String(text).replace(NOT_XML, '\uFFFD').replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}

/** An element of a picture within the page. */
export function svg(tag, attributes, ...children) {
  const node = document.createElementNS('http://www.w3.org/2000/svg', tag);
  Object.entries(attributes).forEach(([name, value]) => node.setAttribute(name, String(value)));
  node.append(...children);
  return node;
}

/** A small picture of a layer's mark, to stand beside its name. */
export function swatch(kind, fill) {
  const mark = kind === 'circle' ? svg('circle', { cx: 6, cy: 6, r: 5, fill }) : svg('polygon', { points: corners(kind, 6, 6, 4.2).map((p) => p.join(',')).join(' '), fill });
  return svg('svg', { width: 12, height: 12, 'aria-hidden': 'true' }, mark);
}
