// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import dev.infoscope.cli.network.keras.KerasFile;
import dev.infoscope.cli.table.FileStem;
import dev.infoscope.cli.table.FileTimes;
import dev.infoscope.cli.table.InputException;
import dev.infoscope.dl4j.saved.AllowedClasses;
import dev.infoscope.report.TrainingProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A network saved during training.
 *
 * @param model a zip written by DL4J, or HDF5 written by Keras
 * @param epoch finished epochs
 * @param iteration parameter updates
 * @param time when it was saved, later than those before it
 */
record Checkpoint(ModelFile model, int epoch, int iteration, Instant time) implements SavedMoment {
  /** Whole numbers and decimals: that of a loss behind the epoch, as Keras names files, is none. */
  private static final Pattern NUMBERS = Pattern.compile("\\d+\\.\\d+|\\d+");

  private static final int MOST_DIGITS = 9;
  private static final Comparator<Checkpoint> ORDER =
      Comparator.comparingInt(Checkpoint::epoch)
          .thenComparingInt(Checkpoint::iteration)
          .thenComparing(checkpoint -> checkpoint.file().toString());

  /** Where the number of an epoch is from. */
  enum Source {
    /** As the network counted them. */
    COUNTERS,
    /** The last whole number in the file's name. */
    NAMES
  }

  /**
   * All checkpoints of a folder in the order of training.
   *
   * @throws InputException if there are none, a zip is no network, or two are of the same moment
   */
  static List<Checkpoint> in(Path folder, AllowedClasses allowed, Source source) {
    List<Checkpoint> found = new ArrayList<>();
    for (Path file : files(folder)) {
      found.add(of(new ModelFile(file, allowed), source));
    }
    if (found.isEmpty()) {
      throw new InputException(folder, "no file in it ends in .zip or .h5");
    }
    return ordered(found);
  }

  /** In the order of training. */
  static List<Checkpoint> ordered(List<Checkpoint> all) {
    List<Checkpoint> ordered = new ArrayList<>(all);
    ordered.sort(ORDER);
    for (int i = 1; i < ordered.size(); i++) {
      ordered.set(i, ordered.get(i).after(ordered.get(i - 1)));
    }
    return ordered;
  }

  /** All that are called as networks are, whether they are or not. */
  static List<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new InputException(folder, Files.exists(folder) ? "is no folder" : "no such folder");
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().matches(".*\\.(zip|h5|hdf5|keras)"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new InputException(folder, e);
    }
  }

  static Checkpoint of(ModelFile model, Source source) {
    TrainingProgress saved = progress(model, source);
    return new Checkpoint(model, saved.epoch(), saved.iteration(), time(model.path()));
  }

  private static Instant time(Path file) {
    try {
      return FileTimes.of(file);
    } catch (IOException e) {
      throw new InputException(file, e);
    }
  }

  private static TrainingProgress progress(ModelFile model, Source source) {
    if (model.isOfKeras()) {
      KerasFile.check(model.path());
      return new TrainingProgress(numberIn(model.path()), 0);
    }
    TrainingProgress saved = model.progress();
    return source == Source.NAMES
        ? new TrainingProgress(numberIn(model.path()), saved.iteration())
        : saved;
  }

  @Override
  public Path file() {
    return model.path();
  }

  @Override
  public Instant written() {
    return time(file());
  }

  private static int numberIn(Path file) {
    String last =
        NUMBERS
            .matcher(FileStem.of(file))
            .results()
            .map(MatchResult::group)
            .filter(number -> number.indexOf('.') < 0 && number.length() <= MOST_DIGITS)
            .reduce("", (before, number) -> number);
    if (last.isEmpty()) {
      throw new InputException(file, "has no whole number in its name to be read as the epoch");
    }
    return Integer.parseInt(last);
  }

  /** Copies of files may all have one time; the order of training has the last word. */
  private Checkpoint after(Checkpoint before) {
    if (epoch == before.epoch && iteration == before.iteration) {
      throw new InputException(
          file(),
          "is of epoch %d, iteration %d, and so is %s; --epochs names takes epochs from the"
              + " names",
          epoch,
          iteration,
          before.file().getFileName());
    }
    Instant next = before.time.plusMillis(1);
    return new Checkpoint(model, epoch, iteration, time.isAfter(next) ? time : next);
  }
}
