// Files for the reader: pictures and tables, made in the browser.

export function saveText(name, type, text) {
  save(name, new Blob([text], { type }));
}

export function saveCanvas(name, canvas) {
  canvas.toBlob((blob) => save(name, blob), 'image/png');
}

export function toTable(rows) {
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

/** A menu of what can be saved: name of the format to what saves it. */
export function saveMenu(label, formats) {
  const menu = document.createElement('details');
  menu.className = 'menu';
  const summary = document.createElement('summary');
  summary.textContent = 'Save';
  summary.setAttribute('aria-label', `Save ${label}`);
  const list = document.createElement('div');
  for (const [name, run] of Object.entries(formats)) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = name;
    button.addEventListener('click', () => {
      menu.open = false;
      run();
    });
    list.append(button);
  }
  menu.append(summary, list);
  menu.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    menu.open = false;
    summary.focus();
  });
  return menu;
}
