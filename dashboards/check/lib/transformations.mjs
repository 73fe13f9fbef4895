// Runs a panel's transformations with Grafana's own code.
import { grafana, rxjs } from './grafana.mjs';
import { partitionByValues } from './partition-by-values.mjs';

const { standardTransformersRegistry, standardTransformers, transformDataFrame, cacheFieldDisplayNames } = grafana;

const known = new Map([...Object.values(standardTransformers), partitionByValues].map((transformer) => [transformer.id, transformer]));

standardTransformersRegistry.setInit(() => [...known.values()].map((transformer) => ({
  id: transformer.id,
  name: transformer.name,
  transformation: () => Promise.resolve(transformer),
  transformationLoader: transformer,
  editor: () => null,
})));

export async function transform(panel, frames, findings) {
  const steps = panel.transformations ?? [];
  for (const { id } of steps) if (!known.has(id)) findings.error('transformation', panel.title, `unknown transformation ${id}`);
  const runnable = steps.filter(({ id }) => known.has(id));
  const result = runnable.length ? await rxjs.lastValueFrom(transformDataFrame(runnable, frames, { interpolate: (text) => text })) : frames;
  cacheFieldDisplayNames(result);
  return result;
}
