// SPDX-License-Identifier: MIT
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using KongMonitor.Capture;
using KongMonitor.Core;
using KongMonitor.Language;

namespace KongMonitor.CommandLine;

/// <summary>Options whose errors say what is allowed, in the user's language.</summary>
sealed class OptionFactory(Texts texts)
{
    public static Option<bool> Switch(string name, string help) =>
        new(name) { Description = help, Arity = ArgumentArity.Zero };

    public Option<TimeSpan> Duration(string name, string help, TimeSpan least, TimeSpan most) => new(name)
    {
        Description = help,
        HelpName = "5s",
        CustomParser = result => DurationText.TryParse(Text(result), out var duration) && duration >= least && duration <= most
            ? duration
            : Refuse<TimeSpan>(result, name, texts.BadDuration, DurationText.Show(least), DurationText.Show(most)),
    };

    public Option<int> Number(string name, string help, int least, int most) => new(name)
    {
        Description = help,
        HelpName = "N",
        CustomParser = result => Values.TryNumber(Text(result), out var number) && number >= least && number <= most
            ? number
            : Refuse<int>(result, name, texts.BadNumber, least, most),
    };

    public Option<long> Size(string name, string help, long least, long most) => new(name)
    {
        Description = help,
        HelpName = "256K",
        CustomParser = result =>
            Values.TrySize(Text(result), out var size) && size >= least && size <= most && long.IsPow2(size)
                ? size
                : Refuse<long>(result, name, texts.BadSize, least, most),
    };

    public Option<T> Choice<T>(string name, string help, params (string Name, T Value)[] choices)
    {
        var names = choices.Select(choice => choice.Name).ToArray();
        return new(name)
        {
            Description = help,
            HelpName = string.Join('|', names),
            CustomParser = result => Array.IndexOf(names, Text(result)) is >= 0 and var index
                ? choices[index].Value
                : Refuse<T>(result, name, texts.BadChoice, string.Join(", ", names)),
        };
    }

    public Option<PortSet> Ports(string name, string help) => new(name)
    {
        Description = help,
        HelpName = "8000-8010",
        Arity = ArgumentArity.OneOrMore,
        CustomParser = result =>
        {
            var ports = new PortSet();
            foreach (var token in result.Tokens)
            {
                if (!Values.TryPorts(token.Value, ports))
                {
                    result.AddError(Texts.Fill(texts.BadPort, name, token.Value));
                }
            }

            return ports;
        },
    };

    public Option<IPAddress[]> Addresses(string name, string help) => new(name)
    {
        Description = help,
        HelpName = "10.0.0.15",
        Arity = ArgumentArity.OneOrMore,
        CustomParser = result =>
        {
            var addresses = new List<IPAddress>();
            foreach (var token in result.Tokens)
            {
                if (IPAddress.TryParse(token.Value, out var address))
                {
                    addresses.Add(address);
                }
                else
                {
                    result.AddError(Texts.Fill(texts.BadAddress, name, token.Value));
                }
            }

            return [.. addresses];
        },
    };

    /// <summary>What lies at the path is looked at later: an empty one is no path at all.</summary>
    public Option<string> Path(string name, string help, string example) => new(name)
    {
        Description = help,
        HelpName = example,
        CustomParser = result => Path(result, name),
    };

    public Argument<string> PathArgument(string name, string help) => new(name)
    {
        Description = help,
        CustomParser = result => Path(result, name),
    };

    public Option<IPEndPoint> Listen(string name, string help) => new(name)
    {
        Description = help,
        HelpName = "9465",
        CustomParser = result => Values.TryListen(Text(result), out var address)
            ? address
            : Refuse<IPEndPoint>(result, name, texts.BadListen),
    };

    string? Path(ArgumentResult result, string name) =>
        Text(result) is { Length: > 0 } path ? path : Refuse<string>(result, name, texts.BadPath);

    static string Text(ArgumentResult result) => result.Tokens[^1].Value;

    static T? Refuse<T>(ArgumentResult result, string name, string text, params ReadOnlySpan<object?> allowed)
    {
        result.AddError(Texts.Fill(text, [name, Text(result), .. allowed]));
        return default;
    }
}
