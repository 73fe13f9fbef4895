// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DocsAddressTest {
  @Test
  void anAddressOfTheWebOrOfAFolderIsLinkedTo() {
    assertThat(DocsAddress.of("https://docs.example.org/infoscope"))
        .isEqualTo("https://docs.example.org/infoscope/");
    assertThat(DocsAddress.of("file:///home/me/site/")).isEqualTo("file:///home/me/site/");
  }

  @Test
  void nothingElseIs() {
    assertThat(DocsAddress.of(null)).isEmpty();
    assertThat(DocsAddress.of("javascript:alert(1)")).isEmpty();
    assertThat(DocsAddress.of("docs/")).isEmpty();
    assertThat(DocsAddress.of("https://a b")).isEmpty();
  }

  @Test
  void thePageSaysWhereTheDocumentationIsOnlyIfItWasTold() throws Exception {
    assertThat(PageFiles.index("")).contains("<meta name=\"docs\" content=\"\">");
    assertThat(PageFiles.index("https://docs.example.org/?a=1&b=\"2\"/"))
        .contains(
            "<meta name=\"docs\" content=\"https://docs.example.org/?a=1&amp;b=&quot;2&quot;/\">");
  }
}
