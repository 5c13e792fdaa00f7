-- All changes of one user in this partition that PostgreSQL does not have yet.
--
-- KEYS  {p}:verified, {p}:unsaved, {p}:user:U:unsaved
-- ARGV  the epoch that the sender believes
-- Answers {reservation, change, reservation, change, …} or {'UNVERIFIED'}.

if redis.call('GET', KEYS[1]) ~= ARGV[1] then
  return {'UNVERIFIED'}
end
local found = {}
for _, reservation in ipairs(redis.call('SMEMBERS', KEYS[3])) do
  local change = redis.call('HGET', KEYS[2], reservation)
  if change then
    found[#found + 1] = reservation
    found[#found + 1] = change
  end
end
return found
