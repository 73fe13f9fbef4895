// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import dev.infoscope.cli.table.InputException;
import dev.infoscope.cli.table.Matrix;
import dev.infoscope.cli.table.TableOptions;
import dev.infoscope.discrete.Activations;
import dev.infoscope.dl4j.Examination;
import dev.infoscope.dl4j.probe.ClassLabels;
import dev.infoscope.dl4j.probe.Probe;
import dev.infoscope.measure.ChosenExamples;
import dev.infoscope.measure.Findings;
import dev.infoscope.measure.Reading;
import dev.infoscope.measure.plane.Completeness;
import dev.infoscope.measure.plane.ConductancePlane;
import dev.infoscope.measure.plane.ConductanceSettings;
import dev.infoscope.measure.plane.InformationPlane;
import dev.infoscope.network.ConductancePlan;
import dev.infoscope.network.Conductances;
import dev.infoscope.network.LayerConductance;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.NetworkAccess;
import dev.infoscope.network.Snapshot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.api.Model;
import org.jspecify.annotations.Nullable;

/**
 * What was found out about a network.
 *
 * @param snapshot labels and activations
 * @param found conductances of the same rows
 * @param readings the plane of conductances, then that of activations, layer by layer
 */
record ConductanceStudy(Snapshot snapshot, Conductances found, List<Reading> readings) {
  private static final int MOST_CLASSES = 1 << 16;

  static ConductanceStudy of(
      ConductanceRequest request, ModelFile file, ProbeOptions options, Normalization normal) {
    Path probe = options.features();
    Model network = file.read();
    ProbeFiles files = options.read(normal);
    double[] baseline = baseline(request.baseline(), options.tables());
    double[] start = baseline == null ? null : normal.ofRow(baseline);
    LayerSizes.require(file.path(), network, files.data().getFeatures());
    try (Examination examination = examine(network, files, request, probe, options.labels())) {
      Snapshot snapshot = examination.snapshot();
      Conductances found = conductances(request, snapshot, file.path(), probe, start);
      return new ConductanceStudy(snapshot, found, readings(request, snapshot, found));
    }
  }

  /** A label is the index of a logit, but for two labels of which one is negative, as -1 and 1. */
  private static ClassLabels classes(ProbeFiles files, Path labels) {
    int largest = Arrays.stream(files.classes()).max().orElse(0);
    if (largest >= MOST_CLASSES) {
      throw new InputException(
          labels, "labels must be from 0 to %d to be classes", MOST_CLASSES - 1);
    }
    return new ClassLabels(files.classes(), Math.max(2, largest + 1));
  }

  private static Examination examine(
      Model network, ProbeFiles files, ConductanceRequest request, Path probe, Path labels) {
    ClassLabels classes = classes(files, labels);
    try {
      return Examination.of(
          network,
          Probe.inOrder(files.data().toMultiDataSet(), classes).predictedBy(request.predict()));
    } catch (IllegalArgumentException e) {
      throw new InputException(probe, String.valueOf(e.getMessage()));
    }
  }

  private static Conductances conductances(
      ConductanceRequest request,
      Snapshot snapshot,
      Path model,
      Path probe,
      double @Nullable [] baseline) {
    NetworkAccess access = Objects.requireNonNull(snapshot.access());
    int[] rows = new int[snapshot.examples()];
    Arrays.setAll(rows, i -> i);
    ConductancePlan plan =
        new ConductancePlan(
            request.rule(),
            request.steps(),
            request.target(),
            baseline,
            rows,
            request.attributes());
    Conductances found;
    try {
      found = access.conductances(plan);
    } catch (IllegalArgumentException e) {
      throw new InputException(
          request.baseline() == null ? probe : request.baseline(), String.valueOf(e.getMessage()));
    }
    if (!found.refusal().isEmpty()) {
      throw new InputException(model, "has no conductance: " + found.refusal());
    }
    return found;
  }

  private static double @Nullable [] baseline(@Nullable Path file, TableOptions tables) {
    if (file == null) {
      return null;
    }
    Matrix matrix = tables.matrix(file);
    if (matrix.rows() != 1 && matrix.columns() != 1) {
      throw new InputException(
          file, "baseline of shape [%d x %d] must be one row", matrix.rows(), matrix.columns());
    }
    return matrix.values();
  }

  private static List<Reading> readings(
      ConductanceRequest request, Snapshot snapshot, Conductances found) {
    ConductanceSettings settings =
        ConductanceSettings.defaults().withRule(request.rule()).withTarget(request.target());
    List<Reading> readings =
        new ArrayList<>(
            new ConductancePlane(request.plane(), settings)
                .readings(found, snapshot.labels(), snapshot));
    Set<Integer> known =
        found.layers().stream().map(layer -> layer.layer().index()).collect(Collectors.toSet());
    List<LayerSnapshot> same =
        snapshot.layers().stream().filter(layer -> known.contains(layer.layer().index())).toList();
    Snapshot beside = new Snapshot(snapshot.moment(), snapshot.labels(), snapshot.classes(), same);
    Findings activations = new InformationPlane(request.plane()).measure(beside);
    readings.addAll(ChosenExamples.judge(activations, beside).readings());
    return readings;
  }

  /** In this order in every process; that of {@link Map#of} changes from one to the next. */
  private static Map<String, @Nullable Object> inOrder(Completeness complete) {
    Map<String, @Nullable Object> shares = new LinkedHashMap<>();
    shares.put("mean", complete.mean());
    shares.put("max", complete.largest());
    shares.put("above", complete.above());
    shares.put("moreSteps", Double.isNaN(complete.mean()) ? null : complete.moreSteps().label());
    return shares;
  }

  Map<String, Object> diagnostics(boolean perSample) {
    Map<String, Object> completeness = new LinkedHashMap<>();
    Map<String, Object> details = new LinkedHashMap<>();
    Map<String, Object> conductance = new LinkedHashMap<>();
    for (LayerConductance layer : found.layers()) {
      Completeness complete = Completeness.of(layer, found);
      completeness.put(layer.layer().name(), complete.absolute());
      details.put(layer.layer().name(), inOrder(complete));
      conductance.put(layer.layer().name(), rows(layer.values()));
    }
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("samples", snapshot.examples());
    all.put("targets", found.targets());
    all.put("change", found.change());
    all.put("completeness", completeness);
    all.put("completenessShare", details);
    if (perSample) {
      all.put("conductance", conductance);
    }
    return all;
  }

  private static List<double[]> rows(Activations values) {
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < values.examples(); i++) {
      double[] row = new double[values.units()];
      values.copy(i, 1, row);
      rows.add(row);
    }
    return rows;
  }
}
