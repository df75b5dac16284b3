// SPDX-License-Identifier: MIT
using CsCheck;
using KongMonitor.Core.Tls;

namespace KongMonitor.CoreTests.Tls;

public sealed class ClientHelloTests
{
    const int RecordHeader = 5;

    [Fact]
    public async Task A_real_hello_tells_its_name_and_its_protocols()
    {
        var hello = ClientHello.Read(await RealHello.Of("api.example.com", "h2", "http/1.1"));
        Assert.NotNull(hello);
        Assert.Equal(("api.example.com", true), (hello.ServerName, hello.IsComplete));
        Assert.Equal(["h2", "http/1.1"], hello.Protocols);
    }

    [Fact]
    public async Task A_real_hello_without_name_and_protocols_has_none()
    {
        var hello = ClientHello.Read(await RealHello.Of(null));
        Assert.NotNull(hello);
        Assert.Equal((null, true), (hello.ServerName, hello.IsComplete));
        Assert.Empty(hello.Protocols);
    }

    [Fact]
    public async Task A_hello_that_ends_early_tells_the_whole_names_that_it_holds_and_no_other()
    {
        var bytes = await RealHello.Of("api.example.com", "h2", "http/1.1");
        var named = 0;
        for (var length = 0; length < bytes.Length; length++)
        {
            var hello = ClientHello.Read(bytes.AsSpan(0, length));
            Assert.Equal(length <= RecordHeader, hello is null);
            Assert.Contains(hello?.ServerName, (string?[])[null, "api.example.com"]);
            Assert.Contains(string.Join(' ', hello?.Protocols ?? []), (string[])["", "h2 http/1.1"]);
            Assert.False(hello?.IsComplete ?? false);
            named += hello?.ServerName is null ? 0 : 1;
        }

        Assert.True(named > 0, "no shorter hello had its name");
    }

    [Fact]
    public async Task A_hello_may_be_cut_into_records_anywhere()
    {
        var message = (await RealHello.Of("api.example.com", "h2"))[RecordHeader..];
        Gen.Int[1, message.Length - 1].Sample(cut =>
        {
            var hello = ClientHello.Read([.. Record(message[..cut]), .. Record(message[cut..])]);
            Assert.Equal(("api.example.com", true), (hello?.ServerName, hello?.IsComplete));
        });
    }

    [Theory]
    [InlineData("")]
    [InlineData("16")]
    [InlineData("1603010000")]
    [InlineData("15030100020228")] // an alert
    [InlineData("16030100040e000000")] // another message
    [InlineData("16020100040100000000")] // no version of TLS
    [InlineData("474554202f20485454502f312e310d0a")] // GET / HTTP/1.1
    public void What_is_no_hello_is_none(string hex) => Assert.Null(ClientHello.Read(Convert.FromHexString(hex)));

    [Fact]
    public async Task A_hostile_name_is_shown_safely()
    {
        var bytes = await RealHello.Of("api.example.com");
        var name = bytes.AsSpan().IndexOf("api.example.com"u8);
        "\u001b[31m\nevil\0"u8.CopyTo(bytes.AsSpan(name));
        Assert.Equal(@"\x1b[31m\x0aevil\x00.com", ClientHello.Read(bytes)?.ServerName);
    }

    [Fact]
    public void Any_bytes_give_an_answer_that_can_be_shown() =>
        Gen.Byte.Array[0, 600].Sample(bytes => AssertHarmless(ClientHello.Read(bytes)));

    [Fact]
    public async Task A_hello_with_any_bytes_changed_gives_an_answer_that_can_be_shown()
    {
        var real = await RealHello.Of("api.example.com", "h2", "http/1.1");
        Gen.Select(Gen.Int[0, real.Length - 1], Gen.Byte).Array[1, 12].Sample(changes =>
        {
            var bytes = real.ToArray();
            foreach (var (at, value) in changes)
            {
                bytes[at] = value;
            }

            AssertHarmless(ClientHello.Read(bytes));
        });
    }

    static void AssertHarmless(ClientHello? hello)
    {
        foreach (var text in (hello?.Protocols ?? []).Append(hello?.ServerName ?? ""))
        {
            Assert.DoesNotContain(text, char.IsControl);
        }
    }

    static byte[] Record(byte[] fragment) => [0x16, 3, 1, (byte)(fragment.Length >> 8), (byte)fragment.Length, .. fragment];
}
