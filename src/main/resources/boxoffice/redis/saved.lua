-- Strikes changes out of the journal that PostgreSQL has now. Compares and removes: an entry that has changed since stays.
--
-- KEYS  {p}:verified, {p}:unsaved
-- ARGV  reservation, change, reservation, change, …
-- Needs no epoch: what PostgreSQL has may be struck out of any journal, at any time.

local prefix = string.match(KEYS[1], '^{%d+}:')
local ids = {}
for i = 1, #ARGV, 2 do
  ids[#ids + 1] = ARGV[i]
end
local kept = redis.call('HMGET', KEYS[2], unpack(ids))
local saved, saved_of_event = {}, {}
for i, reservation in ipairs(ids) do
  local change = ARGV[2 * i]
  if kept[i] == change then
    local event, user = string.match(change, '^%u+ (%d+) (%d+) ')
    saved_of_event[event] = saved_of_event[event] or {}
    table.insert(saved_of_event[event], reservation)
    table.insert(saved, reservation)
    redis.call('SREM', prefix .. 'user:' .. user .. ':unsaved', reservation)
  end
end
for event, reservations in pairs(saved_of_event) do
  redis.call('SREM', prefix .. 'event:' .. event .. ':unsaved', unpack(reservations))
end
if #saved > 0 then
  redis.call('HDEL', KEYS[2], unpack(saved))
end
return 'OK'
