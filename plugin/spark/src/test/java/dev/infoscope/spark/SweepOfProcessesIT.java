// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.cli.Infoscope;
import dev.infoscope.cli.compare.CompareCommand;
import dev.infoscope.publish.history.History;
import dev.infoscope.publish.history.SkippedLines;
import dev.infoscope.publish.page.HistoryServer;
import dev.infoscope.report.ReportEntry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** Two processes that train at once, each with a name of its own. */
@Tag("spark")
class SweepOfProcessesIT {
  @TempDir Path folder;

  private Process start(String run, int hidden) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx500m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            ShardOfSweep.class.getName(),
            run,
            history(run).toString(),
            "" + hidden);
    builder.environment().put("OMP_NUM_THREADS", "1");
    return builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  private Path history(String run) {
    return folder.resolve(run + ".jsonl");
  }

  private static String metrics(Process process) throws IOException {
    BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
    String address = lines.readLine();
    assertThat(address).as("address of a process").startsWith("http");
    return page(URI.create(address).resolve("/metrics"));
  }

  @Test
  void runsOfTwoProcessesAreToldApartAndComparedSideBySide() throws Exception {
    List<Process> processes = new ArrayList<>();
    try {
      processes.add(start("narrow", 3));
      processes.add(start("wide", 8));
      assertThat(metrics(processes.get(0)))
          .contains("infoscope_information_label_bits{", "run=\"narrow\"")
          .doesNotContain("run=\"wide\"");
      assertThat(metrics(processes.get(1)))
          .contains("infoscope_information_label_bits{", "run=\"wide\"")
          .doesNotContain("run=\"narrow\"");
      for (Process process : processes) {
        process.getOutputStream().close();
        assertThat(process.waitFor()).isZero();
      }
    } finally {
      processes.forEach(Process::destroyForcibly);
    }
    for (String run : List.of("narrow", "wide")) {
      assertThat(History.read(history(run)))
          .hasSize(4)
          .extracting(ReportEntry::run)
          .containsOnly(run);
    }
    StringWriter out = new StringWriter();
    PrintWriter err = new PrintWriter(new StringWriter());
    CommandLine compare = new CommandLine(new CompareCommand());
    String[] both = {history("narrow").toString(), history("wide").toString()};
    assertThat(Infoscope.run(compare, new PrintWriter(out), err, Ansi.OFF, both)).isZero();
    assertThat(out.toString()).contains("narrow", "wide", "information.label");
    try (HistoryServer server =
        HistoryServer.open(List.of(history("narrow"), history("wide")), 0)) {
      assertThat(server.skipped()).as("damaged lines").allMatch(SkippedLines::isEmpty);
      assertThat(page(server.uri())).contains("<html");
    }
  }

  private static String page(URI address) throws IOException {
    try (InputStream in = address.toURL().openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
