// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.examples;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Reads images and labels in the idx format of MNIST, unpacked or with the ending {@code .gz}: a
 * magic number, the sizes of all dimensions, then bytes.
 */
public final class IdxFiles {
  private static final int IMAGES = 0x803;
  private static final int LABELS = 0x801;
  private static final int CLASSES = 10;

  private final Path folder;

  /**
   * Files of a folder.
   *
   * @param folder with the four files of MNIST
   */
  public IdxFiles(Path folder) {
    this.folder = folder;
  }

  /**
   * The training set.
   *
   * @return features {@code [examples x 784]} from 0 to 1, labels {@code [examples x 10]}
   * @throws IOException if a file cannot be read
   */
  public DataSet training() throws IOException {
    return read("train");
  }

  /**
   * The test set.
   *
   * @return the same for the test set
   * @throws IOException if a file cannot be read
   */
  public DataSet test() throws IOException {
    return read("t10k");
  }

  private DataSet read(String part) throws IOException {
    byte[] labels = bytes(part + "-labels-idx1-ubyte", LABELS);
    byte[] images = bytes(part + "-images-idx3-ubyte", IMAGES);
    int pixels = images.length / labels.length;
    float[] features = new float[images.length];
    for (int i = 0; i < features.length; i++) {
      features[i] = (images[i] & 0xff) / 255f;
    }
    INDArray targets = Nd4j.zeros(labels.length, CLASSES);
    for (int row = 0; row < labels.length; row++) {
      targets.putScalar(row, labels[row], 1);
    }
    return new DataSet(Nd4j.create(features, new long[] {labels.length, pixels}, 'c'), targets);
  }

  /** A file, plain or packed. */
  private Path found(String name) {
    Path plain = folder.resolve(name);
    Path packed = folder.resolve(name + ".gz");
    if (!Files.isReadable(plain) && !Files.isReadable(packed)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s (or %s.gz) is missing; --data takes the folder with the four idx files of MNIST, as %s",
              plain,
              name,
              "distributed by LeCun, Cortes and Burges"));
    }
    return Files.isReadable(plain) ? plain : packed;
  }

  private byte[] bytes(String name, int magic) throws IOException {
    Path found = found(name);
    boolean packed = found.toString().endsWith(".gz");
    try (InputStream raw = Files.newInputStream(found);
        DataInputStream in =
            new DataInputStream(packed ? new GZIPInputStream(raw, 1 << 16) : raw)) {
      int is = in.readInt();
      if (is != magic) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "%s begins with %#x; an idx file of this kind begins with %#x",
                found,
                is,
                magic));
      }
      int size = in.readInt();
      for (int i = 1; i < (magic & 0xff); i++) {
        size = Math.multiplyExact(size, in.readInt());
      }
      byte[] bytes = in.readNBytes(size);
      if (bytes.length < size) {
        throw new IllegalArgumentException(
            String.format(Locale.ROOT, "%s ends after %d of %d bytes", found, bytes.length, size));
      }
      return bytes;
    }
  }
}
