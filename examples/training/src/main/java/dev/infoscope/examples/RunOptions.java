// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.examples;

import dev.infoscope.Infoscope;
import dev.infoscope.InfoscopeBuilder;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What all examples let one choose. */
public final class RunOptions {
  @Option(
      names = "--port",
      description =
          "Port of the live page and /metrics on loopback, 0 for any free one (default: 9464).")
  int port = 9464;

  @Option(
      names = "--linger",
      description = "Seconds to keep the endpoint up after training (default: 0).")
  int linger;

  @Option(names = "--run", description = "Value of the label run (default: the example's name).")
  String run = "";

  @Option(names = "--seed", description = "Seed of network and probe (default: 1).")
  long seed = 1;

  @Option(names = "--figure", description = "Write the information plane to this SVG file.")
  @Nullable Path figure;

  @Option(names = "--history", description = "Keep every report in this file of JSON lines.")
  @Nullable Path history;

  /**
   * The seed of network and probe.
   *
   * @return as given, or 1
   */
  public long seed() {
    return seed;
  }

  /**
   * An observation with endpoint and history as chosen.
   *
   * @return to be given a probe
   */
  public InfoscopeBuilder builder() {
    InfoscopeBuilder builder = Infoscope.builder().seed(seed).serve(port);
    return history == null ? builder : builder.history(history);
  }

  /**
   * The label run.
   *
   * @param example its value where none was given
   * @return what was given, or the name of the example
   */
  public String run(String example) {
    return run.isEmpty() ? example : run;
  }

  /**
   * Keeps the endpoint up as long as was asked for.
   *
   * @throws InterruptedException if the thread is interrupted
   */
  public void linger() throws InterruptedException {
    if (linger > 0) {
      System.out.printf(Locale.ROOT, "endpoint stays up for %d s%n", linger);
      Thread.sleep(1000L * linger);
    }
  }
}
