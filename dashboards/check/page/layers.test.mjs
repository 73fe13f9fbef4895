import assert from 'node:assert/strict';
import { test } from 'node:test';

import { run } from './run.mjs';
import { GREY, blocks, coloured, evenly, matching, mostMoved } from '../../../plugin/publish/src/main/resources/dev/infoscope/publish/page/layers.js';

const named = (...names) => names.map((name, index) => ({ index, name, kind: 'DenseLayer' }));
const hundred = named(...Array.from({ length: 100 }, (_, i) => `layer_${i}`));
const summary = (found) => found.map(({ name, layers }) => `${name}: ${layers.length}`);
const deep = () => run({ layers: hundred.map(({ name }) => name), scores: [1, 0.5] });

test('of many layers eight from the first to the last have colours, of few all', () => {
  const store = deep();
  assert.deepEqual(coloured(store, 'even').map(({ index }) => index), [0, 14, 28, 42, 57, 71, 85, 99]);
  assert.equal(coloured(run({ scores: [1] }), 'even').length, 3);
  assert.deepEqual(evenly(hundred.slice(0, 3)), hundred.slice(0, 3));
});

test('layers chosen by name have colours, and names that no layer has are passed over', () => {
  assert.deepEqual(coloured(deep(), ['layer_7', 'layer_3', 'none']).map(({ name }) => name), ['layer_3', 'layer_7']);
  assert.equal(coloured(deep(), ['none']).length, 8);
});

test('the layers that moved most are those whose reading has the widest range', () => {
  const store = deep();
  const at = (layer) => store.variants('infoscope.information.input')[0].lines.find((line) => line.layer === layer).at;
  store.frames[0].v[at(40)] = 1;
  store.frames[0].v[at(9)] = 2;
  assert.deepEqual(mostMoved(store, 2).map(({ index }) => index), [9, 40]);
  assert.deepEqual(mostMoved(store, 1).map(({ index }) => index), [40]);
});

test('what has no colour is grey, and few layers keep the colour of their place', () => {
  const store = deep();
  store.paint(coloured(store, ['layer_5']));
  assert.equal(store.ink(5), 0);
  assert.equal(store.ink(6), GREY);
  const few = run({ scores: [1] });
  few.paint(coloured(few, 'even'));
  assert.deepEqual([0, 1, 2].map((layer) => few.ink(layer)), [0, 1, 2]);
});

test('layers are grouped by the numbered part of their names, else by tens', () => {
  assert.deepEqual(summary(blocks(named('stem', 'block_01/a', 'block_01/b', 'block_02/a', 'block_02/b', 'output'))), ['other layers: 2', 'block_01: 2', 'block_02: 2']);
  assert.deepEqual(summary(blocks(named('res2a_branch1', 'res2a_branch2', 'fc'))), ['res2a: 2', 'other layers: 1']);
  assert.deepEqual(summary(blocks(hundred.slice(0, 12))), ['layers 1 to 10: 10', 'layers 11 to 12: 2']);
});

test('the search wants all its words, in any case', () => {
  const layers = named('block_01/dense_1', 'block_02/dense_1', 'output');
  assert.deepEqual(matching(layers, 'BLOCK dense_1 02').map(({ index }) => index), [1]);
  assert.equal(matching(layers, ' ').length, 3);
});
