// When something changed beyond what it used to: from the readings of the measure of drift.

const OUTSIDE = 'infoscope.drift.outside';
const ZSCORE = 'infoscope.drift.zscore';
const CHANGE = 'infoscope.drift.change.epoch';

/** Whether a metric is the one that a quantity of drift stands for. */
function isOf(metric, quantity) {
  return metric.endsWith(`.${quantity.replaceAll(' ', '.').replaceAll('-', '.').replaceAll('_', '.')}`);
}

/** Where a metric left its band, [{layer, index, up}], the first look of each row of them. */
export function leaps(store, metric) {
  const found = [];
  for (const { quantity, line } of lines(store, OUTSIDE)) {
    if (!isOf(metric, quantity)) continue;
    const z = lines(store, ZSCORE).find((other) => other.quantity === quantity && other.line.layer === line.layer);
    for (let index = 0; index < store.size; index++) {
      if (store.value(index, line.at) !== 1) continue;
      found.push({ layer: line.layer, index, z: z ? store.value(index, z.line.at) : null });
    }
  }
  return found;
}

/** What befell a layer, [{layer, index, event}]. */
export function changes(store) {
  const found = [];
  for (const { labels, line } of lines(store, CHANGE)) {
    let before = 0;
    for (let index = 0; index < store.size; index++) {
      const epoch = store.value(index, line.at) ?? before;
      if (epoch > before) found.push({ layer: line.layer, index, event: labels.event });
      before = epoch;
    }
  }
  return found;
}

/** Everything that drifted in a layer up to a moment, newest last: [{index, words}]. */
export function driftWords(store, layer, index) {
  const found = [];
  for (const { quantity, line } of lines(store, OUTSIDE)) {
    if (line.layer !== layer) continue;
    const z = lines(store, ZSCORE).find((other) => other.quantity === quantity && other.line.layer === layer);
    for (let i = 0; i <= Math.min(index, store.size - 1); i++) {
      if (store.value(i, line.at) !== 1) continue;
      const size = z ? store.value(i, z.line.at) : null;
      found.push({ index: i, words: `${quantity} left its band at epoch ${store.frames[i].epoch}${size === null ? '' : ` (z = ${size.toFixed(1)})`}` });
    }
  }
  for (const change of changes(store)) {
    if (change.layer === layer && change.index <= index) found.push({ index: change.index, words: `${change.event} noticed at epoch ${store.frames[change.index].epoch}` });
  }
  return found.sort((a, b) => a.index - b.index);
}

function lines(store, metric) {
  return store.groups
    .filter((group) => group.metric === metric)
    .flatMap((group) => group.lines.map((line) => ({ line, labels: line.labels, quantity: line.labels.quantity ?? '' })));
}
