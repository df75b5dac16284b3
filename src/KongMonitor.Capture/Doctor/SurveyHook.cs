// SPDX-License-Identifier: MIT
using LibBpf;

namespace KongMonitor.Capture.Doctor;

/// <summary>A program of the survey on an interface, beside whatever else is there, until disposed.</summary>
static class SurveyHook
{
    // Not the monitor's, so that neither takes the other's place on a kernel without TCX.
    const uint FilterHandle = 0x6b6f6e73;
    const ushort FilterPriority = 4;

    /// <summary>Removes what a doctor left that was killed, which only filters can be.</summary>
    public static bool RemoveLeft(int interfaceIndex, TcDirection direction) =>
        ClsactFilter.Remove(interfaceIndex, direction, FilterHandle, FilterPriority);

    public static IDisposable Attach(BpfProgram program, int interfaceIndex, TcDirection direction)
    {
        try
        {
            return TcxLink.Attach(program, interfaceIndex, direction);
        }
        catch (BpfException e) when (e.IsNotSupported)
        {
            return ClsactFilter.Attach(program, interfaceIndex, direction, FilterHandle, FilterPriority);
        }
    }
}
