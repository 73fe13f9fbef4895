// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** NumPy's format, byte by byte: types, orders, versions, shapes, and what is no such file. */
class NpyTableTest {
  @TempDir private Path folder;

  private static String header(String descr, String fortran, String shape) {
    return String.format(
        Locale.ROOT, "{'descr': %s, 'fortran_order': %s, 'shape': %s, }", descr, fortran, shape);
  }

  private Path write(int version, String header, byte... data) throws IOException {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer all = ByteBuffer.allocate(12 + text.length + data.length);
    all.order(ByteOrder.LITTLE_ENDIAN);
    all.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
    if (version == 1) {
      all.putShort((short) text.length);
    } else {
      all.putInt(text.length);
    }
    all.put(text).put(data);
    return Files.write(folder.resolve("a.npy"), Arrays.copyOf(all.array(), all.position()));
  }

  private static byte[] bytes(ByteOrder order, int size, BiConsumer<ByteBuffer, Integer> put) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * size).order(order);
    for (int value : new int[] {0, 1, 2, 100}) {
      put.accept(bytes, value);
    }
    return bytes.array();
  }

  private static byte[] encoded(String code, ByteOrder order) {
    return switch (code) {
      case "f4" -> bytes(order, 4, (b, v) -> b.putFloat(v - 0.5f));
      case "f8" -> bytes(order, 8, (b, v) -> b.putDouble(v - 0.5));
      case "i8" -> bytes(order, 8, (b, v) -> b.putLong(v - 1L));
      case "i4" -> bytes(order, 4, (b, v) -> b.putInt(v - 1));
      case "i2", "u2" -> bytes(order, 2, (b, v) -> b.putShort((short) (v - 1)));
      case "u4" -> bytes(order, 4, (b, v) -> b.putInt(v - 1));
      case "u8" -> bytes(order, 8, (b, v) -> b.putLong(v - 1L));
      case "f2" -> shorts(order, 0x3800, 0x3c00, 0xc000, 1);
      case "V2" -> shorts(order, 0x3f00, 0x3f80, 0xc000, 0x4049);
      case "i1", "u1" -> bytes(order, 1, (b, v) -> b.put((byte) (v - 1)));
      default -> bytes(order, 1, (b, v) -> b.put((byte) (int) v));
    };
  }

  private static byte[] shorts(ByteOrder order, int... bits) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * bits.length).order(order);
    for (int each : bits) {
      bytes.putShort((short) each);
    }
    return bytes.array();
  }

  /** The element at i, j, k of shape 2 x 2 x 3 is 6 i + 3 j + k. */
  @Test
  void fortranOrderIsTurned() throws IOException {
    byte[] data = {0, 6, 3, 9, 1, 7, 4, 10, 2, 8, 5, 11};
    NpyTable table = NpyTable.of(write(1, header("'|u1'", "True", "(2, 2, 3)"), data));
    assertThat(all(table)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    byte[] flat = {0, 2, 1, 3};
    assertThat(all(NpyTable.of(write(1, header("'|u1'", "True", "(2, 2)"), flat))))
        .containsExactly(0, 1, 2, 3);
  }

  @ParameterizedTest
  @CsvSource({
    "MEAN, false, 1 4 7 10",
    "MAX, false, 2 5 8 11",
    "LAST, false, 2 5 8 11",
    "FLATTEN, false, 0 1 2 3 4 5 6 7 8 9 10 11",
    "MEAN, true, 1.5 2.5 3.5 7.5 8.5 9.5",
    "LAST, true, 3 4 5 9 10 11"
  })
  void moreDimensionsAreReducedAsTheUserSays(Positions how, boolean last, String values)
      throws IOException {
    byte[] data = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
    Path file = write(1, header("'|u1'", "False", "(2, 2, 3)"), data);
    TableForm form = new TableForm(TableForm.Choice.AUTO, TableForm.Choice.AUTO, how, last);
    double[] expected = Arrays.stream(values.split(" ")).mapToDouble(Double::parseDouble).toArray();
    Table table = Table.of(file, form);
    assertThat(all(table)).containsExactly(expected);
    assertThat(table.reduction()).isNotEmpty();
  }

  private Path archive(byte[]... arrays) throws IOException {
    Path file = folder.resolve("all.npz");
    try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (int i = 0; i < arrays.length; i++) {
        zip.putNextEntry(new ZipEntry("arr_" + i + ".npy"));
        zip.write(arrays[i]);
        zip.closeEntry();
      }
    }
    return file;
  }

  @Test
  void arraysOfAnArchiveAreNamedBehindAColon() throws IOException {
    byte[] one = Files.readAllBytes(write(1, header("'|u1'", "False", "(2,)"), new byte[] {7, 8}));
    byte[] turned = {0, 2, 1, 3};
    byte[] two = Files.readAllBytes(write(1, header("'|u1'", "True", "(2, 2)"), turned));
    assertThat(all(Table.of(archive(one), TableForm.AUTO))).containsExactly(7, 8);
    Path both = archive(one, two);
    assertThat(all(Table.of(Path.of(both + ":arr_1"), TableForm.AUTO))).containsExactly(0, 1, 2, 3);
    assertThatThrownBy(() -> Table.of(both, TableForm.AUTO))
        .hasMessage(both + ": holds 2 arrays; name one of them, as in .npz:arr_0");
    assertThatThrownBy(() -> Table.of(Path.of(both + ":x"), TableForm.AUTO))
        .hasMessage(both + ": holds no array 'x'; there are [arr_0, arr_1]");
  }

  /** Reading a zip does not look at checksums by itself. */
  @Test
  void aDamagedArchiveIsRefused() throws IOException {
    byte[] array = Files.readAllBytes(write(1, header("'|u1'", "False", "(9,)"), new byte[9]));
    Path file = folder.resolve("stored.npz");
    try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
      ZipEntry entry = new ZipEntry("a.npy");
      CRC32 sum = new CRC32();
      sum.update(array);
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(array.length);
      entry.setCrc(sum.getValue());
      zip.putNextEntry(entry);
      zip.write(array);
    }
    assertThat(all(Table.of(file, TableForm.AUTO))).containsOnly(0);
    byte[] bytes = Files.readAllBytes(file);
    bytes[30 + "a.npy".length() + array.length - 1] = 5;
    Files.write(file, bytes);
    assertThatThrownBy(() -> Table.of(file, TableForm.AUTO))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("is damaged (checksum)");
  }

  private static double[] all(Table table) {
    double[] values = new double[100];
    try (RowReader reader = table.open()) {
      int rows = reader.read(values, 100 / table.columns());
      assertThat(reader.read(values, 1)).as("at the end").isZero();
      return Arrays.copyOf(values, rows * table.columns());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "<f4, -0.5 0.5 1.5 99.5",
    ">f4, -0.5 0.5 1.5 99.5",
    "<f8, -0.5 0.5 1.5 99.5",
    ">f8, -0.5 0.5 1.5 99.5",
    "<i8, -1 0 1 99",
    ">i8, -1 0 1 99",
    "<i4, -1 0 1 99",
    ">i4, -1 0 1 99",
    "<i2, -1 0 1 99",
    ">i2, -1 0 1 99",
    "|i1, -1 0 1 99",
    "|u1, 255 0 1 99",
    "|b1, 0 1 1 1",
    "<u2, 65535 0 1 99",
    ">u4, 4294967295 0 1 99",
    "<u8, 18446744073709551615 0 1 99",
    "<f2, 0.5 1 -2 5.960464477539063e-8",
    ">f2, 0.5 1 -2 5.960464477539063e-8",
    "<V2, 0.5 1 -2 3.140625",
    "=f8, -0.5 0.5 1.5 99.5",
    "f8, -0.5 0.5 1.5 99.5"
  })
  void everyTypeIsReadInItsByteOrder(String descr, String values) throws IOException {
    ByteOrder order = descr.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    byte[] data = encoded(descr.substring(descr.length() - 2), order);
    NpyTable table = NpyTable.of(write(1, header("'" + descr + "'", "False", "(2, 2)"), data));
    double[] expected = Arrays.stream(values.split(" ")).mapToDouble(Double::parseDouble).toArray();
    assertThat(all(table)).containsExactly(expected);
    assertThat(table.columns()).isEqualTo(2);
    assertThat(table.declaredRows()).hasValue(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void everyVersionIsRead(int version) throws IOException {
    String header = header("'|u1'", "False", "(3,)") + " ";
    NpyTable table = NpyTable.of(write(version, header, (byte) 7, (byte) 8, (byte) 9));
    assertThat(all(table)).containsExactly(7, 8, 9);
    assertThat(table.columns()).as("one dimension is a column").isEqualTo(1);
  }

  /** As NumPy, which takes the header for a Python dictionary and nothing else. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'descr': '<f8'- 'fortran_order': False, 'shape': (1, 1), }",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (1, 1), } !",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (1, 1), }\0",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (1, 1), 'more': 'x'}",
        "x{'descr': '<f8', 'fortran_order': False, 'shape': (1, 1)}",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (1,,1)}",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (01, 1)}",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (1)}"
      })
  void aHeaderThatNumpyRefusesIsRefused(String header) throws IOException {
    Path file = write(1, header, new byte[8]);
    assertThatThrownBy(() -> NpyTable.of(file))
        .isInstanceOf(InputException.class)
        .hasMessageMatching("(?s).*(header is damaged|is no shape).*");
  }

  @Test
  void rowsComeInPortions() throws IOException {
    NpyTable table =
        NpyTable.of(
            write(
                1,
                header("'|u1'", "False", "(5, 2)"),
                (byte) 0,
                (byte) 1,
                (byte) 2,
                (byte) 3,
                (byte) 4,
                (byte) 5,
                (byte) 6,
                (byte) 7,
                (byte) 8,
                (byte) 9));
    double[] into = new double[6];
    try (RowReader reader = table.open()) {
      assertThat(reader.read(into, 3)).isEqualTo(3);
      assertThat(into).containsExactly(0, 1, 2, 3, 4, 5);
      assertThat(reader.read(into, 3)).isEqualTo(2);
      assertThat(into).startsWith(6, 7, 8, 9);
    }
  }

  /** More values than the buffer holds: 2^18 bytes are 32,768 of eight. */
  @Test
  void aPortionLargerThanTheBufferIsReadWhole() throws IOException {
    int rows = 40_000;
    ByteBuffer data = ByteBuffer.allocate(8 * rows).order(ByteOrder.LITTLE_ENDIAN);
    for (int row = 0; row < rows; row++) {
      data.putDouble(row);
    }
    NpyTable table =
        NpyTable.of(write(1, header("'<f8'", "False", "(" + rows + ",)"), data.array()));
    double[] values = new double[rows];
    try (RowReader reader = table.open()) {
      assertThat(reader.read(values, rows)).isEqualTo(rows);
    }
    for (int row = 0; row < rows; row++) {
      assertThat(values[row]).isEqualTo(row);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'<c16'   | (1,)      | holds complex128 ('<c16')",
        "'|O'     | (1,)      | holds Python objects ('|O')",
        "'<U5'    | (1,)      | holds text ('<U5')",
        "'|S3'    | (1,)      | holds text ('|S3')",
        "'<M8[s]' | (1,)      | holds dates ('<M8[s]')",
        "'|V8'    | (1,)      | holds records ('|V8')",
        "'<x9'    | (1,)      | holds an unknown type ('<x9')",
        "'|u1'    | (0,)      | holds nothing: shape [0]",
        "'|u1'    | (2, 0)    | holds nothing: shape [2, 0]",
        "'|u1'    | ()        | has 0 dimensions",
        "'|u1'    | (a,)      | shape '(a,)' is no shape",
        "'|u1'    | (-1,)     | is no shape",
        "'|u1'    | (3000000000,) | is too large, at most 2147483647 rows",
        "'|u1'    | (1, 20000000) | is too large",
        "'|u1'    | (3,)      | is truncated: shape [3 x 1] needs 3 bytes of data, there are 2",
        "'|u1'    | (1,)      | has 1 bytes after the array its header announces"
      })
  void whatCannotBeReadIsRefusedByName(String descr, String shape, String said) throws IOException {
    String quoted = "'" + descr.strip().replace("'", "") + "'";
    Path file = write(1, header(quoted, "False", shape), (byte) 1, (byte) 2);
    assertThatThrownBy(() -> NpyTable.of(file))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(said)
        .hasMessageStartingWith(file + ": ");
  }

  @Test
  void otherHeadersAreRefused() throws IOException {
    refused(write(1, "{'shape': (1,)}", (byte) 1), "has no usable 'descr'");
    refused(write(1, "{'descr': '|u1', 'shape': (1,)}"), "has no usable 'fortran_order'");
    refused(write(1, "{'descr': '|u1', 'fortran_order': False}"), "has no usable 'shape'");
    refused(write(4, header("'|u1'", "False", "(1,)")), "is NPY format version 4; 1 to 3 are read");
    refused(write(0, header("'|u1'", "False", "(1,)")), "is NPY format version 0");
  }

  @Test
  void filesThatEndTooSoonAreRefused() throws IOException {
    Path file = folder.resolve("short.npy");
    refused(Files.write(file, new byte[3]), "ends within the NPY header");
    refused(Files.write(file, new byte[20]), "is no NPY file: it does not start with");
    byte[] long2 = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 2, 0, 0, 0, 0, 127, 1};
    refused(Files.write(file, long2), "the NPY header is damaged: its length is 2130706432");
    byte[] negative = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 2, 0, -1, -1, -1, -1, 1};
    refused(Files.write(file, negative), "the NPY header is damaged: its length is -1");
    byte[] cut = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 100, 0, '{'};
    refused(Files.write(file, cut), "ends within the NPY header");
  }

  private static void refused(Path file, String said) {
    assertThatThrownBy(() -> NpyTable.of(file))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(said);
  }

  @Test
  void aFileThatShrinksWhileItIsReadIsNoticed() throws IOException {
    Path file = write(1, header("'|u1'", "False", "(4,)"), (byte) 1, (byte) 2, (byte) 3, (byte) 4);
    NpyTable table = NpyTable.of(file);
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), (int) Files.size(file) - 2));
    try (RowReader reader = table.open()) {
      assertThatThrownBy(() -> reader.read(new double[4], 4))
          .hasMessageContaining("became shorter while it was read");
    }
  }

  /** All names are matched in lower case; others are refused before they are opened. */
  @Test
  void theNameDecidesHowAFileIsRead() throws IOException {
    Path npy = write(1, header("'|u1'", "False", "(1,)"), (byte) 1);
    Path upper = Files.copy(npy, folder.resolve("B.NPY"));
    assertThat(Table.of(upper, TableForm.AUTO)).isInstanceOf(NpyTable.class);
    Path csv = Files.writeString(folder.resolve("c.csv"), "1,2\n");
    assertThat(Table.of(csv, TableForm.AUTO)).isInstanceOf(CsvTable.class);
    Path other = Files.writeString(folder.resolve("d.txt"), "1,2\n");
    assertThatThrownBy(() -> Table.of(other, TableForm.AUTO))
        .hasMessageEndingWith("the name must end in .npy, .npz or .csv");
    assertThatThrownBy(() -> Table.of(folder, TableForm.AUTO))
        .hasMessageEndingWith("is a directory");
    assertThatThrownBy(() -> Table.of(folder.resolve("e.npy"), TableForm.AUTO))
        .hasMessageEndingWith("no such file");
  }
}
