// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.folder;

import dev.infoscope.discrete.Activations;
import dev.infoscope.network.ClassedRows;
import dev.infoscope.network.InputSnapshot;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.Moment;
import dev.infoscope.network.OutputSnapshot;
import dev.infoscope.network.Snapshot;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Makes the snapshot of an epoch out of its tables, and tells what they lack, and for what. */
final class EpochSnapshot {
  private static final String BY_PREDICTION = "all layers (relay, ablation)";

  private final EpochTables tables;
  private final ProbeRows rows;
  private final Map<String, String> skipped = new TreeMap<>();
  private final List<InputSnapshot> inputs;
  private final List<LayerSnapshot> layers;
  private final int @Nullable [] predictions;

  EpochSnapshot(EpochTables tables, @Nullable ToIntFunction<double[]> predict) {
    this.tables = tables;
    this.rows = tables.rows();
    this.inputs = inputs();
    this.layers = new EpochLayers(tables).snapshots(inputs, skipped);
    this.predictions = predictions(predict);
    skipped.put("all layers (conductance)", "needs the network; there are files of it");
    if (tables.weights().isEmpty()) {
      skipped.put("all layers (causal, parameters)", "no weights in the folder of the epoch");
    }
  }

  SeenEpoch at(Moment moment, Scalars scalars, WeightTrail trail) {
    Snapshot snapshot =
        new Snapshot(
            moment,
            rows.labels(),
            rows.classes(),
            (int) Arrays.stream(rows.values()).distinct().count(),
            predictions,
            layers,
            inputs,
            List.of(output(scalars.probeLoss())),
            trail.next(layers.stream().map(LayerSnapshot::layer).toList(), tables.weights()),
            null);
    return new SeenEpoch(snapshot, skipped, scalars.own());
  }

  private List<InputSnapshot> inputs() {
    if (rows.inputs() == null) {
      skipped.put("inputs (flow)", "no inputs.npy, .npz or .csv beside the epochs");
      return List.of();
    }
    String name = tables.chain().inputName();
    return List.of(new InputSnapshot(name, rows.rows(rows.inputs()), ""));
  }

  private OutputSnapshot output(@Nullable Double loss) {
    return new OutputSnapshot(
        end().layer().name(),
        rows.kept().length,
        loss,
        predictions == null ? null : new ClassedRows(rows.labels(), predictions),
        null);
  }

  private LayerSnapshot end() {
    return layers.get(layers.size() - 1);
  }

  private int @Nullable [] predictions(@Nullable ToIntFunction<double[]> predict) {
    long[] said = tables.said();
    if (said != null) {
      int[] predictions = rows.predictions(said);
      if (predictions == null) {
        skipped.put(
            BY_PREDICTION, "no predictions: one is of a class that the first epoch does not have");
      }
      return predictions;
    }
    if (predict == null) {
      skipped.put(
          BY_PREDICTION,
          "no predictions: no predictions.npy, .npz or .csv, and no --predict for the last layer");
      return null;
    }
    return predicted(predict);
  }

  private int @Nullable [] predicted(ToIntFunction<double[]> rule) {
    Activations last = end().activations();
    double[] units = new double[last.units()];
    int[] predictions = new int[rows.kept().length];
    for (int row = 0; row < predictions.length; row++) {
      last.copy(row, 1, units);
      predictions[row] = rule.applyAsInt(units);
      if (predictions[row] >= rows.classes()) {
        skipped.put(
            BY_PREDICTION, "no predictions: the last layer has more units than there are classes");
        return null;
      }
    }
    return predictions;
  }
}
