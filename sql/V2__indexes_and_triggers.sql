-- [jooq ignore start]
-- The code generator cannot read partial indexes and triggers; it needs neither.

-- P4, one per user and event: defended here too. It carries the id, so that an event's holders are read from the index alone.
create unique index reservation_confirmed on reservation (event_id, user_id) include (id) where status = 'CONFIRMED';

-- A user's reservations, newest first.
create index reservation_by_user on reservation (user_id, created_at desc, id desc);

-- What has changed last, for those who follow.
create index event_by_version on event (version);

create index failed_write_due on failed_write (next_attempt_at);
create index failed_write_by_event on failed_write (event_id);
create index failed_write_by_user on failed_write (user_id);

-- Events and totals written by hand are as good as those that came over HTTP.
create function event_before_insert() returns trigger language plpgsql as $$
begin
  -- A new event has no reservations, so all of its tickets are free, whatever the statement said.
  new.available_tickets := new.total_tickets;
  new.version := nextval('event_version');
  return new;
end $$;

create function event_before_update() returns trigger language plpgsql as $$
begin
  if new.total_tickets <> old.total_tickets then
    new.available_tickets := old.available_tickets + new.total_tickets - old.total_tickets;
  end if;
  if (new.total_tickets <> old.total_tickets or new.name <> old.name) and new.version = old.version then
    new.version := nextval('event_version');
  end if;
  return new;
end $$;

create trigger event_before_insert before insert on event for each row execute function event_before_insert();
create trigger event_before_update before update of name, total_tickets on event for each row execute function event_before_update();
-- [jooq ignore stop]
