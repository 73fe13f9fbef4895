// How readings were obtained, in words.

import { make } from './cards.js';

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

/** Settings as a list of single ones, to be compared with those of other runs. */
export function settingList(settings) {
  return settingGroups(settings).flatMap(([measure, pairs]) => pairs.map(([name, value]) => `${measure === NO_MEASURE ? '' : `${measure}, `}${name}: ${value}`));
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
