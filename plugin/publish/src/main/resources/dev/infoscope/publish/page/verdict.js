// What a run does, in a sentence or two, by rules; and what cannot be measured in it. No rule needs the page.

import { median } from './axes.js';
import { changes } from './drift.js';
import { waiting } from './facts.js';
import { findings, overfitting, probed } from './findings.js';
import { MOST_NAMES, listed, number } from './format.js';
import { stateOfRun } from './runTable.js';

const ENDS = { live: 'At', finished: 'Finished after', stopped: 'Stopped early, after', ended: 'Ended after', recorded: 'Recorded up to', unwatched: 'Not watched any more after', cut: 'Stops at' };
const WHY = { cut: ': the process ended without close(), or still trains', finished: ', as asked' };
const INPUT = 'infoscope.information.input';
const LABEL = 'infoscope.information.label';
const DEAD = 'infoscope.neuron.dead';
const SHARE = 'infoscope.information.ceiling.share';
const LEAST = 4; // snapshots before a trend is told
const MOST_RECENT = 10; // snapshots that a trend looks back, twice
const FALLEN = 0.02; // of the loss, from one half of them to the next
const RISEN = 0.1;
const CONVERGED = 0.01; // of the first loss
const ABOVE_NULL = 2; // standard deviations
const NEXT_TO_NOTHING = 0.01; // bits

/**
 * The verdict at a snapshot: a headline and further sentences, each {words, kind} with kind 'result' for what was
 * found, 'caution' for what limits it, 'bad' for what is wrong. A caution may carry an estimator to switch to.
 */
export function verdict(store, index) {
  if (!store.head || !store.size || index < 0) return idle(store);
  const broken = notFinite(store, index);
  if (broken) return { headline: broken.headline, kind: 'bad', more: [...broken.more, ...happened(store, index)] };
  const [headline, kind] = state(store, index);
  return { headline, kind, more: [...probed(store, index), ...known(store, index), ...happened(store, index), ...findings(store, index), ...dead(store, index), ...unresolved(store, index), ...beyondAudit(store, index)] };
}

function idle(store) {
  const { headline, more } = waiting(store.head, store.health);
  return { headline, kind: 'wait', more: more.map((words) => ({ kind: 'plain', words })) };
}

// What training does now.

function state(store, index) {
  const last = index === store.size - 1;
  const [words, kind] = trend(store, index);
  if (!last || (store.head.live && !store.head.unwatched)) return [words, kind];
  const { planned } = store.head;
  const { epoch } = store.frames[index];
  const of = planned && epoch < planned ? ` of ${planned}` : '';
  const how = stateOfRun({ ...store.head, epoch });
  const end = `${ENDS[how]} epoch ${epoch}${of}${how === 'cut' || of ? (WHY[how] ?? '') : ''}.`;
  return [`${end} ${kind === 'result' ? summary(store, index) : words}`, kind];
}

function trend(store, index) {
  const fits = overfitting(store, index);
  if (fits) return [fits, 'caution'];
  const scores = scoresUntil(store, index);
  if (scores.length < LEAST) return [`Training has begun: ${index + 1} ${index === 0 ? 'snapshot' : 'snapshots'} so far.`, 'result'];
  const window = Math.max(2, Math.min(MOST_RECENT, Math.floor(scores.length / 4)));
  const now = median(scores.slice(-window));
  const before = median(scores.slice(-2 * window, -window));
  const least = Math.min(...scores);
  if (Math.abs(now) < CONVERGED * Math.abs(scores[0])) return [`Converged: the loss is ${number(now)}, below 1 % of what it was at first.`, 'result'];
  if (now < before - FALLEN * Math.abs(before)) return [`Learning: the loss fell from ${number(before)} to ${number(now)} over the last ${2 * window} snapshots.`, 'result'];
  if (now > before + RISEN * Math.abs(before) && now > least + RISEN * Math.abs(least)) return [`Getting worse: the loss rose from ${number(before)} to ${number(now)} over the last ${2 * window} snapshots.`, 'bad'];
  return [`Settled: the loss has stayed near ${number(now)} over the last ${2 * window} snapshots.`, 'result'];
}

function summary(store, index) {
  const scores = scoresUntil(store, index);
  return scores.length > 1 ? `The loss went from ${number(scores[0])} to ${number(scores[scores.length - 1])}.` : '';
}

