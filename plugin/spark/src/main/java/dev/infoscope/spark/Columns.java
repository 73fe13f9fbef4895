// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.spark;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.UserDefinedType;

/**
 * The columns of a table in which a probe stands.
 *
 * @param features name of the column of features
 * @param label name of the column of labels: whole numbers from 0, also as doubles, which MLlib
 *     writes
 * @param id name of the column of ids, whole numbers; empty to take hashes of the content
 */
public record Columns(String features, String label, String id) implements Serializable {
  /** How MLlib stores a vector; MLlib itself need not be there. */
  private static final List<String> VECTOR = List.of("type", "size", "indices", "values");

  private static final Set<Class<?>> WHOLE =
      Set.of(ByteType.class, ShortType.class, IntegerType.class, LongType.class);

  /**
   * Refuses a table in which a column is missing, or of another type.
   *
   * @throws IllegalArgumentException in one line, with what there is
   */
  void require(StructType schema) {
    DataType type = type(schema, features);
    boolean array = type instanceof ArrayType of && of.elementType() instanceof NumericType;
    if (!array && !isVector(type)) {
      throw refused("column '%s' is %s, not an array of numbers or a vector", features, type);
    }
    if (!(type(schema, label) instanceof NumericType)) {
      throw refused("column '%s' is %s, not numbers", label, type(schema, label));
    }
    if (!id.isEmpty()) {
      requireWhole(schema, id);
    }
  }

  private static void requireWhole(StructType schema, String column) {
    DataType type = type(schema, column);
    if (WHOLE.stream().noneMatch(whole -> whole.isInstance(type))) {
      throw refused("column '%s' is %s, not whole numbers", column, type);
    }
  }

  private static DataType type(StructType schema, String column) {
    if (!Arrays.asList(schema.fieldNames()).contains(column)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "has no column '%s'; there are: %s",
              column,
              String.join(", ", schema.fieldNames())));
    }
    return schema.apply(column).dataType();
  }

  private static IllegalArgumentException refused(String format, String column, DataType type) {
    return new IllegalArgumentException(
        String.format(Locale.ROOT, format, column, type.simpleString()));
  }

  private static boolean isVector(DataType type) {
    return type instanceof UserDefinedType<?> user
        && user.sqlType() instanceof StructType parts
        && List.of(parts.fieldNames()).equals(VECTOR);
  }

  /** Whether features are vectors of MLlib. */
  boolean areVectors(StructType schema) {
    return isVector(type(schema, features));
  }

  /**
   * Shape of an example.
   *
   * @param given by the user; none for as wide as the first row that has features
   * @throws IllegalArgumentException if there is no such row
   * @throws RefusedRow if a file before it cannot be read
   */
  long[] width(Dataset<Row> table, long... given) {
    if (given.length > 0) {
      return given;
    }
    Column values = functions.col(quoted(features));
    Dataset<Row> rows = table.select(values).where(values.isNotNull());
    boolean vectors = areVectors(table.schema());
    List<byte[]> found =
        PartRows.of(rows)
            .mapPartitions(part -> List.of(firstWidth(part, vectors)).iterator())
            .filter(width -> width.length > 0)
            .take(1);
    if (found.isEmpty()) {
      throw new IllegalArgumentException("has no row with '" + features + "'");
    }
    return new long[] {ByteBuffer.wrap(PartState.state(found.get(0))).getInt()};
  }

  private static byte[] firstWidth(Iterator<InternalRow> part, boolean vectors) {
    return PartState.unlessRefused(
        part,
        rows -> {
          int width = width(rows.next(), vectors);
          return ByteBuffer.allocate(Integer.BYTES).putInt(width).array();
        });
  }

  private static int width(InternalRow row, boolean vectors) {
    if (!vectors) {
      return row.getArray(0).numElements();
    }
    InternalRow vector = row.getStruct(0, RowReader.PARTS_OF_VECTOR);
    boolean sparse = vector.getByte(0) == 0;
    return sparse ? vector.getInt(1) : vector.getArray(3).numElements();
  }

  /** What {@link RowReader} reads: features, label, id, file and number of the row in it. */
  Dataset<Row> select(Dataset<Row> table) {
    Column values = functions.col(quoted(features));
    boolean files = hasFiles(table);
    return table.select(
        areVectors(table.schema())
            ? values
            : values.cast(DataTypes.createArrayType(DataTypes.FloatType)),
        functions.col(quoted(label)).cast(DataTypes.DoubleType),
        id.isEmpty() ? functions.lit(0L) : functions.col(quoted(id)).cast(DataTypes.LongType),
        files ? functions.col("_metadata.file_name") : functions.lit(""),
        files ? functions.col("_metadata.row_index") : functions.lit(-1L));
  }

  private static boolean hasFiles(Dataset<Row> table) {
    try {
      table.select("_metadata.file_name", "_metadata.row_index").schema();
      return true;
    } catch (Exception notOfFiles) {
      return false;
    }
  }

  private static String quoted(String column) {
    return "`" + column.replace("`", "``") + "`";
  }

  /** In which file a row stands, and where, for a message. */
  static String place(InternalRow row, int file, int number) {
    long at = row.isNullAt(number) ? -1 : row.getLong(number);
    return at < 0 ? "a row" : String.format(Locale.ROOT, "%s: row %d", row.getUTF8String(file), at);
  }
}
