// Every dashboard, and every alert rule that Grafana evaluates itself, against the types of Grafana's Foundation SDK, and breaks that the types must not let pass.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import yaml from 'js-yaml';
import { compile } from '../lib/compiler.mjs';
import { drawnPanels, read } from '../lib/dashboard.mjs';
import { Findings } from '../lib/findings.mjs';
import { alertSources, sdkSources } from '../lib/sdk.mjs';

const FILES = ['overview', 'planes', 'modules', 'compare'];
const file = (name) => read(fileURLToPath(new URL(`../../${name}.json`, import.meta.url)));
const panel = (dashboard, type) => drawnPanels(dashboard).find((one) => one.type === type);

/** Ways to break a dashboard, each in a file that has what it breaks. */
const BREAKS = [
  ['a field that no dashboard has', 'planes', (d) => { d.refreshInterval = '5s'; }],
  ['a field of the wrong type', 'planes', (d) => { d.refresh = 5; }],
  ['a number that is none of an enumeration', 'planes', (d) => { d.graphTooltip = 3; }],
  ['no version of the schema', 'planes', (d) => { delete d.schemaVersion; }],
  ['a variable of an unknown type', 'planes', (d) => { d.templating.list[1].type = 'label'; }],
  ['a variable that is reloaded by no rule', 'planes', (d) => { d.templating.list[1].refresh = 4; }],
  ['an annotation without a colour', 'planes', (d) => { delete d.annotations.list[1].iconColor; }],
  ['a link of an unknown type', 'planes', (d) => { d.links[0].type = 'dashboard'; }],
  ['a panel without a place to be', 'planes', (d) => { delete panel(d, 'timeseries').gridPos.w; }],
  ['a field that no panel has', 'planes', (d) => { panel(d, 'timeseries').subtitle = 'none'; }],
  ['an unknown format of a query', 'planes', (d) => { panel(d, 'xychart').targets[0].format = 'tables'; }],
  ['a query with a field of another data source', 'planes', (d) => { panel(d, 'xychart').targets[0].query = 'x'; }],
  ['an unknown mode of colours', 'planes', (d) => { panel(d, 'timeseries').fieldConfig.defaults.color.mode = 'palette-by-name'; }],
  ['an unknown mode of thresholds', 'overview', (d) => { panel(d, 'stat').fieldConfig.defaults.thresholds.mode = 'relative'; }],
  ['an unknown kind of mapping', 'planes', (d) => { panel(d, 'state-timeline').fieldConfig.defaults.mappings[0].type = 'values'; }],
  ['an option that the panel has not', 'overview', (d) => { panel(d, 'stat').options.colourMode = 'value'; }],
  ['a word that is no choice of an option', 'overview', (d) => { panel(d, 'stat').options.graphMode = 'bars'; }],
  ['an option left out that must be there', 'planes', (d) => { delete panel(d, 'timeseries').options.legend.placement; }],
  ['a setting that the panel has not', 'planes', (d) => { panel(d, 'timeseries').fieldConfig.defaults.custom.lineInterpolations = 'linear'; }],
  ['a word that is no choice of a setting', 'planes', (d) => { panel(d, 'timeseries').fieldConfig.defaults.custom.lineInterpolation = 'steps'; }],
  ['an override of a setting that does not exist', 'planes', (d) => { panel(d, 'xychart').fieldConfig.overrides[0].properties[0].id = 'custom.axisTitle'; }],
  ['a row that is half open', 'planes', (d) => { d.panels[0].collapsed = 'half'; }],
];

const twins = () => yaml.load(fs.readFileSync(new URL('../../provisioning/alerting/infoscope.yml', import.meta.url), 'utf8'));
const first = (file) => file.groups[0].rules[0];
const ALERT_BREAKS = [
  ['an unknown state without data', (file) => { first(file).noDataState = 'Ok'; }],
  ['a field that no rule has', (file) => { first(file).severity = 'warning'; }],
  ['a rule without a condition', (file) => { delete first(file).condition; }],
  ['a query that is none of Prometheus', (file) => { first(file).data[0].model.query = 'x'; }],
  ['an unknown kind of expression', (file) => { first(file).data[1].model.type = 'maths'; }],
];

const broken = ([, name, change]) => { const dashboard = file(name); change(dashboard); return dashboard; };
const dashboards = [...FILES.map(file), ...BREAKS.map(broken)];
const findings = dashboards.map(() => new Findings());
const rules = [() => {}, ...ALERT_BREAKS.map(([, change]) => change)].map((change) => { const file = twins(); change(file); return file; });
const ruleFindings = rules.map(() => new Findings());
compile(new Map([ // one run for all
  ...dashboards.flatMap((dashboard, i) => [...sdkSources(dashboard, `d${i}`, findings[i])]),
  ...rules.flatMap((file, i) => [...alertSources(file, `r${i}`, ruleFindings[i])]),
]));

for (const [i, name] of FILES.entries()) {
  test(`${name} has the types of the Foundation SDK`, () => assert.deepEqual(findings[i].errors.map(({ where, message }) => `${where}: ${message}`), []));
}
for (const [i, [what]] of BREAKS.entries()) {
  test(`the types do not let pass ${what}`, () => assert.ok(findings[FILES.length + i].has('sdk')));
}

test('the alert rules for Grafana have the types of the Foundation SDK', () => assert.deepEqual(ruleFindings[0].errors.map(({ where, message }) => `${where}: ${message}`), []));
for (const [i, [what]] of ALERT_BREAKS.entries()) {
  test(`the types do not let pass ${what}`, () => assert.ok(ruleFindings[i + 1].has('sdk')));
}
