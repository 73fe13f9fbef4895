// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import dev.infoscope.cli.table.FileStem;
import dev.infoscope.cli.table.InputException;
import dev.infoscope.dl4j.saved.AllowedClasses;
import dev.infoscope.dl4j.saved.SavedNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A network saved during training.
 *
 * @param model a zip written by DL4J
 * @param epoch finished epochs
 * @param iteration parameter updates
 * @param time when it was saved, later than those before it
 */
record Checkpoint(ModelFile model, int epoch, int iteration, Instant time) implements SavedMoment {
  private static final Pattern LAST_NUMBER = Pattern.compile("(\\d{1,9})\\D*$");
  private static final Comparator<Checkpoint> ORDER =
      Comparator.comparingInt(Checkpoint::epoch)
          .thenComparingInt(Checkpoint::iteration)
          .thenComparing(checkpoint -> checkpoint.file().toString());

  /** Where the number of an epoch is from. */
  enum Source {
    /** As the network counted them. */
    COUNTERS,
    /** The last number in the file's name. */
    NAMES
  }

  /**
   * All checkpoints of a folder in the order of training.
   *
   * @throws InputException if there are none, a zip is no network, or two are of the same moment
   */
  static List<Checkpoint> in(Path folder, AllowedClasses allowed, Source source) {
    List<Checkpoint> found = new ArrayList<>();
    for (Path file : zips(folder)) {
      found.add(of(new ModelFile(file, allowed), source));
    }
    if (found.isEmpty()) {
      throw new InputException(folder, "no file in it ends in .zip");
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

  static List<Path> zips(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new InputException(folder, Files.exists(folder) ? "is no folder" : "no such folder");
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".zip")).sorted().toList();
    } catch (IOException e) {
      throw new InputException(folder, e);
    }
  }

  static Checkpoint of(ModelFile model, Source source) {
    SavedNetwork saved = model.open();
    int epoch = source == Source.NAMES ? numberIn(model.path()) : saved.epochs();
    try {
      Instant time = Files.getLastModifiedTime(model.path()).toInstant();
      return new Checkpoint(model, epoch, saved.iterations(), time);
    } catch (IOException e) {
      throw new InputException(model.path(), e);
    }
  }

  @Override
  public Path file() {
    return model.path();
  }

  private static int numberIn(Path file) {
    Matcher matcher = LAST_NUMBER.matcher(FileStem.of(file));
    if (!matcher.find()) {
      throw new InputException(file, "has no number in its name to be read as the epoch");
    }
    return Integer.parseInt(matcher.group(1));
  }

  /** Copies of files may all have one time; the order of training has the last word. */
  private Checkpoint after(Checkpoint before) {
    if (epoch == before.epoch && iteration == before.iteration) {
      throw new InputException(
          file(),
          String.format(
              Locale.ROOT,
              "is of epoch %d, iteration %d, and so is %s; --epochs names takes epochs from the"
                  + " names",
              epoch,
              iteration,
              before.file().getFileName()));
    }
    Instant next = before.time.plusMillis(1);
    return new Checkpoint(model, epoch, iteration, time.isAfter(next) ? time : next);
  }
}
