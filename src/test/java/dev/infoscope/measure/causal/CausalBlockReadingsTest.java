// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.causal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Range;
import dev.infoscope.estimate.Flag;
import dev.infoscope.measure.Findings;
import dev.infoscope.measure.Matrix;
import dev.infoscope.measure.Metric;
import dev.infoscope.measure.Reading;
import dev.infoscope.network.Activation;
import dev.infoscope.network.DenseMap;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.ObservedMap;
import dev.infoscope.network.Snapshots;
import dev.infoscope.numeric.Mix;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Blocks of several layers over the epochs of a run. */
class CausalBlockReadingsTest {
  private static final int[] WIDTHS = {4, 3, 3, 2};
  private static final BlockPlan PLAN = new BlockPlan(20_000, 5);
  private static final CausalSettings SETTINGS =
      CausalSettings.defaults().withBins(8).withBlocks(PLAN);

  private final CausalMeasure measure = new CausalMeasure(SETTINGS);
  private final ObservedMap[] maps = chain();

  /** Three layers that feed each other, called layer0 to layer2. */
  private static ObservedMap[] chain() {
    ObservedMap[] maps = new ObservedMap[WIDTHS.length - 1];
    for (int i = 0; i < maps.length; i++) {
      double[] weights = Layers.weights(WIDTHS[i], WIDTHS[i + 1], 6, i);
      maps[i] = map(WIDTHS[i], WIDTHS[i + 1], weights, i == 0 ? null : "layer" + (i - 1));
    }
    return maps;
  }

  private static ObservedMap map(
      int inputs, int outputs, double[] weights, @Nullable String feeder) {
    DenseMap dense =
        new DenseMap(inputs, outputs, weights, new double[outputs], Activation.sigmoid());
    return new ObservedMap(dense, Layers.UNIT, Layers.UNIT, Layers.UNIT, "", feeder);
  }

  private static double[] weights(ObservedMap map) {
    return map.dense().weights();
  }

  private static LayerBlock block(ObservedMap... maps) {
    List<LayerTransition> layers = new ArrayList<>();
    for (ObservedMap map : maps) {
      layers.add(Layers.sigmoid(map.dense().inputs(), map.dense().outputs(), weights(map)));
    }
    return new LayerBlock(layers);
  }

  private Findings look(ObservedMap... now) {
    LayerSnapshot[] layers = new LayerSnapshot[now.length];
    for (int i = 0; i < now.length; i++) {
      layers[i] = new LayerSnapshot(Snapshots.tanh(i), Activations.of(new double[4], 2), now[i]);
    }
    return measure.measure(Snapshots.of(new int[] {0, 1}, layers));
  }

  private static List<Reading> blocks(Findings findings) {
    return findings.readings().stream()
        .filter(reading -> reading.metric().meterName().startsWith("infoscope.causal.block."))
        .toList();
  }

