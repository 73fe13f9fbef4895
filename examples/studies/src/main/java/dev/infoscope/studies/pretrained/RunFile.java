// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.pretrained;

import dev.infoscope.discrete.Activations;
import dev.infoscope.numeric.Require;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UTFDataFormatException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the images done so far, in a file: a head that says of which run, then a record
 * of fixed size per image, closed by a check sum. A record that was cut off when the process was
 * killed, and all after it, are dropped on opening and their images done again.
 */
final class RunFile implements AutoCloseable {
  private static final String MAGIC = "infoscope pretrained 2";

  /** Image, label, target, change, seconds: what a record begins with. */
  private static final int VALUES = 3 * Integer.BYTES + 2 * Double.BYTES;

  private static final int CHECK_SUM = Long.BYTES; // at its end

  private final Path path;
  private final List<String> identity;
  private final SortedMap<Integer, Long> places = new TreeMap<>(); // image to its record
  private List<SeenLayer> layers = List.of();
  private String refusal = "";
  private @Nullable RandomAccessFile file;

  private RunFile(Path path, List<String> identity) {
    this.path = path;
    this.identity = List.copyOf(identity);
  }

  /**
   * Opens the file of a run, or prepares a new one; it is written with the first images.
   *
   * @param path of the file
   * @param identity lines that say what the run is of
   * @return with the images done so far
   * @throws IllegalArgumentException if the file is of another run, or no such file
   * @throws IOException if it cannot be read, or another process has it
   */
  static RunFile open(Path path, List<String> identity) throws IOException {
    RunFile run = new RunFile(path, identity);
    if (Files.exists(path)) {
      try {
        run.reopen();
      } catch (IOException | RuntimeException e) {
        run.close();
        throw e;
      }
    }
    return run;
  }

