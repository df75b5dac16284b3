// SPDX-License-Identifier: MIT
namespace KongMonitor.Serving.Views;

/// <summary>
/// Bounds the memory of the answers that are being sent, whoever is slow to read them: when there is no room for a new one,
/// those which still send the oldest are cut off. One alone may be as large as it must.
/// </summary>
sealed class TextBudget(long most)
{
    readonly Lock gate = new();
    readonly LinkedList<SharedText> texts = new();
    long taken;

    /// <summary>What the texts take now.</summary>
    public long Taken
    {
        get
        {
            lock (gate)
            {
                return taken;
            }
        }
    }

    /// <summary>A text grows.</summary>
    public void Take(SharedText text, int size)
    {
        var cut = new List<SharedText>();
        lock (gate)
        {
            if (!texts.Contains(text))
            {
                texts.AddLast(text);
            }

            text.Counted += size;
            taken += size;
            while (taken > most && texts.First!.Value is var oldest && oldest != text)
            {
                Remove(oldest);
                cut.Add(oldest);
            }
        }

        cut.ForEach(oldest => oldest.Cut());
    }

    /// <summary>Nobody uses a text any more.</summary>
    public void GiveBack(SharedText text)
    {
        lock (gate)
        {
            Remove(text);
        }
    }

    // One that is cut off while it is written comes back with what it takes from then on.
    void Remove(SharedText text)
    {
        texts.Remove(text);
        taken -= text.Counted;
        text.Counted = 0;
    }
}
