// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.infoscope.discrete.Bins;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shape of the core: every package looks leftwards only, and at nothing from outside. */
class ArchitectureTest {
  /** From left to right; each may look at those before it. */
  private static final List<String> ORDER =
      List.of("numeric", "discrete", "estimate", "network", "measure", "report", "monitor");

  private static final JavaClasses CORE =
      new ClassFileImporter()
          .withImportOption(location -> !location.contains("/test-classes/"))
          .importPackages("dev.infoscope");

  @Test
  void theRulesSeeTheCoreAndNotItsTests() {
    assertThat(CORE.contain(Bins.class)).isTrue();
    assertThat(CORE.contain(ArchitectureTest.class)).isFalse();
  }

  @Test
  void everythingLivesInOneOfThePackages() {
    classes().should().resideInAnyPackage(packages(ORDER)).check(CORE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"numeric", "discrete", "estimate", "network", "measure", "report"})
  void packagesLookLeftwardsOnly(String name) {
    int place = ORDER.indexOf(name);
    noClasses()
        .that()
        .resideInAPackage(packages(List.of(name))[0])
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages(ORDER.subList(place + 1, ORDER.size())))
        .check(CORE);
  }

  @Test
  void noMainClassHasTheNameOfATest() {
    noClasses().should().haveSimpleNameEndingWith("Test").check(CORE);
  }

  @Test
  void packagesOfEstimatesHaveNoCycles() {
    slices().matching("dev.infoscope.estimate.(*)..").should().beFreeOfCycles().check(CORE);
  }

  @Test
  void whatEstimatesShareKnowsNoneOfThem() {
    noClasses()
        .that()
        .resideInAPackage("dev.infoscope.estimate")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.infoscope.estimate.*..")
        .check(CORE);
  }

  private static String[] packages(List<String> names) {
    return names.stream().map(name -> "dev.infoscope." + name + "..").toArray(String[]::new);
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
