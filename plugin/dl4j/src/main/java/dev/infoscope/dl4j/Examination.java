// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import dev.infoscope.measure.Moment;
import dev.infoscope.measure.Snapshot;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.deeplearning4j.nn.api.Model;

/** One look at a network that is not in training. */
public final class Examination {
  private static final Moment NOW = new Moment(0, 0, Instant.EPOCH, Double.NaN);

  private Examination() {}

  /**
   * Examines a network, weights included.
   *
   * @param <T> what is made of it
   * @param model a MultiLayerNetwork or ComputationGraph; a copy is examined
   * @param probe on which examples
   * @param layers names of the layers; empty for all
   * @param look what to do with the snapshot, whose bench is alive until it returns
   * @return what it returns
   * @throws IllegalArgumentException if the network refuses the probe, lacks a layer that was asked
   *     for, or is of another class
   */
  public static <T> T of(
      Model model, Probe probe, List<String> layers, Function<Snapshot, T> look) {
    Examiner examiner = new Examiner(model, probe, layers, true);
    examiner.tryOut();
    try {
      return look.apply(examiner.examine(NOW));
    } finally {
      examiner.clear();
    }
  }
}
