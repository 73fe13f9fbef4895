// Asks a Prometheus what the drawn panels ask, and prints them with their frames, as Grafana's data library has them.
// usage: node frames.mjs PROMETHEUS SECONDS
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { drawnPanels, read } from '../check/lib/dashboard.mjs';
import { Findings } from '../check/lib/findings.mjs';
import { Prometheus } from '../check/lib/prometheus.mjs';
import { runPanel } from '../check/lib/queries.mjs';
import { transform } from '../check/lib/transformations.mjs';
import { fill, resolve } from '../check/lib/variables.mjs';
import { PICTURES } from './pictures.mjs';

const [address, seconds] = process.argv.slice(2);
const prometheus = new Prometheus(address);
const end = Math.floor(Date.now() / 1000);
const time = { start: end - Number(seconds), end };
const folder = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

async function framesOf({ file, title }) {
  const dashboard = read(path.join(folder, file));
  const panel = drawnPanels(dashboard).find((one) => one.title === title);
  const findings = new Findings();
  const values = await resolve(dashboard, prometheus, time, {}, findings);
  const frames = await transform(panel, await runPanel(panel, { prometheus, values, time, silent: ['ALERTS'] }, findings), findings);
  if (findings.errors.length > 0) throw new Error(`${title}: ${findings.errors.map(({ message }) => message).join('; ')}`);
  return { panel: { ...panel, title: fill(title, values) }, frames: frames.map(plain) };
}

/** A frame as JSON; what its fields show and compute is made again where it is drawn. */
const plain = ({ name, refId, fields }) => ({ name, refId, fields: fields.map((field) => ({ name: field.name, type: field.type, labels: field.labels, config: field.config, values: [...field.values] })) });

const pictures = [];
for (const picture of PICTURES) {
  const panels = [];
  for (const panel of picture.panels) panels.push({ ...panel, ...(await framesOf(panel)) });
  pictures.push({ ...picture, panels });
}
console.log(JSON.stringify({ time, pictures }));
