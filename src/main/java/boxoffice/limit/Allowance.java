package boxoffice.limit;

import java.time.Duration;

/**
 * Whether somebody may ask once more, and how they stand then.
 *
 * @param remaining how many more requests they may send at once
 * @param untilNext how long until they may send one; nothing if they may now
 * @param untilFull how long until they may send all of their quota at once
 */
public record Allowance(boolean granted, long remaining, Duration untilNext, Duration untilFull) {}
