package boxoffice.lab;

import java.time.Instant;

/** Something that happened in the lab, in words, and when. */
public record Note(Instant at, String words) {}
