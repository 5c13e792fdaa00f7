package boxoffice.http;

import boxoffice.lab.Lab;
import boxoffice.reservation.Audit;
import boxoffice.reservation.EventService;
import boxoffice.reservation.FailedWrites;
import boxoffice.reservation.ReservationService;
import boxoffice.reservation.UserService;

/** What the routes call. */
public record Services(
    ReservationService reservations,
    EventService events,
    UserService users,
    FailedWrites failedWrites,
    Audit audit,
    Health health,
    Entrance entrance,
    MetricsSource metrics,
    Lab lab) {}
