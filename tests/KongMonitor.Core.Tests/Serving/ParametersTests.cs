// SPDX-License-Identifier: MIT
using KongMonitor.Serving.Views;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace KongMonitor.CoreTests.Serving;

public sealed class ParametersTests
{
    [Theory]
    [InlineData("", "filter=")]
    [InlineData("filter=status%3D200", "filter=+status%3D200++&lang=en")]
    [InlineData("filter=status%3D200&chosen=&rows=7&lang=ko", "rows=7&lang=ko&filter=status%3D200&other=x")]
    public void Who_asks_for_the_same_has_the_same_key(string one, string other)
    {
        Assert.Equal(Key(one), Key(other));
        Assert.Equal(Key(one).GetHashCode(), Key(other).GetHashCode());
    }

    [Theory]
    [InlineData("", "lang=ko")]
    [InlineData("", "rows=0")]
    [InlineData("", "filter=status%3D200")]
    [InlineData("filter=status%3D200", "chosen=status%3D200")]
    public void Who_asks_for_something_else_has_another(string one, string other) => Assert.NotEqual(Key(one), Key(other));

    static ViewKey Key(string query) =>
        Parameters.TryReadView(new QueryCollection(QueryHelpers.ParseQuery(query)), out var key, out var bad) ? key : throw new ArgumentException(bad.Message);
}
