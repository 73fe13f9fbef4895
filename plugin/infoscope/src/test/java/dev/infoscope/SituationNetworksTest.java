// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.dl4j.Examples;
import dev.infoscope.dl4j.Networks;
import dev.infoscope.dl4j.RepeatableTraining;
import dev.infoscope.safety.Situation;
import java.util.function.Supplier;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SelfAttentionLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;

/** Networks that users of DL4J reported: each trains to the same bits, watched or not. */
class SituationNetworksTest extends WatchedAndNot {
  private static MultiLayerNetwork attention() {
    return initialised(
        base()
            .list()
            .layer(
                new SelfAttentionLayer.Builder()
                    .nOut(6)
                    .nHeads(2)
                    .headSize(3)
                    .projectInput(true)
                    .build())
            .layer(new GlobalPoolingLayer(PoolingType.AVG))
            .layer(output())
            .setInputType(InputType.recurrent(Networks.INPUTS, Networks.STEPS)));
  }

  @Test
  @Situation(
      number = 9,
      value = "attention layers",
      issues = {7563, 9908},
      holds = "every layer is read")
  void attentionLayersAreRead() {
    DataSet sequences = Examples.sequences(60, 3, false);
    DataSet data = new DataSet(sequences.getFeatures(), FLAT.getLabels());
    assertUnchanged(
        SituationNetworksTest::attention, data, network -> network.fit(batches(data), 2));
    assertThat(recorder.layers()).hasSize(3);
  }

  private static MultiLayerNetwork sameDiffOutput() {
    return initialised(
        base()
            .list()
            .layer(new DenseLayer.Builder().nOut(5).build())
            .layer(new SameDiffOutput())
            .setInputType(InputType.feedForward(Networks.INPUTS)));
  }

  @Test
  @Situation(
      number = 10,
      value = "a SameDiffOutputLayer before the first fit",
      issues = 7785,
      holds = "attaching calls nothing that needs labels")
  void anOutputLayerOfSameDiffIsAttachedBeforeTheFirstFit() {
    assertUnchanged(
        SituationNetworksTest::sameDiffOutput, FLAT, network -> network.fit(batches(FLAT), 2));
    assertThat(recorder.layers()).contains("layer0");
  }

  @Test
  @Situation(
      number = 11,
      value = "a graph with several inputs and outputs",
      issues = {6497, 5237},
      holds = "both outputs are read")
  void severalOutputsAreRead() {
    RepeatableTraining training = RepeatableTraining.TWO_INPUTS;
    RepeatableTraining.Outcome with;
    try (Infoscope scope =
        Infoscope.builder().probe(training.data()).sink(recorder).synchronous().build()) {
      with = training.train(3, scope.listener());
    }
    assertThat(with.parameters()).isEqualTo(training.train(3).parameters());
    assertThat(recorder.lastHealth().failures().values()).containsOnly(0L);
    assertThat(recorder.layers()).contains("output", "second");
  }

  @ParameterizedTest
  @EnumSource(names = {"HALF", "DOUBLE"})
  @Situation(
      number = 20,
      value = "networks in half and in double precision",
      holds = "every layer is read")
  void otherPrecisionsAreRead(DataType type) {
    Supplier<MultiLayerNetwork> fresh =
        () ->
            initialised(
                base()
                    .dataType(type)
                    .list()
                    .layer(new DenseLayer.Builder().nOut(6).build())
                    .layer(output())
                    .setInputType(InputType.feedForward(Networks.INPUTS)));
    assertUnchanged(fresh, FLAT, network -> network.fit(batches(FLAT), 3));
    assertThat(recorder.layers()).hasSize(2);
    assertThat(recorder.reports).hasSize(3);
  }
}
