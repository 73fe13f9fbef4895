// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The builder's reference page names every option, and none that is not there. */
class BuilderReferenceTest {
  private static final Pattern OPTION = Pattern.compile("`([a-z][A-Za-z]*)\\([^)`]*\\)`");

  @Test
  void thePageNamesThePublicMethodsOfTheBuilder() throws IOException {
    Set<String> methods =
        Stream.of(InfoscopeBuilder.class.getMethods())
            .filter(method -> Modifier.isPublic(method.getModifiers()))
            .filter(method -> method.getDeclaringClass() != Object.class)
            .map(Method::getName)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(named()).isEqualTo(methods);
  }

  private static Set<String> named() throws IOException {
    String tables =
        Files.readString(Path.of("../../src/site/builder.md"))
            .lines()
            .filter(line -> line.startsWith("| `"))
            .map(line -> line.split("\\|")[1])
            .collect(Collectors.joining("\n"));
    return OPTION
        .matcher(tables)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
