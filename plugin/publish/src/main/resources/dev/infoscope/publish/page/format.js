// How numbers, units and times are written.

const MOST_TICKS = 50;
const LEAST_SHARE = 0.01; // per cent; what is nearer to 0 is not written as none
const ALL = 100;
const ROUNDED = 1e-9; // what arithmetic adds
export const MOST_NAMES = 3; // of a list in a sentence, if one more does not end it

/** What an object holds by a name from outside, which may be "constructor". */
export function own(all, name) {
  return Object.hasOwn(all ?? {}, name) ? all[name] : undefined;
}

/** A number in about three significant digits; a dash for none. */
export function number(value) {
  if ((value ?? null) === null || Number.isNaN(value)) return '–';
  const size = Math.abs(value);
  if (size === 0) return '0';
  if (size < 0.001 || size >= 1e6) return value.toExponential(1);
  return value.toFixed(size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3);
}

/** A value in its unit; ratios as per cent. */
export function quantity(value, unit) {
  if ((value ?? null) === null) return '–';
  if (unit === 'ratio') return percent(value);
  return unit ? `${number(value)} ${unit}` : number(value);
}

export function percent(value) {
  if ((value ?? null) === null) return '–';
  const share = 100 * value;
  if (share !== 0 && Math.abs(share) < LEAST_SHARE) return `< ${LEAST_SHARE} %`;
  const size = Math.abs(share);
  let digits = share === Math.round(share) || size >= 10 ? 0 : size < 1 ? 2 : 1;
  while (Math.abs(share - ALL) > ROUNDED && Number(share.toFixed(digits)) === ALL) digits++;
  return `${share.toFixed(digits)} %`;
}

/** A name with its middle left out if it is longer than that. */
export function shortened(name, longest) {
  if (name.length <= longest) return name;
  const head = Math.ceil((longest - 1) / 2);
  return `${name.slice(0, head)}…${name.slice(name.length - (longest - 1 - head))}`;
}

/** A few names as people list them; of many the first and how many more. */
export function listed(all) {
  if (all.length > MOST_NAMES + 1) return `${all.slice(0, MOST_NAMES).join(', ')} and ${all.length - MOST_NAMES} more`;
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} and ${all[all.length - 1]}`;
}

/** The time of day, with the date where that is not today. */
export function clock(iso, now = new Date()) {
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) return '–';
  const day = time.toDateString() === now.toDateString() ? '' : `${time.toLocaleDateString('en-CA')} `;
  return day + time.toLocaleTimeString([], { hour12: false });
}

const TITLES = {
  'information.input': 'I(X;T), kept about the input',
  'information.label': 'I(T;Y), held about the label',
  'information.ceiling.share': 'Share of the ceiling',
  'information.input.given.label': 'I(X;T|Y), kept beyond the label',
  'information.efficiency': 'Efficiency, I(T;Y) / I(X;T)',
  'information.efficiency.peak': 'Most efficient layer, by number',
  'information.usable': 'Usable by a linear reader',
  'redundancy.degree': 'Units that hold the same bit',
  'vulnerability.degree': 'Units that a bit needs',
  'activation.effective.rank': 'Effective rank',
  'activation.duplicate': 'Near-duplicate units',
  'activation.dormant': 'Dormant units',
  flow: 'Mean flow between layers',
  'flow.links': 'Links between units',
  'drift.zscore': 'Drift, z-score',
  'flow.alive.units': 'Units that vary',
  'flow.dependent': 'Links above chance',
  'flow.sampled': 'Links measured',
  'drift.label.loss': 'Label information lost',
  'causal.wide.limit.share': 'Share of the wide limit',
  'neuron.dead': 'Dead neurons',
  'neuron.always.on': 'Neurons always on',
  'neuron.duplicate': 'Duplicate neurons',
  'neuron.entropy': 'Entropy of neurons',
  'neuron.label.information': 'I(T;Y) of neurons',
  'neuron.selectivity': 'Selectivity of neurons',
  'neuron.quantities': 'Information of single neurons',
  'neuron.classes': 'What neurons are selective for',
  'neuron.state': 'Neurons dead or repeated',
  overhead: 'Cost of watching',
  'parameters.update.ratio': 'Update ratio',
  'parameters.update.cosine': 'Cosine of the last two updates',
  'parameters.distance': 'Distance moved',
  'probe.accuracy': 'Probe set accuracy',
  'probe.accuracy.balanced': 'Balanced accuracy',
  'probe.r2': 'R² on the probe set',
  'probe.rmse': 'RMSE on the probe set',
  'training.score': 'Loss',
};

const SYMBOLS = {
  'information.input': 'I(X;T)',
  'information.label': 'I(T;Y)',
  'redundancy.degree': 'redundancy r',
  'vulnerability.degree': 'vulnerability v',
};

/** The name of a metric for people; metrics this page has never heard of get a readable one too. */
export function title(metric) {
  const name = metric.replace(/^infoscope\./, '');
  const words = name.replaceAll('.', ' ');
  return own(TITLES, name) ?? words[0].toUpperCase() + words.slice(1);
}

export function symbol(metric) {
  return own(SYMBOLS, metric.replace(/^infoscope\./, '')) ?? metric.replace(/^infoscope\.\w+\./, '').replaceAll('.', ' ');
}

/** What a metric is called where a layer stands for itself by its conductance, C, not its activations, T. */
export function ofSignal(name, signal) {
  return signal === 'conductance' ? name.replaceAll('(X;T)', '(X;C)').replaceAll('(T;Y)', '(C;Y)') : name;
}

/** Round steps that cover a range with about so many intervals. */
export function ticks(low, high, wanted) {
  const rough = (high - low) / Math.max(1, wanted);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * [1, 2, 2.5, 5, 10].find((factor) => power * factor >= rough * 0.999);
  const first = Math.ceil(low / step - 1e-9);
  const count = Math.min(MOST_TICKS, Math.floor(high / step + 1e-9) - first + 1); // numbers may be too large to be told apart
  const marks = [];
  for (let i = 0; i < count; i++) marks.push((first + i) * step);
  const digits = Math.max(0, Math.min(6, Math.ceil(-Math.log10(step) + (step / power === 2.5 ? 1 : 0) - 1e-9)));
  return marks.map((value) => ({ value, text: value.toFixed(digits) }));
}
