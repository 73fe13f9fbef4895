// Tests the checker: breaks a good dashboard in many ways, one at a time, and expects each break to be noticed.
// usage: node mutations.mjs [--prometheus=http://127.0.0.1:9090] [--seconds=3600] file
import { parseArgs } from 'node:util';
import { checkDashboard } from './lib/check.mjs';
import { read } from './lib/dashboard.mjs';
import { Findings } from './lib/findings.mjs';
import { inFile, live } from './lib/mutations.mjs';
import { checkOptions } from './lib/options.mjs';
import { Prometheus } from './lib/prometheus.mjs';

const { values, positionals: [file] } = parseArgs({
  allowPositionals: true,
  options: { prometheus: { type: 'string' }, seconds: { type: 'string', default: '3600' } },
});
const end = Math.floor(Date.now() / 1000);
const data = values.prometheus && { prometheus: new Prometheus(values.prometheus), time: { start: end - Number(values.seconds), end }, silent: [], chosen: {} };

const whole = { name: 'nothing', apply: () => {} };
const breaks = [whole, ...inFile, ...(data ? live : [])];
const dashboards = breaks.map(({ apply }) => {
  const dashboard = read(file);
  apply(dashboard);
  return dashboard;
});
const findings = breaks.map(() => new Findings());
checkOptions(dashboards, findings);

let missed = 0;
for (const [i, broken] of breaks.entries()) {
  // Queries are run where they matter only: the whole dashboard takes a second.
  await checkDashboard(dashboards[i], broken === whole || live.includes(broken) ? data : undefined, findings[i]);
  const noticed = broken === whole ? findings[i].errors.length === 0 : [broken.rule, broken.orRule].some((rule) => findings[i].has(rule));
  if (!noticed) missed++;
  console.log(`${noticed ? 'ok    ' : 'MISSED'} ${broken.name} (${broken === whole ? 'no error' : broken.rule})`);
  if (!noticed) findings[i].print();
}
console.log(`${breaks.length - 1} ways to break it, ${missed} missed`);
process.exit(missed ? 1 : 0);
