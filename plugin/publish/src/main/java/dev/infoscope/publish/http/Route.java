// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.http;

/** Answers GET and HEAD requests for a path. */
@FunctionalInterface
public interface Route {
  /**
   * Answers. Called on one of a few threads; must not wait for the client.
   *
   * @param request that was let in
   * @return what to send; of a HEAD request only the head is
   */
  Response answer(Request request);
}
