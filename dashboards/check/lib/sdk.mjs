// Assigns a dashboard, its rows and its panels to the types of Grafana's Foundation SDK.
import { allPanels } from './dashboard.mjs';

const TYPES = '../lib/sdk-types'; // from the compiler's folder

const typed = (value, type) => `import type { Alert, Dashboard, Panel, Row } from '${TYPES}';\nexport const it: ${type} = ${JSON.stringify(value, null, 1)};\n`;

/** Sources for the compiler: one for the dashboard without its panels, one for each panel. */
export function* sdkSources(dashboard, name, findings) {
  const complain = (where) => (message) => findings.error('sdk', where, message);
  yield [`${name}.ts`, { source: typed({ ...dashboard, panels: [] }, 'Dashboard'), complain: complain(dashboard.title) }];
  for (const [k, panel] of allPanels(dashboard).entries()) {
    const row = panel.type === 'row';
    const type = row ? 'Row' : `Panel<${JSON.stringify(panel.type)}>`;
    yield [`${name}p${k}.ts`, { source: typed(row ? { ...panel, panels: [] } : panel, type), complain: complain(panel.title) }];
  }
}

/** The same for the alert rules of a file that provisions Grafana. */
export function* alertSources({ groups }, name, findings) {
  for (const [k, rule] of groups.flatMap(({ rules }) => rules).entries()) {
    yield [`${name}a${k}.ts`, { source: typed(rule, 'Alert'), complain: (message) => findings.error('sdk', rule.title, message) }];
  }
}
