// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page of situations that users reported is made of the tests that are marked with them. */
class SituationsPageTest {
  private static final Path PAGE =
      Path.of("").toAbsolutePath().getParent().resolve("src/site/situations.md");
  private static final int LEAST = 20;

  @Test
  void thePageShowsEachSituationWithItsTests() throws IOException {
    String page = page();
    if (Boolean.getBoolean("infoscope.regenerate")) {
      Files.writeString(PAGE, page);
    }
    assertThat(page)
        .as(
            "src/site/situations.md; made anew by: mvn -q -Phack -pl src test"
                + " -Dtest=SituationsPageTest -Dinfoscope.regenerate=true")
        .isEqualTo(Files.readString(PAGE));
  }

  @Test
  void thereAreTwentySituationsInARow() throws IOException {
    List<Integer> numbers = new ArrayList<>(situations().keySet());
    assertThat(numbers).hasSizeGreaterThanOrEqualTo(LEAST);
    assertThat(numbers.get(numbers.size() - 1)).isEqualTo(numbers.size());
  }

  private static TreeMap<Integer, List<MarkedMethod>> situations() throws IOException {
    return MarkedMethod.all("Situation").stream()
        .collect(
            Collectors.groupingBy(
                marked -> Integer.valueOf(marked.argument("number")),
                TreeMap::new,
                Collectors.toList()));
  }

  private static String page() throws IOException {
    StringBuilder page =
        new StringBuilder(
            """
            # Situations that users reported

            Each row is a situation that users of DL4J reported, with the tests that put a training \
            into it. In each of them the training gives the same bits, or the same exception, with \
            and without Infoscope, and Infoscope counts no failure where there is none. The third \
            column says what else must hold. The numbers are issues of \
            [deeplearning4j](https://github.com/deeplearning4j/deeplearning4j/issues). This page is \
            made from the tests; a test fails when it is out of date.

            | | situation | what else holds | issues | tests |
            |---:|---|---|---|---|
            """);
    situations().forEach((number, marked) -> page.append(row(number, marked)));
    return page.toString();
  }

  private static String row(int number, List<MarkedMethod> marked) {
    return String.format(
        Locale.ROOT,
        "| %d | %s | %s | %s | %s |%n",
        number,
        joined(marked, "value"),
        joined(marked, "holds"),
        joined(marked, "issues").replaceAll("[^0-9]+", " ").strip().replace(" ", ", "),
        marked.stream().map(each -> "`" + each.name() + "`").sorted().collect(commas()));
  }

  private static java.util.stream.Collector<CharSequence, ?, String> commas() {
    return Collectors.joining(", ");
  }

  private static String joined(List<MarkedMethod> marked, String argument) {
    return marked.stream()
        .filter(each -> each.arguments().containsKey(argument))
        .map(each -> each.argument(argument))
        .distinct()
        .sorted()
        .collect(Collectors.joining("; "));
  }
}
