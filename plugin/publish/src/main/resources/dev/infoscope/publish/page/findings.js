// What the readings beside information tell of a run, by rules: probe set, parameters, units. No rule needs the page.

import { median } from './axes.js';
import { listed, number, percent } from './format.js';
import { interval, linesOf } from './probe.js';

const RATIO = 'infoscope.parameters.update.ratio';
const ACTIVATION = 'infoscope.activation';
const LEAST = 4; // snapshots before anything is said of a trend
const RISEN = 0.1; // of the least loss on the probe set
const FALLEN = 0.02; // of the training loss, since then
const LASTING = 3; // snapshots that a state has to last
const STANDS_STILL = 1e-6; // of the size of the weights, per update; usual is about 1e-3
const OTHERS_MOVE = 100; // times as much as what stands still
const MANY = 0.25; // of the units of a layer
const MORE = 0.1;
const LOST_RANK = 0.5;
const LEAST_RANK = 4; // dimensions; a layer as narrow as that has little to lose

/** What weights and units tell at a snapshot, {words, kind} each. */
export function findings(store, index) {
  return [...moved(store, index), ...units(store, index)];
}

/**
 * Since which epoch the loss on the probe set rises while that of training falls; null if it does not. Medians of
 * three snapshots, so that no single one decides.
 */
export function overfitting(store, index) {
  const train = store.frames.slice(0, index + 1).map((frame) => frame.score);
  for (const line of linesOf(store, 'infoscope.probe.loss')) {
    const seen = readings(store, line, index).filter(({ i }) => Number.isFinite(train[i]));
    if (seen.length < LEAST) continue;
    const middle = (values, at) => {
      const from = Math.max(0, Math.min(at - 1, values.length - 3));
      return median(values.slice(from, from + 3));
    };
    const probe = seen.map((_, at) => middle(seen.map(({ value }) => value), at));
    const own = seen.map((_, at) => middle(seen.map(({ i }) => train[i]), at));
    const best = probe.indexOf(Math.min(...probe));
    const last = probe.length - 1;
    if (last - best < LASTING || probe[last] - probe[best] <= RISEN * Math.abs(probe[best]) || own[best] - own[last] <= FALLEN * Math.abs(own[best])) continue;
    const { epoch } = store.frames[seen[best].i];
    return `Overfitting since epoch ${epoch}: the loss on the probe set rose from ${number(probe[best])} to ${number(probe[last])} while that of training fell from ${number(own[best])} to ${number(own[last])}.`;
  }
  return null;
}

/** How well the network does on the probe set, {words, kind} each. */
export function probed(store, index) {
  const found = [];
  for (const line of linesOf(store, 'infoscope.probe.accuracy')) {
    const at = store.latest(index, line.at);
    const value = store.value(at, line.at);
    if (value === null) continue;
    const [high, low] = (interval(store, line) ?? []).map((end) => store.value(at, end));
    const within = Number.isFinite(low) && Number.isFinite(high) ? ` (${percent(low)} to ${percent(high)} with 95 % confidence)` : '';
    const chance = store.flags(at, line.at).some((flag) => flag.name === 'at_chance');
    found.push({ kind: chance ? 'caution' : 'plain', about: line.metric, words: chance ? `${of(store, line)} is at chance: ${percent(value)}${within}, no better than always saying the largest class.` : `${of(store, line)} is ${percent(value)}${within}.` });
  }
  for (const line of linesOf(store, 'infoscope.probe.r2')) {
    const value = store.value(store.latest(index, line.at), line.at);
    if (value === null) continue;
    found.push(value < 0 ? { kind: 'caution', about: line.metric, words: `R² on the probe set is ${number(value)}: worse than always saying the mean of the targets.` } : { kind: 'plain', about: line.metric, words: `R² on the probe set is ${number(value)}.` });
  }
  return found;
}

