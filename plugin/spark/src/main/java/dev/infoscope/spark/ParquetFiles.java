// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.spark;

import dev.infoscope.cli.table.InputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;

/**
 * Refuses files that are not Parquet before Spark reads them. Spark reads them in tasks, and a task
 * that fails leaves its stack trace in the log, beside the line in which the command says the same.
 */
final class ParquetFiles {
  /** The driver opens one file after the other, and a table may have many thousands. */
  private static final int MOST = 100;

  private static final String MAGIC = "PAR1";
  private static final String ENCRYPTED = "PARE"; // the end of a file whose footer is
  private static final int MAGIC_BYTES = 4;

  private ParquetFiles() {}

  /**
   * Reads the footers of the first files of a table, but for encrypted ones. A table that is not
   * there is left to Spark.
   *
   * @throws InputException if a file does not end as Parquet does, or its footer cannot be read
   * @throws IOException if a file system cannot be reached
   */
  static void require(Configuration conf, String table) throws IOException {
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(table);
    FileSystem system = path.getFileSystem(conf);
    for (FileStatus file : files(system, path)) {
      String wrong = wrong(system, conf, file);
      if (!wrong.isEmpty()) {
        String name = file.getPath().getName();
        throw new InputException(Path.of(table), UnreadableTable.NOT_PARQUET + name + wrong);
      }
    }
  }

  /** What is wrong with the end of a file; nothing if Spark can read on from there. */
  private static String wrong(FileSystem system, Configuration conf, FileStatus file) {
    try {
      String end = end(system, file);
      if (end.equals(MAGIC)) {
        ParquetFileReader.open(HadoopInputFile.fromStatus(file, conf)).close();
      }
      return end.equals(MAGIC) || end.equals(ENCRYPTED) ? "" : " does not end in " + MAGIC;
    } catch (IOException | RuntimeException unreadable) {
      return " has a footer that cannot be read: " + UnreadableTable.innermost(unreadable);
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
