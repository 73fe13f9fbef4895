// The transformation partitionByValues lives in the Grafana application, not in @grafana/data. Same behaviour, own code.
import { grafana, rxjs } from './grafana.mjs';

export const partitionByValues = {
  id: 'partitionByValues',
  name: 'Partition by values',
  defaultOptions: {},
  operator: (options) => (source) => source.pipe(rxjs.map((frames) => partition(frames, options))),
};

function partition(frames, options) {
  const frame = frames[0];
  const keys = frame?.fields.filter((field) => options.fields.includes(shown(field))) ?? [];
  if (keys.length === 0) return frames;
  const parts = [...groups(frame, keys).values()].map((rows) => part(frame, keys, rows, options.naming));
  keepNames(parts);
  return parts;
}

const shown = (field) => field.config.displayName ?? field.name;

function groups(frame, keys) {
  const byKey = new Map();
  for (let row = 0; row < frame.length; row++) {
    const key = JSON.stringify(keys.map((field) => field.values[row]));
    byKey.set(key, [...(byKey.get(key) ?? []), row]);
  }
  return byKey;
}

function part(frame, keys, rows, naming) {
  const asName = naming?.asLabels === false;
  const values = keys.map((field) => [shown(field), String(field.values[rows[0]])]);
  const labels = asName ? {} : Object.fromEntries(values);
  const words = values.map(([key, value]) => (naming?.withNames ? key + naming.separator1 + value : value));
  const fields = frame.fields.filter((field) => !keys.includes(field)).map((field) => ({
    name: shown(field), realName: field.name, renamed: field.config.displayName !== undefined, type: field.type,
    config: { ...field.config, displayName: undefined }, labels: { ...field.labels, ...labels }, values: rows.map((row) => field.values[row]),
  }));
  return { name: asName ? words.join(naming.separator2 ?? ' ') : frame.name, refId: frame.refId, length: rows.length, fields };
}

/** A renamed field keeps its display name, with the name of its frame in front. */
function keepNames(parts) {
  grafana.cacheFieldDisplayNames(parts);
  for (const field of parts.flatMap((frame) => frame.fields).filter(({ renamed }) => renamed)) {
    field.config.displayName = field.state.displayName;
    field.name = field.realName;
  }
}
