// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.report;

import dev.infoscope.measure.Metric;
import dev.infoscope.measure.causal.CausalMetrics;
import dev.infoscope.measure.drift.DriftMetrics;
import dev.infoscope.measure.flow.FlowMetrics;
import dev.infoscope.measure.motion.MotionMetrics;
import dev.infoscope.measure.neuron.NeuronMetrics;
import dev.infoscope.measure.neuron.ablation.AblationMetrics;
import dev.infoscope.measure.plane.PlaneMetrics;
import dev.infoscope.measure.plasticity.PlasticityMetrics;
import dev.infoscope.measure.probe.ProbeMetrics;
import dev.infoscope.measure.redundancy.RedundancyMetrics;
import dev.infoscope.measure.relay.RelayMetrics;
import dev.infoscope.measure.usable.UsableMetrics;
import java.util.List;
import java.util.stream.Stream;

/**
 * Everything this project publishes; meters, dashboards and the metric reference read this list.
 */
public final class MetricCatalogue {
  private static final List<Metric> ALL =
      Stream.of(
              RunMetrics.ALL,
              ProbeMetrics.ALL,
              MotionMetrics.ALL,
              PlaneMetrics.ALL,
              CausalMetrics.ALL,
              NeuronMetrics.ALL,
              FlowMetrics.ALL,
              AblationMetrics.ALL,
              RelayMetrics.ALL,
              UsableMetrics.ALL,
              RedundancyMetrics.ALL,
              PlasticityMetrics.ALL,
              DriftMetrics.ALL)
          .flatMap(List::stream)
          .toList();

  private MetricCatalogue() {}

  /**
   * All metrics that are series, in the order of the reference.
   *
   * @return immutable; no two have the same name
   */
  public static List<Metric> metrics() {
    return ALL.stream().filter(metric -> metric.kind() != Metric.Kind.MATRIX).toList();
  }

  /**
   * All matrices, in the order of the reference.
   *
   * @return immutable
   */
  public static List<Metric> matrices() {
    return ALL.stream().filter(metric -> metric.kind() == Metric.Kind.MATRIX).toList();
  }
}
