// SPDX-License-Identifier: MIT
using System.Runtime.Versioning;
using Xunit.Sdk;
using Xunit.v3;

// One of the tests measures time.
[assembly: Parallelization(Mode = ParallelMode.None)]
[assembly: SupportedOSPlatform("linux")]
