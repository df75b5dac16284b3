// SPDX-License-Identifier: MIT
using System.Runtime.Versioning;
using Xunit.Sdk;
using Xunit.v3;

// The log of libbpf and the statistics of the kernel belong to the whole process.
[assembly: Parallelization(Mode = ParallelMode.None)]
[assembly: SupportedOSPlatform("linux")]
