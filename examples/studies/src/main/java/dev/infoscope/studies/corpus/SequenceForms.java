// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.GravesBidirectionalLSTM;
import org.deeplearning4j.nn.conf.layers.GravesLSTM;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LocallyConnected1D;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.RecurrentAttentionLayer;
import org.deeplearning4j.nn.conf.layers.RnnLossLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.SelfAttentionLayer;
import org.deeplearning4j.nn.conf.layers.Subsampling1DLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling1D;
import org.deeplearning4j.nn.conf.layers.ZeroPadding1DLayer;
import org.deeplearning4j.nn.conf.layers.convolutional.Cropping1D;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.conf.layers.recurrent.TimeDistributed;
import org.deeplearning4j.nn.conf.layers.util.MaskLayer;
import org.deeplearning4j.nn.conf.layers.util.MaskZeroLayer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Layers of sequences in both formats, with masks, of unequal and of equal sizes. */
@SuppressWarnings("deprecation") // of DL4J: all its layers are tried
final class SequenceForms {
  /** Features, steps, units: all different; all equal; equal to the examples too. */
  private static final int[][] SIZES = {{4, 5, 3}, {4, 4, 4}, {12, 12, 12}};

  private static final int POOLED = 1;
  private static final int LAST = 2;
  private static final int UNROLLED = 3;

  /** DL4J runs these as if features stood first, whatever the format. */
  private static final Set<Class<?>> FEATURES_FIRST_ONLY =
      Set.of(
          Subsampling1DLayer.class,
          Upsampling1D.class,
          ZeroPadding1DLayer.class,
          Cropping1D.class,
          LocallyConnected1D.class,
          SelfAttentionLayer.class,
          RecurrentAttentionLayer.class,
          MaskLayer.class);

  private final RNNFormat format;
  private final Axes axes;
  private final int features;
  private final int steps;
  private final int units;

  private SequenceForms(RNNFormat format, int[] sizes) {
    this.format = format;
    this.axes = format == RNNFormat.NWC ? Axes.NWC : Axes.NCW;
    this.features = sizes[0];
    this.steps = sizes[1];
    this.units = sizes[2];
  }

  static List<CorpusNetwork> all() {
    List<CorpusNetwork> all = new ArrayList<>();
    int turn = 0;
    int count = new SequenceForms(RNNFormat.NCW, SIZES[0]).pieces().size();
    for (int piece = 0; piece < count; piece++) {
      for (RNNFormat format : formats(piece)) {
        for (Masking masking : maskings(piece)) {
          int[] sizes = SIZES[(turn + masking.ordinal()) % SIZES.length];
          boolean graph = (turn / 2 + masking.ordinal()) % 2 == 1;
          all.add(new SequenceForms(format, sizes).network(piece, masking, graph, turn++));
        }
        turn++;
      }
    }
    return all;
  }

  private static List<RNNFormat> formats(int piece) {
    Layer layer = new SequenceForms(RNNFormat.NCW, SIZES[0]).last(piece).layer().get();
    if (layer instanceof BatchNormalization) {
      return List.of(RNNFormat.NWC); // DL4J fails where features stand first
    }
    return FEATURES_FIRST_ONLY.contains(layer.getClass())
        ? List.of(RNNFormat.NCW)
        : List.of(RNNFormat.NCW, RNNFormat.NWC);
  }

  /** DL4J takes the mask of a dropout layer for a column. */
  private static List<Masking> maskings(int piece) {
    Layer layer = new SequenceForms(RNNFormat.NCW, SIZES[0]).last(piece).layer().get();
    return layer instanceof DropoutLayer ? List.of(Masking.NONE) : List.of(Masking.values());
  }

  /** DL4J hands on the mask of more or fewer steps, and layers that apply it fail. */
  private static boolean leavesMask(LayerPart piece) {
    Layer layer = piece.layer().get();
    return layer instanceof Upsampling1D
        || layer instanceof ZeroPadding1DLayer
        || layer instanceof Cropping1D;
  }

