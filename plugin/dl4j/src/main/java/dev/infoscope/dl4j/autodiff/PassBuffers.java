// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.autodiff;

import java.util.function.Supplier;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.memory.enums.AllocationPolicy;
import org.nd4j.linalg.api.memory.enums.LearningPolicy;
import org.nd4j.linalg.api.memory.enums.ResetPolicy;
import org.nd4j.linalg.api.memory.enums.SpillPolicy;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Memory outside the heap for one pass forward and backward, used again by the next: what layers
 * put aside in between cannot be closed from outside, and would wait for the garbage collector.
 */
public final class PassBuffers {
  private static final String PASS = "INFOSCOPE_PASS";
  private static final String LOOP = "INFOSCOPE_PASS_LOOP";

  private static final WorkspaceConfiguration AS_LARGE_AS_BEFORE =
      WorkspaceConfiguration.builder()
          .initialSize(0)
          .overallocationLimit(0.02)
          .policyLearning(LearningPolicy.FIRST_LOOP)
          .policyReset(ResetPolicy.BLOCK_LEFT)
          .policySpill(SpillPolicy.REALLOCATE)
          .policyAllocation(AllocationPolicy.OVERALLOCATE)
          .build();

  private static final LayerWorkspaceMgr MANAGER =
      LayerWorkspaceMgr.builder()
          .defaultWorkspace(PASS, AS_LARGE_AS_BEFORE)
          .with(ArrayType.RNN_FF_LOOP_WORKING_MEM, LOOP, AS_LARGE_AS_BEFORE)
          .with(ArrayType.RNN_BP_LOOP_WORKING_MEM, LOOP, AS_LARGE_AS_BEFORE)
          .build();

  private PassBuffers() {}

  /**
   * Makes a pass in it.
   *
   * @param pass makes arrays that are gone afterwards, those of layers and others
   * @return what it returns, none of those arrays
   */
  public static <T> T use(Supplier<T> pass) {
    MemoryWorkspace scope =
        Nd4j.getWorkspaceManager().getAndActivateWorkspace(AS_LARGE_AS_BEFORE, PASS);
    try {
      return pass.get();
    } finally {
      scope.close();
    }
  }

  /**
   * Makes a pass that returns nothing.
   *
   * @param pass as in {@link #use}
   */
  public static void run(Runnable pass) {
    use(
        () -> {
          pass.run();
          return true;
        });
  }

  /**
   * Copies an array to memory that stays.
   *
   * @param array of a pass
   * @return in the same order
   */
  public static INDArray keep(INDArray array) {
    MemoryWorkspace none = Nd4j.getMemoryManager().scopeOutOfWorkspaces();
    try {
      return array.dup(array.ordering());
    } finally {
      none.close();
    }
  }

  /** For layers: this memory while it is open, none otherwise. */
  static LayerWorkspaceMgr manager() {
    return Nd4j.getWorkspaceManager().checkIfWorkspaceExistsAndActive(PASS)
        ? MANAGER
        : LayerWorkspaceMgr.noWorkspaces();
  }

  /** Gives back what this thread has of it, while it is not open. */
  public static void free() {
    for (String name : new String[] {PASS, LOOP}) {
      if (Nd4j.getWorkspaceManager().checkIfWorkspaceExists(name)) {
        Nd4j.getWorkspaceManager()
            .destroyWorkspace(Nd4j.getWorkspaceManager().getWorkspaceForCurrentThread(name));
      }
    }
  }
}
