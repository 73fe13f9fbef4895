// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TagsTest {
  @Test
  void tagsKeepTheirOrderAndAreOfPlainTypes() {
    Map<String, Object> tags = Tags.with(Map.of(), "lr", 0.01f);
    tags = Tags.with(tags, "batch", 32);
    tags = Tags.with(tags, "note", "baseline");
    tags = Tags.with(tags, "augmented", true);
    assertThat(tags.keySet()).containsExactly("lr", "batch", "note", "augmented");
    assertThat(tags.values()).containsExactly((double) 0.01f, 32L, "baseline", true);
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of("", 1, "name of a tag () must not be blank"),
        Arguments.of("a\tb", 1, "name of a tag (a?b) must have no control characters"),
        Arguments.of("n".repeat(65), 1, "name of a tag (65 characters) must have <= 64"),
        Arguments.of("note", " ", "tag note ( ) must not be blank"),
        Arguments.of("note", "a\nb", "tag note (a?b) must have no control characters"),
        Arguments.of("note", "x".repeat(257), "tag note (257 characters) must have <= 256"),
        Arguments.of("lr", Double.NaN, "tag lr (NaN) must be a text, a finite number"),
        Arguments.of("lr", Float.POSITIVE_INFINITY, "tag lr (Infinity) must be a text"),
        Arguments.of("lr", List.of(1), "tag lr ([1]) must be a text, a finite number"),
        Arguments.of("lr", new BigDecimal("0.5"), "(0.5) must be a text, a finite number"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void aTagThatIsNoTagIsRefusedByName(String name, Object value, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tags.with(Map.of(), name, value))
        .withMessageContaining(message);
  }

  @Test
  void aSecondTagOfANameIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tags.with(Tags.with(Map.of(), "lr", 0.1), "lr", 0.2))
        .withMessage("tag lr (0.2) must be given once; it is 0.1 already");
  }

  @Test
  void moreTagsThanAllowedAreRefused() {
    Map<String, Object> many = new LinkedHashMap<>();
    for (int i = 0; i < Tags.MOST; i++) {
      many.put("t" + i, i);
    }
    Map<String, Object> most = Tags.copy(many);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tags.with(most, "one more", 1))
        .withMessage("tags (65) must be <= 64");
  }

  @Test
  void aRunKeepsItsTagsUnderAnotherName() {
    Provenance how = new Provenance("1", Map.of(), 7, 1, 1, 100, 10, "00ff");
    Run run = new Run("r", "", 3, how).withTags(Map.of("lr", 0.1));
    assertThat(run.withName("r-2").withModel("mlp").tags()).containsExactly(Map.entry("lr", 0.1));
  }
}