function scoresUntil(store, index) {
  return store.frames.slice(0, index + 1).map((frame) => frame.score).filter((score) => Number.isFinite(score));
}

/** What is NaN or infinite, since when, and what to do about it; null if all is well. */
function notFinite(store, index) {
  const layers = brokenLayers(store, index);
  const noLoss = hasNoLoss(store, index);
  if (layers.length === 0 && !noLoss) return null;
  let first = index;
  while (first > 0 && (brokenLayers(store, first - 1).length > 0 || hasNoLoss(store, first - 1))) first--;
  const { epoch } = store.frames[first];
  const what = layers.length === 0 ? 'the loss is NaN or infinite' : `${names(store, layers)} ${layers.length === 1 ? 'holds' : 'hold'} NaN or infinite values`;
  const scores = scoresUntil(store, first - 1);
  const last = scores.length ? [`Before that the loss was ${number(scores[scores.length - 1])}, at epoch ${store.frames[first - 1].epoch}.`] : [];
  const advice = first === 0 ? 'Look for NaN in the data, a learning rate that is too high, and layers that start with weights that are too large.' : `Look for NaN in the data and a learning rate that is too high, and go on from a checkpoint before epoch ${epoch}: training does not recover from NaN.`;
  return { headline: `Broken since epoch ${epoch}: ${what}.`, more: [...last, advice].map((words) => ({ kind: 'plain', words })) };
}

function brokenLayers(store, index) {
  return store.head.layers.filter((layer) => store.groups.some((group) => group.lines.some((line) => line.layer === layer.index && store.flags(index, line.at).some((flag) => flag.name === 'not_finite'))));
}

/** A loss that was a number before and is none now; a run that never had one says nothing by it. */
function hasNoLoss(store, index) {
  return !Number.isFinite(store.frames[index].score) && scoresUntil(store, index).length > 0;
}

// What happened to layers.

function happened(store, index) {
  const labels = { signal: 'activation', estimator: store.selection.estimator };
  const seen = changes(store, labels).filter((change) => change.index <= index);
  const of = (event) => newest(seen.filter((change) => change.event === event));
  const fell = of('compression');
  const lost = of('collapse');
  return [
    ...(fell.length ? [{ kind: 'result', about: INPUT, words: `${names(store, fell.map(({ layer }) => store.layer(layer)))} ${fell.length === 1 ? 'compresses' : 'compress'}: I(X;T) fell and has stayed lower${since(fell)}.` }] : []),
    ...(lost.length ? [{ kind: 'bad', about: LABEL, words: `${names(store, lost.map(({ layer }) => store.layer(layer)))} lost information about the label${since(lost)}.` }] : []),
  ];
}

/** The newest change of each layer, in the order of layers. */
function newest(found) {
  const by = new Map(found.map((change) => [change.layer, change]));
  return [...by.values()].sort((a, b) => a.layer - b.layer);
}

function since(found) {
  const epochs = [...new Set(found.map(({ epoch }) => epoch))].sort((a, b) => a - b);
  if (epochs.length === 1) return `, since epoch ${epochs[0]}`;
  return `, the first since epoch ${epochs[0]}`;
}

function dead(store, index) {
  const found = store.variants(DEAD).flatMap((group) => group.lines).filter((line) => line.layer !== undefined).map((line) => [store.layer(line.layer), store.value(store.latest(index, line.at), line.at)]).filter(([, count]) => count > 0);
  if (found.length === 0) return [];
  return [{ kind: 'caution', about: DEAD, words: `Neurons that never change on the probe set: ${listed(found.map(([layer, count]) => `${count} in ${layer.name}`))}.` }];
}

/** What the last layer knows of the label, or that no layer knows more than shuffled labels would show. */
function known(store, index) {
  const read = labelLines(store).map(({ line, under }) => ({ layer: line.layer, value: store.value(store.latest(index, line.at), line.at), chance: under ? store.value(store.latest(index, under.at), under.at) : null, spread: under ? store.spread(store.latest(index, under.at), under.at) : null })).filter(({ value }) => value !== null);
  const above = read.filter(({ value, chance, spread }) => chance === null || value > chance + ABOVE_NULL * (spread ?? 0));
  if (read.length === 0) return [];
  if (above.length === 0) return [{ kind: 'caution', about: LABEL, words: `No layer holds more information about the label than chance${store.selection.estimator ? `, by ${store.selection.estimator}` : ''}.` }];
  const last = above.reduce((a, b) => (store.places.get(b.layer) > store.places.get(a.layer) ? b : a));
  const chance = last.chance === null ? '' : `, ${small(last.chance)} by chance`;
  const { classes } = store.head.provenance ?? {};
  const most = classes > 1 && last.value <= Math.log2(classes) ? ` of at most ${number(Math.log2(classes))}` : '';
  return [{ kind: 'plain', about: LABEL, words: `${store.layer(last.layer).name} holds ${number(last.value)}${most} bits about the label${chance}.` }];
}

