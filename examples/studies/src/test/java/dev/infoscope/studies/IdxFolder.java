// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Four idx files like those of MNIST with made-up digits: each class has a bright band. */
public final class IdxFolder {
  private static final int SIDE = 28;
  private static final int CLASSES = 10;

  private IdxFolder() {}

  public static Path write(Path folder, int training, int test) throws IOException {
    write(folder, "train", training, 1);
    write(folder, "t10k", test, 2);
    return folder;
  }

  private static void write(Path folder, String part, int rows, long seed) throws IOException {
    Random random = new Random(seed);
    ByteArrayOutputStream images = new ByteArrayOutputStream();
    DataOutputStream pixels = new DataOutputStream(images);
    for (int number : new int[] {0x803, rows, SIDE, SIDE}) {
      pixels.writeInt(number);
    }
    ByteArrayOutputStream classes = new ByteArrayOutputStream();
    DataOutputStream labels = new DataOutputStream(classes);
    labels.writeInt(0x801);
    labels.writeInt(rows);
    for (int row = 0; row < rows; row++) {
      int label = row % CLASSES;
      labels.write(label);
      for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
        boolean bright = pixel / SIDE * CLASSES / SIDE == label;
        pixels.write(random.nextInt(100) + (bright ? 120 : 0));
      }
    }
    Files.write(folder.resolve(part + "-images-idx3-ubyte"), images.toByteArray());
    Files.write(folder.resolve(part + "-labels-idx1-ubyte"), classes.toByteArray());
  }
}
