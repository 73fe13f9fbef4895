// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.common.util.ArchiveUtils;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.serde.base64.Nd4jBase64;

/** DL4J works with newer libraries than it asks for, and the build has them. */
class OverriddenLibrariesTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "org.apache.commons.compress.archivers.ArchiveEntry, commons-compress-1.28.0.jar",
    "org.apache.commons.io.IOUtils, commons-io-2.20.0.jar",
    "org.apache.commons.lang3.StringUtils, commons-lang3-3.18.0.jar",
    "org.apache.commons.net.util.Base64, commons-net-3.9.0.jar",
    "com.google.gson.Gson, gson-2.13.2.jar"
  })
  void theNewerLibraryIsThere(String type, String jar) throws ClassNotFoundException {
    URL place = Class.forName(type).getProtectionDomain().getCodeSource().getLocation();
    assertThat(place.getPath()).endsWith(jar);
  }

  @Test
  void arraysGoThroughBase64() throws IOException {
    INDArray array = Nd4j.create(new double[][] {{1, -2}, {3, 4}});
    assertThat(Nd4jBase64.fromBase64(Nd4jBase64.base64String(array))).isEqualTo(array);
  }

  @ParameterizedTest
  @CsvSource({"all.zip", "all.tar.gz"})
  void archivesAreUnpacked(String name) throws Exception {
    Path packed = folder.resolve(name);
    if (name.endsWith("zip")) {
      try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(packed))) {
        zip.putNextEntry(new ZipEntry("a.txt"));
        zip.write(65);
      }
    } else {
      Files.writeString(folder.resolve("a.txt"), "A");
      String[] tar = {"tar", "-czf", packed.toString(), "-C", folder.toString(), "a.txt"};
      assertThat(new ProcessBuilder(tar).start().waitFor()).isZero();
    }
    Path out = Files.createDirectory(folder.resolve("out"));
    ArchiveUtils.unzipFileTo(packed.toString(), out.toString(), false);
    try (Stream<Path> files = Files.list(out)) {
      assertThat(files).singleElement().asString().endsWith("a.txt");
    }
    assertThat(out.resolve("a.txt")).hasContent("A");
  }
}
