// Rules for a dashboard as a whole and for each panel: those of grafana/dashboard-linter, and ours.
import { allPanels, drawnPanels, queriedAnnotations, queryVariables } from './dashboard.mjs';
import { checkExpression, checkLabelQuery } from './expressions.mjs';
import { overlaps } from './grid.mjs';
import { isKnownUnit } from './units.mjs';

const SOURCE = '${datasource}';

export function checkRules(dashboard, findings) {
  frame(dashboard, findings);
  variables(dashboard, findings);
  jobs(dashboard, findings);
  for (const { name, expr } of queriedAnnotations(dashboard)) checkExpression(expr, 'the annotation', (rule, message) => findings.error(rule, name, message));
  identities(dashboard, findings);
  overlaps(dashboard).forEach((message) => findings.error('overlap', dashboard.title, message));
  drawnPanels(dashboard).forEach((panel) => checkPanel(panel, findings));
}

function frame(dashboard, findings) {
  const error = (rule, message) => findings.error(rule, dashboard.title, message);
  if (dashboard.editable !== false) error('editable', 'a provisioned dashboard is not editable');
  if (!/^[a-zA-Z0-9_-]{1,40}$/.test(dashboard.uid ?? '')) error('uid', 'uid is missing or no part of a URL');
  if (dashboard.id != null) error('id', 'a file holds no id of a database');
  if (!(dashboard.schemaVersion >= 36 && dashboard.schemaVersion <= 42)) error('schema', `schemaVersion ${dashboard.schemaVersion} is not classic`);
  if (!dashboard.description) error('description', 'no description');
}

function variables(dashboard, findings) {
  const sources = dashboard.templating.list.filter((variable) => variable.type === 'datasource');
  const named = sources.length === 1 && sources[0].name === 'datasource' && sources[0].label === 'Data source';
  if (!named) findings.error('datasource', dashboard.title, 'there must be one data source variable, datasource, labelled Data source');
  for (const variable of queryVariables(dashboard)) {
    const error = (rule, message) => findings.error(rule, `$${variable.name}`, message);
    if (variable.datasource?.uid !== SOURCE) error('datasource', 'pins a data source');
    if (variable.refresh !== 2) error('refresh', 'is not reloaded when the time range changes');
    if (variable.includeAll && variable.allValue !== '.+') error('all-value', 'allValue must be .+');
    checkLabelQuery(variable.query?.query, error);
  }
}

/** Every scraped series has a job, so every dashboard chooses by it. */
function jobs(dashboard, findings) {
  const job = queryVariables(dashboard).find((variable) => variable.name === 'job');
  if (job?.label !== 'Job' || !job.multi || job.allValue !== '.+') findings.error('job-variable', dashboard.title, 'there must be a variable job, labelled Job, for several jobs and all');
}

function identities(dashboard, findings) {
  const seen = new Set();
  for (const panel of allPanels(dashboard)) {
    if (seen.has(panel.id)) findings.error('panel-id', panel.title, `id ${panel.id} twice`);
    seen.add(panel.id);
  }
}

function checkPanel(panel, findings) {
  const error = (rule, message) => findings.error(rule, panel.title || `panel ${panel.id}`, message);
  const defaults = panel.fieldConfig?.defaults ?? {};
  if (!panel.title) error('title', 'no title');
  if (!panel.description) error('description', 'no description');
  if (!defaults.noValue) error('no-value', 'says nothing when there is nothing to show');
  if (!defaults.unit) error('unit', 'no unit');
  for (const unit of units(panel)) if (!isKnownUnit(unit)) error('unit', `Grafana knows no unit ${unit}`);
  if (units(panel).includes('decbits')) error('unit', 'decbits turns 0.31 bits into 310 millibits');
  if (panel.datasource?.uid !== SOURCE) error('datasource', 'pins a data source');
  checkTargets(panel, error);
}

const units = (panel) => [
  panel.fieldConfig?.defaults?.unit,
  ...(panel.fieldConfig?.overrides ?? []).flatMap((override) => override.properties.filter((property) => property.id === 'unit').map((property) => property.value)),
].filter((unit) => unit !== undefined);

function checkTargets(panel, error) {
  const names = panel.targets.map((target) => target.refId);
  if (names.length === 0) error('targets', 'asks nothing');
  if (new Set(names).size !== names.length) error('ref-id', 'two queries of one name');
  for (const target of panel.targets) {
    if (target.datasource?.uid !== SOURCE) error('datasource', `query ${target.refId} pins a data source`);
    checkExpression(target.expr, `query ${target.refId}`, error);
    if (target.instant === target.range) error('instant', `query ${target.refId} is either instant or a range`);
  }
}
