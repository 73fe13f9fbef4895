// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.kinds;

import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.api.layers.LayerConstraint;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.constraint.MinMaxNormConstraint;
import org.deeplearning4j.nn.conf.distribution.Distribution;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.distribution.UniformDistribution;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.conf.dropout.SpatialDropout;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.variational.CompositeReconstructionDistribution;
import org.deeplearning4j.nn.conf.layers.variational.GaussianReconstructionDistribution;
import org.deeplearning4j.nn.conf.layers.variational.LossFunctionWrapper;
import org.deeplearning4j.nn.conf.layers.variational.ReconstructionDistribution;
import org.deeplearning4j.nn.conf.layers.variational.VariationalAutoencoder;
import org.deeplearning4j.nn.conf.weightnoise.IWeightNoise;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.deeplearning4j.nn.weights.WeightInitDistribution;
import org.deeplearning4j.nn.weights.embeddings.ArrayEmbeddingInitializer;
import org.deeplearning4j.nn.weights.embeddings.WeightInitEmbedding;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationPReLU;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;
import org.nd4j.linalg.lossfunctions.impl.LossMixtureDensity;
import org.nd4j.linalg.lossfunctions.impl.LossSparseMCXENT;
import org.nd4j.linalg.schedule.FixedSchedule;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.linalg.schedule.MapSchedule;
import org.nd4j.linalg.schedule.RampSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/**
 * Every small part that layers have, each in a network that uses it. A part is made by its public
 * constructor with the fewest numbers; the few that need more are named here.
 */
final class PartKinds {
  private static final InputType FLAT = InputType.feedForward(6);

  private static final Map<Class<?>, Supplier<Object>> SPECIAL =
      Map.ofEntries(
          entry(ActivationPReLU.class, () -> new ActivationPReLU(Nd4j.ones(1, 6).mul(0.1), null)),
          entry(MapSchedule.class, () -> new MapSchedule(ScheduleType.ITERATION, Map.of(0, 0.5))),
          entry(RampSchedule.class, () -> new RampSchedule(new FixedSchedule(0.5), 3)),
          entry(MinMaxNormConstraint.class, () -> new MinMaxNormConstraint(0.5, 1, 1)),
          entry(UniformDistribution.class, () -> new UniformDistribution(-0.5, 0.5)),
          entry(
              WeightInitDistribution.class,
              () -> new WeightInitDistribution(new NormalDistribution(0, 0.5))),
          entry(
              WeightInitEmbedding.class,
              () -> new WeightInitEmbedding(new ArrayEmbeddingInitializer(Nd4j.ones(6, 6)))),
          entry(
              LossMixtureDensity.class,
              () -> LossMixtureDensity.builder().gaussians(2).labelWidth(1).build()),
          entry(
              CompositeReconstructionDistribution.class,
              () ->
                  new CompositeReconstructionDistribution.Builder()
                      .addDistribution(6, new GaussianReconstructionDistribution())
                      .build()),
          entry(
              LossFunctionWrapper.class,
              () -> new LossFunctionWrapper(Activation.TANH, new LossMSE())));

  /** Labels of another shape than the outputs. */
  private static final Map<Class<?>, long[]> LABELS =
      Map.of(
          LossMixtureDensity.class, new long[] {0, 1}, LossSparseMCXENT.class, new long[] {0, 1});

  /** Outputs, where not two. */
  private static final Map<String, Integer> OUTPUTS =
      Map.of("LossMixtureDensity", 6, "LossFMeasure", 1);

  /** The network that uses a part of each family. */
  private static final Map<Family, Function<Supplier<Object>, Supplier<Model>>> USES =
      Map.ofEntries(
          Map.entry(Family.ACTIVATION, PartKinds::activation),
          Map.entry(
              Family.WEIGHT_NOISE, part -> with(b -> b.weightNoise((IWeightNoise) part.get()))),
          Map.entry(
              Family.CONSTRAINT,
              part -> with(b -> b.constrainWeights((LayerConstraint) part.get()))),
          Map.entry(Family.UPDATER, part -> with(b -> b.updater((IUpdater) part.get()))),
          Map.entry(Family.SCHEDULE, PartKinds::schedule),
          Map.entry(
              Family.REGULARIZATION,
              part -> with(b -> b.regularization(List.of((Regularization) part.get())))),
          Map.entry(Family.WEIGHT_INIT, part -> with(b -> b.weightInit((IWeightInit) part.get()))),
          Map.entry(
              Family.DISTRIBUTION,
              part ->
                  with(b -> b.weightInit(new WeightInitDistribution((Distribution) part.get())))),
          Map.entry(Family.DROPOUT, PartKinds::dropout),
          Map.entry(Family.LOSS, PartKinds::loss),
          Map.entry(Family.RECONSTRUCTION, PartKinds::autoencoder));

