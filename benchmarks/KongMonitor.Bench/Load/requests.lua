-- SPDX-License-Identifier: MIT
-- What wrk asks for: wrk -s requests.lua URL -- SWITCH METHOD PATH BODY UNIQUE
-- SWITCH is a file whose first byte says before each request whether it goes to the host that is logged;
-- BODY is a number of bytes; with UNIQUE = 1 each path is asked for once.
local ffi = require("ffi")
ffi.cdef [[
int open(const char *path, int flags);
void *mmap(void *address, size_t length, int protection, int flags, int fd, long offset);
]]
local READ, SHARED = 1, 1
local switch, unique, number = nil, false, 0
local threads = 0
local whole, head, tail = {}, {}, {}

local function map(path)
    local fd = ffi.C.open(path, 0)
    local address = ffi.C.mmap(nil, 1, READ, SHARED, fd, 0)
    if fd < 0 or ffi.cast("intptr_t", address) == -1 then
        error("cannot map " .. path)
    end
    return ffi.cast("const volatile uint8_t *", address)
end

-- Each thread of wrk runs this script for itself; what it asks for begins with its own number.
function setup(thread)
    threads = threads + 1
    thread:set("mine", threads .. "-")
end

function init(arguments)
    switch = map(arguments[1])
    unique = arguments[5] == "1"
    local body = tonumber(arguments[4]) > 0 and string.rep("x", tonumber(arguments[4])) or nil
    for logged, host in pairs({ [0] = "silent", [1] = "logged" }) do
        wrk.headers["Host"] = host
        whole[logged] = wrk.format(arguments[2], arguments[3], wrk.headers, body)
        local method_and_path = arguments[2] .. " " .. arguments[3]
        head[logged], tail[logged] = method_and_path, whole[logged]:sub(#method_and_path + 1)
    end
end

function request()
    local logged = switch[0]
    if not unique then
        return whole[logged]
    end
    number = number + 1
    return head[logged] .. mine .. number .. tail[logged]
end
