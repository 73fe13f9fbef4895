// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.corpus;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.Cnn3DLossLayer;
import org.deeplearning4j.nn.conf.layers.Convolution3D;
import org.deeplearning4j.nn.conf.layers.Convolution3D.DataFormat;
import org.deeplearning4j.nn.conf.layers.Deconvolution3D;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.Subsampling3DLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling3D;
import org.deeplearning4j.nn.conf.layers.ZeroPadding3DLayer;
import org.deeplearning4j.nn.conf.layers.convolutional.Cropping3D;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Layers of volumes in both formats, of unequal and of equal sizes. */
@SuppressWarnings({"rawtypes", "unchecked"}) // of DL4J: some of its builders are raw
final class VolumeForms {
  /** Depth, height, width, channels, units: all different; all equal. */
  private static final int[][] SIZES = {{6, 4, 5, 2, 3}, {4, 4, 4, 4, 4}};

  /** DL4J runs these as if channels stood first, whatever the format. */
  private static final Set<Class<?>> CHANNELS_FIRST_ONLY =
      Set.of(ZeroPadding3DLayer.class, Cropping3D.class);

  private final DataFormat format;
  private final Axes axes;
  private final int[] sizes;
  private final int units;

  private VolumeForms(DataFormat format, int[] sizes) {
    this.format = format;
    this.axes = format == DataFormat.NDHWC ? Axes.CHANNELS_LAST : Axes.CHANNELS_FIRST;
    this.sizes = sizes;
    this.units = sizes[4];
  }

  static List<CorpusNetwork> all() {
    List<CorpusNetwork> all = new ArrayList<>();
    int turn = 0;
    int count = new VolumeForms(DataFormat.NCDHW, SIZES[0]).pieces().size();
    for (int piece = 0; piece < count; piece++) {
      for (DataFormat format : formats(piece)) {
        for (int size = 0; size < SIZES.length; size++) {
          all.add(new VolumeForms(format, SIZES[size]).network(piece, turn % 2 == 1, turn++));
        }
        turn++;
      }
    }
    return all;
  }

  private static List<DataFormat> formats(int piece) {
    Layer layer = new VolumeForms(DataFormat.NCDHW, SIZES[0]).pieces().get(piece).layer().get();
    return CHANNELS_FIRST_ONLY.contains(layer.getClass())
        ? List.of(DataFormat.NCDHW)
        : List.of(DataFormat.values());
  }

  private CorpusNetwork network(int index, boolean graph, int turn) {
    LayerPart piece = pieces().get(index);
    List<LayerPart> parts = new ArrayList<>(List.of(piece));
    int end = turn % ends().size();
    parts.addAll(ends().get(end));
    InputType input = InputType.convolutional3D(format, sizes[0], sizes[1], sizes[2], sizes[3]);
    String size = Arrays.toString(sizes);
    String form = String.join(", ", format.name(), "piece " + index, size, "end " + end);
    return new LayerSequence(input, volumes(), null, parts).as(graph, piece.type(), form);
  }

  private INDArray volumes() {
    return axes == Axes.CHANNELS_FIRST
        ? LayerSequence.normal(LayerSequence.ROWS, sizes[3], sizes[0], sizes[1], sizes[2])
        : LayerSequence.normal(LayerSequence.ROWS, sizes[0], sizes[1], sizes[2], sizes[3]);
  }

  private LayerPart volume(Supplier<Layer> layer) {
    return new LayerPart(layer, axes);
  }

  private List<LayerPart> pieces() {
    return List.of(
        volume(() -> new Convolution3D.Builder(2, 2, 2).nOut(units).dataFormat(format).build()),
        volume(this::deconvolution),
        volume(this::pooling),
        volume(() -> new Upsampling3D.Builder(2).dataFormat(format).build()),
        volume(() -> new ZeroPadding3DLayer.Builder(1, 1, 1).build()),
        volume(() -> new Cropping3D.Builder(1, 1, 1).build()),
        volume(() -> new ActivationLayer(Activation.ELU)),
        volume(() -> new DropoutLayer.Builder(0.7).build()));
  }

  private Layer deconvolution() {
    return new Deconvolution3D.Builder().kernelSize(2, 2, 2).nOut(units).dataFormat(format).build();
  }

  private Layer pooling() {
    return new Subsampling3DLayer.Builder()
        .kernelSize(2, 2, 2)
        .stride(2, 2, 2)
        .dataFormat(format)
        .build();
  }

  private List<List<LayerPart>> ends() {
    LayerPart more =
        volume(() -> new Convolution3D.Builder(2, 2, 2).nOut(3).dataFormat(format).build());
    List<LayerPart> scored = List.of(more, volume(this::loss));
    if (format == DataFormat.NDHWC) {
      return List.of(scored); // DL4J pools and flattens this format wrongly
    }
    LayerPart pool = LayerPart.vector(() -> new GlobalPoolingLayer(PoolingType.MAX));
    return List.of(scored, List.of(more, pool, LayerPart.output()));
  }

  private Layer loss() {
    return new Cnn3DLossLayer.Builder(format)
        .lossFunction(LossFunction.MSE)
        .activation(Activation.TANH)
        .build();
  }
}
