// SPDX-License-Identifier: MIT
using System.CommandLine;
using KongMonitor.Capture;
using KongMonitor.Language;

namespace KongMonitor.CommandLine;

/// <summary><c>kong-ebpf-monitor doctor [options]</c>.</summary>
static class DoctorCommand
{
    public static Command Create(Texts texts, OptionFactory make, CommonOptions common, Func<DoctorCommandOptions, int> doctor)
    {
        var help = texts.Help;
        var duration = make.Duration("--duration", help.DoctorDuration, Limits.Shortest, Limits.ADay);
        var interfaces = new Option<string[]>("--interface", "-i") { Description = help.DoctorInterface, HelpName = "eth0" };
        var ports = make.Ports("--port", help.DoctorPort);
        var allPorts = OptionFactory.Switch("--all-ports", help.DoctorAllPorts);
        var format = make.Choice("--format", help.DoctorFormat, ("text", OutputFormat.Text), ("json", OutputFormat.Json));
        var command = new Command("doctor", help.Doctor) { interfaces, ports, allPorts, duration, format, common.Lang };
        command.SetAction(result => doctor(new()
        {
            Doctor = new()
            {
                Interfaces = result.Value(interfaces, []),
                Ports = result.GetValue(allPorts) ? PortSet.All() : result.Value(ports, null!),
                Duration = result.Value(duration, Limits.UsualInterval),
            },
            Texts = texts,
            Format = result.Value(format, OutputFormat.Text),
        }));
        return command;
    }
}
