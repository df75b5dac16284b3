// SPDX-License-Identifier: MIT
using KongMonitor.Bench.Output;
using KongMonitor.Bench.Results;
using KongMonitor.Bench.Sections;

namespace KongMonitor.Bench.Tests;

public class BenchResultsTests
{
    static readonly string[] order = ["exchange", "kernel"];

    [Fact]
    public void A_section_takes_the_place_of_the_one_that_was_measured_before()
    {
        var earlier = new BenchResults(Sample.Machine, [Sample.Section("kernel", Sample.Line("old", 1)), Sample.Section("exchange")]);
        var all = new BenchResults(Sample.Machine, [Sample.Section("kernel", Sample.Line("new", 1))]).Over(earlier, order);
        Assert.Equal(["exchange", "kernel"], all.Sections.Select(section => section.Name));
        Assert.Equal(["new"], all.All.Select(result => result.Id));
    }

    [Fact]
    public void What_another_machine_measured_goes()
    {
        var earlier = new BenchResults(Sample.Machine with { Kernel = "6.1" }, [Sample.Section("exchange")]);
        Assert.Equal(["kernel"], new BenchResults(Sample.Machine, [Sample.Section("kernel")]).Over(earlier, order).Sections.Select(s => s.Name));
    }

    [Fact]
    public void The_document_has_the_numbers_of_the_file()
    {
        var file = Path.GetTempFileName();
        try
        {
            new BenchResults(Sample.Machine, [Sample.Section("kernel", Sample.Line("kernel.get", 2, 2.5, 3))]).Write(file);
            var document = PerformanceDocument.Create(BenchResults.TryRead(file)!, SectionList.All, []);
            Assert.Contains("A processor, 2 cores of a virtual machine, 1,024 MiB; Linux 6.18.0; Debian.", document);
            Assert.Contains("`./bench kernel`. A cache line went to another core and back in 82.0 ns before and in 420 ns after.\n", document);
            Assert.Contains("| something | 2.50 ns | 2.25 – 2.75 | ± 0.1 % | empty programs | 1.00 ns | 1.50 ns | 1.25 – 1.75 | 2.50 | 2.25 – 2.75 |", document);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void A_section_of_a_machine_with_one_core_says_nothing_of_another_one()
    {
        var results = new BenchResults(Sample.Machine, [Sample.Section("kernel") with { CacheLine = null }]);
        Assert.Contains("Measured 2026-01-02: `./bench kernel`.\n", PerformanceDocument.Create(results, SectionList.All, []));
    }

    [Fact]
    public void A_difference_inside_the_control_is_called_none()
    {
        var results = new BenchResults(Sample.Machine, [Sample.Section("kernel", Sample.Line("kernel.get", 1, 1, 1))]);
        Assert.Contains("| 1.00 ns | none |  | none |  |", PerformanceDocument.Create(results, SectionList.All, []));
    }
}
