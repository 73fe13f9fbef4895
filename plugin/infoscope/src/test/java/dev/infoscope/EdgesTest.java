// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.infoscope.dl4j.Examples;
import dev.infoscope.dl4j.Session;
import dev.infoscope.publish.Endpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Reading and publishing share only reports and sinks; only the facade depends on both. */
class EdgesTest {
  private static final Path HOUSE = Path.of("").toAbsolutePath().getParent().getParent();

  private static final JavaClasses SHIPPED =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("dev.infoscope");

  @Test
  void allModulesAreSeenButTheirTests() {
    assertThat(SHIPPED.contain(Infoscope.class)).isTrue();
    assertThat(SHIPPED.contain(Session.class)).isTrue();
    assertThat(SHIPPED.contain(Endpoint.class)).isTrue();
    assertThat(SHIPPED.contain(EdgesTest.class)).isFalse();
    assertThat(SHIPPED.contain(Examples.class)).isFalse();
  }

  @Test
  void theWayInDoesNotKnowTheWaysOut() {
    noClasses()
        .that()
        .resideInAPackage("dev.infoscope.dl4j..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.infoscope.publish..", "io.micrometer..")
        .check(SHIPPED);
  }

  @Test
  void theWaysOutDoNotKnowDl4j() {
    noClasses()
        .that()
        .resideInAPackage("dev.infoscope.publish..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.infoscope.dl4j..", "org.nd4j..", "org.deeplearning4j..")
        .check(SHIPPED);
  }

  @Test
  void packagesOfTheWayInHaveNoCycles() {
    slices()
        .matching("dev.infoscope.(dl4j.*)..")
        .as("packages of dl4j")
        .should()
        .beFreeOfCycles()
        .check(SHIPPED);
  }

  @Test
  void partsOfTheWayInDoNotKnowTheSession() {
    noClasses()
        .that()
        .resideInAPackage("dev.infoscope.dl4j.*..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.infoscope.dl4j")
        .check(SHIPPED);
  }

  @Test
  void nothingKnowsTheFacade() {
    noClasses()
        .that()
        .resideInAPackage("dev.infoscope.*..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.infoscope")
        .check(SHIPPED);
  }

  @Test
  void theModulesOfTheEdgesDoNotNameEachOther() throws IOException {
    assertThat(dependencies("plugin/dl4j")).containsExactly("infoscope-core");
    assertThat(dependencies("plugin/publish")).containsExactly("infoscope-core");
    assertThat(dependencies("dashboards")).containsExactly("infoscope-core");
    assertThat(dependencies("plugin/infoscope")).contains("infoscope-dl4j", "infoscope-publish");
  }

  /** Artifacts of our own that a module names, its own aside and those for tests alone. */
  private static List<String> dependencies(String module) throws IOException {
    String pom = Files.readString(HOUSE.resolve(module).resolve("pom.xml"));
    String wanted = pom.substring(pom.indexOf("<dependencies>"), pom.indexOf("</dependencies>"));
    return Stream.of(wanted.split("</dependency>"))
        .filter(each -> !each.contains("<scope>test</scope>"))
        .flatMap(String::lines)
        .map(String::strip)
        .filter(line -> line.matches("<artifactId>infoscope[-a-z0-9]*</artifactId>"))
        .map(line -> line.replaceAll("</?artifactId>", ""))
        .distinct()
        .toList();
  }

  @Test
  void nothingThatRunsKnowsTheDashboards() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.infoscope.dashboards..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.infoscope.dashboards..")
        .check(SHIPPED);
  }

  @Test
  void theCoreKnowsNobody() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.infoscope.numeric..",
            "dev.infoscope.discrete..",
            "dev.infoscope.estimate..",
            "dev.infoscope.network..",
            "dev.infoscope.measure..",
            "dev.infoscope.report..",
            "dev.infoscope.monitor..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.infoscope",
            "dev.infoscope.dl4j..",
            "dev.infoscope.publish..",
            "org.nd4j..",
            "org.deeplearning4j..",
            "io.micrometer..",
            "org.slf4j..")
        .check(SHIPPED);
  }
}
