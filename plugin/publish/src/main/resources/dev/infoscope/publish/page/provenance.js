// How readings were obtained, in words.

import { make } from './cards.js';
import { own } from './format.js';

const NO_MEASURE = 'run';

/** The words of a name, as in "every epochs" for everyEpochs. */
function nameWords(name) {
  return name.replace(/([a-z])([A-Z])/g, '$1 $2').replaceAll(/[-.]/g, ' ').toLowerCase();
}

function valueWords(value) {
  if (value === true) return 'yes';
  if (value === false) return 'no';
  return Array.isArray(value) ? value.map(valueWords).join(', ') : String(value);
}

/** Settings as [measure, [[name, value], ...]], each in words; in the order of their names. */
export function settingGroups(settings) {
  const groups = new Map();
  for (const [name, value] of Object.entries(settings ?? {})) {
    const dot = name.indexOf('.');
    const measure = dot < 0 ? NO_MEASURE : name.slice(0, dot);
    if (!groups.has(measure)) groups.set(measure, []);
    groups.get(measure).push([nameWords(name.slice(dot + 1)), valueWords(value)]);
  }
  return [...groups].map(([measure, pairs]) => [nameWords(measure), pairs]);
}

/** A list of the settings, a line per measure. */
export function settingsTable(settings) {
  const list = make('dl', '', 'settings');
  for (const [measure, pairs] of settingGroups(settings)) {
    const dd = make('dd');
    for (const [name, value] of pairs) {
      const pair = make('span', `${name} `);
      pair.append(make('b', value));
      dd.append(pair, ' ');
    }
    list.append(make('dt', measure), dd);
  }
  return list;
}

const ACTIVATION = 'activation';
const MEASURES = { information: 'information-plane', neuron: 'neurons' };

/** The measure whose settings stand behind a metric, as settings name it. */
function measureOf(metric, signal) {
  const family = metric.split('.')[1];
  if (family === 'information' && signal && signal !== ACTIVATION) return signal;
  return own(MEASURES, family) ?? family;
}

/** What was said of several layers in the same words, once: [words, [layer, ...]]. */
function byWords(items, layerName) {
  const found = new Map();
  for (const { obtained = [], layer } of items) {
    for (const how of obtained) {
      if (!found.has(how)) found.set(how, new Set());
      if (layer !== undefined) found.get(how).add(layerName(layer));
    }
  }
  return [...found].map(([how, layers]) => [how, [...layers]]);
}

/** A folded list of how what a card shows was obtained; nothing until it is filled. */
export function detailsBox() {
  const box = make('details', '', 'how');
  box.append(make('summary', 'Details'), make('ul'));
  box.hidden = true;
  return box;
}

/** Fills it for series or matrices, each with its metric, layer and what the head says of it. */
export function fillDetails(box, store, items) {
  const { settings } = store.head.provenance;
  const measures = new Set(items.map((item) => measureOf(item.metric, item.labels?.signal)));
  const lines = byWords(items, (layer) => store.layer(layer)?.name ?? String(layer)).map(([how, layers]) => (layers.length ? `${layers.join(', ')}: ${how}` : how));
  for (const measure of measures) {
    const own = Object.entries(settings ?? {}).filter(([name]) => name.startsWith(`${measure}.`));
    for (const [words, pairs] of settingGroups(Object.fromEntries(own))) {
      lines.push(`Settings of ${words}: ${pairs.map(([name, value]) => `${name} ${value}`).join('; ')}`);
    }
  }
  const shown = lines.join('\n');
  box.hidden = lines.length === 0;
  if (box.dataset.shown === shown) return;
  box.dataset.shown = shown;
  box.lastElementChild.replaceChildren(...lines.map((line) => make('li', line)));
}
