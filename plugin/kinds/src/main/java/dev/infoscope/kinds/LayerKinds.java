// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.kinds;

import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.AutoEncoder;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.CapsuleLayer;
import org.deeplearning4j.nn.conf.layers.CapsuleStrengthLayer;
import org.deeplearning4j.nn.conf.layers.CenterLossOutputLayer;
import org.deeplearning4j.nn.conf.layers.Cnn3DLossLayer;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.Convolution3D;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.Deconvolution3D;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.GravesBidirectionalLSTM;
import org.deeplearning4j.nn.conf.layers.GravesLSTM;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LocalResponseNormalization;
import org.deeplearning4j.nn.conf.layers.LocallyConnected1D;
import org.deeplearning4j.nn.conf.layers.LocallyConnected2D;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PReLULayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.PrimaryCapsules;
import org.deeplearning4j.nn.conf.layers.RecurrentAttentionLayer;
import org.deeplearning4j.nn.conf.layers.RnnLossLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.SelfAttentionLayer;
import org.deeplearning4j.nn.conf.layers.SeparableConvolution2D;
import org.deeplearning4j.nn.conf.layers.SpaceToBatchLayer;
import org.deeplearning4j.nn.conf.layers.SpaceToDepthLayer;
import org.deeplearning4j.nn.conf.layers.Subsampling1DLayer;
import org.deeplearning4j.nn.conf.layers.Subsampling3DLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling1D;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.conf.layers.Upsampling3D;
import org.deeplearning4j.nn.conf.layers.ZeroPadding1DLayer;
import org.deeplearning4j.nn.conf.layers.ZeroPadding3DLayer;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.deeplearning4j.nn.conf.layers.convolutional.Cropping1D;
import org.deeplearning4j.nn.conf.layers.convolutional.Cropping2D;
import org.deeplearning4j.nn.conf.layers.convolutional.Cropping3D;
import org.deeplearning4j.nn.conf.layers.misc.ElementWiseMultiplicationLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.conf.layers.misc.RepeatVector;
import org.deeplearning4j.nn.conf.layers.objdetect.Yolo2OutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.conf.layers.recurrent.TimeDistributed;
import org.deeplearning4j.nn.conf.layers.util.MaskLayer;
import org.deeplearning4j.nn.conf.layers.util.MaskZeroLayer;
import org.deeplearning4j.nn.conf.layers.variational.VariationalAutoencoder;
import org.deeplearning4j.nn.conf.ocnn.OCNNOutputLayer;
import org.deeplearning4j.nn.layers.util.IdentityLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Every layer of DL4J, each in a network and in a graph. */
@SuppressWarnings({
  "deprecation",
  "rawtypes"
}) // of DL4J: all its layers are tried, and some builders are raw
final class LayerKinds {
  private static final InputType FLAT = InputType.feedForward(6);
  private static final InputType STEPS = InputType.recurrent(4, 5);
  private static final InputType IMAGE = InputType.convolutional(6, 6, 2);
  private static final InputType VOLUME =
      InputType.convolutional3D(Convolution3D.DataFormat.NCDHW, 4, 4, 4, 2);

  private static final List<Supplier<Layer>> FLAT_LAYERS =
      List.of(
          LayerKinds::dense,
          () -> new AutoEncoder.Builder().nOut(5).build(),
          () -> new BatchNormalization.Builder().build(),
          () -> new DropoutLayer.Builder(0.7).build(),
          () -> new PReLULayer.Builder().inputShape(6).build(),
          () ->
              new VariationalAutoencoder.Builder()
                  .nOut(3)
                  .encoderLayerSizes(5)
                  .decoderLayerSizes(5)
                  .build(),
          () -> new FrozenLayer(dense()),
          () -> new FrozenLayerWithBackprop(dense()),
          () -> new ElementWiseMultiplicationLayer.Builder().nIn(6).nOut(6).build());

  private static final List<Supplier<Layer>> STEP_LAYERS =
      List.of(
          LayerKinds::lstm,
          () -> new GravesLSTM.Builder().nOut(3).build(),
          () -> new GravesBidirectionalLSTM.Builder().nOut(3).build(),
          () -> new SimpleRnn.Builder().nOut(3).build(),
          () -> new Convolution1DLayer.Builder().kernelSize(2).nOut(3).build(),
          () -> new Subsampling1DLayer.Builder().kernelSize(2).stride(1).build(),
          () -> new Upsampling1D.Builder(2).build(),
          () -> new ZeroPadding1DLayer.Builder(1).build(),
          () -> new Cropping1D.Builder(1).build(),
          () -> new LocallyConnected1D.Builder().nOut(3).kernelSize(2).setInputSize(5).build());

