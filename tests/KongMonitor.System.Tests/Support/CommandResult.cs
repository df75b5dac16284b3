// SPDX-License-Identifier: MIT
namespace KongMonitor.SystemTests.Support;

sealed record CommandResult(int ExitCode, string Output, string Error);
