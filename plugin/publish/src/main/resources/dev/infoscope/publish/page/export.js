// Files for the reader: pictures and tables, made in the browser.

import { button, make } from './cards.js';

function saveText(name, type, text) {
  save(name, new Blob([text], { type }));
}

function toTable(rows) {
  return rows.map((row) => row.map(cell).join(',')).join('\n') + '\n';
}

function cell(value) {
  const given = String(value ?? '');
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) && Number.isNaN(Number(value)) ? `'${given}` : given; // no formula
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function save(name, blob) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

/** A menu to save a picture, {toSvg, toCsv}, and its canvas; all but the label are asked for when something is saved. */
export function saveMenu(label, name, canvas, picture) {
  const formats = {
    PNG: () => canvas().toBlob((blob) => save(`${name()}.png`, blob), 'image/png'),
    SVG: () => saveText(`${name()}.svg`, 'image/svg+xml', picture().toSvg()),
    CSV: () => saveText(`${name()}.csv`, 'text/csv', toTable(picture().toCsv())),
  };
  const menu = /** @type {HTMLDetailsElement} */ (make('details', '', 'menu'));
  const summary = make('summary', 'Save');
  summary.setAttribute('aria-label', `Save ${label}`);
  const list = make('div');
  for (const [name, run] of Object.entries(formats)) {
    list.append(button(name, () => {
      menu.open = false;
      run();
    }, ''));
  }
  menu.append(summary, list);
  return menu;
}
