// What a dashboard of ours may hold, by the types of Grafana's Foundation SDK; compiled with the dashboards by sdk.mjs.
import type * as alerting from '@grafana/grafana-foundation-sdk/alerting';
import type * as dashboard from '@grafana/grafana-foundation-sdk/dashboard';
import type * as expr from '@grafana/grafana-foundation-sdk/expr';
import type * as heatmap from '@grafana/grafana-foundation-sdk/heatmap';
import type * as nodegraph from '@grafana/grafana-foundation-sdk/nodegraph';
import type * as prometheus from '@grafana/grafana-foundation-sdk/prometheus';
import type * as stat from '@grafana/grafana-foundation-sdk/stat';
import type * as statetimeline from '@grafana/grafana-foundation-sdk/statetimeline';
import type * as table from '@grafana/grafana-foundation-sdk/table';
import type * as timeseries from '@grafana/grafana-foundation-sdk/timeseries';
import type * as xychart from '@grafana/grafana-foundation-sdk/xychart';

/** A type as JSON has it: words in place of enumerations, no methods; what is required stays required. */
export type Json<T> = 0 extends 1 & T ? any
  : T extends string ? `${T}`
  : T extends number | boolean | null | undefined ? T
  : T extends (infer U)[] ? Json<U>[]
  : T extends object ? { [K in keyof T as T[K] extends (...given: any[]) => any ? never : K]: Json<T[K]> }
  : T;

/** Options, field settings and overrides of the types of panels that are drawn. */
interface Kinds {
  heatmap: { options: heatmap.Options; custom: heatmap.FieldConfig };
  nodeGraph: { options: nodegraph.Options; custom: {} };
  stat: { options: stat.Options; custom: {} };
  'state-timeline': { options: statetimeline.Options; custom: statetimeline.FieldConfig };
  table: { options: table.Options; custom: table.FieldConfig };
  timeseries: { options: timeseries.Options; custom: timeseries.FieldConfig };
  xychart: { options: xychart.Options; custom: xychart.FieldConfig };
}

/** The SDK takes a link of a field for one of a dashboard; in Grafana (@grafana/data, DataLink) it has a title and an address. */
type Settings = Omit<dashboard.FieldConfig, 'custom' | 'links'> & { links?: { title: string; url: string; targetBlank?: boolean }[] };
/** A property of an override is a setting, or one of the panel's own, under its name. */
type Property<Custom> =
  | { [K in keyof Settings]-?: { id: K; value: Json<NonNullable<Settings[K]>> } }[keyof Settings]
  | { [K in keyof Custom & string]-?: { id: `custom.${K}`; value: Json<NonNullable<Custom[K]>> } }[keyof Custom & string];

export type Panel<Kind extends keyof Kinds> = Json<Omit<dashboard.Panel, 'type' | 'targets' | 'options' | 'fieldConfig'>> & {
  type: Kind;
  targets: Json<prometheus.Dataquery>[];
  options: Json<Kinds[Kind]['options']>;
  fieldConfig: {
    defaults: Json<Settings> & { custom?: Json<Kinds[Kind]['custom']> };
    overrides: { matcher: Json<dashboard.MatcherConfig>; properties: Property<Kinds[Kind]['custom']>[] }[];
  };
};

export type Row = Json<Omit<dashboard.RowPanel, 'panels'>> & { panels: [] };
export type Dashboard = Json<Omit<dashboard.Dashboard, 'panels'>> & { panels: [] };

/** A rule that Grafana evaluates, in a file for provisioning: folder and organisation are said once, by its group. */
export type Alert = Json<Omit<alerting.Rule, 'folderUID' | 'orgID' | 'ruleGroup' | 'data'>> & {
  data: (Json<Omit<alerting.Query, 'model'>> & { model: Json<prometheus.Dataquery> | Json<expr.TypeMath> })[];
};
