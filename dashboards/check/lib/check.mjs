// All checks of one dashboard but those of types, which go over many at once.
import { drawnPanels, queriedAnnotations } from './dashboard.mjs';
import { checkRules } from './linter.mjs';
import { checkFrames } from './panels.mjs';
import { runExpression, runPanel } from './queries.mjs';
import { transform } from './transformations.mjs';
import { resolve } from './variables.mjs';

/** @param live {prometheus, time: {start, end}, chosen, silent}; undefined to leave the queries out */
export async function checkDashboard(dashboard, live, findings) {
  checkRules(dashboard, findings);
  if (live) await checkLive(dashboard, live, findings);
}

async function checkLive(dashboard, { prometheus, time, chosen, silent }, findings) {
  const values = await resolve(dashboard, prometheus, time, chosen, findings);
  const context = { prometheus, values, time, silent };
  for (const { name, expr } of queriedAnnotations(dashboard)) {
    await runExpression({ refId: 'annotation', expr }, { title: name, interval: '1s' }, context, findings);
  }
  for (const panel of drawnPanels(dashboard)) {
    const before = findings.errors.length;
    const frames = await transform(panel, await runPanel(panel, context, findings), findings);
    if (findings.errors.length === before) checkFrames(panel, frames, findings);
  }
}
