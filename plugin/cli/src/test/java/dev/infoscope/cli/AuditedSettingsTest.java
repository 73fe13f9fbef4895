// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which settings of the command line the audit vouches for. */
class AuditedSettingsTest {
  @TempDir Path folder;

  /** Of two units and two classes, which the audit is content with under the usual settings. */
  private Shell.Outcome ofTwo(String... options) throws IOException {
    int rows = 2000;
    SplittableRandom random = new SplittableRandom(8);
    double[] values = random.doubles(2 * rows, -1, 1).toArray();
    double[] column = IntStream.range(0, rows).mapToDouble(row -> row % 2).toArray();
    Path file = NpyFile.doubles(folder.resolve("two.npy"), 2, values);
    Path two = NpyFile.doubles(folder.resolve("two-y.npy"), 1, column);
    return Shell.plane(file, two, (Object[]) options);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          binned --bins 10000 --range data | binned data-range:10000: audited from
          binned --bins 2 --range data | binned data-range:2: audited from
          binned --bins 200 | binned fixed:-1.0:1.0:200: audited from
          binned --range -1000:1000 | binned fixed:-1000.0:1000.0:30 (values span 2 bins): audited
          binned --range -0.5:0.5 | audited with all values inside the bins; here 49 % lie outside
          pairwise --noise relative:0.0001 | pairwise relative:1.0E-4: audited from
          pairwise --noise relative:100 | pairwise-lower relative:100.0: audited from
          pairwise --noise absolute:0.1 | pairwise absolute:0.1: not audited
          renyi --noise relative:0.2 | renyi relative:0.2: audited as renyi relative:0.1 only
          """)
  void settingsThatWereNotAuditedAreFlaggedAndNamed(String options, String reason)
      throws IOException {
    String[] words = ("--estimator " + options).split(" ");
    assertThat(ofTwo(words).out()).contains("is beyond the audit: ").contains(reason);
    String[] json = (String.join(" ", words) + " --json").split(" ");
    assertThat(ofTwo(json).json().get("readings"))
        .filteredOn(each -> each.get("metric").asText().equals("infoscope.information.label"))
        .isNotEmpty()
        .allMatch(each -> each.get("flags").toString().contains("beyond_audit"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "binned",
        "binned --range data",
        "binned --range -2:2",
        "binned --range data --bins 10",
        "pairwise",
        "pairwise --noise relative:0.05",
        "ksg",
        "ksg --noise relative:100",
        "renyi"
      })
  void settingsBetweenThoseThatWereAuditedAreNotFlagged(String options) throws IOException {
    String[] words = ("--estimator " + options).split(" ");
    assertThat(ofTwo(words).out()).doesNotContain("beyond the audit");
  }

  @Test
  void noiseIsNamedWithTheEstimatorsThatTakeIt() throws IOException {
    assertThat(ofTwo("--estimator", "ksg").out())
        .contains("ksg: on 2000 of 2000 rows")
        .doesNotContain("noise relative");
    assertThat(ofTwo("--estimator", "ksg,renyi").out())
        .contains("renyi: noise relative:0.1, on 2000 of 2000 rows")
        .contains("ksg: on 2000 of 2000 rows");
    assertThat(ofTwo("--estimator", "binned", "--diagnose").out())
        .contains("diagnosis: on 2000 of 2000 rows")
        .doesNotContain("noise relative");
  }

  /** H(Y) is 0 and so is I(T;Y): nothing is estimated. */
  @Test
  void ofOneClassNothingIsBeyondTheAudit() throws IOException {
    double[] values = new SplittableRandom(8).doubles(500).toArray();
    Path layer = NpyFile.doubles(folder.resolve("layer.npy"), 1, values);
    Path same = NpyFile.doubles(folder.resolve("same.npy"), 1, new double[500]);
    assertThat(Shell.plane(layer, same, "--bins", 10_000).out())
        .containsPattern("500 rows, 1 class\\R")
        .doesNotContain("beyond the audit");
  }
}
