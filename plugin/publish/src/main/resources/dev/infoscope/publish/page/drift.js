// When something changed beyond what it used to: from the readings of the measure of drift.

const OUTSIDE = 'infoscope.drift.outside';
const ZSCORE = 'infoscope.drift.zscore';
const CHANGE = 'infoscope.drift.change.epoch';

/** Whether a metric is the one that a quantity of drift stands for. */
function isOf(metric, quantity) {
  return metric.endsWith(`.${quantity.replaceAll(' ', '.').replaceAll('-', '.').replaceAll('_', '.')}`);
}

/** Whether drift is that of the series with these labels: of activations, under the estimator that is followed. */
function isFollowed(labels, basis) {
  if (labels.signal !== undefined && labels.signal !== 'activation') return false;
  const own = labels.estimator ?? labels.kind;
  return own === undefined || basis === undefined || own === basis;
}

/** Where a metric left its band, [{layer, index, z}], the first snapshot of each row of them. */
export function leaps(store, metric, of = {}) {
  return store.once(`leaps ${metric} ${JSON.stringify(of)}`, () => allLeaps(store, metric, of));
}

function allLeaps(store, metric, of) {
  const found = [];
  for (const { quantity, labels, line } of lines(store, OUTSIDE)) {
    if (!isOf(metric, quantity) || !isFollowed(of, labels.basis)) continue;
    const z = lines(store, ZSCORE).find((other) => other.quantity === quantity && other.line.layer === line.layer);
    store.column(line.at).forEach((value, index) => {
      if (value === 1) found.push({ layer: line.layer, index, z: z ? store.value(index, z.line.at) : null });
    });
  }
  return found;
}

/** Lasting changes of layers, [{layer, index, epoch, event, basis}]: noticed at a snapshot, begun at an epoch. */
export function changes(store, of = {}) {
  return store.once(CHANGE, () => allChanges(store)).filter((change) => isFollowed(of, change.basis));
}

function allChanges(store) {
  const found = [];
  for (const { labels, line } of lines(store, CHANGE)) {
    let before = 0;
    store.column(line.at).forEach((value, index) => {
      const epoch = value ?? before;
      if (epoch > before) found.push({ layer: line.layer, index, epoch, event: labels.event, basis: labels.basis });
      before = epoch;
    });
  }
  return found;
}

/** By what a reading was taken, where there is a choice. */
function by(basis) {
  return basis === undefined || basis === 'exact' ? '' : ` (${basis})`;
}

/** Everything that drifted in a layer up to a moment, newest last: [{index, kind, words}]. */
export function driftWords(store, layer, index) {
  const found = [];
  for (const { quantity, labels, line } of lines(store, OUTSIDE)) {
    if (line.layer !== layer) continue;
    const z = lines(store, ZSCORE).find((other) => other.quantity === quantity && other.line.layer === layer);
    const column = store.column(line.at);
    for (let i = 0; i <= index; i++) {
      if (column[i] !== 1) continue;
      const size = z ? store.value(i, z.line.at) : null;
      found.push({ index: i, kind: 'caution', words: `Drift: ${quantity}${by(labels.basis)} left its band at epoch ${store.frames[i].epoch}${size === null ? '' : ` (z = ${size.toFixed(1)})`}` });
    }
  }
  for (const change of changes(store)) {
    if (change.layer === layer && change.index <= index) found.push({ index: change.index, kind: change.event === 'compression' ? 'result' : 'bad', words: `Lasting ${change.event}${by(change.basis)} since epoch ${change.epoch}, noticed at epoch ${store.frames[change.index].epoch}` });
  }
  return found.sort((a, b) => a.index - b.index);
}

function lines(store, metric) {
  return store.groups
    .filter((group) => group.metric === metric)
    .flatMap((group) => group.lines.map((line) => ({ line, labels: line.labels, quantity: line.labels.quantity ?? '' })));
}
