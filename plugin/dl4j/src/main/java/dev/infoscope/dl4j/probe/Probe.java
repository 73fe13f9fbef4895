// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.probe;

import dev.infoscope.numeric.Require;
import dev.infoscope.report.Provenance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * Labelled examples on which a network is examined, the same rows every time; copied from the
 * user's data, which may change afterwards. The identity of a row is X.
 */
public final class Probe {
  private static final int ANALYSIS_THREADS = 1; // by design, see the package monitor

  /**
   * Rows that go through the network together.
   *
   * @param first index of the first row
   * @param rows how many
   * @param features one array per network input
   * @param masks one per network input, each may be null; null if there are none
   * @param labelled {@code [examples x steps]}, which steps have a label; null for all
   */
  public record Block(
      int first,
      int rows,
      INDArray[] features,
      INDArray @Nullable [] masks,
      @Nullable INDArray labelled) {
    /**
     * A block of another precision.
     *
     * @param type of the features
     * @return this one if it has it already
     */
    public Block as(DataType type) {
      INDArray[] cast = new INDArray[features.length];
      Arrays.setAll(cast, i -> features[i].castTo(type));
      return new Block(first, rows, cast, masks, labelled);
    }
  }

  private final List<Block> blocks;
  private final SequenceLabels labels;
  private final int occurring;
  private final long fingerprint;

  private final List<TargetCode> codes;
  private final List<ProbeTargets> targets;
  private final @Nullable String flaw;
  private final @Nullable ClassRule predictions;

  private Probe(
      List<Block> blocks,
      SequenceLabels labels,
      int occurring,
      long fingerprint,
      List<TargetCode> codes,
      List<ProbeTargets> targets,
      @Nullable String flaw,
      @Nullable ClassRule predictions) {
    this.blocks = blocks;
    this.labels = labels;
    this.occurring = occurring;
    this.fingerprint = fingerprint;
    this.codes = codes;
    this.targets = targets;
    this.flaw = flaw;
    this.predictions = predictions;
  }

  /**
   * Makes a probe set. An example whose label a mask leaves out has none, and is left out; if no
   * example has a label, all are kept, and {@link #occurring} is 0.
   *
   * @param data features and labels, and masks of both
   * @param classes class of every row, from 0, in place of the labels of {@code data}; null to read
   *     those: one-hot columns or a column of integers, of several outputs the combination
   * @param most rows to keep at the most, at least 1
   * @param seed of the choice
   * @return the probe set
   * @throws IllegalArgumentException if there are no features, no rows, no labels, or labels that
   *     are no classes
   */
  public static Probe of(MultiDataSet data, int @Nullable [] classes, int most, long seed) {
    Require.atLeast("probe rows", most, 1);
    try (PlainData plain = new PlainData(data)) {
      return of(new ProbeData(plain.set()), classes, most, seed);
    }
  }

  private static Probe of(ProbeData data, int @Nullable [] classes, int most, long seed) {
    SequenceLabels told = data.labels(classes);
    int occurring = data.checked(told).occurring();
    SequenceLabels labels = occurring == 0 ? told.blank() : told;
    int[] known = labels.likely().classes();
    ProbeRows choice = ProbeRows.choose(data.set().getFeatures(), known, most, seed);
    return of(data, labels, occurring, choice);
  }

  /**
   * A probe set of all rows in their own order, for results that are told row by row.
   *
   * @param data features and labels; feature masks are used too
   * @return the probe set
   * @throws IllegalArgumentException if there are no features, no rows, no labels, or labels that
   *     are no classes
   */
  public static Probe inOrder(MultiDataSet data) {
    try (PlainData plain = new PlainData(data)) {
      ProbeData rows = new ProbeData(plain.set());
      return inOrder(rows, rows.labels(null));
    }
  }

  /**
   * A probe set of all rows in their own order, with classes in place of its labels.
   *
   * @param data features, as many as classes
   * @param labels class of every row
   * @return the probe set
   * @throws IllegalArgumentException if there are no features, or not as many as labels
   */
  public static Probe inOrder(MultiDataSet data, ClassLabels labels) {
    try (PlainData plain = new PlainData(data)) {
      return inOrder(new ProbeData(plain.set()), SequenceLabels.of(labels));
    }
  }

