// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import dev.infoscope.dl4j.probe.Probe;
import dev.infoscope.dl4j.shadow.LiveModel;
import dev.infoscope.dl4j.shadow.Shadow;
import dev.infoscope.dl4j.symbols.Part;
import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A MultiLayerNetwork or ComputationGraph, or a layer that is pretrained.
 *
 * @param model as DL4J hands it over
 */
record NetworkTrainee(Model model) implements Trainee {
  @Override
  public String kind() {
    return model.getClass().getSimpleName();
  }

  @Override
  public Part[] needs() {
    return new Part[] {Part.NETWORKS};
  }

  @Override
  public boolean isNetwork() {
    return LiveModel.isNetwork(model);
  }

  @Override
  public int epochs() {
    return LiveModel.epochs(model);
  }

  @Override
  public int iterations() {
    return LiveModel.iterations(model);
  }

  @Override
  public double score() {
    return model.score();
  }

  @Override
  public long parameters() {
    return model.params().length();
  }

  @Override
  public INDArray copy() {
    return model.params().dup();
  }

  @Override
  public void copyInto(INDArray earlier) {
    earlier.assign(model.params());
  }

  @Override
  public Shadow shadow(Probe probe, List<String> layers) {
    return Shadow.of(model);
  }

  @Override
  public Architecture architecture() {
    return Architecture.of(model);
  }
}
