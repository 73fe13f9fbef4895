// Type-checks every panel's options and custom field settings against @grafana/schema:
// an unknown key, a wrong type or a wrong choice becomes an error of the TypeScript compiler.
import { drawnPanels } from './dashboard.mjs';

const PLUGINS = {
  xychart: 'XYChart', timeseries: 'TimeSeries', stat: 'Stat', table: 'Table', heatmap: 'Heatmap', nodeGraph: 'NodeGraph',
  'state-timeline': 'StateTimeline', 'status-history': 'StatusHistory', text: 'Text', bargauge: 'BarGauge', gauge: 'Gauge', histogram: 'Histogram',
};
const WITH_FIELDS = new Set(['xychart', 'timeseries', 'heatmap', 'state-timeline', 'status-history', 'histogram']);
// JSON writes enums as plain words, and defaults may be left out.
const LOOSE = 'type Loose<T> = T extends string ? `${T}` : T extends number | boolean | null | undefined ? T : '
  + 'T extends (infer U)[] ? Loose<U>[] : T extends object ? { [K in keyof T]?: Loose<T[K]> } : T;';

/** Sources for the compiler; a panel of an unknown type is a finding at once. */
export function* optionSources(dashboard, name, findings) {
  for (const [k, panel] of drawnPanels(dashboard).entries()) {
    const source = typed(panel);
    if (source) yield [`${name}o${k}.ts`, { source, complain: (message) => findings.error('options', panel.title, message) }];
    else findings.error('panel-type', panel.title, `no schema for panels of type ${panel.type}`);
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
