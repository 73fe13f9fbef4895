// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/**
 * A small web server on the JDK's own, for few clients and a host that must not notice it.
 *
 * <pre>{@code
 * connection -> Workers (few, watched) -> Front: Doorkeeper (host, token), method, path -> Route
 * }</pre>
 *
 * <p>The JDK's server has limits of its own, set by system properties such as {@code
 * sun.net.httpserver.maxReqTime}. They are read once and hold for every server of the process, the
 * host's own included, so none of them is set here. In their place a {@link
 * dev.infoscope.publish.http.Watchdog} ends whatever takes too long, such as a request that
 * trickles in or an answer nobody reads. Who opens the port to a network should set {@code
 * -Djdk.httpserver.maxConnections}, since connections that never send a byte are known to the JDK
 * alone.
 */
@NullMarked
package dev.infoscope.publish.http;

import org.jspecify.annotations.NullMarked;
