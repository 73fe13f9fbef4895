import assert from 'node:assert/strict';
import { test } from 'node:test';

import { cautions, columnsOf, difference, filtered, nextSort, sharedTags, sorted, stateOfRun } from '../../../plugin/publish/src/main/resources/dev/infoscope/publish/page/runTable.js';

const row = (run, more = {}) => ({ run, model: 'mlp', live: false, finished: false, began: '', planned: 10, probe: '00', tags: {}, settings: {}, epoch: 10, seconds: 60, parts: 1, loss: 0.5, best: 0.4, label: { pairwise: { layer: 'output', value: 0.9 } }, ...more });
const ids = (rows) => columnsOf(rows, 'pairwise').map((column) => column.id);
const cell = (rows, id, of = rows[0]) => columnsOf(rows, 'pairwise').find((column) => column.id === id).words(of);

test('one run has a column per tag, several only of those that differ, and the others are said once', () => {
  const [a, b] = [row('a', { tags: { lr: 0.1, batch: 32 } }), row('b', { tags: { lr: 0.01, batch: 32 } })];
  assert.deepEqual(ids([a]).filter((id) => id.startsWith('tag:')), ['tag:lr', 'tag:batch']);
  assert.deepEqual(ids([a, b]).filter((id) => id.startsWith('tag:')), ['tag:lr']);
  assert.deepEqual(sharedTags([a, b]), ['batch 32']);
  assert.deepEqual(sharedTags([a]), []);
  assert.ok(ids([a, row('c')]).includes('tag:lr'), 'a tag that one run lacks differs');
});

test('accuracy and loss on the probe set are columns only where they were read', () => {
  assert.ok(!ids([row('a')]).includes('accuracy:output'));
  const both = [row('a', { accuracy: { output: 0.95 }, probeLoss: { output: 0.2 } }), row('b')];
  assert.deepEqual([cell(both, 'accuracy:output'), cell(both, 'accuracy:output', both[1])], ['95 %', '–']);
  assert.equal(columnsOf(both, 'pairwise').find(({ id }) => id === 'probeLoss:output').name, 'Probe loss');
});

test('of several outputs each has a column with its name', () => {
  const rows = [row('a', { accuracy: { kind: 0.95 }, probeLoss: { kind: 0.2, value: 7 } })];
  assert.deepEqual(columnsOf(rows, 'pairwise').filter(({ id }) => /^accuracy|^probeLoss/.test(id)).map(({ name }) => name), ['Probe accuracy of kind', 'Probe loss of kind', 'Probe loss of value']);
});

test('accuracies differ by points, not by percent of one another', () => {
  const [a, b] = [row('a', { accuracy: { output: 0.9 } }), row('b', { accuracy: { output: 0.925 } })];
  const column = columnsOf([a, b], 'pairwise').find(({ id }) => id === 'accuracy:output');
  assert.equal(difference(column, b, a), '+2.50 points');
});

test('a tag or layer may be called as something that all objects have', () => {
  for (const name of ['constructor', '__proto__', 'toString']) {
    const rows = [row('a', { tags: JSON.parse(`{"${name}": 3}`), accuracy: JSON.parse(`{"${name}": 0.5}`) }), row('b'), row('c', { settings: JSON.parse(`{"${name}": 8}`) })];
    const cells = (id) => rows.map((each) => cell(rows, id, each));
    assert.deepEqual(cells(`tag:${name}`), ['3', '–', '–']);
    assert.deepEqual(cells(`set:${name}`), ['–', '–', '8']);
    assert.deepEqual(cells(`accuracy:${name}`), ['50 %', '–', '–']);
    assert.ok(!columnsOf(rows, name).some(({ id }) => id === 'label'), 'an estimator that read nothing');
  }
});

test('information of the last layer is that of the shown estimator', () => {
  const rows = [row('a', { label: { pairwise: { layer: 'output', value: 0.9 }, binned: { layer: 'output', value: 0.7 } } })];
  const of = (estimator) => columnsOf(rows, estimator).find((column) => column.id === 'label');
  assert.equal(of('binned').words(rows[0]), '0.700');
  assert.equal(of('pairwise').name, 'I(T;Y) of output, bits');
  assert.equal(of('other'), undefined);
});

