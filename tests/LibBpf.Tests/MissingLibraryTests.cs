// SPDX-License-Identifier: MIT
using LibBpf.Tests.Support;

namespace LibBpf.Tests;

/// <summary>Run by <see cref="BpfLibraryTests"/> in a process that can't see the library.</summary>
public class MissingLibraryTests
{
    [Fact(Explicit = true)]
    public void Every_way_in_says_what_to_install()
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
            Assert.Equal("libbpf.so.1 was not found: install Debian's package libbpf1", Assert.Throws<LibBpfMissingException>(way).Message));
    }
}
