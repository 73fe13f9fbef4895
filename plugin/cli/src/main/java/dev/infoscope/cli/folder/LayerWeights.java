// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.folder;

import dev.infoscope.cli.table.ArrayArchive;
import dev.infoscope.cli.table.FileStem;
import dev.infoscope.cli.table.InputException;
import dev.infoscope.cli.table.Matrix;
import dev.infoscope.cli.table.TableOptions;
import dev.infoscope.cli.table.WeightTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The weights of a layer, {@code [inputs x units]}.
 *
 * @param matrix weights; all of them in some order where they are no matrix
 * @param unlike why they are none, as of a convolution; empty if they are one
 * @param bias one per unit; all 0 if none was saved
 * @param hasBias whether one was saved
 * @param activation name of the function; null if not said
 */
@SuppressWarnings("ArrayRecordComponent")
record LayerWeights(
    Matrix matrix, String unlike, double[] bias, boolean hasBias, @Nullable String activation) {
  private static final List<String> MATRIX = List.of("matrix", "weight", "weights", "kernel", "W");
  private static final List<String> BIAS = List.of("bias", "b");
  private static final String FUNCTION = "activation";

  /** Where the parts of the weights of a layer are, by part. */
  private static final class Parts {
    private final Map<String, Path> tables = new HashMap<>();
    private @Nullable Path archive;
    private @Nullable String function;

    @Nullable Path table(List<String> names) {
      return names.stream()
          .map(tables::get)
          .filter(found -> found != null)
          .findFirst()
          .orElse(null);
    }
  }

  /**
   * Reads the weights of an epoch: {@code weights/<layer>.npz} with the arrays {@code matrix},
   * {@code bias} and {@code activation}; or {@code weights/<layer>.npy} with {@code
   * weights/<layer>.bias.npy}; or {@code weights.npz} with {@code <layer>.matrix} and so on.
   *
   * @param epoch folder of the epoch
   * @return by layer; empty if there are none
   */
  static Map<String, LayerWeights> in(Path epoch, TableOptions tables) {
    Map<String, Parts> parts = new HashMap<>();
    files(epoch).forEach(file -> add(file, parts));
    Path one = epoch.resolve("weights.npz");
    if (Files.exists(one)) {
      for (String name : ArrayArchive.names(one)) {
        int dot = Math.max(name.lastIndexOf('.'), name.lastIndexOf('/'));
        if (dot <= 0) {
          throw new InputException(one, "array " + name + " must be called LAYER.matrix or so");
        }
        add(one, name, name.substring(dot + 1), of(parts, name.substring(0, dot)));
      }
    }
    Map<String, LayerWeights> all = new HashMap<>();
    parts.forEach((layer, each) -> all.put(layer, read(epoch, layer, each, tables)));
    return all;
  }

  /** Those in a folder of their own. */
  static List<Path> files(Path epoch) {
    Path folder = epoch.resolve("weights");
    return Files.isDirectory(folder) ? EpochFiles.tables(folder) : List.of();
  }

  private static Parts of(Map<String, Parts> parts, String layer) {
    return parts.computeIfAbsent(layer, fresh -> new Parts());
  }

  private static void add(Path file, Map<String, Parts> parts) {
    String stem = FileStem.of(file);
    if (!file.toString().toLowerCase(Locale.ROOT).endsWith(".npz")) {
      int dot = stem.lastIndexOf('.');
      String part = dot > 0 ? stem.substring(dot + 1) : "";
      boolean named = BIAS.contains(part) || MATRIX.contains(part);
      String layer = named ? stem.substring(0, dot) : stem;
      of(parts, layer).tables.put(named ? part : MATRIX.get(0), file);
      return;
    }
    for (String name : ArrayArchive.names(file)) {
      add(file, name, name, of(parts, stem));
    }
  }

  private static void add(Path archive, String array, String part, Parts into) {
    if (part.equals(FUNCTION)) {
      into.function = ArrayArchive.text(archive, array);
    } else if (MATRIX.contains(part) || BIAS.contains(part)) {
      into.tables.put(part, ArrayArchive.array(archive, array));
    } else {
      throw new InputException(
          archive, "array " + array + " must be matrix, bias or activation of a layer");
    }
    into.archive = archive;
  }

  private static LayerWeights read(Path epoch, String layer, Parts parts, TableOptions tables) {
    Path matrix = parts.table(MATRIX);
    if (matrix == null) {
      Path where = parts.archive == null ? epoch : parts.archive;
      throw new InputException(where, "has no matrix of layer " + layer);
    }
    WeightTable table = tables.weights(matrix);
    Matrix weights = Matrix.withGaps(table.table());
    Path bias = parts.table(BIAS);
    double[] values =
        bias == null ? new double[weights.columns()] : Matrix.withGaps(tables.table(bias)).values();
    if (table.unlike().isEmpty() && values.length != weights.columns()) {
      throw new InputException(
          bias == null ? matrix : bias,
          "%d values are not one per unit of %s, shape [%d x %d]",
          values.length,
          matrix.getFileName(),
          weights.rows(),
          weights.columns());
    }
    return new LayerWeights(weights, table.unlike(), values, bias != null, parts.function);
  }

  /** Weights and biases one after the other, as they are followed from epoch to epoch. */
  double[] parameters() {
    List<double[]> parts = new ArrayList<>(List.of(matrix.values()));
    if (hasBias) {
      parts.add(bias);
    }
    double[] all = new double[parts.stream().mapToInt(part -> part.length).sum()];
    int at = 0;
    for (double[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }

  /** What must be the same in all epochs, in words. */
  String shape() {
    return String.format(
        Locale.ROOT,
        "[%d x %d] %s bias",
        matrix.rows(),
        matrix.columns(),
        hasBias ? "with" : "without");
  }

  /**
   * Demands as many columns as the layer has units, where the weights are a matrix.
   *
   * @throws InputException with the cure if they are turned
   */
  void requireUnits(String layer, int units) {
    if (unlike.isEmpty() && matrix.columns() != units) {
      String cure =
          matrix.rows() == units
              ? "; save the transposed, as [inputs x units]: in PyTorch weight.T"
              : "; must be [inputs x units]";
      throw new InputException(
          matrix.file(),
          "shape [%d x %d] does not go with the %d units of layer %s%s",
          matrix.rows(),
          matrix.columns(),
          units,
          layer,
          cure);
    }
  }
}