  private void reopen() throws IOException {
    RandomAccessFile opened = locked();
    try (DataInputStream head = new DataInputStream(Files.newInputStream(path))) {
      readHead(head);
    } catch (EOFException | UTFDataFormatException e) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%s is no file of such a run", path), e);
    }
    scan(opened);
  }

  /** The file as it is there, for this process alone. */
  private RandomAccessFile locked() throws IOException {
    RandomAccessFile opened = new RandomAccessFile(path.toFile(), "rw");
    file = opened;
    if (opened.getChannel().tryLock() == null) {
      throw new IOException(String.format(Locale.ROOT, "%s is in use by another process", path));
    }
    return opened;
  }

  private void readHead(DataInputStream in) throws IOException {
    if (!in.readUTF().equals(MAGIC)) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%s is no file of such a run", path));
    }
    requireSame(words(in));
    refusal = in.readUTF();
    List<SeenLayer> seen = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      seen.add(SeenLayer.read(in));
    }
    layers = List.copyOf(seen);
  }

  private static List<String> words(DataInputStream in) throws IOException {
    List<String> words = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      words.add(in.readUTF());
    }
    return words;
  }

  private void requireSame(List<String> other) {
    List<String> theirs = new ArrayList<>(other);
    theirs.removeAll(identity);
    List<String> ours = new ArrayList<>(identity);
    ours.removeAll(other);
    Require.that(
        other.equals(identity),
        "%s is of another run: %s, not %s; name another file with --state",
        path,
        theirs,
        ours);
  }

  private byte[] head() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeUTF(MAGIC);
    out.writeInt(identity.size());
    for (String line : identity) {
      out.writeUTF(line);
    }
    out.writeUTF(refusal);
    out.writeInt(layers.size());
    for (SeenLayer layer : layers) {
      layer.write(out);
    }
    return bytes.toByteArray();
  }

  private int size() {
    return VALUES + CHECK_SUM + layers.stream().mapToInt(SeenLayer::bytes).sum();
  }

  private void scan(RandomAccessFile opened) throws IOException {
    byte[] whole = new byte[size()];
    long at = head().length;
    while (at + whole.length <= opened.length()) {
      opened.seek(at);
      opened.readFully(whole);
      ByteBuffer record = ByteBuffer.wrap(whole);
      if (record.getLong(whole.length - CHECK_SUM) != sum(whole)) {
        break;
      }
      places.put(record.getInt(0), at);
      at += whole.length;
    }
    opened.setLength(at);
  }

  private static long sum(byte[] whole) {
    CRC32 sum = new CRC32();
    sum.update(whole, 0, whole.length - CHECK_SUM);
    return sum.getValue();
  }

  /** Layers, from input to output; empty before the first image. */
  List<SeenLayer> layers() {
    return layers;
  }

  /** Why there are no conductances; empty if there are. */
  String refusal() {
    return refusal;
  }

  boolean isDone(int image) {
    return places.containsKey(image);
  }

  int done() {
    return places.size();
  }

  /**
   * Adds images; they are on the disk when this returns.
   *
   * @param seen layers, the same for all images of a run
   * @param reason why there are no conductances; empty if there are
   * @param measurements the images
   */
  void append(List<SeenLayer> seen, String reason, List<ImageMeasurement> measurements)
      throws IOException {
    if (file == null) {
      layers = List.copyOf(seen);
      refusal = reason;
      create();
    } else if (!layers.equals(seen)) {
      throw new IOException(
          String.format(Locale.ROOT, "the layers are not those that %s has", path));
    }
    RandomAccessFile opened = opened();
    for (ImageMeasurement measured : measurements) {
      long at = opened.length();
      opened.seek(at);
      opened.write(bytes(measured));
      places.put(measured.image(), at);
    }
    opened.getChannel().force(false);
  }

  private RandomAccessFile opened() {
    if (file == null) {
      throw new IllegalStateException("no image is done yet");
    }
    return file;
  }

  /** The head is there as a whole or not at all. */
  private void create() throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Path part = path.resolveSibling(path.getFileName() + ".part");
    Files.write(part, head());
    Files.move(part, path, StandardCopyOption.ATOMIC_MOVE);
    locked();
  }

  private byte[] bytes(ImageMeasurement measured) {
    ByteBuffer record = ByteBuffer.allocate(size());
    record.putInt(measured.image()).putInt(measured.label()).putInt(measured.target());
    record.putDouble(measured.change()).putDouble(measured.seconds());
    for (int i = 0; i < layers.size(); i++) {
      put(record, measured.activations()[i]);
      put(record, measured.conductances()[i]);
      record.putDouble(measured.errors()[i]).putDouble(measured.coarser()[i]);
    }
    record.putLong(sum(record.array()));
    return record.array();
  }

  private static void put(ByteBuffer record, float... values) {
    for (float value : values) {
      record.putFloat(value);
    }
  }

  /** All images done, in the order of their numbers; without the values of layers. */
  List<ImageMeasurement> measured() throws IOException {
    List<ImageMeasurement> measured = new ArrayList<>();
    for (long at : places.values()) {
      ByteBuffer head = read(at, VALUES);
      measured.add(
          new ImageMeasurement(
              head.getInt(),
              head.getInt(),
              head.getInt(),
              head.getDouble(),
              head.getDouble(),
              new float[0][],
              new float[0][],
              new double[0],
              new double[0]));
    }
    return measured;
  }

  /** One signal of one layer, all images done in the order of their numbers. */
  Activations values(SeenLayer layer, SeenLayer.Signal signal) throws IOException {
    int width = layer.width(signal);
    int from = from(layer) + (signal == SeenLayer.Signal.ACTIVATION ? 0 : skip(layer.units()));
    float[] values = new float[places.size() * width];
    int row = 0;
    for (long at : places.values()) {
      read(at + from, skip(width)).asFloatBuffer().get(values, row * width, width);
      row++;
    }
    return Activations.of(values, width);
  }

  /** Completeness errors of a layer. */
  double[] errors(SeenLayer layer) throws IOException {
    return doubles(from(layer) + layer.bytes() - 2 * Double.BYTES);
  }

  /** Those of the coarser sum. */
  double[] coarser(SeenLayer layer) throws IOException {
    return doubles(from(layer) + layer.bytes() - Double.BYTES);
  }

  /** A number of every record. */
  private double[] doubles(int from) throws IOException {
    double[] found = new double[places.size()];
    int row = 0;
    for (long at : places.values()) {
      found[row] = read(at + from, Double.BYTES).getDouble();
      row++;
    }
    return found;
  }

  private static int skip(int floats) {
    return floats * Float.BYTES;
  }

  private int from(SeenLayer layer) {
    int before = layers.indexOf(layer);
    return VALUES + layers.subList(0, before).stream().mapToInt(SeenLayer::bytes).sum();
  }

  private ByteBuffer read(long at, int bytes) throws IOException {
    byte[] some = new byte[bytes];
    RandomAccessFile opened = opened();
    opened.seek(at);
    opened.readFully(some);
    return ByteBuffer.wrap(some);
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }
}
