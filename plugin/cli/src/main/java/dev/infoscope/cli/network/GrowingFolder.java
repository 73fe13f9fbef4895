// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import dev.infoscope.cli.table.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What another process writes into a folder: which of it is complete. A file, or a folder with all
 * that is in it, counts as complete once its size and time have not changed for a while.
 */
final class GrowingFolder {
  /** What a file or folder looks like from outside. */
  private record Looks(Map<String, String> files) {}

  private record Seen(Looks looks, long since) {}

  private final Duration settle;
  private final Map<Path, Seen> seen = new HashMap<>();
  private final Map<Path, Looks> leftOut = new HashMap<>();

  GrowingFolder(Duration settle) {
    this.settle = settle;
  }

  /**
   * Those that are complete.
   *
   * @param there all that are there, in order
   * @param now on the clock of {@link System#nanoTime}
   */
  List<Path> complete(List<Path> there, long now) {
    seen.keySet().retainAll(new HashSet<>(there));
    return there.stream().filter(path -> isComplete(path, now)).toList();
  }

  private boolean isComplete(Path path, long now) {
    Looks looks = looks(path);
    if (looks.files().isEmpty() || looks.equals(leftOut.get(path))) {
      return false;
    }
    Seen before = seen.get(path);
    if (before == null || !before.looks().equals(looks)) {
      seen.put(path, new Seen(looks, now));
      return settle.isZero();
    }
    return now - before.since() >= settle.toNanos();
  }

  /** Leaves something out until it changes. */
  void leaveOut(Path path) {
    leftOut.put(path, looks(path));
  }

  /** Empty if it is gone, or goes while it is looked at. */
  private static Looks looks(Path path) {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(path)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(file.toString(), Files.size(file) + " " + Files.getLastModifiedTime(file));
      }
    } catch (NoSuchFileException | UncheckedIOException gone) {
      return new Looks(Map.of());
    } catch (IOException e) {
      throw new InputException(path, e);
    }
    return new Looks(files);
  }
}
