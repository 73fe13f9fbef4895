// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.folder;

import dev.infoscope.cli.table.FileTimes;
import dev.infoscope.cli.table.InputException;
import dev.infoscope.cli.table.Matrix;
import dev.infoscope.cli.table.Table;
import dev.infoscope.cli.table.TableOptions;
import dev.infoscope.network.Moment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a run epoch by epoch, the first one first: its layers and examples are those of all. Holds
 * one epoch at a time, and the weights of three.
 */
public final class RunFolder {
  private final Path run;
  private final TableOptions tables;
  private final RunOptions options;
  private final TableForms forms;
  private final WeightTrail trail = new WeightTrail();
  private @Nullable ProbeRows probe;
  private @Nullable LayerChain chain;
  private Instant last = Instant.MIN;

  /**
   * Nothing read yet.
   *
   * @param run folder of the run
   * @param tables how tables are read; what is read otherwise than as plain numbers is told once
   * @param options how the run is read
   */
  public RunFolder(Path run, TableOptions tables, RunOptions options) {
    this.run = run;
    this.tables = tables;
    this.options = options;
    this.forms = new TableForms(tables);
  }

  /**
   * Parameter updates of an epoch, as its {@code scalars.json} says.
   *
   * @param epoch of this run
   * @return 0 if it does not say
   */
  public static int iteration(EpochFolder epoch) {
    return Scalars.in(epoch.path()).iteration();
  }

  /**
   * When an epoch was saved.
   *
   * @param epoch of this run
   * @return as its {@code scalars.json} says, else the time of its newest file
   * @throws InputException if it is gone
   */
  public static Instant time(EpochFolder epoch) {
    return time(epoch, Scalars.in(epoch.path()));
  }

  /**
   * Files that a run is read from, those that may be there included.
   *
   * @param run folder of the run
   * @return its tables and what is said beside them, of all epochs
   * @throws InputException as {@link EpochFolder#in}
   */
  public static List<Path> inputs(Path run) {
    List<Path> files = new ArrayList<>(EpochFiles.tables(run));
    files.add(run.resolve(RunLayout.NAME));
    for (EpochFolder epoch : EpochFolder.in(run)) {
      files.addAll(EpochFiles.tables(epoch.path()));
      files.add(epoch.path().resolve(Scalars.NAME));
      files.addAll(LayerWeights.files(epoch.path()));
    }
    return files;
  }

  private static Instant time(EpochFolder epoch, Scalars scalars) {
    return scalars.time() == null ? written(epoch.path()) : scalars.time();
  }

  /**
   * Examples of every snapshot; known once one is read.
   *
   * @return how many
   */
  public int samples() {
    return known().kept().length;
  }

  /**
   * Number of classes.
   *
   * @return of labels, predictions, or units of a softmax, whichever are more
   */
  public int classes() {
    return known().classes();
  }

  /**
   * Identity of the examples.
   *
   * @return hexadecimal
   */
  public String hash() {
    return known().hash();
  }

  private ProbeRows known() {
    return Objects.requireNonNull(probe, "no epoch is read yet");
  }

  /**
   * Reads an epoch.
   *
   * @param epoch the next one
   * @return what it holds
   * @throws InputException if it cannot be read, or is of another network or of other examples
   */
  public SeenEpoch read(EpochFolder epoch) {
    Scalars scalars = Scalars.in(epoch.path());
    EpochSnapshot made = new EpochSnapshot(tables(epoch), options.predict());
    return made.at(moment(epoch, scalars), scalars, trail);
  }

