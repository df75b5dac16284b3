// SPDX-License-Identifier: MIT
using System.Text;
using KongMonitor.Abi;

namespace KongMonitor.Core;

/// <summary>
/// What the shared enums are called in every output. Made from the members'
/// names, so that a member added in abi.h has its name here at once.
/// </summary>
public static class Names
{
    /// <summary>What stands for domain and path of exchanges that endpoint_map had no row for.</summary>
    public const string Other = "(other)";

    /// <summary>The loss that the program adds to the kernel's: lines that a slow reader of the output left no room for.</summary>
    public const string OutputFull = "output_full";

    static readonly string[] methods = Fill(256, "OTHER", (HttpMethod method) =>
        method == HttpMethod.Unknown ? "(unknown)" : Enum.GetName(method)!.ToUpperInvariant());

    /// <summary>GET, POST, …; OTHER for any token without a name, (unknown) where the kernel lost it.</summary>
    public static string Method(byte method) => methods[method];

    /// <summary>downstream or upstream.</summary>
    public static string Of(Leg leg) => legs[(int)leg];

    /// <summary>ring_full, …</summary>
    public static string Of(Loss loss) => losses[(int)loss];

    /// <summary>tls, http2, …</summary>
    public static string Of(NotHttp kind) => notHttp[(int)kind];

    /// <summary>reset_by_client, …</summary>
    public static string Of(UnansweredReason reason) => unanswered[(int)reason];

    /// <summary>gap, …</summary>
    public static string Of(DesyncReason reason) => desynced[(int)reason];

    /// <summary>Why the exchange that the event ends has no answer; null if it has one, or the event ends none.</summary>
    public static string? ReasonOf(in TrafficEvent traffic) => traffic.TypedType switch
    {
        EventType.Error when traffic.Status == 0 => Of((UnansweredReason)traffic.Reason),
        EventType.Desynced => Of((DesyncReason)traffic.Reason),
        _ => null,
    };

    static readonly string[] legs = Fill((int)Leg.Count, "", (Leg leg) => SnakeCase(Enum.GetName(leg)!));
    static readonly string[] losses = Fill((int)Loss.Count, "", (Loss loss) => SnakeCase(Enum.GetName(loss)!));
    static readonly string[] notHttp = Fill((int)NotHttp.Count, "", (NotHttp kind) => SnakeCase(Enum.GetName(kind)!));
    static readonly string[] unanswered = Fill((int)UnansweredReason.Count, "", (UnansweredReason reason) => SnakeCase(Enum.GetName(reason)!));
    static readonly string[] desynced = Fill((int)DesyncReason.Count, "", (DesyncReason reason) => SnakeCase(Enum.GetName(reason)!));

    /// <summary>All reasons for a loss in the kernel.</summary>
    public static IReadOnlyList<string> Losses => losses;

    static string[] Fill<T>(int size, string rest, Func<T, string> name)
        where T : struct, Enum
    {
        var names = new string[size];
        Array.Fill(names, rest);
        foreach (var value in Enum.GetValues<T>())
        {
            var index = Convert.ToInt32(value, null);
            if (index < size)
            {
                names[index] = name(value);
            }
        }

        return names;
    }

    static string SnakeCase(string name)
    {
        var text = new StringBuilder();
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && text.Length > 0)
            {
                text.Append('_');
            }

            text.Append(char.ToLowerInvariant(letter));
        }

        return text.ToString();
    }
}
