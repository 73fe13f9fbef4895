// Starts the page: with the runs that came with it, or with those of the server it came from.

import { Page } from './page.js';
import { EmbeddedRun, ServedRun } from './runs.js';
import { embedded, listRuns } from './source.js';

const LOOK_MILLIS = 5000;

/** Begins with the first run, whatever its number; looks from time to time whether there are more. */
async function served(page) {
  const runs = [new ServedRun('', 0, '', '')];
  page.read(runs[0]);
  const look = async () => {
    const lost = runs.some((run) => run.state === 'lost' || run.state === 'ended');
    const known = lost ? [] : await listRuns().catch(() => []);
    if (runs[0].id === '' && known.length) runs[0].id = known[0].id;
    const before = names(runs);
    for (const { id, run, model } of known) {
      const there = runs.find((other) => other.id === id);
      if (there) there.name = run;
      else runs.push(new ServedRun(id, runs.length, run, model));
    }
    for (const row of known) runs.find((run) => run.id === row.id).overview = row;
    if (known.length && (!page.picker.offered || names(runs) !== before)) page.picker.offer(runs);
    else page.runTable.draw();
    setTimeout(look, LOOK_MILLIS);
  };
  await look();
}

function names(runs) {
  return JSON.stringify(runs.map((run) => [run.id, run.name]));
}

const page = new Page();
const data = embedded();
if (data) {
  const runs = data.map((run, which) => new EmbeddedRun(which, run));
  page.read(runs[0]);
  page.picker.offer(runs);
} else {
  served(page);
}
