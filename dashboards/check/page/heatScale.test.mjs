import assert from 'node:assert/strict';
import { test } from 'node:test';

import { cellWords, heatScale } from '../../../plugin/publish/src/main/resources/dev/infoscope/publish/page/heatScale.js';

const ends = (...values) => {
  const { low, high, share } = heatScale(values);
  return [low, high, share(low), share(high)];
};

test('a scale has two hues only where both signs occur', () => {
  assert.deepEqual(ends(-1, 2), [-1, 2, -0.5, 1]);
  assert.deepEqual(ends(0, 2), [0, 2, 0, 1]);
  assert.deepEqual(ends(-2, -0.5), [-2, 0, -1, -0]);
});

test('a scale is fitted to values that all lie far from zero', () => {
  assert.deepEqual(ends(0.9, 0.95, NaN), [0.9, 0.95, 0, 1]);
  assert.deepEqual(ends(-0.95, -0.9), [-0.95, -0.9, -1, -0]);
});

test('one value, or none, has a scale too', () => {
  assert.deepEqual(ends(3, 3), [0, 3, 0, 1]);
  assert.deepEqual(ends(-3, -3), [-3, 0, -1, -0]);
  assert.deepEqual(ends(0, 0), [0, 1, 0, 1]);
  assert.equal(heatScale([NaN]).share(NaN), 0);
});

test('cells hold counts as counts, shares as per cent, and nothing as 0', () => {
  assert.equal(cellWords([3, NaN, 12], '')(12), '12');
  assert.equal(cellWords([0.25, 0.5], 'ratio')(0.25), '25 %');
  assert.deepEqual([0, 0.123456].map(cellWords([0, 0.123456], 'bits')), ['0', '0.123']);
});
