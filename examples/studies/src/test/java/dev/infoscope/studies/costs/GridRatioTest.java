// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.costs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class GridRatioTest {
  private static final Offset<Double> EXACT = within(1e-12);

  private static GridRun run(int seed, String watcher, String every, double process) {
    return new GridRun("net", seed, watcher, every, 1, process, process / 2, 3);
  }

  private static final List<GridRun> RUNS =
      List.of(
          run(1, "none", "-", 1),
          run(1, "none", "-", 3),
          run(1, "none", "-", 2),
          run(1, "economy", "16", 3),
          run(1, "economy", "4", 99),
          run(2, "none", "-", 4),
          run(2, "none", "-", 6),
          run(2, "economy", "16", 5.5));

  @Test
  void everyRunIsHeldAgainstTheMedianOfTheUnwatchedOnesOfItsSeed() {
    GridRatio ratio = GridRatio.of(RUNS, "net", "economy", "16", GridRun::process);
    assertThat(ratio.least()).isCloseTo(1.1, EXACT);
    assertThat(ratio.most()).isCloseTo(1.5, EXACT);
    assertThat(ratio.median()).isCloseTo(1.3, EXACT);
    assertThat(ratio).hasToString("1.30 (1.10 to 1.50)");
  }

  @Test
  void withoutRunsThereIsNoRatio() {
    assertThat(GridRatio.of(RUNS, "other", "economy", "16", GridRun::process).median()).isNaN();
  }

  @Test
  void aRunIsALineOfTheFile() {
    assertThat(run(1, "full", "epoch", 2).line())
        .isEqualTo("net,1,full,epoch,1.0000,2.0000,1.0000,3");
    assertThat(GridRun.of(run(1, "full", "epoch", 2).line())).isEqualTo(run(1, "full", "epoch", 2));
    assertThat(GridRun.HEADER.split(",")).hasSize(8);
  }

  @Test
  void theFigureHasAPanelPerNetworkAndALinePerPresetThatRan() {
    String svg = GridFigure.of(List.of("net"), RUNS);
    assertThat(svg).startsWith("<svg ").endsWith("</svg>\n");
    assertThat(svg).contains("net: process", "net: training thread").doesNotContain("NaN");
    assertThat(svg.split("<path d=\"M", -1)).hasSize(3); // economy, in both panels
  }
}
