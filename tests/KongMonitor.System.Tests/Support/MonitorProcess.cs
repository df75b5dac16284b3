// SPDX-License-Identifier: MIT
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace KongMonitor.SystemTests.Support;

/// <summary>The real monitor in a network namespace, and what it says.</summary>
sealed class MonitorProcess : IAsyncDisposable
{
    const string Pins = "--bpffs";
    const string NoPins = "--no-pin";
    static readonly JsonSerializerOptions json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    readonly Process process;
    readonly Stopwatch clock = Stopwatch.StartNew();
    readonly Lock gate = new();
    readonly ManualResetEventSlim readable = new(true);
    readonly List<string> output = [];
    readonly List<string> errors = [];
    readonly List<EventLine> events = [];
    readonly List<SnapshotLine> snapshots = [];
    readonly TaskCompletionSource announced = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly Task reading;

    readonly string networkNamespace;
    bool disposed;

    MonitorProcess(string networkNamespace, ProcessStartInfo start)
    {
        this.networkNamespace = networkNamespace;
        process = Process.Start(start)!;
        reading = Task.WhenAll(
            Read(process.StandardOutput, AddOutput),
            Read(process.StandardError, line => Add(errors, line)));
    }

    public int Id => process.Id;

    public bool HasExited => process.HasExited;

    public bool HasReported => Snapshots.Count > 0 || Output.Contains("\n====", StringComparison.Ordinal);

    public TimeSpan TimeToStart { get; private set; }

    public IReadOnlyList<EventLine> Events => Copy(events);

    public IReadOnlyList<SnapshotLine> Snapshots => Copy(snapshots);

    public string Output => string.Join('\n', Copy(output));

    public string Errors => string.Join('\n', Copy(errors));

    /// <summary>The last report: complete once the monitor has stopped.</summary>
    public SnapshotLine Last => Snapshots[^1];

    public TimeSpan CpuTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    public double ResidentMegabytes => Number(Field(File.ReadLines($"/proc/{Id}/status"), "VmRSS:")) * 1024 / 1e6;

    public IEnumerable<string> MapIds => Maps.Select(lines => Field(lines, "map_id:"));

    /// <summary>What the kernel charges for the maps that the process holds.</summary>
    public double MapMegabytes => Maps.Sum(lines => Number(Field(lines, "memlock:"))) / 1e6;

    IEnumerable<string[]> Maps => Directory.EnumerateFiles($"/proc/{Id}/fdinfo").Select(LinesOf)
        .Where(lines => lines.Any(line => line.StartsWith("map_id:", StringComparison.Ordinal)))
        .DistinctBy(lines => Field(lines, "map_id:"));

    // A descriptor may be closed between the listing and the look at it.
    static string[] LinesOf(string path)
    {
        try
        {
            return File.ReadAllLines(path);
        }
        catch (FileNotFoundException)
        {
            return [];
        }
    }

    public static MonitorProcess Start(string networkNamespace, params string[] arguments) =>
        StartThrough([], networkNamespace, arguments);

    /// <summary>
    /// Starts it by another program (setpriv, …) that takes a command line. Nothing outlives it unless the test names a bpffs:
    /// a test that fails must not hand its counts to the next one.
    /// </summary>
    public static MonitorProcess StartThrough(string[] wrapper, string networkNamespace, params string[] arguments) =>
        StartCommand(networkNamespace, [.. wrapper, Repository.Monitor, .. arguments, .. SaysOfPins(arguments) ? [] : (string[])[NoPins]]);

    // The doctor pins nothing.
    static bool SaysOfPins(string[] arguments) => arguments.Contains(Pins) || arguments.Contains(NoPins) || arguments is ["doctor", ..];

