// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.monitor;

/** Threads of the instrument: they hold nothing of the host's and do not keep it alive. */
final class Threads {
  private Threads() {}

  /** A thread of low priority, not started, that inherits no thread-local of its maker. */
  static Thread daemon(String name, Runnable work) {
    Thread thread = new Thread(null, work, name, 0, false);
    thread.setDaemon(true);
    thread.setPriority(Thread.MIN_PRIORITY);
    return thread;
  }
}
