-- Decides a batch of requests on one partition, in their order, in one atomic step.
--
-- KEYS  {p}:verified, {p}:unsaved, {p}:unsaved:by-user
-- ARGV  the epoch that the sender believes, the most unsaved changes allowed,
--       then six words a request: operation, event, user, reservation, deadline, created
--       (times in microseconds of Redis's clock; '0' where an operation needs no such word).
--       A reservation is its id; one that is made with a key has ' ' and the key's digest behind it, and holders keep both as they came
-- Answers {now, answer, answer, …}, each answer a word, or a list that begins with it; {now, 'UNVERIFIED'} if the epoch is another one.
-- The change that a RESERVED or CANCELLED stands for was made now, and its sender knows the rest.
--
-- The size of an event's holders is its count: available = total - HLEN(holders). Nothing else is counted, so nothing can drift.
-- A command costs Redis more than what it does, so what the batch needs is read at once, decided on from there, and written at once.
-- The keys of events are made here from the partition's prefix: all lie in the slot of KEYS[1].

local call = redis.call
local time = call('TIME')
local clock = time[1] * 1000000 + time[2]
local now = string.format('%.0f', clock)
local epoch, limit = ARGV[1], tonumber(ARGV[2])
local unsaved, unsaved_by_user = KEYS[2], KEYS[3]
local prefix = string.match(KEYS[1], '^{%d+}:')

if call('GET', KEYS[1]) ~= epoch then
  return {now, 'UNVERIFIED'}
end

-- What is read.

local backlog = call('HLEN', unsaved)
local events = {}

local users_of = {}
for i = 3, #ARGV, 6 do
  local event, user = ARGV[i + 1], ARGV[i + 2]
  if user ~= '0' then
    local users = users_of[event] or {}
    users[#users + 1] = user
    users_of[event] = users
  end
end

-- An event that was loaded in another epoch is not believed.
local function read_event(id)
  local key = prefix .. 'event:' .. id
  local fields = call('HMGET', key, 'epoch', 'total', 'name')
  if fields[1] ~= epoch then return false end
  local event = {id = id, total = tonumber(fields[2]), name = fields[3], holders = key .. ':holders',
    holding = {}, taken = {}, freed = {'HDEL', key .. ':holders'}, changed = {'SADD', key .. ':unsaved'}}
  event.held = call('HLEN', event.holders)
  local users = users_of[id]
  if users then
    local held = call('HMGET', event.holders, unpack(users))
    for i, user in ipairs(users) do event.holding[user] = held[i] end
  end
  return event
end

local function on_sale_in(id)
  if events[id] == nil then events[id] = read_event(id) end
  return events[id]
end

-- The reservation that the user holds, or false.
local function holding(event, user)
  if event.holding[user] == nil then event.holding[user] = call('HGET', event.holders, user) end
  return event.holding[user]
end

-- The id of a reservation, and what stands behind it: ' ' and the digest of its key, or ''.
local function parts_of(reservation)
  local id = string.match(reservation, '^%d+')
  return id, string.sub(reservation, #id + 1)
end

-- What is to be written, when all is decided.

local changes = {}
local journal, by_user = {'HSET', unsaved}, {'ZADD', unsaved_by_user}

local function change_of(id)
  return changes[id] or call('HGET', unsaved, id)
end

local function take(event, user, reservation)
  event.holding[user] = reservation
  event.held = event.held + 1
  event.taken[#event.taken + 1] = user
end

local function free(event, user)
  event.holding[user] = false
  event.held = event.held - 1
  event.freed[#event.freed + 1] = user
end

-- One that is in the journal already counts twice until the batch is written, which only makes the limit come a little sooner.
local function note(event, user, reservation, status, created)
  local id, key = parts_of(reservation)
  local change = status .. ' ' .. event.id .. ' ' .. user .. ' ' .. created .. ' ' .. now .. key
  changes[id] = change
  backlog = backlog + 1
  journal[#journal + 1] = id
  journal[#journal + 1] = change
  event.changed[#event.changed + 1] = id
  by_user[#by_user + 1] = '0'
  by_user[#by_user + 1] = user .. ':' .. id
end

-- The operations.

local refusal
local operations = {}

-- Who comes again with the key that made the reservation is told so; one that was made without a key is nobody's repeat.
local function already_reserved(held, asked)
  local id, key = parts_of(held)
  local _, asked_key = parts_of(asked)
  local is_repeat = key ~= '' and key == asked_key
  return {is_repeat and 'REPEATED' or 'ALREADY_RESERVED', id, change_of(id) or ''}
end

local function is_held(event, user, id)
  local held = holding(event, user)
  return held and parts_of(held) == id
end

function operations.reserve(id, user, reservation, deadline)
  if clock >= tonumber(deadline) then return 'EXPIRED' end
  local event = on_sale_in(id)
  if not event then return {'NOT_LOADED', id} end
  local held = holding(event, user)
  if held then return already_reserved(held, reservation) end
  if event.held >= event.total then return 'SOLD_OUT' end
  if backlog >= limit then return 'BACKLOGGED' end
  if refusal then return refusal end
  take(event, user, reservation)
  note(event, user, reservation, 'CONFIRMED', now)
  return 'RESERVED'
end

function operations.cancel(id, user, reservation, deadline, created)
  if clock >= tonumber(deadline) then return 'EXPIRED' end
  local event = on_sale_in(id)
  if not event then return {'NOT_LOADED', id} end
  if not is_held(event, user, (parts_of(reservation))) then return 'NOT_HELD' end
  if refusal then return refusal end
  free(event, user)
  note(event, user, reservation, 'CANCELLED', created)
  return 'CANCELLED'
end

function operations.event(id)
  local event = on_sale_in(id)
  if not event then return {'NOT_LOADED', id} end
  return {'EVENT', event.name, event.total, math.max(0, event.total - event.held)}
end

-- An unsaved CONFIRMED that holds no ticket was put back although PostgreSQL knew better: PostgreSQL is asked then.
function operations.find(_, _, id)
  local change = change_of(id)
  if not change then return 'SAVED' end
  local status, event_id, user = string.match(change, '^(%u+) (%d+) (%d+) ')
  local event = on_sale_in(event_id)
  if not event then return {'NOT_LOADED', event_id} end
  if status == 'CONFIRMED' and not is_held(event, user, id) then return 'SAVED' end
  return {'UNSAVED', id, change, event.name}
end

local function decide_all()
  local answers = {now}
  for i = 3, #ARGV, 6 do
    answers[#answers + 1] = operations[ARGV[i]](ARGV[i + 1], ARGV[i + 2], ARGV[i + 3], ARGV[i + 4], ARGV[i + 5])
  end
  return answers
end

local function add_takings(commands, event)
  local takings = {'HSET', event.holders}
  for _, user in ipairs(event.taken) do
    if event.holding[user] then
      takings[#takings + 1] = user
      takings[#takings + 1] = event.holding[user]
    end
  end
  if #takings > 2 then table.insert(commands, takings) end
end

-- The commands that write what was decided, in their order. A Redis that is out of memory takes what makes room, so that comes first.
local function writes()
  local commands, touched = {}, {}
  for _, event in pairs(events) do
    if event and #event.changed > 2 then table.insert(touched, event) end
  end
  for _, event in ipairs(touched) do
    if #event.freed > 2 then table.insert(commands, event.freed) end
  end
  for _, event in ipairs(touched) do
    add_takings(commands, event)
  end
  table.insert(commands, journal)
  table.insert(commands, by_user)
  for _, event in ipairs(touched) do
    table.insert(commands, event.changed)
  end
  return commands
end

local answers = decide_all()
if #journal > 2 then
  for i, command in ipairs(writes()) do
    if i > 1 then
      call(unpack(command))
    else
      -- Redis refuses the first write if any, out of memory or without its disk. Then nothing is changed, and all is decided anew.
      local result = redis.pcall(unpack(command))
      if type(result) == 'table' and result.err then
        refusal = {'REFUSED', result.err}
        backlog, events, changes = call('HLEN', unsaved), {}, {}
        return decide_all()
      end
    end
  end
end
return answers
