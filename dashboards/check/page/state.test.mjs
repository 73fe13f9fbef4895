import assert from 'node:assert/strict';
import { test } from 'node:test';

import { addressOf, readAddress } from '../../../plugin/publish/src/main/resources/dev/infoscope/publish/page/address.js';
import { Axes, constantOf, duration, smoothed, withoutOutliers } from '../../../plugin/publish/src/main/resources/dev/infoscope/publish/page/axes.js';
import { clock, percent, shortened, symbol, title } from '../../../plugin/publish/src/main/resources/dev/infoscope/publish/page/format.js';
import { run } from './run.mjs';

test('an address brings back what was put into it, and leaves out what is not set', () => {
  const state = { estimator: 'pairwise', epoch: '12', hide: ['dense 1', 'a&b=c'], log: ['infoscope.training.score'], zoom: undefined, shut: [] };
  const address = addressOf(state);
  assert.ok(!address.includes('zoom') && !address.includes('shut'));
  const { zoom, shut, ...set } = state;
  assert.deepEqual(readAddress(address), set);
});

test('smoothing keeps constants, gaps and lengths', () => {
  assert.deepEqual(smoothed([2, 2, null, 2, undefined], 0.5).map((value) => value && Math.round(value * 1e9) / 1e9), [2, 2, null, 2, undefined]);
  assert.deepEqual(smoothed([0, 1], 0.5).map((value) => Math.round(value * 1000) / 1000), [0, 0.667]);
});

test('a few values far beyond the others are outliers, a trend has none', () => {
  const level = Array.from({ length: 100 }, (_, i) => 1 + 0.1 * Math.sin(i));
  const range = withoutOutliers([[...level, 1000]]);
  assert.ok(range[1] < 3);
  assert.equal(withoutOutliers([Array.from({ length: 100 }, (_, i) => i)]), null);
  assert.equal(withoutOutliers([[1, 2, 1000]]), null, 'too few values');
  assert.equal(withoutOutliers([level.map(() => 1)]), null, 'a constant');
});

test('a chart is constant if all its lines have one value and there are several snapshots', () => {
  assert.equal(constantOf([[0, 0], [0, 0]]), null, 'too few');
  assert.equal(constantOf([[0, 0, 0], [0, 0, 0]]), 0);
  assert.equal(constantOf([[0, 0, 0], [0, 1, 0]]), null);
  assert.equal(constantOf([[undefined, null]]), null);
});

test('time to the right never goes back', () => {
  const store = run({ scores: [1, 1, 1] });
  store.frames[2].time = store.frames[0].time;
  const axes = new Axes();
  axes.right = 'time';
  assert.deepEqual(axes.places(store), [0, 1, 1]);
  assert.equal(axes.tick(store, 3725), '1:02:05');
});

test('durations, names and dates are written for people', () => {
  assert.deepEqual([0, 12.34, 200].map(duration), ['0 s', '12.3 s', '3:20']);
  assert.equal(shortened('block_12_dense_projection', 11), 'block…ction');
  assert.equal(shortened('short', 11), 'short');
  const now = new Date(2026, 10, 29, 12);
  assert.equal(clock(new Date(2026, 10, 28, 9, 5).toISOString(), now).slice(0, 11), '2026-11-28 ');
  assert.equal(clock(new Date(2026, 10, 29, 9, 5).toISOString(), now).length, 8);
});

test('a metric may be called as something that all objects have', () => {
  assert.deepEqual(['constructor', '__proto__'].map((name) => title(`infoscope.${name}`)), ['Constructor', '__proto__']);
  assert.equal(symbol('infoscope.constructor'), 'infoscope constructor');
});

test('what is not all of it is not written as 100 %, nor what is not none as 0', () => {
  assert.deepEqual([0.99967, 0.9988, 0.99996, 0.995, 1.0004, 1 - 1e-8].map(percent), ['99.97 %', '99.9 %', '99.996 %', '99.5 %', '100.04 %', '99.999999 %']);
  assert.deepEqual([1, 1 - 2 ** -53, 0.99, 0.994, 0.125, 0.00001, 0, 2].map(percent), ['100 %', '100 %', '99 %', '99 %', '13 %', '< 0.01 %', '0 %', '200 %']);
});
