// How a classic dashboard is laid out: panels may hide inside collapsed rows.
import fs from 'node:fs';

export const read = (file) => JSON.parse(fs.readFileSync(file, 'utf8'));

export const allPanels = (dashboard) => dashboard.panels.flatMap((panel) => [panel, ...(panel.panels ?? [])]);

export const drawnPanels = (dashboard) => allPanels(dashboard).filter((panel) => panel.type !== 'row');

export const queryVariables = (dashboard) => dashboard.templating.list.filter((variable) => variable.type === 'query');

export const queriedAnnotations = (dashboard) => dashboard.annotations.list.filter((annotation) => annotation.expr);
