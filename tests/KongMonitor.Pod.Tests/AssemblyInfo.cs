// SPDX-License-Identifier: MIT
using KongMonitor.PodTests.Support;
using Xunit.Sdk;
using Xunit.v3;

// One sandbox for all, and one pod in it at a time.
[assembly: AssemblyFixture(typeof(Sandbox))]
[assembly: Parallelization(Mode = ParallelMode.None)]
