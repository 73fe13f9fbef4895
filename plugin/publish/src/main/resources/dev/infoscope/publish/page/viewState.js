// What the reader has set, between the page and its address: axes, estimator, layers, moment, folded sections.

import { addressOf } from './address.js';
import { RIGHT } from './axes.js';
import { element, make, options } from './cards.js';
import { folds } from './sections.js';

const CHOICES = ['estimator', 'signal', 'kind'];
const SMOOTHEST = 0.95;

/** What the address says of axes, done at once. */
export function restoreAxes(axes, state) {
  if (RIGHT.some(([name]) => name === state.x)) axes.right = state.x;
  axes.log = new Set(state.log ?? []);
  axes.smoothing = Math.max(0, Math.min(SMOOTHEST, Number(state.smooth) || 0));
  axes.clip = state.clip !== 'no';
  const zoom = (state.zoom ?? '').split('~').map(Number);
  axes.zoom = zoom.length === 2 && zoom[0] < zoom[1] ? zoom : null;
}

/** What the address says of a run, done when the run is there. */
export function restoreRun(page, state) {
  const { store } = page;
  for (const name of CHOICES) {
    if (!store.options(name).includes(state[name])) continue;
    page.chosen.add(name);
    store.selection = { ...store.selection, [name]: state[name] };
  }
  for (const name of state.hide ?? []) if (store.named(name)) page.hidden.add(store.named(name).index);
  page.layers.restore(state.layers);
  const at = store.frames.findIndex((frame) => frame.epoch === Number(state.epoch));
  if (at >= 0) [page.index, page.following] = [at, at === store.size - 1];
}

/** The state as an address. */
export function stateOf(page, sections) {
  const { axes, store } = page;
  return addressOf({
    run: page.run.which ? String(page.run.which + 1) : undefined,
    beside: [...page.picker.beside].filter((run) => run !== page.run).map((run) => run.which + 1),
    baseline: page.picker.baseline ? String(page.picker.baseline.which + 1) : undefined,
    sort: page.runTable.sort,
    filter: page.runTable.filter,
    ...Object.fromEntries(CHOICES.filter((name) => page.chosen.has(name)).map((name) => [name, store.selection[name]])),
    epoch: page.following ? undefined : store.frames[page.index]?.epoch,
    hide: [...page.hidden].map((index) => store.layer(index).name).filter((name) => !name.includes(',')),
    layers: page.layers.state,
    x: axes.right === 'auto' ? undefined : axes.right,
    log: [...axes.log],
    smooth: axes.smoothing || undefined,
    clip: axes.clip ? undefined : 'no',
    zoom: axes.zoom?.map((at) => Number(at.toPrecision(6))).join('~'),
    ...folds(sections),
  });
}

/** The menu of what all charts share; changed is told when something was set. */
export function axesMenu(axes, changed) {
  const right = options(RIGHT, axes.right);
  right.addEventListener('change', () => {
    axes.right = right.value;
    changed(true);
  });
  const smooth = /** @type {HTMLInputElement} */ (Object.assign(make('input'), { type: 'range', min: '0', max: String(SMOOTHEST), step: '0.05', value: String(axes.smoothing) }));
  smooth.addEventListener('input', () => {
    axes.smoothing = Number(smooth.value);
    changed(false);
  });
  const clip = /** @type {HTMLInputElement} */ (Object.assign(make('input'), { type: 'checkbox', checked: axes.clip }));
  clip.addEventListener('change', () => {
    axes.clip = clip.checked;
    changed(false);
  });
  element('view').querySelector('div').append(field('Over', right), field('Smoothing', smooth), field('Leave out outliers', clip));
}

function field(name, input) {
  const label = make('label', `${name} `);
  label.append(input);
  return label;
}
