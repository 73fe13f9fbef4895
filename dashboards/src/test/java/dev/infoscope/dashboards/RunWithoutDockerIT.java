// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.dashboards.prometheus.PrometheusServer;
import dev.infoscope.publish.TestRequirement;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script for those without Docker, with ports and a folder of its own. */
@Tag("prometheus")
class RunWithoutDockerIT {
  @TempDir Path data;
  private final int prometheus = PrometheusServer.freePort();
  private final int alertmanager = PrometheusServer.freePort();

  @BeforeEach
  void theProgramsAreThere() {
    TestRequirement.program("prometheus");
    TestRequirement.program("prometheus-alertmanager");
  }

  @Test
  void bothStartOnLoopbackAndStopEndsThem() throws Exception {
    String said = run(0, "start");
    try {
      assertThat(said)
          .contains("http://127.0.0.1:" + prometheus, "http://127.0.0.1:" + alertmanager);
      assertThat(listens(prometheus) && listens(alertmanager)).isTrue();
      assertThat(run(1, "start")).contains("runs already");
    } finally {
      assertThat(run(0, "stop")).contains("prometheus ended", "alertmanager ended");
    }
    assertThat(listens(prometheus) || listens(alertmanager)).isFalse();
    assertThat(data.resolve("prometheus.pid")).doesNotExist();
  }

  @Test
  void stopLeavesAProcessAloneThatIsNotItsOwn() throws Exception {
    Process other = new ProcessBuilder("sleep", "60").start();
    try {
      Files.writeString(data.resolve("prometheus.pid"), other.pid() + "\n");
      assertThat(run(0, "stop")).contains("prometheus was not running");
      assertThat(other.isAlive()).isTrue();
    } finally {
      other.destroy();
    }
  }

  private String run(int status, String command) throws IOException, InterruptedException {
    Path script = RepositoryRoot.path("dashboards", "run-without-docker.sh");
    Path output = Files.createTempFile(data, "output", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(script.toString(), command, data.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().put("PROMETHEUS_PORT", String.valueOf(prometheus));
    builder.environment().put("ALERTMANAGER_PORT", String.valueOf(alertmanager));
    int ended = builder.start().waitFor();
    String said = Files.readString(output, StandardCharsets.UTF_8);
    assertThat(ended).as(said).isEqualTo(status);
    return said;
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), 1000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
