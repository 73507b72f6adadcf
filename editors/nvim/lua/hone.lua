-- SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
--
-- Starts `hone lsp` for C++ buffers, beside clangd. All else is Neovim's own: diagnostics, code actions
-- (vim.lsp.buf.code_action), hover over the header of a loop (vim.lsp.buf.hover), progress.
--
--   require("hone").setup({ cmd = { "hone", "lsp" }, build_dir = "build", checks = "-*,hone-hoist-*" })
--
-- Every field may be left out. Neovim 0.7 and newer.
local M = {}

-- Folder of the project: what build_dir is relative to. vim.fs would need 0.8.
local function root_of(file)
  local folder = vim.fn.fnamemodify(file, ":p:h")
  for _, mark in ipairs({ vim.fn.finddir(".git", folder .. ";"), vim.fn.findfile(".git", folder .. ";"),
                          vim.fn.findfile("compile_commands.json", folder .. ";") }) do
    if mark ~= "" then
      return vim.fn.fnamemodify((vim.fn.fnamemodify(mark, ":p"):gsub("/$", "")), ":h")
    end
  end
  return folder
end

-- Before 0.8 there is no vim.lsp.start: one client for each folder, attached by hand.
local clients = {}

local function start(config)
  if vim.lsp.start then
    return vim.lsp.start(config)
  end
  local id = clients[config.root_dir]
  if not id or not vim.lsp.get_client_by_id(id) then
    id = vim.lsp.start_client(config)
    clients[config.root_dir] = id
  end
  if id then
    vim.lsp.buf_attach_client(0, id)
  end
end

function M.setup(options)
  options = options or {}
  local cmd = options.cmd or { "hone", "lsp" }
  vim.api.nvim_create_autocmd("FileType", {
    pattern = "cpp",
    group = vim.api.nvim_create_augroup("hone", { clear = true }),
    callback = function(event)
      local file = vim.api.nvim_buf_get_name(event.buf)
      if vim.bo[event.buf].buftype ~= "" or file == "" or vim.fn.executable(cmd[1]) == 0 then
        return
      end
      local root = root_of(file)
      start({
        name = "hone",
        cmd = cmd,
        cmd_cwd = root,
        root_dir = root,
        -- An empty Lua table would be an empty list for the server.
        init_options = { buildDir = options.build_dir or "", checks = options.checks or "" },
      })
    end,
  })
end

return M
