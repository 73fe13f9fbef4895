// How charts are drawn, the same for all of them: what lies to the right, smoothing, outliers, zoom.

const CLIPPED = 3; // spans of the middle 96 per cent beyond them
const ENOUGH = 20; // values before any is called an outlier
export const RIGHT = [['auto', 'epoch or update'], ['epoch', 'epoch'], ['iteration', 'parameter update'], ['time', 'time']];

export class Axes {
  constructor() {
    this.right = 'auto';
    this.smoothing = 0;
    this.clip = true;
    this.log = new Set();
    this.zoom = null;
  }

  /** What lies to the right for a run: epoch, iteration or time. */
  by(store) {
    return this.right === 'auto' ? (store.byIteration ? 'iteration' : 'epoch') : this.right;
  }

  name(store) {
    return { epoch: 'epoch', iteration: 'parameter update', time: 'time since the first snapshot' }[this.by(store)];
  }

  /** The place of every snapshot to the right; times are seconds since the first, and never go back. */
  places(store) {
    const by = this.by(store);
    if (by !== 'time') return store.frames.map((frame) => frame[by]);
    const first = Date.parse(store.frames[0]?.time);
    let latest = 0;
    return store.frames.map((frame) => (latest = Math.max(latest, (Date.parse(frame.time) - first) / 1000 || 0)));
  }

  tick(store, value) {
    return this.by(store) === 'time' ? duration(value) : String(value);
  }
}

/** Exponential moving average without the pull of its first value; gaps stay gaps. */
export function smoothed(column, share) {
  let sum = 0;
  let weight = 0;
  return column.map((value) => {
    if (value === null || value === undefined) return value;
    sum = share * sum + (1 - share) * value;
    weight = share * weight + (1 - share);
    return sum / weight;
  });
}

/** The range that is drawn of values: all, unless a few lie far beyond the others. */
export function withoutOutliers(columns) {
  const all = new Float64Array(columns.reduce((sum, column) => sum + column.length, 0));
  let count = 0;
  for (const column of columns) for (const value of column) if (Number.isFinite(value)) all[count++] = value;
  if (count < ENOUGH) return null;
  const values = all.subarray(0, count).sort(); // by numbers, faster than with a comparison
  const at = (share) => values[Math.min(values.length - 1, Math.floor(share * values.length))];
  const [low, high] = [at(0.02), at(0.98)];
  const span = (high - low) * CLIPPED;
  if (span === 0) return null;
  const range = [Math.max(values[0], low - span), Math.min(values[values.length - 1], high + span)];
  return range[0] === values[0] && range[1] === values[values.length - 1] ? null : range;
}

/** The value that all columns have everywhere, if there are several snapshots and just one value. */
export function constantOf(columns) {
  let constant = null;
  let count = 0;
  for (const column of columns) {
    for (const value of column) {
      if (value === undefined || value === null) continue;
      if (constant !== null && value !== constant) return null;
      constant = value;
      count += 1;
    }
  }
  return count > 2 * columns.length ? constant : null;
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Seconds as people write them: 40 s, 3:20, 1:05:00. */
export function duration(seconds) {
  if (seconds < 60) return `${Number(seconds.toPrecision(3))} s`;
  const two = (n) => String(Math.floor(n)).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  return hours ? `${hours}:${two((seconds / 60) % 60)}:${two(seconds % 60)}` : `${Math.floor(seconds / 60)}:${two(seconds % 60)}`;
}
