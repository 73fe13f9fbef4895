// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.playwright.CDPSession;

/**
 * A page that Playwright does not know of. Of its own pages it has the browser report every event
 * of a stream with its data, which takes longer than the page itself.
 */
final class UnloggedPage implements AutoCloseable {
  private static final int LIMIT_MILLIS = 60_000;
  private static final int PAUSE_MILLIS = 50;

  private final CDPSession browser;
  private final String context;
  private final String target;
  private final String session;
  private int sent;
  private JsonObject answer = new JsonObject();

  /** Opens an address in a context of its own, so that nothing is in any cache. */
  UnloggedPage(CDPSession browser, String address) {
    this.browser = browser;
    browser.on(
        "Target.receivedMessageFromTarget",
        event -> answer = JsonParser.parseString(event.get("message").getAsString()).getAsJsonObject());
    context = send("Target.createBrowserContext", "{}", "browserContextId");
    target =
        send(
            "Target.createTarget",
            "{\"url\":\"about:blank\",\"width\":1280,\"height\":800,\"browserContextId\":\""
                + context
                + "\"}",
            "targetId");
    session =
        send("Target.attachToTarget", "{\"targetId\":\"" + target + "\"}", "sessionId");
    JsonObject where = new JsonObject();
    where.addProperty("url", address);
    ask("Page.navigate", where);
  }

  private String send(String method, String parameters, String result) {
    JsonObject given = JsonParser.parseString(parameters).getAsJsonObject();
    return browser.send(method, given).get(result).getAsString();
  }

  /** Waits until something is true of the page. */
  void await(String expression) throws InterruptedException {
    long end = System.nanoTime() + LIMIT_MILLIS * 1_000_000L;
    while (!value("Boolean(" + expression + ")").getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError(expression + " is not so after " + LIMIT_MILLIS + " ms");
      }
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  double number(String expression) throws InterruptedException {
    return value(expression).getAsDouble();
  }

  private JsonElement value(String expression) throws InterruptedException {
    JsonObject given = new JsonObject();
    given.addProperty("expression", expression);
    JsonObject result = ask("Runtime.evaluate", given).getAsJsonObject("result");
    return result.getAsJsonObject("result").get("value");
  }

  private JsonObject ask(String method, JsonObject parameters) {
    JsonObject message = new JsonObject();
    message.addProperty("id", ++sent);
    message.addProperty("method", method);
    message.add("params", parameters);
    JsonObject envelope = new JsonObject();
    envelope.addProperty("sessionId", session);
    envelope.addProperty("message", message.toString());
    browser.send("Target.sendMessageToTarget", envelope);
    while (!answer.has("id") || answer.get("id").getAsInt() != sent) {
      browser.send("Target.getTargets", new JsonObject()); // events arrive beside an answer
    }
    return answer;
  }

  @Override
  public void close() {
    send("Target.closeTarget", "{\"targetId\":\"" + target + "\"}", "success");
    JsonObject own = new JsonObject();
    own.addProperty("browserContextId", context);
    browser.send("Target.disposeBrowserContext", own);
  }
}
