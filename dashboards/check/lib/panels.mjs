// What each kind of panel looks for in its frames.
import { grafana } from './grafana.mjs';

const { FieldType, getFieldMatcher, getFieldDisplayName } = grafana;

const BY_TYPE = { xychart: plane, table: rows, timeseries: lines, 'state-timeline': states, stat: lines, nodeGraph: graph, heatmap: cells };

export function checkFrames(panel, frames, findings) {
  checkOverrides(panel, frames, findings);
  const check = BY_TYPE[panel.type];
  if (!check) return findings.error('panel-type', panel.title, `no check for panels of type ${panel.type}`);
  const summary = check(panel, frames, (rule, message) => findings.error(rule, panel.title, message));
  findings.note(`[${panel.type}] ${panel.title}`, summary);
}

function checkOverrides(panel, frames, findings) {
  for (const { matcher } of panel.fieldConfig?.overrides ?? []) {
    const matches = getFieldMatcher(matcher);
    const hit = frames.some((frame) => frame.fields.some((field) => matches(field, frame, frames)));
    if (!hit) findings.error('override', panel.title, `no field for ${matcher.id} ${matcher.options}`);
  }
}

function plane(panel, frames, error) {
  const shown = [];
  for (const series of panel.options.series) {
    for (const frame of frames) shown.push(trajectory(series, frame, frames, error));
  }
  if (frames.length === 0) error('plane', 'no trajectory');
  return `${shown.length} trajectories: ${list(shown.filter(Boolean))}`;
}

function trajectory(series, frame, frames, error) {
  const found = {};
  for (const [role, { matcher }] of Object.entries(series).filter(([, part]) => part?.matcher)) {
    const matches = getFieldMatcher(matcher);
    found[role] = frame.fields.find((field) => field.type === FieldType.number && matches(field, frame, frames));
    if (!found[role]) error('plane', `no number for ${role} among ${names(frame, frames)}`);
  }
  // Comparing null with the edges of the plot takes it for 0, so a gap would become a point.
  const gaps = [found.x, found.y].some((field) => field?.values.some((value) => !Number.isFinite(value)));
  if (gaps) error('gap', `${frame.name} has points without a place`);
  if (frame.length < 2) error('plane', `${frame.name} has ${frame.length} points, which is no line`);
  return found.y && `${getFieldDisplayName(found.y, frame, frames)} [${frame.length}]`;
}

function rows(panel, frames, error) {
  if (frames.length !== 1) error('table', `${frames.length} tables, of which Grafana shows one`);
  return `${frames[0]?.length} rows, columns ${frames[0] && names(frames[0], frames)}`;
}

function lines(panel, frames, error) {
  const shown = frames.map((frame) => getFieldDisplayName(frame.fields[1], frame, frames));
  const twice = shown.find((name, i) => shown.indexOf(name) !== i);
  if (twice !== undefined) error('legend', `two lines named ${twice}`);
  return `${shown.length} lines: ${list(shown)}`;
}

/** A row per line: counting would hide the values, and format "heatmap" subtracts neighbouring rows. */
function cells(panel, frames, error) {
  if (panel.options.calculate) error('heatmap', 'counts values in place of drawing them');
  if (panel.targets.some(({ format }) => format === 'heatmap')) error('heatmap', 'subtracts neighbouring rows from each other');
  return lines(panel, frames, error);
}

/** The panel looks for fields by their own names; an edge without both its ends is an error to it. */
function graph(panel, frames, error) {
  const named = (frame, name) => frame.fields.find((field) => field.name === name);
  const edges = frames.filter((frame) => named(frame, 'source') && named(frame, 'target'));
  const nodes = frames.filter((frame) => named(frame, 'id') && !edges.includes(frame));
  if (frames.length !== 2 || nodes.length !== 1 || edges.length !== 1) {
    error('graph', `${nodes.length} tables of nodes and ${edges.length} of edges among ${frames.length}, there must be one of each`);
    return 'no graph';
  }
  for (const frame of [...nodes, ...edges]) {
    const ids = named(frame, 'id')?.values ?? [];
    if (ids.length === 0 || new Set(ids).size !== ids.length) error('graph', `ids are missing or there twice in ${names(frame, frames)}`);
    if (named(frame, 'mainstat')?.type !== FieldType.number) error('graph', `no number named mainstat among ${names(frame, frames)}`);
    if (named(frame, 'mainstat')?.values.some((value) => !Number.isFinite(value))) error('graph', 'mainstat has gaps');
  }
  if (named(edges[0], 'thickness')?.type !== FieldType.number) error('graph', 'edges have no thickness');
  const known = new Set(named(nodes[0], 'id')?.values);
  for (const end of ['source', 'target']) {
    const lost = named(edges[0], end).values.find((id) => !known.has(id));
    if (lost !== undefined) error('graph', `${end} ${lost} of an edge is no node`);
  }
  return `${nodes[0].length} nodes, ${edges[0].length} edges`;
}

/** Every state that occurs must have a word. */
function states(panel, frames, error) {
  const words = new Set((panel.fieldConfig.defaults.mappings ?? []).filter(({ type }) => type === 'value').flatMap(({ options }) => Object.keys(options)));
  const values = new Set(frames.flatMap((frame) => frame.fields[1].values).filter((value) => !Number.isNaN(value)));
  for (const value of values) if (!words.has(String(value))) error('mapping', `no word for the state ${value}`);
  return lines(panel, frames, error);
}

const names = (frame, frames) => frame.fields.map((field) => getFieldDisplayName(field, frame, frames)).join(', ');
const list = (items) => items.slice(0, 4).join('; ') + (items.length > 4 ? '; ...' : '');
