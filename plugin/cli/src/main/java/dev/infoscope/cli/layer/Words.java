// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.layer;

import dev.infoscope.estimate.Flag;
import dev.infoscope.measure.Reading;
import java.util.stream.Collectors;

/** What a reading says of itself, as it stands in a table. */
final class Words {
  private Words() {}

  static double chance(Reading reading) {
    return reading.uncertainty().chance().mean();
  }

  static String flags(Reading reading) {
    return reading.flags().stream().map(Flag::label).collect(Collectors.joining(" "));
  }
}
