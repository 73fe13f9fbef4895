// Checks dashboards without a Grafana server; see README.md in the folder above.
// usage: node check.mjs [--prometheus=http://127.0.0.1:9090] [--seconds=3600] [--end=unix] [--run=name] [--model=name] [--silent=series] file...
// A series named as silent may be absent, as the failures of a run that has none.
import { parseArgs } from 'node:util';
import { checkDashboard } from './lib/check.mjs';
import { read } from './lib/dashboard.mjs';
import { Findings } from './lib/findings.mjs';
import { Prometheus } from './lib/prometheus.mjs';
import { checkTypes } from './lib/types.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { prometheus: { type: 'string' }, seconds: { type: 'string', default: '3600' }, end: { type: 'string' }, run: { type: 'string' }, model: { type: 'string' }, silent: { type: 'string', multiple: true, default: [] } },
});
if (positionals.length === 0) {
  console.error('no dashboard given');
  process.exit(2);
}
const end = Number(values.end ?? Math.floor(Date.now() / 1000));
const live = values.prometheus && {
  prometheus: new Prometheus(values.prometheus),
  time: { start: end - Number(values.seconds), end },
  silent: values.silent,
  chosen: Object.fromEntries(['run', 'model'].filter((name) => values[name]).map((name) => [name, values[name]])),
};

const dashboards = positionals.map(read);
const findings = dashboards.map(() => new Findings());
checkTypes(dashboards, findings);
for (const [i, dashboard] of dashboards.entries()) {
  await checkDashboard(dashboard, live, findings[i]);
  console.log(`${positionals[i]}: ${dashboard.title}`);
  findings[i].print();
}
process.exit(findings.some(({ errors }) => errors.length > 0) ? 1 : 0);
