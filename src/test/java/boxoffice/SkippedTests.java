package boxoffice;

import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/** Prints a line for each test that did not run, so that none is skipped unseen. */
public final class SkippedTests implements TestExecutionListener {
  @Override
  public void executionSkipped(TestIdentifier test, String reason) {
    print(test, reason);
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (result.getStatus() == TestExecutionResult.Status.ABORTED) {
      print(test, result.getThrowable().map(Throwable::getMessage).orElse("no reason given"));
    }
  }

  private static void print(TestIdentifier test, String reason) {
    String name =
        test.getSource().orElse(null) instanceof MethodSource method
            ? method.getClassName() + "." + method.getMethodName()
            : test.getDisplayName();
    System.out.println("SKIPPED " + name + ": " + reason);
  }
}
