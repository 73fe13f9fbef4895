// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.pretrained;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;

/** Images to try the machinery on: stripes of two directions, in any phase, under noise. */
final class SyntheticImages {
  private static final String[] CLASSES = {"lying", "upright"};

  private SyntheticImages() {}

  /** Writes PNG files, classes in turn; the same ones for the same numbers. */
  static void write(Path folder, int count, int side) throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < count; i++) {
      int label = i % CLASSES.length;
      Path sub = Files.createDirectories(folder.resolve(CLASSES[label]));
      BufferedImage image = image(side, label == 1, random.split());
      ImageIO.write(image, "png", sub.resolve(String.format(Locale.ROOT, "%04d.png", i)).toFile());
    }
  }

  private static BufferedImage image(int side, boolean upright, SplittableRandom random) {
    double phase = random.nextDouble(2 * Math.PI);
    double turns = 2 * Math.PI * random.nextDouble(2, 4) / side;
    BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    for (int place = 0; place < side * side; place++) {
      int along = upright ? place % side : place / side;
      double wave = 128 + 80 * Math.sin(turns * along + phase);
      int rgb = 0;
      for (int colour = 0; colour < 3; colour++) {
        rgb = rgb << 8 | (int) (wave + random.nextDouble(-40, 40));
      }
      image.setRGB(place % side, place / side, rgb);
    }
    return image;
  }
}
