// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import dev.infoscope.publish.TestRequirement;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real browser, and what it complains about. Registered as an extension, one serves all tests of a
 * class.
 */
public final class Chromium
    implements AutoCloseable, BeforeAllCallback, AfterEachCallback, AfterAllCallback {
  private static final Path PROGRAM =
      Path.of(System.getProperty("infoscope.chromium", "/usr/bin/chromium"));
  private static final List<String> ARGUMENTS =
      List.of(
          "--no-sandbox", // where tests run as root
          "--disable-gpu",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--enable-precise-memory-info",
          "--js-flags=--expose-gc",
          "--no-first-run");

  private @Nullable Playwright playwright;
  private @Nullable Browser browser;
  private final List<String> complaints = new ArrayList<>();

  /**
   * Starts Debian's Chromium, or skips the test where there is none.
   *
   * @return running
   */
  public static Chromium launch() {
    Chromium chromium = new Chromium();
    chromium.start();
    return chromium;
  }

  private void start() {
    TestRequirement.path(PROGRAM, "install chromium, or set -Dinfoscope.chromium");
    playwright = Playwright.create();
    browser =
        playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions().setExecutablePath(PROGRAM).setArgs(ARGUMENTS));
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    start();
  }

  /** A test that fails leaves its pages open; what they miss later is no fault of the next test. */
  @Override
  public void afterEach(ExtensionContext context) {
    if (browser != null) {
      browser.contexts().forEach(BrowserContext::close);
      complaints.clear();
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    close();
  }

  Page open(String address, int width, int height, ColorScheme scheme) {
    Page page =
        browser.newPage(
            new Browser.NewPageOptions().setViewportSize(width, height).setColorScheme(scheme));
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error") || message.type().equals("warning")) {
            complaints.add(message.type() + ": " + message.text());
          }
        });
    page.onPageError(error -> complaints.add("page error: " + error));
    page.addInitScript(
        "document.addEventListener('securitypolicyviolation',"
            + " e => console.error('policy violated: ' + e.violatedDirective))");
    page.navigate(address);
    return page;
  }

  /** A line to the browser itself. */
  CDPSession session() {
    return browser.newBrowserCDPSession();
  }

  /**
   * Opens a page of a laptop's size.
   *
   * @param address where to look
   * @return the page, loading
   */
  public Page open(String address) {
    return open(address, 1280, 800, ColorScheme.LIGHT);
  }

  /**
   * Waits until a page has drawn so many reports.
   *
   * @param page of Infoscope
   * @param count at least
   */
  public static void awaitReports(Page page, int count) {
    page.waitForFunction("count => window.infoscope && window.infoscope.reports >= count", count);
  }

  /**
   * What the browser complained about on any page.
   *
   * @return errors, warnings and violations of the policy; can be cleared
   */
  public List<String> complaints() {
    return complaints;
  }

  @Override
  public void close() {
    if (playwright != null) { // null where there is no Chromium, and all tests are skipped
      playwright.close(); // closes the browser, too
    }
  }
}
