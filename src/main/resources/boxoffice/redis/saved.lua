-- Strikes changes out of the journal that PostgreSQL has now. Compares and removes: an entry that has changed since stays.
--
-- KEYS  {p}:verified, {p}:unsaved, {p}:unsaved:by-user
-- ARGV  four words an entry: reservation, event, user, change
-- Needs no epoch: what PostgreSQL has may be struck out of any journal, at any time.

local call = redis.call
local prefix = string.match(KEYS[1], '^{%d+}:')

local ids = {}
for i = 1, #ARGV, 4 do
  ids[#ids + 1] = ARGV[i]
end
local kept = call('HMGET', KEYS[2], unpack(ids))

local saved, by_user, of_event = {}, {}, {}
for i, reservation in ipairs(ids) do
  local event, user, change = ARGV[4 * i - 2], ARGV[4 * i - 1], ARGV[4 * i]
  if kept[i] == change then
    saved[#saved + 1] = reservation
    by_user[#by_user + 1] = user .. ':' .. reservation
    local of_this = of_event[event] or {}
    of_this[#of_this + 1] = reservation
    of_event[event] = of_this
  end
end
if #saved > 0 then
  call('HDEL', KEYS[2], unpack(saved))
  call('ZREM', KEYS[3], unpack(by_user))
  for event, reservations in pairs(of_event) do
    call('SREM', prefix .. 'event:' .. event .. ':unsaved', unpack(reservations))
  end
end
return 'OK'
