// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Rows of every task, read or drawn when they are first asked for. Thread-safe. */
public final class TaskRows {
  private final Path mnist;
  private final int pool;
  private final int probe;
  private final Map<ImageTask, Task> tasks = new ConcurrentHashMap<>();

  /** Of one task. */
  record Task(ImageRows pool, ImageRows probe) {}

  /**
   * Nothing read yet.
   *
   * @param mnist folder with the four idx files
   * @param pool rows that epochs are drawn from
   * @param probe rows that are measured on
   */
  public TaskRows(Path mnist, int pool, int probe) {
    this.mnist = mnist;
    this.pool = pool;
    this.probe = probe;
  }

  Task of(ImageTask task) {
    return tasks.computeIfAbsent(task, this::read);
  }

  private Task read(ImageTask task) {
    try {
      return new Task(task.rows(mnist, true, pool), task.rows(mnist, false, probe));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
