// SPDX-License-Identifier: MIT
using System.Text;
using CsCheck;
using KongMonitor.Abi;
using KongMonitor.Core.Metrics;

namespace KongMonitor.CoreTests.Metrics;

public sealed class PathGroupTests
{
    static readonly Gen<string> segments = Gen.OneOf(
        Gen.Const(""),
        Gen.Const("users"),
        Gen.Const("{id}"),
        Gen.Const("{i"),
        Gen.Int[0, 999999].Select(number => $"{number}"),
        Gen.Guid.Select(id => id.ToString()),
        Gen.String[Gen.Char["0123456789abcdefgxyz-."], 0, 40]);

    static readonly Gen<byte[]> paths = Gen.OneOf(
        segments.Array[0, 40].Select(parts => Encoding.UTF8.GetBytes(string.Join('/', parts))),
        Gen.Byte.Array[0, AbiConstants.PathSize - 1]).Select(path => path[..Math.Min(path.Length, AbiConstants.PathSize - 1)]);

    [Theory]
    [InlineData("/users/17", "/users/{id}")]
    [InlineData("/users/17/", "/users/{id}/")]
    [InlineData("/users/17/orders/000", "/users/{id}/orders/{id}")]
    [InlineData("/1", "/{id}")]
    [InlineData("/a/0d2f7a5e-6a61-4c1c-9d6b-0f2b1c9f1a11/b", "/a/{id}/b")]
    [InlineData("/a/0D2F7A5E-6A61-4C1C-9D6B-0F2B1C9F1A11", "/a/{id}")]
    [InlineData("/objects/507f1f77bcf86cd799439011", "/objects/{id}")]
    [InlineData("/containers/4bca8e6f0a11", "/containers/{id}")]
    [InlineData("/users/17?page=2&id=5", "/users/{id}?page=2&id=5")]
    [InlineData("12", "{id}")]
    public void A_segment_that_is_a_number_a_uuid_or_long_hexadecimal_is_an_identifier(string path, string group) =>
        Assert.Equal(group, Of(path));

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("//")]
    [InlineData("*")]
    [InlineData("/v1/users")]
    [InlineData("/users/17a")]
    [InlineData("/users/-17")]
    [InlineData("/users/1.5")]
    [InlineData("/2026-11-25")]
    [InlineData("/a/0d2f7a5e-6a61-4c1c-9d6b-0f2b1c9f1a1")]
    [InlineData("/a/0d2f7a5e-6a61-4c1c-9d6b-0f2b1c9f1a11f")]
    [InlineData("/a/0d2f7a5e06a6104c1c09d6b00f2b1c9f1a1g")]
    [InlineData("/objects/4bca8e6f0a1")]
    [InlineData("/words/effacedfacade")]
    [InlineData("/users/{id}")]
    [InlineData("/users?id=17/18")]
    public void Everything_else_stays_as_it_is(string path) => Assert.Equal(path, Of(path));

    [Fact]
    public void A_group_that_has_no_room_ends_before_the_segment_that_does_not_fit()
    {
        var path = string.Concat(Enumerable.Repeat("/7", 63));
        Assert.Equal(string.Concat(Enumerable.Repeat("/{id}", 25)) + "/", Of(path));
    }

    [Fact]
    public void The_group_of_a_group_is_itself() =>
        paths.Sample(path => Of(path).AsSpan().SequenceEqual(Of(Of(path))), iter: 20_000);

    [Fact]
    public void A_group_never_has_more_bytes_than_a_path_has_room_for() =>
        paths.Sample(path => Of(path).Length < AbiConstants.PathSize, iter: 20_000);

    static string Of(string path) => Encoding.UTF8.GetString(Of(Encoding.UTF8.GetBytes(path)));

    static byte[] Of(byte[] path)
    {
        var group = new byte[AbiConstants.PathSize - 1];
        return group[..PathGroup.Of(path, group)];
    }
}
