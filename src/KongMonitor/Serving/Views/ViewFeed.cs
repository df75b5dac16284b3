// SPDX-License-Identifier: MIT
namespace KongMonitor.Serving.Views;

/// <summary>
/// Where snapshots as JSON come from, which the monitor's own loop makes when they are wanted: at most twice a second, for at
/// most eight different keys at once; the others wait their turn. One that is less than half a second old is given again.
/// What takes the loop long is followed by a pause as long: half of its time stays for what else it does.
/// </summary>
sealed class ViewFeed : IDisposable
{
    const int MostAtOnce = 8;
    const int MostWaiting = 32;
    const long FreshMilliseconds = 500;
    static readonly TimeSpan patience = TimeSpan.FromSeconds(5);
    readonly Lock gate = new();
    readonly AutoResetEvent wanted = new(false);
    readonly Dictionary<ViewKey, ViewTurn> waiting = [];
    readonly Queue<ViewKey> turns = new();
    readonly Dictionary<ViewKey, SharedText> made = [];
    long madeAt = Environment.TickCount64 - FreshMilliseconds;
    long nextAt;
    bool isClosed;

    /// <summary>Set when somebody waits who did not before.</summary>
    public WaitHandle Wanted => wanted;

    /// <summary>How long until the next snapshots may be made; null while nobody waits.</summary>
    public TimeSpan? Due
    {
        get
        {
            lock (gate)
            {
                return turns.Count == 0 ? null : TimeSpan.FromMilliseconds(Math.Max(0, nextAt - Environment.TickCount64));
            }
        }
    }

    /// <summary>A snapshot of now, to be disposed once it is sent; null if too many different ones are waited for.</summary>
    /// <exception cref="TimeoutException">The loop made none in time.</exception>
    /// <exception cref="OperationCanceledException">Nobody waits any more.</exception>
    public async Task<SharedText?> Get(ViewKey key, CancellationToken stop)
    {
        ViewTurn turn;
        lock (gate)
        {
            if (Fresh(key) is { } text)
            {
                return text;
            }

            if (isClosed || FindTurn(key) is not { } found)
            {
                return null;
            }

            turn = found;
            turn.Join();
        }

        try
        {
            return await turn.Text.WaitAsync(patience, stop);
        }
        catch
        {
            lock (gate)
            {
                turn.Leave();
            }

            throw;
        }
    }

    /// <summary>Whose turn it is. Old ones are let go: they may be large.</summary>
    public IReadOnlyList<ViewKey> Take()
    {
        lock (gate)
        {
            Forget();
            madeAt = Environment.TickCount64;
            nextAt = madeAt + FreshMilliseconds;
            var keys = new List<ViewKey>();
            while (keys.Count < MostAtOnce && turns.TryDequeue(out var key))
            {
                keys.Add(key);
            }

            return keys;
        }
    }

    /// <summary>Gives a text to all who wait for it.</summary>
    public void Publish(ViewKey key, SharedText text)
    {
        lock (gate)
        {
            made[key] = text;
            if (waiting.Remove(key, out var turn))
            {
                turn.Give(text);
            }
        }
    }

    /// <summary>The loop has to do other things now: those whose turn it was and who got nothing are the first of the next ones.</summary>
    public void Pause(IEnumerable<ViewKey> rest)
    {
        lock (gate)
        {
            var now = Environment.TickCount64;
            nextAt = Math.Max(nextAt, now + (now - madeAt));
            ViewKey[] later = [.. rest, .. turns];
            turns.Clear();
            Array.ForEach(later, turns.Enqueue);
        }
    }

    /// <summary>The loop goes on. Old ones are let go.</summary>
    public void Beat()
    {
        lock (gate)
        {
            if (Environment.TickCount64 - madeAt >= FreshMilliseconds)
            {
                Forget();
            }
        }
    }

    /// <summary>From now on nobody gets a new one.</summary>
    public void Close()
    {
        lock (gate)
        {
            isClosed = true;
            Forget();
            turns.Clear();
            foreach (var turn in waiting.Values)
            {
                turn.End();
            }

            waiting.Clear();
        }
    }

    public void Dispose()
    {
        Close();
        wanted.Dispose();
    }

    SharedText? Fresh(ViewKey key) =>
        Environment.TickCount64 - madeAt < FreshMilliseconds && made.TryGetValue(key, out var text) && !text.IsCut.IsCancellationRequested && text.TryUse()
            ? text
            : null;

    ViewTurn? FindTurn(ViewKey key)
    {
        if (waiting.TryGetValue(key, out var turn))
        {
            return turn;
        }

        if (waiting.Count == MostWaiting)
        {
            return null;
        }

        turns.Enqueue(key);
        wanted.Set();
        return waiting[key] = new();
    }

    void Forget()
    {
        foreach (var text in made.Values)
        {
            text.Dispose();
        }

        made.Clear();
    }
}
