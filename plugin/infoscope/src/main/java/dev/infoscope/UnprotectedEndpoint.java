// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An endpoint that other machines can reach without a token or another access check. */
final class UnprotectedEndpoint {
  private UnprotectedEndpoint() {}

  /** Warns once of an address beyond loopback without a token. */
  static void tell(InetSocketAddress address, @Nullable String token, Consumer<String> warn) {
    InetAddress host = address.getAddress();
    if (token != null || host != null && host.isLoopbackAddress()) {
      return;
    }
    try {
      warn.accept(
          "Infoscope: whoever reaches "
              + address
              + " can read the endpoint; give a token(...), or serve on loopback");
    } catch (RuntimeException e) {
      // A logger that fails is no reason not to train; the docs say the same.
    }
  }
}
