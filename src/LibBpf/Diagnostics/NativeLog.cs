// SPDX-License-Identifier: MIT
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using LibBpf.Interop;

namespace LibBpf;

/// <summary>
/// libbpf has one printer for the whole process. It serves two readers: the sink of the user, and the capture of
/// the failing call, which is per thread because libbpf prints on the thread that called it.
/// </summary>
static unsafe class NativeLog
{
    // sizeof(va_list): three words on x86-64, four on arm64. On both it is passed by reference.
    static readonly int argumentListSize = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 24 : 32;

    static volatile BpfLogSink? userSink;
    static volatile BpfLogLevel userLevel;

    [ThreadStatic]
    static StringBuilder? captured;

    public static void Install() => Native.libbpf_set_print(&Print);

    public static void SetSink(BpfLogSink? sink, BpfLogLevel leastImportant)
    {
        userLevel = leastImportant;
        userSink = sink;
    }

    /// <summary>Collects warnings of this thread until the scope is disposed.</summary>
    public static Scope Capture()
    {
        StringBuilder? outer = captured;
        var text = new StringBuilder();
        captured = text;
        return new Scope(outer, text);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int Print(int level, byte* format, byte* arguments)
    {
        try
        {
            Write((BpfLogLevel)level, format, arguments);
        }
        catch
        {
            // An exception must not cross into C; a lost log line is the lesser evil.
        }

        return 0;
    }

    static void Write(BpfLogLevel level, byte* format, byte* arguments)
    {
        BpfLogSink? sink = level <= userLevel ? userSink : null;
        StringBuilder? capture = level == BpfLogLevel.Warning ? captured : null;
        if (sink is null && capture is null)
        {
            return;
        }

        var message = Format(format, arguments);
        capture?.Append(message);
        sink?.Invoke(level, message.TrimEnd('\n'));
    }

    static string Format(byte* format, byte* arguments)
    {
        // vsnprintf uses the list up, so measuring takes a copy (va_copy): a verifier log is one "%s" of many kilobytes
        // with the reason at its end, which a buffer of fixed size would lose.
        var copy = stackalloc byte[32];
        Unsafe.CopyBlockUnaligned(copy, arguments, (uint)argumentListSize);
        var length = Native.vsnprintf(null, 0, format, copy);
        if (length <= 0)
        {
            return "";
        }

        var buffer = (byte*)NativeMemory.Alloc((nuint)length + 1);
        try
        {
            length = Native.vsnprintf(buffer, (nuint)length + 1, format, arguments);
            return Encoding.UTF8.GetString(buffer, length);
        }
        finally
        {
            NativeMemory.Free(buffer);
        }
    }

    public readonly ref struct Scope(StringBuilder? outer, StringBuilder text)
    {
        public string Text => text.ToString();

        public void Dispose() => captured = outer;
    }
}
