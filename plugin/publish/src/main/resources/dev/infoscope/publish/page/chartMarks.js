// The marks that charts draw over their lines.

export function inside(u, x) {
  return x >= u.bbox.left && x <= u.bbox.left + u.bbox.width;
}

export function dot(ctx, x, y, r) {
  ctx.beginPath();
  ctx.arc(x, y, r, 0, 7);
  ctx.fill();
  ctx.stroke();
}

export function arrow(u, x, up, scale) {
  const edge = up ? u.bbox.top : u.bbox.top + u.bbox.height;
  const tail = edge + (up ? 6 : -6) * scale;
  u.ctx.beginPath();
  u.ctx.moveTo(x, edge);
  u.ctx.lineTo(x + 4 * scale, tail);
  u.ctx.lineTo(x - 4 * scale, tail);
  u.ctx.closePath();
  u.ctx.fill();
}

export function flag(u, x, scale, ink, fill) {
  const top = u.bbox.top;
  Object.assign(u.ctx, { strokeStyle: ink, fillStyle: fill, lineWidth: 1.5 * scale });
  u.ctx.setLineDash([2 * scale, 3 * scale]);
  u.ctx.beginPath();
  u.ctx.moveTo(x, top + 8 * scale);
  u.ctx.lineTo(x, top + u.bbox.height);
  u.ctx.stroke();
  u.ctx.setLineDash([]);
  u.ctx.beginPath();
  u.ctx.moveTo(x - 5 * scale, top);
  u.ctx.lineTo(x + 5 * scale, top);
  u.ctx.lineTo(x, top + 8 * scale);
  u.ctx.closePath();
  u.ctx.fill();
  u.ctx.stroke();
}
