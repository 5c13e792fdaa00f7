-- What the counter has of some events at one instant, for the audit to compare with PostgreSQL.
--
-- KEYS  {p}:verified, {p}:unsaved
-- ARGV  the epoch that the sender believes, the most unsaved changes to hand over, event, event, …
-- Answers a list per event: {event, number of unsaved changes, 'ALL' of them or 'TOO_MANY', {reservation, change, reservation, change, …},
--       {name, total, version, number of holders} or {} where the event is not loaded}; {'UNVERIFIED'} if the epoch is another one.
--
-- The keys of events are made here from the partition's prefix, as in decide.lua: all lie in the slot of KEYS[1].

local epoch, left = ARGV[1], tonumber(ARGV[2])
if redis.call('GET', KEYS[1]) ~= epoch then
  return {'UNVERIFIED'}
end
local prefix = string.match(KEYS[1], '^{%d+}:')

local function changes(event_key)
  local found = {}
  for _, reservation in ipairs(redis.call('SMEMBERS', event_key .. ':unsaved')) do
    local change = redis.call('HGET', KEYS[2], reservation)
    if change then
      found[#found + 1] = reservation
      found[#found + 1] = change
    end
  end
  return found
end

local function on_sale(event_key)
  local fields = redis.call('HMGET', event_key, 'epoch', 'name', 'total', 'version')
  if fields[1] ~= epoch then return {} end
  return {fields[2], fields[3], fields[4], redis.call('HLEN', event_key .. ':holders')}
end

local answers = {}
for i = 3, #ARGV do
  local key = prefix .. 'event:' .. ARGV[i]
  local unsaved = redis.call('SCARD', key .. ':unsaved')
  if unsaved <= left then
    left = left - unsaved
    answers[#answers + 1] = {ARGV[i], unsaved, 'ALL', changes(key), on_sale(key)}
  else
    answers[#answers + 1] = {ARGV[i], unsaved, 'TOO_MANY', {}, on_sale(key)}
  end
end
return answers
