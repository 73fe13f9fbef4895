// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import dev.infoscope.dl4j.probe.Probe;
import dev.infoscope.network.Moment;
import dev.infoscope.network.Snapshot;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Model;

/**
 * A snapshot of a network that is not being trained, with access to it, for measures that are
 * called by hand, weights included. The network itself is only read.
 */
public final class Examination implements AutoCloseable {
  private final Examiner examiner;
  private final Snapshot snapshot;

  private Examination(Examiner examiner, Snapshot snapshot) {
    this.examiner = examiner;
    this.snapshot = snapshot;
  }

  /**
   * Takes a snapshot of a network.
   *
   * @param model a MultiLayerNetwork or ComputationGraph, initialised
   * @param probe on what
   * @param layers names of the layers; none for all but dropout layers
   * @return the examination; its access lives until it is closed
   * @throws IllegalArgumentException if a layer is not there, or the network refuses the probe
   */
  public static Examination of(Model model, Probe probe, String... layers) {
    Examiner examiner = new Examiner(model, probe, List.of(layers), true);
    examiner.tryOut();
    Moment now = new Moment(0, 0, Instant.now(), Double.NaN);
    return new Examination(examiner, examiner.examine(now));
  }

  /**
   * What was seen.
   *
   * @return of epoch 0
   */
  public Snapshot snapshot() {
    return snapshot;
  }

  /**
   * Layers that could not be looked at.
   *
   * @return name and reason
   */
  public Map<String, String> skipped() {
    return examiner.skipped();
  }

  @Override
  public void close() {
    examiner.clear();
  }
}