test('rows are sorted by numbers and words, those without a value last in either order', () => {
  const rows = [row('run-10', { loss: 0.5 }), row('run-9', { loss: undefined }), row('run-2', { loss: 0.1 })];
  const columns = columnsOf(rows, 'pairwise');
  const names = (by) => sorted(rows, columns, by).map((each) => each.run);
  assert.deepEqual(names('loss'), ['run-2', 'run-10', 'run-9']);
  assert.deepEqual(names('-loss'), ['run-10', 'run-2', 'run-9']);
  assert.deepEqual(names('run'), ['run-2', 'run-9', 'run-10']);
  assert.deepEqual(names('unknown'), ['run-10', 'run-9', 'run-2']);
  assert.deepEqual(['', 'loss', '-loss'].map((by) => nextSort(by, 'loss')), ['loss', '-loss', '']);
});

test('a filter keeps the rows that hold all its words, in name, model, state, tags or settings', () => {
  const rows = [row('first', { tags: { lr: 0.01 } }), row('second', { tags: { lr: 0.1 }, live: true })];
  const names = (words) => filtered(rows, words).map((each) => each.run);
  assert.deepEqual(names(''), ['first', 'second']);
  assert.deepEqual(names('LR=0.01'), ['first']);
  assert.deepEqual(names('mlp live'), ['second']);
  assert.deepEqual(names('first live'), []);
});

test('differences to the baseline are signed, and only of what is measured', () => {
  const [a, b] = [row('a', { loss: 0.5, tags: { lr: 0.1 } }), row('b', { loss: 0.38, tags: { lr: 0.2 } })];
  const columns = columnsOf([a, b], 'pairwise');
  const apart = (id, of, from) => difference(columns.find((column) => column.id === id), of, from);
  assert.equal(apart('loss', b, a), '−0.120');
  assert.equal(apart('loss', a, b), '+0.120');
  assert.equal(apart('best', b, a), '±0');
  assert.equal(apart('tag:lr', b, a), '');
  assert.equal(apart('loss', a, a), '');
  assert.equal(apart('loss', b, null), '');
  assert.equal(apart('loss', row('c', { loss: undefined }), a), '');
});

test('a state is said only where it is known', () => {
  assert.equal(stateOfRun({ live: true, finished: false, began: 't', planned: 10, epoch: 3 }), 'live');
  assert.equal(stateOfRun({ live: false, finished: true, began: 't', planned: 10, epoch: 3 }), 'finished', 'early stopping');
  assert.equal(stateOfRun({ live: false, finished: false, began: 't', planned: 10, epoch: 3 }), 'stopped');
  assert.equal(stateOfRun({ live: false, finished: false, began: 't', planned: 0, epoch: 3 }), 'ended');
  assert.equal(stateOfRun({ live: false, finished: false, began: '', planned: 10, epoch: 3 }), 'recorded', 'a file may still be written');
  assert.equal(stateOfRun({ live: false, finished: false, began: '', planned: 10, epoch: 10 }), 'finished');
  assert.equal(stateOfRun({ live: false, finished: false, cut: true, began: 't', planned: 10, epoch: 3 }), 'cut', 'killed');
  assert.equal(stateOfRun({ live: false, finished: false, cut: true, began: 't', planned: 10, epoch: 10 }), 'cut', 'killed behind its last planned report: nothing says that it ended');
  assert.equal(stateOfRun({ live: true, began: 't', planned: 10, epoch: 3, unwatched: 'why' }), 'unwatched');
});

test('a restarted run says in how many parts it was watched', () => {
  assert.equal(cell([row('a', { seconds: 120, parts: 2 })], 'seconds'), '2:00 in 2 parts');
  assert.equal(cell([row('a', { seconds: 0, parts: 0 })], 'seconds'), '–');
});

test('other probe sets and settings forbid comparing numbers, other seeds do not', () => {
  assert.deepEqual(cautions([row('a', { settings: { seed: 1 } }), row('b', { settings: { seed: 2 } })]), []);
  assert.match(cautions([row('a'), row('b', { probe: '01' })])[0], /different probe sets/);
  assert.match(cautions([row('a', { settings: { 'plane.bins': '8' } }), row('b', { settings: { 'plane.bins': '16' } })])[0], /different settings \(plane.bins\): compare shapes/);
});
