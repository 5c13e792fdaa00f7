-- Reserves, and cancels what was reserved: half of each. See Job.java.
-- Arguments: first event, events, first user, users.

local here = debug.getinfo(1, 'S').source:match('^@(.*/)') or ''
dofile(here .. 'reserve.lua')

local reserve = request
local held, oldest, newest = {}, 1, 0

function request()
  if oldest > newest then
    return reserve()
  end
  local reservation = held[oldest]
  held[oldest] = nil
  oldest = oldest + 1
  return 'DELETE /reservations/' .. reservation .. ' HTTP/1.1\r\nHost: localhost\r\n\r\n'
end

function response(status, _, body)
  if status == 201 then
    newest = newest + 1
    held[newest] = body:match('"reservationId":(%d+)')
  end
end
