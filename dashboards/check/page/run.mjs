// A run as the page holds it, for tests: layers under two estimators, with what is asked for.

import { Store } from '../../../plugin/publish/src/main/resources/dev/infoscope/publish/page/store.js';

const FLAGS = ['saturated', 'not_finite', 'at_chance', 'at_ceiling', 'sampled', 'beyond_audit'];

export function run({ layers = ['dense_1', 'dense_2', 'output'], scores, label = 0.8, chance = 0.1, live = true, planned = 100, flags = {}, labelFlags = {}, changes = {}, classes = 0, head = {}, more = [] }) {
  const series = [];
  const values = [];
  const bits = [];
  const add = (metric, layer, labels, value, flag) => {
    series.push({ metric, unit: 'bits', help: '', layer: layer === undefined ? undefined : layers.indexOf(layer), labels });
    values.push(value);
    bits.push(flag ? 1 << FLAGS.indexOf(flag) : 0);
  };
  for (const estimator of ['binned', 'pairwise']) {
    for (const layer of layers) {
      const labels = { signal: 'activation', estimator };
      add('infoscope.information.input', layer, labels, 5, flags[estimator]?.[layer]);
      add('infoscope.information.label', layer, labels, label, labelFlags[estimator]?.[layer]);
      add('infoscope.information.label.null', layer, labels, chance);
    }
  }
  for (const [layer, events] of Object.entries(changes)) {
    for (const [event, epoch] of Object.entries(events)) add('infoscope.drift.change.epoch', layer, { event, basis: 'binned', signal: 'activation' }, epoch);
  }
  const from = series.length;
  for (const { metric, layer, labels = {} } of more) add(metric, layer, labels, 0);
  const store = new Store();
  store.setHead({ token: 'a', run: 'test', model: 'test', live, planned, layers: layers.map((name, index) => ({ index, name, kind: 'DenseLayer', reduction: '' })), series, flags: FLAGS.map((name) => ({ name, words: name })), provenance: { samples: 2000, classes }, ...head });
  /** What else was measured, by its course: a value per snapshot. */
  const own = (i) => more.forEach(({ course, flag }, at) => {
    values[from + at] = course[i] ?? null;
    bits[from + at] = flag ? 1 << FLAGS.indexOf(flag) : 0;
  });
  scores.forEach((score, i) => own(i) || store.add({ epoch: i + 1, iteration: 10 * (i + 1), time: new Date(1e12 + 1000 * i).toISOString(), score, v: [[0, ...values]], e: [[0, ...values.map(() => 0.01)]], f: [...bits] }));
  return store;
}
