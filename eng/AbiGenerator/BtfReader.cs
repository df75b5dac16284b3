// SPDX-License-Identifier: MIT
using System.Buffers.Binary;
using System.Text;

namespace AbiGenerator;

/// <summary>
/// Reads the type records of a .BTF section (https://docs.kernel.org/bpf/btf.html): a header, then the types one after
/// another, numbered from 1, then their names.
/// </summary>
ref struct BtfReader
{
    const ushort Magic = 0xEB9F;
    readonly ReadOnlySpan<byte> types;
    readonly ReadOnlySpan<byte> names;
    int position;

    BtfReader(ReadOnlySpan<byte> section)
    {
        if (section.Length < 24 || BinaryPrimitives.ReadUInt16LittleEndian(section) != Magic)
        {
            throw new AbiException("the .BTF section does not start with a little-endian BTF header");
        }

        var headerSize = Int32(section, 4);
        types = section.Slice(headerSize + Int32(section, 8), Int32(section, 12));
        names = section.Slice(headerSize + Int32(section, 16), Int32(section, 20));
    }

    /// <summary>All types of the section by their id; id 0 is void.</summary>
    public static List<BtfType> Read(ReadOnlySpan<byte> section)
    {
        var reader = new BtfReader(section);
        var result = new List<BtfType> { new(BtfKind.Void, "void") };
        while (reader.position < reader.types.Length)
        {
            result.Add(reader.ReadType());
        }

        return result;
    }

    /*
     * info: 31         flag
     *       28 .. 24   kind
     *       15 .. 0    vlen: number of members, values, variables
     */
    BtfType ReadType()
    {
        var name = Name(Next());
        var info = (uint)Next();
        var sizeOrType = Next();
        var kind = (BtfKind)((info >> 24) & 0x1f);
        var count = (int)(info & 0xffff);
        var flag = info >> 31 != 0;
        return kind switch
        {
            BtfKind.Int => new(kind, name) { Size = sizeOrType, IsSigned = ((Next() >> 24) & 1) != 0 },
            BtfKind.Array => ReadArray(name),
            BtfKind.Struct or BtfKind.Union => new(kind, name) { Size = sizeOrType, Members = ReadMembers(count, flag) },
            BtfKind.Enum => new(kind, name) { Size = sizeOrType, IsSigned = flag, Enumerators = ReadEnumerators(count, flag) },
            BtfKind.Enum64 => new(kind, name) { Size = sizeOrType, IsSigned = flag, Enumerators = ReadEnumerators64(count) },
            BtfKind.DataSection => new(kind, name) { Size = sizeOrType, Members = ReadVariables(count) },
            BtfKind.FunctionPrototype => Skip(kind, name, sizeOrType, 8 * count),
            BtfKind.Variable or BtfKind.DeclarationTag => Skip(kind, name, sizeOrType, 4),
            BtfKind.Float => new(kind, name) { Size = sizeOrType },
            BtfKind.Pointer or BtfKind.Forward or BtfKind.Typedef or BtfKind.Volatile or BtfKind.Const or BtfKind.Restrict
                or BtfKind.Function or BtfKind.TypeTag => new(kind, name) { TypeId = sizeOrType },
            _ => throw new AbiException($"BTF kind {(int)kind} of type '{name}' is newer than this reader"),
        };
    }

    BtfType ReadArray(string name)
    {
        var element = Next();
        _ = Next(); // the index's type
        return new(BtfKind.Array, name) { TypeId = element, Length = Next() };
    }

    List<BtfMember> ReadMembers(int count, bool hasBitfields)
    {
        var members = new List<BtfMember>(count);
        for (var i = 0; i < count; i++)
        {
            var name = Name(Next());
            var type = Next();
            var offset = (uint)Next();
            members.Add(hasBitfields
                ? new(name, type, (int)(offset & 0xffffff), (int)(offset >> 24))
                : new(name, type, (int)offset, 0));
        }

        return members;
    }

    List<BtfEnumerator> ReadEnumerators(int count, bool signed)
    {
        var values = new List<BtfEnumerator>(count);
        for (var i = 0; i < count; i++)
        {
            var name = Name(Next());
            var value = Next();
            values.Add(new(name, signed ? value : (uint)value));
        }

        return values;
    }

    List<BtfEnumerator> ReadEnumerators64(int count)
    {
        var values = new List<BtfEnumerator>(count);
        for (var i = 0; i < count; i++)
        {
            var name = Name(Next());
            var low = (uint)Next();
            values.Add(new(name, (long)Next() << 32 | low));
        }

        return values;
    }

    List<BtfMember> ReadVariables(int count)
    {
        var variables = new List<BtfMember>(count);
        for (var i = 0; i < count; i++)
        {
            var type = Next();
            variables.Add(new("", type, 8 * Next(), 0));
            _ = Next(); // size, which clang leaves zero in an object file
        }

        return variables;
    }

    BtfType Skip(BtfKind kind, string name, int type, int bytes)
    {
        position += bytes;
        return new(kind, name) { TypeId = type };
    }

    int Next()
    {
        var value = Int32(types, position);
        position += sizeof(int);
        return value;
    }

    readonly string Name(int offset)
    {
        var text = names[offset..];
        return Encoding.UTF8.GetString(text[..text.IndexOf((byte)0)]);
    }

    static int Int32(ReadOnlySpan<byte> bytes, int offset) => BinaryPrimitives.ReadInt32LittleEndian(bytes[offset..]);
}