  private PartKinds() {}

  private static Map.Entry<Class<?>, Supplier<Object>> entry(Class<?> type, Supplier<Object> part) {
    return Map.entry(type, part);
  }

  static List<Kind> all(Map<Class<?>, String> leftOut) {
    List<Kind> kinds = new ArrayList<>();
    USES.forEach(
        (family, use) ->
            family.classes().stream()
                .filter(type -> !leftOut.containsKey(type))
                .forEach(type -> kinds.add(kind(type, use.apply(() -> make(type))))));
    return kinds;
  }

  private static Supplier<Model> schedule(Supplier<Object> part) {
    return with(
        base ->
            base.updater(new Sgd((ISchedule) part.get()))
                .dropOut(new Dropout((ISchedule) part.get())));
  }

  private static Supplier<Model> activation(Supplier<Object> part) {
    return inside(
        base -> base, () -> new DenseLayer.Builder().nOut(6).activation((IActivation) part.get()));
  }

  private static Kind kind(Class<?> type, Supplier<Model> network) {
    INDArray features =
        type == SpatialDropout.class ? Chain.normal(Kind.ROWS, 2, 6, 6) : Chain.features(FLAT);
    return new Kind(type, "a network", network, new INDArray[] {features}, LABELS.get(type));
  }

  private static Supplier<Model> with(UnaryOperator<NeuralNetConfiguration.Builder> base) {
    return inside(base, () -> new DenseLayer.Builder().nOut(6));
  }

  private static Supplier<Model> inside(
      UnaryOperator<NeuralNetConfiguration.Builder> base, Supplier<DenseLayer.Builder> layer) {
    return Chain.network(base, FLAT, () -> List.of(layer.get().build(), Chain.output()));
  }

  private static Supplier<Model> dropout(Supplier<Object> part) {
    if (part.get() instanceof SpatialDropout) {
      return Chain.network(
          base -> base.dropOut((IDropout) part.get()),
          InputType.convolutional(6, 6, 2),
          () -> List.of(new ConvolutionLayer.Builder(2, 2).nOut(2).build(), Chain.imageLoss()));
    }
    return with(base -> base.dropOut((IDropout) part.get()));
  }

  private static Supplier<Model> loss(Supplier<Object> part) {
    int outputs = OUTPUTS.getOrDefault(part.get().getClass().getSimpleName(), 2);
    return Chain.network(
        base -> base,
        FLAT,
        () ->
            List.of(
                new DenseLayer.Builder().nOut(6).build(),
                new OutputLayer.Builder((ILossFunction) part.get())
                    .nOut(outputs)
                    .activation(
                        part.get() instanceof LossMCXENT ? Activation.SOFTMAX : Activation.SIGMOID)
                    .build()));
  }

  private static Supplier<Model> autoencoder(Supplier<Object> part) {
    Supplier<Layer> layer =
        () ->
            new VariationalAutoencoder.Builder()
                .nOut(3)
                .encoderLayerSizes(5)
                .decoderLayerSizes(5)
                .reconstructionDistribution((ReconstructionDistribution) part.get())
                .build();
    return Chain.network(base -> base, FLAT, () -> List.of(layer.get(), Chain.output()));
  }

  private static Object make(Class<?> type) {
    return SPECIAL.containsKey(type) ? SPECIAL.get(type).get() : simplest(type);
  }

  private static Object simplest(Class<?> type) {
    Constructor<?> simplest =
        Stream.of(type.getConstructors())
            .filter(each -> Modifier.isPublic(each.getModifiers()))
            .filter(each -> Stream.of(each.getParameterTypes()).allMatch(PartKinds::isSimple))
            .min(Comparator.comparingInt(Constructor::getParameterCount))
            .orElseThrow(() -> new IllegalArgumentException("no simple way to make a " + type));
    Class<?>[] needs = simplest.getParameterTypes();
    try {
      return simplest.newInstance(Stream.of(needs).map(PartKinds::value).toArray());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make a " + type, e);
    }
  }

  private static boolean isSimple(Class<?> type) {
    return type == double.class
        || type == Double.class
        || type == int.class
        || type == int[].class
        || type == boolean.class
        || type == ScheduleType.class
        || type == Distribution.class;
  }

  private static Object value(Class<?> type) {
    if (type == int.class) {
      return 2;
    }
    if (type == int[].class) {
      return new int[] {1};
    }
    if (type == boolean.class) {
      return true;
    }
    if (type == ScheduleType.class) {
      return ScheduleType.ITERATION;
    }
    return type == Distribution.class ? new NormalDistribution(0, 0.5) : (Object) 0.5;
  }
}
