-- Run inside of nvim by nvim.py: what a person would do, without the keyboard.
-- WANTED is the title of the action; everything else comes from the server.
local function fail(text)
  io.stderr:write(text .. "\n")
  vim.cmd("cquit")
end

require("hone").setup({ cmd = { os.getenv("HONE"), "lsp" }, build_dir = "build" })
vim.cmd("edit " .. vim.fn.fnameescape(os.getenv("FILE")))
vim.cmd("setfiletype cpp")

local check, line = os.getenv("CHECK"), tonumber(os.getenv("LINE"))
local function diagnostic()
  for _, d in ipairs(vim.diagnostic.get(0)) do
    if d.source == "hone" and d.lnum == line - 1 and (d.code or (d.user_data and d.user_data.lsp.code)) == "hone-" .. check then
      return d
    end
  end
end
if not vim.wait(120000, diagnostic, 50) then
  fail("no diagnostic of " .. check .. " in line " .. line .. ": " .. vim.inspect(vim.diagnostic.get(0)))
end

local titles = {}
vim.ui.select = function(items, opts, choose)
  for _, item in ipairs(items) do
    local title = opts.format_item(item)
    table.insert(titles, title)
    if title:find("(" .. check .. ")", 1, true) and not title:find("Fix all", 1, true) then
      return choose(item)
    end
  end
  fail("no such action: " .. vim.inspect(titles))
end
vim.api.nvim_win_set_cursor(0, { line, diagnostic().col })
local before = vim.api.nvim_buf_get_changedtick(0)
vim.lsp.buf.code_action()
if not vim.wait(120000, function() return vim.api.nvim_buf_get_changedtick(0) ~= before end, 50) then
  fail("the action changed nothing: " .. vim.inspect(titles))
end
vim.cmd("write")
-- What was mended is gone, and the server has seen the new text.
if not vim.wait(120000, function() return not diagnostic() end, 50) then
  fail("the diagnostic stays")
end
vim.cmd("qall!")
