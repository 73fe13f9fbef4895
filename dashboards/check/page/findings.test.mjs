import assert from 'node:assert/strict';
import { test } from 'node:test';

import { run } from './run.mjs';
import { verdict } from '../../../plugin/publish/src/main/resources/dev/infoscope/publish/page/verdict.js';

const falling = (n) => Array.from({ length: n }, (_, i) => 1 / (1 + i));
const series = (n, of) => Array.from({ length: n }, (_, i) => of(i));
const at = (store, index = store.size - 1) => verdict(store, index);
const about = (store, words, index) => at(store, index).more.filter((each) => words.test(each.words));
const probeLoss = (course) => ({ metric: 'infoscope.probe.loss', labels: { output: 'output' }, course });
const accuracy = (value, n, flag) => [
  { metric: 'infoscope.probe.accuracy', labels: { output: 'output' }, course: series(n, () => value), flag },
  { metric: 'infoscope.probe.accuracy.low', labels: { output: 'output', accuracy: 'top' }, course: series(n, () => value - 0.02) },
  { metric: 'infoscope.probe.accuracy.high', labels: { output: 'output', accuracy: 'top' }, course: series(n, () => value + 0.02) },
];
const updates = (layer, course) => ({ metric: 'infoscope.parameters.update.ratio', layer, labels: { norm: 'l2' }, course });

test('a falling training loss beside a rising loss on the probe set is overfitting, from the epoch that did best', () => {
  const more = [probeLoss([1, 0.8, 0.6, 0.5, 0.5, 0.55, 0.6, 0.7, 0.8, 0.9])];
  const { headline, kind } = at(run({ scores: falling(10), more }));
  assert.match(headline, /^Overfitting since epoch [45]: the loss on the probe set rose from 0\.500 to 0\.8\d+ while that of training fell from 0\.\d+ to 0\.1\d+\.$/);
  assert.equal(kind, 'caution');
  const ended = at(run({ scores: falling(10), more, live: false, planned: 10 })).headline;
  assert.match(ended, /^Finished after epoch 10\. Overfitting since epoch/);
});

test('it is told at the snapshot that is shown, not before it began', () => {
  const store = run({ scores: falling(10), more: [probeLoss([1, 0.8, 0.6, 0.5, 0.5, 0.55, 0.6, 0.7, 0.8, 0.9])] });
  assert.match(at(store, 4).headline, /^Learning/);
});

test('a loss on the probe set that falls, wavers or rises with that of training is no overfitting', () => {
  const head = (course, scores = falling(10)) => at(run({ scores, more: [probeLoss(course)] })).headline;
  assert.match(head(falling(10)), /^Learning/);
  assert.match(head(series(10, (i) => 0.5 + 0.02 * (i % 2))), /^Learning/);
  assert.match(head([1, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 9]), /^Learning/, 'a single snapshot');
  assert.match(head([1, 0.5, 0.4, 0.4, 0.4, 0.6, 0.8, 1, 1.2, 1.4], [1, 0.5, 0.4, 0.4, 0.4, 0.6, 0.8, 1, 1.2, 1.4]), /^Getting worse/);
});

test('accuracy on the probe set is told with its interval, and at chance as such', () => {
  assert.deepEqual(about(run({ scores: falling(8), more: accuracy(0.91, 8) }), /Accuracy/), [{ kind: 'plain', about: 'infoscope.probe.accuracy', words: 'Accuracy on the probe set is 91 % (89 % to 93 % with 95 % confidence).' }]);
  const [chance] = about(run({ scores: falling(8), more: accuracy(0.52, 8, 'at_chance') }), /Accuracy/);
  assert.equal(chance.kind, 'caution');
  assert.match(chance.words, /^Accuracy on the probe set is at chance: 52 % .*no better than always saying the largest class\.$/);
});

test('each of several outputs has its accuracy by its name', () => {
  const two = ['left', 'right'].map((output) => ({ metric: 'infoscope.probe.accuracy', labels: { output }, course: series(8, () => 0.5) }));
  assert.equal(about(run({ scores: falling(8), more: two }), /of left is 50 %|of right is 50 %/).length, 2);
});

test('R2 below 0 is worse than the mean', () => {
  const r2 = (value) => about(run({ scores: falling(8), more: [{ metric: 'infoscope.probe.r2', labels: { output: 'output' }, course: series(8, () => value) }] }), /R²/);
  assert.deepEqual(r2(-0.5), [{ kind: 'caution', about: 'infoscope.probe.r2', words: 'R² on the probe set is -0.500: worse than always saying the mean of the targets.' }]);
  assert.equal(r2(0.9)[0].kind, 'plain');
});

test('a layer that stands still while others move is named, and one that changes by more than its size', () => {
  const usual = updates('dense_1', series(8, () => 0.02));
  const still = about(run({ scores: falling(8), more: [usual, updates('dense_2', series(8, () => 1e-9))] }), /moves/);
  assert.match(still[0].words, /^dense_2 hardly moves while other layers do/);
  const wild = about(run({ scores: falling(8), more: [usual, updates('dense_2', series(8, () => 1.5))] }), /learning rate/);
  assert.match(wild[0].words, /^The weights of dense_2 changed by more than their own size .* may be too high/);
});

test('usual updates, a single large one and a network that has converged as a whole say nothing', () => {
  const said = (one, two) => about(run({ scores: falling(8), more: [updates('dense_1', one), updates('dense_2', two)] }), /move|learning rate/);
  assert.deepEqual(said(series(8, () => 0.02), series(8, () => 0.5)), []);
  assert.deepEqual(said(series(8, () => 0.02), [2, 2, 0.1, 0.1, 2, 0.1, 0.1, 0.1]), []);
  assert.deepEqual(said(series(8, () => 1e-9), series(8, () => 1e-9)), []);
});

test('dormant units that have become more, doubles, and lost rank are told', () => {
  const unit = (metric, course) => ({ metric: `infoscope.activation.${metric}`, layer: 'dense_1', course });
  const store = run({ scores: falling(8), more: [unit('dormant', series(8, (i) => 0.05 * i)), unit('duplicate', series(8, () => 0.3)), unit('effective.rank', series(8, (i) => 20 - 2 * i))] });
  assert.match(about(store, /dormant/)[0].words, /^More and more units are dormant: 35 % in dense_1\./);
  assert.match(about(store, /what another one does/)[0].words, /30 % in dense_1/);
  assert.match(about(store, /effective rank/)[0].words, /dense_1 from 20\.0 at epoch 1 to 6\.00/);
  const calm = run({ scores: falling(8), more: [unit('dormant', series(8, () => 0.4)), unit('duplicate', series(8, () => 0.1)), unit('effective.rank', series(8, (i) => 20 - i))] });
  assert.deepEqual(about(calm, /dormant|another|rank/), []);
});

test('the two units of an output say the same by nature', () => {
  const twins = ['dense_1', 'output'].map((layer) => ({ metric: 'infoscope.activation.duplicate', layer, course: series(8, () => 0.5) }));
  assert.match(about(run({ scores: falling(8), more: [...twins, probeLoss(falling(8))] }), /another/)[0].words, /: 50 % in dense_1\.$/);
});

test('NaN comes before what the probe set says', () => {
  const { headline, more } = at(run({ scores: [...falling(7), NaN], more: [...accuracy(0.5, 8), probeLoss(series(8, (i) => 1 + i))] }));
  assert.match(headline, /^Broken/);
  assert.ok(!more.some((each) => /Accuracy|Overfitting/.test(each.words)));
});
