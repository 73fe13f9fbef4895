// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.dl4j.probe.ClassRule;
import dev.infoscope.dl4j.probe.TargetCode;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.lossfunctions.SameDiffLoss;
import org.nd4j.linalg.lossfunctions.impl.LossFMeasure;
import org.nd4j.linalg.lossfunctions.impl.LossMultiLabel;

class LossRuleTest {
  private static LossRule rule(ILossFunction loss, Activation activation, int units) {
    TrainedOutput output =
        new TrainedOutput("out", "OutputLayer", loss, activation.getActivationFunction());
    return LossRule.of(output, units, TargetCode.OTHER);
  }

  @ParameterizedTest
  @CsvSource({
    "XENT,SIGMOID,0.5",
    "XENT,IDENTITY,0.5",
    "MCXENT,SIGMOID,0.5",
    "HINGE,TANH,0",
    "HINGE,IDENTITY,0",
    "SQUARED_HINGE,TANH,0",
    "SQUARED_HINGE,IDENTITY,0",
  })
  void aSingleUnitIsCutWhereItsLossTurns(LossFunction loss, Activation activation, double cut) {
    LossRule found = rule(loss.getILossFunction(), activation, 1);
    assertThat(Objects.requireNonNull(found.rule()).cut()).isEqualTo(cut);
    assertThat(found.reason()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "MCXENT,SOFTMAX",
    "MCXENT,SIGMOID",
    "NEGATIVELOGLIKELIHOOD,SOFTMAX",
    "SPARSE_MCXENT,SOFTMAX",
    "KL_DIVERGENCE,SOFTMAX",
    "XENT,SOFTMAX",
    "MSE,SOFTMAX",
    "HINGE,IDENTITY",
  })
  void ofSeveralUnitsTheLargestIsTheClass(LossFunction loss, Activation activation) {
    assertThat(rule(loss.getILossFunction(), activation, 3).rule()).isEqualTo(ClassRule.largest());
  }

  @ParameterizedTest
  @CsvSource({
    "MSE,IDENTITY,1,predicts a value",
    "MSE,RELU,4,predicts a value",
    "L1,IDENTITY,1,predicts a value",
    "MEAN_ABSOLUTE_ERROR,TANH,1,predicts a value",
    "POISSON,SOFTPLUS,1,predicts a value",
    "COSINE_PROXIMITY,IDENTITY,8,predicts a value",
    "MEAN_SQUARED_LOGARITHMIC_ERROR,RELU,1,predicts a value",
    "XENT,SIGMOID,3,a label of its own",
    "HINGE,SIGMOID,1,both sides of 0",
    "MCXENT,SOFTMAX,1,always 1",
    "MCXENT,IDENTITY,1,tells no classes apart",
    "WASSERSTEIN,IDENTITY,1,LossWasserstein is none whose classes are known",
  })
  void whereTheLossSaysNoClassTheReasonIsGiven(
      LossFunction loss, Activation activation, int units, String reason) {
    LossRule found = rule(loss.getILossFunction(), activation, units);
    assertThat(found.rule()).isNull();
    assertThat(found.reason()).contains(reason);
  }

  @Test
  void lossesBeyondTheUsualOnes() {
    assertThat(rule(new LossFMeasure(), Activation.SIGMOID, 1).rule())
        .isEqualTo(ClassRule.above(0.5));
    assertThat(rule(new LossMultiLabel(), Activation.SIGMOID, 3).reason())
        .contains("a label of its own");
    ILossFunction own = new OwnLoss();
    assertThat(rule(own, Activation.IDENTITY, 1).reason())
        .contains(OwnLoss.class.getName(), "none whose classes are known");
  }

  @ParameterizedTest
  @EnumSource(
      value = TargetCode.class,
      names = {"ZERO_ONE", "PLUS_MINUS"})
  void aSigmoidThatIsTrainedOnSignsSaysNone(TargetCode code) {
    TrainedOutput output =
        new TrainedOutput(
            "out",
            "OutputLayer",
            LossFunction.MSE.getILossFunction(),
            Activation.SIGMOID.getActivationFunction());
    assertThat(LossRule.of(output, 1, code).rule())
        .isEqualTo(code == TargetCode.ZERO_ONE ? ClassRule.above(0.5) : null);
  }

  @Test
  void withoutALossOnlyProbabilitiesAreClasses() {
    TrainedOutput sigmoid =
        new TrainedOutput("out", "DenseLayer", null, Activation.SIGMOID.getActivationFunction());
    assertThat(LossRule.of(sigmoid, 1, TargetCode.OTHER).rule()).isEqualTo(ClassRule.above(0.5));
    assertThat(LossRule.of(sigmoid, 2, TargetCode.OTHER).reason()).contains("has no loss");
    TrainedOutput softmax =
        new TrainedOutput("out", "DenseLayer", null, Activation.SOFTMAX.getActivationFunction());
    assertThat(LossRule.of(softmax, 2, TargetCode.OTHER).rule()).isEqualTo(ClassRule.largest());
    TrainedOutput tanh =
        new TrainedOutput("out", "LSTM", null, Activation.TANH.getActivationFunction());
    assertThat(LossRule.of(tanh, 1, TargetCode.OTHER).reason()).contains("has no loss");
    TrainedOutput unknown = new TrainedOutput("out", "Yolo2OutputLayer", null, null);
    assertThat(LossRule.of(unknown, 30, TargetCode.OTHER).reason()).contains("Yolo2OutputLayer");
  }

  @SuppressWarnings("serial")
  private static final class OwnLoss extends SameDiffLoss {
    @Override
    public org.nd4j.autodiff.samediff.SDVariable defineLoss(
        org.nd4j.autodiff.samediff.SameDiff sd,
        org.nd4j.autodiff.samediff.SDVariable layerInput,
        org.nd4j.autodiff.samediff.SDVariable labels) {
      return labels.squaredDifference(layerInput);
    }
  }
}
