// The table of runs on the page: which run is read, which are laid beside it, and which one is the baseline.

import { element, make } from './cards.js';
import { Section } from './sections.js';
import { cautions, columnsOf, difference, filtered, nextSort, sharedTags, sorted } from './runTable.js';

const ARROWS = { ascending: ' ↑', descending: ' ↓', none: '' };

export class RunTable {
  constructor(view, picker) {
    this.view = view;
    this.picker = picker;
    this.sort = view.state.sort ?? '';
    this.filter = view.state.filter ?? '';
    this.section = new Section('runs', 'Runs', view.state, () => {
      this.draw();
      view.remember();
    });
    this.#build();
    element('runTable').append(this.section.box);
  }

  #build() {
    this.input = /** @type {HTMLInputElement} */ (Object.assign(make('input'), { type: 'search', placeholder: 'Filter: name, lr=0.01, live …', value: this.filter }));
    this.input.setAttribute('aria-label', 'Filter runs by name, model, state, tag or setting');
    this.input.addEventListener('input', () => {
      this.filter = this.input.value;
      this.draw();
      this.view.remember();
    });
    this.count = make('p', '', 'hint');
    this.count.setAttribute('role', 'status');
    const bar = make('div', '', 'row');
    bar.append(this.input, this.count);
    this.bar = bar;
    this.table = make('table');
    const wide = make('div', '', 'wide');
    wide.tabIndex = 0;
    wide.setAttribute('role', 'region');
    wide.setAttribute('aria-label', 'Table of runs');
    wide.append(this.table);
    this.notes = make('div', '', 'under');
    const card = make('div', '', 'card');
    card.append(bar, wide, this.notes);
    this.section.body.append(card);
    this.section.box.hidden = true;
  }

  /** One run without tags says nothing here that the head of the page does not. */
  draw() {
    const runs = this.picker.runs.filter((run) => run.overview?.run);
    const rows = runs.map((run) => ({ ...run.overview, ...heard(run.store), of: run, run: run.name || run.overview.run }));
    this.section.box.hidden = rows.length === 0 || (rows.length === 1 && Object.keys(rows[0].tags).length === 0);
    if (!this.section.open) return;
    const { baseline } = this.picker;
    const columns = columnsOf(rows, this.view.store.selection.estimator);
    const shown = sorted(filtered(rows, this.filter), columns, this.sort);
    const key = JSON.stringify([this.sort, this.filter, columns.map((each) => each.name), shown.map((row) => [row.of.which, columns.map((each) => each.words(row)), this.#marks(row.of)]), baseline?.which]);
    if (key === this.shown) return;
    this.shown = key;
    this.bar.hidden = rows.length < 2;
    this.count.textContent = shown.length === rows.length ? `${rows.length} runs` : `${shown.length} of ${rows.length} runs`;
    const focused = /** @type {HTMLElement} */ (document.activeElement)?.dataset?.key;
    this.table.replaceChildren(this.#head(columns, rows.length > 1), this.#body(columns, shown, rows));
    if (focused) /** @type {HTMLElement} */ (this.table.querySelector(`[data-key="${CSS.escape(focused)}"]`))?.focus();
    this.#note(rows, shown, baseline);
  }

  #marks(run) {
    return [run === this.view.run, this.picker.beside.has(run), this.picker.canShow(run)];
  }

  #head(columns, several) {
    const row = make('tr');
    if (several) row.append(make('th', 'Show'));
    for (const column of columns) row.append(this.#columnHead(column));
    if (several) row.append(make('th', 'Baseline'));
    const head = make('thead');
    head.append(row);
    return head;
  }

  #columnHead(column) {
    const order = this.sort === column.id ? 'ascending' : this.sort === `-${column.id}` ? 'descending' : 'none';
    const cell = make('th');
    cell.setAttribute('aria-sort', order);
    const button = keyed(make('button', column.name + ARROWS[order], 'link'), `sort ${column.id}`);
    button.title = `Sort by ${column.name}`;
    button.addEventListener('click', () => {
      this.sort = nextSort(this.sort, column.id);
      this.draw();
      this.view.remember();
    });
    cell.append(button);
    return cell;
  }

  #body(columns, shown, rows) {
    const body = make('tbody');
    const baseline = rows.find((row) => row.of === this.picker.baseline);
    for (const row of shown) {
      const line = make('tr');
      line.dataset.run = String(row.of.which);
      if (row.of === this.view.run) line.setAttribute('aria-current', 'true');
      if (rows.length > 1) line.append(this.#showCell(row));
      for (const column of columns) line.append(column.id === 'run' ? this.#nameCell(row) : valueCell(column, row, baseline));
      if (rows.length > 1) line.append(this.#pinCell(row));
      body.append(line);
    }
    if (shown.length === 0) {
      const none = make('td', 'No run holds all these words.', 'empty');
      Object.assign(none, { colSpan: columns.length + 2 });
      const line = make('tr');
      line.append(none);
      body.append(line);
    }
    return body;
  }

  #showCell(row) {
    const cell = make('td');
    const read = row.of === this.view.run;
    const box = /** @type {HTMLInputElement} */ (keyed(make('input'), `show ${row.of.which}`));
    const on = read || this.picker.beside.has(row.of);
    Object.assign(box, { type: 'checkbox', checked: on, disabled: read || (!on && !this.picker.canShow(row.of)) });
    box.setAttribute('aria-label', read ? `${row.run} is the run that is read` : `Show ${row.run} beside the run that is read`);
    box.addEventListener('change', () => this.picker.toggle(row.of));
    cell.append(box, this.picker.sampleOf(row.of));
    return cell;
  }

  #nameCell(row) {
    const cell = make('th');
    cell.setAttribute('scope', 'row');
    if (row.of === this.view.run) {
      cell.append(make('b', row.run));
      return cell;
    }
    const button = keyed(make('button', row.run, 'link'), `read ${row.of.which}`);
    button.title = `Read ${row.run}`;
    button.addEventListener('click', () => this.picker.choose(row.of));
    cell.append(button);
    return cell;
  }

  #pinCell(row) {
    const cell = make('td');
    const on = row.of === this.picker.baseline;
    const button = /** @type {HTMLButtonElement} */ (keyed(make('button', on ? 'Pinned' : 'Pin', 'switch'), `pin ${row.of.which}`));
    button.setAttribute('aria-pressed', String(on));
    button.setAttribute('aria-label', `${row.run} as baseline`);
    button.disabled = !on && row.of !== this.view.run && !this.picker.beside.has(row.of) && !this.picker.canShow(row.of);
    button.addEventListener('click', () => this.picker.pin(on ? null : row.of));
    cell.append(button);
    return cell;
  }

  #note(rows, shown, baseline) {
    const lines = [];
    const shared = sharedTags(rows);
    if (shared.length) lines.push(make('p', `All runs: ${shared.join(', ')}.`));
    if (baseline) lines.push(make('p', `Differences are to ${baseline.name}, the wide pale line in charts and planes.`));
    const beside = rows.filter((row) => row.of === this.view.run || this.picker.beside.has(row.of));
    lines.push(...cautions(beside).map((words) => make('p', words, 'flag')));
    this.notes.replaceChildren(...lines);
  }
}

/** What is known sooner of a run that is listened to. */
function heard({ head, frames }) {
  const last = frames[frames.length - 1];
  return { ...(head ? { live: head.live, finished: head.finished, unwatched: head.unwatched } : {}), ...(last ? { epoch: last.epoch, loss: last.score } : {}) };
}

function valueCell(column, row, baseline) {
  const cell = make('td', column.words(row));
  if (typeof column.value(row) === 'number') cell.className = 'number';
  if (column.full) cell.title = column.full(row);
  const apart = difference(column, row, baseline);
  if (apart) cell.append(' ', make('small', apart));
  return cell;
}

function keyed(made, key) {
  made.dataset.key = key;
  return made;
}
