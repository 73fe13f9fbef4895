// Ways to break a dashboard, each with the rule that must notice it.
import { drawnPanels } from './dashboard.mjs';

const first = (dashboard, type) => drawnPanels(dashboard).find((panel) => panel.type === type);
const plane = (dashboard) => first(dashboard, 'xychart');
const lines = (dashboard) => first(dashboard, 'timeseries');
const graph = (dashboard) => first(dashboard, 'nodeGraph');
const states = (dashboard) => first(dashboard, 'state-timeline');
const variable = (dashboard, name) => dashboard.templating.list.find((one) => one.name === name);
const without = (list, id) => list.filter((step) => step.id !== id);

/** Breaks the first dashboard that has what is broken; each of the functions reads one anew. */
export function brokenFirst(readers, apply) {
  for (const read of readers) {
    const dashboard = read();
    try {
      apply(dashboard);
      return dashboard;
    } catch (nothingToBreak) {
      if (!(nothingToBreak instanceof TypeError)) throw nothingToBreak;
    }
  }
  throw new Error(`no dashboard has what to break: ${apply}`);
}

/** What can be seen in the file alone. */
export const inFile = [
  { name: 'wrong choice in the options', rule: 'options', apply: (d) => { plane(d).options.mapping = 'automatic'; } },
  { name: 'unknown key in the options', rule: 'options', apply: (d) => { first(d, 'stat').options.colourMode = 'value'; } },
  { name: 'option of the wrong type', rule: 'options', apply: (d) => { first(d, 'table').options.showHeader = 'yes'; } },
  { name: 'misspelt custom field setting', rule: 'options', apply: (d) => { lines(d).fieldConfig.defaults.custom.lineInterpolation = 'stepAfterr'; } },
  { name: 'kind of panel that does not exist', rule: 'panel-type', apply: (d) => { lines(d).type = 'time-series'; } },
  { name: 'two panels in one place', rule: 'overlap', apply: (d) => { const [a, b] = drawnPanels(d); b.gridPos = a.gridPos; } },
  { name: 'panel wider than the grid', rule: 'overlap', apply: (d) => { drawnPanels(d).at(-1).gridPos.w = 25; } },
  { name: 'missing unit', rule: 'unit', apply: (d) => { delete lines(d).fieldConfig.defaults.unit; } },
  { name: 'unknown unit', rule: 'unit', apply: (d) => { lines(d).fieldConfig.defaults.unit = 'bitz'; } },
  { name: 'unknown unit in an override', rule: 'unit', apply: (d) => { plane(d).fieldConfig.overrides.at(-1).properties[0] = { id: 'unit', value: 'epochs' }; } },
  { name: 'missing description', rule: 'description', apply: (d) => { delete lines(d).description; } },
  { name: 'missing text for no value', rule: 'no-value', apply: (d) => { delete lines(d).fieldConfig.defaults.noValue; } },
  { name: 'missing title', rule: 'title', apply: (d) => { lines(d).title = ''; } },
  { name: 'identity twice', rule: 'panel-id', apply: (d) => { drawnPanels(d)[1].id = drawnPanels(d)[0].id; } },
  { name: 'query name twice', rule: 'ref-id', apply: (d) => { plane(d).targets[1].refId = plane(d).targets[0].refId; } },
  { name: 'no query', rule: 'targets', apply: (d) => { lines(d).targets = []; } },
  { name: 'pinned data source', rule: 'datasource', apply: (d) => { lines(d).targets[0].datasource.uid = 'prometheus'; } },
  { name: 'variable with a pinned data source', rule: 'datasource', apply: (d) => { variable(d, 'run').datasource.uid = 'prometheus'; } },
  { name: 'no data source variable', rule: 'datasource', apply: (d) => { d.templating.list = d.templating.list.filter(({ type }) => type !== 'datasource'); } },
  { name: 'variable loaded once', rule: 'refresh', apply: (d) => { variable(d, 'run').refresh = 1; } },
  { name: 'All that means nothing', rule: 'all-value', apply: (d) => { variable(d, 'run').allValue = null; } },
  { name: 'query across jobs', rule: 'job', apply: (d) => { lines(d).targets[0].expr = lines(d).targets[0].expr.replace('job=~"$job",', ''); } },
  { name: 'rate over a fixed window', rule: 'rate-interval', apply: (d) => { lines(d).targets[0].expr = 'rate(x{job=~"$job"}[1m])'; } },
  { name: 'one series of two across jobs', rule: 'job', apply: (d) => { lines(d).targets[0].expr += ' and infoscope_training_epoch'; } },
  { name: 'annotation across jobs', rule: 'job', apply: (d) => { d.annotations.list.at(-1).expr = 'ALERTS{alertstate="firing"}'; } },
  { name: 'no variable for the job', rule: 'job-variable', apply: (d) => { variable(d, 'job').name = 'jobs'; } },
  { name: 'one job at a time', rule: 'job-variable', apply: (d) => { variable(d, 'job').multi = false; } },
  { name: 'rate of a gauge', rule: 'rate', apply: (d) => { lines(d).targets[0].expr = 'rate(infoscope_training_epoch{job=~"$job"}[$__rate_interval])'; } },
  { name: 'parenthesis too many', rule: 'promql', apply: (d) => { lines(d).targets[0].expr += ' )'; } },
  { name: 'variable that asks for no label', rule: 'label-query', apply: (d) => { variable(d, 'run').query.query = 'label_values(infoscope_training_epoch{, run)'; } },
  { name: 'instant and range at once', rule: 'instant', apply: (d) => { lines(d).targets[0].instant = true; } },
  { name: 'form of another Grafana', rule: 'schema', apply: (d) => { d.schemaVersion = 16; } },
  { name: 'identity of a database', rule: 'id', apply: (d) => { d.id = 7; } },
  { name: 'editable', rule: 'editable', apply: (d) => { d.editable = true; } },
  { name: 'address that is none', rule: 'uid', apply: (d) => { d.uid = 'info scope'; } },
];

