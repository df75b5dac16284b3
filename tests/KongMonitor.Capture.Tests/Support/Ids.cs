// SPDX-License-Identifier: MIT
namespace KongMonitor.CaptureTests.Support;

/// <summary>Ids of containers and pods.</summary>
static class Ids
{
    public const string Container = "4f5e0c1d2b3a49586778695a4b3c2d1e0f00112233445566778899aabbccddee";
    public const string Inner = "00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff";
    public const string Pod = "ad6e9f01b548370fd81bfa7640e790ed68b59494f87996cf1910c3629901b3c7";
    public const string Uid = "1f3a9c52-7b0e-4b86-9d7c-2a51c0f3e8d4";
    public const string UidInSlice = "1f3a9c52_7b0e_4b86_9d7c_2a51c0f3e8d4";
    public const string StaticUid = "c1d2b3a4958677869a5b4c3d2e1f0a0b";
}
