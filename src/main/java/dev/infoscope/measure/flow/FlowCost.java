// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.flow;

import dev.infoscope.measure.Cost;

/** What the flow costs in operations: so much per link and example, and a pass over all values. */
final class FlowCost {
  /** Fewer links than these say nothing. */
  static final int FEWEST = 1024;

  private static final double VALUE = 10; // whether it moves
  private static final double CODED = 120; // sorting and coding a value of a unit that is measured
  private static final double BINNED_LINK = 1000; // sums and logarithms
  private static final double BINNED = 1.5; // per example of a link
  private static final double NEIGHBOURS = 250; // per example of a link, by k

  private final FlowSettings settings;
  private final FlowNetwork network;

  FlowCost(FlowSettings settings, FlowNetwork network) {
    this.settings = settings;
    this.network = network;
  }

  Cost cost() {
    return Cost.of(FEWEST, settings.mostLinks(), this::of);
  }

  /** Of at most so many links. */
  double of(int most) {
    int[] widths = network.stages().stream().mapToInt(stage -> stage.values().units()).toArray();
    int units = FlowSample.mostUnits(network, widths, most);
    double rows = Math.min(settings.mostRows(), network.examples());
    double sum = FlowSample.links(network, widths, units) * link(rows);
    for (int width : widths) {
      sum += rows * (VALUE * width + CODED * Math.min(width, units));
    }
    return sum;
  }

  private double link(double rows) {
    return settings.estimator().kind() == FlowEstimator.Kind.BINNED
        ? BINNED_LINK + BINNED * rows
        : NEIGHBOURS * rows * (1 + settings.shuffles() / 10.0);
  }
}
