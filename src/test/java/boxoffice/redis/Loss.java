package boxoffice.redis;

/** The ways in which Redis loses what it has. */
enum Loss {
  NOTHING_BUT_ITS_PROCESS,

  THE_LAST_SECOND {
    @Override
    void whileItIsDown(OwnRedis redis, long before) {
      redis.loseWhatWasWrittenAfter(before);
    }
  },

  ITS_FILE {
    @Override
    void whileItIsDown(OwnRedis redis, long before) {
      redis.loseData();
    }
  },

  ALL_SINCE_A_COPY {
    @Override
    void whileItIsDown(OwnRedis redis, long before) {
      redis.loseWhatWasWrittenAfterTheCopy();
    }
  },

  EVERYTHING_BUT_ITS_PROCESS {
    @Override
    void strike(OwnRedis redis, long before, Runnable whileItIsAway) {
      redis.commands().flushall();
    }
  },

  ITS_MEMORY {
    @Override
    void strike(OwnRedis redis, long before, Runnable whileItIsAway) {
      redis.commands().configSet("maxmemory", "1");
      whileItIsAway.run();
      redis.commands().configSet("maxmemory", "0");
    }
  },

  EVERYTHING_AND_ITS_MEMORY {
    @Override
    void strike(OwnRedis redis, long before, Runnable whileItIsAway) {
      redis.commands().configSet("maxmemory", "1");
      redis.commands().flushall();
      whileItIsAway.run();
      redis.commands().configSet("maxmemory", "0");
    }
  };

  void whileItIsDown(OwnRedis redis, long before) {}

  /**
   * Strikes; when it returns, Redis answers again.
   *
   * @param before how much it had written down before the changes that matter
   */
  void strike(OwnRedis redis, long before, Runnable whileItIsAway) {
    redis.kill();
    whileItIsDown(redis, before);
    whileItIsAway.run();
    redis.start();
  }
}
