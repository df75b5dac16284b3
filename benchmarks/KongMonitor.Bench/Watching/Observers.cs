// SPDX-License-Identifier: MIT
using KongMonitor.Bench.Surroundings;
using KongMonitor.Capture;
using LibBpf;

namespace KongMonitor.Bench.Watching;

/// <summary>All who may watch, loaded once for all windows. One is in place at a time.</summary>
sealed class Observers : IDisposable
{
    readonly LoadSwitch logged;
    readonly ProgramLinks links = new();
    readonly BpfObject own = BenchObject.Load();
    readonly Dictionary<IngressHook, LoadedMonitor> monitors = [];

    /// <param name="logged">What makes the load ask for what nginx logs.</param>
    public Observers(LoadSwitch logged) => this.logged = logged;

    /// <summary>Everyone: nobody twice, empty programs, the monitor, nginx's own log.</summary>
    public IReadOnlyList<Observer> All => Of(Enum.GetValues<IngressMode>());

    public Observer Nobody(string name) => new(name, () => Begin(links.Remove));

    /// <summary>The same with some of the modes.</summary>
    public IReadOnlyList<Observer> Of(params IEnumerable<IngressMode> modes) =>
        [Nobody(ObserverNames.Nobody), Nobody(ObserverNames.NobodyAgain), .. modes.SelectMany(In), AccessLog];

    /// <summary>One mode, whose empty programs are there twice.</summary>
    public IReadOnlyList<Observer> Alone(IngressMode mode) =>
        [Nobody(ObserverNames.Nobody), .. In(mode), Empty(mode, ObserverNames.EmptyAgain(mode)), AccessLog];

    public Observer Empty(IngressMode mode, string? name = null)
    {
        var egress = own.FindProgram(BenchObject.EmptyTc);
        var ingress = mode == IngressMode.Tcx ? egress : own.FindProgram(BenchObject.EmptyXdp);
        return new(name ?? ObserverNames.Empty(mode), () => Begin(() => links.Put(mode, ingress, egress)));
    }

    /// <summary>Programs whose work is always the same, XDP at ingress.</summary>
    public Observer Yardstick(IngressMode mode, string name)
    {
        var (ingress, egress) = (own.FindProgram(BenchObject.YardstickXdp), own.FindProgram(BenchObject.YardstickTc));
        return new(name, () => Begin(() => links.Put(mode, ingress, egress)));
    }

    public Observer Monitor(IngressMode mode, bool withEvents, string? name = null)
    {
        var monitor = Load(mode == IngressMode.Tcx ? IngressHook.Tcx : IngressHook.Xdp);
        return new(name ?? ObserverNames.Monitor(mode, withEvents), () => Begin(Put), () => monitor.Exchanges);

        void Put()
        {
            links.Remove();
            monitor.Prepare(withEvents);
            links.Put(mode, monitor.Ingress, monitor.Egress);
            monitor.Follow();
        }
    }

    public void Dispose()
    {
        links.Dispose();
        foreach (var monitor in monitors.Values)
        {
            monitor.Dispose();
        }

        own.Dispose();
    }

    Observer AccessLog => new(ObserverNames.AccessLog, () => Begin(links.Remove, isLogged: true), IsLogged: true);

    Observer[] In(IngressMode mode) => [Empty(mode), Monitor(mode, withEvents: false), Monitor(mode, withEvents: true)];

    void Begin(Action put, bool isLogged = false)
    {
        logged.Turn(isLogged);
        put();
    }

    LoadedMonitor Load(IngressHook hook)
    {
        if (!monitors.TryGetValue(hook, out var monitor))
        {
            links.Remove();
            monitors.Add(hook, monitor = new(hook));
        }

        return monitor;
    }
}
