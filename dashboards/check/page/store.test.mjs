// The history of a run: what is kept of it is what came last.

import assert from 'node:assert/strict';
import test from 'node:test';
import { changes } from '../../../plugin/publish/src/main/resources/dev/infoscope/publish/page/drift.js';
import { interval, linesOf, losses } from '../../../plugin/publish/src/main/resources/dev/infoscope/publish/page/probe.js';
import { run } from './run.mjs';

const frame = (store, epoch, value, flag = 0) => ({ ...store.frames[0], epoch, iteration: 10 * epoch, v: [[0, ...store.head.series.map(() => value)]], e: [], f: store.head.series.map(() => flag) });

test('a series grows by what came since it was asked for', () => {
  const store = run({ scores: [1, 1] });
  assert.deepEqual(store.column(0), [5, 5]);
  store.add(frame(store, 3, 7));
  assert.deepEqual(store.column(0), [5, 5, 7]);
});

test('what is trained again replaces what was there, in series that were read before too', () => {
  const store = run({ scores: [1, 1, 1], changes: { dense_1: { compression: 2 } } });
  assert.equal(changes(store).length, 1);
  assert.deepEqual(store.column(0), [5, 5, 5]);
  store.add(frame(store, 1, 0));
  assert.deepEqual(store.column(0), [0]);
  assert.deepEqual(changes(store), []);
});

test('no evidence is a gap that tells of itself, and what was not measured is none', () => {
  const store = run({ scores: [1] });
  store.add(frame(store, 2, null, 1));
  store.add(frame(store, 3, null, 0));
  assert.deepEqual(store.column(0), [5, null, undefined]);
});

test('a reading is saturated by the flag of that name, whatever its place', () => {
  const flags = ['not_finite', 'saturated'].map((name) => ({ name, words: name }));
  const store = run({ scores: [1], head: { flags } });
  store.add(frame(store, 2, 1, 2));
  store.add(frame(store, 3, 1, 1));
  assert.deepEqual([0, 1, 2].map((index) => store.isSaturated(index, 0)), [false, true, false]);
});

test('a history is thinned from its old end, and its series with it', () => {
  const store = run({ scores: [1] });
  for (let epoch = 2; epoch <= 4001; epoch++) {
    if (epoch === 4001) assert.equal(store.column(0).length, 4000);
    store.add(frame(store, epoch, epoch));
  }
  assert.equal(store.column(0).length, store.size);
  assert.equal(store.column(0).at(-1), 4001);
});

test('the loss on the probe set is drawn beside that of training, not in a chart of its own', () => {
  const loss = (output) => ({ metric: 'infoscope.probe.loss', labels: { output }, course: [0.5, 0.4] });
  const one = run({ scores: [1, 0.5], more: [loss('output')] });
  assert.deepEqual(losses(one).map(({ name, column }) => [name, column()]), [['last minibatch', [1, 0.5]], ['probe set', [0.5, 0.4]]]);
  assert.ok(!one.metrics().includes('infoscope.probe.loss'));
  assert.deepEqual(losses(run({ scores: [1], more: [loss('left'), loss('right')] })).map(({ name }) => name), ['last minibatch', 'probe set, left', 'probe set, right']);
});

test('an accuracy has the interval of its own kind and output as a band', () => {
  const accuracies = ['', '.balanced', '.low', '.high'].flatMap((end) => ['left', 'right'].flatMap((output) => (end.length > 5 || end === '' ? [undefined] : ['top', 'balanced']).map((accuracy) => ({ metric: `infoscope.probe.accuracy${end}`, labels: accuracy ? { output, accuracy } : { output }, course: [0.5] }))));
  const store = run({ scores: [1], more: accuracies });
  for (const [metric, kind] of [['infoscope.probe.accuracy', 'top'], ['infoscope.probe.accuracy.balanced', 'balanced']]) {
    const line = linesOf(store, metric)[1];
    const ends = interval(store, line).map((at) => store.head.series[at]);
    assert.deepEqual(ends.map(({ metric: of, labels }) => [of, labels]), ['high', 'low'].map((end) => [`infoscope.probe.accuracy.${end}`, { output: 'right', accuracy: kind }]));
  }
  assert.equal(interval(run({ scores: [1], more: [{ metric: 'infoscope.probe.accuracy', labels: { output: 'a' }, course: [1] }] }), { metric: 'infoscope.probe.accuracy', labels: { output: 'a' } }), null);
});

test('values and spreads stand at the places that their rows begin with, and nothing between', () => {
  const store = run({ scores: [1] });
  store.add({ ...frame(store, 2, 0), v: [[0, 1, 2], [4, 3]], e: [[1, 0.5]] });
  assert.deepEqual([0, 1, 2, 3, 4, 5].map((at) => store.value(1, at)), [1, 2, null, null, 3, null]);
  assert.deepEqual([0, 1, 2].map((at) => store.spread(1, at)), [null, 0.5, null]);
  store.add({ ...frame(store, 3, 0), v: [], e: [] });
  assert.equal(store.value(2, 0), null);
});
