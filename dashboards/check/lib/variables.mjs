// Puts values into expressions the way Grafana does.
import { queryVariables } from './dashboard.mjs';

const LEFT_OVER = /\$\{?[A-Za-z_]\w*/;

/** Values for every variable: all that Prometheus knows for a choice of several, else the first. */
export async function resolve(dashboard, prometheus, time, chosen, findings) {
  const values = constants(dashboard);
  for (const variable of queryVariables(dashboard)) {
    const found = await prometheus.labelValues(fill(variable.query.query, values), time);
    if (found.length === 0) findings.error('variable', `$${variable.name}`, 'has no values');
    values[variable.name] = chosen[variable.name] ?? (variable.multi ? found.join('|') : found[0]);
    findings.note(`$${variable.name}`, found.join(', '));
  }
  return values;
}

function constants(dashboard) {
  const values = { datasource: 'prometheus' };
  for (const variable of dashboard.templating.list.filter(({ type }) => type === 'custom')) {
    values[variable.name] = variable.current.value ?? variable.query.split(',')[0];
  }
  return values;
}

/** Built-in variables for a step in seconds. */
export const builtIn = ({ start, end, step }) => ({
  __range: `${end - start}s`,
  __range_s: end - start,
  __interval: `${step}s`,
  __rate_interval: `${Math.max(4 * step, 10)}s`,
});

export function fill(expression, values) {
  return expression.replaceAll(/\$(?:\{(\w+)(?::\w+)?\}|(\w+))/g, (whole, braced, plain) => values[braced ?? plain] ?? whole);
}

export const isUnresolved = (expression) => LEFT_OVER.test(expression);
