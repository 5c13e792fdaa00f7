package boxoffice.reservation;

/**
 * An event as PostgreSQL keeps it.
 *
 * @param version rises with every change of the name or the total, and is never given twice
 */
public record StoredEvent(long id, String name, int totalTickets, long version) {}
