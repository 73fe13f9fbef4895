// Units as Grafana lists them.
import { grafana } from './grafana.mjs';

let ids;

export function isKnownUnit(unit) {
  ids ??= new Set(grafana.getValueFormats().flatMap((group) => group.submenu.map((format) => format.value)));
  return ids.has(unit);
}
