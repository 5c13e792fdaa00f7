-- Strikes changes out of the journal that PostgreSQL has now. Compares and removes: an entry that has changed since stays.
--
-- KEYS  {p}:verified, {p}:unsaved, {p}:unsaved:by-user
-- ARGV  reservation, change, reservation, change, …
-- Needs no epoch: what PostgreSQL has may be struck out of any journal, at any time.

local prefix = string.match(KEYS[1], '^{%d+}:')

local ids = {}
for i = 1, #ARGV, 2 do
  table.insert(ids, ARGV[i])
end
local kept = redis.call('HMGET', KEYS[2], unpack(ids))

local saved, of_event, of_user, users = {}, {}, {}, {}
for i, reservation in ipairs(ids) do
  local change = ARGV[2 * i]
  if kept[i] == change then
    local event, user = string.match(change, '^%u+ (%d+) (%d+) ')
    table.insert(saved, reservation)
    of_event[event] = of_event[event] or {}
    table.insert(of_event[event], reservation)
    if not of_user[user] then
      of_user[user] = {}
      table.insert(users, user)
    end
    table.insert(of_user[user], reservation)
  end
end
if #saved == 0 then
  return 'OK'
end

redis.call('HDEL', KEYS[2], unpack(saved))
for event, reservations in pairs(of_event) do
  redis.call('SREM', prefix .. 'event:' .. event .. ':unsaved', unpack(reservations))
end

local known = redis.call('HMGET', KEYS[3], unpack(users))
local without, with_others = {}, {}
for i, user in ipairs(users) do
  local left = ' ' .. (known[i] or '') .. ' '
  for _, reservation in ipairs(of_user[user]) do
    left = string.gsub(left, ' ' .. reservation .. ' ', ' ')
  end
  left = string.match(left, '^%s*(.-)%s*$')
  if left == '' then
    table.insert(without, user)
  else
    table.insert(with_others, user)
    table.insert(with_others, left)
  end
end
if #without > 0 then redis.call('HDEL', KEYS[3], unpack(without)) end
if #with_others > 0 then redis.call('HSET', KEYS[3], unpack(with_others)) end
return 'OK'
