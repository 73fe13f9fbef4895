// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.plane;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Bins;
import dev.infoscope.discrete.PatternCoder;
import dev.infoscope.discrete.PatternCounts;
import dev.infoscope.discrete.PatternTable;
import dev.infoscope.discrete.Range;
import dev.infoscope.estimate.ScaleShift;
import dev.infoscope.estimate.chance.SampleStability;
import dev.infoscope.estimate.chance.SubsamplingSpread;
import dev.infoscope.estimate.entropy.BinSweep;
import dev.infoscope.estimate.entropy.InformationInterval;
import dev.infoscope.estimate.entropy.PlugIn;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.Snapshot;
import dev.infoscope.numeric.Require;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How far the binned reading of a layer would be another under other bins, other samples or another
 * scale. Costs some sixty readings; made on request.
 *
 * @param sweep readings at 64, 32, 16 and 8 bins over the same range
 * @param stability of I(T;Y) on all, half and a quarter of the rows
 * @param scale I(X;T) before and after doubling all activations, with bins fixed
 * @param spread how far I(T;Y) would move on other rows, about the same bias; no interval of the
 *     truth
 * @param interval where I(T;Y) of the population in these bins lies, at a level of 95 %, or why
 *     that cannot be said
 */
public record PlaneDiagnosis(
    BinSweep sweep,
    SampleStability stability,
    ScaleShift scale,
    SubsamplingSpread spread,
    InformationInterval interval) {
  private static final int FINEST = 64;
  private static final int HALVINGS = 3;
  private static final int DRAWS = 50;
  private static final double NOTABLE = 0.1; // bits

  /**
   * Diagnoses a layer.
   *
   * @param seen what was seen of the layer, at least four rows, all values finite
   * @param snapshot labels of the examples
   * @param range of the bins of the reading that is diagnosed
   * @param count how many bins those are
   * @param seed of the choices of rows
   * @return the diagnosis
   * @throws IllegalArgumentException if there are fewer than four rows
   */
  public static PlaneDiagnosis of(
      LayerSnapshot seen, Snapshot snapshot, Range range, int count, long seed) {
    Require.atLeast("examples", snapshot.examples(), 4);
    Activations layer = seen.activations();
    int classes = snapshot.classes();
    Bins bins = Bins.over(range, count);
    int[] labels = snapshot.labels();
    return new PlaneDiagnosis(
        BinSweep.of(layer, labels, classes, range, FINEST, HALVINGS),
        SampleStability.of(labels.length, seed, rows -> label(layer, snapshot, bins, rows)),
        ScaleShift.of(
            layer, 2, scaled -> PlugIn.entropy(table(scaled, labels, classes, bins).patterns())),
        SubsamplingSpread.of(
            labels.length, DRAWS, seed, rows -> label(layer, snapshot, bins, rows)),
        InformationInterval.of(counts(layer, labels, classes, bins)));
  }

  private static double label(Activations layer, Snapshot snapshot, Bins bins, int[] rows) {
    int[] labels = Arrays.stream(rows).map(row -> snapshot.labels()[row]).toArray();
    return PlugIn.mutualInformation(table(layer.select(rows), labels, snapshot.classes(), bins));
  }

  private static PatternTable table(Activations layer, int[] labels, int classes, Bins bins) {
    return counts(layer, labels, classes, bins).snapshot();
  }

  private static PatternCounts counts(Activations layer, int[] labels, int classes, Bins bins) {
    PatternCoder coder = new PatternCoder(bins, layer.units());
    return new PatternCounts(coder, classes, labels.length).accept(layer, labels);
  }

  /**
   * What to hold against the reading, in plain words.
   *
   * @return sentences, none if nothing is notable
   */
  public List<String> words() {
    List<String> words = new ArrayList<>();
    if (sweep.labelSpread() > NOTABLE) {
      words.add(
          say(
              "I(T;Y) moves by %.2f bits between 64 and 8 bins: it is as much about the bins",
              sweep.labelSpread()));
    }
    if (Math.abs(stability.full() - stability.limit()) > NOTABLE) {
      words.add(
          say(
              "I(T;Y) would go from %.2f towards %.2f bits with more rows",
              stability.full(), stability.limit()));
    }
    if (Math.abs(scale.shift()) > NOTABLE) {
      words.add(
          say(
              "doubling all activations moves I(X;T) by %.2f bits: scale alone can look like"
                  + " compression",
              scale.shift()));
    }
    return words;
  }

  private static String say(String template, Object... values) {
    return String.format(Locale.ROOT, template, values);
  }
}
