// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infoscope.report.ReadingEntry;
import dev.infoscope.report.ReportEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingColumnsTest {
  private static ReadingEntry reading(
      String metric, @Nullable Integer layer, Map<String, String> labels, SplittableRandom random) {
    return new ReadingEntry(
        metric,
        "bits",
        layer == null ? null : "layer " + layer,
        layer,
        labels,
        maybe(random),
        random.nextBoolean() ? random.nextLong(1 << 20) : null,
        maybe(random),
        maybe(random),
        maybe(random),
        maybe(random),
        maybe(random),
        maybe(random),
        maybe(random),
        maybe(random),
        random.nextBoolean() ? random.nextInt(100) : null,
        random.nextBoolean() ? random.nextInt(2) : null,
        random.nextBoolean() ? List.of() : List.of("saturated", "undersampled"));
  }

  private static @Nullable Double maybe(SplittableRandom random) {
    return random.nextInt(3) == 0
        ? null
        : random.nextDouble() * Math.pow(10, random.nextInt(-9, 9));
  }

  private static List<ReadingEntry> some(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<ReadingEntry> readings = new ArrayList<>();
    for (int layer = 0; layer < 3; layer++) {
      for (int metric = 0; metric < 4; metric++) {
        Map<String, String> labels = metric == 0 ? Map.of() : Map.of("b", "x" + layer, "a", "é\"");
        readings.add(reading("m" + metric, metric == 3 ? null : layer, labels, random));
      }
      readings.add(reading("m1", layer, Map.of("other", "1"), random));
    }
    return readings;
  }

  private static ReportEntry entry(String json) throws IOException {
    byte[] line = json.getBytes(StandardCharsets.UTF_8);
    return HistoryJson.read(line, 0, line.length);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void everyReadingComesBackToTheLastBit(long seed) throws Exception {
    List<ReadingEntry> readings = some(seed);
    ReportEntry bare = entry("{\"schema\":2,\"session\":\"s\",\"run\":\"r\",\"model\":\"m\"}");
    ReportEntry written =
        new ReportEntry(
            ReportEntry.SCHEMA,
            "s",
            "r",
            "m",
            0,
            Map.of(),
            1,
            1,
            "",
            null,
            bare.provenance(),
            List.of("one way", "another"),
            List.of(),
            readings,
            List.of(),
            Map.of(),
            Map.of(),
            null,
            null);
    byte[] line = HistoryJson.write(written);
    assertThat(HistoryJson.read(line, 0, line.length).readings())
        .isEqualTo(ReadingEntry.byKind(readings).stream().flatMap(List::stream).toList());
  }

  @Test
  void aMetricStandsOnceForEachSetOfLabels() {
    List<ReadingColumns> columns = ReadingColumns.of(some(6));
    assertThat(columns)
        .extracting(each -> each.metric() + each.labels().keySet())
        .containsExactly("m0[]", "m1[a, b]", "m2[a, b]", "m3[a, b]", "m1[other]");
    assertThat(columns.get(1).layerIndex()).containsExactly(0, 1, 2);
    assertThat(columns.get(1).labels().get("b")).containsExactly("x0", "x1", "x2");
    assertThat(columns.get(3).layer()).as("of the network as a whole").isNull();
  }

  @Test
  void listsOfUnequalLengthAreNoEntry() {
    assertThatThrownBy(
            () ->
                entry(
                    "{\"schema\":2,\"readings\":[{\"metric\":\"m\",\"unit\":\"\","
                        + "\"value\":[1,2],\"samples\":[3]}]}"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("lists of m must be as long as that of its values (2)");
  }

  @Test
  void readingsThatAreNoListAreNoEntry() {
    assertThatThrownBy(() -> entry("{\"schema\":2,\"readings\":{}}"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("readings must be a list");
  }
}
