// Starts the page: with the runs that came with it, or with those of the server it came from.

import { Page } from './page.js';
import { EmbeddedRun, ServedRun } from './runs.js';
import { embedded, listRuns } from './source.js';

const LOOK_MILLIS = 5000;

async function served(page) {
  const runs = [new ServedRun(0, '', '')];
  page.read(runs[0]);
  const look = async () => {
    const known = await listRuns().catch(() => []);
    known.forEach((run, which) => {
      runs[which] ??= new ServedRun(which, run.run, run.model);
      runs[which].name = run.run;
    });
    if (known.length > 1) page.picker.offer(runs);
    if (known.some((run) => run.live)) setTimeout(look, LOOK_MILLIS); // another may begin
  };
  await look();
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
