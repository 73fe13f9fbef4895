// Values of every class and neuron or of every link, of one moment. They are many, so the page asks
// for those of the moment it shows and keeps a few.

const KEPT = 6;
const LATEST = 2 ** 31 - 1;

export class Matrices {
  /** Asks by (epoch, iteration) for {epoch, iteration, matrices}. */
  constructor(ask) {
    this.ask = ask;
    this.kept = new Map();
    this.set = null;
    this.busy = false;
    this.waits = false; // for what is to be shown
    this.next = null;
  }

  /** Asks for the newest, which most want first, while it is not known yet what else there is. */
  early() {
    if (!this.busy && !this.set) this.#fetch({ frame: { epoch: LATEST, iteration: LATEST }, key: null, then: null });
  }

  /** Gets those of a frame unless they are there, and says whether; a request under way is waited for, and only the newest wish counts. */
  want(frame, then) {
    if (!frame) return false;
    const key = `${frame.epoch}/${frame.iteration}`;
    if (key === this.key) return false;
    this.#wish({ frame, key, then });
    return true;
  }

  #wish(wish) {
    if (this.#show(wish)) return;
    this.waits = true;
    if (this.busy) this.next = wish;
    else this.#fetch(wish);
  }

  async #fetch({ frame, key, then }) {
    this.busy = true;
    try {
      const found = unpacked(await this.ask(frame.epoch, frame.iteration));
      const own = key ?? `${found.epoch}/${found.iteration}`;
      this.kept.set(own, found);
      if (this.kept.size > KEPT) this.kept.delete(this.kept.keys().next().value);
      if (then) this.#show({ key: own, then });
    } catch {
      this.key = null; // the server has gone; the next wish tries again
    }
    this.busy = false;
    this.waits = false;
    const { next } = this;
    this.next = null;
    if (next) this.#wish(next);
  }

  /** Shows what is kept; false if it is not. */
  #show({ key, then }) {
    if (!this.kept.has(key)) return false;
    this.key = key;
    this.set = this.kept.get(key);
    then();
    return true;
  }

  /** What was trained again, or another run. */
  forget() {
    this.kept.clear();
    this.key = null;
    this.set = null;
  }

  /** All of a metric and layer: several where several layers lead to it. */
  all(metric, layer) {
    return this.set?.matrices.filter((matrix) => matrix.metric === metric && matrix.layer === layer) ?? [];
  }
}

function unpacked(set) {
  return { ...set, matrices: set.matrices.map((matrix) => ({ ...matrix, rows: named(matrix.rows), columns: named(matrix.columns), values: Float64Array.from(matrix.values, (value) => (value === null ? NaN : value)) })) };
}

/** A number stands for so many names that count. */
function named(given) {
  return typeof given === 'number' ? Array.from({ length: given }, (_, i) => String(i)) : given;
}

/** From the page's own server; run: () => its number. */
export function matricesOf(run) {
  return async (epoch, iteration) => {
    const answer = await fetch(`matrices?run=${run()}&epoch=${epoch}&iteration=${iteration}`);
    if (!answer.ok) throw new Error(`matrices: ${answer.status}`);
    return answer.json();
  };
}

/** From what came with the page. */
export function matricesIn(sets) {
  return async (epoch, iteration) => {
    const before = sets.filter((set) => set.epoch < epoch || (set.epoch === epoch && set.iteration <= iteration));
    return before[before.length - 1] ?? { matrices: [] };
  };
}
