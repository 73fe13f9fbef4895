// The runs a page can show: one is read, others can be laid beside it.

import { element, make, options } from './cards.js';
import { number } from './format.js';
import { Matrices, matricesIn, matricesOf } from './matrices.js';
import { runDash } from './palette.js';
import { settingList } from './provenance.js';
import { listen } from './source.js';
import { Store } from './store.js';

const MOST_BESIDE = 4;

/** A run and what is known of it. */
export class Run {
  constructor(which, name, model) {
    this.which = which;
    this.name = name;
    this.model = model;
    this.store = new Store();
    this.replaying = true;
    this.state = 'wait';
    this.unread = 0;
    this.leave = null;
  }

  get label() {
    return `${this.which + 1}: ${this.name}`;
  }
}

/** A run of the page's own server; after everything was sent, only a live one is listened to. */
export class ServedRun extends Run {
  constructor(id, which, name, model) {
    super(which, name, model);
    this.id = id;
    this.matrices = new Matrices(matricesOf(() => this.id));
  }

  open(heard) {
    if (this.leave) return;
    const stop = listen(this.id, {
      status: (state) => heard.status(this, state),
      head: (head) => heard.head(this, head),
      health: (health) => heard.health(this, health),
      frame: (frame) => heard.frame(this, frame),
      unread: () => heard.unread(this),
      replayed: () => {
        heard.replayed(this);
        if (this.store.head && !this.store.head.live) stop(); // nothing comes any more
      },
    });
    this.leave = stop;
  }

  /** Ends listening; what was heard is forgotten, as it would come again. */
  close() {
    this.leave?.();
    this.leave = null;
    this.store.reset();
    this.matrices.forget();
    this.replaying = true;
  }
}

/** A run that came with the page. */
export class EmbeddedRun extends Run {
  constructor(which, data) {
    super(which, data.head.run, data.head.model);
    this.data = data;
    this.matrices = new Matrices(matricesIn(data.matrices ?? []));
  }

  open(heard) {
    if (this.store.size) {
      heard.status(this, 'report');
      return;
    }
    heard.head(this, this.data.head);
    if (this.data.health) heard.health(this, this.data.health);
    for (const frame of this.data.frames) {
      try {
        heard.frame(this, structuredClone(frame));
      } catch {
        heard.unread(this);
      }
    }
    heard.status(this, 'report');
    heard.replayed(this);
  }

  close() {}
}

/** Which run is read and which are beside it, and what sets them apart. */
export class RunPicker {
  constructor(page) {
    this.page = page;
    this.runs = [];
    this.beside = new Set();
  }

  offer(runs) {
    this.runs = runs;
    this.draw();
  }

  get others() {
    return this.runs.filter((run) => this.beside.has(run) && run !== this.page.run && run.store.head);
  }

  draw() {
    const box = element('runs');
    box.hidden = this.runs.length < 2;
    if (box.hidden) return;
    const label = make('label', 'Run ', 'choice');
    const select = options(this.runs.map((run) => [String(run.which), run.label]), String(this.page.run.which));
    select.id = 'choose-run';
    select.addEventListener('change', () => {
      this.page.read(this.runs[Number(select.value)]);
      this.draw();
      element('choose-run').focus();
    });
    label.append(select);
    const group = make('div', '', 'row');
    group.setAttribute('role', 'group');
    group.setAttribute('aria-label', 'Runs beside it');
    group.append(make('span', 'beside it', 'choice'), ...this.runs.filter((run) => run !== this.page.run).map((run) => this.#button(run)));
    box.replaceChildren(label, group);
  }

  #button(run) {
    const on = this.beside.has(run);
    const button = make('button', run.label);
    button.type = 'button';
    button.dataset.run = String(run.which);
    button.setAttribute('aria-pressed', String(on));
    button.disabled = !on && this.others.length >= MOST_BESIDE;
    const order = this.others.indexOf(run) + 1;
    button.prepend(sample(runDash(on && order ? order : 0), on));
    button.addEventListener('click', () => {
      if (!this.beside.delete(run)) {
        this.beside.add(run);
        run.open(this.page);
      } else run.close();
      this.page.changed();
      this.draw();
      /** @type {HTMLElement | null} */ (element('runs').querySelector(`[data-run="${run.which}"]`))?.focus();
    });
    return button;
  }

  /** A table of the runs shown, with what forbids to compare them. */
  table() {
    const shown = [this.page.run, ...this.others].filter((run) => run.store.head);
    const rows = shown.map((run) => {
      const last = run.store.frames[run.store.size - 1];
      return [run.label, run.store.head.model, last ? last.epoch : '–', number(last?.score), run.store.head.provenance.seed ?? '–'];
    });
    return { rows, warnings: warnings(shown) };
  }
}

function warnings(shown) {
  const differ = (of) => new Set(shown.map((run) => of(run.store.head.provenance))).size > 1;
  const found = [];
  if (differ((p) => p.probeHash)) found.push('The runs were examined on different probe sets: compare shapes, not numbers.');
  const settings = ownSettings(shown);
  if (settings.some((own) => own.length)) {
    found.push('Their measures had different settings: compare shapes, not numbers.', ...shown.map((run, i) => `${run.label}: ${settings[i].join('; ') || '–'}`));
  }
  return found;
}

/** Of each run the settings that not all have; seeds always differ, and stand in the table. */
function ownSettings(shown) {
  const all = shown.map((run) => settingList(run.store.head.provenance.settings));
  return all.map((own) => own.filter((part) => !all.every((other) => other.includes(part))));
}

function sample(dashes, on) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const line = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  Object.entries({ width: 22, height: 12, 'aria-hidden': 'true' }).forEach(([name, value]) => svg.setAttribute(name, String(value)));
  const look = { d: 'M1 6H21', stroke: 'currentColor', 'stroke-width': 2, 'stroke-dasharray': dashes.join(' '), opacity: on ? 1 : 0.4 };
  Object.entries(look).forEach(([name, value]) => line.setAttribute(name, String(value)));
  svg.append(line);
  return svg;
}
