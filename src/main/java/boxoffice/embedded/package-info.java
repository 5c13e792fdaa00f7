/**
 * The durable PostgreSQL and Redis that a machine without servers gets: unpacked, started and
 * stopped by this process, with their data kept under one directory.
 */
@NullMarked
package boxoffice.embedded;

import org.jspecify.annotations.NullMarked;
