// The runs a page can show: one is read, others can be laid beside it.

import { button, element, make, options } from './cards.js';
import { Matrices, matricesIn, matricesOf } from './matrices.js';
import { lineLook } from './palette.js';
import { listen } from './source.js';
import { Store } from './store.js';
import { svg } from './surface.js';

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
    this.overview = null; // its row of the table of runs
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
    this.overview = data.overview ?? null;
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

/** Which run is read, which are beside it, and which of them is the baseline. */
export class RunPicker {
  constructor(page) {
    this.page = page;
    this.runs = [];
    this.beside = new Set();
    this.baseline = null;
  }

  /** Takes all runs there are; when there are any for the first time, those that the address asks for are shown. */
  offer(runs) {
    this.runs = runs;
    if (!this.offered) this.#restore(this.page.state);
    this.offered = true;
    this.draw();
  }

  #restore({ run, beside, baseline }) {
    const at = (number) => this.runs[Number(number) - 1];
    if (at(run) && at(run) !== this.page.run) this.page.read(at(run));
    for (const number of beside ?? []) if (at(number)) this.#show(at(number));
    if (at(baseline)) this.pin(at(baseline));
  }

  get others() {
    return this.runs.filter((run) => this.beside.has(run) && run !== this.page.run && run.store.head);
  }

  /** Whether there is a place beside the run that is read. */
  canShow(run) {
    return this.beside.has(run) || [...this.beside].filter((other) => other !== this.page.run).length < MOST_BESIDE;
  }

  /** Reads a run. */
  choose(run) {
    this.page.read(run);
    this.draw();
    this.page.remember();
  }

  /** Shows a run beside the one that is read, or no longer. */
  toggle(run) {
    if (this.beside.delete(run)) {
      if (this.baseline === run && run !== this.page.run) this.baseline = null;
      if (run !== this.page.run) run.close();
    } else this.#show(run);
    this.#changed();
  }

  /** Makes a run the baseline, which is then shown; null for none. */
  pin(run) {
    this.baseline = run;
    if (run && run !== this.page.run) this.#show(run);
    this.#changed();
  }

  #show(run) {
    if (run === this.page.run || this.beside.has(run) || !this.canShow(run)) return;
    this.beside.add(run);
    run.open(this.page);
  }

  #changed() {
    this.page.changed();
    this.draw();
    this.page.remember();
  }

  draw() {
    this.page.runTable.draw();
    const box = element('runs');
    box.hidden = this.runs.length < 2;
    if (box.hidden) return;
    const label = make('label', 'Run ', 'choice');
    const select = options(this.runs.map((run) => [String(run.which), run.label]), String(this.page.run.which));
    select.id = 'choose-run';
    select.addEventListener('change', () => {
      this.choose(this.runs[Number(select.value)]);
      element('choose-run').focus();
    });
    label.append(select);
    const group = make('div', '', 'row');
    group.setAttribute('role', 'group');
    group.setAttribute('aria-label', 'Runs beside it');
    group.append(...this.runs.filter((run) => this.beside.has(run) && run !== this.page.run).map((run) => this.#button(run)));
    box.replaceChildren(label, group, button('Compare runs', () => this.page.runTable.section.goTo()));
  }

  #button(run) {
    const button = make('button', `${run.label}${run === this.baseline ? ', baseline' : ''} ×`);
    button.dataset.run = String(run.which);
    button.setAttribute('aria-label', `Show ${run.label} no longer`);
    button.prepend(this.sampleOf(run));
    button.addEventListener('click', () => this.toggle(run));
    return button;
  }

  /** A short line as charts draw the run; nothing of a run that is not shown. */
  sampleOf(run) {
    const order = this.others.indexOf(run) + 1;
    const shown = run === this.page.run || order > 0;
    return sample(shown ? lineLook({ order, quiet: order > 0 && run === this.baseline, ink: 0 }) : null);
  }
}

function sample(look) {
  const line = look && svg('path', { d: 'M1 6H21', stroke: 'currentColor', 'stroke-width': look.width, 'stroke-dasharray': look.dash.join(' '), opacity: look.alpha });
  return svg('svg', { width: 22, height: 12, 'aria-hidden': 'true' }, ...(line ? [line] : []));
}
