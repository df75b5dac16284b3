// SPDX-License-Identifier: MIT
using System.Threading.Channels;

namespace KongMonitor.Serving.Streams;

/// <summary>Somebody who reads a stream. Two batches wait for it at most; when one more comes, the older one is dropped.</summary>
sealed class EventClient
{
    const int MostWaiting = 2;
    readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly Channel<EventBatch> batches;
    readonly StreamCounts counts;

    public EventClient(EventChannel channel, StreamCounts counts)
    {
        Channel = channel;
        this.counts = counts;
        batches = System.Threading.Channels.Channel.CreateBounded<EventBatch>(
            new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true },
            dropped => counts.AddDropped(dropped.Count));
    }

    /// <summary>Whose events it gets.</summary>
    public EventChannel Channel { get; }

    /// <summary>How many events the channel had seen before.</summary>
    public ulong Before { get; private set; }

    /// <summary>Done once its events count.</summary>
    public Task Begun => begun.Task;

    /// <summary>What waits for it; ends with the run.</summary>
    public ChannelReader<EventBatch> Batches => batches.Reader;

    /// <summary>From now on its events count.</summary>
    public void Begin(ulong before)
    {
        Before = before;
        begun.TrySetResult();
    }

    /// <summary>Never waits.</summary>
    public void Add(EventBatch batch)
    {
        if (!batches.Writer.TryWrite(batch))
        {
            counts.AddDropped(batch.Count);
        }
    }

    /// <summary>Nothing comes any more.</summary>
    public void End()
    {
        batches.Writer.TryComplete();
        begun.TrySetCanceled();
    }
}
