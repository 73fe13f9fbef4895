// How values become colours: from the least to the most of them, with two hues only where both signs occur.

import { number, percent } from './format.js';

const FAR_FROM_ZERO = 0.5; // of the largest value: where all lie beyond that, the scale does not begin at 0

/**
 * The scale of values, of which NaN are left out: low and high are its ends, share(value) goes from 0 to 1, or to -1
 * below zero.
 */
export function heatScale(values) {
  let [least, most] = [Infinity, -Infinity];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  if (least > most) return scale(0, 1, () => 0);
  if (least < 0 && most > 0) {
    const far = Math.max(-least, most);
    return scale(least, most, (value) => value / far); // equally far from zero, equally strong
  }
  if (least < 0) {
    const near = most < FAR_FROM_ZERO * least && most !== least ? most : 0;
    return scale(least, near, (value) => -(near - value) / (near - least));
  }
  const low = least > FAR_FROM_ZERO * most && least !== most ? least : 0;
  return scale(low, most || 1, (value) => (value - low) / ((most || 1) - low));
}

function scale(low, high, share) {
  return { low, high, share };
}

/** How the values of a matrix are written into its cells: counts as such, shares as per cent. */
export function cellWords(values, unit) {
  if (unit === 'ratio') return percent;
  const whole = values.every((value) => Number.isNaN(value) || Number.isInteger(value));
  return (value) => (value === 0 ? '0' : whole && Math.abs(value) < 1e6 ? String(value) : number(value));
}
