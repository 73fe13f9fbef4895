// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.audit;

import dev.infoscope.studies.audit.AuditPlan.Job;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Results, written anew and renamed after each job, so that the file is complete at any moment and
 * a run that was stopped goes on where it was. The first line says what was asked for.
 */
final class AuditFile {
  private final Path file;
  private final String settings;
  private final List<AuditRow> rows = new ArrayList<>();
  private final Set<Job> done = new HashSet<>();

  private AuditFile(Path file, String settings) {
    this.file = file;
    this.settings = "# " + settings;
  }

  /**
   * Opens a file, or begins one.
   *
   * @param file need not be there
   * @param settings of the run
   * @param jobs all that may be in it
   * @throws IOException if it cannot be read
   * @throws IllegalArgumentException if it is of other settings
   */
  static AuditFile open(Path file, String settings, List<Job> jobs) throws IOException {
    AuditFile opened = new AuditFile(file, settings);
    if (Files.exists(file)) {
      List<String> lines = Files.readAllLines(file);
      if (lines.isEmpty() || !lines.get(0).equals(opened.settings)) {
        throw new IllegalArgumentException(
            file + " is of other settings (" + lines.stream().findFirst().orElse("none") + ")");
      }
      lines.stream().skip(2).map(AuditRow::of).forEach(opened.rows::add);
      jobs.stream().filter(opened::has).forEach(opened.done::add);
    }
    return opened;
  }

  /**
   * Opens a file to read it.
   *
   * @param file must be there
   * @throws IOException if it cannot be read
   */
  static AuditFile existing(Path file) throws IOException {
    String first = Files.readAllLines(file).stream().findFirst().orElse("");
    return open(file, first.replaceFirst("^# ", ""), List.of());
  }

  /** What was asked for. */
  String settings() {
    return settings.substring(2);
  }

  private boolean has(Job job) {
    return rows.stream()
        .anyMatch(row -> row.rows() == job.rows() && row.task().equals(job.task().name()));
  }

  synchronized boolean isDone(Job job) {
    return done.contains(job);
  }

  /** Adds what a job found and writes everything. */
  synchronized void add(Job job, List<AuditRow> found) throws IOException {
    rows.addAll(found);
    done.add(job);
    List<String> lines = new ArrayList<>(List.of(settings, AuditRow.NAMES));
    rows.forEach(row -> lines.add(row.line()));
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Files.write(next, lines);
    Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  /** What is there so far. */
  synchronized List<AuditRow> rows() {
    return List.copyOf(rows);
  }
}
