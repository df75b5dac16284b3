// SPDX-License-Identifier: MIT
using KongMonitor.Capture.Pins;

namespace KongMonitor.Capture;

/// <summary>All programs of a session on their hooks.</summary>
sealed class AttachedHooks(PinStore? pins)
{
    readonly Stack<AttachedHook> hooks = new();

    /// <summary>Where the programs are, in the order of attaching.</summary>
    public IReadOnlyList<Attachment> Attachments { get; private set; } = [];

    /// <summary>Whether packets passed unseen while the programs of an earlier run were exchanged.</summary>
    public bool HadGap => hooks.Any(hook => hook.HadGap);

    /// <summary>Attaches everything, and waits for the programs that the session runs itself. If it throws, only what was taken over from an earlier run stays attached.</summary>
    public void Attach(
        HookPrograms programs, ProgramLoad testRuns, IReadOnlyList<Hook> plan, XdpMode mode, EarlierLinks earlier, ReservedHooks reserved)
    {
        var added = new Stack<AttachedHook>();
        var exchanged = new List<AttachedHook>();
        try
        {
            foreach (var hook in plan)
            {
                var program = programs.Find(hook);
                using var link = earlier.Take(hook);
                if (link is null)
                {
                    added.Push(AttachedHook.Attach(program, hook, mode, pins, reserved.Take(hook)));
                    hooks.Push(added.Peek());
                }
                else
                {
                    exchanged.Add(AttachedHook.Exchange(program, hook, mode, link, pins!));
                    hooks.Push(exchanged[^1]);
                }
            }

            testRuns.Await();
        }
        catch
        {
            hooks.Clear();
            exchanged.ForEach(hook => hook.Release());
            while (added.TryPop(out var hook))
            {
                hook.Detach();
            }

            throw;
        }

        Attachments = [.. hooks.Reverse().Select(hook => hook.Attachment)];
    }

    /// <summary>Takes the programs off, the last one first: ingress before egress.</summary>
    public void Detach()
    {
        while (hooks.TryPop(out var hook))
        {
            hook.Detach();
        }
    }

    /// <summary>Lets go of them: what is pinned, and what is a clsact filter, stays.</summary>
    public void Release()
    {
        while (hooks.TryPop(out var hook))
        {
            hook.Release();
        }
    }
}
