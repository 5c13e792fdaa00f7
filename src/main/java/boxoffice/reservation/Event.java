package boxoffice.reservation;

/**
 * An event with its tickets. {@code availableTickets} counts in every decision made before it was
 * read.
 */
public record Event(long id, String name, int totalTickets, int availableTickets) {}
