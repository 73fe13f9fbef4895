// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Commands start fast because DL4J stays behind one door. */
class EdgesTest {
  private static final JavaClasses SHIPPED =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.infoscope.cli");

  @Test
  void onlyTheNetworkPackageKnowsDl4j() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.infoscope.cli.network..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.infoscope", "dev.infoscope.dl4j..", "org.nd4j..", "org.deeplearning4j..")
        .check(SHIPPED);
  }
}
