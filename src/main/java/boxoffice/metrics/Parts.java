package boxoffice.metrics;

import boxoffice.postgres.Database;
import boxoffice.postgres.ReservationIdBlocks;
import boxoffice.redis.Redis;
import boxoffice.reservation.Audit;
import boxoffice.reservation.LateOffers;
import boxoffice.reservation.Membership;
import boxoffice.reservation.ReservationService;
import boxoffice.writebehind.WayHome;
import java.util.function.BooleanSupplier;

/** The parts of the service that are asked for their figures. */
public record Parts(
    Database database,
    Redis redis,
    Membership membership,
    WayHome wayHome,
    ReservationIdBlocks ids,
    LateOffers lateOffers,
    ReservationService reservations,
    Audit audit,
    BooleanSupplier started) {}
