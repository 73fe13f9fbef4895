// The readings of one report in words, a paragraph per layer.

import { driftWords } from './drift.js';
import { number, ofSignal, symbol, title } from './format.js';

const INPUT = 'infoscope.information.input';
const LABEL = 'infoscope.information.label';
const NOTEWORTHY = 0.05;
const MOST_OTHERS = 3;
const MOST_NAMES = 4;

/** One of {layer, facts, trend, flags: [{words, kind}]} per layer that is shown. */
export function sentences(store, index) {
  if (!store.head || !store.size) return [];
  return store.head.layers.map((layer) => {
    const input = line(store, INPUT, layer);
    const label = line(store, LABEL, layer);
    const planes = [[input, symbolOf(store, INPUT)], [label, symbolOf(store, LABEL)]];
    const known = input !== null || label !== null;
    return {
      layer,
      facts: known ? facts(store, index, input, label) : 'Not read by the information plane.',
      trend: input === null ? '' : trend(store, index, input, symbolOf(store, INPUT)),
      flags: [...drifted(store, index, layer), ...flagged(store, index, planes, (of) => of.join(' and ')), ...flagged(store, index, others(store, layer), (of) => `${of.slice(0, MOST_NAMES).join(', ')}${of.length > MOST_NAMES ? ' and more' : ''}:`)],
    };
  });
}

/** By the signal that is chosen. */
function symbolOf(store, metric) {
  return ofSignal(symbol(metric), store.selection.signal);
}

/** The last two things that drifted. */
function drifted(store, index, layer) {
  return driftWords(store, layer.index, index).slice(-2).map(({ words, kind }) => ({ words, kind }));
}

function line(store, metric, layer) {
  const [group] = store.variants(metric);
  const found = group?.lines.find((candidate) => candidate.layer === layer.index);
  return found ? found.at : null;
}

function facts(store, index, input, label) {
  const kept = store.value(index, input);
  const held = store.value(index, label);
  const [group] = store.variants(LABEL);
  const shadow = group && store.shadow(group)?.lines.find((other) => other.layer === group.lines.find((own) => own.at === label)?.layer);
  const chance = shadow ? store.value(index, shadow.at) : null;
  const first = kept === null ? 'No reading about the input' : `Keeps ${number(kept)} bits about the input`;
  const second = held === null ? 'none about the label' : `holds ${number(held)} about the label`;
  if (chance !== null && held !== null && held <= chance + 2 * (store.spread(index, shadow.at) ?? 0)) return `${first}; what it holds about the label is not measurable here (${number(held)}, and ${number(chance)} by chance).`;
  return `${first}, ${second}${chance === null || held === null ? '' : ` (${number(chance)} by chance)`}.`;
}

/** Where a value has come from; only changes of a twentieth of the highest value count. */
function trend(store, index, at, name) {
  let most = -Infinity;
  let least = Infinity;
  let [mostAt, leastAt] = [0, 0];
  for (let i = 0; i <= index; i++) {
    const value = store.value(i, at);
    if (value !== null && value >= most) [most, mostAt] = [value, i];
    if (value !== null && value < least) [least, leastAt] = [value, i];
  }
  const now = store.value(index, at);
  if (now === null || index < 2) return '';
  const enough = NOTEWORTHY * most;
  if (most - now > enough) return `Compressed: ${name} is ${number(most - now)} bits below its highest, at epoch ${store.frames[mostAt].epoch}.`;
  if (now - least > enough && leastAt < index) return `${name} has grown by ${number(now - least)} bits since epoch ${store.frames[leastAt].epoch}.`;
  return `${name} has hardly changed.`;
}

/** What else was measured of the layer. */
function others(store, layer) {
  const groups = store.groups.filter(({ metric }) => !/^infoscope\.(information|drift)\./.test(metric));
  return groups.flatMap((group) => group.lines.filter((own) => own.layer === layer.index).map((own) => [own.at, title(group.metric)]));
}

/** Flags, each once with the readings that carry it. A part of the data is no fault, and full knowledge of the label the aim. */
function flagged(store, index, readings, write) {
  const found = new Map();
  for (const [at, name] of readings) {
    for (const flag of at === null ? [] : store.flags(index, at)) if (flag.name !== 'sampled') found.set(flag, (found.get(flag) ?? new Set()).add(name));
  }
  return [...found].slice(0, MOST_OTHERS).map(([{ name, words }, of]) => ({ words: `${write([...of])} ${words}`, kind: name === 'at_ceiling' ? 'result' : 'caution' }));
}

/** What came over and was no message. */
export function unreadWords(count) {
  return `${count} ${count === 1 ? 'message' : 'messages'} could not be read and ${count === 1 ? 'was' : 'were'} left out`;
}

/**
 * How the instrument is doing: [text, whether something is wrong].
 * @returns {[string, boolean]}
 */
export function healthWords(health, live) {
  if (!health) return ['', false];
  const sum = (map) => Object.values(map).reduce((total, count) => total + count, 0);
  const list = (map) => Object.entries(map).filter(([, count]) => count > 0).map(([name, count]) => `${count} ${name}`).join(', ');
  const failed = sum(health.failures);
  const left = sum(health.skipped);
  const taken = `${health.snapshots} ${health.snapshots === 1 ? 'snapshot' : 'snapshots'}`;
  const parts = [...(live ? [taken] : []), left ? `${left} skipped (${list(health.skipped)})` : 'no snapshot skipped'];
  parts.push(failed ? `${failed} ${failed === 1 ? 'failure' : 'failures'} inside Infoscope (${list(health.failures)}), training went on` : 'no failures');
  if (health.unwatched) parts.push(`not watched: ${health.unwatched}`);
  else if (health.off.length) parts.push(`switched off after three failures: ${health.off.join(', ')}`);
  return [parts.join(' · '), failed > 0 || health.off.length > 0 || Boolean(health.unwatched)];
}
