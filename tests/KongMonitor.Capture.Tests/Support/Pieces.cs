// SPDX-License-Identifier: MIT
using CsCheck;

namespace KongMonitor.CaptureTests.Support;

static class Pieces
{
    /// <summary>Texts put together from these pieces and from anything.</summary>
    public static Gen<string> Joined(params string[] pieces) =>
        Gen.OneOf(Gen.Int[0, pieces.Length - 1].Select(i => pieces[i]), Gen.String[0, 3]).Array[0, 16].Select(parts => string.Concat(parts));
}
