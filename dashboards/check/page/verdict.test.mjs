import assert from 'node:assert/strict';
import { test } from 'node:test';

import { run } from './run.mjs';
import { bestEstimator, verdict } from '../../../plugin/publish/src/main/resources/dev/infoscope/publish/page/verdict.js';

const words = (store, index = store.size - 1) => {
  const { headline, more } = verdict(store, index);
  return [headline, ...more.map((each) => each.words)].join('\n');
};
const falling = (n) => Array.from({ length: n }, (_, i) => 1 / (1 + i));

test('before the first snapshot it waits', () => {
  assert.equal(verdict(run({ scores: [] }), -1).headline, 'Waiting for the first snapshot.');
});

test('a falling loss is learning, a level one has settled, a rising one gets worse', () => {
  assert.match(words(run({ scores: falling(8) })), /^Learning: the loss fell from/);
  assert.match(words(run({ scores: [1, 0.7, 0.6, ...Array(12).fill(0.5)] })), /^Settled: the loss has stayed near 0\.500/);
  assert.match(words(run({ scores: [1, 0.5, 0.4, 0.4, 0.4, 0.6, 0.8, 1] })), /^Getting worse: the loss rose from/);
  assert.match(words(run({ scores: [1, 0.5, 0.1, 0.01, 0.001, 0.001, 0.001, 0.001] })), /^Converged/);
});

test('three snapshots are too few for a trend', () => {
  assert.match(words(run({ scores: falling(3) })), /^Training has begun: 3 snapshots so far/);
});

test('noise of a few per cent is no trend', () => {
  const noisy = Array.from({ length: 40 }, (_, i) => 0.5 + 0.005 * Math.sin(7 * i));
  assert.match(words(run({ scores: [1, ...noisy] })), /^Settled/);
});

test('a run that is over says how it ended', () => {
  assert.match(words(run({ scores: falling(8), live: false, planned: 8 })), /^Finished after epoch 8\. The loss went from 1\.00 to 0\.125/);
  assert.match(words(run({ scores: falling(8), live: false, planned: 30 })), /^Recorded up to epoch 8 of 30/, 'a file does not say whether training went on');
  assert.match(words(run({ scores: falling(8), live: false, planned: 30, head: { began: 'now' } })), /^Stopped early, after epoch 8 of 30\./);
  assert.match(words(run({ scores: falling(8), live: false, planned: 30, head: { finished: true } })), /^Finished after epoch 8 of 30, as asked\./);
  assert.match(words(run({ scores: falling(8), live: false, planned: 8, head: { finished: true } })), /^Finished after epoch 8\./);
  assert.match(words(run({ scores: falling(8), live: false, planned: 30, head: { cut: true } })), /^Stops at epoch 8 of 30: the process ended without close\(\), or still trains\./);
  assert.match(words(run({ scores: [...falling(8), 9, 9, 9, 9], live: false, head: { cut: true } })), /Getting worse: /, 'a headline in red says why');
  assert.match(words(run({ scores: falling(8), live: false, planned: 30, head: { began: 'now', finished: true } })), /^Finished after epoch 8 of 30/);
});

test('NaN comes before everything else', () => {
  const store = run({ scores: falling(8), flags: { binned: { dense_1: 'not_finite' } } });
  const { headline, kind } = verdict(store, 7);
  assert.equal(kind, 'bad');
  assert.equal(headline, 'Broken since epoch 1: dense_1 holds NaN or infinite values.');
});

test('the estimator that resolves most layers is the best, and saturated layers are named', () => {
  const store = run({ scores: falling(8), flags: { binned: { dense_1: 'saturated', dense_2: 'saturated' } } });
  assert.equal(bestEstimator(store, 7), 'pairwise');
  store.selection = { ...store.selection, estimator: 'pairwise' };
  assert.match(words(store), /binned cannot resolve dense_1 and dense_2 with 2,000 examples: pairwise is shown\./);
  assert.equal(verdict(store, 7).more.find((each) => /cannot resolve/.test(each.words)).kind, 'plain', 'what is shown is resolved');
  store.selection = { ...store.selection, estimator: 'binned' };
  const offer = verdict(store, 7).more.find((each) => each.estimator);
  assert.equal(offer.estimator, 'pairwise');
  assert.match(offer.words, /pairwise resolves them/);
});

test('of estimators that resolve the same layers the first stays', () => {
  assert.equal(bestEstimator(run({ scores: falling(8) }), 7), 'binned');
});

