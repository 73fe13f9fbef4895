// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.measure.relay.RelayPath.Reference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Small systems whose relay information is known by hand: copies, duplicates, encrypted bits, an
 * AND. Uniform over the listed bits.
 */
class WorkedExamplesTest {
  private static final double EXACT = 1e-12;
  private static final double ROUNDED = 1e-6;

  /** A system of fair bits: what the neurons, the input and the output make of them. */
  private interface Wiring {
    int[] row(int[] bits); // neurons, then input, then output
  }

  private static Concept concept(int bits, Wiring wiring) {
    return naive(bits, wiring).table(2).allClasses();
  }

  private static NaiveRelay naive(int bits, Wiring wiring) {
    List<NaiveRelay.Row> rows = new ArrayList<>();
    int units = 0;
    for (int word = 0; word < 1 << bits; word++) {
      int[] own = new int[bits];
      for (int bit = 0; bit < bits; bit++) {
        own[bit] = word >> bit & 1;
      }
      int[] row = wiring.row(own);
      units = row.length - 2;
      rows.add(new NaiveRelay.Row(Arrays.copyOf(row, units), row[units], row[units + 1]));
    }
    return new NaiveRelay(rows, units);
  }

  private static void path(Concept concept, double all, int[] order, double... values) {
    RelayPath path = concept.path();
    assertThat(path.removed()).containsExactly(order);
    assertThat(path.values()[0]).isCloseTo(all, within(ROUNDED));
    assertThat(Arrays.copyOfRange(path.values(), 1, path.values().length))
        .containsExactly(values, within(ROUNDED));
  }

  private static int[] units(int... units) {
    return units;
  }

  private static void scores(Concept concept, double[] essential, double[] unique) {
    assertThat(concept.essentiality()).containsExactly(essential, within(ROUNDED));
    assertThat(concept.unique()).containsExactly(unique, within(ROUNDED));
  }

  private static double[] bits(double... bits) {
    return bits;
  }

  @Test
  void copyRelay() {
    Concept concept = concept(2, b -> new int[] {b[0], b[1], b[0], b[0]});
    assertThat(concept.relay(0)).isCloseTo(1, within(EXACT));
    assertThat(concept.relay(1)).isCloseTo(0, within(EXACT));
    path(concept, 1, units(1, 0), 1, 0);
    assertThat(concept.path().aggregated(Reference.FIRST_REMOVAL)).containsExactly(0, 0);
    assertThat(concept.path().aggregated(Reference.ALL)).containsExactly(0, 0);
    scores(concept, bits(1, 0), bits(1, 0));
  }

  @Test
  void redundantPair() {
    Concept concept = concept(2, b -> new int[] {b[0], b[0], b[1], b[0], b[0]});
    assertThat(bits(concept.relay(0), concept.relay(1), concept.relay(2)))
        .containsExactly(bits(0, 0, 0), within(EXACT));
    assertThat(bits(concept.relay(0, 1), concept.relay(0, 2), concept.relay(1, 2)))
        .containsExactly(bits(1, 0, 0), within(EXACT));
    path(concept, 1, units(2, 0, 1), 1, 0, 0);
    assertThat(concept.path().aggregated(Reference.FIRST_REMOVAL))
        .containsExactly(bits(0, 1, 0), within(EXACT));
    assertThat(concept.path().ties()).containsExactly(1, 2, 1);
    scores(concept, bits(1, 1, 0), bits(0, 0, 0));
  }

  @Test
  void encryptedRelay() {
    Concept concept = concept(3, b -> new int[] {b[0] ^ b[1], b[1], b[2], b[0], b[0]});
    assertThat(bits(concept.relay(0), concept.relay(1), concept.relay(2)))
        .containsExactly(bits(1, 1, 0), within(EXACT));
    assertThat(bits(concept.relay(0, 1), concept.relay(0, 2), concept.relay(1, 2)))
        .containsExactly(bits(1, 1, 1), within(EXACT));
    path(concept, 1, units(0, 2, 1), 1, 1, 0);
    assertThat(concept.path().ties()[0]).isEqualTo(3);
    assertThat(concept.path().aggregated(Reference.ALL))
        .containsExactly(bits(0, 0, 0), within(EXACT));
    scores(concept, bits(0, 0, 0), bits(1, 1, 0));
  }

