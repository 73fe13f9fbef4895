// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * One file for each run that has ended. A file is there as a whole or not at all, so a study that
 * was killed goes on where it was.
 */
public final class RunFolder {
  private static final String SETTINGS = "settings.txt";

  private final Path folder;

  /**
   * Opens a folder, which is made if it is not there.
   *
   * @param folder for the files
   * @param settings what all runs have in common
   * @throws IllegalArgumentException if the folder has runs of other settings
   * @throws IOException if it cannot be read or written
   */
  public RunFolder(Path folder, String settings) throws IOException {
    this.folder = folder;
    Files.createDirectories(folder);
    Path file = folder.resolve(SETTINGS);
    if (!Files.exists(file)) {
      write(file, List.of(settings));
    }
    String found = Files.readString(file).strip();
    if (!found.equals(settings)) {
      throw new IllegalArgumentException(
          folder + " has runs with " + found + ", not with " + settings);
    }
  }

  /**
   * Whether a run has ended.
   *
   * @param plan which
   * @return false if it must be trained
   */
  public boolean has(RunPlan plan) {
    return Files.exists(file(plan));
  }

  private Path file(RunPlan plan) {
    return folder.resolve(plan.id() + ".csv");
  }

  /**
   * Keeps a run.
   *
   * @param plan which
   * @param run its series
   * @throws IOException if it cannot be written
   */
  public void put(RunPlan plan, RunSeries run) throws IOException {
    write(file(plan), run.lines());
  }

  private static void write(Path file, List<String> lines) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.write(part, lines);
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * Writes all runs into one packed file.
   *
   * @param plans in this order; those that are missing are left out
   * @param packed name of the file
   * @throws IOException if it cannot be written
   */
  public void pack(List<RunPlan> plans, Path packed) throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      int epochs = plans.isEmpty() ? 0 : plans.get(0).epochs();
      StringBuilder header = new StringBuilder(RunSeries.HEADER);
      for (int epoch = 1; epoch <= epochs; epoch++) {
        header.append(",epoch_").append(epoch);
      }
      out.write(header.append('\n').toString().getBytes(StandardCharsets.UTF_8));
      for (RunPlan plan : plans) {
        if (has(plan)) {
          RunSeries run = RunSeries.of(Files.readAllLines(file(plan)));
          out.write((String.join("\n", run.lines()) + "\n").getBytes(StandardCharsets.UTF_8));
        }
      }
    }
  }

  /**
   * Reads a packed file.
   *
   * @param packed as {@link #pack} writes it
   * @return its runs, in their order
   * @throws IOException if it cannot be read
   */
  public static List<RunSeries> read(Path packed) throws IOException {
    try (InputStream in = Files.newInputStream(packed)) {
      return read(in);
    }
  }

  /**
   * Reads a packed file.
   *
   * @param packed its bytes
   * @return its runs, in their order
   * @throws IOException if it cannot be read
   */
  public static List<RunSeries> read(InputStream packed) throws IOException {
    Map<String, List<String>> lines = new LinkedHashMap<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(packed), StandardCharsets.UTF_8))) {
      reader.readLine();
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        String run = line.substring(0, line.indexOf(','));
        lines.computeIfAbsent(run, key -> new ArrayList<>()).add(line);
      }
    }
    return lines.values().stream().map(RunSeries::of).toList();
  }
}
