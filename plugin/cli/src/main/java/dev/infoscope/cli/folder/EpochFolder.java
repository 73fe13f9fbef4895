// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.folder;

import dev.infoscope.cli.table.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder of one epoch, which is in its name; see {@link EpochName}.
 *
 * @param path of the folder
 * @param epoch finished epochs
 */
public record EpochFolder(Path path, int epoch) {
  /** Names that a writer uses until a folder is complete. */
  private static final Pattern UNFINISHED =
      Pattern.compile("^[.~_].*|.*\\.(tmp|temp|part|partial)$");

  /**
   * The epochs of a run, ascending.
   *
   * @param run folder of the run
   * @return may be empty
   * @throws InputException if there is no such folder, two are of the same epoch, or the name of
   *     one can be read in two ways
   */
  public static List<EpochFolder> in(Path run) {
    if (!Files.isDirectory(run)) {
      throw new InputException(run, Files.exists(run) ? "is no folder" : "no such folder");
    }
    List<EpochFolder> found = new ArrayList<>();
    try (Stream<Path> entries = Files.list(run)) {
      for (Path each : entries.sorted().toList()) {
        boolean complete = Files.isDirectory(each) && isFinished(each);
        Integer epoch = complete ? EpochName.of(each) : null;
        if (epoch != null) {
          found.add(new EpochFolder(each, epoch));
        }
      }
    } catch (IOException e) {
      throw new InputException(run, e);
    }
    found.sort(Comparator.comparingInt(EpochFolder::epoch));
    for (int i = 1; i < found.size(); i++) {
      found.get(i).requireAfter(found.get(i - 1));
    }
    return found;
  }

  /**
   * Finished folders of a run that are none of an epoch, as they have no number in their names.
   *
   * @param run folder of the run
   * @return in the order of their names
   * @throws InputException if it cannot be listed, or as {@link #in}
   */
  public static List<Path> others(Path run) {
    try (Stream<Path> entries = Files.list(run)) {
      return entries
          .filter(each -> Files.isDirectory(each) && isFinished(each))
          .filter(each -> EpochName.of(each) == null)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new InputException(run, e);
    }
  }

  /**
   * A folder of one epoch.
   *
   * @param path with a number in its name
   * @return the folder
   * @throws InputException if there is none, or it is not clear which is meant
   */
  public static EpochFolder of(Path path) {
    Integer epoch = EpochName.of(path);
    if (epoch == null) {
      throw new InputException(path, "has no number in its name to be read as the epoch");
    }
    return new EpochFolder(path, epoch);
  }

  static boolean isFinished(Path file) {
    return !UNFINISHED.matcher(String.valueOf(file.getFileName())).matches();
  }

  private void requireAfter(EpochFolder before) {
    if (epoch == before.epoch) {
      throw new InputException(
          path, "is epoch %d, and so is %s, by their names", epoch, before.path.getFileName());
    }
  }
}
