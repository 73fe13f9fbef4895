// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import dev.infoscope.dl4j.probe.Probe;
import dev.infoscope.dl4j.samediff.LiveVariables;
import dev.infoscope.dl4j.samediff.SameDiffSettings;
import dev.infoscope.dl4j.samediff.SameDiffShadow;
import dev.infoscope.dl4j.shadow.Shadow;
import dev.infoscope.dl4j.symbols.Part;
import java.util.List;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.TrainingConfig;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A graph of SameDiff. SameDiff counts epochs and updates in the training configuration.
 *
 * @param model the user's own graph, not the one with gradients that SameDiff makes of it
 * @param settings names of inputs, labels and outputs
 * @param score loss of the last minibatch; {@code NaN} if not known
 */
record SameDiffTrainee(SameDiff model, SameDiffSettings settings, double score) implements Trainee {
  @Override
  public String kind() {
    return "SameDiff";
  }

  @Override
  public Part[] needs() {
    return new Part[] {Part.NETWORKS, Part.SAMEDIFF};
  }

  @Override
  public boolean isNetwork() {
    return true;
  }

  @Override
  public int epochs() {
    TrainingConfig training = model.getTrainingConfig();
    return training == null ? 0 : training.getEpochCount();
  }

  @Override
  public int iterations() {
    TrainingConfig training = model.getTrainingConfig();
    return training == null ? 0 : training.getIterationCount();
  }

  private LiveVariables variables() {
    return LiveVariables.of(model, settings);
  }

  @Override
  public long parameters() {
    return variables().length();
  }

  @Override
  public INDArray copy() {
    return variables().copy();
  }

  @Override
  public void copyInto(INDArray earlier) {
    variables().copyInto(earlier);
  }

  @Override
  public Shadow shadow(Probe probe, List<String> layers) {
    return SameDiffShadow.of(model, settings, layers, probe.blocks().get(0));
  }

  @Override
  public Architecture architecture() {
    return new Architecture(variables().parts());
  }
}
