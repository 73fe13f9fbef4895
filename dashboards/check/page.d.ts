// What the page's modules find in the browser besides its own: uPlot, read by a script tag, and what tests look at.

declare const uPlot: any;

interface Window {
  infoscope?: any;
}
