// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.usable;

import dev.infoscope.measure.Metric;
import java.util.List;

/** What {@link UsableMeasure} publishes. */
public final class UsableMetrics {
  /** Bits about the label that a linear reader of a layer can use. */
  public static final Metric USABLE =
      Metric.gauge(
              "infoscope.information.usable",
              "bits",
              "Bits per label by which a linear reader shortens an online code of the labels")
          .perLayer()
          .ofClasses();

  /** The same of shuffled labels. */
  public static final Metric NULL =
      Metric.gauge(
              "infoscope.information.usable.null",
              "bits",
              "The same with shuffled labels: by how much a reader shortens the code by chance")
          .perLayer()
          .ofClasses();

  /** All of them, in the order of the reference. */
  public static final List<Metric> ALL = List.of(USABLE, NULL);

  private UsableMetrics() {}
}
