// SPDX-License-Identifier: MIT
using LibBpf.Tests.Support;

namespace LibBpf.Tests;

public class BpfMapViewTests
{
    const int Count = 1000;

    [Theory]
    [InlineData(0, Count)]
    [InlineData(0, 1)]
    [InlineData(Count - 1, 1)]
    [InlineData(169, 3)] // over the end of a page, to which no value is aligned
    [InlineData(500, 400)]
    public void A_view_shows_the_values_that_were_asked_for(uint first, int count)
    {
        using var bpf = Probe.Load();
        var map = Fill(bpf);
        using var view = map.View(first, count);
        Assert.Equal(Enumerable.Range((int)first, count).Select(Value), view.Values.ToArray());
    }

    [Fact]
    public void A_view_shows_what_is_written_later()
    {
        using var bpf = Probe.Load();
        var map = Fill(bpf);
        using var view = map.View(0, Count);
        map.Update(7, new(8, 9, 10));
        Assert.Equal(new Probe.Value(8, 9, 10), view.Values[7]);
    }

    [Fact]
    public void A_view_outlives_its_map()
    {
        BpfMapView<Probe.Value> view;
        using (var bpf = Probe.Load())
        {
            view = Fill(bpf).View(10, 2);
        }

        Assert.Equal([Value(10), Value(11)], view.Values.ToArray());
        view.Dispose();
        view.Dispose();
        Assert.Throws<ObjectDisposedException>(() => view.Values.Length);
    }

    [Fact]
    public void Beyond_the_end_there_is_no_view()
    {
        using var bpf = Probe.Load();
        var map = bpf.FindMap<uint, Probe.Value>(Probe.MappedArray);
        var e = Assert.Throws<BpfException>(() => map.View(0, 2 * Count));
        Assert.StartsWith("map values 0 to 1999 of mapped_array into this process: ", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_another_map_the_error_says_what_is_missing()
    {
        using var bpf = Probe.Load();
        var map = bpf.FindMap<uint, Probe.Locked>("locked_map");
        var e = Assert.Throws<BpfException>(() => map.View(0, 1));
        Assert.Contains("BPF_F_MMAPABLE", e.Message, StringComparison.Ordinal);
    }

    static BpfMap<uint, Probe.Value> Fill(BpfObject bpf)
    {
        var map = bpf.FindMap<uint, Probe.Value>(Probe.MappedArray);
        for (uint i = 0; i < Count; i++)
        {
            map.Update(i, Value((int)i));
        }

        return map;
    }

    static Probe.Value Value(int index) => new((ulong)index, (ulong)index * (ulong)index, 0);
}
