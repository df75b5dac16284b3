// SPDX-License-Identifier: MIT
using LibBpf.Tests.Support;

namespace LibBpf.Tests;

public class BpfMapTests
{
    static readonly Probe.Key one = new(1, 11);
    static readonly Probe.Key two = new(2, 22);

    [Fact]
    public void What_was_written_is_read_and_can_be_removed()
    {
        using var bpf = Probe.Load();
        var map = bpf.FindMap<Probe.Key, Probe.Value>(Probe.HashMap);
        var value = new Probe.Value(5, 25, 0);

        map.Update(one, value);

        Assert.True(map.TryLookup(one, out var read));
        Assert.Equal(value, read);
        Assert.Equal(value, map.Lookup(one));
        Assert.True(map.Delete(one));
        Assert.False(map.Delete(one));
    }

    [Fact]
    public void A_missing_key_is_an_answer_to_TryLookup_and_an_error_to_Lookup()
    {
        using var bpf = Probe.Load();
        var map = bpf.FindMap<Probe.Key, Probe.Value>(Probe.HashMap);

        Assert.False(map.TryLookup(one, out var value));
        Assert.Equal(default, value);
        var e = Assert.Throws<BpfException>(() => map.Lookup(one));
        Assert.Equal(Errno.ENOENT, e.Error);
        Assert.StartsWith($"look up in map {Probe.HashMap}: the key is not there", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Looking_up_and_deleting_is_one_step()
    {
        KernelVersion.Require(5, 14, "lookup-and-delete of a hash table");
        using var bpf = Probe.Load();
        var map = bpf.FindMap<Probe.Key, Probe.Value>(Probe.HashMap);
        map.Update(one, new(7, 49, 0));

        Assert.True(map.TryLookupAndDelete(one, out var value));
        Assert.Equal(49ul, value.Square);
        Assert.False(map.TryLookupAndDelete(one, out _));
    }

    [Fact]
    public void Update_options_decide_between_creating_and_replacing()
    {
        using var bpf = Probe.Load();
        var map = bpf.FindMap<Probe.Key, Probe.Value>(Probe.HashMap);

        Assert.True(map.TryAdd(one, new(1, 1, 0)));
        Assert.False(map.TryAdd(one, new(2, 2, 0)));
        Assert.Equal(1ul, map.Lookup(one).Number);
        var exists = Assert.Throws<BpfException>(() => map.Update(one, default, BpfUpdateOptions.MustNotExist));
        Assert.Equal(Errno.EEXIST, exists.Error);
        var missing = Assert.Throws<BpfException>(() => map.Update(two, default, BpfUpdateOptions.MustExist));
        Assert.Equal(Errno.ENOENT, missing.Error);
    }

    [Fact]
    public void A_full_map_says_so()
    {
        using var bpf = Probe.Load();
        var map = bpf.FindMap<uint, ulong>("tiny_map");
        map.Update(1, 1);
        map.Update(2, 2);

        var e = Assert.Throws<BpfException>(() => map.Update(3, 3));

        Assert.Equal(Errno.E2BIG, e.Error);
        Assert.StartsWith("update map tiny_map: the map is full", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_type_of_the_wrong_size_is_refused_when_the_map_is_typed()
    {
        using var bpf = Probe.Open();

        var value = Assert.Throws<ArgumentException>(() => bpf.FindMap<Probe.Key, ulong>(Probe.HashMap));
        Assert.Equal($"map {Probe.HashMap} has values of 24 bytes, but UInt64 has 8", value.Message);
        var key = Assert.Throws<ArgumentException>(() => bpf.FindMap<uint, Probe.Value>(Probe.HashMap));
        Assert.Equal($"map {Probe.HashMap} has keys of 16 bytes, but UInt32 has 4", key.Message);
    }

    [Fact]
    public void The_number_of_entries_can_be_set_until_load()
    {
        using var bpf = Probe.Load(bpf => bpf.FindMap("tiny_map").MaxEntries = 77);

        var map = bpf.FindMap("tiny_map");
        Assert.Equal((77u, 77u), (map.MaxEntries, map.GetInfo().MaxEntries));
        var e = Assert.Throws<InvalidOperationException>(() => map.MaxEntries = 78);
        Assert.Equal("set max entries of map tiny_map: probe is already loaded", e.Message);
    }

    [Fact]
    public void A_map_without_autocreate_stays_out_of_the_kernel()
    {
        using var bpf = Probe.Load(bpf => bpf.FindMap("device_map").Autocreate = false);

        Assert.False(bpf.FindMap("device_map").Autocreate);
        Assert.Throws<InvalidOperationException>(() => bpf.FindMap("device_map").Fd);
    }

    [Fact]
    public void The_kernel_tells_id_name_shape_and_memory()
    {
        using var bpf = Probe.Load();

        var info = bpf.FindMap(Probe.HashMap).GetInfo();

        Assert.True(info.Id > 0);
        Assert.Equal((Probe.HashMap[..15], BpfMapType.Hash), (info.Name, info.Type));
        Assert.Equal((16, 24, 16384u), (info.KeySize, info.ValueSize, info.MaxEntries));
        Assert.InRange(info.MemoryBytes, 16384 * 40, 16384 * 400);
    }

    [Fact]
    public void A_copy_under_the_lock_is_never_half_written()
    {
        using var bpf = Probe.Load();
        var map = bpf.FindMap<uint, Probe.Locked>("locked_map");
        var writer = bpf.FindProgram("tc_write_locked");
        using var stop = new CancellationTokenSource();
        var thread = new Thread(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                writer.TestRun(Probe.Packet);
            }
        });
        thread.Start();

        for (var i = 0; i < 20_000; i++)
        {
            var value = map.Lookup(0, BpfLookupOptions.Lock);
            Assert.Equal(value.Left, value.Right);
            Assert.Equal(0u, value.Lock);
        }

        stop.Cancel();
        thread.Join();
        Assert.True(map.Lookup(0, BpfLookupOptions.Lock).Left > 0);
    }

    [Fact]
    public void A_write_under_the_lock_reaches_the_value()
    {
        using var bpf = Probe.Load();
        var map = bpf.FindMap<uint, Probe.Locked>("locked_map");

        map.Update(3, new(0, 0, 30, 31), BpfUpdateOptions.Lock);

        Assert.Equal(new(0, 0, 30, 31), map.Lookup(3, BpfLookupOptions.Lock));
    }

    [Fact]
    public void The_lock_of_a_map_without_one_is_refused()
    {
        using var bpf = Probe.Load();
        var map = bpf.FindMap<uint, ulong>("packet_map");

        Assert.Equal(Errno.EINVAL, Assert.Throws<BpfException>(() => map.Lookup(0, BpfLookupOptions.Lock)).Error);
    }

    [Fact]
    public void Single_accesses_allocate_nothing()
    {
        using var bpf = Probe.Load();
        var map = bpf.FindMap<Probe.Key, Probe.Value>(Probe.HashMap);

        Assert.Equal(0, Allocations.Of(() =>
        {
            for (ulong i = 0; i < 1000; i++)
            {
                var key = new Probe.Key(i, i);
                map.Update(key, new(i, i * i, 0));
                Assert.True(map.TryLookup(key, out _));
                map.Delete(key);
            }
        }));
    }
}
