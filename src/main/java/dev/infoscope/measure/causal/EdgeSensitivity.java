// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.causal;

import dev.infoscope.discrete.Range;
import dev.infoscope.numeric.Bits;

/**
 * Sensitivity of one edge, exactly: {@code I(X_A; Y_B)} while X_A is uniform on the input range and
 * all other inputs are held at 0.
 *
 * <p>The output is then a function of one variable, {@code act(w x + b)}. The cuts of the line of
 * pre-activations are carried back to the input, where they meet the edges of the input bins; the
 * cells are the lengths between neighbours (no sampling, error below 1e-12 bits):
 *
 * <pre>
 * {@code I = ln B - (1/B) (sum over output pieces of L ln L - sum over parts of cut bins of r ln r)}
 * </pre>
 *
 * <p>with lengths in units of an input bin. Bins without a cut inside say nothing, so the cost is
 * that of the cuts inside the range, and two comparisons when there are none.
 */
final class EdgeSensitivity {
  private final OutputThresholds thresholds;
  private final double low;
  private final double width;
  private final int bins;
  private final double logBins;
  private final EdgeTable table;

  EdgeSensitivity(OutputThresholds thresholds, Range inputs, int inputBins) {
    this.thresholds = thresholds;
    this.low = inputs.low();
    this.width = inputs.high() - inputs.low();
    this.bins = inputBins;
    this.logBins = Math.log(inputBins);
    this.table = new EdgeTable(thresholds, inputBins);
  }

  /** Sum over the edges into a unit, bits. */
  double total(double[] weights, int from, int count, double bias) {
    double sum = 0;
    for (int k = 0; k < count; k++) {
      sum += edge(weights[from + k], bias);
    }
    return sum;
  }

  /** Sensitivity of one edge, bits. */
  double edge(double weight, double bias) {
    double start = bias + weight * low;
    double span = weight * width;
    int step = span > 0 ? 1 : -1;
    int first = span > 0 ? thresholds.piece(start) : thresholds.piece(start) - 1;
    boolean inside =
        first >= 0
            && first < thresholds.count()
            && (thresholds.values()[first] - start) * step < span * step; // false for NaN
    if (!inside) {
      return 0 * (start + span); // NaN stays NaN
    }
    return thresholds.isPlain()
        ? walk(start, span, first, step)
        : tabulated(start, span, first, step);
  }

  /** Walks over the cuts in the order in which x meets them. */
  private double walk(double start, double span, int first, int step) {
    double[] line = thresholds.values();
    double scale = bins / span;
    double pieces = 0;
    double last = 0;
    int lastBin = -1;
    for (int q = first; q >= 0 && q < line.length; q += step) {
      double place = (line[q] - start) * scale;
      if (!(place < bins)) {
        break;
      }
      int bin = (int) place;
      if (bin != lastBin) { // two cuts in one bin bound a whole piece and a part alike: they cancel
        pieces += EdgeTable.xlnx(place - last) - EdgeTable.xlnx(place - bin);
        if (lastBin >= 0) {
          pieces -= EdgeTable.xlnx(lastBin + 1 - last);
        }
        lastBin = bin;
      }
      last = place;
    }
    if (lastBin < 0) {
      return 0;
    }
    pieces += EdgeTable.xlnx(bins - last) - EdgeTable.xlnx(lastBin + 1 - last);
    return Math.max(0, (logBins - pieces / bins) * Bits.PER_NAT);
  }

  /** The same by way of a table, for functions that turn and for dropping. */
  private double tabulated(double start, double span, int first, int step) {
    double[] line = thresholds.values();
    double scale = bins / span;
    table.clear();
    double last = 0;
    int q = first;
    while (last < bins) {
      boolean more = q >= 0 && q < line.length;
      double place = more ? Math.min(bins, (line[q] - start) * scale) : bins;
      spread(last, place, step > 0 ? q : q + 1);
      last = Math.max(last, place);
      q += step;
      if (!more) {
        break;
      }
    }
    return table.information();
  }

  private void spread(double from, double to, int piece) {
    double at = from;
    for (int bin = (int) from; bin < bins && at < to; bin++) {
      double end = Math.min(to, bin + 1);
      table.add(bin, piece, Math.max(0, end - at));
      at = end;
    }
  }
}
