// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Main code, the page and the docs use the terms of the vocabulary in src/site/CONTRIBUTING.md.
 * Only nouns that had a private meaning are refused, in forms that no other sentence has.
 */
class VocabularyTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  /** The retired word, and the term to use. */
  private static final Map<Pattern, String> RETIRED =
      Map.ofEntries(
          Map.entry(word("doubts?"), "uncertainty"),
          Map.entry(
              word("(a|each|every|per|another|single|fewer|first|last|between|between two) looks?"),
              "snapshot, or measurement"),
          Map.entry(
              word("looks? (at nominal|before it|in a row|at the network)"),
              "snapshot, or measurement"),
          Map.entry(word("from look to look|look by look"), "snapshot"),
          Map.entry(word("(one way per|ways? through the) (layer|\\w* ?plane)"), "trajectory"),
          Map.entry(
              word("(at|behind|through) the doors?|doors? (for|to|of) \\w+"),
              "entry point, or argument check"),
          Map.entry(word("house rules|the house to reach"), "rules"),
          Map.entry(word("cries wolf"), "false alarm"),
          Map.entry(word("is lost with either|are what they are called"), "a plain sentence"),
          Map.entry(word("(the|a|each) bench"), "measurement of intact or ablated networks"),
          Map.entry(word("looked at (\\w+|%\\w|[0-9,]+) times"), "was measured so many times"),
          Map.entry(word("(the|best|final|first|last) score (went|fell|rose|stayed)"), "loss"));

  private static Pattern word(String words) {
    return Pattern.compile("\\b(?:" + words + ")\\b", Pattern.CASE_INSENSITIVE);
  }

  @Test
  void retiredWordsDoNotComeBack() throws IOException {
    List<String> found = new ArrayList<>();
    List<Path> files = files();
    for (Path file : files) {
      for (String hit : hits(plain(Files.readString(file)))) {
        found.add(ROOT.relativize(file) + ": " + hit);
      }
    }
    assertThat(files).as("files that are read").hasSizeGreaterThan(300);
    assertThat(found).as("words retired in src/site/CONTRIBUTING.md, and what to use").isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "every reading carries its doubt",
        "a look at the network",
        "bins freeze at the first look",
        "fails at the door",
        "one way per layer",
        "When it cries wolf",
        "%s (%s) was looked at %d times",
        "The score went from 1 to 0.5"
      })
  void retiredWordsAreFound(String sentence) {
    assertThat(hits(sentence)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "infoscope_drift_outside_looks counts snapshots",
        "look for saturation first",
        "the page looks different on a phone",
        "a benchmark; by the way; there is no doubtful value",
        "estimators that look at pairs of examples"
      })
  void ordinarySentencesPass(String sentence) {
    assertThat(hits(sentence)).isEmpty();
  }

  private static List<String> hits(String text) {
    List<String> found = new ArrayList<>();
    RETIRED.forEach(
        (words, instead) -> {
          Matcher matcher = words.matcher(text);
          while (matcher.find()) {
            found.add("\"" + matcher.group() + "\"; use: " + instead);
          }
        });
    return found;
  }

  /** Without the breaks and signs of comments, so that words at the end of a line are seen. */
  private static String plain(String text) {
    return text.replaceAll("\\s*\\n\\s*(?:\\*|//)?\\s*", " ");
  }

  private static List<Path> files() {
    try (Stream<Path> docs = Files.walk(ROOT.resolve("src/site"))) {
      List<Path> files = new ArrayList<>(docs.filter(VocabularyTest::isPage).toList());
      files.add(ROOT.resolve("README.md"));
      files.add(ROOT.resolve("dashboards/README.md"));
      for (String folder : List.of("src/main", "plugin", "dashboards/src", "examples")) {
        try (Stream<Path> sources = Files.walk(ROOT.resolve(folder))) {
          sources.filter(VocabularyTest::isText).forEach(files::add);
        }
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The list of retired words itself is left out. */
  private static boolean isPage(Path file) {
    return file.toString().endsWith(".md")
        && !file.getFileName().toString().equals("CONTRIBUTING.md");
  }

  private static boolean isText(Path file) {
    String path = file.toString().replace('\\', '/');
    return path.contains("src/main/") && (path.endsWith(".java") || path.endsWith(".js"));
  }
}
