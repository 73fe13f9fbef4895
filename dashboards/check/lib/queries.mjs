// Runs a panel's queries as the Prometheus data source would and hands back Grafana's data frames.
import { grafana } from './grafana.mjs';
import { builtIn, fill, isUnresolved } from './variables.mjs';

const { toDataFrame, FieldType } = grafana;

export async function runPanel(panel, context, findings) {
  const tables = panel.targets.filter(({ format }) => format === 'table').length;
  const frames = [];
  for (const target of panel.targets) {
    const series = await runExpression(target, panel, context, findings);
    frames.push(...(target.format === 'table' ? [table(series, target.refId, tables > 1)] : series.map((one) => line(one, target))));
  }
  return frames;
}

export async function runExpression(target, panel, { prometheus, values, time, silent }, findings) {
  const where = `${panel.title}/${target.refId}`;
  const window = { ...time, step: stepOf(panel, time) };
  const expression = fill(target.expr, { ...values, ...builtIn(window) });
  if (isUnresolved(expression)) {
    findings.error('unresolved', where, `a variable is left in ${expression}`);
    return [];
  }
  const answer = await (target.instant ? prometheus.instant(expression, window) : prometheus.range(expression, window))
    .catch((problem) => findings.error('query', where, `${problem.message}: ${expression}`));
  const series = samples(answer);
  const mayBeSilent = silent.some((name) => expression.includes(name));
  if (answer && !mayBeSilent && !hasNumbers(series)) findings.error('no-data', where, `no number from ${expression}`);
  return series;
}

const hasNumbers = (series) => series.some(({ values }) => values.some(([, value]) => Number.isFinite(value)));

function stepOf(panel, { start, end }) {
  const least = /^(\d+)s$/.exec(panel.interval ?? '1s');
  return Math.max(Number(least?.[1] ?? 1), Math.ceil((end - start) / (panel.maxDataPoints ?? 500)));
}

function samples(answer) {
  if (!answer) return [];
  const result = answer.resultType === 'scalar' ? [{ metric: {}, value: answer.result }] : answer.result;
  return result.map(({ metric, values, value }) => ({ labels: metric, values: (values ?? [value]).map(([time, text]) => [time * 1000, number(text)]) }));
}

const number = (text) => (text === '+Inf' ? Infinity : text === '-Inf' ? -Infinity : Number(text));

function line({ labels, values }, { refId, legendFormat }) {
  const named = legendFormat && legendFormat !== '__auto';
  const name = named ? legendFormat.replace(/\{\{\s*(\w+)\s*\}\}/g, (_, label) => labels[label] ?? '') : undefined;
  return toDataFrame({ refId, fields: [
    { name: 'Time', type: FieldType.time, values: values.map(([time]) => time) },
    { name: 'Value', type: FieldType.number, labels, values: values.map(([, value]) => value), config: { displayNameFromDS: name } },
  ] });
}

/** Format "table": one frame per query, labels become columns. */
function table(series, refId, several) {
  const names = [...new Set(series.flatMap(({ labels }) => Object.keys(labels)))].sort();
  const rows = series.flatMap(({ labels, values }) => values.map(([time, value]) => ({ time, labels, value }))).sort((a, b) => a.time - b.time);
  return toDataFrame({ refId, fields: [
    { name: 'Time', type: FieldType.time, values: rows.map(({ time }) => time) },
    ...names.map((name) => ({ name, type: FieldType.string, values: rows.map(({ labels }) => labels[name] ?? '') })),
    { name: several ? `Value #${refId}` : 'Value', type: FieldType.number, values: rows.map(({ value }) => value) },
  ] });
}
