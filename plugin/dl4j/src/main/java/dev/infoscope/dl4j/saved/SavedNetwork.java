// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.saved;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipException;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A network in a zip as DL4J's {@code ModelSerializer} writes it. Its configuration has been read
 * and checked; its parameters are read by {@link #restore()}.
 */
public final class SavedNetwork {
  private static final String CONFIGURATION = "configuration.json";
  private static final String COEFFICIENTS = "coefficients.bin";
  private static final String SAMEDIFF = "samediff.fb";
  private static final int LARGEST_CONFIGURATION = 1 << 25; // bytes; that of ResNet50 has 0.3 MB

  private final Path file;
  private final Configuration configuration;

  private SavedNetwork(Path file, Configuration configuration) {
    this.file = file;
    this.configuration = configuration;
  }

  /**
   * Reads how a network is made, without its parameters.
   *
   * @param file a zip
   * @param allowed classes that it may name
   * @return the network
   * @throws SavedNetworkException if there is no such file, or it is no network that is read
   */
  public static SavedNetwork of(Path file, AllowedClasses allowed) throws SavedNetworkException {
    if (!Files.isRegularFile(file)) {
      throw new SavedNetworkException(Files.exists(file) ? "is no regular file" : "no such file");
    }
    try (ZipEntries zip = new ZipEntries(file)) {
      if (!zip.has(CONFIGURATION)) {
        throw new SavedNetworkException(
            zip.has(SAMEDIFF)
                ? "is a SameDiff graph, which is not read"
                : "is no network saved by DL4J: no configuration.json in it");
      }
      String text =
          new String(zip.bytes(CONFIGURATION, LARGEST_CONFIGURATION), StandardCharsets.UTF_8);
      Configuration configuration = Configuration.of(text, allowed);
      if (!configuration.isGraph() && !configuration.isOfLayers()) {
        throw new SavedNetworkException("configuration.json is neither of layers nor of a graph");
      }
      return new SavedNetwork(file, configuration);
    } catch (IOException | IllegalArgumentException e) { // the latter of names that are no UTF-8
      throw named(e);
    }
  }

  private static SavedNetworkException named(Exception e) {
    if (e instanceof SavedNetworkException already) {
      return already;
    }
    String what = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    return new SavedNetworkException(
        e instanceof ZipException || e instanceof IllegalArgumentException
            ? "is no network saved by DL4J: " + what
            : "cannot be read: " + what,
        e);
  }

  /**
   * Epochs when it was saved.
   *
   * @return as DL4J counted them; 0 if it does not say
   */
  public int epochs() {
    return configuration.counted("epochCount");
  }

  /**
   * Updates of its parameters when it was saved.
   *
   * @return as DL4J counted them; 0 if it does not say
   */
  public int iterations() {
    return configuration.counted("iterationCount");
  }

  /**
   * The normaliser that was saved with the network.
   *
   * @return empty if there is none
   * @throws SavedNetworkException if it is damaged, or of a kind that is not read
   */
  public Optional<SavedNormalizer> normalizer() throws SavedNetworkException {
    try (ZipEntries zip = new ZipEntries(file)) {
      return zip.has(SavedNormalizer.ENTRY)
          ? Optional.of(zip.read(SavedNormalizer.ENTRY, NormalizerReader::read))
          : Optional.empty();
    } catch (IOException e) {
      throw named(e);
    }
  }

  /**
   * Makes the network, with its parameters; the state of its updater is left out.
   *
   * @return a MultiLayerNetwork or a ComputationGraph, initialised
   * @throws SavedNetworkException if the parameters are damaged, or are not as many as the
   *     configuration needs
   */
  public Model restore() throws SavedNetworkException {
    try (ZipEntries zip = new ZipEntries(file)) {
      return configuration.isGraph() ? graph(zip) : layers(zip);
    } catch (IOException e) {
      throw named(e);
    } catch (RuntimeException e) {
      String what = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw new SavedNetworkException("cannot be restored by DL4J: " + what, e);
    }
  }

  private Model layers(ZipEntries zip) throws IOException {
    MultiLayerConfiguration made = MultiLayerConfiguration.fromJson(configuration.json());
    long needed = 0;
    for (NeuralNetConfiguration layer : made.getConfs()) {
      needed = Math.addExact(needed, count(layer));
    }
    INDArray parameters = parameters(zip, needed);
    made.setDataType(parameters == null ? DataType.FLOAT : parameters.dataType());
    MultiLayerNetwork network = new MultiLayerNetwork(made);
    network.init(parameters, false);
    return network;
  }

  private static long count(NeuralNetConfiguration layer) throws SavedNetworkException {
    return required(layer.getLayer().initializer().numParams(layer));
  }

  private Model graph(ZipEntries zip) throws IOException {
    ComputationGraphConfiguration made =
        ComputationGraphConfiguration.fromJson(configuration.json());
    long needed = 0;
    for (GraphVertex vertex : made.getVertices().values()) {
      needed = Math.addExact(needed, required(vertex.numParams(true)));
    }
    INDArray parameters = parameters(zip, needed);
    made.setDataType(parameters == null ? DataType.FLOAT : parameters.dataType());
    ComputationGraph network = new ComputationGraph(made);
    network.init(parameters, false);
    return network;
  }

  private static long required(long parameters) throws SavedNetworkException {
    if (parameters < 0) {
      throw new SavedNetworkException(
          String.format(Locale.ROOT, "configuration.json: a layer has %d parameters", parameters));
    }
    return parameters;
  }

  /** Checks their number before they are read, by the size of the entry that holds them. */
  private static @Nullable INDArray parameters(ZipEntries zip, long needed) throws IOException {
    long size = zip.size(COEFFICIENTS);
    if (needed > size) {
      throw new SavedNetworkException(
          String.format(
              Locale.ROOT,
              "the configuration needs %d parameters, coefficients.bin has %d bytes",
              needed,
              size));
    }
    INDArray parameters = size == 0 ? null : zip.read(COEFFICIENTS, Parameters::read).orElse(null);
    long there = parameters == null ? 0 : parameters.length();
    if (there != needed) {
      throw new SavedNetworkException(
          String.format(
              Locale.ROOT,
              "the configuration needs %d parameters, coefficients.bin has %d",
              needed,
              there));
    }
    return parameters;
  }
}
