// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Does to the parameters of a network what a fault in its training does. */
final class ParameterFault {
  private static final double RATE_GROWTH = 1.1;
  private static final double LOW_RATE = 0.01;
  private static final double DECAY = 0.02;
  private static final double EXPLOSION = 0.01;
  private static final double EXPLOSION_GROWTH = 2;
  private static final double VANISHING = 0.6;
  private static final double BIAS_FALL = 0.1;
  private static final double SPREAD = 3; // of a variance
  private static final double DYING = 0.8; // of the units

  private final RunPlan plan;
  private final MultiLayerNetwork network;
  private final int layer;
  private List<INDArray> before = List.of();

  ParameterFault(RunPlan plan, MultiLayerNetwork network) {
    this.plan = plan;
    this.network = network;
    this.layer = chosen();
  }

  /** Index of the layer that the fault is in; -1 if it is in the data or in all. */
  int layer() {
    return layer;
  }

  private int chosen() {
    if (!plan.fault().isInLayer()) {
      return -1;
    }
    List<Integer> possible = new ArrayList<>();
    for (int i = 0; i < network.getnLayers() - 1; i++) {
      if (suits(network.getLayer(i).paramTable())) {
        possible.add(i);
      }
    }
    return possible.get(plan.random().split().nextInt(possible.size()));
  }

  private boolean suits(@Nullable Map<String, INDArray> parameters) {
    if (parameters == null || parameters.isEmpty()) {
      return false;
    }
    boolean norm = parameters.containsKey("gamma");
    boolean recurrent = parameters.containsKey("RW");
    // Batch normalisation takes away the bias of a convolution before it.
    boolean convolution = !norm && Objects.requireNonNull(parameters.get("W")).rank() == 4;
    return switch (plan.fault()) {
      case BATCH_NORM -> norm;
      case UNITS_DIE -> norm || (!recurrent && !convolution);
      default -> !norm;
    };
  }

  private static INDArray bias(Map<String, INDArray> parameters) {
    String name = parameters.containsKey("beta") ? "beta" : "b";
    return Objects.requireNonNull(parameters.get(name));
  }

  /** Before an epoch. */
  void beforeEpoch(int faultyEpochs) {
    if (faultyEpochs == 0) {
      return;
    }
    double rate = plan.network().rate();
    switch (plan.fault()) {
      case RATE_CREEPS -> network.setLearningRate(rate * Math.pow(RATE_GROWTH, faultyEpochs));
      case RATE_LOW -> network.setLearningRate(LOW_RATE * rate);
      case UNITS_DIE -> lower(faultyEpochs);
      case EXPLODING -> explode(faultyEpochs);
      default -> {}
    }
  }

  private void lower(int faultyEpochs) {
    INDArray bias = bias(network.getLayer(layer).paramTable());
    int dying = (int) Math.ceil(DYING * RowStream.extent(faultyEpochs) * bias.length());
    for (int unit = 0; unit < dying; unit++) {
      bias.putScalar(unit, bias.getDouble(unit) - BIAS_FALL * faultyEpochs);
    }
  }

  private void explode(int faultyEpochs) {
    double factor = 1 + EXPLOSION * Math.pow(EXPLOSION_GROWTH, faultyEpochs);
    network.getLayer(layer).params().muli(factor);
  }

  /** Before an iteration. */
  void beforeIteration(int faultyEpochs) {
    if (faultyEpochs > 0 && holds()) {
      before = held().stream().map(INDArray::dup).toList();
    }
  }

  private boolean holds() {
    return plan.fault() == FaultKind.FROZEN || plan.fault() == FaultKind.GRADIENT_VANISHES;
  }

  /** Parameters that learn too little: of one layer, or of it and all before it. */
  private List<INDArray> held() {
    List<INDArray> held = new ArrayList<>();
    int first = plan.fault() == FaultKind.FROZEN ? layer : 0;
    for (int i = first; i <= layer; i++) {
      INDArray parameters = network.getLayer(i).params();
      if (parameters != null && parameters.length() > 0) {
        held.add(parameters);
      }
    }
    return held;
  }

  /** After an iteration. */
  void afterIteration(int faultyEpochs) {
    if (faultyEpochs == 0) {
      return;
    }
    if (plan.fault() == FaultKind.DECAY) {
      decay(RowStream.extent(faultyEpochs));
    }
    if (holds()) {
      boolean frozen = plan.fault() == FaultKind.FROZEN;
      double share = frozen ? 0 : Math.pow(VANISHING, faultyEpochs);
      List<INDArray> held = held();
      for (int i = 0; i < held.size(); i++) {
        INDArray moved = held.get(i).sub(before.get(i)).muli(share);
        held.get(i).assign(before.get(i).add(moved));
      }
    }
  }

  private void decay(double extent) {
    network
        .paramTable()
        .forEach(
            (name, values) -> {
              if (name.endsWith("W")) {
                values.muli(1 - DECAY * extent);
              }
            });
  }

  /** After an epoch, before anything is measured. */
  void afterEpoch(int faultyEpochs) {
    if (faultyEpochs > 0 && plan.fault() == FaultKind.BATCH_NORM) {
      double extent = RowStream.extent(faultyEpochs);
      Map<String, INDArray> parameters = network.getLayer(layer).paramTable();
      INDArray variance = Objects.requireNonNull(parameters.get("var"));
      INDArray mean = Objects.requireNonNull(parameters.get("mean"));
      mean.addi(Transforms.sqrt(variance).muli(extent));
      variance.muli(1 + SPREAD * extent);
    }
  }
}
