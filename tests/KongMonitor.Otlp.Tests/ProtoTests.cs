// SPDX-License-Identifier: MIT
using CsCheck;
using KongMonitor.Otlp.Messages;
using KongMonitor.Otlp.Sending;

namespace KongMonitor.OtlpTests;

/// <summary>protobuf's wire format.</summary>
public class ProtoTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(16_383)]
    [InlineData(16_384)]
    [InlineData(2_097_151)]
    [InlineData(2_097_152)]
    public void A_message_in_messages_is_read_as_it_was_written(int length)
    {
        var text = new string('a', length);
        var writer = new ProtoWriter();
        writer.Number(1, 300);
        var outer = writer.Begin(2);
        var inner = writer.Begin(3);
        writer.Text(4, text);
        writer.End(inner);
        writer.Fixed(5, 7);
        writer.End(outer);
        writer.Number(6, ulong.MaxValue);

        var reader = new ProtoReader(writer.Written.Span);
        Assert.True(reader.Next() && reader is { Field: 1, Number: 300 });
        Assert.True(reader.Next() && reader.Field == 2);
        var within = new ProtoReader(reader.Bytes);
        Assert.True(within.Next() && within.Field == 3);
        var innermost = new ProtoReader(within.Bytes);
        Assert.True(innermost.Next() && innermost.Field == 4);
        Assert.Equal(text, innermost.Text);
        Assert.False(innermost.Next() || innermost.IsBad);
        Assert.True(within.Next() && within.Field == 5);
        Assert.False(within.Next() || within.IsBad);
        Assert.True(reader.Next() && reader is { Field: 6, Number: ulong.MaxValue });
        Assert.False(reader.Next() || reader.IsBad);
    }

    [Theory]
    [InlineData("0A")]
    [InlineData("0A05616263")]
    [InlineData("09000000")]
    [InlineData("0B")]
    [InlineData("00")]
    [InlineData("0AFFFFFFFFFFFFFFFFFF01")]
    [InlineData("FFFFFFFFFFFFFFFFFFFFFF01")]
    public void What_is_no_message_is_bad(string bytes)
    {
        var reader = new ProtoReader(Convert.FromHexString(bytes));
        while (reader.Next())
        {
        }

        Assert.True(reader.IsBad);
    }

    [Fact]
    public void Whatever_a_collector_answers_is_read_without_harm() => Gen.Byte.Array[0, 60].Sample(bytes =>
    {
        _ = RpcStatus.Read(bytes);
        Assert.NotNull(ExportResponse.Read(bytes));
    });

    // Bytes that look like the messages go deeper than any.
    [Fact]
    public void Whatever_is_nearly_a_status_is_read_without_harm() =>
        Gen.Select(Gen.Int[0, 47], Gen.Byte).Array[1, 4].Sample(changes =>
        {
            var writer = new ProtoWriter();
            var detail = writer.Begin(3);
            writer.Text(1, "x/google.rpc.RetryInfo");
            var info = writer.Begin(2);
            var delay = writer.Begin(1);
            writer.Number(1, 5);
            writer.Number(2, 5_000_000);
            writer.End(delay);
            writer.End(info);
            writer.End(detail);
            var bytes = writer.Written.ToArray();
            foreach (var (index, value) in changes)
            {
                bytes[index % bytes.Length] = value;
            }

            Assert.True(RpcStatus.Read(bytes).RetryDelay is null or { Ticks: >= 0 });
        });
}
