import assert from 'node:assert/strict';
import { test } from 'node:test';

import { run } from './run.mjs';
import { sentences } from '../../../plugin/publish/src/main/resources/dev/infoscope/publish/page/words.js';

const flagsOf = (flag) => {
  const store = run({ scores: [3, 2, 1], flags: { binned: { dense_1: flag } } });
  store.selection = { ...store.selection, estimator: 'binned' };
  return sentences(store, 2)[0].flags;
};

test('knowing all of the label is a result and no warning, and a part of the data is not told of', () => {
  assert.deepEqual(flagsOf('saturated').map(({ kind }) => kind), ['caution']);
  assert.deepEqual(flagsOf('at_ceiling').map(({ kind }) => kind), ['result']);
  assert.deepEqual(flagsOf('sampled'), []);
});
