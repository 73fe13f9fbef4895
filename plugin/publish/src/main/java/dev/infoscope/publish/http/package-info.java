// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/**
 * A small web server for few clients, made so that it does not disturb the host process. It answers
 * GET and HEAD, and reads the heads of requests only.
 *
 * <pre>{@code
 * SelectorLoop (one thread: accepts, reads heads, writes answers)
 *   -> HeadParser -> RequestWorkers (few threads, one for scrapes alone)
 *   -> Router: AccessFilter (host, token), method, path -> Route -> Response or ResponseStream
 *   -> SelectorLoop
 * }</pre>
 *
 * <p>The JDK's server gives a connection to a worker before the head of its request is read, and
 * lets the worker wait for a client that does not read; its limits are system properties that hold
 * for the host's own servers too. So a few clients that send half a head keep out all others, and
 * nothing that stands outside of that server can change it. A server from a library would bring a
 * tree of jars with versions of their own into the host's class path, for GET and HEAD to a few
 * clients; so this is the small part of RFC 9112 that has no bodies.
 */
@NullMarked
package dev.infoscope.publish.http;

import org.jspecify.annotations.NullMarked;
