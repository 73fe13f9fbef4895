// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.Fingerprint;
import dev.infoscope.discrete.PatternTable;
import dev.infoscope.estimate.Tables;
import dev.infoscope.estimate.entropy.MillerMadow;
import dev.infoscope.estimate.entropy.PlugIn;
import dev.infoscope.golden.GoldenCases.Case;
import dev.infoscope.numeric.Bits;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Distributions with exact truth, as samples that have just these frequencies. */
class ExactCountsGoldenTest {
  /** x, y, z of each equally likely row. */
  private static final int[][] XOR = {{0, 0, 1, 1}, {0, 1, 0, 1}, {0, 1, 1, 0}};

  private static final int[][] COPIES = {{0, 1}, {0, 1}, {0, 1}};

  @ParameterizedTest
  @ValueSource(strings = {"0.0", "0.01", "0.1", "0.25", "0.5"})
  void binarySymmetricChannel(String error) {
    int wrong = (int) Math.round(100 * Double.parseDouble(error));
    int[][] joint = {{100 - wrong, wrong}, {wrong, 100 - wrong}};
    Case expected = GoldenCases.of("exact.bsc." + error);
    expected.check("mi", PlugIn.mutualInformation(Tables.of(joint)));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4, 8, 16, 30})
  void copyingChannel(int symbols) {
    int[][] joint = new int[symbols][symbols];
    for (int i = 0; i < symbols; i++) {
      Arrays.fill(joint[i], 1);
      joint[i][i] += symbols;
    }
    Case expected = GoldenCases.of("exact.copychannel." + symbols);
    double bits = PlugIn.mutualInformation(Tables.of(joint));
    expected.check("mi", bits);
    assertThat(bits).isCloseTo(expected.expected("mi_bits"), within(expected.tolerance("mi_bits")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"exact.xor", "exact.copy3"})
  void threeBits(String id) {
    int[][] bits = id.equals("exact.xor") ? XOR : COPIES;
    double x = Tables.entropy(bits[0]);
    double y = Tables.entropy(bits[1]);
    double z = Tables.entropy(bits[2]);
    double xy = Tables.entropy(Tables.pairs(bits[0], bits[1]));
    double xz = Tables.entropy(Tables.pairs(bits[0], bits[2]));
    double yz = Tables.entropy(Tables.pairs(bits[1], bits[2]));
    double all = Tables.entropy(Tables.pairs(Tables.pairs(bits[0], bits[1]), bits[2]));
    Case expected = GoldenCases.of(id);
    expected.check("entropy_joint", all);
    expected.check("total_correlation", x + y + z - all);
    expected.check("dual_total_correlation", xy + xz + yz - 2 * all);
    expected.check("co_information", x + y + z - xy - xz - yz + all);
    expected.check("o_information", (x + y + z - all) - (xy + xz + yz - 2 * all));
  }

  @ParameterizedTest
  @ValueSource(strings = {"exact.xor"})
  void twoBitsTellTheirExclusiveOrAndOneTellsNothing(String id) {
    int[] pair = Tables.pairs(XOR[0], XOR[1]);
    Case expected = GoldenCases.of(id);
    expected.check("mi_xy", Tables.information(XOR[0], XOR[1]));
    expected.check("mi_xz", Tables.information(XOR[0], XOR[2]));
    expected.check("mi_xy_z", Tables.information(pair, XOR[2]));
    double given =
        Tables.information(XOR[0], Tables.pairs(XOR[1], XOR[2]))
            - Tables.information(XOR[0], XOR[2]);
    expected.check("cmi_xy_given_z", given);
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 30, 64})
  void biasOfIndependentVariables(int symbols) {
    int[][] joint = new int[symbols][symbols];
    for (int i = 0; i < 10_000; i++) {
      joint[i / symbols % symbols][i % symbols]++;
    }
    PatternTable table = Tables.of(joint);
    assertThat(table.joint().distinct()).isEqualTo(symbols * symbols);
    double nats = -MillerMadow.correction(table) / Bits.PER_NAT;
    double expected = GoldenCases.of("exact.null_bias").expected("q" + symbols + "_N10000");
    assertThat(nats).isCloseTo(expected, within(1e-12));
  }

  static List<Case> countVectors() {
    return GoldenCases.startingWith("counts.");
  }

  @ParameterizedTest
  @MethodSource("countVectors")
  void entropyAndItsCorrectionOfACountVector(Case expected) {
    Fingerprint counts = Fingerprint.of(expected.counts());
    expected.check("plugin", PlugIn.entropy(counts));
    expected.check("miller_madow", MillerMadow.entropy(counts));
  }
}