  private static final List<Supplier<Layer>> IMAGE_LAYERS =
      List.of(
          LayerKinds::convolution,
          () -> new Deconvolution2D.Builder(2, 2).nOut(3).build(),
          () -> new DepthwiseConvolution2D.Builder(2, 2).depthMultiplier(2).build(),
          () -> new SeparableConvolution2D.Builder(2, 2).nOut(3).build(),
          () ->
              new LocallyConnected2D.Builder().nOut(3).kernelSize(2, 2).setInputSize(6, 6).build(),
          () -> new LocalResponseNormalization.Builder().n(1).build());

  private static final List<Supplier<Layer>> POOLING_LAYERS =
      List.of(
          () -> new SubsamplingLayer.Builder().kernelSize(2, 2).stride(2, 2).build(),
          () -> new Upsampling2D.Builder(2).build(),
          () -> new ZeroPaddingLayer.Builder(1, 1).build(),
          () -> new SpaceToDepthLayer.Builder(2).build());

  private static final List<Supplier<Layer>> VOLUME_LAYERS =
      List.of(
          LayerKinds::volume,
          () -> new Deconvolution3D.Builder().kernelSize(2, 2, 2).nOut(2).build(),
          () -> new Subsampling3DLayer.Builder().kernelSize(2, 2, 2).stride(1, 1, 1).build(),
          () -> new Upsampling3D.Builder(2).build(),
          () -> new ZeroPadding3DLayer.Builder(1, 1, 1).build());

  private final ChainKinds kinds = ChainKinds.none();

  private LayerKinds() {}

  static List<Kind> all() {
    LayerKinds all = new LayerKinds();
    all.flat();
    all.lookups();
    all.outputs();
    all.steps();
    all.wrappers();
    all.attention();
    all.images();
    all.pooling();
    all.volumes();
    all.withoutDropout();
    all.withoutWorkspaces();
    return all.kinds.all();
  }

  private static Layer dense() {
    return new DenseLayer.Builder().nOut(5).build();
  }

  private static Layer lstm() {
    return new LSTM.Builder().nOut(3).dropOut(0.7).build();
  }

  private void flat() {
    for (Supplier<Layer> layer : FLAT_LAYERS) {
      kinds.chain(FLAT, layer, LayerKinds::dense, Chain::output);
    }
    kinds.chain(
        FLAT, () -> new ActivationLayer(Activation.RRELU), LayerKinds::dense, Chain::output);
  }

  private void lookups() {
    kinds.add(
        InputType.feedForward(5),
        Chain.indices(Kind.ROWS, 1),
        () -> List.of(new EmbeddingLayer.Builder().nIn(5).nOut(4).build(), Chain.output()));
    kinds.add(
        InputType.recurrent(5, 4),
        Chain.indices(Kind.ROWS, 4),
        () -> List.of(words(), lstm(), Chain.stepOutput()));
  }

  private static Layer words() {
    return new EmbeddingSequenceLayer.Builder().nIn(5).nOut(4).inputLength(4).build();
  }

  private static Layer loss() {
    return new LossLayer.Builder(LossFunction.MSE).build();
  }

  private static Layer stepLoss() {
    return new RnnLossLayer.Builder(LossFunction.MSE).build();
  }

  private void outputs() {
    kinds.last(FLAT, null, () -> new OutputLayer.Builder(LossFunction.MSE).nOut(2).build());
    kinds.last(
        FLAT, null, () -> new CenterLossOutputLayer.Builder(LossFunction.MSE).nOut(2).build());
    kinds.addAs(LossLayer.class, FLAT, () -> List.of(dense(), loss()));
    kinds.addAs(RnnOutputLayer.class, STEPS, () -> List.of(lstm(), Chain.stepOutput()));
    kinds.addAs(RnnLossLayer.class, STEPS, () -> List.of(lstm(), stepLoss()));
    kinds.addAs(CnnLossLayer.class, IMAGE, () -> List.of(convolution(), Chain.imageLoss()));
    kinds.addAs(
        Yolo2OutputLayer.class,
        IMAGE,
        Chain.features(IMAGE),
        new long[] {0, 6, 4, 4},
        () -> List.of(new ConvolutionLayer.Builder(3, 3).nOut(14).build(), boxes()));
  }

  private static Layer boxes() {
    return new Yolo2OutputLayer.Builder()
        .boundingBoxPriors(Nd4j.create(new float[][] {{1, 1}, {2, 1}}))
        .build();
  }

  private void steps() {
    for (Supplier<Layer> layer : STEP_LAYERS) {
      kinds.chain(STEPS, layer, LayerKinds::lstm, Chain::stepOutput);
    }
    kinds.chain(
        STEPS,
        () -> new GlobalPoolingLayer.Builder(PoolingType.PNORM).pnorm(2).build(),
        Chain::output);
  }