/** Of several outputs each by its name. */
function of(store, line) {
  return `Accuracy on the probe set${linesOf(store, line.metric).length > 1 ? ` of ${line.labels.output}` : ''}`;
}

/** Layers whose weights hardly change, or change by more than their size, for some snapshots. */
function moved(store, index) {
  const layers = linesOf(store, RATIO).filter(({ labels }) => labels.norm === 'l2').map((line) => {
    const last = readings(store, line, index).slice(-LASTING);
    return { name: nameOf(store, line), ratios: last.map(({ value }) => value), each: last.map(({ value, i }) => value / updates(store, i)) };
  }).filter(({ ratios }) => ratios.length === LASTING);
  const most = Math.max(0, ...layers.map(({ each }) => Math.max(...each)));
  const still = layers.filter(({ each }) => each.every((value) => value < STANDS_STILL && value * OTHERS_MOVE < most));
  const wild = layers.filter(({ ratios }) => ratios.every((value) => value > 1));
  const found = [];
  if (wild.length) found.push({ kind: 'caution', about: RATIO, words: `The weights of ${names(wild)} changed by more than their own size between each of the last ${LASTING} snapshots: the learning rate may be too high.` });
  if (still.length) found.push({ kind: 'caution', about: RATIO, words: `${names(still)} hardly ${still.length === 1 ? 'moves' : 'move'} while other layers do: less than a millionth of the weights per update. Frozen on purpose, or out of reach of the gradient.` });
  return found;
}

/** How many updates lie between a snapshot and the one before; at least one. */
function updates(store, index) {
  return Math.max(1, store.frames[index].iteration - (store.frames[index - 1]?.iteration ?? 0));
}

/** Units that do nothing, or what others do; directions that are gone. */
function units(store, index) {
  const now = (metric) => linesOf(store, metric).map((line) => {
    const seen = readings(store, line, index);
    return { name: nameOf(store, line), first: seen[0], last: seen[seen.length - 1], most: seen.reduce((a, b) => (b.value > a.value ? b : a), seen[0]), count: seen.length };
  }).filter(({ count }) => count > 0);
  const dormant = now(`${ACTIVATION}.dormant`).filter(({ first, last }) => last.value >= MANY && last.value - first.value >= MORE);
  const outputs = new Set(['loss', 'accuracy', 'r2'].flatMap((of) => linesOf(store, `infoscope.probe.${of}`)).map(({ labels }) => labels.output)); // where two units that say the same are no waste
  const twins = now(`${ACTIVATION}.duplicate`).filter(({ name, last }) => last.value >= MANY && !outputs.has(name));
  const flat = now(`${ACTIVATION}.effective.rank`).filter(({ last, most, count }) => count >= LEAST && most.value >= LEAST_RANK && last.value < LOST_RANK * most.value);
  const share = ({ name, last }) => ({ name: `${percent(last.value)} in ${name}` });
  const found = [];
  if (dormant.length) found.push({ kind: 'caution', about: `${ACTIVATION}.dormant`, words: `More and more units are dormant: ${names(dormant.map(share))}. That is how a network loses the power to learn.` });
  if (twins.length) found.push({ kind: 'caution', about: `${ACTIVATION}.duplicate`, words: `Units that do what another one does: ${names(twins.map(share))}.` });
  if (flat.length) found.push({ kind: 'plain', about: `${ACTIVATION}.effective.rank`, words: `The effective rank fell: ${names(flat.map(({ name, last, most }) => ({ name: `${name} from ${number(most.value)} at epoch ${store.frames[most.i].epoch} to ${number(last.value)}` })))}. Its units say more of the same.` });
  return found;
}

function nameOf(store, line) {
  return store.layer(line.layer).name;
}

/** What was read of a series up to a snapshot, [{i, value}]. */
function readings(store, line, index) {
  return store.column(line.at).slice(0, index + 1).flatMap((value, i) => (Number.isFinite(value) ? [{ i, value }] : []));
}

function names(all) {
  return listed(all.map(({ name }) => name));
}
