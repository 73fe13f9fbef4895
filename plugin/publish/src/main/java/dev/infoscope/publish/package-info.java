// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/**
 * Output: reports become Micrometer meters, and an HTTP endpoint that Prometheus scrapes and people
 * open.
 *
 * <pre>{@code
 * EpochReport -> MeterSink -> MeterRegistry (the host's)
 *             -> Endpoint  -> own MeterSink and Prometheus registry -> GET /metrics
 *                           own PageSink -> GET /, GET /events
 * }</pre>
 *
 * <p>A scrape of the endpoint never mixes two epochs: publishing and scraping exclude each other.
 * In a host's own registry gauges change one by one, and a scrape may straddle two reports.
 */
@NullMarked
package dev.infoscope.publish;

import org.jspecify.annotations.NullMarked;
