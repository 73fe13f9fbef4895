// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The ways in and out meet in reports and sinks; only the facade knows both. */
class EdgesTest {
  private static final JavaClasses SHIPPED =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.infoscope");

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
  void theCoreKnowsNobody() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.infoscope.numeric..",
            "dev.infoscope.discrete..",
            "dev.infoscope.estimate..",
            "dev.infoscope.network..",
            "dev.infoscope.measure..",
            "dev.infoscope.report..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.infoscope",
            "dev.infoscope.dl4j..",
            "dev.infoscope.publish..",
            "org.nd4j..",
            "org.deeplearning4j..",
            "io.micrometer..")
        .check(SHIPPED);
  }
}
