// SPDX-License-Identifier: MIT
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace KongMonitor.Serving.Page;

/// <summary>Sends a file of the page. A browser keeps it, and asks each time whether it is still the same.</summary>
static class PageAnswer
{
    const int Piece = 16 * 1024;
    const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static async Task Write(HttpContext context, PageFile file, CancellationToken stop)
    {
        var response = context.Response;
        var headers = response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-cache";
        headers.ETag = file.Tag;
        if (IsKnown(context.Request, file))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = file.ContentType;
        response.ContentLength = file.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await using var stream = file.Open();
            await stream.CopyToAsync(response.Body, Piece, stop);
        }
    }

    static bool IsKnown(HttpRequest request, PageFile file) =>
        EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch, out var tags)
        && tags.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Tag == file.Tag);
}
