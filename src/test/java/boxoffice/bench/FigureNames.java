package boxoffice.bench;

/**
 * What the single numbers of a run are called, so that who measures and who reports agree. The unit
 * stands behind each; figures of the same name are rounds, and their median counts.
 */
final class FigureNames {
  /** ms, from the answer 201 to the commit of its row, at the highest rate. */
  static final String DELAY_P99 = "201 to row, p99";

  /** s, from the end of the load until nothing is unsaved. */
  static final String LAST_ROW = "last row after the load";

  /** ms, of a small write and its fsync, with nothing else running. */
  static final String FSYNC_P99 = "fsync alone, p99";

  /** s, until the first request is answered. */
  static final String START = "start on running servers";

  /** MB, resident, of the JVM alone. */
  static final String IDLE_MEMORY = "resident memory after an idle minute";

  /** MB, resident, in the first of these minutes, of a JVM that has warmed up. */
  static final String MEMORY_EARLY = "resident memory at the start of ten minutes of load";

  /** MB, resident, in the last of them. */
  static final String MEMORY_LATE = "resident memory at the end of ten minutes of load";

  /** MB, after a full collection. */
  static final String HEAP_FEW = "used heap after 100,000 reservations";

  /** MB, after a full collection. */
  static final String HEAP_MANY = "used heap after 2,000,000 reservations";

  /** MB of heap, that the known users with dense ids add. */
  static final String KNOWN_USERS = "a million known users";

  /** 1/s. */
  static final String FEW_HOLDERS = "reserve with 1,000 holders";

  /** 1/s. */
  static final String MANY_HOLDERS = "reserve with 1,000,000 holders";

  /** 1/s. */
  static final String ONE_EVENT = "reserve with 1 event";

  /** 1/s, spread over all of them. */
  static final String MANY_EVENTS = "reserve with 10,000 events";

  /** 1/s, rows saved while a backlog drains that had piled up without PostgreSQL. */
  static final String BACKLOG_DRAIN = "drain of 1,000,000 unsaved changes";

  /** 1/s, the rows of that backlog inserted in batches by nothing but a loop. */
  static final String BARE_INSERT = "bare batch insert of the same rows";

  /** 1/s, beside nobody who looks. */
  static final String WITHOUT_PAGES = "reserve without open pages";

  /** 1/s, beside pages that are told of each sale. */
  static final String WITH_PAGES = "reserve with 2,000 open pages";

  /** 1/s, how often each of those pages was told something. */
  static final String TOLD = "news for each of 2,000 open pages";

  /** MB, resident, that these pages add to a JVM which has warmed up. */
  static final String PAGES_MEMORY = "resident memory for 2,000 open pages";

  /** MB, that these pages add after a full collection. */
  static final String PAGES_HEAP = "used heap for 2,000 open pages";

  /** 1/s, where nobody is asked for a token. */
  static final String WITHOUT_TOKENS = "reserve without tokens";

  /** 1/s, each request with another token, signed by HS256. */
  static final String WITH_TOKENS = "reserve with tokens of as many users";

  /** µs of the JVM for each of these reservations. */
  static final String CPU_WITHOUT_TOKENS = "reserve without tokens, CPU time of the JVM";

  /** µs of the JVM for each of these reservations. */
  static final String CPU_WITH_TOKENS = "reserve with tokens, CPU time of the JVM";

  /** 1/s, the most that are sold when nobody asks in vain. */
  static final String BEST = "reserve at the saturating rate";

  /** 1/s, accepted while somewhat more are asked for. */
  static final String SOLD_ABOVE = "reserve at 1.2 times the saturating rate";

  /** 1/s, accepted while far more are asked for. */
  static final String SOLD_FAR_ABOVE = "reserve at twice the saturating rate";

  /** ms, from when a request was due, whatever was answered. */
  static final String LONGEST_ABOVE = "longest answer at 1.2 times the saturating rate";

  /** ms, from when a request was due, whatever was answered. */
  static final String LONGEST_FAR_ABOVE = "longest answer at twice the saturating rate";

  private FigureNames() {}
}
