// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.spark;

import java.util.Iterator;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * The rows of a partition, in which a file that cannot be read is refused like a row that cannot be
 * measured. As a failure of the task it would leave its stack trace in the log, beside the line in
 * which the command says the same.
 *
 * @param rows as Spark reads them
 */
record PartRows(Iterator<InternalRow> rows) implements Iterator<InternalRow> {
  /**
   * The rows of a table. On a cluster a file that cannot be read is left to Spark, which tries a
   * task again that fails; in one process it does not.
   */
  static JavaRDD<InternalRow> of(Dataset<Row> table) {
    JavaRDD<InternalRow> rows = table.queryExecution().toRdd().toJavaRDD();
    boolean local = table.sparkSession().sparkContext().isLocal();
    return local ? rows.mapPartitions(PartRows::new) : rows;
  }

  @Override
  public boolean hasNext() {
    return unlessUnreadable(rows::hasNext);
  }

  @Override
  public InternalRow next() {
    return unlessUnreadable(rows::next);
  }

  private static <T> T unlessUnreadable(Supplier<T> step) {
    try {
      return step.get();
    } catch (Exception failure) { // Scala declares none, and Spark throws checked ones too
      String why = UnreadableTable.inTask(failure);
      if (why.isEmpty()) {
        throw failure;
      }
      throw new RefusedRow(why);
    }
  }
}
