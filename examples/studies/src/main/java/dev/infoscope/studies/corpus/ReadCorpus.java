// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Reads every network of the corpus and compares with what DL4J computes: each layer is read right,
 * or refused with a reason.
 */
@Command(
    name = "read-corpus",
    description =
        "Every layer, format, mask and vertex of DL4J: what is read, and whether it is right.",
    mixinStandardHelpOptions = true)
public final class ReadCorpus implements Callable<Integer> {
  @Option(names = "--only", description = "Only networks whose name contains this.")
  private String only = "";

  @Option(names = "--out", description = "Write the page \"How each layer is read\" to this file.")
  private @Nullable Path out;

  /**
   * Runs them all, and prints what is wrong and the table.
   *
   * @return 0 if nothing is wrong and nothing failed, or else 1
   * @throws IOException if the page cannot be written
   */
  @Override
  public Integer call() throws IOException {
    long start = System.nanoTime();
    CorpusTotals tally = new CorpusTotals();
    Corpus.all().stream()
        .filter(each -> each.toString().contains(only))
        .forEach(each -> tally.add(NetworkVerdict.of(each)));
    write(WhatIsReadPage.of(tally));
    tally.onlyRead().forEach(name -> System.out.println("only read: " + name));
    tally.troubles().forEach(System.out::println);
    System.out.println(WhatIsReadPage.totals(tally));
    System.out.printf(Locale.ROOT, "%d s%n", (System.nanoTime() - start) / 1_000_000_000);
    return tally.troubles().isEmpty() ? 0 : 1;
  }

  private void write(String page) throws IOException {
    if (out == null) {
      System.out.print(page);
    } else {
      Files.writeString(out, page);
    }
  }
}