  private CorpusNetwork network(int index, Masking masking, boolean graph, int turn) {
    List<LayerPart> parts = new ArrayList<>(pieces().get(index));
    LayerPart piece = parts.get(parts.size() - 1);
    int end = end(parts, masking, turn);
    parts.addAll(ends().get(end));
    boolean lookup = piece.layer().get() instanceof EmbeddingSequenceLayer;
    boolean zeros = piece.layer().get() instanceof MaskZeroLayer;
    INDArray padding = zeros ? Masking.PADDED.mask(LayerSequence.ROWS, steps) : null;
    INDArray given = lookup ? indices() : features(padding);
    InputType input = InputType.recurrent(lookup ? 5 : features, steps, format);
    String form = form("piece " + index, masking, "end " + end);
    return new LayerSequence(input, given, masking.mask(LayerSequence.ROWS, steps), parts)
        .as(graph, piece.type(), form);
  }

  private String form(String piece, Masking masking, String end) {
    String size = features + "x" + steps + "->" + units;
    return String.join(", ", axes.name(), piece, masking.toString(), size, end);
  }

  /** Which end comes behind the pieces; another than it is the turn of where DL4J fails. */
  private int end(List<LayerPart> pieces, Masking masking, int turn) {
    int end = turn % ends().size();
    if (end == POOLED && format == RNNFormat.NWC && masking != Masking.NONE) {
      end = LAST; // DL4J cannot mask a pooling in this format
    }
    boolean convolved = pieces.get(0).layer().get() instanceof Convolution1DLayer;
    boolean unequal = features != steps; // DL4J then takes one for the other
    boolean unmasks = leavesMask(pieces.get(pieces.size() - 1)) && masking != Masking.NONE;
    return unmasks || convolved && unequal && end == UNROLLED ? 0 : end;
  }

  private INDArray features(@Nullable INDArray zeroed) {
    INDArray values =
        axes == Axes.NCW
            ? LayerSequence.normal(LayerSequence.ROWS, features, steps)
            : LayerSequence.normal(LayerSequence.ROWS, steps, features);
    if (zeroed != null) {
      INDArray wide =
          axes == Axes.NCW
              ? zeroed.reshape(LayerSequence.ROWS, 1, steps)
              : zeroed.reshape(LayerSequence.ROWS, steps, 1);
      values.muli(wide.broadcast(values.shape()));
    }
    return values;
  }

  /** Indices below five, for embeddings. */
  private INDArray indices() {
    INDArray values = LayerSequence.normal(LayerSequence.ROWS, steps);
    for (long i = 0; i < values.length(); i++) {
      values.putScalar(i, (double) (i * 7 % 5));
    }
    return values;
  }

  private LayerPart last(int piece) {
    List<LayerPart> chain = pieces().get(piece);
    return chain.get(chain.size() - 1);
  }

  private List<LayerPart> chain(Supplier<Layer> layer) {
    return List.of(steps(layer));
  }

  private List<LayerPart> behindConvolution(Supplier<Layer> layer) {
    return List.of(steps(() -> convolution(1, 1, ConvolutionMode.Truncate)), steps(layer));
  }

  private LayerPart steps(Supplier<Layer> layer) {
    return new LayerPart(layer, axes);
  }

  private LSTM lstm() {
    return new LSTM.Builder().nIn(features).nOut(units).dataFormat(format).build();
  }

  private Layer convolution(int kernel, int stride, ConvolutionMode mode) {
    return new Convolution1DLayer.Builder(kernel)
        .stride(stride)
        .convolutionMode(mode)
        .nOut(units)
        .rnnDataFormat(format)
        .build();
  }

  private List<List<LayerPart>> pieces() {
    List<List<LayerPart>> pieces = new ArrayList<>();
    pieces.add(chain(this::lstm));
    pieces.add(chain(() -> new GravesLSTM.Builder().nOut(units).dataFormat(format).build()));
    pieces.add(
        chain(() -> new GravesBidirectionalLSTM.Builder().nOut(units).dataFormat(format).build()));
    pieces.add(chain(() -> new SimpleRnn.Builder().nOut(units).dataFormat(format).build()));
    for (Bidirectional.Mode mode : Bidirectional.Mode.values()) {
      pieces.add(chain(() -> new Bidirectional(mode, lstm())));
    }
    pieces.add(chain(() -> new FrozenLayer(lstm())));
    pieces.add(chain(() -> new FrozenLayerWithBackprop(lstm())));
    pieces.add(chain(() -> new MaskZeroLayer(lstm(), 0)));
    pieces.add(chain(this::distributed));
    convolutions(pieces);
    others(pieces);
    return pieces;
  }

