// SPDX-License-Identifier: MIT
namespace KongMonitor.Capture;

/// <summary>struct pcap_pkthdr: what stands before each packet. With nanoseconds asked for, the fraction counts those.</summary>
readonly record struct PcapRecord(nint Seconds, nint Fraction, uint Captured, uint Length);
