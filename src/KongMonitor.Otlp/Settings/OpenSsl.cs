// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;

namespace KongMonitor.Otlp.Settings;

/// <summary>
/// OpenSSL is loaded when the first certificate or TLS connection needs it, and .NET ends the process where it is
/// missing: so it is looked for before.
/// </summary>
static class OpenSsl
{
    public static bool IsThere { get; } = NativeLibrary.TryLoad("libssl.so.3", out _) || NativeLibrary.TryLoad("libssl.so.1.1", out _);
}
