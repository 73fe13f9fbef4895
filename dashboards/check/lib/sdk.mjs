// Assigns a dashboard, its rows and its panels to the types of Grafana's Foundation SDK.
import { allPanels } from './dashboard.mjs';

const TYPES = '../lib/sdk-types'; // from the compiler's folder

/** Sources for the compiler: one for the dashboard without its panels, one for each panel. */
export function* sdkSources(dashboard, name, findings) {
  const source = (value, type) => `import type { Dashboard, Panel, Row } from '${TYPES}';\nexport const it: ${type} = ${JSON.stringify(value, null, 1)};\n`;
  const complain = (where) => (message) => findings.error('sdk', where, message);
  yield [`${name}.ts`, { source: source({ ...dashboard, panels: [] }, 'Dashboard'), complain: complain(dashboard.title) }];
  for (const [k, panel] of allPanels(dashboard).entries()) {
    const row = panel.type === 'row';
    const type = row ? 'Row' : `Panel<${JSON.stringify(panel.type)}>`;
    yield [`${name}p${k}.ts`, { source: source(row ? { ...panel, panels: [] } : panel, type), complain: complain(panel.title) }];
  }
}
