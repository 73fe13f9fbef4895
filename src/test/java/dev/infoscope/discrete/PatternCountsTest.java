// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.discrete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatternCountsTest {
  /** Pattern counts of one shape, fed from a stream in which patterns repeat. */
  abstract static class Contract implements AccumulatorContract<PatternTable, PatternCounts> {
    private final PatternCoder coder;
    private final int classes;
    private final double[] values;
    private final int[] labels;

    Contract(int units, int bins, int classes) {
      SplittableRandom random = new SplittableRandom(units);
      this.coder = new PatternCoder(Bins.equalWidth(-1, 1, bins), units);
      this.classes = classes;
      this.values = Rows.repeating(random, SAMPLES, units, 60);
      this.labels = Rows.labels(random, values, units, classes);
    }

    @Override
    public PatternCounts empty() {
      return new PatternCounts(coder, classes, 0);
    }

    @Override
    public PatternCounts fromBytes(byte[] bytes) {
      return PatternCounts.fromBytes(bytes);
    }

    @Override
    public Stream<PatternCounts> unlike() {
      int units = coder.units();
      int bins = coder.bins().bins();
      return Stream.of(
          new PatternCounts(coder, classes + 1, 0),
          new PatternCounts(new PatternCoder(coder.bins(), units + 1), classes, 0),
          new PatternCounts(new PatternCoder(Bins.equalWidth(-1, 1, bins + 1), units), classes, 0),
          new PatternCounts(new PatternCoder(Bins.equalWidth(-1, 2, bins), units), classes, 0),
          new PatternCounts(new PatternCoder(Bins.logSpaced(3), units), classes, 0));
    }

    @Override
    public void feed(PatternCounts accumulator, int from, int to) {
      double[] batch = Arrays.copyOfRange(values, from * coder.units(), to * coder.units());
      accumulator.accept(
          Activations.of(batch, coder.units()), Arrays.copyOfRange(labels, from, to));
    }

    @Test
    void keysAreExactJustWhenTheyFit() {
      assertThat(coder.isExact()).isEqualTo(coder.units() <= 4);
    }
  }

  @Nested
  class OfFewUnitsAndClasses extends Contract {
    OfFewUnitsAndClasses() {
      super(3, 4, 2);
    }
  }

  /** About 30 of the 60 patterns are kept. */
  @Nested
  class OfLimitedMemory extends Contract {
    OfLimitedMemory() {
      super(3, 30, 2);
    }

    @Override
    public PatternCounts empty() {
      return limited(40);
    }

    private PatternCounts limited(int mostPairs) {
      return new PatternCounts(super.empty().coder(), 2, 0, mostPairs);
    }

    @Override
    public Stream<PatternCounts> unlike() {
      return Stream.of(super.empty(), limited(41));
    }

    /** A reader must not leave patterns out to keep within a limit that the bytes do not keep. */
    @Test
    void aFormOfMorePairsThanItsLimitIsRefused() {
      byte[] three =
          new PatternCounts(new PatternCoder(Bins.at(0.5), 2), 1, 0, 3)
              .accept(Activations.of(new double[] {0, 0, 0, 1, 1, 0}, 2), new int[3])
              .toBytes();
      int limit = 18; // after header, bins, units and classes
      assertThat(three[limit]).isEqualTo((byte) 3);
      assertThatThrownBy(
              () -> PatternCounts.fromBytes(SerialForms.checked(SerialForms.with(three, limit, 2))))
          .isInstanceOf(SerialFormException.class)
          .hasMessageContaining("more pairs than the limit");
    }

    @Test
    void patternsAreLeftOutAndTheOthersHaveTheirWholeCounts() {
      PatternCounts all = super.empty();
      feed(all, 0, SAMPLES);
      PatternCounts some = fed(0, SAMPLES);
      assertThat(some.level()).isPositive();
      assertThat(some.distinctPairs()).isBetween(1, 40);
      assertThat(some.samples()).isEqualTo(SAMPLES);
      assertThat(some.snapshot().labels()).isEqualTo(all.snapshot().labels());
      Fingerprint kept = some.snapshot().joint();
      for (int i = 0; i < kept.size(); i++) {
        assertThat(kept.symbols(i)).isLessThanOrEqualTo(all.snapshot().joint().seen(kept.count(i)));
      }
    }
  }

  @Nested
  class OfFewUnitsAndManyClasses extends Contract {
    OfFewUnitsAndManyClasses() {
      super(4, 30, 70);
    }
  }

  @Nested
  class OfManyUnitsAndFewClasses extends Contract {
    OfManyUnitsAndFewClasses() {
      super(101, 30, 2);
    }
  }

  @Nested
  class OfManyUnitsAndClasses extends Contract {
    OfManyUnitsAndClasses() {
      super(64, 30, 70);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void agreesWithANaiveCountOfTheRows(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int units = 1 + random.nextInt(40);
    int classes = 1 + random.nextInt(12);
    Bins bins = Bins.equalWidth(-1, 1, 2 + random.nextInt(20));
    double[] values = Rows.repeating(random, 1000, units, 1 + random.nextInt(400));
    int[] labels = Rows.labels(random, values, units, classes);

    PatternTable table =
        new PatternCounts(new PatternCoder(bins, units), classes, 16)
            .accept(Activations.of(values, units), labels)
            .snapshot();

    Map<Object, Integer> patterns = new HashMap<>();
    Map<Object, Integer> joint = new HashMap<>();
    Map<Object, Integer> labelCounts = new HashMap<>();
    for (int row = 0; row < labels.length; row++) {
      List<Integer> pattern =
          Arrays.stream(values, row * units, (row + 1) * units)
              .mapToInt(value -> bins.code(0, value))
              .boxed()
              .toList();
      patterns.merge(pattern, 1, Integer::sum);
      joint.merge(Map.entry(pattern, labels[row]), 1, Integer::sum);
      labelCounts.merge(labels[row], 1, Integer::sum);
    }
    assertThat(table).isEqualTo(new PatternTable(of(patterns), of(joint), of(labelCounts)));
    assertThat(table.samples()).isEqualTo(1000);
  }

  private static Fingerprint of(Map<Object, Integer> counts) {
    return Fingerprint.of(counts.values().stream().mapToInt(Integer::intValue).toArray());
  }

  @Test
  void rowsCodedOnceServeSeveralLabelSets() {
    PatternCoder coder = new PatternCoder(Bins.equalWidth(0, 1, 2), 2);
    Activations rows = Activations.of(new double[] {0, 0, 0, 1, 0, 0}, 2);
    PatternKeys keys = coder.keys(rows);
    for (int[] labels : List.of(new int[] {0, 1, 0}, new int[] {1, 1, 0})) {
      assertThat(new PatternCounts(coder, 2, 3).accept(keys, labels).snapshot())
          .isEqualTo(new PatternCounts(coder, 2, 3).accept(rows, labels).snapshot());
    }
  }

  @Test
  void aBadLabelIsRefusedBeforeAnyRowIsCounted() {
    PatternCounts counts = new PatternCounts(new PatternCoder(Bins.equalWidth(0, 1, 2), 1), 3, 2);
    Activations rows = Activations.of(new double[] {0, 1}, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> counts.accept(rows, new int[] {0, 3}))
        .withMessage("label 3 of row 1 must be from 0 to 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> counts.accept(rows, new int[] {0, -1}))
        .withMessage("label -1 of row 1 must be from 0 to 2");
    assertThat(counts.samples()).isZero();
  }

  @Test
  void shapesThatDisagreeAreRefusedWithBothSides() {
    PatternCounts counts = new PatternCounts(new PatternCoder(Bins.equalWidth(0, 1, 2), 2), 3, 2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> counts.accept(Activations.of(new double[4], 2), new int[3]))
        .withMessage("activations have 2 rows, labels 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> counts.accept(Activations.of(new double[4], 1), new int[4]))
        .withMessage("activations are 1 units wide, the coder 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PatternCounts(new PatternCoder(Bins.logSpaced(0), 1), 0, 1))
        .withMessage("classes (0) must be >= 1");
  }

  @Test
  void countsThatNoLongerFitAreRefusedRatherThanWrapped() {
    PatternCoder coder = new PatternCoder(Bins.equalWidth(0, 1, 2), 1);
    PatternCounts small = new PatternCounts(coder, 2, 1);
    small.accept(Activations.of(new double[] {0, 0}, 1), new int[] {0, 1});
    PatternCounts large = new PatternCounts(coder, 2, 1).merge(small);
    while (large.samples() < 1 << 30) {
      large.merge(new PatternCounts(coder, 2, 1).merge(large));
    }
    PatternTable before = large.snapshot();
    PatternCounts asLarge = new PatternCounts(coder, 2, 1).merge(large);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> large.merge(asLarge))
        .withMessage("samples (2147483648) must be <= 2147483647");
    assertThat(large.snapshot()).isEqualTo(before);
    assertThat(before.labels()).isEqualTo(Fingerprint.of(1 << 29, 1 << 29));
  }
}
