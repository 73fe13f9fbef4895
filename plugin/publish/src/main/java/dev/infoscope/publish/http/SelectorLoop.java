// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Takes connections, reads the heads of requests, and sends the answers, all on one thread that
 * never blocks: a worker sees a request only when its head is complete, and has done with it before
 * the first byte of the answer is sent. So clients that are slow, either way, cost a connection and
 * no thread; of these there are {@value #CONNECTIONS}, and when there are more, the one that has
 * kept still for longest is closed.
 */
final class SelectorLoop implements AutoCloseable {
  /** How many clients are connected at once. */
  static final int CONNECTIONS = 256;

  private static final long MOST_HELD = Math.min(16_000_000, Runtime.getRuntime().maxMemory() / 16);
  private static final long LOOK_MILLIS = 250;
  private static final int BACKLOG = 256;
  private static final int SEND_BUFFER = 262_144;
  private static final long END_MILLIS = 2000;

  /** Something to do on the thread. */
  interface Task {
    void run() throws IOException;
  }

  private record Queued(Connection connection, Task task) {}

  private final ServerSocketChannel server;
  private final Selector selector;
  private final SelectionKey accepting;
  private final RequestWorkers workers = new RequestWorkers();
  private final Set<Connection> connections = new LinkedHashSet<>();
  private final Queue<Queued> tasks = new ConcurrentLinkedQueue<>();
  private final Thread thread;
  private volatile boolean open = true;
  private @Nullable Router router;

  private SelectorLoop(ServerSocketChannel server, Selector selector) throws IOException {
    this.server = server;
    this.selector = selector;
    this.accepting = server.register(selector, SelectionKey.OP_ACCEPT);
    this.thread = RequestWorkers.daemons("infoscope-http-gate").newThread(this::run);
  }

  /** Opens the port; the message of a failure names the address. */
  static SelectorLoop open(InetSocketAddress address) throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open();
    try {
      server.bind(address, BACKLOG);
      server.configureBlocking(false);
      return new SelectorLoop(server, Selector.open());
    } catch (IOException | RuntimeException e) {
      server.close();
      throw new IOException("cannot listen on " + address + ": " + e.getMessage(), e);
    }
  }

  InetSocketAddress address() throws IOException {
    return (InetSocketAddress) server.getLocalAddress();
  }

  void start(Router answers) {
    router = answers;
    thread.start();
  }

  private void run() {
    try {
      long looked = System.nanoTime();
      while (open) {
        turn();
        if (System.nanoTime() - looked > LOOK_MILLIS * 1_000_000) {
          looked = System.nanoTime();
          checkTimeouts(looked);
        }
      }
    } finally {
      shut();
    }
  }

  private void shut() {
    List.copyOf(connections).forEach(Connection::close);
    try {
      server.close();
      selector.close();
    } catch (IOException e) {
      // The port is given back by the system with the process at the latest.
    }
  }

  private void turn() {
    try {
      selector.select(LOOK_MILLIS);
    } catch (IOException e) {
      open = false; // without a selector nobody can be served
      return;
    }
    for (Queued next = tasks.poll(); next != null; next = tasks.poll()) {
      guarded(next.connection(), next.task());
    }
    serveSelected();
  }

  private void serveSelected() {
    for (SelectionKey key : selector.selectedKeys()) {
      if (key.attachment() instanceof Connection connection) {
        guarded(connection, connection::ready);
      } else {
        accept();
      }
    }
    selector.selectedKeys().clear();
  }

  /** What goes wrong with one connection, even for want of memory, ends that one and no other. */
  private static void guarded(Connection connection, Task task) {
    try {
      task.run();
    } catch (IOException | RuntimeException | VirtualMachineError e) {
      connection.close();
    }
  }

  private void accept() {
    try {
      SocketChannel channel = server.accept();
      if (channel != null) {
        admit(channel);
      }
    } catch (IOException | RuntimeException | VirtualMachineError e) {
      accepting.interestOps(0); // no descriptors are left, say; until the next check
    }
  }

  private void admit(SocketChannel channel) throws IOException {
    try {
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.setOption(StandardSocketOptions.SO_SNDBUF, SEND_BUFFER);
      if (connections.size() >= CONNECTIONS && !makeRoom()) {
        channel.close();
      } else {
        register(channel);
      }
    } catch (IOException | RuntimeException | VirtualMachineError e) {
      channel.close();
      throw e;
    }
  }

  private void register(SocketChannel channel) throws IOException {
    SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
    Connection connection = new Connection(this, channel, key);
    key.attach(connection);
    connections.add(connection);
  }

  private boolean makeRoom() {
    Connection stillest = null;
    long longest = 0;
    long now = System.nanoTime();
    for (Connection each : connections) {
      if (each.waiting(now) > longest) {
        longest = each.waiting(now);
        stillest = each;
      }
    }
    if (stillest != null) {
      stillest.close();
    }
    return stillest != null;
  }

  private void checkTimeouts(long now) {
    accepting.interestOps(SelectionKey.OP_ACCEPT);
    for (Connection each : List.copyOf(connections)) {
      guarded(each, () -> each.checkTimeout(now));
    }
  }

  /** A whole head has come. */
  void take(Connection connection, byte[] head) {
    try {
      Request request = HeadParser.parse(head);
      workers.of(request.path()).execute(() -> work(connection, request));
    } catch (HeadParser.Refused e) {
      connection.answer(e.answer(), null);
    } catch (RejectedExecutionException e) {
      connection.answer(Response.plain(503, "too many requests at once\n"), null);
    }
  }

  private void work(Connection connection, Request request) {
    Response answer = answer(request);
    soon(
        connection,
        () -> {
          connection.answer(answer, request);
          limitHeld(connection);
        });
  }

  private Response answer(Request request) {
    try {
      return router == null ? Response.plain(503, "not yet\n") : router.answer(request);
    } catch (RuntimeException | VirtualMachineError e) {
      return Response.plain(500, "this could not be answered\n"); // and others can still be
    }
  }

  /** Answers that nobody takes must not pile up: those that were begun first give way. */
  private void limitHeld(Connection newest) {
    long held = connections.stream().mapToLong(Connection::held).sum();
    for (Connection each : new ArrayList<>(connections)) {
      if (held > MOST_HELD && each != newest && each.held() > 0) {
        held -= each.held();
        each.close();
      }
    }
  }

  /** From any thread: does something with a connection soon, unless it fails by then. */
  void soon(Connection connection, Task task) {
    tasks.add(new Queued(connection, task));
    selector.wakeup();
  }

  void forget(Connection connection) {
    connections.remove(connection);
  }

  /** Frees the port and ends all threads. */
  @Override
  public void close() {
    open = false;
    workers.close();
    if (thread.getState() == Thread.State.NEW) {
      shut();
      return;
    }
    selector.wakeup();
    try {
      thread.join(END_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the thread ends all the same
    }
  }
}
