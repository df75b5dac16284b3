// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;

namespace KongMonitor.Capture;

/// <summary>A capture file, pcap or pcapng, also compressed with gzip, read from its start to its end by libpcap.</summary>
public sealed unsafe class CaptureFile : IDisposable
{
    const int EndOfFile = -2; // PCAP_ERROR_BREAK
    const int RecordHeader = 16; // of pcap; pcapng's is longer, and nobody needs the place to the byte
    const ulong NanosecondsPerSecond = 1_000_000_000;

    // pcapng has room for times that no clock of ours can hold.
    const long LastSecond = (long.MaxValue / (long)NanosecondsPerSecond) - 1;
    const string OtherLinkType = "different from the type of the first interface"; // libpcap's words
    const string OneInterface = "; write the packets of one interface into a file of their own, such as by tshark -Y frame.interface_id==0 -w";
    readonly GzipFeed? gzip;
    readonly PcapHandle capture;
    readonly string path;
    long position;

    CaptureFile(string path, GzipFeed? gzip, PcapHandle capture)
    {
        this.path = path;
        this.gzip = gzip;
        this.capture = capture;
        Link = (LinkType)LibPcap.pcap_datalink(capture);
        FileLength = new FileInfo(path).Length;
    }

    /// <summary>What stands before the IP header.</summary>
    public LinkType Link { get; }

    /// <summary>Packets read so far.</summary>
    public long Packets { get; private set; }

    /// <summary>Bytes of the file, as it lies on the disk.</summary>
    public long FileLength { get; }

    /// <summary>How many of them were read, about: the records' own for a plain file.</summary>
    public long FilePosition => gzip?.Position ?? position;

    /// <summary>Where and why the file cannot be read any further; null as long as all is well.</summary>
    public string? Damage { get; private set; }

    /// <summary>Opens a file.</summary>
    /// <exception cref="BadCaptureException">There is no such file, or it is no capture that can be replayed.</exception>
    /// <exception cref="CaptureException">libpcap is not installed.</exception>
    public static CaptureFile Open(string path)
    {
        GzipFeed? gzip = null;
        try
        {
            gzip = GzipFeed.StartIfCompressed(path);
            var file = new CaptureFile(path, gzip, OpenPcap(gzip?.Path ?? path, path));
            if (!LinkHeader.IsKnown(file.Link))
            {
                file.Dispose();
                throw new BadCaptureException(
                    $"{path} has the link type {(int)file.Link}: it can be Ethernet, Linux cooked, raw IP or BSD loopback");
            }

            return file;
        }
        catch (DllNotFoundException e)
        {
            gzip?.Dispose();
            throw new CaptureException("libpcap.so.0.8 was not found: install Debian's package libpcap0.8", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            gzip?.Dispose();
            throw new BadCaptureException($"cannot open {path} ({e.Message})");
        }
        catch (BadCaptureException)
        {
            gzip?.Dispose();
            throw;
        }
    }

    /// <summary>The next packet; false at the end of the file or where it is damaged.</summary>
    /// <param name="data">Its bytes as captured; valid until the next call.</param>
    /// <param name="wireLength">Its length when it was captured, of which all or a part is there.</param>
    /// <param name="time">Nanoseconds since 1970.</param>
    public bool TryRead(out ReadOnlySpan<byte> data, out int wireLength, out ulong time)
    {
        PcapRecord* record;
        byte* bytes;
        var result = LibPcap.pcap_next_ex(capture.DangerousGetHandle(), &record, &bytes);
        if (result != 1)
        {
            data = default;
            wireLength = 0;
            time = 0;
            FindDamage(result);
            return false;
        }

        Packets++;
        data = new(bytes, (int)record->Captured);
        wireLength = (int)record->Length;
        time = ((ulong)Math.Clamp((long)record->Seconds, 0, LastSecond) * NanosecondsPerSecond) + (ulong)record->Fraction;
        position += record->Captured + RecordHeader;
        return true;
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        capture.Dispose();
        gzip?.Dispose();
    }

    static PcapHandle OpenPcap(string source, string path)
    {
        var error = stackalloc byte[LibPcap.ErrorBufferSize];
        var capture = LibPcap.pcap_open_offline_with_tstamp_precision(source, LibPcap.Nanoseconds, error);
        if (!capture.IsInvalid)
        {
            return capture;
        }

        var reason = Marshal.PtrToStringUTF8((nint)error)!.Replace(source + ": ", "", StringComparison.Ordinal);
        throw new BadCaptureException($"{path} is not a capture that can be read ({reason}): give a pcap or pcapng file");
    }

    void FindDamage(int result)
    {
        var reason = result != EndOfFile ? Marshal.PtrToStringUTF8(LibPcap.pcap_geterr(capture)) : gzip?.Failure;
        if (reason is not null)
        {
            reason += reason.Contains(OtherLinkType, StringComparison.Ordinal) ? OneInterface : "";
            Damage = $"{path} breaks behind packet {Packets}, near byte {FilePosition} of {FileLength} ({reason}): what stands before it was replayed";
        }
    }
}
