// SPDX-License-Identifier: MIT
using LibBpf;

namespace KongMonitor.Capture;

/// <summary>
/// Places for TC programs at egress, taken while the kernel still verifies what is to be there: taking one waits for a grace
/// period of RCU. What nobody wanted is given back when this is disposed.
/// </summary>
sealed class ReservedHooks : IDisposable
{
    const int StackSize = 512 * 1024;
    readonly Dictionary<Hook, BpfLink> links = [];
    readonly Thread thread;

    /// <summary>Takes them on a thread of its own.</summary>
    /// <param name="hooks">
    /// Those that nobody has. Egress is reserved where XDP follows it, so that whoever asks the kernel finds programs in all
    /// places no sooner than the monitor's are there. Without TCX none is reserved.
    /// </param>
    public ReservedHooks(IReadOnlyList<Hook> hooks)
    {
        Hook[] places =
        [
            .. hooks.Where(hook => hook.Direction == Direction.Egress
                && hooks.Any(other => other.Device == hook.Device && other.Kind == HookKind.Xdp)),
        ];
        thread = new(() => Array.ForEach(places, TryReserve), StackSize) { IsBackground = true, Name = "reserve" };
        thread.Start();
    }

    /// <summary>The place on a hook, which is the caller's from now on; null if there is none.</summary>
    public BpfLink? Take(Hook hook)
    {
        thread.Join();
        return links.Remove(hook, out var link) ? link : null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        thread.Join();
        foreach (var link in links.Values)
        {
            link.Dispose();
        }
    }

    void TryReserve(Hook hook)
    {
        try
        {
            links[hook] = TcxLink.Reserve(hook.Device.Index, LeftFilters.Of(hook.Direction));
        }
        catch (BpfException)
        {
            // Whoever attaches there learns why it cannot be done.
        }
    }
}
