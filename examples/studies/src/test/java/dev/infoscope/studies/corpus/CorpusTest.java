// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The corpus is large, its reduction is the one of the docs, and some of it is read right. */
class CorpusTest {
  private static final int EVERY = 40;

  /** Some of each part of the corpus. */
  private static List<CorpusNetwork> some() {
    List<CorpusNetwork> all = Corpus.all();
    return IntStream.range(0, all.size()).filter(i -> i % EVERY == 0).mapToObj(all::get).toList();
  }

  @Test
  void thereAreAtLeastFourHundredNetworksOfDifferentNames() {
    List<CorpusNetwork> all = Corpus.all();
    Set<String> names = new HashSet<>();
    all.forEach(each -> names.add(each.toString()));
    assertThat(names).hasSizeGreaterThanOrEqualTo(400).hasSameSizeAs(all);
  }

  @Test
  void sequencesAreReducedToTheStepGivenForEachExample() {
    INDArray values = Nd4j.arange(12).reshape(2, 3, 2);
    assertThat(Axes.NCW.reduce(values, new int[] {0, 1}))
        .isDeepEqualTo(new double[][] {{0, 2, 4}, {7, 9, 11}});
    assertThat(Axes.NWC.reduce(values, new int[] {2, 0}))
        .isDeepEqualTo(new double[][] {{4, 5}, {6, 7}});
    INDArray unrolled = Nd4j.arange(12).reshape(6, 2);
    assertThat(Axes.UNROLLED.reduce(unrolled, new int[] {2, 0}))
        .isDeepEqualTo(new double[][] {{8, 9}, {2, 3}});
  }

  @Test
  void imagesAreReducedToTheMeanOfEachChannel() {
    INDArray values = Nd4j.arange(8).reshape(1, 2, 2, 2);
    assertThat(Axes.CHANNELS_FIRST.reduce(values, new int[1]))
        .isDeepEqualTo(new double[][] {{1.5, 5.5}});
    assertThat(Axes.CHANNELS_LAST.reduce(values, new int[1]))
        .isDeepEqualTo(new double[][] {{3, 4}});
  }

  @Test
  void towersStandSideBySide() {
    INDArray values = Nd4j.arange(8).reshape(4, 2);
    assertThat(Axes.TOWERS.reduce(values, new int[2]))
        .isDeepEqualTo(new double[][] {{0, 1, 4, 5}, {2, 3, 6, 7}});
  }

  @Test
  void aDifferenceIsFound() {
    double[][] right = {{1, 2}, {3, 4}};
    assertThat(NetworkVerdict.difference(right, new double[][] {{1, 2}, {3, 4}})).isEmpty();
    assertThat(NetworkVerdict.difference(right, new double[][] {{1, 2}, {3, 4.0001}}))
        .isEqualTo("1 of 2 rows read wrongly");
    assertThat(NetworkVerdict.difference(right, new double[][] {{1}, {3}}))
        .isEqualTo("1 units read, 2 right");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("some")
  void everyLayerIsReadAsDl4jComputesItOrRefusedWithAReason(CorpusNetwork network) {
    NetworkVerdict verdict = NetworkVerdict.of(network);
    assertThat(verdict.failures()).isEmpty();
    assertThat(verdict.layers())
        .isNotEmpty()
        .allSatisfy(
            layer -> {
              assertThat(layer.kind()).isNotEqualTo(NetworkVerdict.Kind.WRONG);
              assertThat(layer.words().isEmpty())
                  .isEqualTo(layer.kind() == NetworkVerdict.Kind.RIGHT);
            });
  }
}