test('what the last layer holds is told beside chance, or that none holds more', () => {
  assert.match(words(run({ scores: falling(8), label: 0.9, chance: 0.1 })), /output holds 0\.900 bits about the label, 0\.100 by chance/);
  assert.match(words(run({ scores: falling(8), label: 0.11, chance: 0.1 })), /No layer holds more information about the label than chance/);
});

test('compression is a result and collapse is bad, each with the epoch it began', () => {
  const store = run({ scores: falling(8), changes: { output: { compression: 3 }, dense_1: { collapse: 5 } } });
  const { more } = verdict(store, 7);
  assert.deepEqual(more.filter((each) => /compress/.test(each.words)), [{ kind: 'result', about: 'infoscope.information.input', words: 'output compresses: I(X;T) fell and has stayed lower, since epoch 3.' }]);
  assert.deepEqual(more.filter((each) => /lost/.test(each.words)), [{ kind: 'bad', about: 'infoscope.information.label', words: 'dense_1 lost information about the label, since epoch 5.' }]);
});

test('a hundred layers are summed up', () => {
  const layers = Array.from({ length: 100 }, (_, i) => `layer_${i}`);
  const flags = { binned: Object.fromEntries(layers.map((name) => [name, 'saturated'])) };
  assert.match(words(run({ layers, scores: falling(8), flags })), /binned cannot resolve all 100 layers with 2,000 examples/);
});

test('a loss that is no longer a number is broken, with the epoch and the last number', () => {
  const { headline, kind, more } = verdict(run({ scores: [1, 0.5, 0.25, null, null] }), 4);
  assert.equal(kind, 'bad');
  assert.equal(headline, 'Broken since epoch 4: the loss is NaN or infinite.');
  assert.deepEqual(more.map((each) => each.words), ['Before that the loss was 0.250, at epoch 3.', 'Look for NaN in the data and a learning rate that is too high, and go on from a checkpoint before epoch 4: training does not recover from NaN.']);
});

test('a run that never had a loss is not broken for it', () => {
  assert.doesNotMatch(words(run({ scores: [null, null, null] })), /Broken/);
});

test('many layers are told by their number', () => {
  const layers = Array.from({ length: 100 }, (_, i) => `layer_${i}`);
  const flags = { binned: Object.fromEntries(layers.slice(1).map((name) => [name, 'saturated'])) };
  assert.match(words(run({ layers, scores: falling(8), flags })), /binned cannot resolve 99 of 100 layers/);
});

test('what is held of the label stands beside the most there can be', () => {
  assert.match(words(run({ scores: falling(8), label: 0.956, chance: 0.0005, classes: 2 })), /output holds 0\.956 of at most 1\.00 bits about the label, less than 0\.01 by chance\./);
});

test('the estimator is judged by the last snapshot that could be read', () => {
  const store = run({ scores: falling(3), flags: { binned: { dense_1: 'saturated' } } });
  store.add({ epoch: 4, iteration: 40, time: new Date(1e12 + 4000).toISOString(), score: null, v: [], e: [], f: [] });
  assert.equal(bestEstimator(store, 3), 'pairwise');
});

test('a run that got worse says why its headline is red after its end too', () => {
  const store = run({ live: false, scores: [1, 0.5, 0.4, 0.4, 0.4, 0.6, 0.8, 1] });
  const { headline, kind } = verdict(store, 7);
  assert.equal(kind, 'bad');
  assert.match(headline, /^Recorded up to epoch 8 of 100\. Getting worse: the loss rose/);
});

test('what is beyond the audit is one sentence per estimator', () => {
  const beyond = { dense_1: 'beyond_audit', dense_2: 'beyond_audit', output: 'beyond_audit' };
  const store = run({ scores: falling(8), labelFlags: { binned: beyond, pairwise: { dense_2: 'beyond_audit' } } });
  store.selection = { ...store.selection, estimator: 'pairwise' };
  const said = verdict(store, 7).more.filter((each) => /beyond the audit/.test(each.words));
  assert.deepEqual(said.map((each) => each.kind), ['plain', 'caution'], 'of the estimator that is shown it is a caution');
  assert.match(said[0].words, /^I\(T;Y\) by binned of dense_1, dense_2 and output is beyond the audit/);
  assert.match(said[1].words, /^I\(T;Y\) by pairwise of dense_2 is beyond the audit/);
  assert.doesNotMatch(words(run({ scores: falling(8) })), /audit/);
});
