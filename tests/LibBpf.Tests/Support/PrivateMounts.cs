// SPDX-License-Identifier: MIT
namespace LibBpf.Tests.Support;

static class PrivateMounts
{
    /// <summary>Gives the calling thread mounts of its own.</summary>
    public static void Enter()
    {
        LibC.Check(LibC.unshare(LibC.NewMounts));
        LibC.Check(LibC.mount("none", "/", null, LibC.Recursive | LibC.Private, null));
    }
}
