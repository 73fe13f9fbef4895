// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network.keras;

import dev.infoscope.cli.table.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;
import org.bytedeco.hdf5.global.hdf5;
import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.modelimport.keras.Hdf5Archive;
import org.deeplearning4j.nn.modelimport.keras.KerasModelImport;
import org.deeplearning4j.nn.modelimport.keras.exceptions.InvalidKerasConfigurationException;
import org.deeplearning4j.nn.modelimport.keras.exceptions.UnsupportedKerasConfigurationException;

/**
 * A whole model that Keras 1 or 2 saved as HDF5, such as {@code model.save("net.h5")} or a {@code
 * ModelCheckpoint} writes it. What DL4J cannot import is refused with the way to go.
 */
public final class KerasFile {
  private static final byte[] HDF5 = {(byte) 0x89, 'H', 'D', 'F'};
  private static final byte[] ZIP = {'P', 'K'};
  private static final String CURE =
      "save it as .h5 with Keras 2 (tf_keras), or write activations with"
          + " examples/frameworks/keras_callback.py, which suits every Keras";

  /** Layers that hold Python, which DL4J does not run; what it puts in their place is a guess. */
  private static final Pattern CODE =
      Pattern.compile(
          "\"class_name\"\\s*:\\s*\"(Lambda|TFOpLambda|SlicingOpLambda|TensorFlowOpLayer)\"");

  private static final Pattern SEQUENTIAL =
      Pattern.compile("^\\s*\\{.*\"class_name\"\\s*:\\s*\"Sequential\"", Pattern.DOTALL);

  private KerasFile() {}

  /**
   * Whether a file is to be read by Keras's rules: by its first bytes, whatever it is called.
   *
   * @param file any file
   * @return also true for the zip of Keras 3, which {@link #read} refuses
   * @throws InputException if it cannot be read
   */
  public static boolean isOne(Path file) {
    byte[] begin = new byte[HDF5.length];
    try (var content = Files.newInputStream(file)) {
      content.readNBytes(begin, 0, begin.length);
    } catch (IOException e) {
      return false; // said by who opens it
    }
    boolean named = file.toString().matches(".*\\.(h5|hdf5|keras)");
    return named || Arrays.equals(begin, HDF5) || isZipOfKeras(file, begin);
  }

  private static boolean isZipOfKeras(Path file, byte[] begin) {
    if (begin[0] != ZIP[0] || begin[1] != ZIP[1]) {
      return false;
    }
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return zip.getEntry("model.weights.h5") != null;
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }

  /**
   * Reads a network with its weights.
   *
   * @param file HDF5
   * @return a MultiLayerNetwork or a ComputationGraph
   * @throws InputException if it is none that DL4J imports
   */
  public static Model read(Path file) {
    try {
      String configuration = configuration(file);
      return SEQUENTIAL.matcher(configuration).find()
          ? KerasModelImport.importKerasSequentialModelAndWeights(file.toString(), false)
          : KerasModelImport.importKerasModelAndWeights(file.toString(), false);
    } catch (InvalidKerasConfigurationException | UnsupportedKerasConfigurationException e) {
      throw new InputException(file, "is a network that DL4J does not import: " + first(e));
    } catch (IOException e) {
      throw new InputException(file, e);
    } catch (InputException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new InputException(file, "cannot be imported by DL4J: " + first(e));
    } catch (LinkageError e) {
      throw new InputException(file, "needs the native library of HDF5: " + first(e));
    }
  }

  /**
   * Checks that it is a network that DL4J imports, without its weights.
   *
   * @param file HDF5
   * @throws InputException as {@link #read}
   */
  public static void check(Path file) {
    try {
      configuration(file);
    } catch (UnsupportedKerasConfigurationException e) {
      throw new InputException(file, "is a network that DL4J does not import: " + first(e));
    } catch (LinkageError e) {
      throw new InputException(file, "needs the native library of HDF5: " + first(e));
    }
  }

  private static String configuration(Path file) throws UnsupportedKerasConfigurationException {
    requireHdf5(file);
    synchronized (Hdf5Archive.LOCK_OBJECT) {
      hdf5.H5Eset_auto2(hdf5.H5E_DEFAULT, null, (Pointer) null); // it prints its errors
    }
    try (Hdf5Archive archive = open(file)) {
      if (!archive.hasAttribute("model_config")) {
        throw new InputException(
            file, "holds no network, at most weights; save the whole (save_weights_only=False)");
      }
      requireOld(file, archive);
      String configuration = archive.readAttributeAsJson("model_config");
      Matcher code = CODE.matcher(configuration);
      if (code.find()) {
        throw new InputException(
            file,
            "has a layer of class " + code.group(1) + ", which holds code; write activations");
      }
      return configuration;
    }
  }

  private static void requireHdf5(Path file) {
    byte[] begin = new byte[HDF5.length];
    try (var content = Files.newInputStream(file)) {
      content.readNBytes(begin, 0, begin.length);
    } catch (IOException e) {
      throw new InputException(file, e);
    }
    if (isZipOfKeras(file, begin) || file.toString().endsWith(".keras")) {
      throw new InputException(
          file, "is in the format of Keras 3, which DL4J does not read; " + CURE);
    }
    if (!Arrays.equals(begin, HDF5)) {
      throw new InputException(file, "is no HDF5 file");
    }
  }

  private static Hdf5Archive open(Path file) {
    try {
      return new Hdf5Archive(file.toString());
    } catch (RuntimeException e) {
      throw new InputException(file, "is no HDF5 file, or not all of it is there");
    }
  }

  /** Keras 3 writes another layout under the same name. */
  private static void requireOld(Path file, Hdf5Archive archive)
      throws UnsupportedKerasConfigurationException {
    String version =
        archive.hasAttribute("keras_version") ? archive.readAttributeAsString("keras_version") : "";
    if (version.matches("([3-9]|\\d\\d+)\\..*")) {
      throw new InputException(
          file, "was saved by Keras " + version + ", which DL4J does not read; " + CURE);
    }
  }

  private static String first(Throwable e) {
    String said = String.valueOf(e.getMessage());
    return said.lines().findFirst().orElse("");
  }
}
