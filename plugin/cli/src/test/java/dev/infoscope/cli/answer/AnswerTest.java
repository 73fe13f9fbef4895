// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.infoscope.estimate.Flag;
import dev.infoscope.estimate.Uncertainty;
import dev.infoscope.measure.Metric;
import dev.infoscope.measure.Reading;
import dev.infoscope.network.Layer;
import dev.infoscope.report.Conditions;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What commands print: one JSON object, a table for people, and refusals. */
class AnswerTest {
  private static final Conditions CONDITIONS = Conditions.of(1);
  private static final Metric BITS =
      Metric.gauge("infoscope.test", "bits", "A metric to test with").perLayer("class");

  private static Reading reading(double value, double error, Flag... flags) {
    Layer layer = new Layer(0, "first", "file", null, "");
    return new Reading(
        BITS, layer, Map.of("class", "3"), value, Uncertainty.of(10, error, 2), Set.of(flags));
  }

  private static JsonNode json(Map<String, Object> diagnostics, Reading... readings) {
    return AnswerJson.of(
        new Answer("test", CONDITIONS, Map.of("bins", 7L), List.of(readings), diagnostics));
  }

  @Test
  void aReadingIsWrittenWithAllThatIsKnownOfIt() {
    JsonNode written = json(Map.of(), reading(1.5, 0.25, Flag.SATURATED)).get("readings").get(0);
    assertThat(written.get("metric").asText()).isEqualTo("infoscope.test");
    assertThat(written.get("layer").asText()).isEqualTo("first");
    assertThat(written.get("labels").get("class").asText()).isEqualTo("3");
    assertThat(written.get("value").doubleValue()).isEqualTo(1.5);
    assertThat(written.get("unit").asText()).isEqualTo("bits");
    assertThat(written.get("flags").get(0).asText()).isEqualTo("saturated");
    assertThat(written.toString()).contains("0.25");
  }

  @Test
  void whatIsNoNumberIsNullAndKeepsItsReason() {
    JsonNode written =
        json(Map.of(), reading(Double.NaN, Double.POSITIVE_INFINITY, Flag.TOO_FEW))
            .get("readings")
            .get(0);
    assertThat(written.get("value").isNull()).isTrue();
    assertThat(written.get("flags").get(0).asText()).isEqualTo("too_few");
    assertThat(written.toString()).doesNotContain("NaN").doesNotContain("Infinity");
  }

  @Test
  void diagnosticsKeepTheirShapeAndOrder() {
    Map<String, Object> inner = new LinkedHashMap<>();
    inner.put("z", 1);
    inner.put("a", Double.NaN);
    inner.put("none", null);
    Map<String, Object> diagnostics = new LinkedHashMap<>();
    diagnostics.put("numbers", new double[] {1, 2.5, Double.NEGATIVE_INFINITY});
    diagnostics.put("matrix", new int[][] {{1, 2}, {3, 4}});
    diagnostics.put("words", List.of("a", true, 3L, 0.5f));
    diagnostics.put("inner", inner);
    diagnostics.put("other", Flag.SAMPLED);
    assertThat(json(diagnostics).get("diagnostics"))
        .hasToString(
            "{\"numbers\":[1.0,2.5,null],\"matrix\":[[1,2],[3,4]],\"words\":[\"a\",true,3,0.5],"
                + "\"inner\":{\"z\":1,\"a\":null,\"none\":null},\"other\":\"SAMPLED\"}");
    assertThat(json(diagnostics).get("parameters").get("bins").longValue()).isEqualTo(7);
  }

  @Test
  void anAnswerDoesNotChangeAfterwards() {
    Map<String, Object> parameters = new HashMap<>(Map.of("bins", 30));
    Answer answer = new Answer("test", CONDITIONS, parameters, List.of(), Map.of());
    parameters.put("bins", 40);
    assertThat(answer.parameters()).containsEntry("bins", 30);
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> answer.parameters().put("x", 1));
  }

  @Test
  void textIsAlignedLeftAndNumbersRight() {
    TextTable table = new TextTable(1, "layer", "bits", "N");
    table.add(false, "first", "1.25", "7");
    table.add(true, "a", "-0.5", "1000");
    assertThat(table.text(Ansi.OFF).lines())
        .containsExactly("layer  bits     N", "first  1.25     7", "a      -0.5  1000");
  }

  @Test
  void markedLinesAreColouredOnTerminalsAlone() {
    TextTable table = new TextTable(2, "layer", "note");
    table.add(true, "first", "saturated");
    table.add(false, "b", "");
    List<String> lines = table.text(Ansi.ON).lines().toList();
    assertThat(lines.get(0)).startsWith("\u001B[1m").contains("layer  note");
    assertThat(lines.get(1)).startsWith("\u001B[33m").contains("first  saturated");
    assertThat(lines.get(2)).as("no blanks at the end").isEqualTo("b");
    assertThat(table.text(Ansi.OFF)).doesNotContain("\u001B");
  }

  @Test
  void aRuleThatIsBrokenIsBadUsage() {
    CommandSpec command = CommandSpec.create();
    CommandLine line = new CommandLine(command);
    assertThat(line.getCommandSpec()).isSameAs(command);
    assertThat(Usage.checked(command, () -> 7)).isEqualTo(7);
    assertThatThrownBy(
            () ->
                Usage.check(
                    command,
                    () -> {
                      throw new IllegalArgumentException("bins (0) must be >= 1");
                    }))
        .isInstanceOf(ParameterException.class)
        .hasMessage("bins (0) must be >= 1");
    assertThatThrownBy(
            () ->
                Usage.check(
                    command,
                    () -> {
                      throw new IllegalStateException("a fault of ours");
                    }))
        .isInstanceOf(IllegalStateException.class);
  }
}
