// Type-checks every panel's options and custom field settings against @grafana/schema:
// an unknown key, a wrong type or a wrong choice becomes an error of the TypeScript compiler.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { drawnPanels } from './dashboard.mjs';

const HERE = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const PLUGINS = {
  xychart: 'XYChart', timeseries: 'TimeSeries', stat: 'Stat', table: 'Table', heatmap: 'Heatmap', nodeGraph: 'NodeGraph',
  'state-timeline': 'StateTimeline', 'status-history': 'StatusHistory', text: 'Text', bargauge: 'BarGauge', gauge: 'Gauge', histogram: 'Histogram',
};
const WITH_FIELDS = new Set(['xychart', 'timeseries', 'heatmap', 'state-timeline', 'status-history', 'histogram']);
// JSON writes enums as plain words, and defaults may be left out.
const LOOSE = 'type Loose<T> = T extends string ? `${T}` : T extends number | boolean | null | undefined ? T : '
  + 'T extends (infer U)[] ? Loose<U>[] : T extends object ? { [K in keyof T]?: Loose<T[K]> } : T;';

/** Checks several dashboards with one run of the compiler; findings come in the same order. */
export function checkOptions(dashboards, findings) {
  const folder = fs.mkdtempSync(path.join(HERE, '.options-'));
  try {
    const files = new Map();
    dashboards.forEach((dashboard, i) => drawnPanels(dashboard).forEach((panel, k) => {
      const source = typed(panel);
      if (source) files.set(`d${i}p${k}.ts`, { source, panel, findings: findings[i] });
      else findings[i].error('panel-type', panel.title, `no schema for panels of type ${panel.type}`);
    }));
    write(folder, files);
    report(compile(folder), files);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

function typed(panel) {
  const plugin = PLUGINS[panel.type];
  if (!plugin) return undefined;
  const module = `@grafana/schema/dist/esm/raw/composable/${plugin.toLowerCase()}/panelcfg/x/${plugin}PanelCfg_types.gen`;
  const lines = [`import * as panel from '${module}';`, LOOSE, `export const options: Loose<panel.Options> = ${JSON.stringify(panel.options, null, 1)};`];
  if (WITH_FIELDS.has(panel.type)) lines.push(`export const custom: Loose<panel.FieldConfig> = ${JSON.stringify(panel.fieldConfig.defaults.custom ?? {}, null, 1)};`);
  return lines.join('\n');
}

function write(folder, files) {
  for (const [name, { source }] of files) fs.writeFileSync(path.join(folder, name), source);
  const compilerOptions = { strict: true, noEmit: true, skipLibCheck: true, module: 'esnext', moduleResolution: 'bundler', target: 'es2022', types: [] };
  fs.writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: [...files.keys()] }));
}

function compile(folder) {
  const compiler = path.join(HERE, 'node_modules', '.bin', 'tsc');
  const run = spawnSync(compiler, ['-p', folder, '--pretty', 'false'], { cwd: folder, encoding: 'utf8' });
  if (run.error) throw run.error;
  return run.stdout + run.stderr;
}

function report(output, files) {
  for (const line of output.split('\n').filter(Boolean)) {
    const match = /(d\d+p\d+\.ts)\((\d+),\d+\): error (TS\d+: .*)/.exec(line);
    if (match) files.get(match[1]).findings.error('options', files.get(match[1]).panel.title, match[3]);
    else if (!line.startsWith(' ')) throw new Error(`the TypeScript compiler says: ${line}`);
  }
}
