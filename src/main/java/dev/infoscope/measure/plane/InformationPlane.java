// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.plane;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Ranks;
import dev.infoscope.discrete.SeededChoice;
import dev.infoscope.discrete.SerialKind;
import dev.infoscope.discrete.UnitRanges;
import dev.infoscope.discrete.ValueSummary;
import dev.infoscope.estimate.AuditedLayer;
import dev.infoscope.estimate.Flag;
import dev.infoscope.estimate.LayerShape;
import dev.infoscope.estimate.VaryingUnits;
import dev.infoscope.estimate.kernel.PairwiseCentres;
import dev.infoscope.estimate.kernel.TileMemory;
import dev.infoscope.measure.Cost;
import dev.infoscope.measure.CountedMeasure;
import dev.infoscope.measure.Findings;
import dev.infoscope.measure.PartCounts;
import dev.infoscope.measure.Reading;
import dev.infoscope.measure.SettingValues;
import dev.infoscope.measure.SnapshotCounts;
import dev.infoscope.measure.SnapshotSummary;
import dev.infoscope.measure.UnchangedLayers;
import dev.infoscope.network.Layer;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.Snapshot;
import dev.infoscope.numeric.Require;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The information plane of every layer T: I(X;T), what it keeps of the input X, and I(T;Y), what it
 * holds about the label Y (Shwartz-Ziv and Tishby 2017, arXiv 1703.00810; Saxe et al. 2018).
 *
 * <p>X is the identity of the probe row. The network being deterministic, I(X;T) says how finely
 * the layer distinguishes the rows <em>at the estimator's resolution</em>; it is no property of the
 * network alone (Goldfeld et al. 2019; Geiger 2020). Hence two estimators side by side, a
 * shuffled-label null for every I(T;Y), and a flag on what is saturated. I(T;Y) that no audit
 * vouches for has the flag {@link Flag#BEYOND_AUDIT} ({@link PlaneAudit}).
 *
 * <p>A layer with NaN or infinite values reads {@code NaN} with the flag {@link Flag#NOT_FINITE};
 * one without rows {@code NaN} with {@link Flag#UNDERSAMPLED}; a constant one 0 with {@link
 * Flag#CONSTANT}. Bins are frozen per layer at the first usable snapshot; seeds depend on run and
 * layer only, so shuffles are the same every epoch.
 */
public final class InformationPlane implements CountedMeasure {
  private final PlaneSettings settings;
  private final List<PlaneReader> readers = new ArrayList<>();
  private final @Nullable BinnedPlane binned;
  private final PlaneAudit audit;
  private final UnchangedLayers<List<PlanePoint>> unchanged = new UnchangedLayers<>();

  /**
   * A measure for one run.
   *
   * @param settings how the plane is read
   */
  public InformationPlane(PlaneSettings settings) {
    this(settings, new TileMemory());
  }

  /** In memory that is used again, by one plane at a time. */
  InformationPlane(PlaneSettings settings, TileMemory memory) {
    this.settings = settings;
    audit = new PlaneAudit(settings);
    Set<PlaneEstimator> wanted = settings.estimators();
    binned =
        wanted.contains(PlaneEstimator.BINNED)
            ? new BinnedPlane(settings.quantizer(), settings.shuffles())
            : null;
    if (binned != null) {
      readers.add(binned);
    }
    if (wanted.contains(PlaneEstimator.PAIRWISE)
        || wanted.contains(PlaneEstimator.PAIRWISE_LOWER)) {
      readers.add(new PairwisePlane(settings, memory));
    }
    if (wanted.contains(PlaneEstimator.KSG)) {
      readers.add(new KsgPlane(settings.shuffles()));
    }
    if (wanted.contains(PlaneEstimator.RENYI)) {
      readers.add(new RenyiPlane(settings.noise(), settings.shuffles()));
    }
  }

  @Override
  public String name() {
    return "information-plane";
  }

  @Override
  public Map<String, Object> settings() {
    return SettingValues.of(settings);
  }

  @Override
  public Cost cost(Snapshot snapshot) {
    return costs(snapshot).cost();
  }

  private PlaneCost costs(Snapshot snapshot) {
    List<Integer> widths =
        snapshot.layers().stream().map(layer -> layer.activations().units()).toList();
    return new PlaneCost(settings, widths, snapshot.examples());
  }

  @Override
  public Findings measure(Snapshot snapshot) {
    return measure(snapshot, Double.POSITIVE_INFINITY);
  }

  /**
   * Of a choice of the examples, the same for all layers, where all pairs of them cost too much.
   * Estimators that look at pairs, but for the pairwise bounds, take no more than {@value
   * PairwiseCentres#MOST_ROWS}; the bounds take as many as {@link PairwiseCentres} for one side of
   * the pairs then.
   */
  @Override
  public Findings measure(Snapshot snapshot, double operations) {
    int most =
        Cost.fitting(
            PlaneCost.FEWEST, snapshot.examples(), operations, costs(snapshot)::inTraining);
    int[] rows = SeededChoice.of(snapshot.examples(), most, settings.seed());
    Function<PlaneReader, int[]> chosen = reader -> limited(reader, rows);
    List<Reading> readings = new ArrayList<>();
    for (LayerSnapshot layer : snapshot.layers()) {
      long more = 31L * Arrays.hashCode(snapshot.labels()) + rows.length;
      for (PlanePoint point : unchanged.of(layer, more, () -> points(layer, snapshot, chosen))) {
        readings.addAll(point.readings(named(layer.layer(), point, snapshot.examples())));
      }
    }
    readings.addAll(EfficiencyPeak.of(readings));
    return Findings.of(readings);
  }

  private int[] limited(PlaneReader reader, int... rows) {
    return SeededChoice.of(rows, reader.mostRows(), settings.seed());
  }

  /** The layer with the number of examples that were looked at, where these are not all. */
  static Layer named(Layer layer, PlanePoint point, long examples) {
    if (!point.input().flags().contains(Flag.SAMPLED)) {
      return layer;
    }
    int samples = Math.toIntExact(point.input().uncertainty().samples());
    return layer.noted(
        samples < examples
            ? String.format(Locale.ROOT, "%d of %d examples", samples, examples)
            : String.format(
                Locale.ROOT,
                "%d of %d examples as centres",
                PairwiseCentres.count(samples),
                examples));
  }

  /**
   * Finds the places of one layer in the plane; {@link #measure} turns them into readings.
   *
   * @param layer what was seen of the layer
   * @param snapshot labels of the examples; its own list of layers is not looked at
   * @return one point per estimator
   */
  public List<PlanePoint> points(LayerSnapshot layer, Snapshot snapshot) {
    int[] all = SeededChoice.of(snapshot.examples(), snapshot.examples(), 0);
    return points(layer, snapshot, reader -> all);
  }

  private List<PlanePoint> points(
      LayerSnapshot layer, Snapshot snapshot, Function<PlaneReader, int[]> chosen) {
    ValueSummary summary = ValueSummary.of(layer.activations());
    Flag reason = CountedPlane.reason(summary);
    if (reason != null) {
      return none(snapshot.examples(), reason);
    }
    List<PlanePoint> points = new ArrayList<>();
    long seed = settings.seed(layer.layer());
    for (PlaneReader reader : readers) {
      int[] rows = chosen.apply(reader);
      points.addAll(
          rows.length < snapshot.examples() && reader.takesPairs()
              ? sampled(reader, layer, snapshot, () -> !SamplePoints.isConstant(layer), seed, rows)
              : reader.read(layer, summary, snapshot, seed));
    }
    Activations values = layer.activations();
    return judged(
        points,
        new AuditedLayer(
            values.units(),
            VaryingUnits.count(values),
            snapshot.occurring(),
            Plane.labelEntropy(snapshot),
            LayerShape.of(values)));
  }

  private List<PlanePoint> judged(List<PlanePoint> points, AuditedLayer read) {
    return points.stream().map(point -> audit.judged(point, read)).toList();
  }

  private List<PlanePoint> none(long samples, Flag reason) {
    return settings.estimators().stream()
        .map(estimator -> PlanePoint.none(estimator, samples, reason))
        .toList();
  }

  @Override
  public SnapshotCounts counts(Snapshot like, SnapshotSummary summary) {
    return CountedPlane.counts(binned, like, summary);
  }

  @Override
  public SnapshotCounts counts(SnapshotSummary summary, byte[] bytes) {
    return CountedPlane.read(bytes);
  }

  @Override
  public Findings findings(Snapshot like, SnapshotSummary summary, SnapshotCounts counts) {
    int layers = like.layers().size();
    PartCounts<BinnedCounts> counted = PartCounts.of(counts, SerialKind.PLANE_COUNTS, layers);
    Snapshot rows = summary.rows(like);
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < layers; i++) {
      Layer layer = rows.layers().get(i).layer();
      for (PlanePoint point : points(i, rows, summary, counted.part(i))) {
        readings.addAll(point.readings(named(layer, point, summary.samples())));
      }
    }
    readings.addAll(EfficiencyPeak.of(readings));
    return Findings.of(readings);
  }

  private List<PlanePoint> points(
      int position, Snapshot rows, SnapshotSummary summary, @Nullable BinnedCounts counts) {
    Flag reason = CountedPlane.reason(summary, position);
    if (reason != null) {
      return none(summary.samples(), reason);
    }
    LayerSnapshot layer = rows.layers().get(position);
    long seed = settings.seed(layer.layer());
    List<PlanePoint> points = new ArrayList<>();
    for (PlaneReader reader : readers) {
      if (!reader.takesPairs()) {
        points.add(Require.given("counts", counts).point(settings.shuffles(), seed));
      } else {
        BooleanSupplier varies = () -> !summary.ofLayer(position).isConstant();
        points.addAll(ofKept(reader, layer, rows, summary.keepsAll(), varies, seed));
      }
    }
    UnitRanges all = summary.ofLayer(position);
    return judged(
        points,
        new AuditedLayer(
            all.units(),
            VaryingUnits.count(all),
            rows.occurring(),
            counts == null ? Plane.labelEntropy(rows) : counts.labelBits(),
            LayerShape.of(layer.activations())));
  }

  private List<PlanePoint> ofKept(
      PlaneReader reader,
      LayerSnapshot layer,
      Snapshot rows,
      boolean all,
      BooleanSupplier varies,
      long seed) {
    int[] kept = SeededChoice.of(rows.examples(), reader.mostRows(), settings.seed());
    if (all && kept.length == rows.examples()) {
      return reader.read(layer, ValueSummary.of(layer.activations()), rows, seed);
    }
    return sampled(reader, layer, rows, varies, seed, kept);
  }

  private static List<PlanePoint> sampled(
      PlaneReader reader,
      LayerSnapshot layer,
      Snapshot snapshot,
      BooleanSupplier varies,
      long seed,
      int... rows) {
    Activations some = layer.activations().select(rows);
    int[] labels = Arrays.stream(rows).map(row -> snapshot.labels()[row]).toArray();
    Snapshot seen = new Snapshot(snapshot.moment(), labels, snapshot.classes(), List.of());
    LayerSnapshot chosen = new LayerSnapshot(layer.layer(), some);
    return ofChosen(reader, chosen, seen, varies, snapshot.occurring(), seed);
  }

  /** Of a choice of rows of a layer that may vary among the others. */
  private static List<PlanePoint> ofChosen(
      PlaneReader reader,
      LayerSnapshot chosen,
      Snapshot seen,
      BooleanSupplier varies,
      int occurring,
      long seed) {
    boolean constant = SamplePoints.isConstant(chosen) && varies.getAsBoolean();
    int labels = Ranks.of(seen.labels()).size();
    return reader.read(chosen, ValueSummary.of(chosen.activations()), seen, seed).stream()
        .map(point -> point.ofChosen(constant, labels, occurring))
        .map(point -> point.flagged(Flag.SAMPLED))
        .toList();
  }
}
