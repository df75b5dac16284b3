// SPDX-License-Identifier: MIT
using KongMonitor.Otlp.Messages;

namespace KongMonitor.Otlp.Sending;

/// <summary>google.rpc.Status, with the delay of a google.rpc.RetryInfo in it.</summary>
readonly record struct RpcStatus(string Message, TimeSpan? RetryDelay)
{
    const int MessageField = 2;
    const int Details = 3;
    const int AnyType = 1;
    const int AnyValue = 2;
    const int DelayField = 1;
    const int Seconds = 1;
    const int Nanoseconds = 2;
    const ulong MostSeconds = 1_000_000;

    /// <summary>Reads what there is: of what is no message, as much as can be read.</summary>
    public static RpcStatus Read(ReadOnlySpan<byte> bytes)
    {
        var message = "";
        TimeSpan? delay = null;
        var status = new ProtoReader(bytes);
        while (status.Next())
        {
            message = status.Field == MessageField ? status.Text : message;
            delay = status.Field == Details ? ReadDetail(status.Bytes) ?? delay : delay;
        }

        return new(message, delay);
    }

    static TimeSpan? ReadDetail(ReadOnlySpan<byte> bytes)
    {
        var isRetryInfo = false;
        ReadOnlySpan<byte> value = default;
        var any = new ProtoReader(bytes);
        while (any.Next())
        {
            isRetryInfo |= any.Field == AnyType && any.Bytes.EndsWith("/google.rpc.RetryInfo"u8);
            value = any.Field == AnyValue ? any.Bytes : value;
        }

        return isRetryInfo ? ReadRetryInfo(value) : null;
    }

    static TimeSpan ReadRetryInfo(ReadOnlySpan<byte> bytes)
    {
        var info = new ProtoReader(bytes);
        while (info.Next())
        {
            if (info.Field == DelayField)
            {
                return ReadDuration(info.Bytes);
            }
        }

        return TimeSpan.Zero;
    }

    // A negative number is a large one here.
    static TimeSpan ReadDuration(ReadOnlySpan<byte> bytes)
    {
        ulong seconds = 0;
        ulong nanoseconds = 0;
        var duration = new ProtoReader(bytes);
        while (duration.Next())
        {
            seconds = duration.Field == Seconds ? duration.Number : seconds;
            nanoseconds = duration.Field == Nanoseconds ? duration.Number : nanoseconds;
        }

        return (long)seconds < 0 || nanoseconds >= 1_000_000_000
            ? TimeSpan.Zero
            : TimeSpan.FromSeconds(Math.Min(seconds, MostSeconds)) + TimeSpan.FromTicks((long)nanoseconds / TimeSpan.NanosecondsPerTick);
    }
}
