// SPDX-License-Identifier: MIT
using System.Diagnostics;
using AbiGenerator;

namespace KongMonitor.CoreTests;

/// <summary>Takes a header the whole way: its roots, clang, BTF, C#.</summary>
static class AbiGeneratorRun
{
    public static string Generate(string header)
    {
        var folder = Directory.CreateTempSubdirectory("abi-generator-");
        try
        {
            var image = Compile(folder.FullName, "roots", HeaderRoots.Generate(header, "shared.h"), header);
            var types = new BtfTypes(new ElfFile(image).Section(".BTF"));
            return new AbiWriter(types).Write("Shared", [], [], "");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public static ElfFile Object(string source)
    {
        var folder = Directory.CreateTempSubdirectory("abi-generator-");
        try
        {
            return new(Compile(folder.FullName, "program", source, ""));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    static byte[] Compile(string folder, string name, string source, string header)
    {
        var code = Path.Combine(folder, name + ".c");
        var image = Path.Combine(folder, name + ".o");
        File.WriteAllText(Path.Combine(folder, "shared.h"), header);
        File.WriteAllText(code, source);
        string[] arguments =
            ["-O2", "-g", "-target", "bpf", "-Werror", "-isystem", "/usr/include/x86_64-linux-gnu", "-c", code, "-o", image];
        using var clang = Process.Start(new ProcessStartInfo("clang", arguments) { RedirectStandardError = true })!;
        var errors = clang.StandardError.ReadToEnd();
        clang.WaitForExit();
        Assert.True(clang.ExitCode == 0, errors);
        return File.ReadAllBytes(image);
    }
}
