package boxoffice.chaos;

import java.util.List;

/**
 * A broken promise.
 *
 * @param promise which, as "P2"
 * @param sentence what is wrong, with the ids
 * @param evidence the few requests that show it
 */
record Violation(String promise, String sentence, List<Call> evidence) {}
