// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.cli.MutationBatch;
import dev.infoscope.safety.Tried;
import dev.infoscope.safety.Tried.Area;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Damaged files, read by the real commands in a process that may take little memory: status 0, 1 or
 * 2, at most one line on standard error, no stack trace, no hang, no kill. A failure names the
 * seeds; {@code -Dinfoscope.mutation=SEED} tries one of them alone and keeps its file.
 */
class MutationTest {
  private static final int CASES = Integer.getInteger("infoscope.mutations", 30);
  private static final Set<String> STATUS = Set.of("0", "1", "2");
  private static final long MOST_KILOBYTES = 4_000_000; // address space, with the native libraries

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  @Tried(
      value = "damaged files of every kind that is read, 500 of each, in little memory",
      area = Area.FILES)
  void aDamagedFileIsReadOrRefusedInOneLine(Kind kind) throws Exception {
    Samples.write(folder);
    List<Long> seeds = seeds();
    List<String> commands = new ArrayList<>();
    for (long seed : seeds) {
      commands.add(String.join("\t", command(kind, seed)));
    }
    Path list = Files.write(folder.resolve("commands"), commands);
    Path results = folder.resolve("results");
    Path errors = folder.resolve("errors");
    Process process = child(list, results, errors);
    boolean ended = process.waitFor(9, TimeUnit.MINUTES);
    process.destroyForcibly().waitFor();
    judge(
        kind,
        seeds,
        commands,
        Files.readAllLines(results).stream().takeWhile(line -> !line.startsWith("#")).toList());
    assertThat(Files.readString(errors)).as("standard error of the process").isEmpty();
    assertThat(ended).as("ended in time").isTrue();
    assertThat(process.exitValue()).isZero();
  }

  private static List<Long> seeds() {
    Long one = Long.getLong("infoscope.mutation");
    List<Long> seeds = new ArrayList<>();
    for (long seed = 0; seed < CASES; seed++) {
      seeds.add(seed);
    }
    return one == null ? seeds : List.of(one);
  }

  private String[] command(Kind kind, long seed) throws IOException {
    Mutator mutator = new Mutator(seed);
    byte[] damaged = kind.damaged(Files.readAllBytes(folder.resolve(kind.file())), mutator);
    Path own = Files.createDirectory(folder.resolve("case" + seed));
    Path file = Files.write(own.resolve(kind.file()), damaged);
    if (Long.getLong("infoscope.mutation") != null) {
      Files.write(Path.of("target", "mutation-" + seed + "-" + kind.file()), damaged);
    }
    return kind.command(folder, file, (int) seed);
  }

  private static Process child(Path list, Path results, Path errors) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> words = new ArrayList<>();
    if (Files.isExecutable(Path.of("/bin/sh"))) {
      String limited = "ulimit -v " + MOST_KILOBYTES + " && exec \"$0\" \"$@\"";
      words.addAll(List.of("/bin/sh", "-c", limited));
    }
    words.addAll(
        List.of(
            java,
            "-Xmx192m",
            "-Xss1m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:CompressedClassSpaceSize=96m",
            "-XX:ReservedCodeCacheSize=64m",
            "-XX:ErrorFile=" + results.resolveSibling("crash.log"),
            "-Dorg.bytedeco.javacpp.maxbytes=256m",
            "-Dorg.bytedeco.javacpp.maxphysicalbytes=2g",
            "-cp",
            System.getProperty("java.class.path"),
            MutationBatch.class.getName(),
            list.toString()));
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().put("OMP_NUM_THREADS", "1");
    builder.environment().put("MALLOC_ARENA_MAX", "2");
    return builder.redirectOutput(results.toFile()).redirectError(errors.toFile()).start();
  }

  private static void judge(
      Kind kind, List<Long> seeds, List<String> commands, List<String> results) {
    List<String> wrong = new ArrayList<>();
    TreeMap<String, Integer> statuses = new TreeMap<>();
    for (int i = 0; i < results.size(); i++) {
      String[] parts = results.get(i).split("\t", 3);
      statuses.merge(parts[0], 1, Integer::sum);
      boolean good = parts.length == 3 && STATUS.contains(parts[0]);
      boolean quiet = good && Integer.parseInt(parts[1]) <= 1 && !parts[2].contains("\tat ");
      boolean said = quiet && (parts[0].equals("0") || parts[2].startsWith("infoscope: "));
      if (!said) {
        wrong.add(
            String.format(
                Locale.ROOT, "seed %d: %s: %s", seeds.get(i), commands.get(i), results.get(i)));
      }
    }
    System.out.printf(Locale.ROOT, "%s: %d cases, by status %s%n", kind, results.size(), statuses);
    assertThat(wrong).isEmpty();
    assertThat(results.size())
        .as("%s: cases until the process ended; the seed is that of the next", kind)
        .isEqualTo(seeds.size());
  }
}
