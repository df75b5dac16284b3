// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;

namespace KongMonitor.Capture;

/// <summary>The imports from libpcap, which reads the files. They keep their C names; the prototypes stand above each.</summary>
static unsafe partial class LibPcap
{
    public const int ErrorBufferSize = 256;
    public const uint Nanoseconds = 1;
    const string Library = "libpcap.so.0.8";

    // pcap_t *pcap_open_offline_with_tstamp_precision(const char *fname, u_int precision, char *errbuf);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial PcapHandle pcap_open_offline_with_tstamp_precision(string path, uint precision, byte* error);

    // int pcap_next_ex(pcap_t *p, struct pcap_pkthdr **pkt_header, const u_char **pkt_data);
    [LibraryImport(Library)]
    public static partial int pcap_next_ex(nint capture, PcapRecord** header, byte** data);

    // int pcap_datalink(pcap_t *p);
    [LibraryImport(Library)]
    public static partial int pcap_datalink(PcapHandle capture);

    // char *pcap_geterr(pcap_t *p);
    [LibraryImport(Library)]
    public static partial nint pcap_geterr(PcapHandle capture);

    // void pcap_close(pcap_t *p);
    [LibraryImport(Library)]
    public static partial void pcap_close(nint capture);
}
