// SPDX-License-Identifier: MIT
namespace KongMonitor.Serving.Views;

/// <summary>Those who wait for the same text. Each of them is one of its users, and disposes it. Used under the feed's lock.</summary>
sealed class ViewTurn
{
    readonly TaskCompletionSource<SharedText> source = new(TaskCreationOptions.RunContinuationsAsynchronously);
    int waiting;

    /// <summary>The text, once it is made.</summary>
    public Task<SharedText> Text => source.Task;

    /// <summary>One more waits.</summary>
    public void Join() => waiting++;

    /// <summary>One does not wait any more, and has not got the text.</summary>
    public void Leave()
    {
        if (source.Task.IsCompletedSuccessfully)
        {
            source.Task.Result.Dispose();
        }
        else
        {
            waiting--;
        }
    }

    /// <summary>All get it.</summary>
    public void Give(SharedText text)
    {
        for (; waiting > 0; waiting--)
        {
            text.TryUse();
        }

        source.SetResult(text);
    }

    /// <summary>There will be none.</summary>
    public void End() => source.TrySetCanceled();
}
