// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package com.example.imports;

import java.io.File;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.samediff.frameworkimport.onnx.importer.OnnxFrameworkImporter;
import org.nd4j.samediff.frameworkimport.tensorflow.importer.TensorflowFrameworkImporter;

/** The importers of DL4J. */
final class Importers {
  private static final TensorflowFrameworkImporter TENSORFLOW;
  private static final OnnxFrameworkImporter ONNX;

  static {
    // They scan the class path twice for classes in jars of their own: half a minute if whole.
    String path = System.getProperty("java.class.path");
    System.setProperty(
        "java.class.path",
        Arrays.stream(path.split(File.pathSeparator))
            .filter(jar -> jar.contains("samediff-import"))
            .collect(Collectors.joining(File.pathSeparator)));
    TENSORFLOW = new TensorflowFrameworkImporter();
    ONNX = new OnnxFrameworkImporter();
    System.setProperty("java.class.path", path);
  }

  private Importers() {}

  static SameDiff tensorflow(Path file) {
    return quietly(() -> TENSORFLOW.runImport(file.toString(), Map.of(), false));
  }

  static SameDiff onnx(Path file) {
    return quietly(() -> ONNX.runImport(file.toString(), Map.of(), false));
  }

  /** They print the whole graph. */
  private static SameDiff quietly(Supplier<SameDiff> importing) {
    PrintStream out = System.out;
    System.setOut(new PrintStream(OutputStream.nullOutputStream()));
    try {
      return importing.get();
    } finally {
      System.setOut(out);
    }
  }
}
