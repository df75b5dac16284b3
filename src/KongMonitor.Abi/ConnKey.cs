// SPDX-License-Identifier: MIT
namespace KongMonitor.Abi;

public partial struct ConnKey
{
    /// <summary><see cref="Method"/> as its enum.</summary>
    public readonly HttpMethod TypedMethod => (HttpMethod)Method;
}
