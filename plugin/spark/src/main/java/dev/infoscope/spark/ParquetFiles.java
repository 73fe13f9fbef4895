// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.spark;

import dev.infoscope.cli.table.InputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.RemoteIterator;

/**
 * Refuses files that are not Parquet before Spark reads them. Spark reads them in tasks, and a task
 * that fails leaves its stack trace in the log, beside the line in which the command says the same.
 */
final class ParquetFiles {
  /** The driver opens one file after the other, and a table may have many thousands. */
  private static final int MOST = 100;

  /** How a file ends; the second if its footer is encrypted. */
  private static final Set<String> MAGIC = Set.of("PAR1", "PARE");

  private static final int MAGIC_BYTES = 4;

  private ParquetFiles() {}

  /**
   * Looks at the ends of the first files of a table. One that is not there, or cannot be opened, is
   * left to Spark.
   *
   * @throws InputException if a file does not end as Parquet does
   * @throws IOException if a file system cannot be reached
   */
  static void require(Configuration conf, String table) throws IOException {
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(table);
    FileSystem system = path.getFileSystem(conf);
    for (FileStatus file : files(system, path)) {
      if (!MAGIC.contains(end(system, file))) {
        throw new InputException(
            Path.of(table),
            "cannot be read as Parquet: %s does not end in PAR1",
            file.getPath().getName());
      }
    }
  }

  /** The file, or those in the folder that Spark takes for data. */
  private static List<FileStatus> files(FileSystem system, org.apache.hadoop.fs.Path path)
      throws IOException {
    List<FileStatus> all = new ArrayList<>();
    if (system.exists(path)) {
      RemoteIterator<LocatedFileStatus> found = system.listFiles(path, true);
      String root = system.getFileStatus(path).getPath().toString();
      while (found.hasNext() && all.size() < MOST) {
        LocatedFileStatus file = found.next();
        String below = file.getPath().toString().substring(root.length());
        if (file.getLen() > 0 && !below.contains("/_") && !below.contains("/.")) {
          all.add(file);
        }
      }
    }
    return all;
  }

  private static String end(FileSystem system, FileStatus file) throws IOException {
    byte[] end = new byte[MAGIC_BYTES];
    if (file.getLen() < end.length) {
      return "";
    }
    try (FSDataInputStream in = system.open(file.getPath())) {
      in.readFully(file.getLen() - end.length, end);
    }
    return new String(end, StandardCharsets.ISO_8859_1);
  }
}