function labelLines(store) {
  return store.variants(LABEL).flatMap((group) => {
    const shadow = store.shadow(group);
    return group.lines.map((line) => ({ line, under: shadow?.lines.find((other) => other.layer === line.layer) }));
  });
}

// What cannot be measured here.

function unresolved(store, index) {
  const shown = store.selection.estimator;
  const rows = store.head.provenance?.samples;
  const of = rows ? ` with ${Number(rows).toLocaleString('en')} examples` : '';
  return store.options('estimator').flatMap((estimator) => {
    const layers = saturatedLayers(store, index, estimator);
    if (layers.length === 0) return [];
    const words = `The estimator ${estimator} cannot resolve ${names(store, layers)}${of}`;
    if (estimator !== shown) return [{ kind: 'plain', about: SHARE, words: `${words}: ${shown} is shown.` }];
    const better = bestEstimator(store, index);
    const resolved = better === null || better === shown ? [] : layers.filter((layer) => !saturatedLayers(store, index, better).includes(layer));
    if (resolved.length === 0) return [{ kind: 'caution', about: SHARE, words: `${words}. Their hollow marks say more about the number of examples than about the layer.` }];
    return [{ kind: 'caution', about: SHARE, words: `${words}; ${better} resolves ${resolved.length === layers.length ? 'them' : names(store, resolved)}.`, estimator: better }];
  });
}

function saturatedLayers(store, index, estimator) {
  return layersWhere(store, index, INPUT, { estimator }, (i, at) => store.isSaturated(i, at));
}

function layersWhere(store, index, metric, fixed, holds) {
  const lines = store.variants(metric, fixed).flatMap((group) => group.lines);
  return store.head.layers.filter((layer) => lines.some((line) => line.layer === layer.index && holds(store.latest(index, line.at), line.at)));
}

/** One sentence per estimator. */
function beyondAudit(store, index) {
  return store.options('estimator').flatMap((estimator) => {
    const layers = layersWhere(store, index, LABEL, { estimator }, (i, at) => store.flags(i, at).some(({ name }) => name === 'beyond_audit'));
    if (layers.length === 0) return [];
    return [{ kind: estimator === store.selection.estimator ? 'caution' : 'plain', about: LABEL, words: `I(T;Y) by ${estimator} of ${names(store, layers)} is beyond the audit: see its details.` }];
  });
}

/** The estimator that resolves most layers at a snapshot, the first of equals; null if none reads anything. */
export function bestEstimator(store, index) {
  let best = null;
  for (const estimator of store.options('estimator')) {
    const lines = store.variants(INPUT, { estimator }).flatMap((group) => group.lines);
    const resolved = lines.filter(({ at }) => isResolved(store, store.latest(readable(store, index, lines), at), at)).length;
    if (resolved > 0 && (best === null || resolved > best.resolved)) best = { estimator, resolved };
  }
  return best?.estimator ?? null;
}

/** The last snapshot until then at which any of the lines could be read; a broken network is judged by what it was. */
function readable(store, index, lines) {
  let at = index;
  while (at > 0 && !lines.some((line) => store.value(at, line.at) !== null)) at--;
  return at;
}

function isResolved(store, index, at) {
  return store.value(index, at) !== null && !store.isSaturated(index, at);
}

// Words.

/** A few layers by name, more by their number. */
function names(store, layers) {
  const { length } = store.head.layers;
  if (layers.length <= MOST_NAMES + 1) return listed(layers.map((layer) => layer.name));
  return layers.length === length ? `all ${length} layers` : `${layers.length} of ${length} layers`;
}

/** Bits that may be next to nothing. */
function small(bits) {
  return Math.abs(bits) < NEXT_TO_NOTHING ? `less than ${NEXT_TO_NOTHING}` : number(bits);
}
