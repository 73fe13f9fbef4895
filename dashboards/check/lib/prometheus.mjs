// The part of Prometheus' HTTP API that Grafana uses.
export class Prometheus {
  #url;

  constructor(url) { this.#url = url; }

  range(query, { start, end, step }) { return this.#post('query_range', { query, start, end, step }); }

  instant(query, { end }) { return this.#post('query', { query, time: end }); }

  /** Values of a label; the query is Grafana's label_values(series, label). */
  async labelValues(query, { start, end }) {
    const match = /^label_values\((?:(.+),\s*)?(\w+)\)$/.exec(query.trim());
    if (!match) throw new Error(`no query for label values: ${query}`);
    const parameters = new URLSearchParams({ start, end });
    if (match[1]) parameters.append('match[]', match[1]);
    return answer(await fetch(`${this.#url}/api/v1/label/${match[2]}/values?${parameters}`));
  }

  async #post(path, parameters) {
    return answer(await fetch(`${this.#url}/api/v1/${path}`, { method: 'POST', body: new URLSearchParams(parameters) }));
  }
}

async function answer(response) {
  const body = await response.json();
  if (body.status !== 'success') throw new Error(`${body.errorType}: ${body.error}`);
  return body.data;
}
