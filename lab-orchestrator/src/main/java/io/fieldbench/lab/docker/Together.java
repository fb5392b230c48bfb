package io.fieldbench.lab.docker;

import io.fieldbench.lab.LabException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Several calls to the Engine at once. */
final class Together {
  private Together() {}

  /** A call that has no result. */
  interface Call {
    void run() throws LabException;
  }

  /**
   * Makes all calls.
   *
   * @throws LabException the first in the list that failed, when all have ended
   */
  static void run(List<Call> calls) throws LabException {
    List<Callable<Boolean>> work = calls.stream().map(Together::callable).toList();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Boolean> done : executor.invokeAll(work)) {
        done.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LabException("the work on the lab was interrupted", e);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case LabException reason -> throw reason;
        case RuntimeException reason -> throw reason;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }

  private static Callable<Boolean> callable(Call call) {
    return () -> {
      call.run();
      return true;
    };
  }
}
