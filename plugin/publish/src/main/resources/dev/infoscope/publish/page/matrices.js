// Values of every class and neuron or of every link, of one moment. They are many, so the page asks
// for those of the moment it shows and keeps a few.

const KEPT = 6;

export class Matrices {
  /** Asks by (epoch, iteration) for {epoch, iteration, matrices}. */
  constructor(ask) {
    this.ask = ask;
    this.kept = new Map();
    this.set = null;
    this.busy = false;
    this.next = null;
  }

  /** Gets those of a frame unless they are there, and says whether; a request under way is waited for, and only the newest wish counts. */
  want(frame, then) {
    if (!frame) return false;
    const key = `${frame.epoch}/${frame.iteration}`;
    if (key === this.key) return false;
    const known = this.kept.get(key);
    if (known) {
      this.#show(key, known, then);
      return true;
    }
    this.next = { frame, key, then };
    if (!this.busy) this.#fetch();
    return true;
  }

  async #fetch() {
    const { frame, key, then } = this.next;
    this.next = null;
    this.busy = true;
    try {
      const found = await this.ask(frame.epoch, frame.iteration);
      this.kept.set(key, unpacked(found));
      if (this.kept.size > KEPT) this.kept.delete(this.kept.keys().next().value);
      this.#show(key, this.kept.get(key), then);
    } catch {
      this.key = null; // the server has gone; the next wish tries again
    }
    this.busy = false;
    if (this.next) this.#fetch();
  }

  #show(key, set, then) {
    this.key = key;
    this.set = set;
    then();
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
