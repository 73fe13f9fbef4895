// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.safety;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/** Writes what {@link Tried} tests tried, and how often it held, a file per test class. */
final class TriedRecorder implements AfterTestExecutionCallback {
  private static final ExtensionContext.Namespace OWN =
      ExtensionContext.Namespace.create(TriedRecorder.class);

  @Override
  public void afterTestExecution(ExtensionContext test) {
    Tried tried = test.getRequiredTestMethod().getAnnotation(Tried.class);
    Class<?> owner = test.getRequiredTestClass();
    Tally tally =
        test.getRoot()
            .getStore(OWN)
            .getOrComputeIfAbsent(owner, key -> new Tally(owner), Tally.class);
    tally.add(
        tried.area() + "\t" + tried.value() + "\t" + test.getRequiredTestMethod().getName(),
        test.getExecutionException());
  }

  /** Counts of one test class; written when all tests have run. */
  private static final class Tally implements AutoCloseable {
    private final Class<?> owner;
    private final Map<String, int[]> counts = new TreeMap<>();

    Tally(Class<?> owner) {
      this.owner = owner;
    }

    /** A test that was given up, for want of what it needs on this machine, has tried nothing. */
    synchronized void add(String row, Optional<Throwable> failure) {
      int[] count = counts.computeIfAbsent(row, key -> new int[2]);
      count[0] += failure.filter(TestAbortedException.class::isInstance).isPresent() ? 0 : 1;
      count[1] += failure.isEmpty() ? 1 : 0;
    }

    @Override
    public synchronized void close() throws IOException, URISyntaxException {
      StringBuilder rows = new StringBuilder();
      counts.forEach(
          (row, count) ->
              rows.append(row)
                  .append('\t')
                  .append(count[0])
                  .append('\t')
                  .append(count[1])
                  .append('\n'));
      Path classes = Path.of(owner.getProtectionDomain().getCodeSource().getLocation().toURI());
      Path folder = Files.createDirectories(classes.resolveSibling("tried"));
      Files.writeString(folder.resolve(owner.getName() + ".tsv"), rows.toString(), UTF_8);
    }
  }
}