  private EpochTables tables(EpochFolder epoch) {
    EpochFiles files = EpochFiles.in(epoch.path());
    Map<String, LayerWeights> weights = LayerWeights.in(epoch.path(), tables);
    Map<String, Matrix> values = new LinkedHashMap<>();
    LayerChain layers = chain(epoch, files, weights);
    Map<String, String> notes = new TreeMap<>();
    for (LayerFacts facts : layers.facts()) {
      Path file = Objects.requireNonNull(files.layers().get(facts.name()));
      Table table = forms.open(facts.name(), file);
      values.put(facts.name(), Matrix.withGaps(table));
      notes.put(facts.name(), table.reduction());
    }
    long[] labels = labels(epoch, files);
    Path saidIn = files.other(EpochFiles.PREDICTIONS);
    long[] said = saidIn == null ? null : column(saidIn, labels.length);
    if (probe == null) {
      probe = probe(labels, said, layers, values);
    }
    values.values().forEach(probe::requireRows);
    if (chain == null) {
      chain = layers.withUnits(values);
    }
    chain.requireUnits(values);
    trail.requireShapes(weights);
    return new EpochTables(chain, probe, values, notes, weights, said);
  }

  private LayerChain chain(EpochFolder epoch, EpochFiles files, Map<String, LayerWeights> weights) {
    if (chain != null) {
      chain.requireLayers(epoch, files.layers().keySet());
      chain.requireFunctions(weights, RunLayout.NAME + " or the first epoch");
      return chain;
    }
    RunLayout layout = RunLayout.of(run);
    return LayerChain.of(epoch, files, layout, weights);
  }

  private long[] labels(EpochFolder epoch, EpochFiles files) {
    Path own = files.other(EpochFiles.LABELS);
    if (own == null && probe != null) {
      return probe.values();
    }
    Path shared = probe == null ? EpochFiles.in(run).other(EpochFiles.LABELS) : null;
    Path file = own == null ? shared : own;
    if (file == null) {
      throw new InputException(
          run, "has no labels.npy, .npz or .csv; nor has " + epoch.path().getFileName());
    }
    long[] labels = ProbeRows.read(tables.labels(file, () -> -1));
    if (probe != null) {
      probe.requireSame(file, labels);
    } else if (own != null && shared != null) {
      requireShared(file, labels, shared);
    }
    return labels;
  }

  /** Which of both would be meant cannot be told. */
  private void requireShared(Path file, long[] labels, Path shared) {
    int row = Arrays.mismatch(labels, ProbeRows.read(tables.labels(shared, () -> -1)));
    if (row >= 0) {
      throw new InputException(
          file,
          "differs from %s, from row %d on; delete the one that is not of these examples",
          shared,
          row + 1);
    }
  }

  private long[] column(Path file, int rows) {
    long[] said = ProbeRows.read(tables.labels(file, () -> rows));
    if (said.length != rows) {
      throw new InputException(
          file, "%d predictions must be as many as labels (%d)", said.length, rows);
    }
    return said;
  }

  private ProbeRows probe(
      long[] labels, long @Nullable [] said, LayerChain layers, Map<String, Matrix> values) {
    Path file = EpochFiles.in(run).other(EpochFiles.INPUTS);
    Matrix inputs = file == null ? null : tables.matrix(file);
    LayerFacts end = layers.facts().get(layers.facts().size() - 1);
    boolean softmax = MapReader.isSoftmax(end.activation());
    int units = softmax ? Objects.requireNonNull(values.get(end.name())).columns() : 0;
    ProbeRows rows = ProbeRows.of(labels, said, units, inputs, options.probeRows(), options.seed());
    if (inputs != null) {
      rows.requireRows(inputs);
    }
    return rows;
  }

  /** When the files of an epoch were written, later than those before. */
  private Moment moment(EpochFolder epoch, Scalars scalars) {
    Instant time = time(epoch, scalars);
    Instant next = last.equals(Instant.MIN) ? last : last.plusMillis(1);
    last = time.isAfter(next) ? time : next;
    return new Moment(epoch.epoch(), scalars.iteration(), last, scalars.loss());
  }

  private static Instant written(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      Instant newest = Instant.EPOCH;
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Instant time = FileTimes.of(file);
        newest = time.isAfter(newest) ? time : newest;
      }
      return newest;
    } catch (UncheckedIOException e) {
      throw new InputException(folder, Objects.requireNonNull(e.getCause()));
    } catch (IOException e) {
      throw new InputException(folder, e);
    }
  }
}
