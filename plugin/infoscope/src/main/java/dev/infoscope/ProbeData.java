// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import dev.infoscope.dl4j.probe.ClassRule;
import dev.infoscope.dl4j.probe.Probe;
import dev.infoscope.numeric.Require;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/** The examples to examine the network on, as the builder was told. */
final class ProbeData {
  @Nullable MultiDataSet data;
  int @Nullable [] classes;
  int rows = 2000;

  void require() {
    Require.that(data != null, "probe (none) must be given");
  }

  Probe probe(long seed, @Nullable ClassRule predictions) {
    return Probe.of(Require.given("probe", data), classes, rows, seed)
        .requireFinite()
        .predictedBy(predictions);
  }
}
