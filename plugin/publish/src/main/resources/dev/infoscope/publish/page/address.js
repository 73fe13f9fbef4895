// The state of the page in its address, so that a reload or a copied link shows the same.

const LISTS = new Set(['hide', 'layers', 'beside', 'log', 'open', 'shut']);

/** @returns {Record<string, any>} */
export function readAddress(hash = location.hash) {
  const state = {};
  for (const [name, value] of new URLSearchParams(hash.replace(/^#/, ''))) {
    state[name] = LISTS.has(name) ? value.split(',').filter((part) => part !== '') : value;
  }
  return state;
}

/** What is not set is left out. */
export function addressOf(state) {
  const words = new URLSearchParams();
  for (const [name, value] of Object.entries(state)) {
    const text = Array.isArray(value) ? value.join(',') : value;
    if (text !== undefined && text !== null && text !== '') words.set(name, String(text));
  }
  const all = words.toString().replaceAll('%2C', ',');
  return all ? `#${all}` : '#';
}

/** Writes an address without a new entry in the browser's history. */
export function writeAddress(address) {
  if (address !== (location.hash || '#')) history.replaceState(null, '', address);
}
