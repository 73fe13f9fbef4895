// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import dev.infoscope.dl4j.probe.Probe;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Probe sets that are parts of larger arrays, or lie in memory that the user takes back. */
class ProbeViewsTest {
  private static final int ROWS = 1000;

  static Stream<Arguments> parts() {
    DataSet flat = Examples.flat(ROWS, 1);
    DataSet sequences = Examples.sequences(ROWS, 1, true);
    INDArray table = Nd4j.hstack(flat.getFeatures(), flat.getLabels());
    INDArray features = table.get(all(), interval(0, Networks.INPUTS));
    INDArray labels = table.get(all(), interval(Networks.INPUTS, table.size(1)));
    return Stream.of(
        arguments("test part", flat.splitTestAndTrain(300).getTest()),
        arguments("large test part", flat.splitTestAndTrain(100).getTest()),
        arguments("train part", flat.splitTestAndTrain(700).getTrain()),
        arguments("range", flat.getRange(300, ROWS)),
        arguments("features that are a range", rows(flat, 300)),
        arguments("columns as features", new DataSet(features, flat.getLabels())),
        arguments("columns as labels", new DataSet(flat.getFeatures(), labels)),
        arguments("columns as both", new DataSet(features, labels)),
        arguments("transposed", new DataSet(flat.getFeatures().dup('f'), labels.dup('f'))),
        arguments("sequences cut in time", cut(sequences, 1, Networks.STEPS)),
        arguments("sequences of later rows", sequences.splitTestAndTrain(100).getTest()));
  }

  private static DataSet rows(DataSet data, int from) {
    INDArray features = data.getFeatures().get(interval(from, ROWS), all());
    return new DataSet(features, data.getLabels().get(interval(from, ROWS), all()));
  }

  private static DataSet cut(DataSet data, int from, int to) {
    return new DataSet(
        data.getFeatures().get(all(), all(), interval(from, to)),
        data.getLabels().get(all(), all(), interval(from, to)),
        data.getFeaturesMaskArray().get(all(), interval(from, to)),
        data.getLabelsMaskArray().get(all(), interval(from, to)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("parts")
  void aPartOfLargerArraysIsTheSameProbeAsItsCopy(
      String name, org.nd4j.linalg.dataset.api.DataSet part) {
    same(part.toMultiDataSet(), copy(part.toMultiDataSet()));
  }

  private static MultiDataSet copy(MultiDataSet data) {
    return new org.nd4j.linalg.dataset.MultiDataSet(
        copies(data.getFeatures()),
        copies(data.getLabels()),
        copies(data.getFeaturesMaskArrays()),
        copies(data.getLabelsMaskArrays()));
  }

  private static INDArray[] copies(INDArray... arrays) {
    return arrays == null
        ? null
        : Arrays.stream(arrays).map(array -> array.dup('c')).toArray(INDArray[]::new);
  }

  private static void same(MultiDataSet part, MultiDataSet whole) {
    same(Probe.of(part, null, 400, 1), Probe.of(whole, null, 400, 1));
    same(Probe.inOrder(part), Probe.inOrder(whole));
  }

  private static void same(Probe part, Probe whole) {
    assertThat(part.hash()).isEqualTo(whole.hash());
    assertThat(part.labels()).containsExactly(whole.labels());
    assertThat(values(part)).isEqualTo(values(whole)).isNotEmpty();
  }

  /** Of all features, masks and targets. */
  private static List<INDArray> values(Probe probe) {
    Stream<INDArray> examples =
        probe.blocks().stream()
            .flatMap(
                block ->
                    Stream.of(block.features(), block.masks(), new INDArray[] {block.labelled()}))
            .filter(Objects::nonNull)
            .flatMap(Arrays::stream);
    Stream<INDArray> targets =
        probe.targets().stream()
            .flatMap(block -> Stream.of(block.arrays(), block.masks()))
            .filter(Objects::nonNull)
            .flatMap(Arrays::stream);
    return Stream.concat(examples, targets).filter(Objects::nonNull).toList();
  }

  @Test
  void theUsersArraysStayOpen() {
    DataSet part = rows(Examples.flat(ROWS, 1), 300);
    Probe.inOrder(part.toMultiDataSet());
    assertThat(part.getFeatures().wasClosed()).isFalse();
    assertThat(part).isEqualTo(rows(Examples.flat(ROWS, 1), 300));
  }

  @Test
  @SuppressWarnings("try") // the workspace is used by being open
  void aProbeOutlivesTheWorkspaceInWhichItWasMade() {
    Probe probe;
    try (MemoryWorkspace open = workspace("making a probe")) {
      DataSet data = Examples.flat(ROWS, 1);
      assertThat(data.getFeatures().isAttached()).isTrue();
      probe = Probe.of(data.toMultiDataSet(), null, ROWS, 1);
    }
    assertThat(values(probe)).isNotEmpty().noneMatch(INDArray::isAttached);
    new Examiner(Networks.denseWithDropout(), probe, List.of(), false).tryOut();
  }

  @Test
  void aProbeThatIsRefusedLeavesTheUsersWorkspaceOpen() {
    try (MemoryWorkspace open = workspace("refusing a probe")) {
      assertThatNullPointerException().isThrownBy(() -> Probe.inOrder(null));
      assertThat(Nd4j.getMemoryManager().getCurrentWorkspace()).isSameAs(open);
    }
  }

  private static MemoryWorkspace workspace(String name) {
    WorkspaceConfiguration large = WorkspaceConfiguration.builder().initialSize(10_000_000).build();
    return Nd4j.getWorkspaceManager().getAndActivateWorkspace(large, name);
  }
}
