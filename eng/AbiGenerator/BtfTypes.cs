// SPDX-License-Identifier: MIT
namespace AbiGenerator;

/// <summary>The types of one object file.</summary>
sealed class BtfTypes(ReadOnlySpan<byte> section)
{
    readonly List<BtfType> types = BtfReader.Read(section);

    /// <summary>The type behind typedefs and qualifiers.</summary>
    public BtfType Resolve(int id)
    {
        var type = types[id];
        while (type.Kind is BtfKind.Typedef or BtfKind.Const or BtfKind.Volatile or BtfKind.Restrict or BtfKind.TypeTag)
        {
            type = types[type.TypeId];
        }

        return type;
    }

    /// <summary>The type of a variable.</summary>
    public BtfType Variable(string name)
    {
        var variable = types.Find(type => type.Kind == BtfKind.Variable && type.Name == name)
            ?? throw new AbiException($"no variable '{name}' in the object's BTF");
        return Resolve(variable.TypeId);
    }

    /// <summary>
    /// What libbpf calls maps: the variables of .maps, with a hash of their layout, and every section of variables by the
    /// section's name.
    /// </summary>
    public IEnumerable<(string Name, string Layout)> Maps()
    {
        foreach (var section in types.Where(type => type.Kind == BtfKind.DataSection))
        {
            if (section.Name == ".maps")
            {
                foreach (var variable in section.Members)
                {
                    var map = types[variable.TypeId];
                    yield return (map.Name, LayoutText.HashOf(this, Resolve(map.TypeId)));
                }
            }
            else if (section.Name.StartsWith(".rodata", StringComparison.Ordinal))
            {
                yield return (section.Name, "");
            }
        }
    }
}
