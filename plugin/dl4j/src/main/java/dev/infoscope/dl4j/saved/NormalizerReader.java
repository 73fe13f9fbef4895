// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.saved;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UTFDataFormatException;
import java.util.Arrays;
import java.util.Locale;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Reads a normaliser as ND4J's {@code NormalizerSerializer} writes it: a header with the kind, then
 * numbers and arrays. No class is loaded by its name.
 */
final class NormalizerReader {
  private static final double[] VGG16 = {103.939, 116.779, 123.68}; // blue first, as ND4J has it
  private static final String HINT = "; normalise the probe yourself and say --no-normalizer";

  private final long size;
  private final DataInputStream in;

  private NormalizerReader(InputStream content, long size) {
    this.size = size;
    this.in = new DataInputStream(content);
  }

  static SavedNormalizer read(InputStream content, long size) throws IOException {
    try {
      NormalizerReader reader = new NormalizerReader(content, size);
      SavedNormalizer found = reader.normalizer();
      content.transferTo(OutputStream.nullOutputStream()); // statistics of labels
      return found;
    } catch (EOFException | UTFDataFormatException e) {
      throw damaged("it ends too early");
    }
  }

  private SavedNormalizer normalizer() throws IOException {
    if (!in.readUTF().equals("NORMALIZER") || in.readInt() != 1) {
      throw damaged("its header is none of a normaliser");
    }
    String kind = in.readUTF();
    return switch (kind) {
      case "STANDARDIZE" -> standard(kind, in.readBoolean());
      case "MIN_MAX" -> {
        boolean labels = in.readBoolean();
        yield range(kind, labels, in.readDouble(), in.readDouble());
      }
      case "MULTI_STANDARDIZE" -> standard(kind, ofOneInput());
      case "MULTI_MIN_MAX" -> {
        boolean labels = ofOneInput();
        yield range(kind, labels, in.readDouble(), in.readDouble());
      }
      case "IMAGE_MIN_MAX" -> image(kind, in.readDouble(), in.readDouble(), in.readDouble());
      case "IMAGE_VGG16" ->
          checked(new SavedNormalizer(kind, VGG16.clone(), ones(VGG16.length), 1, 0, false));
      case "CUSTOM" -> throw refused("the normaliser of " + shown(in.readUTF()));
      default -> throw refused("normaliser " + shown(kind));
    };
  }

  private boolean ofOneInput() throws IOException {
    boolean labels = in.readBoolean();
    int inputs = in.readInt();
    in.readInt(); // outputs, whose statistics come last
    if (inputs != 1) {
      throw refused(String.format(Locale.ROOT, "a normaliser of %d inputs", inputs));
    }
    return labels;
  }

  private SavedNormalizer standard(String kind, boolean labels) throws IOException {
    double[] mean = row();
    double[] deviation = row();
    for (int i = 0; i < deviation.length; i++) {
      deviation[i] = deviation[i] == 0 ? 1 : deviation[i]; // as ND4J does
    }
    return checked(new SavedNormalizer(kind, mean, deviation, 1, 0, labels));
  }

  private SavedNormalizer range(String kind, boolean labels, double low, double high)
      throws IOException {
    double[] smallest = row();
    double[] largest = row();
    double[] range = new double[smallest.length];
    for (int i = 0; i < range.length && i < largest.length; i++) {
      range[i] = Math.max(largest[i] - smallest[i], Nd4j.EPS_THRESHOLD); // as ND4J does
    }
    if (largest.length != smallest.length) {
      throw damaged("its two arrays differ in length");
    }
    return checked(new SavedNormalizer(kind, smallest, range, high - low, low, labels));
  }

  private SavedNormalizer image(String kind, double low, double high, double pixel)
      throws IOException {
    return checked(
        new SavedNormalizer(kind, new double[1], new double[] {pixel}, high - low, low, false));
  }

  private static SavedNormalizer checked(SavedNormalizer found) throws SavedNetworkException {
    boolean finite =
        Arrays.stream(found.shift()).allMatch(Double::isFinite)
            && Arrays.stream(found.scale()).allMatch(x -> Double.isFinite(x) && x > 0)
            && Double.isFinite(found.factor())
            && found.factor() > 0
            && Double.isFinite(found.offset());
    if (!finite || found.shift().length != found.scale().length) {
      throw damaged("its statistics are no finite numbers, or no scales");
    }
    return found;
  }

  /** The entry's own size bounds an array; what is left is less than that. */
  private double[] row() throws IOException {
    INDArray array = new Parameters(SavedNormalizer.ENTRY, in, size).array();
    if (array == null) {
      throw damaged("an array is empty");
    }
    double[] values = array.toDoubleVector();
    array.close();
    return values;
  }

  private static double[] ones(int count) {
    double[] ones = new double[count];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static String shown(String text) {
    String line = text.replaceAll("\\p{C}", "?");
    return "'" + line.substring(0, Math.min(80, line.length())) + "'";
  }

  private static SavedNetworkException refused(String what) {
    return new SavedNetworkException(SavedNormalizer.ENTRY + ": " + what + " is not read" + HINT);
  }

  private static SavedNetworkException damaged(String what) {
    return new SavedNetworkException(SavedNormalizer.ENTRY + ": is damaged, " + what);
  }
}
