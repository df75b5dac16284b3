// SPDX-License-Identifier: MIT
using System.Globalization;
using KongMonitor.Bench.Results;
using KongMonitor.Bench.Statistics;

namespace KongMonitor.Bench.UserSpace;

/// <summary>How large what users get is.</summary>
static class Sizes
{
    const double Megabyte = 1e6;
    const string ImageBytes = "BENCH_IMAGE_BYTES"; // ./bench sets it where it made the image

    public static ResultTable Measure()
    {
        var binary = Line("user.size.binary", "the binary", new FileInfo(MonitorProcess.Binary).Length);
        return double.TryParse(Environment.GetEnvironmentVariable(ImageBytes), CultureInfo.InvariantCulture, out var image)
            ? new("Size", [binary, Line("user.size.image", "the container image, with the libraries it loads", image)])
            : new("Size (the image is made, and measured, by a full run where Podman can make it)", [binary]);
    }

    static Result Line(string id, string title, double bytes) =>
        new(id, title, "MB", Distribution.Of([bytes / Megabyte]), null, null);
}
