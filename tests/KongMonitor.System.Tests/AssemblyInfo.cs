// SPDX-License-Identifier: MIT
using KongMonitor.SystemTests.Support;
using Xunit.Sdk;
using Xunit.v3;

// One lab for all, and one monitor in it at a time: what a test counts is its own.
[assembly: AssemblyFixture(typeof(Lab))]
[assembly: Parallelization(Mode = ParallelMode.None)]
