// Which panels are drawn, and how large; the names of pictures are those of files in src/site/images.
export const PICTURES = [
  { name: 'grafana-time-series', width: 1000, height: 260, panels: [{ file: 'planes.json', title: 'I(X;T): what a layer keeps of the input', width: 1000, height: 260 }] },
  { name: 'grafana-table', width: 1070, height: 125, panels: [{ file: 'overview.json', title: 'Runs', width: 1070, height: 125 }] },
  {
    name: 'grafana-stat',
    width: 1000,
    height: 130,
    panels: ['Epoch', 'Progress', 'Since last examined', 'Saturated readings', 'Failures', 'Firing alerts'].map((title) => ({ file: 'overview.json', title, width: 162, height: 130 })),
  },
  { name: 'grafana-bar-gauge', width: 450, height: 90, panels: [{ file: 'overview.json', title: 'Progress', width: 450, height: 90, as: 'bargauge' }] },
];
