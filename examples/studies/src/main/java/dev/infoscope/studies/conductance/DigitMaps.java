// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.conductance;

import dev.infoscope.discrete.Activations;
import dev.infoscope.dl4j.AttributionMap;
import dev.infoscope.dl4j.Examination;
import dev.infoscope.dl4j.probe.Probe;
import dev.infoscope.network.ConductancePlan;
import dev.infoscope.network.ConductanceRule;
import dev.infoscope.network.ConductanceTarget;
import dev.infoscope.network.Conductances;
import dev.infoscope.network.Snapshot;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.DataSet;

/** Integrated gradients of the first digits of the test set, side by side. */
final class DigitMaps {
  private static final int DIGITS = 10;
  private static final int SIDE = 28;
  private static final int SCALE = 3;

  private DigitMaps() {}

  static void write(Path file, MultiLayerNetwork network, DataSet test) throws IOException {
    DataSet first = (DataSet) test.getRange(0, DIGITS);
    try (Examination seen = Examination.of(network, Probe.inOrder(first.toMultiDataSet()))) {
      ImageIO.write(drawn(gradients(seen.snapshot())), "png", file.toFile());
    }
  }

  private static Activations gradients(Snapshot seen) {
    int[] rows = IntStream.range(0, DIGITS).toArray();
    ConductancePlan plan =
        new ConductancePlan(
            ConductanceRule.MIDPOINT, 50, ConductanceTarget.predicted(), null, rows, true);
    Conductances found = Objects.requireNonNull(seen.access()).conductances(plan);
    return Objects.requireNonNull(found.inputs());
  }

  private static BufferedImage drawn(Activations inputs) {
    int tile = SIDE * SCALE;
    BufferedImage all = new BufferedImage(DIGITS * tile, tile, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = all.createGraphics();
    double[] row = new double[inputs.units()];
    for (int i = 0; i < DIGITS; i++) {
      inputs.copy(i, 1, row);
      pen.drawImage(AttributionMap.of(row, 1, SIDE, SIDE), i * tile, 0, tile, tile, null);
    }
    pen.dispose();
    return all;
  }
}
