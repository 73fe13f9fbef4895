// The head of the page in words, by rules: what a run does, what is shown of it, and what watching it costs.

import { duration } from './axes.js';
import { clock, number, percent } from './format.js';
import { stateOfRun, stateWords } from './runTable.js';

const OVERHEAD = 'infoscope.overhead';
const CONNECTION = { wait: 'connecting', lost: 'connection lost, trying again' };

/** What is known of a run: {state, words}; of one that cannot be heard only that. */
export function statusOf(head, connection, epoch) {
  if (CONNECTION[connection]) return { state: connection, words: CONNECTION[connection] };
  if (!head?.run) return { state: 'wait', words: 'waiting for a run' };
  const row = { ...head, epoch };
  return { state: stateOfRun(row), words: stateWords(row) };
}

/** The loss of a snapshot; a dash if there is none, as opposed to one that is no number any more. */
function lossWords(store, index) {
  const isKnown = (frame) => Number.isFinite(frame?.score);
  if (isKnown(store.frames[index])) return number(store.frames[index].score);
  return store.frames.slice(0, index + 1).some(isKnown) ? 'not finite' : '–';
}

/** Facts as {name, value, after}: first of the snapshot that is shown, then of the whole run. */
export function facts(store, index) {
  const { head, frames } = store;
  const shown = frames[index];
  const last = frames[frames.length - 1];
  const probe = { name: 'Probe set', value: head.provenance.samples ? Number(head.provenance.samples).toLocaleString('en') : '–', after: `examples, ${head.provenance.classes || '–'} classes` };
  if (!shown) return head.run ? [...(head.planned ? [{ name: 'Planned', value: head.planned, after: 'epochs' }] : []), probe] : [];
  const of = [head.planned ? `of ${head.planned}` : '', shown === last ? '' : `earlier; the latest is ${last.epoch}`].filter((part) => part !== '').join(', ');
  return [
    { name: 'Epoch', value: shown.epoch, after: of },
    { name: 'Updates', value: shown.iteration, after: '' },
    { name: 'Loss', value: lossWords(store, index), after: '' },
    { name: 'Examined at', value: clock(shown.time), after: '' },
    probe,
    ...cost(store, index),
  ];
}

/** What watching took between the snapshot before and this one; nothing where it was not measured, as in a replay. */
export function cost(store, index) {
  const lines = store.groups.filter((group) => group.metric === OVERHEAD).flatMap((group) => group.lines);
  const share = (thread) => {
    const line = lines.find((each) => each.labels.thread === thread);
    return line ? store.value(store.latest(index, line.at), line.at) : null;
  };
  const [training, analysis] = [share('training'), share('analysis')];
  if (training === null && analysis === null) return [];
  return [{ name: 'Cost of watching', value: percent(training), after: `of training time; ${percent(analysis)} of one processor beside it`, help: OVERHEAD }];
}

/** What a page without a snapshot says: a headline, and what comes when. */
export function waiting(head, health, now = new Date()) {
  if (!head?.run) return { headline: 'Waiting for a run.', more: ['It appears as soon as a network that Infoscope is attached to trains.'] };
  if (head.unwatched) return { headline: 'This run is not watched: nothing will be measured.', more: [head.unwatched] };
  if (!head.live) return { headline: 'Ended before the first snapshot.', more: [] };
  const more = [];
  const elapsed = Math.floor((now.getTime() - Date.parse(head.began)) / 1000);
  if (elapsed >= 0) more.push(`Watched since ${clock(head.began, now)}, for ${duration(elapsed)}.`);
  more.push(`The network is examined ${head.schedule || 'when an epoch ends'}.`);
  more.push(health?.snapshots ? 'The first snapshot has been taken and is being analysed.' : 'Loss, planes and charts appear with the first snapshot.');
  return { headline: 'Waiting for the first snapshot.', more };
}
