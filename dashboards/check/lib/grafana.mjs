// Grafana's own data library, which expects to run in a browser.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

export const grafana = require('@grafana/data');
export const rxjs = require('rxjs');

// All it wants of a browser; set after the import, or a style library within looks for a document.
globalThis.window ??= { grafanaBootData: { settings: {}, user: {} } };
globalThis.navigator ??= { language: 'en', languages: ['en'] };
