// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.pretrained;

import dev.infoscope.dl4j.saved.AllowedClasses;
import dev.infoscope.dl4j.saved.SavedNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.modelimport.keras.Hdf5Archive;
import org.deeplearning4j.nn.modelimport.keras.KerasModelImport;
import org.deeplearning4j.nn.modelimport.keras.exceptions.InvalidKerasConfigurationException;
import org.deeplearning4j.nn.modelimport.keras.exceptions.UnsupportedKerasConfigurationException;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** Networks from files: those saved by DL4J, and those of Keras in HDF5. */
final class OpenedNetwork {
  private static final byte[] HDF5 = {(byte) 0x89, 'H', 'D', 'F'};
  private static final byte[] ZIP = {'P', 'K'};
  private static final Pattern CODE =
      Pattern.compile(
          "\"class_name\"\\s*:\\s*\"(Lambda|TFOpLambda|SlicingOpLambda|TensorFlowOpLayer)\"");

  private OpenedNetwork() {}

  /**
   * Opens a network; what a file is stands in its first bytes, not in its name.
   *
   * @param file of either kind
   * @return a MultiLayerNetwork or a ComputationGraph
   * @throws IllegalArgumentException if it is neither, or cannot be restored
   */
  static Model of(Path file) {
    byte[] begin = new byte[HDF5.length];
    try (var content = Files.newInputStream(file)) {
      content.readNBytes(begin, 0, begin.length);
      if (begin[0] == ZIP[0] && begin[1] == ZIP[1]) {
        return SavedNetwork.of(file, AllowedClasses.ofLibraries()).restore();
      }
      if (Arrays.equals(begin, HDF5)) {
        return ofKeras(file);
      }
    } catch (IOException
        | RuntimeException
        | InvalidKerasConfigurationException
        | UnsupportedKerasConfigurationException e) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%s cannot be opened: %s", file, e), e);
    }
    throw new IllegalArgumentException(
        String.format(
            Locale.ROOT, "%s is neither a zip saved by DL4J nor an HDF5 file of Keras", file));
  }

  private static String kerasConfiguration(Path file)
      throws IOException, UnsupportedKerasConfigurationException {
    try (Hdf5Archive archive = new Hdf5Archive(file.toString())) {
      if (!archive.hasAttribute("model_config")) {
        throw new IOException("it holds weights alone; save the whole model");
      }
      return archive.readAttributeAsJson("model_config");
    }
  }

  private static Model ofKeras(Path file)
      throws IOException,
          InvalidKerasConfigurationException,
          UnsupportedKerasConfigurationException {
    String configuration = kerasConfiguration(file);
    requireNoCode(configuration);
    return configuration.replaceAll("\\s", "").contains("\"class_name\":\"Sequential\"")
        ? KerasModelImport.importKerasSequentialModelAndWeights(file.toString(), false)
        : KerasModelImport.importKerasModelAndWeights(file.toString(), false);
  }

  /** Such layers hold Python, which DL4J does not run; what it puts in their place is a guess. */
  private static void requireNoCode(String configuration) throws IOException {
    Matcher code = CODE.matcher(configuration);
    if (code.find()) {
      throw new IOException("it has a layer of class " + code.group(1) + ", which holds code");
    }
  }

  /** How a network wants its images, as far as its layers say. */
  static Pixels.Layout layout(Model model) {
    if (model instanceof MultiLayerNetwork network
        && network.getLayerWiseConfigurations().getInputPreProcess(0)
            instanceof FeedForwardToCnnPreProcessor) {
      return Pixels.Layout.FLAT;
    }
    for (Layer layer : layers(model)) {
      if (layer instanceof ConvolutionLayer convolution) {
        return convolution.getCnn2dDataFormat() == CNN2DFormat.NHWC
            ? Pixels.Layout.NHWC
            : Pixels.Layout.NCHW;
      }
    }
    return Pixels.Layout.FLAT;
  }

  private static List<Layer> layers(Model model) {
    List<Layer> layers = new ArrayList<>();
    if (model instanceof MultiLayerNetwork network) {
      network.getLayerWiseConfigurations().getConfs().forEach(conf -> layers.add(conf.getLayer()));
    } else if (model instanceof ComputationGraph graph) {
      for (var vertex : graph.getConfiguration().getVertices().values()) {
        if (vertex instanceof LayerVertex layer) {
          layers.add(layer.getLayerConf().getLayer());
        }
      }
    }
    return layers;
  }
}
