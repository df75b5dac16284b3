// SPDX-License-Identifier: MIT
using System.CommandLine;
using KongMonitor.Language;

namespace KongMonitor.CommandLine;

/// <summary><c>kong-ebpf-monitor detach [options]</c>.</summary>
static class DetachCommand
{
    public static Command Create(Texts texts, CommonOptions common, Func<DetachOptions, int> detach)
    {
        var interfaces = new Option<string[]>("--interface", "-i") { Description = texts.Help.DetachInterface, HelpName = "eth0" };
        var command = new Command("detach", texts.Help.Detach) { interfaces, common.BpfFileSystem, common.Lang };
        command.SetAction(result => detach(new DetachOptions
        {
            Interfaces = result.Value(interfaces, []),
            BpfFileSystem = result.GetValue(common.BpfFileSystem),
            Texts = texts,
        }));
        return command;
    }
}
