// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.safety.Tried;
import java.io.StringReader;
import java.util.SplittableRandom;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;

class XmlTextTest {
  private static String read(String xml) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)))
        .getDocumentElement()
        .getTextContent();
  }

  @Test
  @Tried(value = "names of every character there is, in pictures", area = Tried.Area.NAMES)
  void everyCharacterCanStandInXml() throws Exception {
    StringBuilder all = new StringBuilder();
    for (int c = Character.MIN_VALUE; c <= Character.MAX_VALUE; c++) {
      all.append((char) c).append(' ');
    }
    assertThat(read(XmlText.format("<svg><title>%s</title></svg>", all))).hasSize(all.length());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  @Tried(value = "random names in pictures", area = Tried.Area.NAMES)
  void randomTextComesBackUnlessXmlForbidsIt(long seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    StringBuilder text = new StringBuilder();
    random.ints(5000, ' ', 0x2FF).filter(c -> c != '\r').forEach(text::appendCodePoint);
    String name = text.toString();
    assertThat(read(XmlText.format("<g>%s</g>", name))).isEqualTo(name);
  }

  @Test
  void aNameDoesNotTurnAroundWhatStandsAfterIt() {
    String turning = "\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069";
    assertThat(XmlText.escaped("a" + turning)).isEqualTo("a" + "\uFFFD".repeat(9));
    String hebrew = "\u05E9\u200F\u2029\u202F\u2065\u206A";
    assertThat(XmlText.inOrder(hebrew)).isEqualTo(hebrew);
  }

  @Test
  void markupStaysMarkupAndTextBecomesText() {
    Object dots = XmlText.markup(new StringBuilder("<circle r=\"1\"/>"));
    assertThat(XmlText.format("<g>%s</g><text>%s</text>", dots, new StringBuilder("a<b")))
        .isEqualTo("<g><circle r=\"1\"/></g><text>a&lt;b</text>");
  }
}
