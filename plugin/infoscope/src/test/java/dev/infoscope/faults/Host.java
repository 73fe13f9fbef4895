// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.faults;

import dev.infoscope.Infoscope;
import dev.infoscope.InfoscopeBuilder;
import dev.infoscope.dl4j.Examples;
import dev.infoscope.dl4j.Networks;
import dev.infoscope.dl4j.RepeatableTraining;
import dev.infoscope.dl4j.RepeatableTraining.Outcome;
import dev.infoscope.dl4j.samediff.RepeatableFit;
import dev.infoscope.dl4j.samediff.Twins;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.AutoEncoder;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.jspecify.annotations.Nullable;
import org.nd4j.autodiff.listeners.At;
import org.nd4j.autodiff.listeners.BaseListener;
import org.nd4j.autodiff.listeners.Listener;
import org.nd4j.autodiff.listeners.ListenerResponse;
import org.nd4j.autodiff.listeners.Operation;
import org.nd4j.autodiff.listeners.records.LossCurve;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** A training as people write it, which can be done again to the bit. */
enum Host {
  DROPOUT(RepeatableTraining.DROPOUT),
  CONVOLUTION_WITH_BATCH_NORM(RepeatableTraining.CONVOLUTION_WITH_BATCH_NORM),
  LSTM_NETWORK(RepeatableTraining.LSTM),
  MASKED_LSTM(RepeatableTraining.MASKED_LSTM),
  TWO_INPUTS(RepeatableTraining.TWO_INPUTS),
  EVERY_ITERATION(RepeatableTraining.DROPOUT) {
    @Override
    void configure(InfoscopeBuilder builder) {
      builder.everyIterations(2).everyEpochs(1);
    }
  },
  HAND_WRITTEN_LOOP(null) {
    @Override
    Outcome train(@Nullable Infoscope scope, Runnable epochEnded) {
      MultiLayerNetwork network = Networks.denseWithDropout();
      Nd4j.getRandom().setSeed(77);
      for (int epoch = 1; epoch <= EPOCHS; epoch++) {
        network.fit(FLAT.getFeatures().dup(), FLAT.getLabels().dup());
        if (scope != null) {
          scope.sample(network, epoch);
        }
        epochEnded.run();
      }
      return outcome(network);
    }
  },
  TRUNCATED_BACKPROPAGATION(null) {
    @Override
    MultiDataSet data() {
      return Examples.sequences(40, 3, false).toMultiDataSet();
    }

    @Override
    Outcome train(@Nullable Infoscope scope, Runnable epochEnded) {
      MultiLayerConfiguration configuration =
          base()
              .list()
              .layer(new LSTM.Builder().nIn(Networks.INPUTS).nOut(7).dropOut(0.8).build())
              .layer(
                  new RnnOutputLayer.Builder(LossFunction.MCXENT)
                      .nIn(7)
                      .nOut(Networks.CLASSES)
                      .activation(Activation.SOFTMAX)
                      .build())
              .backpropType(BackpropType.TruncatedBPTT)
              .tBPTTLength(2)
              .build();
      return fit(new MultiLayerNetwork(configuration), data(), scope, epochEnded);
    }
  },
  PRETRAINED(null) {
    @Override
    Outcome train(@Nullable Infoscope scope, Runnable epochEnded) {
      MultiLayerConfiguration configuration =
          base()
              .list()
              .layer(new AutoEncoder.Builder().nIn(Networks.INPUTS).nOut(7).build())
              .layer(output(7))
              .build();
      MultiLayerNetwork network = new MultiLayerNetwork(configuration);
      network.init();
      Nd4j.getRandom().setSeed(77);
      network.setListeners(listeners(scope, epochEnded));
      network.pretrain(new ListDataSetIterator<>(FLAT.asList(), BATCH), 1);
      network.fit(new ListDataSetIterator<>(FLAT.asList(), BATCH), EPOCHS);
      return outcome(network);
    }
  },
  CUSTOM_ACTIVATION(null) {
    @Override
    Outcome train(@Nullable Infoscope scope, Runnable epochEnded) {
      MultiLayerConfiguration configuration =
          base().list().layer(dense(new ArmedTanH())).layer(output(7)).build();
      return fit(new MultiLayerNetwork(configuration), data(), scope, epochEnded);
    }
  },
  SAMEDIFF_GRAPH(null) {
    @Override
    MultiDataSet data() {
      return Twins.DENSE.data().toMultiDataSet();
    }

    @Override
    Outcome train(@Nullable Infoscope scope, Runnable epochEnded) {
      Listener told = new EpochEnds(epochEnded);
      RepeatableFit.Outcome left =
          scope == null
              ? RepeatableFit.overEpochs(Twins.DENSE, EPOCHS, told)
              : RepeatableFit.overEpochs(Twins.DENSE, EPOCHS, scope.sameDiffListener(), told);
      return new Outcome(flat(left.variables()), flat(left.state()), List.of());
    }
  };

