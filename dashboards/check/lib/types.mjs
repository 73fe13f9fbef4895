// Holds dashboards against the types of Grafana, in one run of the compiler: options against @grafana/schema, everything
// against the Foundation SDK.
import { compile } from './compiler.mjs';
import { optionSources } from './options.mjs';
import { sdkSources } from './sdk.mjs';

/** Findings come in the order of the dashboards. */
export function checkTypes(dashboards, findings) {
  compile(new Map(dashboards.flatMap((dashboard, i) => [
    ...optionSources(dashboard, `d${i}`, findings[i]),
    ...sdkSources(dashboard, `d${i}`, findings[i]),
  ])));
}