  private void wrappers() {
    kinds.chain(STEPS, () -> new Bidirectional(lstm()), Chain::stepOutput);
    kinds.chain(STEPS, () -> new LastTimeStep(lstm()), Chain::output);
    kinds.chain(STEPS, () -> new LastTimeStep(new Bidirectional(lstm())), Chain::output);
    kinds.chain(
        STEPS,
        () ->
            new TimeDistributed(
                new DenseLayer.Builder().nIn(4).nOut(3).activation(Activation.RRELU).build()),
        Chain::stepOutput);
    kinds.chain(
        STEPS,
        () -> new MaskZeroLayer(new LSTM.Builder().nIn(4).nOut(3).dropOut(0.7).build(), 0),
        Chain::stepOutput);
  }

  private void attention() {
    kinds.chain(STEPS, LayerKinds::selfAttention, Chain::stepOutput);
    kinds.chain(
        STEPS,
        () -> new RecurrentAttentionLayer.Builder().nOut(4).nHeads(1).headSize(4).build(),
        Chain::stepOutput);
  }

  private static Layer selfAttention() {
    return new SelfAttentionLayer.Builder()
        .nOut(4)
        .nHeads(2)
        .headSize(2)
        .projectInput(true)
        .build();
  }

  private static Layer convolution() {
    return new ConvolutionLayer.Builder(3, 3).nOut(3).build();
  }

  private void images() {
    for (Supplier<Layer> layer : IMAGE_LAYERS) {
      kinds.chain(IMAGE, layer, Chain::output);
    }
    for (Class<?> type :
        List.of(PrimaryCapsules.class, CapsuleLayer.class, CapsuleStrengthLayer.class)) {
      kinds.addAs(type, IMAGE, LayerKinds::capsules);
    }
  }

  private static List<Layer> capsules() {
    return List.of(
        new PrimaryCapsules.Builder(4, 2).kernelSize(3, 3).stride(2, 2).build(),
        new CapsuleLayer.Builder(3, 4, 2).build(),
        new CapsuleStrengthLayer.Builder().build(),
        Chain.output());
  }

  private void pooling() {
    for (Supplier<Layer> layer : POOLING_LAYERS) {
      kinds.chain(IMAGE, layer, LayerKinds::convolution, Chain::output);
    }
  }

  private static Layer volume() {
    return new Convolution3D.Builder(2, 2, 2).nOut(2).build();
  }

  private void volumes() {
    for (Supplier<Layer> layer : VOLUME_LAYERS) {
      kinds.chain(VOLUME, layer, LayerKinds::volume, Chain::volumeLoss);
    }
    kinds.addAs(Cnn3DLossLayer.class, VOLUME, () -> List.of(volume(), Chain.volumeLoss()));
  }

  /** DL4J itself fails to train these with dropout. */
  private void withoutDropout() {
    ChainKinds plain = kinds.in(builder -> builder.dropOut(0), builder -> builder.dropOut(0));
    plain.last(FLAT, new long[] {0, 1}, LayerKinds::oneClass);
    plain.chain(
        IMAGE,
        () -> new SpaceToBatchLayer.Builder(new int[] {2, 2}).build(),
        LayerKinds::convolution,
        Chain::imageLoss);
  }

  private static Layer oneClass() {
    return new OCNNOutputLayer.Builder()
        .nu(0.1)
        .hiddenLayerSize(4)
        .activation(new ActivationIdentity())
        .build();
  }

  private static Layer identity() {
    return new IdentityLayer("identity");
  }

  /** DL4J itself fails to train these in networks with workspaces. */
  private void withoutWorkspaces() {
    ChainKinds plain =
        kinds.in(
            builder -> builder.trainingWorkspaceMode(WorkspaceMode.NONE), UnaryOperator.identity());
    Supplier<Layer> flatCrop = () -> new Cropping2D.Builder(1, 1).build();
    Supplier<Layer> deepCrop = () -> new Cropping3D.Builder(1, 1, 1).build();
    Supplier<Layer> repeated = () -> new RepeatVector.Builder(3).build();
    plain.chain(IMAGE, flatCrop, LayerKinds::convolution, Chain::output);
    plain.chain(VOLUME, deepCrop, LayerKinds::volume, Chain::volumeLoss);
    plain.chain(FLAT, repeated, LayerKinds::lstm, Chain::stepOutput);
    plain.chain(STEPS, MaskLayer::new, LayerKinds::lstm, Chain::stepOutput);
    plain.addAs(IdentityLayer.class, FLAT, () -> List.of(dense(), identity(), Chain.output()));
  }
}
