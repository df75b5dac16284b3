// SPDX-License-Identifier: MIT
using KongMonitor.OtlpTests.Support;
using Xunit.Sdk;
using Xunit.v3;

// The receivers are everybody's: one test at a time tells them what to answer.
[assembly: AssemblyFixture(typeof(Receivers))]
[assembly: Parallelization(Mode = ParallelMode.None)]
