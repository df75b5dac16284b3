// SPDX-License-Identifier: MIT
using AbiGenerator;

try
{
    switch (args)
    {
        case ["roots", var header, var output]:
            File.WriteAllText(output, HeaderRoots.Generate(File.ReadAllText(header), Path.GetFileName(header)));
            return 0;
        case ["types", var roots, var program, var @namespace, var output, .. var headers]:
            var types = new BtfTypes(new ElfFile(File.ReadAllBytes(roots)).Section(".BTF"));
            var elf = new ElfFile(File.ReadAllBytes(program));
            var maps = new BtfTypes(elf.Section(".BTF")).Maps().ToArray();
            var enums = LayoutText.HashOfEnums(headers.Select(File.ReadAllText));
            File.WriteAllText(output, new AbiWriter(types).Write(@namespace, maps, elf.ProgramNames(), enums));
            return 0;
        default:
            Console.Error.WriteLine("usage: AbiGenerator roots HEADER OUTPUT.c | AbiGenerator types ROOTS.o PROGRAM.o NAMESPACE OUTPUT.cs HEADER...");
            return 2;
    }
}
catch (Exception e) when (e is AbiException or IOException or UnauthorizedAccessException)
{
    // MSBuild shows lines of this form as errors of the build.
    Console.Error.WriteLine($"AbiGenerator : error ABI001: {e.Message}");
    return 1;
}
