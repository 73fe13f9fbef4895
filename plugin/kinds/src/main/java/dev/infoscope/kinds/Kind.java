// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.kinds;

import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.deeplearning4j.datasets.iterator.utilty.SingletonDataSetIterator;
import org.deeplearning4j.datasets.iterator.utilty.SingletonMultiDataSetIterator;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.layers.objdetect.Yolo2OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.impl.LossMAPE;

/**
 * A small network that holds an object of one of DL4J's classes.
 *
 * @param type the class
 * @param form in which network it stands
 * @param network makes it anew, initialised
 * @param features what it is given, {@link #ROWS} examples
 * @param labels shape of the labels for one example of the first output; null for the output's own
 */
public record Kind(
    Class<?> type,
    String form,
    Supplier<Model> network,
    INDArray[] features,
    long @Nullable [] labels) {
  /** Examples of the data. */
  public static final int ROWS = 12;

  /** What training leaves behind. */
  public record Outcome(float[] parameters, float[] updaterState) {}

  /** The classes of the probe's rows; what they are does not matter here. */
  public int[] classes() {
    int[] classes = new int[ROWS];
    for (int row = 0; row < ROWS; row++) {
      classes[row] = row % 2;
    }
    return classes;
  }

  /** Features, and labels of zeros and ones in the shape of what the network puts out. */
  public MultiDataSet data() {
    Model model = network.get();
    INDArray[] outputs =
        model instanceof MultiLayerNetwork net
            ? new INDArray[] {net.output(features[0])}
            : ((ComputationGraph) model).output(features);
    INDArray[] targets = new INDArray[outputs.length];
    for (int i = 0; i < outputs.length; i++) {
      long[] shape = i == 0 && labels != null ? labels.clone() : outputs[i].shape().clone();
      shape[0] = outputs[i].size(0);
      targets[i] = bits(shape).muli(factor()).addi(least());
    }
    INDArray[] inputs = Stream.of(features).map(INDArray::dup).toArray(INDArray[]::new);
    return new MultiDataSet(inputs, targets);
  }

  /** Boxes of zeros are none; boxes of random bits have no size. */
  private double factor() {
    return type == Yolo2OutputLayer.class ? 0 : 1;
  }

  /** An error in percent of zero has no value. */
  private double least() {
    return type == LossMAPE.class ? 1 : 0;
  }

  private static INDArray bits(long... shape) {
    Random random = new Random(3);
    INDArray bits = Nd4j.create(DataType.FLOAT, shape);
    for (long i = 0; i < bits.length(); i++) {
      bits.putScalar(i, random.nextInt(2));
    }
    return bits;
  }

  /** A network that has been trained for an epoch, so that it holds whatever training leaves. */
  public Model trained() {
    try {
      Model model = network.get();
      fit(model, data(), 1);
      return model;
    } catch (RuntimeException e) {
      throw new IllegalStateException(this + " cannot be trained: " + e.getMessage(), e);
    }
  }

  /** Trains a new network from a fixed state of ND4J's generator. */
  public Outcome train(int epochs, TrainingListener... listeners) {
    MultiDataSet data = data();
    Model model = network.get();
    model.setListeners(listeners);
    Nd4j.getRandom().setSeed(77);
    fit(model, data, epochs);
    INDArray state =
        model instanceof MultiLayerNetwork net
            ? net.getUpdater().getStateViewArray()
            : ((ComputationGraph) model).getUpdater().getUpdaterStateViewArray();
    return new Outcome(floats(model.params()), state == null ? new float[0] : floats(state));
  }

  private static float[] floats(INDArray array) {
    return array.dup().data().asFloat();
  }

  private static void fit(Model model, MultiDataSet data, int epochs) {
    if (model instanceof MultiLayerNetwork net) {
      DataSet single = new DataSet(data.getFeatures(0), data.getLabels(0));
      net.fit(new SingletonDataSetIterator(single), epochs);
    } else {
      ((ComputationGraph) model).fit(new SingletonMultiDataSetIterator(data), epochs);
    }
  }

  @Override
  public String toString() {
    return type.getSimpleName() + " in " + form;
  }
}
