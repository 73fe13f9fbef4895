// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import dev.infoscope.count.Quantizer;
import org.junit.jupiter.api.Test;

/** The shape of the core: report -> measure -> estimate -> count, and nothing from outside. */
class ArchitectureTest {
  private static final String COUNT = "dev.infoscope.count..";
  private static final String ESTIMATE = "dev.infoscope.estimate..";
  private static final String MEASURE = "dev.infoscope.measure..";
  private static final String REPORT = "dev.infoscope.report..";

  private static final JavaClasses CORE =
      new ClassFileImporter()
          .withImportOption(location -> !location.contains("/test-classes/"))
          .importPackages("dev.infoscope");

  @Test
  void theRulesSeeTheCoreAndNotItsTests() {
    assertThat(CORE.contain(Quantizer.class)).isTrue();
    assertThat(CORE.contain(ArchitectureTest.class)).isFalse();
  }

  @Test
  void everythingLivesInOneOfTheFourPackages() {
    classes().should().resideInAnyPackage(COUNT, ESTIMATE, MEASURE, REPORT).check(CORE);
  }

  @Test
  void countLooksAtNothing() {
    never(COUNT, ESTIMATE, MEASURE, REPORT).check(CORE);
  }

  @Test
  void estimateLooksAtCountOnly() {
    never(ESTIMATE, MEASURE, REPORT).check(CORE);
  }

  @Test
  void measureLooksAtEstimateAndCountOnly() {
    never(MEASURE, REPORT).check(CORE);
  }

  private static ArchRule never(String from, String... to) {
    return noClasses()
        .that()
        .resideInAPackage(from)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(to);
  }

  @Test
  void measuresDoNotLookAtEachOther() {
    slices().matching("dev.infoscope.measure.(*)..").should().notDependOnEachOther().check(CORE);
  }

  @Test
  void whatMeasuresShareKnowsNoneOfThem() {
    noClasses()
        .that()
        .resideInAPackage("dev.infoscope.measure")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.infoscope.measure.*..")
        .check(CORE);
  }

  @Test
  void theCoreStandsOnTheJdkAlone() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("dev.infoscope..", "java..", "org.jspecify.annotations")
        .check(CORE);
  }

  @Test
  void namesSayWhatAClassIs() {
    noClasses().should().haveNameMatching(".*(Utils?|Helpers?|Managers?)(\\$.*)?").check(CORE);
  }
}
