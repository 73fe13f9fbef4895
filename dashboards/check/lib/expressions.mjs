// Rules for the expressions of a dashboard: those of grafana/dashboard-linter, and of cloudflare/pint where they fit.
import { calls, parse, selectors, unreadable } from './promql.mjs';

const RATES = ['rate', 'irate', 'increase'];
const RATE_INTERVAL = '4m7s'; // stands for Grafana's variable; nobody writes that by hand
const COUNTER = /_(total|count|sum|bucket)$/;

/** As Prometheus could be asked: a variable for a duration becomes one. */
const asked = (expression) => expression.replaceAll(/\$\{?__rate_interval\}?/g, RATE_INTERVAL).replaceAll(/\[\$\{?\w+\}?/g, '[1m');

export function checkExpression(expression, name, error) {
  const text = asked(expression);
  if (unreadable(text)) return error('promql', `${name} is no PromQL: ${expression}`);
  const tree = parse(text);
  for (const { name: series, matchers } of selectors(tree)) {
    const job = matchers.some(({ label, operator, value }) => label === 'job' && operator === '=~' && value === '$job');
    if (!job) error('job', `${name} does not keep ${series} to $job`);
  }
  for (const { node } of calls(tree).filter((call) => RATES.includes(call.name))) {
    if (!node.text.includes(`[${RATE_INTERVAL}]`)) error('rate-interval', `${name} must use $__rate_interval`);
    for (const { name: series } of selectors(node)) if (!COUNTER.test(series)) error('rate', `${name} takes the rate of ${series}, which is no counter`);
  }
}

/** The series within Grafana's label_values(series, label). */
export function checkLabelQuery(query, error) {
  const match = /^label_values\((?:(.+),\s*)?\w+\)$/.exec(query ?? '');
  if (!match || (match[1] && unreadable(asked(match[1])))) error('label-query', `asks for no values of a label: ${query}`);
}
