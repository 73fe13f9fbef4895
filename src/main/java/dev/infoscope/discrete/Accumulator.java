// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.discrete;

/**
 * Evidence gathered sample by sample: a commutative monoid whose identity is a fresh instance.
 *
 * <p>For any split of a stream into parts, gathering the parts apart and merging them gives the
 * same snapshot, bit for bit, as gathering the whole.
 *
 * <p><strong>Not thread-safe.</strong> Give each thread an instance of its own and merge.
 *
 * @param <S> immutable summary handed out by {@link #snapshot()}
 * @param <A> the implementing type itself, so that unlike accumulators cannot be merged
 */
public interface Accumulator<S, A extends Accumulator<S, A>> {
  /**
   * Counts the samples gathered so far.
   *
   * @return number of samples; 0 for a fresh instance
   */
  long samples();

  /**
   * Adds everything another accumulator has gathered. The other one stays as it is.
   *
   * @param other gathered with the same configuration
   * @return this accumulator
   * @throws IllegalArgumentException if {@code other} is this accumulator or was configured
   *     differently; merging different bins is an error, never a re-binning
   */
  A merge(A other);

  /**
   * Summarises what was gathered; later samples do not change the summary.
   *
   * @return the summary; equal evidence gives equal summaries, whatever the order it came in
   */
  S snapshot();

  /**
   * What the serial form is of.
   *
   * @return the same for all instances of a class
   */
  SerialKind kind();

  /**
   * Writes the body of the serial form.
   *
   * @param out where to
   */
  void write(SerialWriter out);

  /**
   * The serial form: equal evidence gives equal bytes, whatever the order it came in. Every
   * implementation has a static method {@code fromBytes} that reads it.
   *
   * @return bytes of version 1
   */
  default byte[] toBytes() {
    SerialWriter out = new SerialWriter(kind());
    write(out);
    return out.bytes();
  }
}