  private Layer distributed() {
    Layer dense = new DenseLayer.Builder().nIn(features).nOut(units).build();
    return new TimeDistributed(dense, format);
  }

  private void convolutions(List<List<LayerPart>> pieces) {
    pieces.add(chain(() -> convolution(2, 1, ConvolutionMode.Truncate)));
    pieces.add(chain(() -> convolution(2, 2, ConvolutionMode.Truncate)));
    pieces.add(chain(() -> convolution(3, 1, ConvolutionMode.Same)));
    pieces.add(chain(() -> convolution(3, 2, ConvolutionMode.Same)));
    pieces.add(chain(() -> convolution(2, 1, ConvolutionMode.Causal)));
    pieces.add(chain(() -> new Subsampling1DLayer.Builder().kernelSize(2).stride(1).build()));
    pieces.add(chain(() -> new Subsampling1DLayer.Builder().kernelSize(2).stride(2).build()));
    pieces.add(chain(() -> new Upsampling1D.Builder(2).build()));
    pieces.add(chain(() -> new ZeroPadding1DLayer.Builder(1, 2).build()));
    pieces.add(chain(() -> new Cropping1D.Builder(1).build()));
    pieces.add(chain(this::locallyConnected));
  }

  private Layer locallyConnected() {
    return new LocallyConnected1D.Builder().nOut(units).kernelSize(2).setInputSize(steps).build();
  }

  private void others(List<List<LayerPart>> pieces) {
    pieces.add(behindConvolution(this::normalization));
    pieces.add(behindConvolution(() -> new ActivationLayer(Activation.ELU)));
    pieces.add(List.of(steps(this::lstm), steps(() -> new ActivationLayer(Activation.ELU))));
    pieces.add(chain(() -> new DropoutLayer.Builder(0.7).build()));
    pieces.add(chain(MaskLayer::new));
    pieces.add(chain(SequenceForms::selfAttention));
    pieces.add(
        chain(() -> new RecurrentAttentionLayer.Builder().nOut(4).nHeads(1).headSize(4).build()));
    pieces.add(chain(this::lookup));
    pieces.add(
        List.of(new LayerPart(() -> new DenseLayer.Builder().nOut(units).build(), Axes.UNROLLED)));
  }

  private Layer normalization() {
    return new BatchNormalization.Builder()
        .dataFormat(format == RNNFormat.NWC ? CNN2DFormat.NHWC : CNN2DFormat.NCHW)
        .build();
  }

  private static Layer selfAttention() {
    return new SelfAttentionLayer.Builder()
        .nOut(4)
        .nHeads(2)
        .headSize(2)
        .projectInput(true)
        .build();
  }

  private Layer lookup() {
    return new EmbeddingSequenceLayer.Builder()
        .nIn(5)
        .nOut(units)
        .inputLength(steps)
        .outputDataFormat(format)
        .build();
  }

  private List<List<LayerPart>> ends() {
    LayerPart output = LayerPart.output();
    LayerPart stepOutput =
        steps(
            () -> new RnnOutputLayer.Builder(LossFunction.MSE).nOut(2).dataFormat(format).build());
    LayerPart stepLoss =
        steps(() -> new RnnLossLayer.Builder(LossFunction.MSE).dataFormat(format).build());
    Supplier<Layer> lstm = () -> new LSTM.Builder().nOut(3).dataFormat(format).build();
    LayerPart dense = new LayerPart(() -> new DenseLayer.Builder().nOut(3).build(), Axes.UNROLLED);
    return List.of(
        List.of(stepOutput),
        List.of(LayerPart.vector(() -> new GlobalPoolingLayer(PoolingType.AVG)), output),
        List.of(LayerPart.vector(() -> new LastTimeStep(lstm.get())), output),
        List.of(dense, stepOutput),
        List.of(steps(lstm), stepLoss));
  }
}
