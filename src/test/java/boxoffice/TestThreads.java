package boxoffice;

import org.junit.platform.engine.ConfigurationParameters;
import org.junit.platform.engine.support.hierarchical.ParallelExecutionConfiguration;
import org.junit.platform.engine.support.hierarchical.ParallelExecutionConfigurationStrategy;

/**
 * How many test classes run at once: most of them wait most of the time. Not as many as there are
 * waits to fill, or on a slow machine requests run into their deadlines for want of a processor.
 * One where the servers are shared, since each class empties them.
 */
public final class TestThreads implements ParallelExecutionConfigurationStrategy {
  private static final int EACH_WITH_SERVERS_OF_ITS_OWN = 3;

  @Override
  public ParallelExecutionConfiguration createConfiguration(ConfigurationParameters parameters) {
    return new Fixed(TestServers.areShared() ? 1 : EACH_WITH_SERVERS_OF_ITS_OWN);
  }

  private record Fixed(int threads) implements ParallelExecutionConfiguration {
    @Override
    public int getParallelism() {
      return threads;
    }

    @Override
    public int getMinimumRunnable() {
      return 0;
    }

    @Override
    public int getMaxPoolSize() {
      return threads;
    }

    @Override
    public int getCorePoolSize() {
      return threads;
    }

    @Override
    public int getKeepAliveSeconds() {
      return 60;
    }
  }
}
