// Where readings come from: a stream of events, or the report this page is.

const AGAIN_MILLIS = 3000;
const AFTER_END_MILLIS = 5000;

/** Data that came with the page, one run each; null if the page is live. */
export function embedded() {
  const data = document.getElementById('infoscope-data');
  return data ? JSON.parse(data.textContent) : null;
}

export async function listRuns() {
  const answer = await fetch('runs');
  return answer.ok ? (await answer.json()).runs : [];
}

/**
 * Listens to a run. The browser comes back by itself after most interruptions and asks for what it
 * has missed; where it gives up (all places taken), this does. After the end of a run it looks from
 * time to time whether another has begun at the same address.
 */
export function listen(run, on) {
  let last = '';
  let source = null;
  let timer = 0;
  let ended = false;
  const connect = () => {
    source = new EventSource(`events?run=${run}&after=${encodeURIComponent(last)}`);
    const hear = (name, then) => source.addEventListener(name, (event) => {
      if (event.lastEventId) last = event.lastEventId;
      try {
        then(JSON.parse(event.data));
      } catch (error) {
        on.unread(error); // what comes next is drawn all the same
      }
    });
    source.addEventListener('open', () => {
      ended = false;
      on.status('live');
    });
    hear('run', on.head);
    hear('health', on.health);
    hear('frame', on.frame);
    hear('replayed', on.replayed);
    hear('end', () => {
      source.close();
      ended = true;
      on.status('ended');
      timer = setTimeout(connect, AFTER_END_MILLIS);
    });
    source.addEventListener('error', () => {
      if (!ended) on.status('lost');
      if (source.readyState === EventSource.CLOSED) timer = setTimeout(connect, AGAIN_MILLIS);
    });
  };
  connect();
  return () => {
    clearTimeout(timer);
    source.close();
  };
}
