-- Decides a batch of requests on one partition, in their order, in one atomic step.
--
-- KEYS  {p}:verified, {p}:unsaved
-- ARGV  the epoch that the sender believes, the most unsaved changes allowed,
--       then six words a request: operation, event, user, reservation, deadline, created
--       (times in microseconds of Redis's clock; '0' where an operation needs no such word)
-- Answers {now, answer, answer, …}, each answer a word, or a list that begins with it; {now, 'UNVERIFIED'} if the epoch is another one.
-- The change that a RESERVED or CANCELLED stands for was made now, and its sender knows the rest.
--
-- The size of an event's holders is its count: available = total - HLEN(holders). Nothing else is counted, so nothing can drift;
-- within the batch it is asked for once an event, and counted on from there.
-- The keys of events and users are made here from the partition's prefix: all lie in the slot of KEYS[1].

local time = redis.call('TIME')
local clock = time[1] * 1000000 + time[2]
local now = string.format('%.0f', clock)
local epoch, limit = ARGV[1], tonumber(ARGV[2])
local unsaved = KEYS[2]
local prefix = string.match(KEYS[1], '^{%d+}:')

if redis.call('GET', KEYS[1]) ~= epoch then
  return {now, 'UNVERIFIED'}
end

local backlog = redis.call('HLEN', unsaved)
local events = {}

-- An event that was loaded in another epoch is not believed.
local function on_sale_in(id)
  local event = events[id]
  if event == nil then
    local key = prefix .. 'event:' .. id
    local fields = redis.call('HMGET', key, 'epoch', 'total', 'name')
    event = false
    if fields[1] == epoch then
      local holders = key .. ':holders'
      event = {total = tonumber(fields[2]), name = fields[3], holders = holders, held = redis.call('HLEN', holders),
        unsaved = key .. ':unsaved'}
    end
    events[id] = event
  end
  return event
end

-- The first write of a decision, with which Redis out of memory or without its disk refuses before anything is changed.
local function try(...)
  local result = redis.pcall(...)
  if type(result) == 'table' and result.err then
    return {'REFUSED', result.err}
  end
end

local function journal(on_sale, reservation, status, event, user, created)
  local change = status .. ' ' .. event .. ' ' .. user .. ' ' .. created .. ' ' .. now
  backlog = backlog + redis.call('HSET', unsaved, reservation, change)
  redis.call('SADD', on_sale.unsaved, reservation)
  redis.call('SADD', prefix .. 'user:' .. user .. ':unsaved', reservation)
end

local operations = {}

function operations.reserve(event, user, reservation, deadline)
  if clock >= tonumber(deadline) then return 'EXPIRED' end
  local on_sale = on_sale_in(event)
  if not on_sale then return {'NOT_LOADED', event} end
  local held = redis.call('HGET', on_sale.holders, user)
  if held then return {'ALREADY_RESERVED', held, redis.call('HGET', unsaved, held) or ''} end
  if on_sale.held >= on_sale.total then return 'SOLD_OUT' end
  if backlog >= limit then return 'BACKLOGGED' end
  local refused = try('HSET', on_sale.holders, user, reservation)
  if refused then return refused end
  on_sale.held = on_sale.held + 1
  journal(on_sale, reservation, 'CONFIRMED', event, user, now)
  return 'RESERVED'
end

function operations.cancel(event, user, reservation, deadline, created)
  if clock >= tonumber(deadline) then return 'EXPIRED' end
  local on_sale = on_sale_in(event)
  if not on_sale then return {'NOT_LOADED', event} end
  if redis.call('HGET', on_sale.holders, user) ~= reservation then return 'NOT_HELD' end
  local refused = try('HDEL', on_sale.holders, user)
  if refused then return refused end
  on_sale.held = on_sale.held - 1
  journal(on_sale, reservation, 'CANCELLED', event, user, created)
  return 'CANCELLED'
end

function operations.event(event)
  local on_sale = on_sale_in(event)
  if not on_sale then return {'NOT_LOADED', event} end
  return {'EVENT', on_sale.name, on_sale.total, math.max(0, on_sale.total - on_sale.held)}
end

-- An unsaved CONFIRMED that holds no ticket was put back although PostgreSQL knew better: PostgreSQL is asked then.
function operations.find(_, _, reservation)
  local change = redis.call('HGET', unsaved, reservation)
  if not change then return 'SAVED' end
  local status, event, user = string.match(change, '^(%u+) (%d+) (%d+) ')
  local on_sale = on_sale_in(event)
  if not on_sale then return {'NOT_LOADED', event} end
  if status == 'CONFIRMED' and redis.call('HGET', on_sale.holders, user) ~= reservation then return 'SAVED' end
  return {'UNSAVED', reservation, change, on_sale.name}
end

local answers = {now}
for i = 3, #ARGV, 6 do
  answers[#answers + 1] = operations[ARGV[i]](ARGV[i + 1], ARGV[i + 2], ARGV[i + 3], ARGV[i + 4], ARGV[i + 5])
end
return answers
