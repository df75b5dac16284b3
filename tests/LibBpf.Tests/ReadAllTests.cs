// SPDX-License-Identifier: MIT
using LibBpf.Tests.Support;

namespace LibBpf.Tests;

public class ReadAllTests
{
    const int Count = 10_000;

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(Count)]
    [InlineData(20_000)]
    public void Ten_thousand_entries_come_out_exactly_once_whatever_the_buffer_begins_with(int capacity)
    {
        using var bpf = Probe.Load();
        var map = Fill(bpf);
        var entries = new BpfMapEntries<Probe.Key, Probe.Value>(capacity);

        Assert.Equal(Count, map.ReadAll(entries));

        AssertComplete(entries);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(Count)]
    [InlineData(20_000)]
    public void Read_in_pieces_every_entry_comes_exactly_once(int capacity)
    {
        using var bpf = Probe.Load();
        var map = Fill(bpf);
        var entries = new BpfMapEntries<Probe.Key, Probe.Value>(capacity);
        var seen = new List<ulong>();

        map.ReadInPieces(entries, piece =>
        {
            for (var i = 0; i < piece.Count; i++)
            {
                Assert.Equal(new(piece.Keys[i].Number, piece.Keys[i].Number * piece.Keys[i].Number, 0), piece.Values[i]);
                seen.Add(piece.Keys[i].Number);
            }
        });

        Assert.Equal(Enumerable.Range(0, Count).Select(i => (ulong)i), seen.Order());
        Assert.True(capacity < 64 || entries.Capacity == capacity, "pieces of a buffer that is large enough need no larger one");
    }

    [Fact]
    public void A_buffer_is_used_again_without_allocation()
    {
        using var bpf = Probe.Load();
        var map = Fill(bpf);
        var entries = new BpfMapEntries<Probe.Key, Probe.Value>();

        Assert.Equal(0, Allocations.Of(() => map.ReadAll(entries)));

        AssertComplete(entries);
    }

    [Fact]
    public void Arrays_of_the_caller_are_filled_in_place()
    {
        using var bpf = Probe.Load();
        var map = Fill(bpf);
        var keys = new Probe.Key[map.Untyped.MaxEntries + 1];
        var values = new Probe.Value[keys.Length];

        Assert.Equal(Count, map.ReadAll(new(keys, values)));

        Assert.All(keys[..Count].Zip(values), pair => Assert.Equal(pair.First.Number, pair.Second.Number));
        Assert.Throws<ArgumentException>(() => new BpfMapEntries<Probe.Key, Probe.Value>([], []));
        Assert.Throws<ArgumentException>(() => new BpfMapEntries<Probe.Key, Probe.Value>(keys, values[1..]));
    }

    [Fact]
    public void What_was_in_the_buffer_before_is_gone()
    {
        using var bpf = Probe.Load();
        var map = Fill(bpf);
        var entries = new BpfMapEntries<Probe.Key, Probe.Value>();
        map.ReadAll(entries);
        for (ulong i = 0; i < Count; i++)
        {
            map.Delete(KeyOf(i));
        }

        Assert.Equal(0, map.ReadAll(entries));
        Assert.Equal((0, 0, 0), (entries.Count, entries.Keys.Length, entries.Values.Length));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    [InlineData(1024)]
    public void An_array_is_read_whole_and_under_the_lock(int capacity)
    {
        using var bpf = Probe.Load();
        var map = bpf.FindMap<uint, Probe.Locked>("locked_map");
        for (uint i = 0; i < 1000; i++)
        {
            map.Update(i, new(0, 0, i, i + 1));
        }

        var entries = new BpfMapEntries<uint, Probe.Locked>(capacity);

        Assert.Equal(1000, map.ReadAll(entries, BpfLookupOptions.Lock));
        for (var i = 0; i < 1000; i++)
        {
            Assert.Equal((uint)i, entries.Keys[i]);
            Assert.Equal(new(0, 0, (ulong)i, (ulong)i + 1), entries.Values[i]);
        }
    }

    [Fact]
    public void A_map_that_the_kernel_cannot_read_in_batches_is_read_one_by_one()
    {
        using var bpf = Probe.Load();
        var map = bpf.FindMap<uint, uint>("device_map");
        for (uint i = 0; i < 200; i += 2)
        {
            map.Update(i, 1); // the loopback interface
        }

        var entries = new BpfMapEntries<uint, uint>();

        Assert.Equal(100, map.ReadAll(entries));
        Assert.Equal(100, map.ReadAll(entries));
        Assert.Equal(100, Pieces(map, new(16)));
        Assert.Equal([.. Enumerable.Range(0, 100).Select(i => (uint)i * 2)], entries.Keys.ToArray().Order());
        Assert.All(entries.Values.ToArray(), value => Assert.Equal(1u, value));
    }

    [Fact]
    public void Entries_that_stay_are_read_once_while_others_come_and_go()
    {
        using var bpf = Probe.Load();
        var map = Fill(bpf);
        using var stop = new CancellationTokenSource();
        var churn = new Thread(() =>
        {
            for (ulong i = Count; !stop.IsCancellationRequested; i++)
            {
                map.Update(KeyOf(i), default);
                map.Delete(KeyOf(i));
            }
        });
        churn.Start();
        var entries = new BpfMapEntries<Probe.Key, Probe.Value>();

        for (var i = 0; i < 20; i++)
        {
            map.ReadAll(entries);
            var stable = entries.Keys.ToArray().Where(key => key.Number < Count).ToArray();
            Assert.Equal(Count, stable.Length);
            Assert.Equal(Count, stable.Distinct().Count());
        }

        stop.Cancel();
        churn.Join();
    }

    [Fact]
    public void The_lock_of_a_map_without_one_is_refused()
    {
        using var bpf = Probe.Load();
        var map = bpf.FindMap<uint, ulong>("packet_map");

        var e = Assert.Throws<BpfException>(() => map.ReadAll(new(), BpfLookupOptions.Lock));

        Assert.Equal(Errno.EINVAL, e.Error);
    }

    static BpfMap<Probe.Key, Probe.Value> Fill(BpfObject bpf)
    {
        var map = bpf.FindMap<Probe.Key, Probe.Value>(Probe.HashMap);
        for (ulong i = 0; i < Count; i++)
        {
            map.Update(KeyOf(i), new(i, i * i, 0));
        }

        return map;
    }

    static Probe.Key KeyOf(ulong number) => new(number, number ^ 0xff);

    static int Pieces(BpfMap<uint, uint> map, BpfMapEntries<uint, uint> entries)
    {
        var count = 0;
        map.ReadInPieces(entries, piece => count += piece.Count);
        Assert.Equal(16, entries.Capacity);
        return count;
    }

    static void AssertComplete(BpfMapEntries<Probe.Key, Probe.Value> entries)
    {
        Assert.Equal(Count, entries.Count);
        var seen = new bool[Count];
        for (var i = 0; i < Count; i++)
        {
            var key = entries.Keys[i];
            Assert.Equal(KeyOf(key.Number), key);
            Assert.Equal(new(key.Number, key.Number * key.Number, 0), entries.Values[i]);
            Assert.False(seen[key.Number]);
            seen[key.Number] = true;
        }
    }
}
