// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the bits of a result depend on beside its input and its settings. Every result that is
 * printed names them, in the words made here.
 *
 * <p>The number of analysis threads changes nothing but the time. That of OMP threads, with which
 * DL4J trains networks and runs them, changes the last bits of its sums, and with them whatever is
 * trained.
 *
 * @param version of Infoscope
 * @param seed of what is drawn at random; null where nothing is
 * @param threads that analyse; 0 where they were not recorded
 * @param ompThreads of DL4J; 0 where no network runs, or where they were not recorded
 */
public record Conditions(String version, @Nullable Long seed, int threads, int ompThreads) {
  /**
   * A result of this version in which nothing is drawn and no network runs.
   *
   * @param threads that analyse, at least 1
   * @return its conditions
   */
  public static Conditions of(int threads) {
    return new Conditions(Provenance.currentVersion(), null, threads, 0);
  }

  /**
   * The same with a seed.
   *
   * @param drawn of what is drawn at random
   * @return a copy
   */
  public Conditions withSeed(long drawn) {
    return new Conditions(version, drawn, threads, ompThreads);
  }

  /**
   * The same with networks that run.
   *
   * @param count OMP threads of DL4J
   * @return a copy
   */
  public Conditions withOmpThreads(int count) {
    return new Conditions(version, seed, threads, count);
  }

  /**
   * In a line for people, such as {@code infoscope 1.0, seed 1, 1 analysis thread, 2 OMP threads}.
   *
   * @return one line without its end
   */
  public String words() {
    return words(seed == null ? "no seed used" : "seed " + seed);
  }

  /**
   * The same for what draws with several seeds.
   *
   * @param seeds which ones, such as {@code seeds 1 to 20}
   * @return one line without its end
   */
  public String words(String seeds) {
    List<String> words = new ArrayList<>();
    words.add("infoscope " + version);
    words.add(seeds);
    words.add(threads == 0 ? "threads not recorded" : count(threads, "analysis"));
    if (ompThreads > 0) {
      words.add(count(ompThreads, "OMP"));
    }
    return String.join(", ", words);
  }

  private static String count(int threads, String kind) {
    return String.format(Locale.ROOT, "%d %s thread%s", threads, kind, threads == 1 ? "" : "s");
  }

  /**
   * By name, for what programs read: {@code version}, {@code threads}, and where there are any
   * {@code ompThreads} and {@code seed}.
   *
   * @return in this order
   */
  public Map<String, Object> parameters() {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("version", version);
    parameters.put("threads", threads);
    if (ompThreads > 0) {
      parameters.put("ompThreads", ompThreads);
    }
    if (seed != null) {
      parameters.put("seed", seed);
    }
    return parameters;
  }
}