  static final int EPOCHS = 5;
  private static final int BATCH = 16;
  private static final DataSet FLAT = Examples.flat(60, 1);

  private final @Nullable RepeatableTraining subject;

  Host(@Nullable RepeatableTraining subject) {
    this.subject = subject;
  }

  MultiDataSet data() {
    return subject == null ? FLAT.toMultiDataSet() : subject.data();
  }

  void configure(InfoscopeBuilder builder) {
    builder.everyEpochs(1);
  }

  /** Trains a fresh network; whoever is told of the end of epochs is told after Infoscope. */
  Outcome train(@Nullable Infoscope scope, Runnable epochEnded) {
    TrainingListener[] all = listeners(scope, epochEnded).toArray(TrainingListener[]::new);
    return subject.train(EPOCHS, all);
  }

  private static List<TrainingListener> listeners(@Nullable Infoscope scope, Runnable epochEnded) {
    TrainingListener told =
        new BaseTrainingListener() {
          @Override
          public void onEpochEnd(Model model) {
            epochEnded.run();
          }
        };
    return scope == null ? List.of(told) : List.of(scope.listener(), told);
  }

  private static Outcome fit(
      MultiLayerNetwork network,
      MultiDataSet data,
      @Nullable Infoscope scope,
      Runnable epochEnded) {
    network.init();
    Nd4j.getRandom().setSeed(77);
    network.setListeners(listeners(scope, epochEnded));
    DataSet single = new DataSet(data.getFeatures(0).dup(), data.getLabels(0).dup());
    network.fit(new ListDataSetIterator<>(single.asList(), BATCH), EPOCHS);
    return outcome(network);
  }

  private static Outcome outcome(MultiLayerNetwork network) {
    INDArray state = network.getUpdater().getStateViewArray();
    return new Outcome(
        network.params().dup().data().asFloat(), state.dup().data().asFloat(), List.of());
  }

  /** Values of all arrays, by the order of their names. */
  private static float[] flat(Map<String, float[]> arrays) {
    int length = arrays.values().stream().mapToInt(array -> array.length).sum();
    FloatBuffer all = FloatBuffer.allocate(length);
    new TreeMap<>(arrays).values().forEach(all::put);
    return all.array();
  }

  /** Tells of epochs of a graph. */
  private static final class EpochEnds extends BaseListener {
    private final Runnable told;

    EpochEnds(Runnable told) {
      this.told = told;
    }

    @Override
    public boolean isActive(Operation operation) {
      return operation == Operation.TRAINING;
    }

    @Override
    public ListenerResponse epochEnd(SameDiff graph, At at, LossCurve curve, long millis) {
      told.run();
      return ListenerResponse.CONTINUE;
    }
  }

  private static NeuralNetConfiguration.Builder base() {
    return new NeuralNetConfiguration.Builder().seed(11).updater(new Adam(0.01));
  }

  private static DenseLayer dense(IActivation activation) {
    return new DenseLayer.Builder()
        .nIn(Networks.INPUTS)
        .nOut(7)
        .activation(activation)
        .dropOut(0.8)
        .build();
  }

  private static OutputLayer output(int inputs) {
    return new OutputLayer.Builder(LossFunction.MCXENT)
        .nIn(inputs)
        .nOut(Networks.CLASSES)
        .activation(Activation.SOFTMAX)
        .build();
  }
}