/** What only shows with data. */
export const live = [
  { name: 'misspelt metric', rule: 'no-data', apply: (d) => { lines(d).targets[0].expr = lines(d).targets[0].expr.replaceAll('infoscope_', 'infoscop_'); } },
  { name: 'misspelt label value', rule: 'no-data', apply: (d) => { lines(d).targets[0].expr = lines(d).targets[0].expr.replaceAll('job=~"$job"', 'job=~"$job",thread="trainig"'); } },
  { name: 'broken PromQL', rule: 'query', apply: (d) => { lines(d).targets[0].expr += ' )'; } },
  { name: 'misspelt variable', rule: 'unresolved', apply: (d) => { lines(d).targets[0].expr = lines(d).targets[0].expr.replaceAll('$model', '$modle'); } },
  { name: 'variable without values', rule: 'variable', apply: (d) => { variable(d, 'run').query.query = 'label_values(infoscope_nothing, run)'; } },
  { name: 'silent annotation', rule: 'no-data', apply: (d) => { d.annotations.list.at(-1).expr = 'ALERTS{alertstate="firring"}'; } },
  { name: 'unknown transformation', rule: 'transformation', apply: (d) => { plane(d).transformations[0].id = 'mergge'; } },
  { name: 'plane without its last renaming', rule: 'plane', apply: (d) => { plane(d).transformations = without(plane(d).transformations, 'organize'); }, orRule: 'override' },
  { name: 'plane without a merge', rule: 'plane', apply: (d) => { plane(d).transformations = without(plane(d).transformations, 'merge'); }, orRule: 'override' },
  { name: 'plane with points that miss one value', rule: 'gap', apply: (d) => { for (const target of plane(d).targets) target.expr = target.expr.replace(/ and max by [^>]*> -Inf/, ''); } },
  { name: 'plane that matches by a name no field has', rule: 'plane', apply: (d) => { plane(d).options.series[0].x.matcher = { id: 'byName', options: 'I(X;T)' }; } },
  { name: 'override for no field', rule: 'override', apply: (d) => { plane(d).fieldConfig.overrides[0].matcher.options = '/I\\(Y;T\\)$/'; } },
  { name: 'two lines of one name', rule: 'legend', apply: (d) => { lines(d).targets[0].legendFormat = 'loss'; } },
  { name: 'state without a word', rule: 'mapping', apply: (d) => { delete states(d).fieldConfig.defaults.mappings[0].options['1']; } },
  { name: 'heatmap that counts', rule: 'heatmap', apply: (d) => { first(d, 'heatmap').options.calculate = true; } },
  { name: 'heatmap of differences', rule: 'heatmap', apply: (d) => { first(d, 'heatmap').targets[0].format = 'heatmap'; } },
  { name: 'tables that are not merged', rule: 'table', apply: (d) => { const table = first(d, 'table'); table.transformations = without(table.transformations, 'merge'); }, orRule: 'override' },
  { name: 'graph without numbers of the names it looks for', rule: 'graph', apply: (d) => { graph(d).transformations = graph(d).transformations.slice(1); } },
  { name: 'graph whose tables are joined', rule: 'graph', apply: (d) => { for (const { options } of graph(d).transformations) delete options.timeSeries; } },
  { name: 'edge without one of its ends', rule: 'graph', apply: (d) => { const [nodes] = graph(d).targets; nodes.expr = nodes.expr.slice(0, nodes.expr.indexOf(' or ')); } },
];
