// SPDX-License-Identifier: MIT
using System.Runtime.Versioning;
using Xunit.Sdk;
using Xunit.v3;

// Tests move this process from cgroup to cgroup.
[assembly: Parallelization(Mode = ParallelMode.None)]
[assembly: SupportedOSPlatform("linux")]
