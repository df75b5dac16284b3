// SPDX-License-Identifier: MIT
using System.CommandLine;
using System.CommandLine.Parsing;
using KongMonitor.Language;

namespace KongMonitor.CommandLine;

/// <summary>The command line: its commands, and what is wrong with arguments.</summary>
sealed class MonitorCommand
{
    readonly Texts texts;
    readonly CommonOptions common;
    readonly CaptureOptionSet capture;
    readonly Command root;

    public MonitorCommand(
        Texts texts,
        Func<MonitorOptions, int> run,
        Func<TopCommandOptions, int> top,
        Func<ReplayCommandOptions, int> replay,
        Func<DetachOptions, int> detach,
        Func<DoctorCommandOptions, int> doctor)
    {
        this.texts = texts;
        var make = new OptionFactory(texts);
        common = new(texts, make);
        capture = new(texts, make, common);
        var runCommand = new RunCommand(texts, make, common, capture);
        root = runCommand.Fill(new RootCommand(texts.Help.Program), run);
        root.Add(runCommand.Fill(new Command("run", texts.Help.Run), run));
        root.Add(new TopCommand(texts, make, common, capture).Create(top));
        root.Add(new ReplayCommand(texts, make, common).Create(replay));
        root.Add(DetachCommand.Create(texts, common, detach));
        root.Add(DoctorCommand.Create(texts, make, common, doctor));
    }

    /// <summary>Runs what the arguments say. The errors are those of the command line; then nothing ran.</summary>
    public int Invoke(IReadOnlyList<string> args, out IReadOnlyList<string> errors)
    {
        var result = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        errors = Errors(result);
        return errors.Count > 0 ? Failure.BadValue : result.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
    }

    List<string> Errors(ParseResult result)
    {
        var errors = result.UnmatchedTokens.Select(token => Texts.Fill(texts.UnknownArgument, token)).ToList();
        errors.AddRange(result.Errors.Select(error => error.SymbolResult switch
        {
            OptionResult { Tokens.Count: 0 } option => Texts.Fill(texts.MissingValue, option.Option.Name),
            ArgumentResult { Tokens.Count: 0 } argument => Texts.Fill(texts.MissingArgument, argument.Argument.Name),
            OptionResult { Tokens.Count: > 1, Option.Arity.MaximumNumberOfValues: 1 } option
                => Texts.Fill(texts.GivenTwice, option.Option.Name),
            _ => error.Message,
        }));
        (Option One, Option Other)[] opposites =
        [
            (common.Upstream, common.NoUpstream), (capture.Keep, capture.NoPin), (common.BpfFileSystem, capture.NoPin),
        ];
        errors.AddRange(opposites
            .Where(pair => result.IsGiven(pair.One) && result.IsGiven(pair.Other))
            .Select(pair => Texts.Fill(texts.Contradiction, pair.One.Name, pair.Other.Name)));

        return errors;
    }
}
