-- That a reservation's user and event exist is asked once for each statement. A foreign key asks by a query for each row, and locks the row
-- that it finds: two thirds of what a batch of 1,000 rows costs. That a row which was found stays is promised below instead: none is ever
-- deleted or given another id, so there is nothing to lock. The instances rely on that, too, for they remember who and what exists.

-- [jooq ignore start]
-- In the order in which writers come to them, so that none of them and this migration wait for each other.
lock table event, reservation, "user" in access exclusive mode;
-- [jooq ignore stop]

alter table reservation drop constraint reservation_user_fk;
alter table reservation drop constraint reservation_event_fk;

-- [jooq ignore start]
-- Says what PostgreSQL would say, under the names that the foreign keys had. A subquery for each id can't become a join with a whole table,
-- however many rows the planner expects. Nor may the subquery read the table whole, which would seem cheaper while there are few users: the
-- plan is kept, and they become a million.
create function reservation_refers() returns trigger language plpgsql set enable_seqscan = off as $$
declare
  missing bigint;
begin
  select i.user_id into missing from inserted i
    where (select u.id from "user" u where u.id = i.user_id) is null limit 1;
  if found then
    raise foreign_key_violation using
      message = 'insert or update on table "reservation" violates foreign key constraint "reservation_user_fk"',
      detail = format('Key (user_id)=(%s) is not present in table "user".', missing),
      schema = tg_table_schema, table = tg_table_name, constraint = 'reservation_user_fk';
  end if;
  select i.event_id into missing from (select distinct event_id from inserted) i
    where (select e.id from event e where e.id = i.event_id) is null limit 1;
  if found then
    raise foreign_key_violation using
      message = 'insert or update on table "reservation" violates foreign key constraint "reservation_event_fk"',
      detail = format('Key (event_id)=(%s) is not present in table "event".', missing),
      schema = tg_table_schema, table = tg_table_name, constraint = 'reservation_event_fk';
  end if;
  return null;
end $$;

create trigger reservation_refers after insert on reservation referencing new table as inserted
  for each statement execute function reservation_refers();

create function reservation_is_moved() returns trigger language plpgsql as $$
begin
  raise restrict_violation using
    message = format('reservation %s stays that of its user and its event: cancel it and make another', old.id),
    schema = tg_table_schema, table = tg_table_name;
end $$;

-- A cancel sets neither column, and pays nothing.
create trigger reservation_stays before update of user_id, event_id on reservation for each row
  when (new.user_id <> old.user_id or new.event_id <> old.event_id) execute function reservation_is_moved();

create function referred_is_removed() returns trigger language plpgsql as $$
begin
  raise restrict_violation using
    message = format('rows of "%s" are kept, with their ids: reservations refer to them, and running instances remember them;'
      ' a name can be changed', tg_table_name),
    schema = tg_table_schema, table = tg_table_name;
end $$;

create trigger user_stays before delete or truncate on "user" for each statement execute function referred_is_removed();
create trigger user_id_stays before update of id on "user" for each row
  when (new.id <> old.id) execute function referred_is_removed();
create trigger event_stays before delete or truncate on event for each statement execute function referred_is_removed();
create trigger event_id_stays before update of id on event for each row
  when (new.id <> old.id) execute function referred_is_removed();
-- [jooq ignore stop]
