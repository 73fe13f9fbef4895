// What was measured on the probe set beside information: loss, accuracy, and the interval of an accuracy.

const LOSS = 'infoscope.probe.loss';
const ACCURACY = 'infoscope.probe.accuracy';
export const FOLDED = new Set([LOSS, `${ACCURACY}.low`, `${ACCURACY}.high`]); // drawn with what they belong to

export function linesOf(store, metric) {
  return store.groups.filter((group) => group.metric === metric).flatMap((group) => group.lines);
}

/** The loss in training and that on the probe set, [{name, column}], as the two are read beside each other. */
export function losses(store) {
  const probe = linesOf(store, LOSS);
  const training = { name: 'last minibatch', column: () => store.frames.map((frame) => frame.score) };
  return [training, ...probe.map((line) => ({ name: probe.length > 1 ? `probe set, ${line.labels.output}` : 'probe set', column: () => store.column(line.at) }))];
}

/** Where the upper and the lower end of the interval of an accuracy stand; null if it has none. */
export function interval(store, line) {
  if (!line.metric.startsWith(ACCURACY)) return null;
  const kind = line.metric === ACCURACY ? 'top' : 'balanced';
  const ends = ['high', 'low'].map((end) => linesOf(store, `${ACCURACY}.${end}`).find(({ labels }) => labels.accuracy === kind && labels.output === line.labels.output)?.at);
  return ends.includes(undefined) ? null : ends;
}
