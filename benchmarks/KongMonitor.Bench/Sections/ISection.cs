// SPDX-License-Identifier: MIT
using KongMonitor.Bench.Results;

namespace KongMonitor.Bench.Sections;

/// <summary>A part of the benchmark that can be run by itself.</summary>
interface ISection
{
    /// <summary>As the command line knows it.</summary>
    string Name { get; }

    /// <summary>A heading.</summary>
    string Title { get; }

    /// <summary>What is measured, how, and what the figures do not say.</summary>
    string Method { get; }

    IReadOnlyList<ResultTable> Run(BenchContext context);
}
