// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import dev.infoscope.dl4j.probe.Blocks;
import dev.infoscope.dl4j.shadow.LayerFacts;
import dev.infoscope.dl4j.shadow.MemoryHeadroom;
import dev.infoscope.dl4j.shadow.Shadow;
import dev.infoscope.network.Layer;
import dev.infoscope.network.Moment;
import dev.infoscope.network.ParameterMotion;
import dev.infoscope.numeric.Cancellation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Follows the parameters of the shadow from snapshot to snapshot. It keeps three vectors of their
 * size outside the heap, from the first snapshot on: the first, the last, and the last update. All
 * is done on the analysis thread, away from the lock under which training hands its parameters
 * over. An epoch before the last one means that training began anew, and so does this.
 *
 * <p>The first of a layer is that of the first snapshot at which its parameters are finite: nothing
 * has a distance from NaN.
 */
final class ParameterTrail {
  private static final int PIECE = 1 << 15;
  private static final int VECTORS = 3;

  /** Moving averages of the data, which no gradient moves. */
  private static final Set<String> STATISTICS = Set.of("mean", "var", "log10stdev");

  /** Parameters of a layer that lie side by side. */
  private record Range(long from, long length) {
    INDArray of(INDArray vector) {
      return vector.get(NDArrayIndex.interval(from, from + length));
    }
  }

  private record Vectors(INDArray first, INDArray last, INDArray update) {}

  private final Shadow shadow;
  private final List<Layer> layers;
  private final double[][] pieces;
  private @Nullable Vectors kept;
  private final Set<Layer> withoutFirst = new HashSet<>();
  private int snapshots;
  private int lastEpoch;

  ParameterTrail(Shadow shadow, List<Layer> layers) {
    this.shadow = shadow;
    this.layers = layers;
    int longest = (int) Math.min(PIECE, shadow.parameters().length());
    pieces = new double[VECTORS + 1][longest];
  }

  /**
   * How the parameters that the shadow has now differ from those before.
   *
   * @return one per layer that has parameters
   * @throws IllegalArgumentException if memory does not allow it
   */
  List<ParameterMotion> next(Moment moment) {
    INDArray now = shadow.parameters();
    INDArray flat = now.reshape(now.length());
    if (moment.epoch() < lastEpoch) {
      kept = null;
    }
    lastEpoch = moment.epoch();
    Vectors vectors = kept;
    if (vectors == null) {
      MemoryHeadroom.requireNative(VECTORS * flat.length() * flat.dataType().width());
      vectors = new Vectors(flat.dup(), flat.dup(), flat.like());
      kept = vectors;
      snapshots = 0;
      withoutFirst.addAll(layers);
    }
    snapshots++;
    List<ParameterMotion> motions = motions(flat, vectors);
    vectors.update().assign(flat).subi(vectors.last());
    vectors.last().assign(flat);
    return motions;
  }

  private List<ParameterMotion> motions(INDArray flat, Vectors vectors) {
    List<ParameterMotion> motions = new ArrayList<>();
    for (Layer layer : layers) {
      ParameterMotion motion = new ParameterMotion(layer, snapshots);
      List<Range> ranges = ranges(layer);
      if (withoutFirst.contains(layer)) {
        ranges.forEach(range -> range.of(vectors.first()).assign(range.of(flat)));
      }
      for (Range range : ranges) {
        for (long at = 0; at < range.length(); at += PIECE) {
          Cancellation.check();
          long from = range.from() + at;
          long to = from + Math.min(PIECE, range.length() - at);
          motion.add(
              piece(flat, from, to, 0),
              piece(vectors.last(), from, to, 1),
              piece(vectors.first(), from, to, 2),
              piece(vectors.update(), from, to, 3),
              (int) (to - from));
        }
      }
      if (motion.parameters() > 0) {
        motions.add(motion);
      }
      if (motion.isFinite()) {
        withoutFirst.remove(layer);
      }
    }
    return motions;
  }

  /** In memory that the next piece of the same vector overwrites. */
  private double[] piece(INDArray vector, long from, long to, int of) {
    Arrays.fill(pieces[of], 0);
    Blocks.addTo(vector.get(NDArrayIndex.interval(from, to)), pieces[of], 0);
    return pieces[of];
  }

  private List<Range> ranges(Layer layer) {
    var configuration = shadow.configuration(layer.index());
    boolean norm =
        configuration != null && LayerFacts.inner(configuration) instanceof BatchNormalization;
    long start = shadow.parameters().offset();
    List<Range> ranges = new ArrayList<>();
    for (Map.Entry<String, INDArray> each : shadow.parameters(layer.index()).entrySet()) {
      if (!norm || !STATISTICS.contains(each.getKey())) {
        ranges.add(new Range(each.getValue().offset() - start, each.getValue().length()));
      }
    }
    return ranges;
  }
}
