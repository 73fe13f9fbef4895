// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How long the page stays up; limits far above what is waited for tell an end from a hang. */
@Timeout(60)
class PageStayTest {
  private static final int LONG = 10_000;
  private static final Optional<URI> PAGE = Optional.of(URI.create("http://127.0.0.1:9/"));

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  private static InputStream text(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }

  private String lingers(RunOptions options, Optional<URI> page, InputStream in) throws Exception {
    options.linger(page, new PrintStream(printed, true, UTF_8), in);
    return printed.toString(UTF_8);
  }

  private static RunOptions options(Integer seconds) {
    RunOptions options = new RunOptions();
    options.linger = seconds;
    return options;
  }

  @Test
  void enterEndsIt() throws Exception {
    assertThat(PageStay.await(text("\n"), LONG)).isEqualTo(PageStay.ENTER);
    assertThat(PageStay.await(text("quit\r\n"), LONG)).isEqualTo(PageStay.ENTER);
  }

  @Test
  void anInputThatIsClosedOrBrokenEndsIt() throws Exception {
    assertThat(PageStay.await(InputStream.nullInputStream(), LONG)).isEqualTo(PageStay.NO_INPUT);
    assertThat(PageStay.await(text("no line"), LONG)).isEqualTo(PageStay.NO_INPUT);
    InputStream closed = InputStream.nullInputStream();
    closed.close();
    assertThat(PageStay.await(closed, LONG)).isEqualTo(PageStay.NO_INPUT);
  }

  @Test
  void theTimeEndsItWhereNobodyPressesEnter() throws Exception {
    try (PipedOutputStream nobody = new PipedOutputStream();
        PipedInputStream in = new PipedInputStream(nobody)) {
      assertThat(PageStay.await(in, 1)).isEqualTo(PageStay.TIME);
    }
  }

  @Test
  void byDefaultThePageStaysAMinuteOrUntilEnter() throws Exception {
    assertThat(lingers(options(null), PAGE, text("\n")))
        .isEqualToNormalizingNewlines(
            "the page stays at http://127.0.0.1:9/ for 60 s; Enter ends it\n");
  }

  @Test
  void byDefaultThePageEndsAtOnceWhereTheInputIsClosed() throws Exception {
    assertThat(lingers(options(null), PAGE, InputStream.nullInputStream()))
        .endsWith("it ends now; --linger SECONDS keeps it" + System.lineSeparator());
  }

  @Test
  void aTimeThatWasAskedForHoldsThoughTheInputIsClosed() throws Exception {
    assertThat(lingers(options(1), PAGE, InputStream.nullInputStream()))
        .endsWith("for 1 s; Enter ends it" + System.lineSeparator());
  }

  @Test
  void nothingStaysWithoutAPageOrWhereNoTimeIsWanted() throws Exception {
    assertThat(lingers(options(null), Optional.empty(), unread())).isEmpty();
    assertThat(lingers(options(0), PAGE, unread())).isEmpty();
  }

  private static InputStream unread() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        throw new AssertionError("read");
      }
    };
  }
}
