/**
 * What is measured, under which names, and how it is read. Counts that are kept anyway are read
 * from where they are kept; what takes time is told by the {@link boxoffice.http.RequestMeter} and
 * the {@link boxoffice.redis.CallMeter}, or measured around the interfaces of the domain.
 */
@NullMarked
package boxoffice.metrics;

import org.jspecify.annotations.NullMarked;
