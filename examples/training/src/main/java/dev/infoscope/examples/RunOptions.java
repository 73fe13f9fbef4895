// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.examples;

import dev.infoscope.Infoscope;
import dev.infoscope.InfoscopeBuilder;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What all examples let one choose. */
public final class RunOptions {
  private static final int LINGER_SECONDS = 60;

  @Option(
      names = "--port",
      description =
          "Port of the live page and /metrics on loopback, 0 for any free one (default: 9464).")
  int port = 9464;

  @Option(
      names = "--linger",
      description =
          "Seconds to keep the page up after training, or until Enter (default: 60 while there is"
              + " somebody to press Enter, 0 where standard input is closed).")
  @Nullable Integer linger;

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
   * Keeps the page up until Enter, or until the time is up that was asked for. Where nothing was
   * asked for and standard input is closed, nobody looks, and it does not stay.
   *
   * @param page where it is; empty if nowhere
   * @param out where to say so
   * @param in where Enter comes from
   * @throws InterruptedException if the thread is interrupted
   */
  void linger(Optional<URI> page, PrintStream out, InputStream in) throws InterruptedException {
    int seconds = linger == null ? LINGER_SECONDS : linger;
    if (page.isEmpty() || seconds <= 0) {
      return;
    }
    out.printf(Locale.ROOT, "the page stays at %s for %d s; Enter ends it%n", page.get(), seconds);
    PageStay end = PageStay.await(in, seconds);
    if (end == PageStay.NO_INPUT && linger != null) {
      Thread.sleep(1000L * seconds);
    } else if (end == PageStay.NO_INPUT) {
      out.println("standard input is closed, so it ends now; --linger SECONDS keeps it");
    }
  }

  /**
   * The same with the streams of the process, and only if a time was asked for.
   *
   * @param page where it is; empty if nowhere
   * @throws InterruptedException if the thread is interrupted
   */
  public void lingerIfAsked(Optional<URI> page) throws InterruptedException {
    if (linger != null) {
      linger(page, System.out, System.in);
    }
  }
}
