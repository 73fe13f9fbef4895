// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.table;

import dev.infoscope.publish.history.History;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A file that a command writes. */
public final class OutputFile {
  private static final int MOST_LINKS = 40;

  private OutputFile() {}

  /** Work that writes a file. */
  public interface Work {
    /**
     * Writes it.
     *
     * @param target where to
     * @throws IOException if that fails
     */
    void run(Path target) throws IOException;
  }

  /**
   * Looks at the place before any work is done: a result must not be lost for want of a folder, nor
   * be written over what it is made of.
   *
   * @param file to be written; what is there is replaced
   * @param inputs files that the command reads
   * @throws InputException if its folder is not there, it is a folder, one of the inputs, or a
   *     history
   */
  public static void check(Path file, Collection<Path> inputs) {
    if (isStandard(file)) {
      return;
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new InputException(file, "cannot be written: the folder is not there");
    }
    if (Files.isDirectory(file)) {
      throw new InputException(file, "cannot be written: it is a folder");
    }
    for (Path input : inputs) {
      if (isSame(file, input)) {
        throw new InputException(file, "cannot be written: it is an input");
      }
    }
    if (isHistory(file)) {
      throw new InputException(
          file,
          "cannot be written: it is a history, which would be lost; give another file, or delete"
              + " it");
    }
  }

  /** A history takes a training to make again; other results are made of one in a moment. */
  private static boolean isHistory(Path file) {
    try {
      return History.isIn(file);
    } catch (IOException unreadable) {
      return false; // writing it tells what is allowed
    }
  }

  /**
   * The same for several results, which must not be written over each other either, whatever names
   * lead to the file.
   *
   * @param files to be written; null for one that is not wanted
   * @param inputs files that the command reads
   * @throws InputException as {@link #check}, or if two are one file
   */
  public static void checkAll(Collection<? extends @Nullable Path> files, Collection<Path> inputs) {
    List<Path> earlier = new ArrayList<>();
    for (Path file : files.stream().filter(Objects::nonNull).toList()) {
      check(file, inputs);
      for (Path other : earlier) {
        if (isSame(file, other)) {
          throw new InputException(file, "cannot be written: it is given for two outputs");
        }
      }
      earlier.add(file);
    }
  }

  /**
   * Whether a result goes to standard output, where nothing else goes then.
   *
   * @param file as given; null for one that is not wanted
   * @return whether it is {@code -}
   */
  public static boolean isStandard(@Nullable Path file) {
    return file != null && file.toString().equals("-");
  }

  /**
   * Writes a file. A pipe whose reader wants no more, as in {@code --csv /dev/stdout | head}, ends
   * the work early and is no failure.
   *
   * @param file text in UTF-8; {@code -} for standard output
   * @param standard standard output
   * @param work writes it
   * @throws InputException with what the system said if it cannot be written
   */
  public static void write(Path file, PrintWriter standard, Work work) {
    try {
      if (isStandard(file)) {
        throughFile(standard, work);
      } else {
        work.run(file);
      }
    } catch (IOException e) {
      if (!isClosedPipe(file, e)) {
        throw InputException.unwritable(file, e);
      }
    }
  }

  /** What fails half way prints nothing. */
  private static void throughFile(PrintWriter standard, Work work) throws IOException {
    Path whole = Files.createTempFile("infoscope", ".out");
    try {
      work.run(whole);
      try (Reader content = Files.newBufferedReader(whole)) {
        content.transferTo(standard);
      }
      standard.flush();
    } finally {
      Files.delete(whole);
    }
  }

  /** Whether somebody reads what is written and has seen enough, as {@code head} does. */
  private static boolean isClosedPipe(Path file, IOException failure) {
    return !Files.isRegularFile(file) && "Broken pipe".equals(failure.getMessage());
  }

  private static boolean isSame(Path file, Path other) {
    if (isStandard(file) || isStandard(other)) {
      return file.equals(other);
    }
    try {
      boolean there = Files.exists(file) && Files.exists(other);
      return there ? Files.isSameFile(file, other) : target(file).equals(target(other));
    } catch (IOException e) {
      throw new InputException(other, e);
    }
  }

  /** Where a file will be that is not there yet: links may lead to it. */
  private static Path target(Path file) throws IOException {
    Path at = file.toAbsolutePath();
    for (int links = 0; Files.isSymbolicLink(at) && links < MOST_LINKS; links++) {
      at = at.resolveSibling(Files.readSymbolicLink(at));
    }
    Path folder = at.getParent();
    Path name = at.getFileName();
    return folder == null || name == null || !Files.isDirectory(folder)
        ? at.normalize()
        : folder.toRealPath().resolve(name);
  }
}
