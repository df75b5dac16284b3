// SPDX-License-Identifier: MIT
using LibBpf.Tests.Support;

namespace LibBpf.Tests;

public class MissingLibraryTests
{
    const string Hidden = "LIBBPF_TESTS_LIBRARY_IS_HIDDEN";

    /// <summary>This process has the library already, so the test runs itself again in a process that can't see it.</summary>
    [Fact]
    public void Without_libbpf_every_way_in_says_what_to_install()
    {
        if (Environment.GetEnvironmentVariable(Hidden) is not null)
        {
            AssertEveryWayInSaysWhatToInstall();
            return;
        }

        Root.Require();
        OwnThread.Run(() =>
        {
            PrivateMounts.Enter();
            LibC.Check(LibC.mount("/dev/null", FindLibrary(), null, LibC.Bind, null));
            var self = Path.Combine(AppContext.BaseDirectory, "LibBpf.Tests");

            var (exitCode, output) = Tool.TryRun(
                "env", $"{Hidden}=1 {self} -noColor -method {typeof(MissingLibraryTests).FullName}.*");

            Assert.True(exitCode == 0, output);
            Assert.Contains("Total: 1, Errors: 0, Failed: 0", output, StringComparison.Ordinal);
        });
    }

    static void AssertEveryWayInSaysWhatToInstall()
    {
        Action[] ways =
        [
            () => Probe.Open(),
            () => _ = BpfLibrary.Version,
            () => _ = BpfLibrary.PossibleCpus,
            () => BpfLibrary.SetLog(null),
            () => BpfLink.Open("/nowhere"),
            () => XdpLink.Query(1),
            () => TcxLink.Query(1, TcDirection.Ingress),
            () => ClsactFilter.TryFind(1, TcDirection.Ingress, 1, 1, out _),
            () => ClsactFilter.Remove(1, TcDirection.Ingress, 1, 1),
            () => BpfProgramInfo.TryGet(1, out _),
            () => BpfRunStatistics.Enable(),
        ];

        Assert.All(ways, way =>
        {
            var e = Assert.Throws<LibBpfMissingException>(way);
            Assert.Equal("libbpf.so.1 was not found: install Debian's package libbpf1", e.Message);
        });
    }

    static string FindLibrary()
    {
        _ = BpfLibrary.Version;
        var line = File.ReadLines("/proc/self/maps").First(line => line.Contains("/libbpf.so.1", StringComparison.Ordinal));
        return line[line.IndexOf('/', StringComparison.Ordinal)..];
    }
}
