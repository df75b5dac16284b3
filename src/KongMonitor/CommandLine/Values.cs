// SPDX-License-Identifier: MIT
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using KongMonitor.Capture;

namespace KongMonitor.CommandLine;

/// <summary>How the values of options are written. Each method is false for what cannot be read; limits are the option's.</summary>
static class Values
{
    /// <summary>Adds ports: 8000, 8000-8010, or several with commas between.</summary>
    public static bool TryPorts(string text, PortSet ports)
    {
        foreach (var part in text.Split(','))
        {
            var ends = part.Split('-', 2);
            if (!TryPort(ends[0], out var first) || !TryPort(ends[^1], out var last) || first > last)
            {
                return false;
            }

            ports.Add(first, last);
        }

        return true;
    }

    /// <summary>Bytes: 262144, 256K, 1M.</summary>
    public static bool TrySize(string text, out long bytes)
    {
        var shift = text.Length == 0 ? 0 : text[^1] switch
        {
            'K' or 'k' => 10,
            'M' or 'm' => 20,
            _ => 0,
        };
        var digits = shift == 0 ? text : text[..^1];
        var valid = TryNumber(digits, out var number);
        bytes = (long)number << shift;
        return valid;
    }

    /// <summary>A port of loopback, or an address and a port: 9465, 0.0.0.0:9465, [::1]:9465. An address without a port is none.</summary>
    public static bool TryListen(string text, [NotNullWhen(true)] out IPEndPoint? address)
    {
        address = null;
        if (TryPort(text, out var port))
        {
            address = new(IPAddress.Loopback, port);
            return true;
        }

        // As it would be shown: so 1.2:80 and ::1:80, which can be read in two ways, are none.
        return IPEndPoint.TryParse(text, out address) && address.Port > 0 && address.ToString() == text;
    }

    /// <summary>Digits and nothing else.</summary>
    public static bool TryNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    static bool TryPort(string text, out ushort port) =>
        ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port > 0;
}
