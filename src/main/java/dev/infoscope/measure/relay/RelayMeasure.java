// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.relay;

import dev.infoscope.measure.Findings;
import dev.infoscope.measure.LayerSnapshot;
import dev.infoscope.measure.Matrix;
import dev.infoscope.measure.Measure;
import dev.infoscope.measure.Reading;
import dev.infoscope.measure.Snapshot;
import java.util.ArrayList;
import java.util.List;

/**
 * Relay information of every hidden layer (Hintze and Adami 2023, doi 10.3390/e25030401, arXiv
 * 2301.00911): which neurons the link from class to prediction runs through.
 *
 * <p>Layers are looked at one at a time. The output layer is left out: its units are the
 * prediction. Levels are found anew on every look. A layer reads {@code NaN} with a flag where
 * there is not enough evidence; see {@link LayerRelay#of}.
 */
public final class RelayMeasure implements Measure {
  private final RelaySettings settings;

  /**
   * A measure for one run.
   *
   * @param settings how layers are read
   */
  public RelayMeasure(RelaySettings settings) {
    this.settings = settings;
  }

  @Override
  public String name() {
    return "relay";
  }

  @Override
  public Findings measure(Snapshot snapshot) {
    List<Reading> readings = new ArrayList<>();
    List<Matrix> matrices = new ArrayList<>();
    for (LayerSnapshot seen : snapshot.layers()) {
      if (!isOutput(seen.layer().kind())) {
        LayerRelay relay =
            LayerRelay.of(
                settings,
                seen.layer().range(),
                seen.activations(),
                snapshot.labels(),
                snapshot.predictions(),
                snapshot.classes());
        Findings found = new RelayReadings(seen.layer(), relay, settings.share()).findings();
        readings.addAll(found.readings());
        matrices.addAll(found.matrices());
      }
    }
    return new Findings(readings, matrices);
  }

  private static boolean isOutput(String kind) {
    return kind.endsWith("OutputLayer") || kind.endsWith("LossLayer");
  }
}
