// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/**
 * Pictures of the page with at most 64 colours, which takes a third of the room. The colours are
 * the means of boxes that are cut at their median, weighted by how often a colour occurs (Heckbert
 * 1982).
 */
final class SmallPng {
  private static final int COLOURS = 64;
  private static final int PARTS = 3;

  private SmallPng() {}

  /**
   * Writes a picture.
   *
   * @param png of any number of colours
   * @param to file
   */
  static void write(byte[] png, Path to) throws IOException {
    BufferedImage full = ImageIO.read(new ByteArrayInputStream(png));
    int[] pixels = full.getRGB(0, 0, full.getWidth(), full.getHeight(), null, 0, full.getWidth());
    Map<Integer, Integer> counts = new HashMap<>();
    for (int pixel : pixels) {
      counts.merge(pixel & 0xffffff, 1, Integer::sum);
    }
    Map<Integer, Integer> places = new HashMap<>();
    IndexColorModel palette = palette(counts, places);
    BufferedImage few =
        new BufferedImage(
            full.getWidth(), full.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, palette);
    int[] indexed = Arrays.stream(pixels).map(pixel -> places.get(pixel & 0xffffff)).toArray();
    few.getRaster().setPixels(0, 0, full.getWidth(), full.getHeight(), indexed);
    save(few, to);
  }

  private static IndexColorModel palette(
      Map<Integer, Integer> counts, Map<Integer, Integer> places) {
    List<List<Integer>> boxes = new ArrayList<>();
    boxes.add(new ArrayList<>(counts.keySet()));
    Comparator<List<Integer>> wide = Comparator.comparingDouble(box -> spread(box, counts));
    while (boxes.size() < Math.min(COLOURS, counts.size())) {
      List<Integer> widest = boxes.stream().max(wide).orElseThrow();
      boxes.remove(widest);
      int at = cut(widest, counts);
      boxes.add(new ArrayList<>(widest.subList(0, at)));
      boxes.add(new ArrayList<>(widest.subList(at, widest.size())));
    }
    byte[][] levels = new byte[PARTS][boxes.size()];
    for (int place = 0; place < boxes.size(); place++) {
      List<Integer> box = boxes.get(place);
      int frequent = box.stream().max(Comparator.comparingInt(counts::get)).orElseThrow();
      for (int part = 0; part < PARTS; part++) {
        levels[part][place] = (byte) part(frequent, part);
      }
      for (int colour : box) {
        places.put(colour, place);
      }
    }
    return new IndexColorModel(8, boxes.size(), levels[0], levels[1], levels[2]);
  }

  private static int part(int colour, int part) {
    return colour >> (16 - 8 * part) & 0xff;
  }

  private static int range(List<Integer> box, int part) {
    int least = box.stream().mapToInt(colour -> part(colour, part)).min().orElse(0);
    int most = box.stream().mapToInt(colour -> part(colour, part)).max().orElse(0);
    return most - least;
  }

  private static int widest(List<Integer> box) {
    int best = 0;
    for (int part = 1; part < PARTS; part++) {
      best = range(box, part) > range(box, best) ? part : best;
    }
    return best;
  }

  /** How much is lost if a box is not cut: its width, and a little for how often it occurs. */
  private static double spread(List<Integer> box, Map<Integer, Integer> counts) {
    double pixels = box.stream().mapToInt(counts::get).sum();
    return range(box, widest(box)) * Math.cbrt(pixels);
  }

  /** Sorts a box of two or more along its longest side and says where half of its pixels lie. */
  private static int cut(List<Integer> box, Map<Integer, Integer> counts) {
    int side = widest(box);
    box.sort(Comparator.comparingInt(colour -> part(colour, side)));
    double half = box.stream().mapToInt(counts::get).sum() / 2.0;
    double sum = 0;
    for (int at = 1; at < box.size() - 1; at++) {
      sum += counts.get(box.get(at - 1));
      if (sum >= half) {
        return at;
      }
    }
    return box.size() - 1;
  }

  private static void save(BufferedImage picture, Path to) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    ImageWriteParam how = writer.getDefaultWriteParam();
    how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    how.setCompressionQuality(0);
    to.toFile().delete();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(to.toFile())) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(picture, null, null), how);
    } finally {
      writer.dispose();
    }
  }
}
