// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratedFilesTest {
  private static final String WRITE = "mvn -q -Pwrite-dashboards -pl dashboards -am package";

  @Test
  void everyCommittedFileIsWhatTheGeneratorWrites(@TempDir Path folder) throws IOException {
    WriteFiles.writeInto(folder);
    List<Path> written;
    try (Stream<Path> all = Files.walk(folder)) {
      written = all.filter(Files::isRegularFile).toList();
    }
    assertThat(written).hasSize(7);
    for (Path file : written) {
      Path committed = RepositoryRoot.dashboards().resolve(folder.relativize(file).toString());
      assertThat(committed)
          .as("%s is stale; write it anew with\n  %s\n", committed, WRITE)
          .hasSameTextualContentAs(file)
          .hasSameBinaryContentAs(file);
    }
  }
}
