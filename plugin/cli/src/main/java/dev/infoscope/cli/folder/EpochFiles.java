// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.folder;

import dev.infoscope.cli.table.ArrayArchive;
import dev.infoscope.cli.table.FileStem;
import dev.infoscope.cli.table.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which files a folder holds, by what they are.
 *
 * @param layers table of each layer, in the order of their names; numbers in them count as such
 * @param others tables that are no layers: {@code labels}, {@code predictions}, {@code inputs}
 */
record EpochFiles(Map<String, Path> layers, Map<String, Path> others) {
  static final String LABELS = "labels";
  static final String PREDICTIONS = "predictions";
  static final String INPUTS = "inputs";
  private static final Set<String> OTHERS = Set.of(LABELS, PREDICTIONS, INPUTS);
  private static final Set<String> NO_LAYERS = Set.of("weights");

  /**
   * Lists a folder.
   *
   * @throws InputException if two files have one name
   */
  static EpochFiles in(Path folder) {
    Map<String, Path> layers = new LinkedHashMap<>();
    Map<String, Path> others = new HashMap<>();
    for (Path file : tables(folder)) {
      for (Path table : arrays(file)) {
        String name = FileStem.of(table);
        Map<String, Path> into = OTHERS.contains(name) ? others : layers;
        Path other = NO_LAYERS.contains(name) ? null : into.put(name, table);
        if (other != null) {
          throw new InputException(table, "is " + name + ", and so is " + other.getFileName());
        }
      }
    }
    return new EpochFiles(layers, others);
  }

  /** Whether no layer can have a name, as a table that is called so is something else. */
  static boolean isReserved(String name) {
    return OTHERS.contains(name) || NO_LAYERS.contains(name);
  }

  @Nullable Path other(String name) {
    return others.get(name);
  }

  /** Tables of a folder, in natural order. */
  static List<Path> tables(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(
              file -> isTable(file) && EpochFolder.isFinished(file) && Files.isRegularFile(file))
          .sorted(Comparator.comparing(file -> natural(FileStem.of(file))))
          .toList();
    } catch (IOException e) {
      throw new InputException(folder, e);
    }
  }

  private static boolean isTable(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).matches("(?s).*\\.(npy|npz|csv)");
  }

  /** An archive of one array is a table; one of several is as many. */
  private static List<Path> arrays(Path file) {
    boolean archive = file.toString().toLowerCase(Locale.ROOT).endsWith(".npz");
    boolean weights = NO_LAYERS.contains(FileStem.of(file));
    List<String> names = archive && !weights ? ArrayArchive.names(file) : List.of();
    if (names.size() < 2) {
      return List.of(file);
    }
    List<Path> arrays = new ArrayList<>();
    names.forEach(name -> arrays.add(ArrayArchive.array(file, name)));
    return arrays;
  }

  /** With numbers of equal length, so that layer10 comes behind layer9. */
  private static String natural(String name) {
    StringBuilder padded = new StringBuilder();
    int digits = 0;
    for (int i = name.length() - 1; i >= -1; i--) {
      boolean digit = i >= 0 && Character.isDigit(name.charAt(i));
      if (!digit && digits > 0) {
        padded.append("0".repeat(Math.max(0, 12 - digits)));
      }
      digits = digit ? digits + 1 : 0;
      if (i >= 0) {
        padded.append(name.charAt(i));
      }
    }
    return padded.reverse().toString();
  }
}
