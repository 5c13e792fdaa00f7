package boxoffice.reservation;

/**
 * By which an instance counts as one of those that share Redis and PostgreSQL. Whoever writes
 * changes to PostgreSQL does so under the lease under which it took them.
 *
 * @param id never given twice
 */
public record Lease(long id) {}
