// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
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
 * Pictures of the page with few colours, which takes a third of the room. The colours are
 * the means of boxes that are cut at their median, weighted by how often a colour occurs (Heckbert
 * 1982).
 */
final class SmallPng {
  private static final int MOST_COLOURS = 128;
  private static final int LEAST_COLOURS = 64;
  private static final int PARTS = 3;
  private static final double RARE = 0.15; // the few pixels of a mark count beside the many of words

  private SmallPng() {}

  /**
   * Writes a picture with 128 colours, or with 64 if they take too much.
   *
   * @param png of any number of colours
   * @param to file
   * @param bytes what it may take; not less than with 64 colours
   */
  static void write(byte[] png, Path to, long bytes) throws IOException {
    int colours = MOST_COLOURS;
    write(png, to, colours);
    while (Files.size(to) > bytes && colours > LEAST_COLOURS) {
      colours /= 2;
      write(png, to, colours);
    }
  }

  private static void write(byte[] png, Path to, int colours) throws IOException {
    BufferedImage full = ImageIO.read(new ByteArrayInputStream(png));
    int[] pixels = full.getRGB(0, 0, full.getWidth(), full.getHeight(), null, 0, full.getWidth());
    Map<Integer, Integer> counts = new HashMap<>();
    for (int pixel : pixels) {
      counts.merge(pixel & 0xffffff, 1, Integer::sum);
    }
    Map<Integer, Integer> places = new HashMap<>();
    IndexColorModel palette = palette(counts, places, colours);
    BufferedImage few =
        new BufferedImage(
            full.getWidth(), full.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, palette);
    int[] indexed = Arrays.stream(pixels).map(pixel -> places.get(pixel & 0xffffff)).toArray();
    few.getRaster().setPixels(0, 0, full.getWidth(), full.getHeight(), indexed);
    save(few, to);
  }

  private static IndexColorModel palette(
      Map<Integer, Integer> counts, Map<Integer, Integer> places, int colours) {
    List<List<Integer>> boxes = new ArrayList<>();
    boxes.add(new ArrayList<>(counts.keySet()));
    Comparator<List<Integer>> wide = Comparator.comparingDouble(box -> spread(box, counts));
    while (boxes.size() < Math.min(colours, counts.size())) {
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

  /** What is lost if a box is not cut: its width, and a little for how often it occurs. */
  private static double spread(List<Integer> box, Map<Integer, Integer> counts) {
    double pixels = box.stream().mapToInt(counts::get).sum();
    return range(box, widest(box)) * Math.pow(pixels, RARE);
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