  @Test
  void mixed() {
    Concept concept = concept(2, b -> new int[] {b[0], b[0] ^ b[1], b[1], b[0], b[0]});
    assertThat(bits(concept.relay(0, 1), concept.relay(0, 2), concept.relay(1, 2)))
        .containsExactly(bits(1, 1, 0), within(EXACT));
    path(concept, 1, units(1, 0, 2), 1, 0, 0);
    assertThat(concept.path().aggregated(Reference.FIRST_REMOVAL))
        .containsExactly(bits(0, 0, 1), within(EXACT));
    scores(concept, bits(1, 0, 0), bits(0, 0, 0));
  }

  @Test
  void twoBitsOneOfThemTwice() {
    Concept concept =
        concept(2, b -> new int[] {b[0], b[0], b[1], 2 * b[0] + b[1], 2 * b[0] + b[1]});
    assertThat(bits(concept.relay(0), concept.relay(1), concept.relay(2)))
        .containsExactly(bits(0, 0, 1), within(EXACT));
    path(concept, 2, units(0, 1, 2), 1, 1, 0);
    assertThat(concept.path().aggregated(Reference.FIRST_REMOVAL))
        .containsExactly(bits(0, 0, 0), within(EXACT));
    assertThat(concept.path().aggregated(Reference.ALL))
        .containsExactly(bits(0, 1, 2), within(EXACT));
    scores(concept, bits(1, 1, 1), bits(0, 0, 1));
  }

  @Test
  void relayInformationCanBeNegative() {
    Concept concept = concept(2, b -> new int[] {b[1], b[0], b[0] ^ b[1]});
    assertThat(concept.information()).isCloseTo(0, within(EXACT));
    assertThat(concept.unexplained()).isCloseTo(1, within(EXACT));
    assertThat(concept.relay(0)).isCloseTo(-1, within(EXACT));
    assertThat(concept.essentiality()[0]).isCloseTo(-1, within(EXACT));
    assertThat(concept.path().moduleSize(0.95)).isNaN();
  }

  @Test
  void relayInformationsOfPartsDoNotAddUp() {
    Concept concept = concept(2, b -> new int[] {b[0], b[1], b[0] & b[1], b[0] & b[1]});
    assertThat(concept.relay(0)).isCloseTo(0.5, within(EXACT));
    assertThat(concept.relay(1)).isCloseTo(0.5, within(EXACT));
    assertThat(concept.relay()).isCloseTo(0.811278, within(ROUNDED));
    scores(concept, bits(0.311278, 0.311278), bits(0.5, 0.5));
  }

  @Test
  void aSmallerSetMayRelayMore() {
    int[][] table = {
      {0, 0, 0, 0, 3},
      {0, 1, 0, 0, 2},
      {0, 0, 1, 0, 1},
      {0, 0, 1, 1, 1},
      {1, 1, 1, 1, 4},
      {1, 1, 0, 1, 2},
      {1, 1, 0, 0, 1},
      {1, 0, 1, 1, 1},
      {1, 0, 0, 0, 1}
    };
    List<NaiveRelay.Row> rows = new ArrayList<>();
    for (int[] line : table) {
      for (int i = 0; i < line[4]; i++) {
        rows.add(new NaiveRelay.Row(new int[] {line[1], line[2]}, line[0], line[3]));
      }
    }
    Concept concept = new NaiveRelay(rows, 2).table(2).allClasses();
    assertThat(concept.information()).isCloseTo(0.311278, within(ROUNDED));
    assertThat(concept.unexplained()).isCloseTo(0.178422, within(ROUNDED));
    assertThat(concept.relay(0)).isCloseTo(0.135300, within(ROUNDED));
    assertThat(concept.relay(1)).isCloseTo(0.106275, within(ROUNDED));
    assertThat(concept.relay()).isCloseTo(0.132856, within(ROUNDED));
    path(concept, 0.132856, units(1, 0), 0.135300, 0);
    assertThat(concept.essentiality()).containsExactly(bits(0.026581, -0.002444), within(ROUNDED));
  }
}
