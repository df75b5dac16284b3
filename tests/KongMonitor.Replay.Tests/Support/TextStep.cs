// SPDX-License-Identifier: MIT
namespace KongMonitor.ReplayTests.Support;

/// <summary>What one side of a conversation does.</summary>
enum TextAct
{
    Sends,
    Closes,
    Resets,
}

/// <summary>A turn of a conversation: what a side sends, or how it ends.</summary>
sealed record TextStep(bool FromClient, TextAct Act, string Text);
