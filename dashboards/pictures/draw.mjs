// Draws the pictures in Chromium. usage: node draw.mjs FRAMES FOLDER
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { Chromium } from './chromium.mjs';

const [frames, into] = process.argv.slice(2);
const { time, pictures } = JSON.parse(fs.readFileSync(frames, 'utf8'));
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'infoscope-grafana-'));
const page = (picture) => `<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="panels.css"><body style="margin:0;overflow:hidden">
<div id="root"></div><script>window.grafanaBootData={settings:{},user:{}};window.infoscope=${JSON.stringify({ time, picture }).replaceAll('<', '\\u003c')}</script>
<script src="panels.js"></script>`;
await build({
  entryPoints: [path.join(import.meta.dirname, 'panels.jsx')], bundle: true, outfile: path.join(folder, 'panels.js'), jsx: 'automatic', logLevel: 'error',
  define: { 'process.env.NODE_ENV': '"production"', global: 'window' }, loader: { '.ttf': 'empty' },
});
const chromium = new Chromium(path.join(folder, 'profile'));
try {
  for (const picture of pictures) {
    const html = path.join(folder, `${picture.name}.html`);
    fs.writeFileSync(html, page(picture));
    const png = await chromium.picture(pathToFileURL(html).href, picture, 'window.infoscope?.drawn');
    fs.writeFileSync(path.join(into, `${picture.name}.png`), png);
    console.log(`${picture.name}.png: ${png.length} bytes`);
  }
} finally {
  await chromium.close();
  fs.rmSync(folder, { recursive: true });
}
