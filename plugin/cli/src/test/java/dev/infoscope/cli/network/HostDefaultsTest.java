// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.safety.Tried;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Wherever the host lives, whatever is served, written or printed is the same but for times. */
class HostDefaultsTest {
  private static Map<String, String> expected;

  @TempDir Path folder;

  @BeforeAll
  static void runWithoutALanguage(@TempDir Path folder) throws Exception {
    expected = under(Locale.ROOT, "UTC", folder);
    assertThat(expected).hasSizeGreaterThan(25).doesNotContainValue("");
    assertThat(expected.get("get metrics")).contains("infoscope_information_label_bits{");
    assertThat(expected).allSatisfy(HostDefaultsTest::isDoneUnlessItShouldBeRefused);
  }

  private static void isDoneUnlessItShouldBeRefused(String name, String text) {
    if (name.startsWith("printed")) {
      assertThat(text).as(name).startsWith(name.matches(".* (missing|refused)") ? "2" : "0");
    }
  }

  /** Real defaults of the process, put back in the end. */
  private static Map<String, String> under(Locale locale, String zone, Path folder)
      throws Exception {
    Locale locales = Locale.getDefault();
    TimeZone zones = TimeZone.getDefault();
    Locale.setDefault(locale);
    TimeZone.setDefault(TimeZone.getTimeZone(zone));
    try {
      return SmallRun.in(folder);
    } finally {
      Locale.setDefault(locales);
      TimeZone.setDefault(zones);
    }
  }

  @ParameterizedTest
  @Tried(
      value = "a host whose language has digits, letters or a calendar of its own",
      area = Tried.Area.NAMES)
  @ValueSource(
      strings = {"ar-EG-u-nu-arab", "fa-IR-u-nu-arabext", "tr-TR", "th-TH-u-nu-thai-ca-buddhist"})
  void whatIsServedAndWrittenKnowsNoLanguage(String language) throws Exception {
    assertSame(under(Locale.forLanguageTag(language), "Asia/Kathmandu", folder));
  }

  @Test
  @Tried(
      value = "a process started in Farsi, in another character set and another time zone",
      area = Tried.Area.NAMES)
  void aProcessOfAnotherLanguageCharacterSetAndZoneWritesTheSame() throws Exception {
    Path work = Files.createDirectory(folder.resolve("work"));
    Path texts = Files.createDirectory(folder.resolve("texts"));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Duser.language=fa",
                "-Duser.country=IR",
                "-Duser.extensions=nu-arabext",
                "-Dfile.encoding=ISO-8859-1",
                "-Duser.timezone=Asia/Kathmandu",
                "-cp",
                System.getProperty("java.class.path"),
                SmallRun.class.getName(),
                work.toString(),
                texts.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("printed").toFile())
            .start();
    int status = process.waitFor();
    String printed = Files.readString(folder.resolve("printed"), ISO_8859_1);
    assertThat(status).as(printed).isZero();
    assertSame(read(texts));
  }

  private static Map<String, String> read(Path folder) throws Exception {
    Map<String, String> texts = new TreeMap<>();
    for (String name : expected.keySet()) {
      texts.put(name, Files.readString(folder.resolve(name)));
    }
    return texts;
  }

  private static void assertSame(Map<String, String> found) {
    assertThat(found).containsOnlyKeys(expected.keySet());
    List<String> changed = new ArrayList<>();
    found.forEach((name, text) -> changed.addAll(changes(name, text.lines().toList())));
    assertThat(changed).isEmpty();
  }

  private static List<String> changes(String name, List<String> lines) {
    List<String> rest = new ArrayList<>(lines);
    expected.get(name).lines().forEach(rest::remove);
    return lines.equals(expected.get(name).lines().toList())
        ? List.of()
        : List.of(name + ": " + (rest.isEmpty() ? "lines are missing or moved" : rest.get(0)));
  }
}
