import assert from 'node:assert/strict';
import { test } from 'node:test';

import { cost, facts, statusOf, waiting } from '../../../plugin/publish/src/main/resources/dev/infoscope/publish/page/facts.js';
import { healthWords } from '../../../plugin/publish/src/main/resources/dev/infoscope/publish/page/words.js';
import { run } from './run.mjs';

const value = (store, index, name) => facts(store, index).find((fact) => fact.name === name);

test('facts are those of the snapshot that is shown, and say so where it is not the latest', () => {
  const store = run({ scores: [3, 2, 1] });
  assert.deepEqual([value(store, 1, 'Loss').value, value(store, 1, 'Epoch').after], ['2.00', 'of 100, earlier; the latest is 3']);
  assert.equal(value(store, 2, 'Epoch').after, 'of 100');
  assert.match(value(store, 0, 'Examined at').value, /^2001-09-09 /, 'with its date, as it is not today');
});

test('before the first snapshot only what is known is told', () => {
  const names = facts(run({ scores: [] }), -1).map((fact) => fact.name);
  assert.deepEqual(names, ['Planned', 'Probe set']);
});

test('the cost of watching is said once, for both threads, and left out where it was not measured', () => {
  const store = run({ scores: [3, 2] });
  assert.deepEqual(cost(store, 1), []);
  const head = { ...store.head, series: [...store.head.series, ...['training', 'analysis'].map((thread) => ({ metric: 'infoscope.overhead', unit: 'ratio', help: '', labels: { thread } }))] };
  store.setHead(head);
  store.frames.forEach((frame) => (frame.v = Float64Array.from([...frame.v, 0.0019, 0.04])));
  assert.deepEqual(cost(store, 1).map(({ value, after }) => `${value} ${after}`), ['0.19 % of training time; 4 % of one processor beside it']);
});

test('a page without a snapshot says since when it watches and what comes when', () => {
  const now = new Date('2026-11-29T10:01:05Z');
  const head = { run: 'a', live: true, began: '2026-11-29T10:00:00Z', schedule: 'after every epoch of 30 planned' };
  assert.equal(waiting({ ...head, run: '' }, null, now).headline, 'Waiting for a run.');
  const { headline, more } = waiting(head, null, now);
  assert.equal(headline, 'Waiting for the first snapshot.');
  assert.match(more[0], /^Watched since .*, for 1:05\.$/);
  assert.equal(more[1], 'The network is examined after every epoch of 30 planned.');
  assert.match(more[2], /appear with the first snapshot/);
  assert.match(waiting(head, { snapshots: 1 }, now).more[2], /is being analysed/);
  assert.equal(waiting({ ...head, live: false }, null, now).headline, 'Ended before the first snapshot.');
});

test('a run that is not watched says so at once, and why', () => {
  const head = { run: 'a', live: true, began: '2026-11-29T10:00:00Z', unwatched: 'the network refuses the probe' };
  assert.deepEqual(waiting(head, null), { headline: 'This run is not watched: nothing will be measured.', more: ['the network refuses the probe'] });
  assert.equal(statusOf(head, 'live', undefined).words, 'not watched');
  const [words, bad] = healthWords({ snapshots: 0, skipped: {}, failures: { attach: 1 }, off: ['causal'], unwatched: 'the network refuses the probe' }, true);
  assert.match(words, /not watched: the network refuses the probe$/);
  assert.doesNotMatch(words, /three failures/);
  assert.equal(bad, true);
});

test('a status is true: a lost connection says nothing of the run, an end is told apart from a plan', () => {
  const head = { run: 'a', live: true, finished: false, began: 't', planned: 10 };
  assert.equal(statusOf(head, 'lost', 3).state, 'lost');
  assert.equal(statusOf(null, 'live', undefined).words, 'waiting for a run');
  assert.equal(statusOf(head, 'live', 3).words, 'live');
  assert.equal(statusOf({ ...head, live: false }, 'ended', 3).words, 'stopped early');
  assert.equal(statusOf({ ...head, live: false, finished: true }, 'ended', 3).words, 'finished');
  assert.equal(statusOf({ ...head, live: false, began: '' }, 'report', 3).words, 'from a file');
});
