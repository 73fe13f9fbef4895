// The alert rules by the checks of cloudflare/pint, and every check by a rule that it must not let pass.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import test from 'node:test';
import { CHECKS, checkRuleFile } from '../lib/rule-checks.mjs';
import { readRules } from '../lib/rules.mjs';

const FILE = new URL('../../rules/infoscope.rules.yml', import.meta.url);
const PAGE = new URL('../../../src/site/linters.md', import.meta.url);
const rules = readRules(FILE);
const alert = (changes) => [{ ...rules.find((rule) => rule.alert === 'NotFinite'), ...changes }];
const record = (...changes) => changes.map((change) => ({ group: 'infoscope.record', interval: '15s', record: 'run:infoscope_some:all', expr: 'infoscope_a', ...change }));
const BY = 'by (job, instance, run, model)';

/** What each check must notice; alone, so that no other check does its work. */
const BREAKS = {
  'alerts/absent': alert({ expr: 'absent(infoscope_training_epoch)', for: '5s' }),
  'alerts/annotation': alert({ annotations: { summary: 'something', description: 'is wrong' } }),
  'alerts/comparison': alert({ expr: 'infoscope_failures' }),
  'alerts/external_labels': alert({ annotations: { summary: '{{ $externalLabels.cluster }}' } }),
  'alerts/for': alert({ for: '5 minutes' }),
  'alerts/template': alert({ annotations: { summary: '{{ $labels.layer }}' } }),
  'group/interval': alert({ interval: '10m' }),
  'labels/conflict': record({ labels: { cluster: 'dev' } }),
  'promql/aggregate': alert({ expr: 'sum by (job, run) (infoscope_flagged_readings) > 0' }),
  'promql/counter': alert({ expr: 'infoscope_failures_total > 10' }),
  'promql/fragile': alert({ expr: 'topk(3, infoscope_flagged_readings) > 0' }),
  'promql/impossible': alert({ expr: `sum by (job) (infoscope_a) unless sum (infoscope_b)` }),
  'promql/nan': record({ expr: `sum ${BY} (infoscope_a / infoscope_b)` }),
  'promql/performance': [...record({}), ...alert({ expr: `max ${BY} (infoscope_a) > 0` })],
  'promql/range_query': alert({ expr: 'max_over_time(infoscope_a[30d]) > 0' }),
  'promql/rate': alert({ expr: 'rate(infoscope_a_total[5s]) > 0' }),
  'promql/regexp': alert({ expr: 'infoscope_flagged_readings{flag=~"not_finite"} > 0' }),
  'promql/syntax': alert({ expr: 'sum by (run (infoscope_a) > 0' }),
  'rule/dependency': [...record({}), ...record({ group: 'other', record: 'run:infoscope_other:all', expr: 'run:infoscope_some:all * 2' })],
  'rule/duplicate': record({}, { expr: 'infoscope_b' }),
  'rule/for': alert({ for: '1s' }),
  'rule/label': alert({ labels: { severity: 'page' } }),
  'rule/name': record({ record: 'infoscope_some' }),
  'rule/topk': record({ expr: 'topk(3, infoscope_a)' }),
};

test('the alert rules have none of the faults that pint looks for', () => {
  assert.equal(rules.length, 14);
  assert.deepEqual(checkRuleFile(rules).map(({ check, rule, message }) => `${check} ${rule.alert ?? rule.record}: ${message}`), []);
});

test('every check has a rule that it must not let pass', () => assert.deepEqual(Object.keys(BREAKS), Object.keys(CHECKS)));

for (const [check, broken] of Object.entries(BREAKS)) {
  test(`${check} notices its fault`, () => assert.ok(checkRuleFile(broken).some((finding) => finding.check === check)));
}

/** Faults of one kind that another kind of code has to see. */
const MORE = [
  ['alerts/comparison', 'a condition that only counts', alert({ expr: `sum ${BY} (infoscope_a > bool 0)` })],
  ['alerts/template', 'a label that changes with the value', alert({ labels: { severity: 'info', value: '{{ $value }}' } })],
  ['alerts/template', 'a rate as it is', alert({ expr: `rate(infoscope_a_total[1m]) > 0`, annotations: { summary: '{{ $value }}' } })],
  ['promql/counter', 'a counter less another', alert({ expr: 'infoscope_a_total - infoscope_b_total offset 10m > 0' })],
  ['promql/fragile', 'a ratio of sums without a wait', alert({ expr: `sum ${BY} (infoscope_a) / sum ${BY} (infoscope_b) > 0.1`, for: '1s' })],
  ['promql/impossible', 'a match by a label that is gone', alert({ expr: `sum ${BY} (infoscope_a) > on (layer) infoscope_b` })],
  ['promql/impossible', 'a group by a label that is gone', alert({ expr: `max by (layer) (sum ${BY} (infoscope_a)) > 0` })],
  ['promql/rate', 'the rate of a gauge', alert({ expr: 'rate(infoscope_a[1m]) > 0' })],
  ['promql/regexp', 'anchors', alert({ expr: 'infoscope_flagged_readings{flag=~"^not_.*"} > 0' })],
];
for (const [check, what, broken] of MORE) {
  test(`${check} notices ${what}`, () => assert.ok(checkRuleFile(broken).some((finding) => finding.check === check)));
}

test('a recorded condition and the rise of a counter by hand are no faults', () => {
  const lasting = [...record({ expr: 'infoscope_a > 3' }), ...alert({ expr: 'run:infoscope_some:all', annotations: rules.at(-1).annotations })];
  assert.deepEqual(CHECKS['alerts/comparison'](lasting), []);
  assert.deepEqual(CHECKS['promql/counter'](alert({ expr: 'infoscope_a_total - (infoscope_a_total offset 10m or 0 * infoscope_a_total) > 0' })), []);
});

test('the page names every check of rules', () => {
  const page = fs.readFileSync(PAGE, 'utf8');
  assert.deepEqual(Object.keys(CHECKS).filter((check) => !page.includes(`\`${check}\``)), []);
});
