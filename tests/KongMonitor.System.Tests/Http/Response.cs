// SPDX-License-Identifier: MIT
namespace KongMonitor.SystemTests.Http;

/// <summary>What came back: the bytes are all of the response's, interim responses included.</summary>
sealed record Response(int Status, string Head, long BodyBytes, long Bytes);
