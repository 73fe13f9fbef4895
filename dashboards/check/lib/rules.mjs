// Reads a file of Prometheus' rules: every rule with its group, as the checks want it.
import fs from 'node:fs';
import yaml from 'js-yaml';
import { parse } from './promql.mjs';

export const readRules = (file) => flat(yaml.load(fs.readFileSync(file, 'utf8')));

const flat = ({ groups }) => groups.flatMap(({ name, interval, rules }) => rules.map((rule) => ({ ...rule, group: name, interval })));

export const alerts = (rules) => rules.filter((rule) => rule.alert);
export const recordings = (rules) => rules.filter((rule) => rule.record);
export const nameOf = (rule) => rule.alert ?? rule.record;
export const expressionOf = (rule) => parse(rule.expr).inner[0];
export const recorded = (rules) => new Map(recordings(rules).map(({ record, expr }) => [record, expr]));

const UNITS = { ms: 0.001, s: 1, m: 60, h: 3600, d: 86400, w: 604800, y: 31536000 };

/** A duration of Prometheus in seconds, as 1h30m; NaN for anything else. */
export function seconds(text) {
  const parts = [...String(text ?? '').matchAll(/(\d+)(ms|[smhdwy])/g)];
  const whole = parts.length > 0 && parts.map(([part]) => part).join('') === text;
  return whole ? parts.reduce((sum, [, number, unit]) => sum + number * UNITS[unit], 0) : NaN;
}
