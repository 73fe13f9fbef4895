// The table of runs by rules: its columns, its rows in order, and what sets them apart from a baseline. No rule needs
// the page.

import { duration } from './axes.js';
import { number, own, percent, shortened } from './format.js';

const LONGEST_TEXT = 40;
/** @type {[string, string, (value: any) => string, ((value: any) => string)?][]} */
const BY_OUTPUT = [['accuracy', 'Probe accuracy', percent, (by) => `${number(100 * by)} points`], ['probeLoss', 'Probe loss', number]];
const STATES = { live: 'live', finished: 'finished', stopped: 'stopped early', ended: 'ended', recorded: 'from a file', unwatched: 'not watched', cut: 'cut off' };

/** What a run is doing, as far as that is known: a key of STATES. */
export function stateOfRun({ live, finished, cut, began, planned, epoch, unwatched }) {
  if (unwatched) return 'unwatched';
  if (live) return finished ? 'finished' : 'live';
  if (finished) return 'finished';
  if (cut) return 'cut'; // its file should say how it ended, and does not, even if all that was planned is there
  if (planned > 0 && epoch >= planned) return 'finished';
  if (!began) return 'recorded'; // an older file does not say whether training went on
  return planned > 0 ? 'stopped' : 'ended';
}

/** The state in words. */
export function stateWords(row) {
  return STATES[stateOfRun(row)];
}

/**
 * The columns that have something to say for these rows, each {id, name, value, words, delta}: value is what is sorted
 * by, words what stands in the cell, delta how a difference is written, null where it has no sense.
 */
export function columnsOf(rows, estimator) {
  const columns = [column('run', 'Run', (row) => row.run, String), column('model', 'Model', (row) => row.model, String)];
  for (const name of tagNames(rows)) columns.push(setting(`tag:${name}`, name, (row) => own(row.tags, name)));
  for (const name of differing(rows, 'settings')) columns.push(setting(`set:${name}`, name, (row) => own(row.settings, name)));
  columns.push({ ...column('epoch', 'Epochs', (row) => row.epoch, String), words: (row) => (row.planned ? `${row.epoch} of ${row.planned}` : `${row.epoch}`) });
  columns.push(measured('loss', 'Final loss', (row) => row.loss, number), measured('best', 'Best loss', (row) => row.best, number));
  const one = new Set(BY_OUTPUT.flatMap(([id]) => namesIn(rows, id))).size < 2;
  for (const [id, name, write, delta] of BY_OUTPUT) {
    for (const output of namesIn(rows, id)) columns.push(measured(`${id}:${output}`, one ? name : `${name} of ${output}`, (row) => own(row[id], output), write, delta));
  }
  const layers = [...new Set(rows.map((row) => own(row.label, estimator)?.layer).filter((layer) => layer !== undefined))];
  if (layers.length) columns.push(measured('label', `I(T;Y) of ${layers.length === 1 ? layers[0] : 'the last layer'}, bits`, (row) => own(row.label, estimator)?.value, number));
  columns.push({ ...measured('seconds', 'Duration', (row) => row.seconds, duration), words: durationWords });
  columns.push({ ...column('state', 'State', stateOfRun, String), words: stateWords });
  return columns;
}

function column(id, name, value, write) {
  return { id, name, value, words: (row) => (known(value(row)) ? write(value(row)) : '–'), delta: null };
}

function setting(id, name, value) {
  return { ...column(id, name, value, (own) => shortened(written(own), LONGEST_TEXT)), full: (row) => (known(value(row)) ? written(value(row)) : '') };
}

function measured(id, name, value, write, size = write) {
  return { ...column(id, name, value, write), delta: (by) => (by === 0 ? '±0' : `${by > 0 ? '+' : '−'}${size(Math.abs(by))}`) };
}

/** The time watched; of a restarted run how many parts it has. */
function durationWords(row) {
  const words = row.parts ? duration(row.seconds) : '–';
  return row.parts > 1 ? `${words} in ${row.parts} parts` : words;
}

function written(value) {
  return Array.isArray(value) ? value.map(written).join(', ') : String(value);
}

function known(value) {
  return (value ?? '') !== '' && !Number.isNaN(value);
}

/** Of one run all tags; of several those that differ, in the order in which they were given. */
function tagNames(rows) {
  return rows.length === 1 ? Object.keys(rows[0].tags ?? {}) : differing(rows, 'tags');
}

function differing(rows, of) {
  return namesIn(rows, of).filter((name) => new Set(rows.map((row) => JSON.stringify(own(row[of], name)))).size > 1);
}

function namesIn(rows, of) {
  return [...new Set(rows.flatMap((row) => Object.keys(row[of] ?? {})))];
}

/** The tags that all runs share, as "name value"; of one run none, as they are columns. */
export function sharedTags(rows) {
  if (rows.length < 2) return [];
  const apart = differing(rows, 'tags');
  return namesIn(rows, 'tags').filter((name) => !apart.includes(name)).map((name) => `${name} ${written(rows[0].tags[name])}`);
}

/** The rows that hold every word of a filter: in their name, model, state, or a tag or setting, as in lr=0.01. */
export function filtered(rows, words) {
  const wanted = words.toLowerCase().split(/\s+/).filter((word) => word !== '');
  return rows.filter((row) => {
    const text = textOf(row);
    return wanted.every((word) => text.includes(word));
  });
}

function textOf(row) {
  const pairs = (values) => Object.entries(values ?? {}).map(([name, value]) => `${name}=${written(value)}`);
  return [row.run, row.model, stateWords(row), ...pairs(row.tags), ...pairs(row.settings)].join('\n').toLowerCase();
}

/** Rows by a column; a minus before its name turns the order. Rows without a value come last, equal ones keep their order. */
export function sorted(rows, columns, by) {
  const falls = by?.startsWith('-');
  const column = columns.find((each) => each.id === (falls ? by.slice(1) : by));
  if (!column) return rows;
  return [...rows].sort((a, b) => {
    const [x, y] = [column.value(a), column.value(b)];
    if (known(x) !== known(y)) return known(x) ? -1 : 1;
    return known(x) ? compared(x, y) * (falls ? -1 : 1) : 0;
  });
}

function compared(x, y) {
  if (typeof x === 'number' && typeof y === 'number') return x - y;
  return String(x).localeCompare(String(y), 'en', { numeric: true });
}

/** What a click on a column's head sorts by next: up, down, and as they came. */
export function nextSort(by, id) {
  if (by === id) return `-${id}`;
  return by === `-${id}` ? '' : id;
}

/** How a cell differs from that of the baseline, as in "−0.120"; empty where there is nothing to say. */
export function difference(column, row, baseline) {
  if (!baseline || row === baseline || !column.delta) return '';
  const [own, other] = [column.value(row), column.value(baseline)];
  return known(own) && known(other) ? column.delta(own - other) : '';
}

/** Why the numbers of runs may not be compared; empty if nothing speaks against it. */
export function cautions(rows) {
  const found = [];
  if (new Set(rows.map((row) => row.probe)).size > 1) found.push('The runs were examined on different probe sets: compare shapes, not numbers.');
  const settings = differing(rows, 'settings').filter((name) => name !== 'seed'); // another seed is another draw, not another measure
  if (settings.length) found.push(`Their measures had different settings (${settings.join(', ')}): compare shapes, not numbers.`);
  return found;
}
