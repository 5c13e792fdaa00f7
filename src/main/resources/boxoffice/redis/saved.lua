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

local saved, users, of_event = {}, {}, {}
for i, reservation in ipairs(ids) do
  local event, user, change = ARGV[4 * i - 2], ARGV[4 * i - 1], ARGV[4 * i]
  if kept[i] == change then
    saved[#saved + 1] = reservation
    users[#users + 1] = user
    local of_this = of_event[event] or {}
    of_this[#of_this + 1] = reservation
    of_event[event] = of_this
  end
end
if #saved == 0 then
  return 'OK'
end

call('HDEL', KEYS[2], unpack(saved))
for event, reservations in pairs(of_event) do
  call('SREM', prefix .. 'event:' .. event .. ':unsaved', unpack(reservations))
end

-- Nearly every user has this one alone.
local of_user = call('HMGET', KEYS[3], unpack(users))
local with_this_alone = {}
for i, user in ipairs(users) do
  if of_user[i] == saved[i] then
    with_this_alone[#with_this_alone + 1] = user
  else
    local ids_left = ' ' .. (call('HGET', KEYS[3], user) or '') .. ' '
    ids_left = string.match(string.gsub(ids_left, ' ' .. saved[i] .. ' ', ' '), '^ *(.-) *$')
    if ids_left == '' then
      call('HDEL', KEYS[3], user)
    else
      call('HSET', KEYS[3], user, ids_left)
    end
  end
end
if #with_this_alone > 0 then call('HDEL', KEYS[3], unpack(with_this_alone)) end
return 'OK'
