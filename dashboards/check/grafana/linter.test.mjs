// The rules of grafana/dashboard-linter and ours, by the breaks of mutations.mjs that show in the file alone.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { drawnPanels, read } from '../lib/dashboard.mjs';
import { Findings } from '../lib/findings.mjs';
import { checkRules } from '../lib/linter.mjs';
import { brokenFirst, inFile } from '../lib/mutations.mjs';
import { PICTURES } from '../../pictures/pictures.mjs';

const FILES = ['overview', 'planes', 'modules', 'compare'];
const PAGE = new URL('../../../src/site/linters.md', import.meta.url);
const TYPES = ['options', 'panel-type']; // the compiler's, see sdk.test.mjs and mutations.mjs

const file = (name) => read(fileURLToPath(new URL(`../../${name}.json`, import.meta.url)));
const found = (dashboard) => { const findings = new Findings(); checkRules(dashboard, findings); return findings; };

for (const name of FILES) {
  test(`${name} keeps the rules`, () => assert.deepEqual(found(file(name)).errors.map(({ rule, where, message }) => `${rule} ${where}: ${message}`), []));
}

const readers = FILES.map((name) => () => file(name));
const breaks = inFile.filter(({ rule }) => !TYPES.includes(rule));
for (const attempt of breaks) {
  test(`${attempt.rule} notices: ${attempt.name}`, () => assert.ok(found(brokenFirst(readers, attempt.apply)).has(attempt.rule)));
}

test('the page names every rule that is tested here', () => {
  const page = fs.readFileSync(PAGE, 'utf8');
  assert.deepEqual([...new Set(breaks.map(({ rule }) => rule))].filter((rule) => !page.includes(`\`${rule}\``)), []);
});

/** What @grafana/ui cannot draw, as the page calls it. */
const NEVER_DRAWN = { heatmap: 'heatmap', nodeGraph: 'node graph', 'state-timeline': 'state timeline', xychart: 'XY chart' };

test('every type of panel has its picture, or the page says that it has none', () => {
  const panels = PICTURES.flatMap((picture) => picture.panels).filter(({ as }) => !as);
  const drawn = panels.map((one) => drawnPanels(read(fileURLToPath(new URL(`../../${one.file}`, import.meta.url)))).find(({ title }) => title === one.title).type);
  const types = new Set(FILES.flatMap((name) => drawnPanels(file(name))).map(({ type }) => type));
  assert.deepEqual([...types].sort(), [...new Set([...drawn, ...Object.keys(NEVER_DRAWN)])].sort());
  const page = fs.readFileSync(PAGE, 'utf8');
  for (const name of [...Object.values(NEVER_DRAWN), ...PICTURES.map((picture) => `images/${picture.name}.png`)]) assert.ok(page.includes(name), name);
});
