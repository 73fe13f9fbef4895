// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Help.Ansi;

/** Runs commands in this process. */
public final class Shell {
  private Shell() {}

  /** What a command left behind. */
  public record Outcome(int status, String out, String err) {
    public JsonNode json() {
      try {
        return new ObjectMapper().readTree(out);
      } catch (IOException e) {
        throw new UncheckedIOException(out + err, e);
      }
    }
  }

  public static Outcome run(Object... arguments) {
    return run(Ansi.OFF, arguments);
  }

  public static Outcome run(Ansi ansi, Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] words = Arrays.stream(arguments).map(String::valueOf).toArray(String[]::new);
    int status = Infoscope.run(new PrintWriter(out), new PrintWriter(err), ansi, words);
    return new Outcome(status, out.toString(), err.toString());
  }

  /** Runs {@code measure information-plane}. */
  static Outcome plane(Object activations, Object labels, Object... more) {
    List<Object> arguments =
        List.of("measure", "information-plane", "--activations", activations, "--labels", labels);
    return run(Stream.concat(arguments.stream(), Arrays.stream(more)).toArray());
  }

  /** Demands status 2, nothing on standard output, and one line that says what and where. */
  public static void refused(Outcome outcome, String... said) {
    assertThat(outcome.status()).as(outcome.err()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).contains(said).endsWith(System.lineSeparator());
    assertThat(outcome.err().lines()).hasSize(1);
    assertThat(outcome.err()).startsWith("infoscope: ").doesNotContain("Exception");
  }
}
