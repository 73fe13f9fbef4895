// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.infoscope.dl4j.probe.Probe;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

class ProbeTest {
  private static Probe probe(DataSet data, int rows, long seed) {
    return Probe.of(data.toMultiDataSet(), null, rows, seed);
  }

  @Test
  void theChoiceOfRowsDoesNotDependOnTheirOrder() {
    DataSet data = Examples.flat(500, 1);
    DataSet mixed = data.copy();
    mixed.shuffle(5);
    Probe one = probe(data, 100, 7);
    Probe other = probe(mixed, 100, 7);
    assertThat(mixed.getFeatures()).isNotEqualTo(data.getFeatures());
    assertThat(other.hash()).isEqualTo(one.hash());
    assertThat(other.labels()).containsExactly(one.labels());
    assertThat(other.blocks().get(0).features()[0]).isEqualTo(one.blocks().get(0).features()[0]);
  }

  @Test
  void anotherSeedChoosesOtherRows() {
    DataSet data = Examples.flat(500, 1);
    assertThat(probe(data, 100, 8).hash()).isNotEqualTo(probe(data, 100, 7).hash());
  }

  @ParameterizedTest
  @CsvSource({"NaN, NaN", "Infinity, infinity", "-Infinity, infinity"})
  void aNumberThatIsNoneIsNamedByItsPlaceInTheData(double value, String name) {
    DataSet data = Examples.flat(300, 1);
    data.getFeatures().putScalar(271, 2, value);
    String flaw = String.format(Locale.ROOT, "the probe holds %s in example 271, feature 2", name);
    assertThat(Probe.inOrder(data.toMultiDataSet()).flaw()).isEqualTo(flaw);
    Probe chosen = Probe.of(data.toMultiDataSet(), null, 5000, 1);
    assertThat(chosen.flaw()).isEqualTo(flaw);
    Examiner examiner = new Examiner(Networks.denseWithDropout(), chosen, List.of(), false);
    assertThatIllegalArgumentException().isThrownBy(examiner::tryOut).withMessageContaining(flaw);
  }

  @Test
  void aSoundProbeHasNoFlaw() {
    Probe probe = Probe.of(Examples.flat(300, 1).toMultiDataSet(), null, 5000, 1);
    assertThat(probe.flaw()).isNull();
    Examiner examiner = new Examiner(Networks.denseWithDropout(), probe, List.of(), false);
    assertThat(examiner.skipped()).doesNotContainKey("probe");
  }

  @Test
  void atMostTheGivenNumberOfRowsIsKept() {
    DataSet data = Examples.flat(500, 1);
    assertThat(probe(data, 100, 1).examples()).isEqualTo(100);
    assertThat(probe(data, 500, 1).examples()).isEqualTo(500);
    assertThat(probe(data, 2000, 1).examples()).isEqualTo(500);
    assertThat(probe(data, 300, 1).blocks()).hasSize(2);
  }

  @Test
  void aColumnOfIntegersIsReadAsClasses() {
    DataSet data =
        new DataSet(Nd4j.rand(4, 2), Nd4j.createFromArray(new float[][] {{0}, {2}, {1}, {2}}));
    Probe probe = probe(data, 10, 1);
    assertThat(probe.classes()).isEqualTo(3);
    assertThat(Arrays.stream(probe.labels()).sorted()).containsExactly(0, 1, 2, 2);
  }

  @Test
  void classesMayBeGivenInPlaceOfTargets() {
    DataSet regression = new DataSet(Nd4j.rand(4, 2), Nd4j.rand(4, 1));
    Probe probe = Probe.of(regression.toMultiDataSet(), new int[] {1, 1, 0, 3}, 10, 1);
    assertThat(probe.classes()).as("2 does not occur").isEqualTo(3);
  }

  @Test
  void severalOutputsMakeOneLabelOfAllCombinationsThatOccur() {
    MultiDataSet pairs = Examples.pairs(30, 1); // the second label is the first plus one
    assertThat(Probe.of(pairs, null, 100, 1).classes()).isEqualTo(3);
  }

  @Test
  void theLabelOfASequenceIsThatOfItsLastStep() {
    DataSet data = Examples.sequences(30, 1, true);
    Probe probe = probe(data, 100, 1);
    assertThat(probe.classes()).isEqualTo(Networks.CLASSES);
    assertThat(Arrays.stream(probe.labels()).filter(label -> label == 2).count()).isEqualTo(10);
  }

  @Test
  void laterChangesOfTheDataDoNotReachTheProbe() {
    DataSet data = Examples.flat(20, 1);
    Probe probe = probe(data, 20, 1);
    data.getFeatures().assign(0);
    assertThat(probe.blocks().get(0).features()[0].amaxNumber().doubleValue()).isGreaterThan(0);
  }
}
