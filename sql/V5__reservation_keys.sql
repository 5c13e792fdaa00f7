-- The digest of the Idempotency-Key that made a reservation: it goes wherever the reservation goes. Null where it was made without one.
alter table reservation add column key_digest text;
alter table failed_write add column key_digest text;

-- [jooq ignore start]
-- An event's holders are read from the index alone, so it has to carry the digest, too. The name stays: refused rows are reported by it.
drop index reservation_confirmed;
create unique index reservation_confirmed on reservation (event_id, user_id) include (id, key_digest) where status = 'CONFIRMED';
-- [jooq ignore stop]
