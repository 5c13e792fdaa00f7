package boxoffice.redis;

/** How well Redis is set to keep what it wrote, and what a crash of its machine leaves of it. */
enum Weakness {
  APPENDONLY_NO(false, false) {
    @Override
    void choose(OwnRedis redis) {
      redis.commands().configSet("appendonly", "no");
    }

    @Override
    void strike(OwnRedis redis, long writtenBefore) {
      redis.loseData();
    }
  },

  APPENDFSYNC_EVERYSEC(true, false) {
    @Override
    void choose(OwnRedis redis) {
      redis.commands().configSet("appendfsync", "everysec");
    }

    @Override
    void strike(OwnRedis redis, long writtenBefore) {
      redis.loseWhatWasWrittenAfter(writtenBefore);
    }
  },

  NONE(true, true) {
    @Override
    void choose(OwnRedis redis) {}

    @Override
    void strike(OwnRedis redis, long writtenBefore) {}
  };

  /** Whether its file has what was changed some time before the crash. */
  final boolean keepsWhatIsOlder;

  /** Whether its file has what was changed at the last moment. */
  final boolean keepsTheLastMoment;

  Weakness(boolean keepsWhatIsOlder, boolean keepsTheLastMoment) {
    this.keepsWhatIsOlder = keepsWhatIsOlder;
    this.keepsTheLastMoment = keepsTheLastMoment;
  }

  abstract void choose(OwnRedis redis);

  /**
   * Loses what a crash may lose; Redis must not run.
   *
   * @param writtenBefore how much had reached the disk
   */
  abstract void strike(OwnRedis redis, long writtenBefore);
}
