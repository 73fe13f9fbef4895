// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.pretrained;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Images of a folder with their classes, in the order of their names whatever the file system says.
 *
 * @param images at least one
 * @param classes names, sorted; a class is the place of its name
 */
record LabelledImages(List<Image> images, List<String> classes) {
  private static final List<String> ENDINGS = List.of(".png", ".jpg", ".jpeg", ".gif", ".bmp");
  private static final String HEADER = "file,label";

  /**
   * An image.
   *
   * @param file to be read
   * @param label its class
   */
  record Image(Path file, int label) {}

  private record Named(Path file, String label) {}

  /**
   * Finds the images: of a sub-folder per class, or those that a table names.
   *
   * @param folder of the images
   * @param table lines {@code file,label}, the file seen from the folder, with or without that
   *     header; null where sub-folders are the classes
   * @param most images to keep, taken class by class in turn
   * @return at least one image
   * @throws IllegalArgumentException if there is none, or a line or file of the table is wrong
   * @throws IOException if a folder or the table cannot be read
   */
  static LabelledImages of(Path folder, @Nullable Path table, int most) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "--images (%s) must be a folder", folder));
    }
    List<Named> found = table == null ? ofFolders(folder) : ofTable(folder, table);
    if (found.isEmpty()) {
      throw new IllegalArgumentException(
          table == null
              ? String.format(
                  Locale.ROOT, "--images (%s) has no images in sub-folders, one per class", folder)
              : String.format(Locale.ROOT, "--labels (%s) names no images", table));
    }
    SortedSet<String> names = new TreeSet<>();
    found.forEach(image -> names.add(image.label()));
    List<String> classes = List.copyOf(names);
    List<List<Image>> byClass = new ArrayList<>();
    classes.forEach(name -> byClass.add(new ArrayList<>()));
    for (Named image : found) {
      int label = classes.indexOf(image.label());
      byClass.get(label).add(new Image(image.file(), label));
    }
    return new LabelledImages(inTurn(byClass, most), classes);
  }

  /** One of each class, then the next of each, so that the first few are of all classes. */
  private static List<Image> inTurn(List<List<Image>> byClass, int most) {
    List<Image> images = new ArrayList<>();
    int longest = byClass.stream().mapToInt(List::size).max().orElse(0);
    for (int place = 0; place < longest; place++) {
      for (List<Image> some : byClass) {
        if (place < some.size() && images.size() < most) {
          images.add(some.get(place));
        }
      }
    }
    return List.copyOf(images);
  }

  private static List<Named> ofFolders(Path folder) throws IOException {
    List<Named> found = new ArrayList<>();
    for (Path sub : sorted(folder)) {
      if (Files.isDirectory(sub)) {
        for (Path file : sorted(sub)) {
          if (isImage(file)) {
            found.add(new Named(file, sub.getFileName().toString()));
          }
        }
      }
    }
    return found;
  }

  private static List<Path> sorted(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted(Comparator.comparing(file -> file.getFileName().toString())).toList();
    }
  }

  private static boolean isImage(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return ENDINGS.stream().anyMatch(name::endsWith);
  }

  private static List<Named> ofTable(Path folder, Path table) throws IOException {
    List<Named> found = new ArrayList<>();
    List<String> lines = Files.readAllLines(table);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !(i == 0 && line.equals(HEADER))) {
        found.add(named(folder, table, i + 1, line));
      }
    }
    found.sort(Comparator.comparing(image -> image.file().toString()));
    return found;
  }

  private static Named named(Path folder, Path table, int number, String line) {
    int comma = line.lastIndexOf(',');
    if (comma < 1 || comma == line.length() - 1) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "line %d of %s (%s) must be file,label", number, table, line));
    }
    Path file = folder.resolve(line.substring(0, comma).strip());
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "line %d of %s: there is no file %s", number, table, file));
    }
    return new Named(file, line.substring(comma + 1).strip());
  }
}
