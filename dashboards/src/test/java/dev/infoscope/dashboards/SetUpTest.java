// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The files beside the dashboards, as far as they can be judged without running them. */
class SetUpTest {
  private static List<String> matches(String regex, String... path) {
    try {
      String text = Files.readString(RepositoryRoot.path(path));
      return Pattern.compile(regex).matcher(text).results().map(match -> match.group(1)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void imagesArePinned() {
    assertThat(matches("image: (\\S+)", "dashboards", "compose.yaml"))
        .hasSize(3)
        .allMatch(image -> image.matches(".+:v?\\d+\\.\\d+\\.\\d+"), "has an exact version");
  }

  @Test
  void containersListenOnLoopbackOnly() {
    assertThat(matches("ports: \\[(.+)]", "dashboards", "compose.yaml"))
        .hasSize(3)
        .allMatch(ports -> ports.matches("'127\\.0\\.0\\.1:\\d+:\\d+'"));
  }

  @Test
  void whoeverDoesNotLogInMayLookOnly() {
    assertThat(matches("GF_AUTH_ANONYMOUS_ORG_ROLE: (\\w+)", "dashboards", "compose.yaml"))
        .containsExactly("Viewer");
  }

  @ParameterizedTest
  @EnumSource
  void everyDashboardIsMounted(Dashboards dashboard) {
    assertThat(matches("- \\./(\\S+?\\.json):", "dashboards", "compose.yaml"))
        .contains(dashboard.fileName());
  }

  @ParameterizedTest
  @EnumSource
  void everyDashboardGoesToKubernetes(Dashboards dashboard) {
    assertThat(matches("(\\w+\\.json)", "dashboards", "kustomization.yaml"))
        .contains(dashboard.fileName());
  }

  @Test
  void podsAreScrapedAsOftenAsEverythingElse() {
    assertThat(matches("\\binterval: (\\w+)", "dashboards", "k8s", "podmonitor.yaml"))
        .containsExactly(Panels.SCRAPE_INTERVAL);
  }

  @Test
  void thePortIsTheOneTheEndpointHasByDefault() {
    for (String where : List.of("host", "compose")) {
      assertThat(
              matches(
                  "targets: \\['[^:]+:(\\d+)'\\]",
                  "dashboards",
                  "prometheus",
                  "targets",
                  where,
                  "infoscope",
                  "local.yml"))
          .containsExactly("9464");
    }
  }

  @Test
  void grafanaKnowsHowOftenIsScraped() {
    List<String> scraped =
        matches("scrape_interval: (\\w+)", "dashboards", "prometheus", "prometheus.yml");
    assertThat(
            matches(
                "timeInterval: (\\w+)",
                "dashboards",
                "provisioning",
                "datasources",
                "prometheus.yml"))
        .isEqualTo(scraped)
        .containsExactly(Panels.SCRAPE_INTERVAL);
  }
}