  private static Probe inOrder(ProbeData data, SequenceLabels labels) {
    ClassLabels likely = data.checked(labels);
    ProbeRows all = ProbeRows.all(data.set().getFeatures(), likely.classes(), 1);
    return of(data, labels, likely.occurring(), all);
  }

  private static Probe of(ProbeData data, SequenceLabels labels, int occurring, ProbeRows choice) {
    MultiDataSet set = data.set();
    INDArray labelled = labels.sequences().get(0) ? ProbeTargets.mask(set) : null;
    List<Block> blocks = data.blocks(labelled, choice.kept());
    return new Probe(
        blocks,
        labels.rows(choice.kept()),
        occurring,
        choice.fingerprint(),
        TargetCode.of(set.getLabels()),
        ProbeTargets.of(set, blocks, choice.kept()),
        ProbeProblem.first(blocks, choice.kept()),
        null);
  }

  /**
   * The same examples, with a rule by which outputs say classes in place of the network's own.
   *
   * @param rule of every output that it suits; null for the network's own
   * @return a probe set that shares everything else with this one
   */
  public Probe predictedBy(@Nullable ClassRule rule) {
    return new Probe(blocks, labels, occurring, fingerprint, codes, targets, flaw, rule);
  }

  /**
   * The rule that the user gave.
   *
   * @return null for the network's own
   */
  public @Nullable ClassRule predictions() {
    return predictions;
  }

  /**
   * How the targets of the probe write classes.
   *
   * @return one per label array; empty if there are none
   */
  public List<TargetCode> codes() {
    return codes;
  }

  /**
   * What the outputs should say, block by block.
   *
   * @return one per block; empty if it is not known, or too large to be kept
   */
  public List<ProbeTargets> targets() {
    return targets;
  }

  /**
   * Where the features hold a number that is none.
   *
   * @return in words; null if nowhere
   */
  public @Nullable String flaw() {
    return flaw;
  }

  /**
   * Refuses features that hold a number that is none.
   *
   * @return this probe set
   * @throws IllegalArgumentException naming example and feature
   */
  public Probe requireFinite() {
    Require.that(
        flaw == null,
        "%s; every value must be finite, so leave the example out or replace the value",
        flaw);
    return this;
  }

  /**
   * Number of examples.
   *
   * @return rows kept
   */
  public int examples() {
    return labels.likely().classes().length;
  }

  /**
   * Number of classes.
   *
   * @return from the width of one-hot labels, or the largest class
   */
  public int classes() {
    return labels.likely().count();
  }

  /**
   * Number of classes that occur in the data of which the examples are a choice.
   *
   * @return more than occur among {@link #labels} where the choice has left a class out; 0 if masks
   *     leave out the labels of all examples
   */
  public int occurring() {
    return occurring;
  }

  /**
   * How readings on this probe are obtained.
   *
   * @param settings of the measures, by name
   * @param seed of all random choices
   * @return for the run
   */
  public Provenance provenance(Map<String, Object> settings, long seed) {
    return new Provenance(
        Provenance.currentVersion(),
        settings,
        seed,
        ANALYSIS_THREADS,
        OmpThreads.count(),
        examples(),
        classes(),
        hash());
  }

  /**
   * Identity of the probe set.
   *
   * @return hash over the identities of its rows, 16 hexadecimal digits
   */
  public String hash() {
    return String.format(Locale.ROOT, "%016x", fingerprint);
  }

  /**
   * The labels.
   *
   * @return a class for every example, from 0
   */
  public int[] labels() {
    return labels.likely().classes();
  }

  /**
   * The labels, and how many classes there are.
   *
   * @param classesLast whether the network's sequences of an output are {@code [examples x steps x
   *     features]}
   * @return of all examples
   */
  public ClassLabels classLabels(IntPredicate classesLast) {
    return labels.as(classesLast);
  }

  /**
   * The examples, in the order in which they are examined.
   *
   * @return blocks that follow each other
   */
  public List<Block> blocks() {
    return blocks;
  }

  /**
   * Shapes of the features, for messages.
   *
   * @return in the form of {@code [examples, ...]}, one per input
   */
  public String shapes() {
    List<String> shapes = new ArrayList<>();
    for (INDArray array : blocks.get(0).features()) {
      long[] shape = array.shape().clone();
      shape[0] = examples();
      shapes.add(Arrays.toString(shape));
    }
    return String.join(" and ", shapes);
  }
}
