// SPDX-License-Identifier: MIT
using System.Buffers.Binary;
using System.Text;

namespace AbiGenerator;

/// <summary>The parts of a 64-bit little-endian ELF object that the generator needs.</summary>
sealed class ElfFile
{
    const uint SymbolTable = 2; // SHT_SYMTAB
    const ulong Executable = 4; // SHF_EXECINSTR
    const int GlobalFunction = 0x12; // STB_GLOBAL << 4 | STT_FUNC
    readonly byte[] image;
    readonly ElfSection[] sections;

    public ElfFile(byte[] image)
    {
        this.image = image;
        if (image.Length < 64 || !image.AsSpan(0, 6).SequenceEqual("\u007fELF\u0002\u0001"u8))
        {
            throw new AbiException("not a 64-bit little-endian ELF file");
        }

        var table = (int)UInt64(40);
        int entrySize = UInt16(58), count = UInt16(60), nameTable = UInt16(62);
        var names = (int)UInt64(table + nameTable * entrySize + 24);
        sections = new ElfSection[count];
        for (var i = 0; i < count; i++)
        {
            var header = table + i * entrySize;
            sections[i] = new(Text(names + UInt32(header)), (uint)UInt32(header + 4), UInt64(header + 8), (int)UInt64(header + 24),
                (int)UInt64(header + 32), UInt32(header + 40));
        }
    }

    /// <summary>The bytes of the section of that name.</summary>
    public ReadOnlySpan<byte> Section(string name)
    {
        var section = Array.Find(sections, section => section.Name == name)
            ?? throw new AbiException($"no {name} section: compile with clang -g -target bpf");
        return image.AsSpan(section.Offset, section.Size);
    }

    /// <summary>Entry points: global functions outside of .text, in the order of the file. What is in .text they call.</summary>
    public IEnumerable<string> ProgramNames()
    {
        const int symbolSize = 24;
        foreach (var table in sections.Where(section => section.Type == SymbolTable))
        {
            for (var symbol = table.Offset; symbol < table.Offset + table.Size; symbol += symbolSize)
            {
                int section = UInt16(symbol + 6);
                if (image[symbol + 4] == GlobalFunction && section < sections.Length && IsProgram(sections[section]))
                {
                    yield return Text(sections[table.Link].Offset + UInt32(symbol));
                }
            }
        }
    }

    static bool IsProgram(ElfSection section) => (section.Flags & Executable) != 0 && section.Name != ".text";

    string Text(int offset)
    {
        var text = image.AsSpan(offset);
        return Encoding.UTF8.GetString(text[..text.IndexOf((byte)0)]);
    }

    ushort UInt16(int offset) => BinaryPrimitives.ReadUInt16LittleEndian(image.AsSpan(offset));

    int UInt32(int offset) => (int)BinaryPrimitives.ReadUInt32LittleEndian(image.AsSpan(offset));

    ulong UInt64(int offset) => BinaryPrimitives.ReadUInt64LittleEndian(image.AsSpan(offset));
}
