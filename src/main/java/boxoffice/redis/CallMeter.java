package boxoffice.redis;

/** Is told of every call to Redis when it has been answered. */
public interface CallMeter {
  /** For who wants to know nothing. */
  CallMeter NONE =
      new CallMeter() {
        @Override
        public void decided(int requests, boolean answered, long nanos) {}

        @Override
        public void answered(String command, long nanos) {}
      };

  /**
   * A call that decides what a lane has gathered.
   *
   * @param requests how many went together
   * @param answered whether the answer came
   */
  void decided(int requests, boolean answered, long nanos);

  /**
   * A command of whatever kind, those calls too.
   *
   * @param command its name in Redis
   */
  void answered(String command, long nanos);
}
