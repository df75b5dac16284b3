// SPDX-License-Identifier: MIT
namespace LibBpf.Tests.Support;

/// <summary>A bpffs that only the test's thread sees.</summary>
static class PrivateBpfFileSystem
{
    public static void Run(Action<string> body)
    {
        Root.Require();
        var directory = Directory.CreateTempSubdirectory("libbpf-tests-").FullName;
        try
        {
            OwnThread.Run(() =>
            {
                PrivateMounts.Enter();
                LibC.Check(LibC.mount("bpf", directory, "bpf", 0, null));
                body(directory);
            });
        }
        finally
        {
            Directory.Delete(directory);
        }
    }
}