    /// <summary>Starts a command that shows what the monitor says.</summary>
    public static MonitorProcess StartCommand(string networkNamespace, IEnumerable<string> command) =>
        new(networkNamespace, new ProcessStartInfo("nsenter", ["--net=/run/netns/" + networkNamespace, .. command])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["LC_ALL"] = "C.UTF-8" },
        });

    /// <summary>As the start lines say, which come with --format text alone.</summary>
    public async Task<MonitorProcess> Announced(double seconds = 15)
    {
        var done = await Task.WhenAny(announced.Task, process.WaitForExitAsync(), Task.Delay(TimeSpan.FromSeconds(seconds)));
        Assert.True(done == announced.Task, $"the monitor did not attach:\n{Output}\n{Errors}");
        return this;
    }

    /// <summary>As the interfaces say.</summary>
    public Task<MonitorProcess> Attached(params IEnumerable<string> interfaces) =>
        Begun(() => Network.AreWatched(networkNamespace, interfaces) && Counts);

    /// <summary>The same for a command that prints nothing while it looks.</summary>
    public Task<MonitorProcess> Looks(params IEnumerable<string> interfaces) => Begun(() => Network.AreWatched(networkNamespace, interfaces));

    public void Signal(int signal) => Assert.Equal(0, Native.kill(Id, signal));

    /// <summary>As an operator stops it. Everything it printed has been read when this returns.</summary>
    public Task<int> Stop(int signal = Native.SIGTERM)
    {
        Signal(signal);
        return Exited();
    }

    public async Task<int> Exited(double seconds = 10)
    {
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(seconds));
        await reading;
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (disposed)
        {
            return;
        }

        disposed = true;
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process.Dispose();
        readable.Dispose();
    }

    /// <summary>Leaves what it prints in the pipe.</summary>
    public void PauseReading() => readable.Reset();

    public void ResumeReading() => readable.Set();

    Task Read(StreamReader reader, Action<string> add) => Task.Factory.StartNew(
        () =>
        {
            while (reader.ReadLine() is { } line)
            {
                add(line);
                readable.Wait();
            }
        },
        TaskCreationOptions.LongRunning);

    // "VmRSS:	    1234 kB", "map_id:	7"
    static string Field(IEnumerable<string> lines, string name) =>
        lines.Single(line => line.StartsWith(name, StringComparison.Ordinal))[name.Length..].Trim().Split(' ')[0];

    static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    void AddOutput(string line)
    {
        Add(output, line);
        // Of one that was killed the last line may be cut.
        if (!line.StartsWith('{') || !line.EndsWith('}'))
        {
            return;
        }

        if (line.StartsWith("""{"type":"snapshot""", StringComparison.Ordinal))
        {
            Add(snapshots, SnapshotLine.Parse(line));
        }
        else
        {
            Add(events, JsonSerializer.Deserialize<EventLine>(line, json)!);
        }
    }

    void Add<T>(List<T> list, T item)
    {
        lock (gate)
        {
            list.Add(item);
        }

        // The last line of the start: "Ctrl-C를 눌러 종료", "Press Ctrl-C to stop".
        if (item is string line && line.Contains("Ctrl-C", StringComparison.Ordinal) && !announced.Task.IsCompleted)
        {
            TimeToStart = clock.Elapsed;
            announced.SetResult();
        }
    }

    T[] Copy<T>(List<T> list)
    {
        lock (gate)
        {
            return [.. list];
        }
    }

    async Task<MonitorProcess> Begun(Func<bool> condition)
    {
        await Until.True(() => process.HasExited || condition(), () => $"the monitor attached:\n{Output}\n{Errors}");
        Assert.False(process.HasExited, $"the monitor ended:\n{Output}\n{Errors}");
        return this;
    }

    // The kernel shows programs before the monitor lets them follow connections; then it begins the thread that prints.
    bool Counts => Threads().Contains("output\n");

    IEnumerable<string> Threads()
    {
        try
        {
            return [.. Directory.EnumerateDirectories($"/proc/{Id}/task").Select(task => File.ReadAllText(task + "/comm"))];
        }
        catch (IOException)
        {
            return []; // a thread, or the process, has ended meanwhile
        }
    }
}
