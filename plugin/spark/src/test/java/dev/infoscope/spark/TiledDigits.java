// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.spark;

import dev.infoscope.numeric.Mix;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.stream.LongStream;
import java.util.zip.GZIPInputStream;

/**
 * As many rows as wanted, of the 60,000 images of MNIST: each pixel has noise of its own, which
 * follows from the number of the row.
 *
 * @param pixels of all images, a byte each
 * @param digits one per image
 */
@SuppressWarnings("ArrayRecordComponent")
record TiledDigits(byte[] pixels, byte[] digits) implements Serializable {
  static final int PIXELS = 784;
  private static final int DIGITS = 10;
  private static final float NOISE = 0.1f;

  static TiledDigits in(Path folder) throws IOException {
    return new TiledDigits(
        idx(folder.resolve("train-images-idx3-ubyte.gz"), 16),
        idx(folder.resolve("train-labels-idx1-ubyte.gz"), 8));
  }

  private static byte[] idx(Path file, int head) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new GZIPInputStream(Files.newInputStream(file)))) {
      in.skipNBytes(head);
      return in.readAllBytes();
    }
  }

  /**
   * A row.
   *
   * @param classes below ten, digits share one; above, a digit has several
   */
  LabelledRow row(long id, int classes) {
    int image = (int) (id % digits.length);
    long noise = Mix.at(1, id);
    float[] features = new float[PIXELS];
    for (int k = 0; k < PIXELS; k++) {
      float grey = (pixels[image * PIXELS + k] & 0xff) / 255f;
      int own = (int) (Mix.at(noise, k) >>> 40); // 24 bits
      features[k] = grey + NOISE * (own / (float) (1 << 24) - 0.5f);
    }
    int label = (int) ((digits[image] + DIGITS * (id / digits.length)) % classes);
    return new LabelledRow(features, label, id);
  }

  /** Rows from one number to before another. */
  Iterator<LabelledRow> rows(long from, long to, int classes) {
    return LongStream.range(from, to).mapToObj(id -> row(id, classes)).iterator();
  }
}
