// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.pretrained;

import dev.infoscope.discrete.Activations;
import dev.infoscope.dl4j.Examination;
import dev.infoscope.dl4j.probe.Probe;
import dev.infoscope.network.ConductancePlan;
import dev.infoscope.network.ConductanceRule;
import dev.infoscope.network.ConductanceTarget;
import dev.infoscope.network.Conductances;
import dev.infoscope.network.LayerConductance;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Model;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A few images that went through a network together.
 *
 * @param layers from input to output
 * @param refusal why there are no conductances; empty if there are
 * @param measurements one per image
 */
record ImageBatch(List<SeenLayer> layers, String refusal, List<ImageMeasurement> measurements) {
  /**
   * Looks at images.
   *
   * @param network only read
   * @param features of the images
   * @param images which they are, by number
   * @param labels their classes
   * @param classes number of classes
   * @param steps along the path of conductance
   * @param names of layers; empty for all
   * @return what was seen
   * @throws IllegalArgumentException if the network refuses such features
   */
  static ImageBatch of(
      Model network,
      INDArray features,
      int[] images,
      int[] labels,
      int classes,
      int steps,
      String... names) {
    long start = System.nanoTime();
    try (Examination seen = Examination.of(network, probe(features, labels, classes), names)) {
      Conductances found = conductances(seen.snapshot(), steps);
      double seconds = (System.nanoTime() - start) / 1e9 / images.length;
      return of(seen.snapshot(), found, images, labels, seconds);
    }
  }

  private static Probe probe(INDArray features, int[] labels, int classes) {
    INDArray oneHot = Nd4j.zeros(labels.length, Math.max(2, classes));
    for (int row = 0; row < labels.length; row++) {
      oneHot.putScalar(row, labels[row], 1);
    }
    return Probe.inOrder(new DataSet(features, oneHot).toMultiDataSet());
  }

  private static Conductances conductances(Snapshot seen, int steps) {
    int[] rows = IntStream.range(0, seen.examples()).toArray();
    ConductancePlan plan =
        new ConductancePlan(
            ConductanceRule.MIDPOINT, steps, ConductanceTarget.predicted(), null, rows, false);
    return Objects.requireNonNull(seen.access()).conductances(plan);
  }

  private static ImageBatch of(
      Snapshot snapshot, Conductances found, int[] images, int[] labels, double seconds) {
    Map<Integer, LayerConductance> paths = new TreeMap<>();
    found.layers().forEach(layer -> paths.put(layer.layer().index(), layer));
    List<SeenLayer> layers = new ArrayList<>();
    for (LayerSnapshot layer : snapshot.layers()) {
      LayerConductance path = paths.get(layer.layer().index());
      layers.add(
          new SeenLayer(
              layer.layer(),
              layer.activations().units(),
              path == null ? "" : words(path),
              path == null ? 0 : path.values().units()));
    }
    List<ImageMeasurement> measurements = new ArrayList<>();
    int[] targets = found.targets();
    for (int row = 0; row < images.length; row++) {
      int target = targets != null ? targets[row] : -1;
      double change = targets != null ? found.change()[row] : Double.NaN;
      measurements.add(
          measured(snapshot, paths, row, images[row], labels[row], target, change, seconds));
    }
    return new ImageBatch(layers, found.refusal(), measurements);
  }

  /** The number of rows is that of a batch, and no matter. */
  private static String words(LayerConductance path) {
    return path.layer().reduction().replaceAll(", \\d+ rows", "");
  }

  private static ImageMeasurement measured(
      Snapshot snapshot,
      Map<Integer, LayerConductance> paths,
      int row,
      int image,
      int label,
      int target,
      double change,
      double seconds) {
    int count = snapshot.layers().size();
    float[][] activations = new float[count][];
    float[][] conductances = new float[count][];
    double[] errors = new double[count];
    double[] coarser = new double[count];
    for (int i = 0; i < count; i++) {
      LayerSnapshot layer = snapshot.layers().get(i);
      LayerConductance path = paths.get(layer.layer().index());
      activations[i] = row(layer.activations(), row);
      conductances[i] = row(path == null ? null : path.values(), row);
      errors[i] = path == null ? Double.NaN : path.errors()[row];
      coarser[i] = path == null ? Double.NaN : path.coarser()[row];
    }
    return new ImageMeasurement(
        image, label, target, change, seconds, activations, conductances, errors, coarser);
  }

  private static float[] row(@Nullable Activations values, int row) {
    if (values == null) {
      return new float[0];
    }
    double[] wide = new double[values.units()];
    values.copy(row, 1, wide);
    float[] narrow = new float[wide.length];
    for (int i = 0; i < wide.length; i++) {
      narrow[i] = (float) wide[i];
    }
    return narrow;
  }
}
