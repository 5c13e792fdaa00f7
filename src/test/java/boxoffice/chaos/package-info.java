/**
 * {@code make chaos}: the real jar, its PostgreSQL and its Redis as processes of their own, a rush
 * of buyers, faults by a seeded schedule, and a verdict on everything that was answered.
 *
 * <p>Begin with {@link boxoffice.chaos.Round}. The load is {@code Load}, {@code Buyer}, {@code
 * Operator}; what they saw is a {@code History} of {@code Call}s. What goes wrong is listed in
 * {@code AppFaults}, {@code RedisFaults}, {@code PostgresFaults} and {@code WireFaults}, and what
 * may go wrong together in {@code Rules}. {@code Checker} says which promises were broken, {@code
 * Idle} whether enough happened to tell, and {@code Variants} that all this can fail.
 */
package boxoffice.chaos;
