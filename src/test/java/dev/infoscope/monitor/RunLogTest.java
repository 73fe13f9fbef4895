// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.network.Moment;
import dev.infoscope.network.Snapshot;
import dev.infoscope.report.Health;
import dev.infoscope.report.Provenance;
import dev.infoscope.report.ReportSink;
import dev.infoscope.report.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The two lines of a run. */
class RunLogTest {
  private static final Health CLEAN = new Health(3, Map.of("busy", 0L), Map.of("x", 0L), Map.of());

  private final List<String> lines = new ArrayList<>();

  private Map<String, String> skipped = Map.of();
  private List<String> notes = List.of();

  /** A network in words only. */
  private final class Words implements ObservedModel {
    @Override
    public void tryOut() {}

    @Override
    public void receive() {}

    @Override
    public Snapshot examine(Moment moment) {
      throw new AssertionError("examined");
    }

    @Override
    public Map<String, String> skipped() {
      return skipped;
    }

    @Override
    public List<String> notes() {
      return notes;
    }

    @Override
    public String inWords() {
      return "2 layers (a, b) on 7 probe rows";
    }

    @Override
    public void clear() {}
  }

  /** Information only. */
  private record Lines(List<String> lines) implements Log {
    @Override
    public void info(String message) {
      lines.add(message);
    }

    @Override
    public void warn(String message, @Nullable Throwable cause) {
      throw new AssertionError(message, cause);
    }

    @Override
    public void debug(String message, @Nullable Throwable cause) {
      throw new AssertionError(message, cause);
    }
  }

  private static Run run(int planned) {
    return new Run("r", "m", planned, new Provenance("test", Map.of(), 1, 1, 1, 2, 2, "hash"));
  }

  private RunLog log(int planned, List<ReportSink> sinks, String... shownAt) {
    MonitorSettings settings =
        new MonitorSettings(
            run(planned),
            new Schedule(1, 0, planned),
            List.of(),
            null,
            sinks,
            new CpuBudget(1, Duration.ZERO),
            false,
            Duration.ofSeconds(1));
    return new RunLog(settings, new Lines(lines), () -> List.of(shownAt));
  }

  private String ended(int planned, int epoch, boolean finished, Health health) {
    RunLog log = log(planned, List.of(), "page p", "history h");
    log.watching(run(planned), new Words());
    log.reported(new Moment(epoch, 1, Instant.EPOCH, 0.5), Map.of());
    log.ended(finished, health);
    assertThat(lines).hasSize(2);
    return lines.get(1);
  }

  @Test
  void theBeginningNamesWhatIsWatchedAndWhereToSeeIt() {
    log(4, List.of(), "page p", "history h").watching(run(4), new Words());
    assertThat(lines)
        .containsExactly(
            "Infoscope watches run r (m): 2 layers (a, b) on 7 probe rows, after every epoch of 4"
                + " planned; measures: ; page p, history h");
  }

  @Test
  void theBeginningTellsOfMemoryAndOfWhatIsSwitchedOff() {
    notes = List.of("memory: 3 MB", "threads: 9");
    skipped = Map.of("all layers (conductance)", "no gradient", "a (causal)", "no weights");
    log(0, List.of(), "page p").watching(run(0), new Words());
    assertThat(lines.get(0))
        .endsWith(
            "; memory: 3 MB; threads: 9; switched off all layers (conductance): no gradient; page"
                + " p");
  }

  @Test
  void withNothingToLookAtTheBeginningSaysHowToGetIt() {
    log(0, List.of()).watching(run(0), new Words());
    log(0, List.of(report -> {})).watching(run(0), new Words());
    assertThat(lines.get(0))
        .endsWith("; nothing shows the readings: add serve(port) or history(file)");
    assertThat(lines.get(1)).endsWith("; shown by sinks of your own");
  }

  @Test
  void anEndOnPurposeIsFinishedBeforeItsPlanToo() {
    assertThat(ended(9, 4, true, CLEAN))
        .isEqualTo(
            "Infoscope: run r finished, last examined after epoch 4 of 9 planned: 3 snapshots, 1"
                + " reports; page p, history h");
  }

  @Test
  void anEndThatNobodyMeantSaysWhatAlertsMakeOfIt() {
    assertThat(ended(9, 4, false, CLEAN))
        .startsWith("Infoscope: run r was closed, ")
        .endsWith("; alerts take this for a crash, call finish() where a run ends on purpose");
  }

  @Test
  void aRunWithAllItsEpochsOrWithoutAPlanIsNoCrash() {
    assertThat(ended(4, 4, false, CLEAN)).endsWith("; page p, history h");
    lines.clear();
    assertThat(ended(0, 4, false, CLEAN)).contains("after epoch 4: ").endsWith("history h");
  }

  @Test
  void whatWasLeftOutAndWhatFailedIsCounted() {
    Health health =
        new Health(
            5,
            Map.of("busy", 2L, "budget", 1L, "off", 0L),
            Map.of("flow", 3L, "drift", 0L),
            Map.of());
    assertThat(ended(0, 4, true, health))
        .contains(
            "5 snapshots, 1 reports, not examined (1 to keep to the budget, 2 while the analysis was"
                + " busy), failures (flow 3); ");
  }

  @Test
  void aRunThatNeverBeganIsNotTold() {
    log(9, List.of()).ended(false, CLEAN);
    assertThat(lines).isEmpty();
  }

  @Test
  void aRunThatCouldNotBeWatchedIsToldWithItsFailures() {
    log(9, List.of())
        .ended(false, new Health(0, Map.of("off", 9L), Map.of("listener", 1L), Map.of()));
    assertThat(lines)
        .containsExactly(
            "Infoscope: run r was not watched, failures (listener 1), not examined (9 as the"
                + " analysis is off)");
  }

  @Test
  void whatIsLeftOutOfAllLayersIsToldOnce() {
    RunLog log = log(4, List.of());
    log.watching(run(4), new Words());
    Map<String, String> skipped =
        Map.of("all layers (relay)", "no classes", "conv (causal)", "no dense map");
    log.reported(new Moment(1, 1, Instant.EPOCH, 0.5), skipped);
    log.reported(new Moment(2, 2, Instant.EPOCH, 0.5), skipped);
    assertThat(lines).hasSize(2);
    assertThat(lines.get(1))
        .isEqualTo("Infoscope: run r leaves out all layers (relay): no classes");
  }
}
