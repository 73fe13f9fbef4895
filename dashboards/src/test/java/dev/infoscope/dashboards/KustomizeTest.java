// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dashboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code kubectl kustomize} makes of the files for Kubernetes; skipped where it is not. */
class KustomizeTest {
  @TempDir Path folder;

  private String made(String... path) throws IOException, InterruptedException {
    boolean there =
        Pattern.compile(File.pathSeparator)
            .splitAsStream(System.getenv("PATH"))
            .anyMatch(each -> Files.isExecutable(Path.of(each, "kubectl")));
    assumeTrue(there, "kubectl is not installed");
    Path out = folder.resolve("out.yaml");
    Path err = folder.resolve("err.txt");
    ProcessBuilder kubectl =
        new ProcessBuilder("kubectl", "kustomize", RepositoryRoot.path(path).toString());
    int status = kubectl.redirectOutput(out.toFile()).redirectError(err.toFile()).start().waitFor();
    assertThat(status).as(Files.readString(err)).isZero();
    return Files.readString(out, StandardCharsets.UTF_8);
  }

  private static List<String> values(String text, String regex) {
    return Pattern.compile(regex, Pattern.MULTILINE)
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  @Test
  void monitoringIsAPodMonitorRulesAndDashboards() throws Exception {
    String made = made("dashboards");
    assertThat(values(made, "^kind: (\\w+)"))
        .containsExactlyInAnyOrder("ConfigMap", "PodMonitor", "PrometheusRule");
    assertThat(values(made, "^  (\\w+\\.json):")).hasSameSizeAs(Dashboards.values());
  }

  @Test
  void thePodMonitorFindsTheTrainingJobAndItsPort() throws Exception {
    String job = made("dashboards", "k8s", "training");
    assertThat(values(job, "^kind: (\\w+)")).containsExactlyInAnyOrder("Job", "NetworkPolicy");
    String monitor = Files.readString(RepositoryRoot.path("dashboards", "k8s", "podmonitor.yaml"));
    List<String> port = values(monitor, "- port: (\\w+)");
    assertThat(port).hasSize(1);
    assertThat(values(job, "containerPort: \\d+\\s+name: (\\w+)")).isEqualTo(port);
    assertThat(values(job, "- port: (\\w+)")).isEqualTo(port);
    List<String> label = values(monitor, "(infoscope\\.dev/\\w+): 'true'");
    assertThat(label).hasSize(1);
    assertThat(job).contains("        " + label.get(0) + ": \"true\"");
  }
}
