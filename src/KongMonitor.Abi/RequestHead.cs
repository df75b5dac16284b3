// SPDX-License-Identifier: MIT
namespace KongMonitor.Abi;

public partial struct RequestHead
{
    /// <summary><see cref="Method"/> as its enum.</summary>
    public readonly HttpMethod TypedMethod => (HttpMethod)Method;
}
