// Draws the panels of one picture with the components of @grafana/ui, in the frame that Grafana puts around a panel.
// What the panel plugins of a Grafana server add (they are not published) is not here: settings are applied by hand.
import 'uplot/dist/uPlot.min.css';
import { createRoot } from 'react-dom/client';
import { createTheme, dateTime, getDisplayProcessor, getFieldDisplayName, getFieldDisplayValues, getFieldMatcher, ThemeContext, toDataFrame } from '@grafana/data';
import { BarGauge, BigValue, GlobalStyles, PanelChrome, TimeSeries } from '@grafana/ui';
import { TableNG } from '@grafana/ui/unstable';

const theme = createTheme({ colors: { mode: 'light' } });
const { time, picture } = window.infoscope;

/** The settings of a panel, given to its fields: defaults, then overrides by their matchers. */
function configured({ panel, frames }) {
  const made = frames.map((frame) => toDataFrame(frame));
  const { defaults, overrides } = panel.fieldConfig;
  let series = 0;
  for (const frame of made) {
    for (const field of frame.fields) {
      field.config = { ...structuredClone(defaults), ...field.config };
      for (const { matcher, properties } of overrides) if (getFieldMatcher(matcher)(field, frame, made)) properties.forEach((property) => set(field.config, property));
      const displayName = getFieldDisplayName(field, frame, made);
      field.state = { displayName, ...(field.type === 'number' && { seriesIndex: series++ }) };
      if (panel.type === 'timeseries' && field.type === 'number') field.name = displayName; // colours by name survive the join of lines
      field.display = getDisplayProcessor({ field, theme, timeZone: 'utc' });
      field.getLinks = () => [];
    }
  }
  return made;
}

/** Sets a property as custom.width of a field's settings. */
function set(config, { id, value }) {
  const names = id.split('.');
  const last = names.pop();
  names.reduce((within, name) => (within[name] ??= {}), config)[last] = value;
}

const range = () => ({ from: dateTime(time.start * 1000), to: dateTime(time.end * 1000), raw: { from: dateTime(time.start * 1000), to: dateTime(time.end * 1000) } });
const values = (panel, data) => getFieldDisplayValues({ fieldConfig: panel.fieldConfig, reduceOptions: panel.options.reduceOptions, replaceVariables: (text) => text, theme, data, sparkline: true });

const DRAW = {
  timeseries: ({ panel }, frames, width, height) => (
    <TimeSeries frames={frames} structureRev={1} timeRange={range()} timeZone="utc" width={width} height={height} legend={panel.options.legend} options={panel.options} replaceVariables={(text) => text} />
  ),
  table: ({ panel }, [frame], width, height) => <TableNG data={frame} width={width} height={height} cellHeight={panel.options.cellHeight} fieldConfig={panel.fieldConfig} enableVirtualization={false} />,
  stat: ({ panel }, frames, width, height) => values(panel, frames).slice(0, 1).map(({ display, sparkline }) => {
    const { colorMode, graphMode, justifyMode, textMode } = panel.options;
    return <BigValue key="value" value={display} sparkline={sparkline} width={width} height={height} theme={theme} colorMode={colorMode} graphMode={graphMode} justifyMode={justifyMode} textMode={textMode} />;
  }),
  bargauge: ({ panel }, frames, width, height) => values(panel, frames).slice(0, 1).map(({ display, field }) => (
    <BarGauge key="value" value={display} field={field} width={width} height={height} theme={theme} orientation="horizontal" displayMode="gradient" showUnfilled />
  )),
};

const panels = picture.panels.map((one, i) => (
  <PanelChrome key={i} title={one.panel.title} width={one.width} height={one.height} padding={one.as || one.panel.type === 'stat' ? 'none' : 'md'}>
    {(width, height) => DRAW[one.as ?? one.panel.type](one, configured(one), width, height)}
  </PanelChrome>
));
createRoot(document.getElementById('root')).render(
  <ThemeContext.Provider value={theme}>
    <GlobalStyles />
    <div style={{ display: 'flex', gap: 4 }}>{panels}</div>
  </ThemeContext.Provider>,
);
setTimeout(() => { window.infoscope.drawn = true; }, 2000); // charts measure themselves, then draw
