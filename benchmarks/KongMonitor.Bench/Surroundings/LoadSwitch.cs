// SPDX-License-Identifier: MIT
using System.IO.MemoryMappedFiles;

namespace KongMonitor.Bench.Surroundings;

/// <summary>
/// Whether the gateway is asked for what it logs. The load generator looks at this byte of memory before each request, whatever
/// is compared, so that both ways are those of one generator with one set of connections.
/// </summary>
sealed class LoadSwitch : IDisposable
{
    readonly MemoryMappedFile file;
    readonly MemoryMappedViewAccessor view;
    readonly string log;

    public LoadSwitch(Lab lab)
    {
        Path = System.IO.Path.Combine(lab.State, "logged");
        log = System.IO.Path.Combine(lab.State, "gateway", "combined.log");
        file = MemoryMappedFile.CreateFromFile(Path, FileMode.Create, null, Environment.SystemPageSize);
        view = file.CreateViewAccessor(0, 1);
    }

    /// <summary>The file whose first byte it is.</summary>
    public string Path { get; }

    public bool IsLogged => view.ReadByte(0) != 0;

    public void Turn(bool isLogged)
    {
        if (isLogged)
        {
            // nginx appends: what was there is needed by nobody, and would fill the disk.
            File.WriteAllBytes(log, []);
        }

        view.Write(0, isLogged ? (byte)1 : (byte)0);
    }

    public void Dispose()
    {
        view.Dispose();
        file.Dispose();
    }
}
