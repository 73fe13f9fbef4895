// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import dev.infoscope.cli.table.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Copies of what a run that is watched has saved: of the first moment, at which ranges and bins are
 * frozen, of the last two, and of those at which parameters were finite for the first time. With
 * them a watch goes on where it was although the training deletes what is old. Each copy is made
 * under another name and renamed.
 *
 * @param folder of the copies
 */
record KeptMoments(Path folder) {
  private static final String PARTIAL = ".partial-";
  private static final int LAST = 2;

  /** Beside a history. */
  static KeptMoments beside(Path history) {
    return new KeptMoments(history.resolveSibling(history.getFileName() + ".kept"));
  }

  /**
   * Copies a file, or a folder with all that is in it; times are kept.
   *
   * @return the copy
   * @throws IOException if something is gone meanwhile, or there is no room for it
   */
  Path copy(Path saved) throws IOException {
    Files.createDirectories(folder);
    Path target = folder.resolve(saved.getFileName());
    Path partial = folder.resolve(PARTIAL + saved.getFileName());
    delete(partial);
    try {
      copy(saved, partial);
    } catch (IOException e) {
      delete(partial); // it takes the room that another may need
      throw e;
    }
    delete(target);
    Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
    return target;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path each : all.toList()) {
        Path target = to.resolve(from.relativize(each).toString());
        Files.copy(each, target, StandardCopyOption.COPY_ATTRIBUTES);
      }
    } catch (UncheckedIOException gone) {
      throw gone.getCause();
    } catch (FileAlreadyExistsException twice) {
      throw new IOException(twice.getMessage() + " is there already", twice);
    }
  }

  /** Whether all of it can be read, so that it is the copy that cannot be written. */
  static boolean isReadable(Path saved) {
    try (Stream<Path> all = Files.walk(saved)) {
      for (Path each : all.filter(Files::isRegularFile).toList()) {
        try (InputStream in = Files.newInputStream(each)) {
          in.transferTo(OutputStream.nullOutputStream());
        }
      }
      return true;
    } catch (IOException | UncheckedIOException e) {
      return false;
    }
  }

  /** All copies. */
  List<Path> all() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(each -> !String.valueOf(each.getFileName()).startsWith(PARTIAL))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new InputException(folder, e);
    }
  }

  /**
   * Deletes all but the first, the last two, and those that are named.
   *
   * @param inOrder copies in the order of training
   * @param firstFinite those of them that stay as well
   */
  void prune(List<Path> inOrder, List<Path> firstFinite) throws IOException {
    Set<Path> kept = new HashSet<>(firstFinite);
    kept.addAll(inOrder.subList(0, Math.min(1, inOrder.size())));
    kept.addAll(inOrder.subList(Math.max(0, inOrder.size() - LAST), inOrder.size()));
    for (Path each : all()) {
      if (!kept.contains(each)) {
        delete(each);
      }
    }
  }

  private static void delete(Path path) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    List<Path> found;
    try (Stream<Path> all = Files.walk(path)) {
      found = new ArrayList<>(all.toList());
    }
    Collections.reverse(found);
    for (Path each : found) {
      Files.delete(each);
    }
  }
}
