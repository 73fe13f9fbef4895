// Tests the checker: breaks a good dashboard in many ways, one at a time, and expects each break to be noticed.
// usage: node mutations.mjs [--prometheus=http://127.0.0.1:9090] [--seconds=3600] file...
// Each break is made in the first dashboard that has what it breaks.
import { parseArgs } from 'node:util';
import { checkDashboard } from './lib/check.mjs';
import { read } from './lib/dashboard.mjs';
import { Findings } from './lib/findings.mjs';
import { brokenFirst, inFile, live } from './lib/mutations.mjs';
import { Prometheus } from './lib/prometheus.mjs';
import { checkTypes } from './lib/types.mjs';

const { values, positionals: files } = parseArgs({
  allowPositionals: true,
  options: { prometheus: { type: 'string' }, seconds: { type: 'string', default: '3600' } },
});
const end = Math.floor(Date.now() / 1000);
const data = values.prometheus && { prometheus: new Prometheus(values.prometheus), time: { start: end - Number(values.seconds), end }, silent: [], chosen: {} };

const readers = files.map((file) => () => read(file));
const wholes = files.map((file) => ({ name: `nothing in ${file}`, whole: read(file) }));
const breaks = [...wholes, ...inFile, ...(data ? live : [])];
const dashboards = breaks.map(({ whole, apply }) => whole ?? brokenFirst(readers, apply));
const findings = breaks.map(() => new Findings());
checkTypes(dashboards, findings);

let missed = 0;
for (const [i, attempt] of breaks.entries()) {
  const { name, rule, orRule, whole } = attempt;
  // Queries are run where they matter only: a whole dashboard takes a second.
  await checkDashboard(dashboards[i], whole || live.includes(attempt) ? data : undefined, findings[i]);
  const noticed = whole ? findings[i].errors.length === 0 : [rule, orRule].some((one) => findings[i].has(one));
  if (!noticed) missed++;
  console.log(`${noticed ? 'ok    ' : 'MISSED'} ${name} (${whole ? 'no error' : rule})`);
  if (!noticed) findings[i].print();
}
console.log(`${breaks.length - wholes.length} ways to break it, ${missed} missed`);
process.exit(missed ? 1 : 0);