  private static Reading find(Findings findings, Metric metric, String layer) {
    return blocks(findings).stream()
        .filter(reading -> reading.metric() == metric && reading.layer().name().equals(layer))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void everyLaterLayerEndsABlockThatBeginsWithTheFirst() {
    Findings findings = look(maps);
    assertThat(blocks(findings)).hasSize(8).allMatch(reading -> reading.flags().isEmpty());
    assertThat(blocks(findings)).allMatch(r -> r.labels().equals(Map.of("from", "layer0")));
    CausalBlocks direct = new CausalBlocks(CausalBins.of(8), 20_000, Mix.at(PLAN.seed(), 2));
    BlockPoint point = direct.measure(block(maps));
    assertThat(find(findings, CausalMetrics.BLOCK_SENSITIVITY, "layer2").value())
        .isEqualTo(point.sensitivity().bits());
    Reading information = find(findings, CausalMetrics.BLOCK_INFORMATION, "layer2");
    assertThat(information.value()).isEqualTo(point.parts().bits());
    assertThat(information.uncertainty().standardError()).isPositive();
    assertThat(information.uncertainty().samples()).isEqualTo(20_032); // whole strata
    assertThat(information.layer().reduction())
        .isEqualTo(
            "block of 3 layers; inputs [0.0, 1.0] of the activation,"
                + " outputs [0.0, 1.0] of the activation");
    assertThat(find(findings, CausalMetrics.BLOCK_DEGENERACY, "layer2").value())
        .isEqualTo(point.degeneracy());
    assertThat(find(findings, CausalMetrics.BLOCK_CONNECTED, "layer1").value()).isEqualTo(1);
  }

  @Test
  void pairsThatMayBeChanceAreNoEvidence() {
    ObservedMap first = map(2, 2, new double[] {5, 0, 0, 5}, null);
    ObservedMap second = map(2, 2, new double[] {8, 0, 0, 8}, "layer0");
    second.dense().bias()[0] = -6;
    second.dense().bias()[1] = -6;
    Findings findings = look(first, second);
    Matrix pairs = findings.matrices().get(0);
    assertThat(pairs.metric()).isEqualTo(CausalMetrics.BLOCK_PAIRS);
    assertThat(pairs.layer().name()).isEqualTo("layer1");
    assertThat(pairs.value(0, 0)).isBetween(0.5, 3.0);
    assertThat(pairs.value(1, 1)).isBetween(0.5, 3.0);
    assertThat(pairs.value(0, 1)).isNaN();
    assertThat(pairs.value(1, 0)).isNaN();
    assertThat(find(findings, CausalMetrics.BLOCK_CONNECTED, "layer1").value()).isEqualTo(0.5);
  }

  @Test
  void aBlockAtRestIsNotReadAgainAndOneWithAMovedLayerIs() {
    Findings first = look(maps);
    assertThat(look(maps).readings()).isEqualTo(first.readings());
    assertThat(look(maps).matrices().get(1)).isSameAs(first.matrices().get(1));
    ObservedMap[] moved = chain();
    weights(moved[2])[0] += 0.5;
    Findings later = look(moved);
    assertThat(later.matrices().get(0)).isSameAs(first.matrices().get(0));
    assertThat(later.matrices().get(1)).isNotSameAs(first.matrices().get(1));
    assertThat(find(later, CausalMetrics.BLOCK_INFORMATION, "layer2").value())
        .isNotEqualTo(find(first, CausalMetrics.BLOCK_INFORMATION, "layer2").value());
  }

  @Test
  void nanInOneLayerSpoilsTheBlocksItIsInAndNoOthers() {
    ObservedMap[] broken = chain();
    weights(broken[2])[1] = Double.NaN;
    Findings findings = look(broken);
    Reading spoilt = find(findings, CausalMetrics.BLOCK_INFORMATION, "layer2");
    assertThat(spoilt.value()).isNaN();
    assertThat(spoilt.flags()).isEqualTo(Set.of(Flag.NOT_FINITE));
    assertThat(find(findings, CausalMetrics.BLOCK_INFORMATION, "layer1").value()).isNotNaN();
    assertThat(look(maps).readings()).noneMatch(reading -> Double.isNaN(reading.value()));
  }

  @Test
  void whileALayerHasNoRangeItsBlocksHaveNoReading() {
    DenseMap relu = new DenseMap(4, 3, weights(maps[0]), maps[0].dense().bias(), Activation.relu());
    ObservedMap dead = new ObservedMap(relu, Layers.UNIT, Layers.UNIT, new Range(0, 0), "", null);
    List<Reading> readings = blocks(look(dead, maps[1]));
    assertThat(readings)
        .hasSize(4)
        .allMatch(reading -> reading.flags().equals(Set.of(Flag.CONSTANT)));
  }

  @Test
  void layersThatDoNotFeedEachOtherMakeNoBlock() {
    assertThat(blocks(look(map(4, 3, weights(maps[0]), null), map(3, 3, weights(maps[1]), null))))
        .isEmpty();
    assertThat(blocks(look(map(3, 3, weights(maps[1]), "elsewhere")))).isEmpty();
  }

  @Test
  void blocksOfMorePairsThanAMatrixHoldsAreLeftOut() {
    ObservedMap wide = map(200, 2, Layers.weights(200, 2, 1, 1), null);
    ObservedMap back = map(2, 82, Layers.weights(2, 82, 1, 2), "layer0"); // 16,400 pairs
    assertThat(blocks(look(wide, back))).isEmpty();
  }

  @Test
  void blocksCannotDropAndHaveAtMost127Bins() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SETTINGS.withOverflow(Overflow.DROP))
        .withMessage("overflow (DROP) of blocks must be CLAMP");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SETTINGS.withBins(128))
        .withMessage("bins (128) of blocks must be at most 127");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BlockPlan(0, 1))
        .withMessage("samples (0) must be >= 1");
  }

  @Test
  void theSeedOfTheRunReachesTheSamples() {
    assertThat(SETTINGS.withSeed(9).blocks()).isEqualTo(new BlockPlan(20_000, 9));
  }
}
