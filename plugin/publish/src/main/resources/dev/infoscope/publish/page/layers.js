// Of many layers a few have colours and names, and the others are grey. Which ones, how layers are grouped and
// found. No rule needs the page.

export const MANY = 12; // more layers than that are not all told apart
export const MOST_COLOURED = 8; // as many as there are colours
export const GREY = -1;
const PARTS = /[/._-]/;
const TEN = 10;
const MOVES = 'infoscope.information.input';

/** So many layers, as evenly as may be from the first to the last. */
export function evenly(layers, count = MOST_COLOURED) {
  if (layers.length <= count) return layers;
  return Array.from({ length: count }, (_, i) => layers[Math.round((i * (layers.length - 1)) / (count - 1))]);
}

/** Those whose I(X;T) has moved farthest between its highest and lowest reading, in the order of the network. */
export function mostMoved(store, count = MOST_COLOURED) {
  const lines = store.variants(MOVES).flatMap((group) => group.lines);
  const range = new Map(lines.map((line) => [line.layer, rangeOf(store, line.at)]));
  const ranked = store.head.layers.filter((layer) => range.has(layer.index)).sort((a, b) => range.get(b.index) - range.get(a.index));
  const wanted = new Set(ranked.slice(0, count));
  return store.head.layers.filter((layer) => wanted.has(layer));
}

function rangeOf(store, at) {
  const values = store.frames.map((frame) => frame.v[at]).filter((value) => Number.isFinite(value));
  return values.length ? Math.max(...values) - Math.min(...values) : 0;
}

/** The layers in colour: what is named, or those that a rule chooses. */
export function coloured(store, wanted) {
  const { layers } = store.head;
  if (layers.length <= MANY) return layers;
  if (wanted === 'moved') return store.size > 1 ? mostMoved(store) : evenly(layers);
  const named = Array.isArray(wanted) ? layers.filter((layer) => wanted.includes(layer.name)).slice(0, MOST_COLOURED) : [];
  return named.length ? named : evenly(layers);
}

/** Layers by block, [{name, layers}] in the order of the network; without blocks in the names, by tens. */
export function blocks(layers) {
  const counts = new Map();
  for (const layer of layers) counts.set(blockOf(layer.name), (counts.get(blockOf(layer.name)) ?? 0) + 1);
  const named = [...counts].some(([block, count]) => block !== '' && count > 1);
  const found = [];
  layers.forEach((layer, i) => {
    const block = blockOf(layer.name);
    const ten = Math.floor(i / TEN) * TEN;
    const name = named ? (block !== '' && counts.get(block) > 1 ? block : 'other layers') : `layers ${ten + 1} to ${Math.min(ten + TEN, layers.length)}`;
    const last = found.find((group) => group.name === name);
    if (last) last.layers.push(layer);
    else found.push({ name, layers: [layer] });
  });
  return found;
}

/** The parts of a name up to the first with a number, if something follows: block_01 of block_01/dense_2. */
function blockOf(name) {
  const parts = name.split(PARTS);
  const numbered = parts.findIndex((part) => /\d/.test(part));
  if (numbered < 0 || numbered === parts.length - 1) return '';
  const kept = parts.slice(0, numbered + 1).join('_');
  return name.slice(0, kept.length);
}

/** The layers whose names hold all of the words. */
export function matching(layers, query) {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return layers.filter((layer) => words.every((word) => layer.name.toLowerCase().includes(word) || layer.kind.toLowerCase().includes(word)));
}
