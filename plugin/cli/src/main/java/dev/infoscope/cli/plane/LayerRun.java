// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.plane;

import dev.infoscope.cli.table.FewestRows;
import dev.infoscope.cli.table.Table;
import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Bins;
import dev.infoscope.discrete.CodeColumns;
import dev.infoscope.discrete.Range;
import dev.infoscope.discrete.Ranks;
import dev.infoscope.estimate.AuditedLayer;
import dev.infoscope.estimate.Flag;
import dev.infoscope.estimate.LayerShape;
import dev.infoscope.measure.plane.BinnedCounts;
import dev.infoscope.measure.plane.InformationPlane;
import dev.infoscope.measure.plane.PlaneAudit;
import dev.infoscope.measure.plane.PlaneDiagnosis;
import dev.infoscope.measure.plane.PlaneEstimator;
import dev.infoscope.measure.plane.PlanePoint;
import dev.infoscope.measure.plane.PlaneSettings;
import dev.infoscope.network.Layer;
import dev.infoscope.network.Snapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads one layer from its file: once, or twice when the bins depend on the data. */
final class LayerRun {
  /** The null keeps a few numbers per row; beyond so many rows there is none. */
  private static final int MOST_SHUFFLED = 1 << 24;

  private final PlaneOptions options;
  private final LabelledBlocks blocks;
  private final Layer layer;
  private final Inspection inspection = new Inspection();
  private final SampledRows sampled;
  private final SampledRows shape;
  private @Nullable Bins bins;
  private @Nullable BinnedCounts counts;

  /** Prepares; {@code chosen} are the rows to sample, ascending. */
  LayerRun(PlaneOptions options, LabelledBlocks blocks, Layer layer, int[] chosen) {
    this.options = options;
    this.blocks = blocks;
    this.layer = layer;
    int columns = blocks.table().columns();
    this.sampled = new SampledRows(chosen, columns);
    this.shape = new SampledRows(LayerShape.rows(blocks.labels().rows(), columns), columns);
  }

  LayerResult result() {
    FewestRows.require(blocks.table().file(), blocks.labels().rows());
    Range fixed = options.range().fixed();
    List<Block.Sink> sinks = new ArrayList<>(List.of(inspection, sampled, shape));
    if (options.countsRows() && fixed != null) {
      sinks.add(counting(fixed));
    }
    blocks.forEach(sinks);
    inspection.requireMagnitude(blocks.table().file());
    if (!options.allowNan()) {
      inspection.requireFinite(blocks.table().file());
    }
    Range range = inspection.range();
    if (range == null || inspection.notFinite() > 0) {
      return result(options.series().stream().map(this::notFinite).toList());
    }
    if (options.countsRows() && fixed == null) {
      blocks.forEach(List.of(counting(range)));
    }
    return result(points());
  }

  private PlanePoint notFinite(PlaneEstimator series) {
    return PlanePoint.none(series, blocks.labels().rows(), Flag.NOT_FINITE);
  }

  private BinnedBlocks counting(Range range) {
    int rows = blocks.labels().rows();
    Table table = blocks.table();
    bins = options.range().bins(range, options.bins());
    counts = new BinnedCounts(bins, table.columns(), classes(), rows, options.mostPatterns());
    return new BinnedBlocks(counts);
  }

  private List<PlanePoint> points() {
    List<PlanePoint> points = new ArrayList<>();
    blocks.progress().tell(blocks.table().file() + ": estimating");
    if (counts != null) {
      points.add(ofAll(counts));
    }
    InformationPlane onSample = options.onSample();
    if (onSample != null) {
      points.addAll(ofSample(onSample));
    }
    return points;
  }

  private PlanePoint ofAll(BinnedCounts counted) {
    int shuffles = blocks.labels().rows() > MOST_SHUFFLED ? 0 : options.shuffles();
    PlaneSettings settings = options.settings(options.series());
    AuditedLayer read =
        new AuditedLayer(
            blocks.table().columns(),
            inspection.varying(),
            classes(),
            counted.labelBits(),
            LayerShape.of(shape.values()));
    PlanePoint point = counted.point(shuffles, settings.seed(layer));
    return new PlaneAudit(settings).judged(point, read);
  }

  private List<PlanePoint> ofSample(InformationPlane plane) {
    List<PlanePoint> points = new ArrayList<>();
    Snapshot snapshot = sampled.snapshot(layer, classes());
    int chosen = Ranks.of(snapshot.labels()).size();
    boolean constant = isConstantInSample(snapshot);
    boolean some = sampled.rows() < blocks.labels().rows();
    for (PlanePoint point : plane.points(snapshot.layers().get(0), snapshot)) {
      PlanePoint told = some ? point.flagged(Flag.SAMPLED) : point;
      points.add(told.ofChosen(constant, chosen, classes()));
    }
    return points;
  }

  /** Whether the layer varies in the file and not among the rows that were sampled. */
  private boolean isConstantInSample(Snapshot snapshot) {
    Activations some = snapshot.layers().get(0).activations();
    double[] first = new double[some.units()];
    double[] row = new double[some.units()];
    for (int i = 0; i < some.examples(); i++) {
      some.copy(i, 1, i == 0 ? first : row);
      if (i > 0 && !Arrays.equals(first, row)) {
        return false;
      }
    }
    return inspection.varying() > 0;
  }

  private int classes() {
    return blocks.labels().classes().length;
  }

  private LayerResult result(List<PlanePoint> points) {
    Range diagnosed = diagnosed();
    return new LayerResult(
        layer,
        blocks.table().columns(),
        inspection.range(),
        inspection.notFinite(),
        bins == null ? "" : Objects.toString(bins),
        points,
        diagnosed == null ? null : diagnosis(diagnosed),
        diagnosed == null ? null : codes(diagnosed));
  }

  /** Where bins lie; fewer than four rows or no finite values tell nothing. */
  private @Nullable Range diagnosed() {
    Range data = inspection.range();
    if (!options.diagnose() || data == null || inspection.notFinite() > 0 || sampled.rows() < 4) {
      return null;
    }
    Range fixed = options.range().fixed();
    return fixed == null ? data : fixed;
  }

  private PlaneDiagnosis diagnosis(Range range) {
    Snapshot snapshot = sampled.snapshot(layer, classes());
    return PlaneDiagnosis.of(
        snapshot.layers().get(0), snapshot, range, options.bins(), options.seed());
  }

  private CodeColumns codes(Range range) {
    Snapshot snapshot = sampled.snapshot(layer, classes());
    return CodeColumns.of(snapshot.layers().get(0).activations(), Bins.over(range, UnitPairs.BINS));
  }
}
