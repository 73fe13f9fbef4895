// Panels lie on a grid 24 cells wide and may not cover each other.
import { allPanels } from './dashboard.mjs';

const WIDTH = 24;

export function overlaps(dashboard) {
  const placed = [], messages = [];
  for (const panel of allPanels(dashboard)) {
    const cell = panel.gridPos;
    if (cell.x + cell.w > WIDTH) messages.push(`${panel.title} is wider than the grid`);
    for (const other of placed) if (meet(cell, other.gridPos)) messages.push(`${panel.title} overlaps ${other.title}`);
    placed.push(panel);
  }
  return messages;
}

const meet = (a, b) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
