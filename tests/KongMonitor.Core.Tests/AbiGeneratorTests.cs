// SPDX-License-Identifier: MIT
using AbiGenerator;

namespace KongMonitor.CoreTests;

public sealed class AbiGeneratorTests
{
    [Fact]
    public void Members_have_the_offsets_that_clang_gave_them()
    {
        var code = AbiGeneratorRun.Generate("struct conn_stats { __u32 first; __u16 bytes_sent; __u8 _pad[2]; __u64 last; };");

        Assert.Contains("[StructLayout(LayoutKind.Explicit, Size = 16)]\npublic partial struct ConnStats\n", code);
        Assert.Contains("[FieldOffset(0)] public uint First;", code);
        Assert.Contains("[FieldOffset(4)] public ushort BytesSent;", code);
        Assert.Contains("[FieldOffset(8)] public ulong Last;", code);
    }

    [Fact]
    public void Members_that_start_with_an_underscore_are_left_out()
    {
        var code = AbiGeneratorRun.Generate("struct padded { __u32 value; __u8 _pad[4]; };");

        Assert.DoesNotContain("Pad;", code);
        Assert.DoesNotContain("ByteArray4", code);
    }

    [Fact]
    public void An_enum_that_no_struct_uses_is_there_without_its_prefix()
    {
        var code = AbiGeneratorRun.Generate("enum http_method { HTTP_METHOD_GET = 1, OTHER_NAME = 65535 };");

        Assert.Contains("public enum HttpMethod : uint\n{\n    Get = 1,\n    OtherName = 65535,\n}", code);
    }

    [Fact]
    public void The_unnamed_enum_becomes_constants()
    {
        var code = AbiGeneratorRun.Generate("enum {\n\tDOMAIN_SIZE = 64, /* bytes, NUL included */\n\tPATH_SIZE = DOMAIN_SIZE * 2,\n};");

        Assert.Contains("public const int DomainSize = 64;", code);
        Assert.Contains("public const int PathSize = 128;", code);
        Assert.DoesNotContain("Included", code);
    }

    [Fact]
    public void Arrays_become_inline_arrays_of_their_length()
    {
        var code = AbiGeneratorRun.Generate("struct row { __u64 latency[42]; __u8 domain[64]; };");

        Assert.Contains("[FieldOffset(0)] public UInt64Array42 Latency;", code);
        Assert.Contains("[FieldOffset(336)] public ByteArray64 Domain;", code);
        Assert.Contains("[InlineArray(64)]\npublic partial struct ByteArray64", code);
    }

    [Fact]
    public void A_nested_struct_is_a_field_of_its_own_type()
    {
        var code = AbiGeneratorRun.Generate("struct inner { __u64 value; };\nstruct outer { __u64 first; struct inner nested; };");

        Assert.Contains("[FieldOffset(8)] public Inner Nested;", code);
    }

    [Fact]
    public void A_spin_lock_is_an_opaque_number()
    {
        var code = AbiGeneratorRun.Generate("struct locked { struct bpf_spin_lock lock; };");

        Assert.Contains("[FieldOffset(0)] public uint Lock;", code);
        Assert.DoesNotContain("BpfSpinLock", code);
    }

    [Theory]
    [InlineData("union { __u32 a; __u16 b; } both;", "unions")]
    [InlineData("__u32 narrow : 3;", "bitfields")]
    [InlineData("__u8 *where;", "pointer")]
    [InlineData("double exact;", "fixed-size integers")]
    public void What_cannot_be_shared_is_refused_by_name(string member, string reason)
    {
        var error = Assert.Throws<AbiException>(() => AbiGeneratorRun.Generate($"struct bad {{ {member} }};"));

        Assert.Contains("struct bad, member '", error.Message);
        Assert.Contains(reason, error.Message);
    }

    [Fact]
    public void A_struct_and_an_enum_of_one_name_are_refused()
    {
        var error = Assert.Throws<AbiException>(
            () => AbiGeneratorRun.Generate("enum leg_kind { LEG_KIND_A };\nstruct leg__kind { __u64 value; };"));

        Assert.Contains("LegKind", error.Message);
    }

    [Fact]
    public void Programs_and_maps_are_listed_by_the_names_that_libbpf_knows()
    {
        var elf = AbiGeneratorRun.Object("""
            __attribute__((noinline)) int helper(int x) { asm volatile("" : "+r"(x)); return x; }
            __attribute__((section("tc"))) int egress_tc(void *context) { return helper(1); }
            const volatile int config __attribute__((section(".rodata.config"))) = 1;
            int conn_map __attribute__((section(".maps")));
            """);

        Assert.Equal(["egress_tc"], elf.ProgramNames());
        Assert.Equal([".rodata.config", "conn_map"], new BtfTypes(elf.Section(".BTF")).Maps().Select(map => map.Name).Order());
    }

    const string Map = """
        struct inner { unsigned int count; unsigned char state; };
        struct value { struct inner inner; unsigned long long bytes[4]; };
        struct { int (*type)[1]; int (*max_entries)[100]; int (*map_flags)[1]; unsigned int *key; struct value *value; } map __attribute__((section(".maps")));
        """;

    [Fact]
    public void The_size_of_a_map_is_no_part_of_its_layout() => Assert.Equal(Layout(Map), Layout(Map.Replace("[100]", "[200]")));

    [Theory]
    [InlineData("unsigned char state", "unsigned short state")]
    [InlineData("unsigned char state", "unsigned char status")]
    [InlineData("unsigned int count; unsigned char state;", "unsigned char state; unsigned int count;")]
    [InlineData("bytes[4]", "bytes[5]")]
    [InlineData("unsigned int *key", "int *key")]
    [InlineData("(*type)[1]", "(*type)[2]")]
    [InlineData("(*map_flags)[1]", "(*map_flags)[1024]")]
    [InlineData("int (*map_flags)[1]; ", "")]
    public void Whatever_else_changes_in_a_map_makes_another_layout(string before, string after)
    {
        Assert.Contains(before, Map);
        Assert.NotEqual(Layout(Map), Layout(Map.Replace(before, after)));
    }

    [Fact]
    public void The_numbers_of_states_are_told_apart_and_their_comments_are_not()
    {
        const string header = "enum state { OPEN = 1, CLOSED };\nenum { LIMIT = 8 };";
        var hash = LayoutText.HashOfEnums([header]);
        Assert.Equal(hash, LayoutText.HashOfEnums(["/* states */ enum state { OPEN = 1, /* open */ CLOSED };\nenum {\n\tLIMIT = 8\n};".Replace("{\n\t", "{ ").Replace("\n}", " }")]));
        Assert.NotEqual(hash, LayoutText.HashOfEnums([header.Replace("OPEN = 1", "OPEN = 2")]));
        Assert.NotEqual(hash, LayoutText.HashOfEnums([header.Replace("LIMIT = 8", "LIMIT = 9")]));
        Assert.NotEqual(hash, LayoutText.HashOfEnums([header.Replace("OPEN = 1, CLOSED", "CLOSED = 1, OPEN")]));
    }

    static string Layout(string source) => Assert.Single(new BtfTypes(AbiGeneratorRun.Object(source).Section(".BTF")).Maps()).Layout;

    [Fact]
    public void A_file_that_is_no_object_is_refused()
    {
        var error = Assert.Throws<AbiException>(() => new ElfFile([1, 2, 3]));

        Assert.Contains("ELF", error.Message);
    }
}
