// SPDX-License-Identifier: MIT
using System.Net;
using KongMonitor.Abi;
using KongMonitor.Core;
using KongMonitor.CoreTests.Support;

namespace KongMonitor.CoreTests;

public sealed class AddressTextTests
{
    [Fact]
    public void An_IPv4_end_is_read_in_network_byte_order() =>
        Assert.Equal("192.168.1.100:54321", AddressText.Show(BitConverter.GetBytes(Wire.Address("192.168.1.100")), Wire.Port(54321)));

    [Theory]
    [InlineData("2001:db8::1", 8000, "[2001:db8::1]:8000")]
    [InlineData("::", 0, "[::]:0")]
    [InlineData("::ffff:192.0.2.1", 80, "[::ffff:192.0.2.1]:80")]
    [InlineData("2001:db8:1111:2222:3333:4444:5555:6666", 65535, "[2001:db8:1111:2222:3333:4444:5555:6666]:65535")]
    public void An_IPv6_end_stands_in_brackets(string address, ushort port, string shown) =>
        Assert.Equal(shown, AddressText.Show(IPAddress.Parse(address).GetAddressBytes(), Wire.Port(port)));

    [Fact]
    public void A_field_holds_IPv4_in_its_first_four_bytes()
    {
        byte[] field = [10, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        Assert.Equal("10.0.0.5:1", AddressText.Show(AddressText.Used(field, AddressFamily.Ipv4), Wire.Port(1)));
        Assert.Equal("[a00:5::]:1", AddressText.Show(AddressText.Used(field, AddressFamily.Ipv6), Wire.Port(1)));
    }
}
